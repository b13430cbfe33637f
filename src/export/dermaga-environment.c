#include "config.h"

#include "export/dermaga-formats-web.h"
#include "export/dermaga-server-values.h"

#include <glib/gi18n.h>

#include <string.h>

static const char *
place (void)
{
  return _("Place: wherever the application reads its environment from: a file .env, a service of "
           "systemd, a container. There is no standard for the names; give each value the name "
           "that the application wants.");
}

static const char *
test (void)
{
  return _("Test: let the application send a message to yourself.");
}

static gboolean
needs_no_quotes (const char *value)
{
  for (const char *p = value; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("@._-+", *p) == NULL)
      return FALSE;
  return value[0] != '\0';
}

/* The readers of such files do not agree. Single quotes hold what is between them, but some readers
 * see an escape in two backslashes, in \' and in a backslash at the end, and put in variables. */
static gboolean
fits_single_quotes (const char *value)
{
  return strchr (value, '\'') == NULL && strstr (value, "\\\\") == NULL
         && !g_str_has_suffix (value, "\\") && strstr (value, "${") == NULL;
}

static gboolean
fits_double_quotes (const char *value)
{
  return strpbrk (value, "\"\\$`!") == NULL;
}

static gboolean
put_text (GString *out, const char *name, const char *value, GError **error)
{
  if (needs_no_quotes (value))
    g_string_append_printf (out, "SMTP_%s=%s\n", name, value);
  else if (fits_single_quotes (value))
    g_string_append_printf (out, "SMTP_%s='%s'\n", name, value);
  else if (fits_double_quotes (value))
    g_string_append_printf (out, "SMTP_%s=\"%s\"\n", name, value);
  else
    return dermaga_refuse_settings (error,
                                    "no quoting of that value means the same to all readers");
  return TRUE;
}

static gboolean
put_settings (GString *out, const DermagaSettings *settings, GError **error)
{
  const DermagaServer *server = settings->outgoing;

  g_string_append_printf (out, "SMTP_HOST=%s\nSMTP_PORT=%u\nSMTP_SECURITY=%s\n", server->host,
                          server->port, dermaga_security_to_string (server->security));
  return put_text (out, "USERNAME", server->user_name, error)
         && put_text (out, "PASSWORD", dermaga_password_placeholder (), error)
         && put_text (out, "FROM_ADDRESS", settings->email, error)
         && (!dermaga_has_name (settings)
             || put_text (out, "FROM_NAME", settings->display_name, error));
}

static char *
make_text (const DermagaSettings *settings, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *secret = dermaga_dup_placeholder_step ();
  const DermagaFileNote note = {
    _("Mail settings as environment variables, made by Dermaga."), place (), secret, test (),
  };

  dermaga_append_note (out, DERMAGA_COMMENT_HASH, &note, &dermaga_format_environment, settings);
  dermaga_append_comment (out, DERMAGA_COMMENT_HASH,
                          _("SMTP_SECURITY is “tls” (encrypted from the start), “starttls” (switch "
                            "to encryption, or do not send) or “none”."));
  if (!put_settings (out, settings, error))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup ("dermaga-mail.env");
}

static char *
next_steps (const DermagaSettings *settings)
{
  g_autofree char *secret = dermaga_dup_placeholder_step ();
  const char *const steps[] = {
    _("Look up, in the manual of the application, which names it wants, and change those in the "
      "file to them."),
    _("Look up how the application is told that it must not send without encryption, and that it "
      "checks certificates."),
    secret,
    _("To test, let the application send a message to yourself."),
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}

const DermagaFormat dermaga_format_environment = {
  .id = "environment",
  .program = "dotenv",
  .title = N_("Any application that reads environment variables"),
  .summary = N_("A file of the kind .env with the settings under names that are often used"),
  .media_type = "text/plain",
  .audience = DERMAGA_AUDIENCE_WEB,
  .proof = DERMAGA_PROOF_READ,
  .proved_with = "phpdotenv 5.4, python-dotenv 0.21, sh",
  .needs_outgoing = TRUE,
  .text = make_text,
  .file_name = file_name,
  .next_steps = next_steps,
};
