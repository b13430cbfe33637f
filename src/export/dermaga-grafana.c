#include "config.h"

#include "export/dermaga-formats-web.h"
#include "export/dermaga-server-values.h"

#include <glib/gi18n.h>

#include <string.h>

#define SECRET_FILE "/etc/grafana/smtp-password"

static const char *
place (void)
{
  return _("Place: in grafana.ini, in place of the section [smtp].");
}

static const char *
secret (void)
{
  return _("Password: not in this file, but in the file /etc/grafana/smtp-password, which Grafana "
           "reads.");
}

static const char *
test (void)
{
  return _("Test: in Grafana, under “Alerting”, “Contact points”, send a test by email.");
}

/* Three quotes hold all to the last three of the line. Places of other values are filled in. */
static gboolean
put_text (GString *out, const char *name, const char *value, GError **error)
{
  if (strstr (value, "%(") != NULL || strstr (value, "${") != NULL || strstr (value, "$__") != NULL)
    return dermaga_refuse_settings (
      error, "Grafana puts other values in place of %(name)s and ${NAME}");
  g_string_append_printf (out, "%s = \"\"\"%s\"\"\"\n", name, value);
  return TRUE;
}

/* Port 465, and no other, is spoken to with TLS from the start. */
static gboolean
check_server (const DermagaServer *server, GError **error)
{
  if (server->security == DERMAGA_SECURITY_NONE)
    return dermaga_refuse_settings (error, "Grafana does not sign in without encryption");
  if ((server->security == DERMAGA_SECURITY_TLS) != (server->port == 465))
    return dermaga_refuse_settings (error, "Grafana begins with TLS on port 465 and nowhere else");
  return TRUE;
}

static gboolean
put_settings (GString *out, const DermagaSettings *settings, GError **error)
{
  const DermagaServer *server = settings->outgoing;
  const char *name = dermaga_has_name (settings) ? settings->display_name : "Grafana";

  g_string_append_printf (out, "[smtp]\nenabled = true\nhost = %s:%u\n"
                               "startTLS_policy = MandatoryStartTLS\nskip_verify = false\n",
                          server->host, server->port);
  if (!put_text (out, "user", server->user_name, error))
    return FALSE;
  g_string_append (out, "password = $__file{" SECRET_FILE "}\n");
  return put_text (out, "from_address", settings->email, error)
         && put_text (out, "from_name", name, error);
}

static char *
make_text (const DermagaSettings *settings, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (!check_server (settings->outgoing, error))
    return NULL;
  dermaga_append_program_note (out, DERMAGA_COMMENT_HASH, &dermaga_format_grafana, settings,
                               place (), secret (), test ());
  if (!put_settings (out, settings, error))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup ("grafana-smtp.ini");
}

static char *
next_steps (const DermagaSettings *settings)
{
  const char *const steps[] = {
    _("Open grafana.ini, and put the file’s text in place of the section [smtp]."),
    _("Make the file for the password, which only Grafana may read, and write the password into it "
      "with an editor:"),
    "\tinstall -m 640 -g grafana /dev/null " SECRET_FILE,
    "\tnano " SECRET_FILE,
    _("Start Grafana again:"),
    "\tsystemctl restart grafana-server",
    _("To test, open “Alerting”, “Contact points” in Grafana, and send a test by email."),
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}

const DermagaFormat dermaga_format_grafana = {
  .id = "grafana",
  .program = "Grafana",
  .title = N_("Grafana"),
  .summary = N_("The section [smtp] for grafana.ini"),
  .media_type = "text/plain",
  .audience = DERMAGA_AUDIENCE_WEB,
  .proof = DERMAGA_PROOF_DOCUMENTED,
  .needs_outgoing = TRUE,
  .text = make_text,
  .file_name = file_name,
  .next_steps = next_steps,
};
