#include "config.h"

#include "export/dermaga-formats-server.h"
#include "export/dermaga-server-script.h"

#include <glib/gi18n.h>

static const DermagaScript script = {
  .format = &dermaga_format_postfix,
  .file_name = "postfix-relay.sh",
  .command = "postconf",
  .package = "postfix",
  .secret_file = "/etc/postfix/sasl_passwd",
};

static void
put_requirements (GString *out)
{
  dermaga_script_say (out, _("What signs in for Postfix; Debian has it in a package of its own."));
  g_string_append (out, "module=\n"
                        "for file in /usr/lib/sasl2/libplain.so* /usr/lib/*/sasl2/libplain.so* \\\n"
                        "    /usr/lib64/sasl2/libplain.so*; do\n"
                        "  if [ -e \"$file\" ]; then module=$file; fi\n"
                        "done\n"
                        "[ -n \"$module\" ]");
  dermaga_script_stop (out, _("Postfix cannot sign in yet. Install the package libsasl2-modules "
                              "(cyrus-sasl-plain in Fedora), then run this again."));
}

/* CAfile is read before Postfix locks itself in, a folder of certificates is not. */
static void
put_authorities (GString *out)
{
  dermaga_script_say (out, _("The authorities whose certificates this system trusts."));
  g_string_append (out, "authorities=\n"
                        "for file in /etc/ssl/cert.pem /etc/ssl/ca-bundle.pem \\\n"
                        "    /etc/pki/tls/certs/ca-bundle.crt "
                        "/etc/ssl/certs/ca-certificates.crt; do\n"
                        "  if [ -r \"$file\" ]; then authorities=$file; fi\n"
                        "done\n"
                        "[ -n \"$authorities\" ]");
  dermaga_script_stop (out, _("Certificates could not be checked here. Install the package "
                              "ca-certificates, then run this again."));
}

static void
put_login (GString *out)
{
  dermaga_script_say (out, _("The login for this one server."));
  g_string_append (out, "put_first \"$folder/sasl_passwd\" 600 \\\n"
                        "  \"[$host]:$port $user:$password\" "
                        "\"^\\\\[$host_pattern\\\\]:$port[[:space:]]\"\n"
                        "postconf -e 'smtp_sasl_auth_enable = yes' \\\n"
                        "  \"smtp_sasl_password_maps = texthash:$folder/sasl_passwd\" \\\n"
                        "  'smtp_sasl_security_options = noanonymous' \\\n"
                        "  'smtp_sasl_tls_security_options = noanonymous'\n");
}

static void
put_security (GString *out, DermagaSecurity security)
{
  if (security == DERMAGA_SECURITY_NONE)
    {
      dermaga_script_say (out, _("Without encryption, as you agreed to."));
      g_string_append (out, "postconf -e 'smtp_tls_security_level = none' "
                            "'smtp_tls_wrappermode = no' 'smtp_tls_policy_maps ='\n");
      return;
    }
  put_authorities (out);
  dermaga_script_say (out, _("Mail leaves only with encryption, and only to a server whose "
                             "certificate is valid for the name above."));
  g_string_append_printf (out,
                          "postconf -e 'smtp_tls_security_level = secure' \\\n"
                          "  'smtp_tls_secure_cert_match = nexthop' \\\n"
                          "  \"smtp_tls_CAfile = $authorities\" \\\n"
                          "  'smtp_tls_policy_maps =' \\\n"
                          "  'smtp_tls_wrappermode = %s'\n",
                          security == DERMAGA_SECURITY_TLS ? "yes" : "no");
}

static void
put_start (GString *out)
{
  dermaga_script_say (out, _("Looks the settings over and takes them into use."));
  g_string_append (out, "postfix check");
  dermaga_script_stop (out, _("Postfix does not take these settings. What was there before is in "
                              "main.cf.before-dermaga."));
  g_string_append (out, "if postfix status 2>/dev/null; then postfix reload; fi\n");
}

static char *
make_text (const DermagaSettings *settings, GError **error)
{
  GString *out;

  if (!dermaga_script_check (settings, error))
    return NULL;
  out = g_string_new (NULL);
  dermaga_script_begin (out, &script, settings);
  put_requirements (out);
  dermaga_script_say (out, _("Keeps the settings as they were before the first time."));
  g_string_append (out, "folder=$(postconf -h config_directory)\n"
                        "[ -e \"$folder/main.cf.before-dermaga\" ] \\\n"
                        "  || cp -p \"$folder/main.cf\" \"$folder/main.cf.before-dermaga\"\n");
  put_login (out);
  put_security (out, settings->outgoing->security);
  dermaga_script_say (out, _("All mail that is not for this server itself goes to that server."));
  g_string_append (out, "postconf -e \"relayhost = [$host]:$port\"\n");
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

const DermagaFormat dermaga_format_postfix = {
  .id = "postfix",
  .program = "Postfix",
  .title = N_("A server with Postfix"),
  .summary = N_("A script that makes Postfix send all mail through your server (relayhost)"),
  .media_type = "text/x-shellscript",
  .audience = DERMAGA_AUDIENCE_SERVER,
  .proof = DERMAGA_PROOF_TESTED,
  .proved_with = "Postfix 3.7",
  .needs_outgoing = TRUE,
  .text = make_text,
  .file_name = file_name,
  .next_steps = next_steps,
};
