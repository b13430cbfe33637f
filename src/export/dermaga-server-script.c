#include "config.h"

#include "export/dermaga-server-script.h"

#include <glib/gi18n.h>

#include <string.h>

#include "export/dermaga-server-values.h"
#include "verdict/dermaga-words.h"

gboolean
dermaga_script_check (const DermagaSettings *settings, GError **error)
{
  const char *user_name = settings->outgoing->user_name;

  if (strchr (user_name, ':') != NULL)
    return dermaga_refuse_settings (error, "a colon would end the user name");
  if (g_ascii_isspace (user_name[0]) || g_ascii_isspace (user_name[strlen (user_name) - 1]))
    return dermaga_refuse_settings (error, "blanks around the user name would be lost");
  return TRUE;
}

void
dermaga_script_say (GString *out, const char *text)
{
  g_string_append_c (out, '\n');
  dermaga_append_comment (out, DERMAGA_COMMENT_HASH, text);
}

void
dermaga_script_stop (GString *out, const char *text)
{
  g_autofree char *escaped = dermaga_escape_shell (text);

  g_string_append_printf (out, " || stop '%s'\n", escaped);
}

static void
put_notes (GString *out, const DermagaScript *script, const DermagaSettings *settings)
{
  /* Translators: {program} is a name: "Postfix" */
  g_autofree char *what = dermaga_fill (_("Makes {program} send all mail of a server through one "
                                          "mail server. Made by Dermaga."),
                                        "program", script->format->program, NULL);
  /* Translators: {file} is the name of this script */
  g_autofree char *place = dermaga_fill (_("Run it on that server as root: sudo sh {file}. It can "
                                           "be run again. What it changes is kept beside under the "
                                           "same name with the ending .before-dermaga."),
                                         "file", script->file_name, NULL);
  g_autofree char *secret = dermaga_fill (_("It holds no password. It asks for it, and writes it "
                                            "into {file} alone, which others cannot read."),
                                          "file", script->secret_file, NULL);
  const DermagaFileNote note = {
    what, place, secret, _("Test: send a message to yourself with the command that it shows at the "
                           "end."),
  };

  dermaga_append_note (out, DERMAGA_COMMENT_HASH, &note, script->format, settings);
}

static void
put_value (GString *out, const char *name, const char *value)
{
  g_autofree char *escaped = dermaga_escape_shell (value);

  g_string_append_printf (out, "%s='%s'\n", name, escaped);
}

static void
put_checks (GString *out, const DermagaScript *script)
{
  g_autofree char *lacking = dermaga_fill (_("The package {package} is not installed here."),
                                           "package", script->package, NULL);

  g_string_append (out, "\nstop () {\n  printf '%s\\n' \"$1\" >&2\n  exit 1\n}\n"
                        "\n[ \"$(id -u)\" = 0 ]");
  dermaga_script_stop (out, _("Only root can do this, with sudo for example."));
  g_string_append_printf (out, "command -v %s >/dev/null", script->command);
  dermaga_script_stop (out, lacking);
}

/* What is typed is not shown, and appears in no list of processes: read and printf are the shell's
 * own. */
static void
put_question (GString *out, const DermagaServer *server)
{
  /* Translators: a question in a terminal, with the password typed behind it. */
  g_autofree char *question = dermaga_fill (_("Password of {user} at {host}:"), "user",
                                            server->user_name, "host", server->host, NULL);
  g_autofree char *escaped = dermaga_escape_shell (question);

  dermaga_script_say (out, _("Asks for the password. It is not shown."));
  g_string_append_printf (out,
                          "password=\n"
                          "printf '%%s ' '%s' >&2\n"
                          "if [ -t 0 ]; then\n"
                          "  terminal=$(stty -g)\n"
                          "  trap 'stty \"$terminal\"' EXIT\n"
                          "  trap 'exit 1' HUP INT TERM\n"
                          "  stty -echo\n"
                          "  IFS= read -r password || true\n"
                          "  stty \"$terminal\"\n"
                          "  trap - EXIT HUP INT TERM\n"
                          "  echo >&2\n"
                          "else\n"
                          "  IFS= read -r password || true\n"
                          "fi\n"
                          "[ -n \"$password\" ]",
                          escaped);
  dermaga_script_stop (out, _("No password was given, so nothing was changed."));
  g_string_append (out, "case $password in\n  *[[:space:]]) false ;;\nesac");
  dermaga_script_stop (out, _("A password that ends with a blank cannot be used here, so nothing "
                              "was changed."));
}

