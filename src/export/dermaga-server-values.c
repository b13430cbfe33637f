#include "config.h"

#include "export/dermaga-server-values.h"

#include <glib/gi18n.h>

#include <string.h>

#include "verdict/dermaga-words.h"

char *
dermaga_escape_shell (const char *text)
{
  g_autoptr (GString) out = g_string_new (text);

  g_string_replace (out, "'", "'\\''", 0);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* (transfer full): with a backslash before each byte of @special */
static char *
add_backslashes (const char *text, const char *special)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (strchr (special, *p) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
  return g_string_free (out, FALSE);
}

char *
dermaga_escape_dotenv (const char *text)
{
  return add_backslashes (text, "\\\"$");
}

char *
dermaga_dup_mailbox (const DermagaSettings *settings)
{
  g_autofree char *name = NULL;

  if (!dermaga_has_name (settings))
    return g_strdup (settings->email);
  name = add_backslashes (settings->display_name, "\\\"");
  return g_strdup_printf ("\"%s\" <%s>", name, settings->email);
}

void
dermaga_append_program_note (GString *out, DermagaCommentStyle style, const DermagaFormat *format,
                             const DermagaSettings *settings, const char *place,
                             const char *secret, const char *test)
{
  /* Translators: {program} is a name: "Django" */
  g_autofree char *what = dermaga_fill (_("Mail settings for {program}, made by Dermaga."),
                                        "program", format->program, NULL);
  const DermagaFileNote note = { what, place, secret, test };

  dermaga_append_note (out, style, &note, format, settings);
}

const char *
dermaga_environment_step (void)
{
  return _("Password: not in this file. Give it to the application as the environment variable "
           "SMTP_PASSWORD.");
}

char *
dermaga_dup_placeholder_step (void)
{
  /* Translators: {words} are “PUT THE PASSWORD HERE”, as translated. */
  return dermaga_fill (_("Password: put it in place of the words “{words}”. Let nobody else read "
                         "the file from then on."),
                       "words", dermaga_password_placeholder (), NULL);
}
