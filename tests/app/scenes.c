#include "config.h"

#include "scenes.h"

/* Far more than a check on loopback takes; a test that waits this long has failed. */
#define PATIENCE_MS 20000

static void
make_options (SceneKind kind, DermagaPracticeOptions *options)
{
  static const guint16 all_ports[] = { 25, 587, 2525, 465, 143, 993, 110, 995, 0 };
  static const guint16 tls_ports[] = { 465, 993, 995, 0 };
  static const char *const other_names[] = { "mail.other.test", NULL };
  static const DermagaAuthorityOrder expired
      = { .not_before = -60 * DERMAGA_AUTHORITY_DAY, .not_after = -DERMAGA_AUTHORITY_DAY };
  static const DermagaAuthorityOrder wrong_name = { .names = other_names };

  switch (kind)
    {
    case SCENE_GOOD:
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
    case SCENE_SLOW:
      options->greeting_delay_ms = 60000;
      return;
    }
}

Scene *
scene_new (SceneKind kind, const char *typed)
{
  g_autoptr (GError) error = NULL;
  DermagaPracticeOptions options = { 0 };
  Scene *scene = g_new0 (Scene, 1);

  make_options (kind, &options);
  scene->practice = dermaga_practice_new_with (&options, &error);
  g_assert_no_error (error);
  scene->wizard = dermaga_wizard_new (NULL);
  dermaga_wizard_set_network (scene->wizard, dermaga_practice_get_network (scene->practice));
  dermaga_wizard_set_text (scene->wizard, DERMAGA_FIELD_TARGET, typed);
  scene->window = dermaga_window_new (NULL, scene->wizard);
  gtk_window_present (GTK_WINDOW (scene->window));
  scene_iterate (100);
  return scene;
}

void
scene_free (Scene *scene)
{
  if (dermaga_wizard_get_running (scene->wizard))
    dermaga_wizard_cancel (scene->wizard);
  gtk_window_destroy (GTK_WINDOW (scene->window));
  scene_iterate (50);
  g_clear_object (&scene->wizard);
  g_clear_object (&scene->practice);
  g_free (scene);
}

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

  g_timeout_add (milliseconds, wake_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

void
scene_settle (Scene *scene)
{
  GtkStack *stack = GTK_STACK (scene_find (scene, GTK_TYPE_STACK, "stack"));

  scene_iterate (50); /* what happens at most 20 times a second has happened */
  for (guint waited = 0; gtk_stack_get_transition_running (stack); waited += 20)
    {
      g_assert_cmpuint (waited, <, PATIENCE_MS);
      scene_iterate (20);
    }
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
