#include "config.h"

#include "export/dermaga-formats-server.h"
#include "export/dermaga-server-script.h"

#include <glib/gi18n.h>

static const DermagaScript script = {
  .format = &dermaga_format_exim,
  .file_name = "exim-smarthost.sh",
  .command = "update-exim4.conf",
  .package = "exim4",
  .secret_file = "/etc/exim4/passwd.client",
};

/* Macros of Debian's configuration. Those that it has from an earlier time and that weaken it must
 * not stay. */
#define MACROS \
  "REMOTE_SMTP_SMARTHOST_(PROTOCOL|HOSTS_REQUIRE_TLS|HOSTS_AVOID_TLS|TLS_VERIFY_HOSTS" \
  "|TLS_VERIFY_CERTIFICATES)|AUTH_CLIENT_ALLOW_NOTLS_PASSWORDS"

static const char *
macro_lines (DermagaSecurity security)
{
  switch (security)
    {
    case DERMAGA_SECURITY_NONE:
      return "REMOTE_SMTP_SMARTHOST_HOSTS_AVOID_TLS = *\nAUTH_CLIENT_ALLOW_NOTLS_PASSWORDS = true";
    case DERMAGA_SECURITY_STARTTLS:
      return "REMOTE_SMTP_SMARTHOST_HOSTS_REQUIRE_TLS = *\n"
             "REMOTE_SMTP_SMARTHOST_TLS_VERIFY_HOSTS = *\n"
             "REMOTE_SMTP_SMARTHOST_TLS_VERIFY_CERTIFICATES = system";
    case DERMAGA_SECURITY_TLS:
      return "REMOTE_SMTP_SMARTHOST_PROTOCOL = smtps\n"
             "REMOTE_SMTP_SMARTHOST_HOSTS_REQUIRE_TLS = *\n"
             "REMOTE_SMTP_SMARTHOST_TLS_VERIFY_HOSTS = *\n"
             "REMOTE_SMTP_SMARTHOST_TLS_VERIFY_CERTIFICATES = system";
    }
  g_assert_not_reached ();
}

static void
put_login (GString *out)
{
  dermaga_script_say (out, _("The login for this one server."));
  g_string_append (out, "put_first /etc/exim4/passwd.client 640 \"$host:$user:$password\" "
                        "\"^$host_pattern:\"\n"
                        "chown root:Debian-exim /etc/exim4/passwd.client\n");
}

static void
put_security (GString *out, DermagaSecurity security)
{
  dermaga_script_say (out, security == DERMAGA_SECURITY_NONE
                             ? _("Without encryption, as you agreed to.")
                             : _("Mail leaves only with encryption, and only to a server whose "
                                 "certificate is valid for the name above."));
  g_string_append (out, "macros=/etc/exim4/exim4.conf.localmacros\n"
                        "if grep -q \"^dc_use_split_config='true'\" \"$settings\"; then\n"
                        "  macros=/etc/exim4/conf.d/main/000_localmacros\n"
                        "fi\n");
  g_string_append_printf (out, "put_first \"$macros\" 644 '%s' \\\n  '^(" MACROS ") *='\n",
                          macro_lines (security));
}

static void
put_smarthost (GString *out)
{
  dermaga_script_say (out, _("All mail that is not for this server itself goes to that server."));
  g_string_append (out, "put_first \"$settings\" 644 \"dc_eximconfig_configtype='smarthost'\n"
                        "dc_smarthost='$host::$port'\" '^dc_(eximconfig_configtype|smarthost)='\n");
}

static void
put_start (GString *out)
{
  dermaga_script_say (out, _("Looks the settings over and takes them into use."));
  g_string_append (out, "update-exim4.conf && exim4 -bV >/dev/null");
  dermaga_script_stop (out, _("Exim does not take these settings. What was there before is in the "
                              "files whose names end with .before-dermaga."));
  g_string_append (out, "if [ -s /run/exim4/exim.pid ]; then\n"
                        "  kill -HUP \"$(cat /run/exim4/exim.pid)\" || true\n"
                        "fi\n");
}

static char *
make_text (const DermagaSettings *settings, GError **error)
{
  GString *out;

  if (!dermaga_script_check (settings, error))
    return NULL;
  out = g_string_new (NULL);
  dermaga_script_begin (out, &script, settings);
  g_string_append (out, "\nsettings=/etc/exim4/update-exim4.conf.conf\n");
  put_login (out);
  put_security (out, settings->outgoing->security);
  put_smarthost (out);
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
  g_autofree char *common = dermaga_script_dup_steps (&script, settings);

  return g_strjoin ("\n", common,
                    _("If Exim does not sign in, the server’s name is perhaps an alias. Look "
                      "up the real name with the command “host”, and put it in place of the alias "
                      "in /etc/exim4/passwd.client."),
                    NULL);
}

const DermagaFormat dermaga_format_exim = {
  .id = "exim",
  .program = "Exim",
  .title = N_("A server with Exim (Debian, Ubuntu)"),
  .summary = N_("A script that makes Debian’s Exim send all mail through your server (smarthost)"),
  .media_type = "text/x-shellscript",
  .audience = DERMAGA_AUDIENCE_SERVER,
  .proof = DERMAGA_PROOF_TESTED,
  .proved_with = "Exim 4.96",
  .needs_outgoing = TRUE,
  .text = make_text,
  .file_name = file_name,
  .next_steps = next_steps,
};
