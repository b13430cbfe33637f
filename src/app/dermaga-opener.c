#include "config.h"

#include "app/dermaga-opener.h"

#include <glib/gi18n.h>

#include "app/dermaga-alert.h"
#include "app/dermaga-file-saver.h"
#include "base/dermaga-text.h"
#include "model/dermaga-json.h"
#include "verdict/dermaga-verdict.h"

/* What the reader of results refuses, and so need not be read to its end. */
#define MAX_SIZE (4 * 1024 * 1024)

#define MAX_SHOWN_NAME 120

static void
complain (GtkWindow *window, GFile *file, const GError *error)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = dermaga_text_make_safe (base, -1, MAX_SHOWN_NAME);
  /* Translators: %s is the name of a file */
  g_autofree char *title = g_strdup_printf (_("“%s” cannot be opened"), name);
  g_autofree char *reason = dermaga_explain_error (error);
  g_autofree char *text = NULL;

  text = error->domain == DERMAGA_JSON_ERROR
             ? g_strdup (_("This is no result that Dermaga has saved. Such a file is written by "
                           "“dermaga-cli check --json”."))
             : g_strdup (reason);
  dermaga_alert_show (window, title, text);
}

/* One label is a host name, too, but nobody has mail there. */
static DermagaResult *
parse (const char *text, gsize length, GError **error)
{
  g_autoptr (DermagaResult) saved = dermaga_json_read_result (text, (gssize) length, error);
  g_autoptr (DermagaTarget) target = NULL;

  if (saved == NULL)
    return NULL;
  target = dermaga_target_parse (dermaga_result_get_target (saved), error);
  return target != NULL ? g_steal_pointer (&saved) : NULL;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DermagaWindow) window = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaResult) saved = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (g_file_load_partial_contents_finish (G_FILE (source), result, &text, &length, NULL, &error))
    saved = parse (text, length, &error);
  /* It may have been closed meanwhile. */
  if (gtk_window_get_application (GTK_WINDOW (window)) == NULL)
    return;
  if (saved != NULL)
    dermaga_window_show_saved (window, saved);
  else
    complain (GTK_WINDOW (window), G_FILE (source), error);
}

static gboolean
wants_more_cb (const char *contents, goffset size, gpointer data)
{
  return size <= MAX_SIZE;
}

void
dermaga_opener_open (DermagaWindow *window, GFile *file)
{
  g_return_if_fail (DERMAGA_IS_WINDOW (window) && G_IS_FILE (file));
  g_file_load_partial_contents_async (file, NULL, wants_more_cb, read_cb, g_object_ref (window));
}

static void
chosen_cb (GFile *file, gboolean exists, gpointer data)
{
  dermaga_opener_open (DERMAGA_WINDOW (data), file);
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  dermaga_file_saver_ask_open (GTK_WINDOW (data), _("Open a Saved Result"), G_OBJECT (data),
                               chosen_cb);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL)
    return FALSE;
  dermaga_opener_open (DERMAGA_WINDOW (data), files->data);
  return TRUE;
}

void
dermaga_opener_add (DermagaWindow *window)
{
  static const GActionEntry entries[] = { { "open", open_cb } };
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_return_if_fail (DERMAGA_IS_WINDOW (window));
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), window);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (target));
}
