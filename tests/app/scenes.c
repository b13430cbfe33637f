#include "config.h"

#include <string.h>

#include "app/widgets/dermaga-audience-row.h"
#include "app/widgets/dermaga-heading.h"
#include "app/widgets/dermaga-probe-section.h"
#include "scenes.h"

/* Far more than a check on loopback takes; a test that waits this long has failed. */
#define PATIENCE_MS 20000

static void
make_options (SceneKind kind, DermagaPracticeOptions *options)
{
  static const guint16 all_ports[] = { 25, 587, 2525, 465, 143, 993, 110, 995, 0 };
  static const guint16 relay_ports[] = { 25, 0 };
  static const guint16 tls_ports[] = { 465, 993, 995, 0 };
  static const char *const other_names[] = { "mail.other.test", NULL };
  static const DermagaAuthorityOrder expired
      = { .not_before = -60 * DERMAGA_AUTHORITY_DAY, .not_after = -DERMAGA_AUTHORITY_DAY };
  static const DermagaAuthorityOrder wrong_name = { .names = other_names };

  switch (kind)
    {
    case SCENE_GOOD:
    case SCENE_ROOM:
      return;
    case SCENE_EXPIRED:
      options->certificate = &expired;
      return;
    case SCENE_WRONG_NAME:
      options->certificate = &wrong_name;
      return;
    case SCENE_PLAIN:
      options->no_starttls = TRUE;
      options->closed_ports = tls_ports;
      return;
    case SCENE_CLOSED:
      options->closed_ports = all_ports;
      return;
    case SCENE_NO_RELAY:
      options->closed_ports = relay_ports;
      return;
    case SCENE_SLOW:
      options->greeting_delay_ms = 60000;
      return;
    }
}

static void
start_practice (Scene *scene, SceneKind kind)
{
  g_autoptr (GError) error = NULL;
  DermagaPracticeOptions options = { 0 };

  make_options (kind, &options);
  scene->practice = dermaga_practice_new_with (&options, &error);
  g_assert_no_error (error);
  dermaga_wizard_set_network (scene->wizard, dermaga_practice_get_network (scene->practice));
}

Scene *
scene_new (SceneKind kind, const char *typed)
{
  Scene *scene = g_new0 (Scene, 1);

  scene->wizard = dermaga_wizard_new (NULL);
  if (kind != SCENE_ROOM)
    start_practice (scene, kind);
  dermaga_wizard_set_text (scene->wizard, DERMAGA_FIELD_TARGET, typed);
  scene->window = dermaga_window_new (NULL, scene->wizard);
  gtk_window_present (GTK_WINDOW (scene->window));
  scene_iterate (100);
  return scene;
}

void
scene_close (DermagaWindow *window)
{
  gpointer weak = window;

  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  gtk_window_destroy (GTK_WINDOW (window));
  for (guint waited = 0; weak != NULL && waited < PATIENCE_MS; waited += 20)
    scene_iterate (20);
  if (weak != NULL)
    g_error ("The window is closed, but %u references keep it", G_OBJECT (weak)->ref_count);
}

void
scene_free (Scene *scene)
{
  if (dermaga_wizard_get_running (scene->wizard))
    dermaga_wizard_cancel (scene->wizard);
  scene_close (scene->window);
  g_clear_object (&scene->wizard);
  g_clear_object (&scene->practice);
  g_free (scene);
}

static guint longest_ms = G_MAXUINT;

