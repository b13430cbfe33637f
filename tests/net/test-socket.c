/* Many sockets that have something to read at once: window first, fair turns, nothing lost. */
#include "config.h"

#include <gio/gio.h>

#include "net/dermaga-socket.h"

#define N_SOCKETS 12
#define BUSY_US (3 * G_TIME_SPAN_MILLISECOND)

typedef struct {
  DermagaSocket *sockets[N_SOCKETS];
  guint n_connected;
  guint n_received;
  guint n_octets[N_SOCKETS];
} Crowd;

typedef struct {
  Crowd *crowd;
  guint number;
} Owner;

static void
connected (gpointer data, int os_error)
{
  g_assert_cmpint (os_error, ==, 0);
  ((Owner *) data)->crowd->n_connected++;
}

/* As long as a handshake may take. */
static void
received (gpointer data, const guint8 *bytes, gsize length)
{
  Owner *owner = data;

  g_usleep (BUSY_US);
  owner->crowd->n_octets[owner->number] += (guint) length;
  owner->crowd->n_received++;
}

static void
ended (gpointer data, gboolean reset)
{
  g_assert_not_reached ();
}

static const DermagaSocketEvents events
    = { .connected = connected, .received = received, .ended = ended };

static gboolean
drawn_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* The other ends are for the caller to free. */
static GPtrArray *
connect_all (Crowd *crowd, Owner *owners, guint n_sockets)
{
  GPtrArray *peers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) place = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  g_socket_listener_add_address (listener, place, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                 &bound, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n_sockets; i++)
    {
      owners[i] = (Owner){ crowd, i };
      crowd->sockets[i] = dermaga_socket_connect (
          loopback, g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)), &events,
          &owners[i]);
      g_ptr_array_add (peers, g_socket_listener_accept_socket (listener, NULL, NULL, &error));
      g_assert_no_error (error);
    }
  while (crowd->n_connected < n_sockets)
    g_main_context_iteration (NULL, TRUE);
  return peers;
}

static void
send_to (GPtrArray *peers, guint number)
{
  GSocket *peer = g_ptr_array_index (peers, number);

  g_assert_cmpint (g_socket_send (peer, "220 x\r\n", 7, NULL, NULL), ==, 7);
}

/* What a turn of the main loop takes is bounded, however much came; a window is drawn before. */
static void
test_turns (void)
{
  Crowd crowd = { 0 };
  Owner owners[N_SOCKETS];
  g_autoptr (GPtrArray) peers = connect_all (&crowd, owners, N_SOCKETS);
  gboolean drawn = FALSE;
  guint most = 0;

  for (guint i = 0; i < N_SOCKETS; i++)
    send_to (peers, i);
  g_idle_add_full (G_PRIORITY_HIGH_IDLE + 20, drawn_cb, &drawn, NULL);
  g_main_context_iteration (NULL, TRUE);
  g_assert_true (drawn);
  g_assert_cmpuint (crowd.n_received, ==, 0);

  while (crowd.n_received < N_SOCKETS)
    {
      guint before = crowd.n_received;

      g_main_context_iteration (NULL, TRUE);
      most = MAX (most, crowd.n_received - before);
    }
  g_assert_cmpuint (most, <=, 2);
  for (guint i = 0; i < N_SOCKETS; i++)
    {
      g_assert_cmpuint (crowd.n_octets[i], ==, 7);
      dermaga_socket_free (crowd.sockets[i]);
    }
}

/* Those that always have more do not keep another from its turn. */
static void
test_fair (void)
{
  Crowd crowd = { 0 };
  Owner owners[4];
  g_autoptr (GPtrArray) peers = connect_all (&crowd, owners, G_N_ELEMENTS (owners));

  send_to (peers, 3);
  while (crowd.n_octets[3] == 0)
    {
      /* Counted by what was received: a busy machine may use up a turn before anything is. */
      g_assert_cmpuint (crowd.n_received, <, G_N_ELEMENTS (owners) + 1);
      for (guint i = 0; i < 3; i++)
        send_to (peers, i);
      g_main_context_iteration (NULL, TRUE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (owners); i++)
    dermaga_socket_free (crowd.sockets[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/socket/turns", test_turns);
  g_test_add_func ("/socket/fair", test_fair);
  return g_test_run ();
}
