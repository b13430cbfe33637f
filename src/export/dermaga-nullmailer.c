#include "config.h"

#include "export/dermaga-formats-server.h"
#include "export/dermaga-server-script.h"

#include <glib/gi18n.h>

#include "export/dermaga-server-values.h"

static const DermagaScript script = {
  .format = &dermaga_format_nullmailer,
  .file_name = "nullmailer-remote.sh",
  .command = "nullmailer-send",
  .package = "nullmailer",
  .secret_file = "/etc/nullmailer/remotes",
};

static const char *
mode_word (DermagaSecurity security)
{
  switch (security)
    {
    case DERMAGA_SECURITY_NONE:
      return "";
    case DERMAGA_SECURITY_STARTTLS:
      return " starttls";
    case DERMAGA_SECURITY_TLS:
      return " tls";
    }
  g_assert_not_reached ();
}

/* The line is split almost as a shell would do it: but nullmailer 2.2 takes two characters as they
 * stand behind a backslash, not one. So a single quote stands in double ones, and no escape is
 * needed. */
static void
put_remote (GString *out, DermagaSecurity security)
{
  dermaga_script_say (out, security == DERMAGA_SECURITY_NONE
                             ? _("Without encryption, as you agreed to.")
                             : _("Mail leaves only with encryption, and only to a server whose "
                                 "certificate is valid for the name above."));
  g_string_append (out, "quote () {\n"
                        "  printf '%s\\n' \"$1\" | sed \"s/'/'\\\"'\\\"'/g; s/^/'/; s/\\$/'/\"\n"
                        "}\n");
  g_string_append_printf (out,
                          "put_first /etc/nullmailer/remotes 640 \\\n"
                          "  \"$host smtp port=$port%s user=$(quote \"$user\") "
                          "pass=$(quote \"$password\")\" '^'\n"
                          "chown root:mail /etc/nullmailer/remotes\n",
                          mode_word (security));
}

static void
put_sender (GString *out, const DermagaSettings *settings)
{
  g_autofree char *email = dermaga_escape_shell (settings->email);

  dermaga_script_say (out, _("All mail leaves with this sender, which the server accepts."));
  g_string_append_printf (out, "put_first /etc/nullmailer/allmailfrom 644 '%s' '^'\n", email);
}

static void
put_start (GString *out)
{
  dermaga_script_say (out, _("Takes the settings into use. Mail that waits is tried again."));
  g_string_append (out, "if [ -d /run/systemd/system ]; then\n"
                        "  systemctl restart nullmailer\n"
                        "fi\n");
}

static char *
make_text (const DermagaSettings *settings, GError **error)
{
  GString *out = g_string_new (NULL);

  dermaga_script_begin (out, &script, settings);
  put_remote (out, settings->outgoing->security);
  put_sender (out, settings);
  put_start (out);
  dermaga_script_end (out, settings);
  return g_string_free (out, FALSE);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup (script.file_name);
}

static char *
next_steps (const DermagaSettings *settings)
{
  return dermaga_script_dup_steps (&script, settings);
}

const DermagaFormat dermaga_format_nullmailer = {
  .id = "nullmailer",
  .program = "nullmailer",
  .title = N_("A server with nullmailer"),
  .summary = N_("A script that makes nullmailer send all mail through your server"),
  .media_type = "text/x-shellscript",
  .audience = DERMAGA_AUDIENCE_SERVER,
  .proof = DERMAGA_PROOF_TESTED,
  .proved_with = "nullmailer 2.2",
  .needs_outgoing = TRUE,
  .text = make_text,
  .file_name = file_name,
  .next_steps = next_steps,
};