/* put_first FILE MODE LINES REGEX: writes FILE anew, with LINES before what was in it. */
static void
put_functions (GString *out)
{
  dermaga_script_say (out, _("Writes lines to the beginning of a file, in place of older ones. The "
                             "file as it was before the first time is kept."));
  g_string_append (out, "put_first () {\n"
                        "  new=$(mktemp \"$1.XXXXXX\")\n"
                        "  trap 'rm -f \"$new\"' EXIT\n"
                        "  printf '%s\\n' \"$3\" >\"$new\"\n"
                        "  [ -e \"$1\" ] || : >\"$1\"\n"
                        "  [ -e \"$1.before-dermaga\" ] || cp -p \"$1\" \"$1.before-dermaga\"\n"
                        "  grep -Ev \"$4\" \"$1\" >>\"$new\" || [ $? = 1 ]\n"
                        "  chmod \"$2\" \"$new\"\n"
                        "  mv \"$new\" \"$1\"\n"
                        "  trap - EXIT\n"
                        "}\n");
}

void
dermaga_script_begin (GString *out, const DermagaScript *script, const DermagaSettings *settings)
{
  const DermagaServer *server = settings->outgoing;
  g_autoptr (GString) pattern = g_string_new (server->host);
  g_autofree char *port = g_strdup_printf ("%u", server->port);

  g_string_append (out, "#!/bin/sh\n");
  put_notes (out, script, settings);
  g_string_append (out, "set -eu\numask 077\nPATH=$PATH:/usr/sbin:/sbin\n\n");
  g_string_replace (pattern, ".", "[.]", 0);
  put_value (out, "host", server->host);
  put_value (out, "host_pattern", pattern->str);
  put_value (out, "port", port);
  put_value (out, "user", server->user_name);
  put_checks (out, script);
  put_question (out, server);
  put_functions (out);
}

static char *
dup_test_command (const DermagaSettings *settings)
{
  g_autofree char *address = g_shell_quote (settings->email);

  return g_strdup_printf ("printf 'Subject: Test\\n\\nTest\\n' | /usr/sbin/sendmail -f %s %s",
                          address, address);
}

void
dermaga_script_end (GString *out, const DermagaSettings *settings)
{
  g_autofree char *command = dup_test_command (settings);
  g_autofree char *escaped_command = dermaga_escape_shell (command);
  g_autofree char *done
    = dermaga_escape_shell (_("Done. To test, send a message to yourself with this command:"));

  g_string_append_printf (out, "\nprintf '%%s\\n' '%s' '%s'\n", done, escaped_command);
}

char *
dermaga_script_dup_steps (const DermagaScript *script, const DermagaSettings *settings)
{
  g_autofree char *command = dup_test_command (settings);
  g_autofree char *run = g_strdup_printf ("\tsudo sh %s", script->file_name);
  g_autofree char *test = g_strconcat ("\t", command, NULL);
  g_autofree char *sender = dermaga_fill (_("Most providers take mail only from senders of their "
                                            "own: let the programs of the server send as {email}."),
                                          "email", settings->email, NULL);
  const char *const steps[] = {
    _("Copy the file to the server that is to send mail. It is a script: read it, if you like; it "
      "explains what it does."),
    _("Run it there. It asks for the password:"),
    run,
    _("To test, send a message to yourself with this command:"),
    test,
    sender,
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}
