#include "config.h"

#include "base/dermaga-i18n.h"
#include "base/dermaga-text.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/request.h"

#include <glib/gi18n.h>

#define MAX_SHOWN_ARGUMENT 80

typedef struct {
  const char *name;
  const char *summary;
  int (*run) (char **arguments);
} Command;

static const Command commands[] = {
  { "check", N_("Find out which mail servers and ports work"), dermaga_command_check },
  { "export", N_("Write a file that sets a mail program up"), dermaga_command_export },
  { "formats", N_("List the files that can be written"), dermaga_command_formats },
  { "signin", N_("Find out whether your user name and password are accepted"),
    dermaga_command_signin },
  { "read", N_("Show what a provider’s configuration file says"), dermaga_command_read },
  { "publish", N_("Write what a domain should publish, and compare it with what is published"),
    dermaga_command_publish },
  { "port", N_("Find out whether a mail port is blocked in this network"), dermaga_command_port },
  { "learn", N_("Explain ports, encryption and what goes wrong"), dermaga_command_learn },
  { "practice", N_("Try everything on a practice provider, without a network"),
    dermaga_command_practice },
};

void
dermaga_add_commands (GString *out)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (out, "%s\t%s\n", commands[i].name, _(commands[i].summary));
}

static int
print_help (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_string_append_printf (out, "%s\n\n",
                          _("Dermaga finds the mail settings that work for a domain."));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (out, "  dermaga-cli %-10s %s\n", commands[i].name,
                            _(commands[i].summary));
  g_string_append_printf (out, "\n%s\n",
                          _("“dermaga-cli check --help” shows the options of a command."));
  return dermaga_print (out->str) ? DERMAGA_EXIT_SAFE_PAIR : DERMAGA_EXIT_WRONG_USE;
}

static int
complain_about_command (const char *name)
{
  g_autofree char *safe = dermaga_text_make_safe (name, -1, MAX_SHOWN_ARGUMENT);
  g_autofree char *sentence = NULL;

  /* Translators: %s is what was typed. "dermaga-cli --help" stays as it is. */
  sentence = g_strdup_printf (_("There is no command “%s”; “dermaga-cli --help” lists them."),
                              safe);
  dermaga_complain (sentence);
  return DERMAGA_EXIT_WRONG_USE;
}

int
main (int argc, char *argv[])
{
  const char *name = argc > 1 ? argv[1] : NULL;

  dermaga_i18n_init ();
  if (name == NULL)
    {
      dermaga_complain (_("A command is needed; “dermaga-cli --help” lists them."));
      return DERMAGA_EXIT_WRONG_USE;
    }
  if (g_str_equal (name, "--help") || g_str_equal (name, "-h") || g_str_equal (name, "help"))
    return print_help ();
  if (g_str_equal (name, "--version"))
    return dermaga_print ("dermaga-cli " DERMAGA_VERSION "\n") ? DERMAGA_EXIT_SAFE_PAIR
                                                               : DERMAGA_EXIT_WRONG_USE;
  if (g_str_equal (name, "words"))
    return dermaga_command_words (argv + 2);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (name, commands[i].name))
      {
        int status = commands[i].run (argv + 2);

        dermaga_take_leave ();
        return status;
      }
  return complain_about_command (name);
}
