#include "config.h"

#include "net/dermaga-connection.h"
#include "probe/dermaga-peers.h"

static void
test_limits (void)
{
  g_autoptr (DermagaPeers) peers = dermaga_peers_new ();

  for (guint i = 0; i < DERMAGA_MAX_PER_ADDRESS; i++)
    g_assert_true (dermaga_peers_enter (peers, "192.0.2.1"));
  g_assert_false (dermaga_peers_enter (peers, "192.0.2.1"));
  g_assert_true (dermaga_peers_enter (peers, "192.0.2.2"));
  dermaga_peers_leave (peers, "192.0.2.1");
  g_assert_true (dermaga_peers_enter (peers, "192.0.2.1"));
  for (guint n = DERMAGA_MAX_PER_ADDRESS + 1; n < DERMAGA_MAX_CONNECTIONS; n++)
    {
      g_autofree char *address = g_strdup_printf ("198.51.100.%u", n);

      g_assert_true (dermaga_peers_enter (peers, address));
    }
  g_assert_false (dermaga_peers_enter (peers, "203.0.113.1"));
}

static void
test_deadlines (void)
{
  g_autoptr (DermagaPeers) peers = dermaga_peers_new ();
  gint64 near_deadline, far_deadline;

  g_assert_cmpint (dermaga_peers_get_connect_deadline (peers, "192.0.2.1"), ==,
                   DERMAGA_DEADLINE_CONNECT);
  g_assert_true (dermaga_peers_note_round_trip (peers, "192.0.2.1", 50000));
  near_deadline = dermaga_peers_get_connect_deadline (peers, "192.0.2.1");
  far_deadline = dermaga_peers_get_connect_deadline (peers, "192.0.2.2");

  /* Two repetitions (after 1 s and 3 s) and the way back, but no more than 3 s + 2 round trips. */
  g_assert_cmpint (near_deadline, >, 3 * G_USEC_PER_SEC + 50000);
  g_assert_cmpint (near_deadline, <=, 3 * G_USEC_PER_SEC + 2 * 50000);
  /* Of this one nothing is known: it may be further away. */
  g_assert_cmpint (far_deadline, >, near_deadline);
  g_assert_cmpint (far_deadline, <, DERMAGA_DEADLINE_CONNECT);

  g_assert_false (dermaga_peers_note_round_trip (peers, "192.0.2.1", 50000));
  g_assert_true (dermaga_peers_note_round_trip (peers, "192.0.2.1", 20000));
  g_assert_cmpint (dermaga_peers_get_connect_deadline (peers, "192.0.2.1"), <, near_deadline);
  /* A satellite must not stretch deadlines beyond the usual one. */
  dermaga_peers_note_round_trip (peers, "192.0.2.3", 9 * G_USEC_PER_SEC);
  g_assert_cmpint (dermaga_peers_get_connect_deadline (peers, "192.0.2.3"), ==,
                   DERMAGA_DEADLINE_CONNECT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/peers/limits", test_limits);
  g_test_add_func ("/peers/deadlines", test_deadlines);
  return g_test_run ();
}
