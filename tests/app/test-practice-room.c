#include "config.h"

#include "app/dermaga-wizard.h"

/* Where the window's practice provider is: when it is there, and what outlives it. */

static void
count_cb (DermagaPracticeRoom *room, guint *count)
{
  (*count)++;
}

static guint16
find_port (DermagaPractice *practice, guint16 port)
{
  g_autoptr (GArray) places = dermaga_practice_get_places (practice);

  for (guint i = 0; i < places->len; i++)
    if (g_array_index (places, DermagaPracticePlace, i).port == port)
      return g_array_index (places, DermagaPracticePlace, i).real_port;
  return 0;
}

static gboolean
answers (guint16 port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection
      = g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, NULL);

  return connection != NULL;
}

static void
test_when_needed (void)
{
  g_autoptr (DermagaPracticeRoom) room = dermaga_practice_room_new ();
  g_autoptr (GError) error = NULL;
  DermagaPractice *practice;
  guint n_changes = 0;

  g_signal_connect (room, "changed", G_CALLBACK (count_cb), &n_changes);
  g_assert_cmpstr (dermaga_practice_room_get_scene (room), ==, "good");
  g_assert_null (dermaga_practice_room_peek_practice (room));
  practice = dermaga_practice_room_get_practice (room, &error);
  g_assert_no_error (error);
  g_assert_true (practice == dermaga_practice_room_peek_practice (room));
  g_assert_true (practice == dermaga_practice_room_get_practice (room, NULL));
  g_assert_true (dermaga_practice_get_store (practice) == dermaga_practice_room_get_store (room));
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_true (answers (find_port (practice, 465)));
}

static void
test_scene (void)
{
  static const DermagaPracticeOrigin origin = { 0 };
  g_autoptr (DermagaPracticeRoom) room = dermaga_practice_room_new ();
  DermagaPracticeStore *store = dermaga_practice_room_get_store (room);
  g_autoptr (GBytes) mail = g_bytes_new_static ("Subject: a\r\n\r\n", 14);
  g_autofree char *authority = NULL;
  DermagaPractice *practice = dermaga_practice_room_get_practice (room, NULL);
  guint16 before = find_port (practice, 465);
  guint n_changes = 0;

  authority = g_strdup (dermaga_practice_get_authority_pem (practice));
  dermaga_practice_store_add (store, mail, &origin);
  g_signal_connect (room, "changed", G_CALLBACK (count_cb), &n_changes);
  dermaga_practice_room_set_scene (room, "good");
  g_assert_cmpuint (n_changes, ==, 0);
  g_assert_true (dermaga_practice_room_peek_practice (room) == practice);

  dermaga_practice_room_set_scene (room, "only-2525");
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpstr (dermaga_practice_room_get_scene (room), ==, "only-2525");
  g_assert_null (dermaga_practice_room_peek_practice (room));
  g_assert_false (answers (before));

  practice = dermaga_practice_room_get_practice (room, NULL);
  g_assert_cmpuint (n_changes, ==, 2);
  g_assert_cmpuint (find_port (practice, 465), ==, 0);
  g_assert_true (answers (find_port (practice, 2525)));
  g_assert_cmpstr (dermaga_practice_get_authority_pem (practice), !=, authority);
  g_assert_true (dermaga_practice_get_store (practice) == store);
  g_assert_cmpuint (dermaga_practice_store_get_count (store), ==, 1);
}

static void
test_no_scene (void)
{
  g_autoptr (DermagaPracticeRoom) room = dermaga_practice_room_new ();

  dermaga_practice_room_set_scene (room, "wrong-name");
  dermaga_practice_room_set_scene (room, "nowhere");
  g_assert_cmpstr (dermaga_practice_room_get_scene (room), ==, "good");
}

static void
check (DermagaWizard *wizard, const char *domain, const char *scene)
{
  g_autoptr (GError) error = NULL;
  DermagaField field;

  dermaga_wizard_set_text (wizard, DERMAGA_FIELD_TARGET, domain);
  dermaga_wizard_set_text (wizard, DERMAGA_FIELD_SCENE, scene);
  g_assert_true (dermaga_wizard_parse (wizard, &field, &error));
  g_assert_true (dermaga_wizard_start (wizard, &error));
  g_assert_no_error (error);
  while (dermaga_wizard_get_running (wizard))
    g_main_context_iteration (NULL, TRUE);
}

static guint
count_good (DermagaWizard *wizard, guint16 port)
{
  GListModel *probes = dermaga_result_get_probes (dermaga_wizard_get_result (wizard));
  guint n_good = 0;

  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);

      n_good += dermaga_probe_get_candidate (probe)->port == port
                && dermaga_probe_get_outcome (probe) == DERMAGA_OUTCOME_OK_TLS;
    }
  return n_good;
}

/* What was picked counts when a check begins. */
static void
test_wizard (void)
{
  g_autoptr (DermagaWizard) wizard = dermaga_wizard_new (NULL);
  DermagaPracticeRoom *room = dermaga_wizard_get_practice_room (wizard);

  check (wizard, "siti@practice.test", "");
  g_assert_cmpstr (dermaga_wizard_get_scene (wizard), ==, "good");
  g_assert_cmpuint (count_good (wizard, 465), ==, 1);
  check (wizard, "practice.test", "only-2525");
  g_assert_cmpstr (dermaga_wizard_get_scene (wizard), ==, "only-2525");
  g_assert_cmpuint (count_good (wizard, 465), ==, 0);
  g_assert_nonnull (dermaga_practice_room_peek_practice (room));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice-room/when-needed", test_when_needed);
  g_test_add_func ("/practice-room/scene", test_scene);
  g_test_add_func ("/practice-room/no-scene", test_no_scene);
  g_test_add_func ("/practice-room/wizard", test_wizard);
  return g_test_run ();
}
