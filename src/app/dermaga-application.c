#include "config.h"

#include "app/dermaga-application.h"

#include <glib/gi18n.h>

#include "app/dermaga-color-scheme.h"
#include "app/dermaga-direction.h"
#include "app/dermaga-first-frame.h"
#include "app/dermaga-preferences.h"
#include "app/dermaga-window.h"
#include "base/dermaga-i18n.h"
#include "tls/dermaga-tls-context.h"

#define EXIT_USAGE 2

struct _DermagaApplication
{
  GtkApplication parent_instance;

  DermagaWizard *wizard;
  DermagaWindow *window;
  GCancellable *cancellable;
  char *target;  /* from the command line */
  char *ca_file; /* likewise */
};

G_DEFINE_FINAL_TYPE (DermagaApplication, dermaga_application, GTK_TYPE_APPLICATION)

static void
open_window (DermagaApplication *self)
{
  self->window = dermaga_window_new (GTK_APPLICATION (self), self->wizard);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
}

static void
practice_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DermagaApplication *self = data;

  if (self->window != NULL)
    dermaga_window_begin (self->window, DERMAGA_PRACTICE_ADDRESS);
}

/* Every text is made anew: the old window goes, its successor reads the same wizard. */
static void
language_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DermagaApplication *self = data;
  const char *language = g_variant_get_string (parameter, NULL);
  GtkWindow *old = GTK_WINDOW (self->window);
  int width;
  int height;

  g_simple_action_set_state (action, parameter);
  dermaga_preferences_set_language (language);
  dermaga_i18n_set_language (language[0] != '\0' ? language : NULL);
  dermaga_direction_follow_language ();
  if (old == NULL)
    return;

  gtk_window_get_default_size (old, &width, &height);
  dermaga_window_store (self->window);
  g_object_remove_weak_pointer (G_OBJECT (old), (gpointer *) &self->window);
  open_window (self);
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, height);
  gtk_window_present (GTK_WINDOW (self->window));
  gtk_window_destroy (old);
}

static void
privacy_changed_cb (DermagaWizard *wizard)
{
  dermaga_preferences_set_privacy (dermaga_wizard_get_privacy (wizard));
  dermaga_preferences_set_ask_controls (dermaga_wizard_get_ask_controls (wizard));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DermagaApplication *self = data;

  gtk_show_about_dialog (
      GTK_WINDOW (self->window), "program-name", "Dermaga", "logo-icon-name",
      DERMAGA_APPLICATION_ID, "version", DERMAGA_VERSION, "comments",
      _("Finds out which mail settings work, and says why."), "license-type",
      GTK_LICENSE_GPL_3_0, NULL);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_application_quit (G_APPLICATION (data));
}

static void
set_accels (GtkApplication *application, const char *action, const char *first, const char *second)
{
  const char *accels[] = { first, second, NULL };

  gtk_application_set_accels_for_action (application, action, accels);
}

static void
add_actions (DermagaApplication *self, const char *language)
{
  GtkApplication *application = GTK_APPLICATION (self);
  static const GActionEntry entries[] = {
    { "practice", practice_cb },
    { "about", about_cb },
    { "quit", quit_cb },
  };
  g_autoptr (GSimpleAction) choose = g_simple_action_new_stateful (
      "language", G_VARIANT_TYPE_STRING, g_variant_new_string (language));

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect (choose, "activate", G_CALLBACK (language_cb), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (choose));

  set_accels (application, "win.back", "<Alt>Left", NULL);
  set_accels (application, "win.cancel", "Escape", NULL);
  set_accels (application, "win.test-again", "F5", "<Control>r");
  set_accels (application, "win.learn('')", "F1", NULL);
  set_accels (application, "win.save", "<Control>s", NULL);
  set_accels (application, "window.close", "<Control>w", NULL);
  set_accels (application, "app.quit", "<Control>q", NULL);
}

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/io/github/dermaga/Dermaga/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
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
  gtk_window_set_default_icon_name (DERMAGA_APPLICATION_ID);
  load_style ();
  dermaga_color_scheme_follow (self->cancellable);
  add_actions (self, language);
  self->wizard = dermaga_wizard_new (self->ca_file);
  dermaga_wizard_set_privacy (self->wizard, dermaga_preferences_get_privacy ());
  dermaga_wizard_set_ask_controls (self->wizard, dermaga_preferences_get_ask_controls ());
  g_signal_connect (self->wizard, "privacy-changed", G_CALLBACK (privacy_changed_cb), NULL);
  if (self->target != NULL)
    dermaga_wizard_set_text (self->wizard, DERMAGA_FIELD_TARGET, self->target);
}

static void
dermaga_application_activate (GApplication *application)
{
  DermagaApplication *self = DERMAGA_APPLICATION (application);

  if (self->window == NULL)
    open_window (self);
  gtk_window_present (GTK_WINDOW (self->window));
  if (g_strcmp0 (g_getenv ("DERMAGA_BENCH_FIRST_FRAME"), "1") == 0)
    dermaga_first_frame_report (GTK_WINDOW (self->window));
}

static void
dermaga_application_shutdown (GApplication *application)
{
  DermagaApplication *self = DERMAGA_APPLICATION (application);

  g_cancellable_cancel (self->cancellable);
  if (self->wizard != NULL)
    dermaga_wizard_cancel (self->wizard);
  G_APPLICATION_CLASS (dermaga_application_parent_class)->shutdown (application);
  g_clear_object (&self->wizard);
}

static gboolean
check_ca_file (const char *ca_file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaTlsContext) context = dermaga_tls_context_new_probe (ca_file, &error);

  if (context == NULL)
    g_printerr ("%s\n", error->message);
  return context != NULL;
}

static int
dermaga_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  DermagaApplication *self = DERMAGA_APPLICATION (application);
  g_autofree const char **targets = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Dermaga %s\n", DERMAGA_VERSION);
      return 0;
    }
  if (g_variant_dict_lookup (options, "ca-file", "^ay", &self->ca_file)
      && !check_ca_file (self->ca_file))
    return EXIT_USAGE;
  if (!g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&s", &targets))
    return -1;
  if (targets[1] != NULL)
    {
      g_printerr ("%s\n", _("Give one domain or email address."));
      return EXIT_USAGE;
    }
  self->target = g_utf8_make_valid (targets[0], -1);
  return -1;
}

static void
dermaga_application_finalize (GObject *object)
{
  DermagaApplication *self = DERMAGA_APPLICATION (object);

  g_clear_object (&self->cancellable);
  g_free (self->target);
  g_free (self->ca_file);
  G_OBJECT_CLASS (dermaga_application_parent_class)->finalize (object);
}

static void
dermaga_application_class_init (DermagaApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = dermaga_application_finalize;
  application_class->startup = dermaga_application_startup;
  application_class->activate = dermaga_application_activate;
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
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, NULL, N_("[DOMAIN OR ADDRESS]") },
    { NULL },
  };

  self->cancellable = g_cancellable_new ();
  g_application_add_main_option_entries (G_APPLICATION (self), entries);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), NULL);
}

DermagaApplication *
dermaga_application_new (void)
{
  /* Each start is a check of its own, with a window of its own. */
  return g_object_new (DERMAGA_TYPE_APPLICATION, "application-id", DERMAGA_APPLICATION_ID, "flags",
                       G_APPLICATION_NON_UNIQUE, NULL);
}