static gboolean
wake_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
scene_iterate (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (MIN (milliseconds, longest_ms), wake_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

void
scene_hurry (void)
{
  longest_ms = 120;
}

static void
painted_cb (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

void
scene_wait_for_frame (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gboolean painted = FALSE;
  gulong id = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  gtk_widget_queue_resize (window);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, id);
}

/* A few rows are made a frame. */
static gboolean
waits_for_rows (GtkWidget *widget)
{
  if (DERMAGA_IS_PROBE_SECTION (widget))
    return !dermaga_probe_section_is_whole (DERMAGA_PROBE_SECTION (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (waits_for_rows (child))
      return TRUE;
  return FALSE;
}

void
scene_settle (Scene *scene)
{
  GtkStack *stack = GTK_STACK (scene_find (scene, GTK_TYPE_STACK, "stack"));

  scene_iterate (50); /* what happens at most 20 times a second has happened */
  for (guint waited = 0; gtk_stack_get_transition_running (stack)
                         || waits_for_rows (gtk_stack_get_visible_child (stack));
       waited += 20)
    {
      g_assert_cmpuint (waited, <, PATIENCE_MS);
      scene_iterate (20);
    }
}

void
scene_pick (Scene *scene, const char *id)
{
  GtkWidget *choice = scene_find (scene, GTK_TYPE_DROP_DOWN, "scene");
  guint n_scenes;
  const DermagaPracticeScene *scenes = dermaga_practice_scenes (&n_scenes);

  g_assert_nonnull (choice);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice),
                              (guint) (dermaga_practice_scene_find (id) - scenes));
}

void
scene_check (Scene *scene)
{
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.next", NULL);
  for (guint waited = 0; dermaga_wizard_get_running (scene->wizard); waited += 20)
    {
      g_assert_cmpuint (waited, <, PATIENCE_MS);
      scene_iterate (20);
    }
  scene_settle (scene);
}

void
scene_take_sign_in_in_clear (Scene *scene)
{
  static const char *const auth[] = { "plain", "login", NULL };
  GListModel *probes = dermaga_result_get_probes (dermaga_wizard_get_result (scene->wizard));

  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);

      if (dermaga_probe_get_candidate (probe)->security == DERMAGA_SECURITY_NONE
          && dermaga_probe_get_addresses (probe)->len > 0)
        {
          dermaga_probe_set_outcome (probe, DERMAGA_OUTCOME_OK_PLAIN);
          dermaga_probe_set_auth (probe, auth);
        }
    }
}

void
scene_add_stranger (Scene *scene, DermagaProtocol protocol, const char *host, guint16 port,
                    DermagaSource source)
{
  g_autoptr (DermagaCandidate) candidate
      = dermaga_candidate_new (protocol, host, port, DERMAGA_SECURITY_TLS, source, 0);
  DermagaAddressResult *address = dermaga_address_result_new ("192.0.2.1", FALSE);
  DermagaResult *result = dermaga_wizard_get_result (scene->wizard);
  DermagaProbe *probe;

  candidate->outside = TRUE;
  address->outcome = DERMAGA_OUTCOME_OK_TLS;
  probe = dermaga_result_add (result, candidate);
  dermaga_probe_take_address (probe, address);
  dermaga_probe_set_state (probe, DERMAGA_PROBE_STATE_DONE);
}

void
scene_add_many (Scene *scene)
{
  static const struct {
    DermagaProtocol protocol;
    guint16 port;
    DermagaSecurity security;
  } ways[] = {
    { DERMAGA_PROTOCOL_IMAP, 993, DERMAGA_SECURITY_TLS },
    { DERMAGA_PROTOCOL_IMAP, 143, DERMAGA_SECURITY_STARTTLS },
    { DERMAGA_PROTOCOL_POP3, 995, DERMAGA_SECURITY_TLS },
    { DERMAGA_PROTOCOL_POP3, 110, DERMAGA_SECURITY_STARTTLS },
    { DERMAGA_PROTOCOL_POP3, 110, DERMAGA_SECURITY_NONE },
    { DERMAGA_PROTOCOL_SMTP, 465, DERMAGA_SECURITY_TLS },
    { DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_STARTTLS },
    { DERMAGA_PROTOCOL_SMTP, 2525, DERMAGA_SECURITY_STARTTLS },
    { DERMAGA_PROTOCOL_SMTP, 25, DERMAGA_SECURITY_STARTTLS },
  };
  DermagaResult *result = dermaga_wizard_get_result (scene->wizard);

  for (guint host = 1; host <= 6; host++)
    for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
      {
        g_autofree char *name = g_strdup_printf ("mail%u.surat.test", host);
        g_autoptr (DermagaCandidate) candidate
            = dermaga_candidate_new (ways[i].protocol, name, ways[i].port, ways[i].security,
                                     DERMAGA_SOURCE_GUESS, 0);

        dermaga_result_add (result, candidate);
      }
}

