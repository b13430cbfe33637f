#include "config.h"

#include "app/dermaga-file-saver.h"

/*
 * The one place that uses GtkFileChooserNative, which GTK 4.10 deprecates in favour of
 * GtkFileDialog, which GTK 4.8 does not have.
 */

typedef struct {
  GWeakRef owner;
  DermagaFileChosen chosen;
} Request;

static void
request_free (gpointer data, GClosure *closure)
{
  Request *request = data;

  g_weak_ref_clear (&request->owner);
  g_free (request);
}

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  Request *request = data;
  g_autoptr (GtkNativeDialog) finished = dialog; /* it kept itself alive until now */
  g_autoptr (GObject) owner = g_weak_ref_get (&request->owner);
  g_autoptr (GFile) file = NULL;

  if (response != GTK_RESPONSE_ACCEPT || owner == NULL)
    return;
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (finished));
  if (file == NULL)
    return;
  /* Every chooser asks before it hands out a file that exists. What appears after this moment
   * was not agreed to. */
  request->chosen (file, g_file_query_exists (file, NULL), owner);
}

static void
ask (GtkFileChooserNative *dialog, GObject *owner, DermagaFileChosen chosen)
{
  Request *request = g_new0 (Request, 1);

  g_weak_ref_init (&request->owner, owner);
  request->chosen = chosen;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), request, request_free, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
dermaga_file_saver_ask (GtkWindow *parent, const char *title, const char *name, GObject *owner,
                        DermagaFileChosen chosen)
{
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  ask (dialog, owner, chosen);
}

void
dermaga_file_saver_ask_open (GtkWindow *parent, const char *title, GObject *owner,
                             DermagaFileChosen chosen)
{
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  ask (dialog, owner, chosen);
}
