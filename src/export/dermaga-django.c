#include "config.h"

#include "export/dermaga-formats-web.h"
#include "export/dermaga-server-values.h"

#include <glib/gi18n.h>

static const char *
place (void)
{
  return _("Place: as dermaga_mail.py in the folder of settings.py. Add this as the last line of "
           "settings.py: from .dermaga_mail import *");
}

static const char *
test (void)
{
  return _("Test: python3 manage.py sendtestemail, followed by your address.");
}

/* Python knows the two escapes of PHP's single quotes, and no other backslash is left. */
static void
put_text (GString *out, const char *name, const char *value)
{
  g_autofree char *escaped = dermaga_escape_php (value);

  g_string_append_printf (out, "%s = '%s'\n", name, escaped);
}

/* smtplib encrypts without checking when it is given no context, and old Django gives it none. */
static void
put_backend (GString *out, DermagaSecurity security)
{
  g_string_append (out, "\n");
  dermaga_append_comment (out, DERMAGA_COMMENT_HASH,
                          _("Old versions of Django do not check certificates; with this they "
                            "do."));
  g_string_append (out, "if hasattr(smtp.EmailBackend, 'ssl_context'):\n"
                        "    EMAIL_BACKEND = 'django.core.mail.backends.smtp.EmailBackend'\n"
                        "else:\n");
  if (security == DERMAGA_SECURITY_STARTTLS)
    g_string_append (out,
                     "    class CheckedConnection(smtplib.SMTP):\n"
                     "        def starttls(self, **options):\n"
                     "            return super().starttls(context=ssl.create_default_context())\n");
  else
    g_string_append (out,
                     "    class CheckedConnection(smtplib.SMTP_SSL):\n"
                     "        def __init__(self, *words, keyfile=None, certfile=None, **options):\n"
                     "            context = ssl.create_default_context()\n"
                     "            super().__init__(*words, context=context, **options)\n");
  g_string_append (out, "\n"
                        "    class EmailBackend(smtp.EmailBackend):\n"
                        "        connection_class = CheckedConnection\n"
                        "\n"
                        "    EMAIL_BACKEND = __name__ + '.EmailBackend'\n");
}

static void
put_settings (GString *out, const DermagaSettings *settings)
{
  const DermagaServer *server = settings->outgoing;
  g_autofree char *sender = dermaga_dup_mailbox (settings);

  put_text (out, "EMAIL_HOST", server->host);
  g_string_append_printf (out, "EMAIL_PORT = %u\n", server->port);
  g_string_append_printf (out, "EMAIL_USE_SSL = %s\n",
                          server->security == DERMAGA_SECURITY_TLS ? "True" : "False");
  g_string_append_printf (out, "EMAIL_USE_TLS = %s\n",
                          server->security == DERMAGA_SECURITY_STARTTLS ? "True" : "False");
  put_text (out, "EMAIL_HOST_USER", server->user_name);
  g_string_append (out, "EMAIL_HOST_PASSWORD = os.environ['SMTP_PASSWORD']\n"
                        "EMAIL_TIMEOUT = 20\n");
  put_text (out, "DEFAULT_FROM_EMAIL", sender);
  put_text (out, "SERVER_EMAIL", settings->email);
}

static char *
make_text (const DermagaSettings *settings, GError **error)
{
  GString *out;

  if (!g_str_is_ascii (settings->outgoing->user_name))
    {
      dermaga_refuse_settings (error, "Python signs in with ASCII user names only");
      return NULL;
    }
  out = g_string_new (NULL);
  dermaga_append_program_note (out, DERMAGA_COMMENT_HASH, &dermaga_format_django, settings,
                               place (), dermaga_environment_step (), test ());
  dermaga_append_comment (out, DERMAGA_COMMENT_HASH,
                          _("Django can use only passwords without accented or other special "
                            "letters."));
  if (settings->outgoing->security == DERMAGA_SECURITY_NONE)
    g_string_append (out, "import os\n\n");
  else
    g_string_append (out, "import os\nimport smtplib\nimport ssl\n\n"
                          "from django.core.mail.backends import smtp\n\n");
  put_settings (out, settings);
  if (settings->outgoing->security != DERMAGA_SECURITY_NONE)
    put_backend (out, settings->outgoing->security);
  return g_string_free (out, FALSE);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup ("dermaga_mail.py");
}

static char *
next_steps (const DermagaSettings *settings)
{
  g_autofree char *address = g_shell_quote (settings->email);
  g_autofree char *command = g_strdup_printf ("\tpython3 manage.py sendtestemail %s", address);
  const char *const steps[] = {
    _("Save the file as dermaga_mail.py in the folder of settings.py, and add this as the last "
      "line of settings.py:"),
    "\tfrom .dermaga_mail import *",
    dermaga_environment_step (),
    _("To test, send a message to yourself with this command:"),
    command,
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}

const DermagaFormat dermaga_format_django = {
  .id = "django",
  .program = "Django",
  .title = N_("Django"),
  .summary = N_("A file of settings that makes a Django project send through your server"),
  .media_type = "text/x-python",
  .audience = DERMAGA_AUDIENCE_WEB,
  .proof = DERMAGA_PROOF_TESTED,
  .proved_with = "Django 3.2",
  .needs_outgoing = TRUE,
  .text = make_text,
  .file_name = file_name,
  .next_steps = next_steps,
};
