#include "config.h"

#include "app/dermaga-application.h"

#include <glib/gi18n.h>

#include "app/dermaga-actions.h"
#include "app/dermaga-color-scheme.h"
#include "app/dermaga-direction.h"
#include "app/dermaga-first-frame.h"
#include "app/dermaga-notice.h"
#include "app/dermaga-opener.h"
#include "app/dermaga-preferences.h"
#include "app/dermaga-remember.h"
#include "app/dermaga-style.h"
#include "app/dermaga-window.h"
#include "base/dermaga-i18n.h"
#include "history/dermaga-history.h"
#include "tls/dermaga-tls-context.h"

#define EXIT_USAGE 2

/* What a start hands over to the program that runs already, beside the options of GOption. */
#define KEY_TARGET "target"
#define KEY_RESULT "result"

struct _DermagaApplication
{
  GtkApplication parent_instance;

  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (DermagaApplication, dermaga_application, GTK_TYPE_APPLICATION)

/* One choice for the program: the other windows' checks follow it from their next start on. */
static void
privacy_changed_cb (DermagaWizard *wizard, GtkApplication *application)
{
  dermaga_preferences_set_privacy (dermaga_wizard_get_privacy (wizard));
  dermaga_preferences_set_ask_controls (dermaga_wizard_get_ask_controls (wizard));
}

static DermagaWizard *
make_wizard (GtkApplication *application, const char *ca_file, const char *target)
{
  DermagaWizard *wizard = dermaga_wizard_new (ca_file);

  dermaga_wizard_set_privacy (wizard, dermaga_preferences_get_privacy ());
  dermaga_wizard_set_ask_controls (wizard, dermaga_preferences_get_ask_controls ());
  g_signal_connect_object (wizard, "privacy-changed", G_CALLBACK (privacy_changed_cb), application,
                           0);
  dermaga_remember_watch (wizard);
  dermaga_notice_watch (application, wizard);
  if (target != NULL)
    dermaga_wizard_set_text (wizard, DERMAGA_FIELD_TARGET, target);
  return wizard;
}

/* Not before the first frame, since it takes a drawing in three sizes. Where the program is not
 * installed, the icon theme is read anew for those that it carries along. */
static gboolean
set_icon_cb (gpointer data)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());

  if (!gtk_icon_theme_has_icon (theme, DERMAGA_APPLICATION_ID)
      || !gtk_icon_theme_has_icon (theme, "dermaga-waiting-symbolic"))
    gtk_icon_theme_add_resource_path (theme, "/io/github/dermaga/Dermaga/icons");
  gtk_window_set_default_icon_name (DERMAGA_APPLICATION_ID);
  return G_SOURCE_REMOVE;
}

/* Each start is a check of its own, with a window of its own. */
static DermagaWindow *
open_window (GtkApplication *application, const char *ca_file, const char *target)
{
  g_autoptr (DermagaWizard) wizard = make_wizard (application, ca_file, target);
  DermagaWindow *window = dermaga_window_new (application, wizard);

  gtk_window_present (GTK_WINDOW (window));
  if (g_strcmp0 (g_getenv ("DERMAGA_BENCH_FIRST_FRAME"), "1") == 0)
    dermaga_first_frame_report (GTK_WINDOW (window));
  if (gtk_window_get_default_icon_name () == NULL)
    dermaga_first_frame_then (GTK_WINDOW (window), set_icon_cb);
  return window;
}

void
dermaga_application_open_window (DermagaApplication *self)
{
  g_return_if_fail (DERMAGA_IS_APPLICATION (self));
  open_window (GTK_APPLICATION (self), NULL, NULL);
}

static void
dermaga_application_startup (GApplication *application)
{
  DermagaApplication *self = DERMAGA_APPLICATION (application);
  g_autofree char *language = dermaga_preferences_get_language ();

  G_APPLICATION_CLASS (dermaga_application_parent_class)->startup (application);
  if (language[0] != '\0')
    dermaga_i18n_set_language (language);
  dermaga_direction_follow_language ();
  dermaga_style_load ();
  dermaga_color_scheme_follow (self->cancellable);
  dermaga_actions_add (self, language);
}

/* The desktop asks for the program, not for another check: what is open comes to the front. */
static void
dermaga_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window != NULL)
    gtk_window_present (window);
  else
    open_window (GTK_APPLICATION (application), NULL, NULL);
}

static void
dermaga_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    dermaga_opener_open (open_window (GTK_APPLICATION (application), NULL, NULL), files[i]);
}

