#include "config.h"

#include "app/dermaga-notice.h"

#include <glib/gi18n.h>

#include "app/dermaga-preferences.h"
#include "app/dermaga-window.h"

#define NOTICE "dermaga-notice"

typedef struct {
  GtkApplication *application; /* outlives the wizards */
  guint number;
  gboolean running;
  gint64 began; /* monotonic */
} Notice;

static Notice *
get_notice (DermagaWindow *window)
{
  return g_object_get_data (G_OBJECT (dermaga_window_get_wizard (window)), NOTICE);
}

GtkWindow *
dermaga_notice_find_window (GtkApplication *application, guint number)
{
  for (GList *each = gtk_application_get_windows (application); each != NULL; each = each->next)
    if (DERMAGA_IS_WINDOW (each->data) && get_notice (each->data)->number == number)
      return each->data;
  return NULL;
}

static char *
make_id (const Notice *notice)
{
  return g_strdup_printf ("check-%u", notice->number);
}

/* One who looks again needs to be told no more. */
static void
active_cb (GtkWindow *window, GParamSpec *pspec, gpointer data)
{
  g_autofree char *id = make_id (get_notice (DERMAGA_WINDOW (window)));

  if (!gtk_window_is_active (window))
    return;
  g_signal_handlers_disconnect_by_func (window, G_CALLBACK (active_cb), NULL);
  g_application_withdraw_notification (g_application_get_default (), id);
}

static void
send (const Notice *notice, DermagaWizard *wizard, GtkWindow *window)
{
  g_autoptr (DermagaRecommendation) recommendation = dermaga_wizard_recommend (wizard);
  const char *domain = dermaga_wizard_get_target (wizard)->display_domain;
  g_autofree char *id = make_id (notice);
  g_autofree char *title = NULL;
  g_autoptr (GNotification) notification = NULL;

  /* Translators: %s is a domain */
  title = g_strdup_printf (_("%s has been checked"), domain);
  notification = g_notification_new (title);
  g_notification_set_body (notification, recommendation->title);
  g_notification_set_default_action_and_target (notification, "app.show-check", "u",
                                                notice->number);
  g_signal_connect (window, "notify::is-active", G_CALLBACK (active_cb), NULL);
  g_application_send_notification (G_APPLICATION (notice->application), id, notification);
}

static void
ended (const Notice *notice, DermagaWizard *wizard)
{
  GtkWindow *window = dermaga_notice_find_window (notice->application, notice->number);
  gint64 seconds = (g_get_monotonic_time () - notice->began) / G_USEC_PER_SEC;

  if (window == NULL || gtk_window_is_active (window)
      || seconds < dermaga_preferences_get_notify_after ()
      || (dermaga_result_get_conditions (dermaga_wizard_get_result (wizard))
          & DERMAGA_CONDITION_CANCELLED) != 0)
    return;
  send (notice, wizard, window);
}

static void
changed_cb (DermagaWizard *wizard, gpointer data)
{
  Notice *notice = data;
  gboolean running = dermaga_wizard_get_running (wizard);

  if (running == notice->running)
    return;
  notice->running = running;
  if (running)
    notice->began = g_get_monotonic_time ();
  else if (dermaga_wizard_get_result (wizard) != NULL)
    ended (notice, wizard);
}

void
dermaga_notice_watch (GtkApplication *application, DermagaWizard *wizard)
{
  static guint last_number;
  Notice *notice = g_new0 (Notice, 1);

  notice->application = application;
  notice->number = ++last_number;
  g_object_set_data_full (G_OBJECT (wizard), NOTICE, notice, g_free);
  g_signal_connect (wizard, "changed", G_CALLBACK (changed_cb), notice);
}