static GtkWidget *
find_below (GtkWidget *widget, GType type, const char *id)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type)
      && (id == NULL
          || g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_below (child, type, id);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
scene_find (Scene *scene, GType type, const char *id)
{
  return find_below (GTK_WIDGET (scene->window), type, id);
}

gboolean
scene_contains (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (scene_contains (child, text))
      return TRUE;
  return FALSE;
}

static GtkWidget *
find_text_below (GtkWidget *widget, GType type, const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && scene_contains (widget, text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_text_below (child, type, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

void
scene_choose_audience (Scene *scene, DermagaAudience audience)
{
  GtkWidget *list = scene_find (scene, GTK_TYPE_LIST_BOX, "audiences");
  GtkWidget *row;

  g_assert_nonnull (list);
  row = find_text_below (list, DERMAGA_TYPE_AUDIENCE_ROW, dermaga_audience_get_title (audience));
  g_assert_nonnull (row);
  g_signal_emit_by_name (row, "activate");
  scene_iterate (50);
}

GtkWidget *
scene_find_text (Scene *scene, GType type, const char *text)
{
  return find_text_below (GTK_WIDGET (scene->window), type, text);
}

const char *
scene_get_text (Scene *scene, const char *id)
{
  GtkWidget *widget = scene_find (scene, GTK_TYPE_WIDGET, id);

  g_assert_nonnull (widget);
  if (DERMAGA_IS_HEADING (widget))
    return dermaga_heading_get_label (DERMAGA_HEADING (widget));
  return GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget))
                               : gtk_editable_get_text (GTK_EDITABLE (widget));
}

void
scene_next (Scene *scene)
{
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.next", NULL);
  scene_settle (scene);
}

static void
resize (Scene *scene, int width, int height, const char *expected_button)
{
  gtk_window_set_default_size (GTK_WINDOW (scene->window), width, height);
  for (guint i = 0; scene_find (scene, GTK_TYPE_BUTTON, expected_button) == NULL; i++)
    {
      g_assert_cmpuint (i, <, 100);
      scene_iterate (50);
    }
}

/* The smallest window the program promises to work in; the wide one comes back afterwards. */
void
scene_assert_fits (Scene *scene)
{
  GtkWindow *window = GTK_WINDOW (scene->window);
  int width;
  int height;

  resize (scene, 360, 294, "next_below");
  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL,
                      NULL);
  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_VERTICAL, 360, &height, NULL, NULL,
                      NULL);
  g_assert_cmpint (width, <=, 360);
  g_assert_cmpint (height, <=, 294);
  resize (scene, 720, 560, "next");
}

static void
collect_keys (GtkWidget *widget, GHashTable *keys, GString *shared)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget)
      && gtk_label_get_mnemonic_keyval (GTK_LABEL (widget)) != GDK_KEY_VoidSymbol)
    {
      guint key = gdk_keyval_to_lower (gtk_label_get_mnemonic_keyval (GTK_LABEL (widget)));

      if (!g_hash_table_add (keys, GUINT_TO_POINTER (key)))
        g_string_append_printf (shared, "%s%s", shared->len > 0 ? " " : "", gdk_keyval_name (key));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_keys (child, keys, shared);
}

char *
scene_find_shared_keys (Scene *scene)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (NULL, NULL);
  GString *shared = g_string_new (NULL);

  collect_keys (GTK_WIDGET (scene->window), keys, shared);
  return g_string_free (shared, FALSE);
}

/* An access key that two widgets share takes two presses to do anything. */
void
scene_assert_keys_differ (Scene *scene)
{
  g_autofree char *shared = scene_find_shared_keys (scene);

  g_assert_cmpstr (shared, ==, "");
}

guint
scene_count_rows (GtkWidget *list)
{
  guint n_rows = 0;

  while (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), n_rows) != NULL)
    n_rows++;
  return n_rows;
}
