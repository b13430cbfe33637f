#include "config.h"

#include "app/dermaga-actions.h"

#include <glib/gi18n.h>

#include "app/dermaga-direction.h"
#include "app/dermaga-notice.h"
#include "app/dermaga-preferences.h"
#include "app/dermaga-shortcuts.h"
#include "app/dermaga-window.h"
#include "base/dermaga-i18n.h"
#include "practice/dermaga-practice.h"

/* The window that was used last; never one of those that lie over it. */
static DermagaWindow *
get_window (gpointer application)
{
  for (GList *each = gtk_application_get_windows (application); each != NULL; each = each->next)
    if (DERMAGA_IS_WINDOW (each->data))
      return each->data;
  return NULL;
}

static void
practice_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DermagaWindow *window = get_window (data);

  if (window != NULL)
    dermaga_window_begin (window, DERMAGA_PRACTICE_ADDRESS);
}

/* Every text is made anew: the old window goes, its successor reads the same wizard. */
static void
rebuild (GtkApplication *application, DermagaWindow *old)
{
  DermagaWindow *window;
  int width;
  int height;

  gtk_window_get_default_size (GTK_WINDOW (old), &width, &height);
  dermaga_window_store (old);
  window = dermaga_window_new (application, dermaga_window_get_wizard (old));
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (old));
}

static void
language_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *language = g_variant_get_string (parameter, NULL);
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (data));

  g_simple_action_set_state (action, parameter);
  dermaga_preferences_set_language (language);
  dermaga_i18n_set_language (language[0] != '\0' ? language : NULL);
  dermaga_direction_follow_language ();
  dermaga_shortcuts_set (data);
  /* The one that was used last comes first in the list, and must be made last. */
  windows = g_list_reverse (windows);
  for (GList *each = windows; each != NULL; each = each->next)
    if (DERMAGA_IS_WINDOW (each->data))
      rebuild (data, each->data);
}

static void
new_window_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  dermaga_application_open_window (data);
}

static void
show_check_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = dermaga_notice_find_window (data, g_variant_get_uint32 (parameter));

  if (window != NULL)
    gtk_window_present (window);
  else
    g_application_activate (data);
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DermagaWindow *window = get_window (data);

  if (window != NULL)
    gtk_window_present (dermaga_shortcuts_window_new (GTK_WINDOW (window)));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *authors[] = { _("The Dermaga contributors"), NULL };
  DermagaWindow *window = get_window (data);

  gtk_show_about_dialog (
      window != NULL ? GTK_WINDOW (window) : NULL, "program-name", "Dermaga", "logo-icon-name",
      DERMAGA_APPLICATION_ID, "version", DERMAGA_VERSION, "comments",
      _("Finds out which mail settings work, and says why."),
      "copyright", _("© 2026 The Dermaga contributors"), "authors", authors,
      /* Translators: your own name, and one of each who translated before you, a line each */
      "translator-credits", _("translator-credits"), "license-type", GTK_LICENSE_GPL_3_0, NULL);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_application_quit (G_APPLICATION (data));
}

void
dermaga_actions_add (DermagaApplication *application, const char *language)
{
  static const GActionEntry entries[] = {
    { "practice", practice_cb },
    { "new-window", new_window_cb },
    { "show-check", show_check_cb, "u" },
    { "shortcuts", shortcuts_cb },
    { "about", about_cb },
    { "quit", quit_cb },
  };
  g_autoptr (GSimpleAction) choose = g_simple_action_new_stateful (
      "language", G_VARIANT_TYPE_STRING, g_variant_new_string (language));

  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
  g_signal_connect (choose, "activate", G_CALLBACK (language_cb), application);
  g_action_map_add_action (G_ACTION_MAP (application), G_ACTION (choose));
  dermaga_shortcuts_set (GTK_APPLICATION (application));
}