/* In the program that runs, for the one that was started, which may be the same. */
static int
dermaga_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  g_autofree char *ca_file = NULL;
  const char *target = NULL;
  const char *uri = NULL;
  DermagaWindow *window;

  g_variant_dict_lookup (options, "ca-file", "^ay", &ca_file);
  g_variant_dict_lookup (options, KEY_TARGET, "&s", &target);
  window = open_window (GTK_APPLICATION (application), ca_file, target);
  if (g_variant_dict_lookup (options, KEY_RESULT, "&s", &uri))
    {
      g_autoptr (GFile) file = g_file_new_for_uri (uri);

      dermaga_opener_open (window, file);
    }
  return 0;
}

static void
dermaga_application_shutdown (GApplication *application)
{
  DermagaApplication *self = DERMAGA_APPLICATION (application);

  g_cancellable_cancel (self->cancellable);
  for (GList *each = gtk_application_get_windows (GTK_APPLICATION (application)); each != NULL;
       each = each->next)
    if (DERMAGA_IS_WINDOW (each->data))
      dermaga_wizard_cancel (dermaga_window_get_wizard (each->data));
  /* What was to be forgotten is gone, and what was to be kept is there. */
  dermaga_history_wait ();
  G_APPLICATION_CLASS (dermaga_application_parent_class)->shutdown (application);
}

/* The path is made whole: the program that runs already may be in another folder. */
static gboolean
check_ca_file (GVariantDict *options)
{
  g_autofree char *path = NULL;
  g_autofree char *whole = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaTlsContext) context = NULL;

  if (!g_variant_dict_lookup (options, "ca-file", "^ay", &path))
    return TRUE;
  context = dermaga_tls_context_new_probe (path, &error);
  if (context == NULL)
    {
      g_printerr ("%s\n", error->message);
      return FALSE;
    }
  whole = g_canonicalize_filename (path, NULL);
  g_variant_dict_insert (options, "ca-file", "^ay", whole);
  return TRUE;
}

/* No domain ends in ".json", and none holds a slash but in a web address. */
static gboolean
is_file (const char *argument)
{
  return g_str_has_prefix (argument, "file:") || g_str_has_suffix (argument, ".json")
         || argument[0] == '/' || g_str_has_prefix (argument, "./")
         || g_str_has_prefix (argument, "../");
}

static void
insert_argument (GVariantDict *options, const char *argument)
{
  if (is_file (argument))
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (argument);
      g_autofree char *uri = g_file_get_uri (file);

      g_variant_dict_insert (options, KEY_RESULT, "s", uri);
    }
  else
    {
      g_autofree char *target = g_utf8_make_valid (argument, -1);

      g_variant_dict_insert (options, KEY_TARGET, "s", target);
    }
}

/* What can be refused is refused where it was typed. */
static int
dermaga_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  g_autofree const char **arguments = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Dermaga %s\n", DERMAGA_VERSION);
      return 0;
    }
  if (!check_ca_file (options))
    return EXIT_USAGE;
  if (!g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&ay", &arguments))
    return -1;
  if (arguments[1] != NULL)
    {
      g_printerr ("%s\n", _("Give one domain, email address or saved result."));
      return EXIT_USAGE;
    }
  insert_argument (options, arguments[0]);
  g_variant_dict_remove (options, G_OPTION_REMAINING);
  return -1;
}

static void
dermaga_application_finalize (GObject *object)
{
  g_clear_object (&DERMAGA_APPLICATION (object)->cancellable);
  G_OBJECT_CLASS (dermaga_application_parent_class)->finalize (object);
}

static void
dermaga_application_class_init (DermagaApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = dermaga_application_finalize;
  application_class->startup = dermaga_application_startup;
  application_class->activate = dermaga_application_activate;
  application_class->open = dermaga_application_open;
  application_class->command_line = dermaga_application_command_line;
  application_class->shutdown = dermaga_application_shutdown;
  application_class->handle_local_options = dermaga_application_handle_local_options;
}

static void
dermaga_application_init (DermagaApplication *self)
{
  const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Show the version"), NULL },
    { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, NULL,
      N_("For administrators: trust the certificate authorities in this file too"), N_("PEM") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL,
      N_("[DOMAIN, ADDRESS OR RESULT.json]") },
    { NULL },
  };

  self->cancellable = g_cancellable_new ();
  g_application_add_main_option_entries (G_APPLICATION (self), entries);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), NULL);
}

DermagaApplication *
dermaga_application_new (void)
{
  DermagaApplication *self = g_object_new (
      DERMAGA_TYPE_APPLICATION, "application-id", DERMAGA_APPLICATION_ID, "flags",
      G_APPLICATION_HANDLES_OPEN | G_APPLICATION_HANDLES_COMMAND_LINE, NULL);

  /* With one, GTK would read all icon themes a second time, before the first frame. */
  g_application_set_resource_base_path (G_APPLICATION (self), NULL);
  return self;
}
