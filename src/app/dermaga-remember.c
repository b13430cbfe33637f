#include "config.h"

#include "app/dermaga-remember.h"

#include <glib/gi18n.h>

#include "app/dermaga-alert.h"
#include "app/dermaga-preferences.h"
#include "base/dermaga-text.h"
#include "history/dermaga-history.h"
#include "verdict/dermaga-words.h"

#define REMEMBERED "dermaga-remembered"
#define MAX_SHOWN_FOLDER 200

/* How far a wizard's check is remembered. */
typedef struct {
  DermagaResult *result; /* (nullable): the check that began */
  gboolean ended;
} Remembered;

static void
remembered_free (gpointer data)
{
  Remembered *remembered = data;

  g_clear_object (&remembered->result);
  g_free (remembered);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  /* The next comparison has one check less; nothing on the page depends on it. */
  if (!dermaga_history_keep_finish (result, &error))
    g_message ("The result is not kept: %s", error->message);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWindow) window = data;
  g_autofree char *folder = dermaga_history_dup_folder ();
  g_autofree char *name = g_filename_display_name (folder);
  g_autofree char *safe = dermaga_text_make_safe (name, -1, MAX_SHOWN_FOLDER);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (dermaga_history_clear_finish (result, &error))
    return;
  g_message ("Not all results are forgotten: %s", error->message);
  if (window == NULL || gtk_window_get_application (window) == NULL)
    return;
  text = dermaga_fill (_("Some files could not be deleted and are still there. They are in the "
                         "folder {folder}."),
                       "folder", safe, NULL);
  dermaga_alert_show (window, _("Not everything could be forgotten"), text);
}

/* Switched off elsewhere, what was kept would otherwise stay for good. */
static void
forget_if_off (void)
{
  if (dermaga_preferences_are_kept () && !dermaga_preferences_get_remember ()
      && dermaga_history_exists ())
    dermaga_history_clear_async (forgotten_cb, NULL);
}

static void
begin (DermagaWizard *wizard)
{
  const DermagaTarget *target = dermaga_wizard_get_target (wizard);
  DermagaPast *past = dermaga_wizard_get_past (wizard);

  if (g_str_equal (target->domain, DERMAGA_PRACTICE_DOMAIN)
      || !dermaga_preferences_get_remember ())
    {
      forget_if_off ();
      dermaga_past_forget (past);
      return;
    }
  dermaga_preferences_add_domain (target->domain);
  dermaga_past_load (past, target->domain);
}

static void
end (DermagaWizard *wizard, DermagaResult *result)
{
  const DermagaTarget *target = dermaga_wizard_get_target (wizard);
  const DermagaRun *run = dermaga_past_end (dermaga_wizard_get_past (wizard), result);

  if (run != NULL && dermaga_preferences_get_remember ()
      && !g_str_equal (target->domain, DERMAGA_PRACTICE_DOMAIN))
    dermaga_history_keep_async (target->domain, run, kept_cb, NULL);
}

static void
changed_cb (DermagaWizard *wizard, gpointer data)
{
  Remembered *remembered = data;
  DermagaResult *result = dermaga_wizard_get_result (wizard);
  gboolean running = dermaga_wizard_get_running (wizard);

  if (g_set_object (&remembered->result, result))
    {
      remembered->ended = !running;
      if (running)
        begin (wizard);
      else
        dermaga_past_forget (dermaga_wizard_get_past (wizard));
    }
  else if (!running && !remembered->ended)
    {
      remembered->ended = TRUE;
      end (wizard, result);
    }
}

void
dermaga_remember_watch (DermagaWizard *wizard)
{
  Remembered *remembered = g_new0 (Remembered, 1);

  g_object_set_data_full (G_OBJECT (wizard), REMEMBERED, remembered, remembered_free);
  g_signal_connect (wizard, "changed", G_CALLBACK (changed_cb), remembered);
}

gboolean
dermaga_remember_exists (void)
{
  g_auto (GStrv) domains = dermaga_preferences_get_domains ();

  return domains[0] != NULL || dermaga_history_exists ();
}

void
dermaga_remember_forget (GtkWindow *window)
{
  dermaga_preferences_clear_domains ();
  dermaga_history_clear_async (forgotten_cb, window != NULL ? g_object_ref (window) : NULL);
}

void
dermaga_remember_set (gboolean remember, GtkWindow *window)
{
  dermaga_preferences_set_remember (remember);
  if (!remember)
    dermaga_remember_forget (window);
}
