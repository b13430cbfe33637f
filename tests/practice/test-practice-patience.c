#include "config.h"

#include "base/dermaga-timer.h"
#include "practice/dermaga-practice.h"

#include <string.h>

/* Clients that keep the provider waiting, all at once: each is let go when its time is over, an
 * octet now and then buys none, and whoever comes on is served meanwhile. */

#define PATIENCE_MS 300
/* A piece of a mail, and room for more words, have five times as long. */
#define LONG_PATIENCE_MS (5 * PATIENCE_MS)
/* How much later than it should a busy machine may see the end. */
#define GRACE_MS 8000
#define EVERY_US (20 * 1000)
/* The client that comes on says a whole line this often. */
#define LINE_US (100 * 1000)
#define WATCH_MS (2 * LONG_PATIENCE_MS)

typedef struct {
  const char *name;
  guint16 port;
  const char *first; /* (nullable): at once */
  const char *piece; /* (nullable): again and again */
  gboolean whole;    /* once in a LINE_US, and it is to stay */
  gboolean deaf;     /* says all that the socket takes, and never reads */
  guint patience_ms;
} Manner;

static const Manner manners[] = {
  { "silent", 110, NULL, NULL, FALSE, FALSE, PATIENCE_MS },
  { "silent before TLS", 993, NULL, NULL, FALSE, FALSE, PATIENCE_MS },
  { "an octet of a line now and then", 143, NULL, "x", FALSE, FALSE, PATIENCE_MS },
  /* A record of 4,096 octets: a ClientHello that never ends. */
  { "an octet of a handshake now and then", 465, "\x16\x03\x01\x10", "\x01", FALSE, FALSE,
    PATIENCE_MS },
  { "silent after STARTTLS", 587, "STARTTLS\r\n", NULL, FALSE, FALSE,
    PATIENCE_MS },
  { "an octet of a mail now and then", 25,
    "EHLO a\r\nMAIL FROM:<a@b.test>\r\nRCPT TO:<budi@practice.test>\r\nDATA\r\n", "x", FALSE,
    FALSE, LONG_PATIENCE_MS },
  { "deaf", 25, NULL, "HELP\r\nHELP\r\nHELP\r\nHELP\r\nHELP\r\nHELP\r\nHELP\r\nHELP\r\n", FALSE,
    TRUE, LONG_PATIENCE_MS },
  { "line after line", 110, NULL, "NOOP\r\n", TRUE, FALSE, 0 },
};

typedef struct {
  const Manner *manner;
  GSocket *socket;
  gint64 begun;
  gint64 ended; /* 0 while it is connected */
  gint64 said;
  guint n_lines;
} Client;

static void
say (Client *client, const char *words)
{
  if (words != NULL)
    g_socket_send (client->socket, words, strlen (words), NULL, NULL);
}

static void
client_init (Client *client, const Manner *manner, DermagaPractice *practice)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (
    loopback, dermaga_network_map_port (dermaga_practice_get_network (practice), manner->port));

  client->manner = manner;
  client->socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                 NULL);
  g_assert_true (g_socket_connect (client->socket, address, NULL, NULL));
  g_socket_set_blocking (client->socket, FALSE);
  client->begun = g_get_monotonic_time ();
  say (client, manner->first);
}

/* Returns FALSE when the provider has let the client go. */
static gboolean
hear (Client *client)
{
  char buffer[1024];
  gssize length;
  g_autoptr (GError) error = NULL;

  if (client->manner->deaf)
    return (g_socket_condition_check (client->socket, G_IO_IN | G_IO_OUT)
            & (G_IO_HUP | G_IO_ERR)) == 0;
  while ((length = g_socket_receive (client->socket, buffer, sizeof buffer, NULL, &error)) > 0)
    for (gssize i = 0; i < length; i++)
      client->n_lines += buffer[i] == '\n';
  return length < 0 && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);
}

static void
live (Client *client)
{
  gint64 now = g_get_monotonic_time ();

  if (client->ended != 0)
    return;
  if (!hear (client))
    {
      client->ended = now;
      return;
    }
  if (client->manner->whole && now < client->said + LINE_US)
    return;
  client->said = now;
  for (guint i = 0; i < (client->manner->deaf ? 5000 : 1); i++)
    say (client, client->manner->piece);
}

typedef struct {
  Client clients[G_N_ELEMENTS (manners)];
  GSource *timer;
  guint n_waiting; /* that are to be let go, and are not yet */
} Crowd;

static gboolean
live_cb (gpointer data)
{
  Crowd *crowd = data;

  crowd->n_waiting = 0;
  for (guint i = 0; i < G_N_ELEMENTS (manners); i++)
    {
      live (&crowd->clients[i]);
      crowd->n_waiting += crowd->clients[i].ended == 0 && !manners[i].whole;
    }
  dermaga_timer_set (&crowd->timer, EVERY_US, live_cb, crowd);
  return G_SOURCE_REMOVE;
}

static gint64
lasted_ms (const Client *client)
{
  return (client->ended - client->begun) / 1000;
}

static void
assert_treated (const Client *client)
{
  const Manner *manner = client->manner;

  g_test_message ("%s: %" G_GINT64_FORMAT " ms", manner->name, lasted_ms (client));
  if (manner->whole)
    {
      g_assert_cmpint (client->ended, ==, 0);
      g_assert_cmpuint (client->n_lines, >, WATCH_MS / (LINE_US / 1000) / 4);
      return;
    }
  g_assert_cmpint (client->ended, !=, 0);
  g_assert_cmpint (lasted_ms (client), >=, manner->patience_ms - 20);
  g_assert_cmpint (lasted_ms (client), <, manner->patience_ms + GRACE_MS);
}

static void
test_patience (void)
{
  const DermagaPracticeOptions options = { .patience_ms = PATIENCE_MS };
  g_autoptr (GError) error = NULL;
  DermagaPractice *practice = dermaga_practice_new_with (&options, &error);
  Crowd crowd = { 0 };
  gint64 begun = g_get_monotonic_time ();
  gint64 now;

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (manners); i++)
    client_init (&crowd.clients[i], &manners[i], practice);
  live_cb (&crowd);
  do
    {
      g_main_context_iteration (NULL, TRUE);
      now = g_get_monotonic_time () - begun;
    }
  while (now < WATCH_MS * 1000
         || (crowd.n_waiting > 0 && now < (WATCH_MS + GRACE_MS) * 1000));
  dermaga_timer_clear (&crowd.timer);
  for (guint i = 0; i < G_N_ELEMENTS (manners); i++)
    {
      assert_treated (&crowd.clients[i]);
      g_object_unref (crowd.clients[i].socket);
    }
  g_assert_cmpuint (dermaga_practice_store_get_count (dermaga_practice_get_store (practice)), ==,
                    0);
  g_assert_finalize_object (practice);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice-patience", test_patience);
  return g_test_run ();
}
