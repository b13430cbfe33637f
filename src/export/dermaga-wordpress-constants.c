#include "config.h"

#include "export/dermaga-wordpress-constants.h"

#include <glib/gi18n.h>

#include "export/dermaga-wordpress.h"

/* The plugins ignore constants that PHP calls empty, and "0" is one of them. */
gboolean
dermaga_wordpress_constants_check (const DermagaSettings *settings, const char *plugin,
                                   GError **error)
{
  if (!dermaga_wordpress_check (settings, error))
    return FALSE;
  if (g_str_equal (settings->outgoing->user_name, "0")
      || g_strcmp0 (settings->display_name, "0") == 0)
    {
      g_set_error (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT,
                   "%s ignores the value “0”", plugin);
      return FALSE;
    }
  return TRUE;
}

void
dermaga_wordpress_constants_foreach (const DermagaSettings *settings, DermagaConstantCb cb,
                                     gpointer data)
{
  const DermagaServer *server = settings->outgoing;
  const char *automatic = dermaga_server_is_insecure (server) ? "false" : "true";
  g_autofree char *port = g_strdup_printf ("%u", server->port);

  cb (data, DERMAGA_CONSTANT_WORD, "ON", "true");
  cb (data, DERMAGA_CONSTANT_TEXT, "MAILER", "smtp");
  cb (data, DERMAGA_CONSTANT_TEXT, "SMTP_HOST", server->host);
  cb (data, DERMAGA_CONSTANT_WORD, "SMTP_PORT", port);
  cb (data, DERMAGA_CONSTANT_TEXT, "SSL", dermaga_wordpress_secure (server->security));
  cb (data, DERMAGA_CONSTANT_WORD, "SMTP_AUTOTLS", automatic);
  cb (data, DERMAGA_CONSTANT_WORD, "SMTP_AUTH", "true");
  cb (data, DERMAGA_CONSTANT_TEXT, "SMTP_USER", server->user_name);
  cb (data, DERMAGA_CONSTANT_SECRET, "SMTP_PASS", NULL);
  cb (data, DERMAGA_CONSTANT_TEXT, "MAIL_FROM", settings->email);
  cb (data, DERMAGA_CONSTANT_WORD, "MAIL_FROM_FORCE", "true");
  if (settings->display_name != NULL && settings->display_name[0] != '\0')
    {
      cb (data, DERMAGA_CONSTANT_TEXT, "MAIL_FROM_NAME", settings->display_name);
      cb (data, DERMAGA_CONSTANT_WORD, "MAIL_FROM_NAME_FORCE", "true");
    }
  cb (data, DERMAGA_CONSTANT_WORD, "SET_RETURN_PATH", "true");
}

typedef struct {
  GString *out;
  const char *prefix;
} Writer;

static void
put_text (const Writer *writer, const char *name, const char *value)
{
  g_autofree char *escaped = dermaga_escape_php (value);

  g_string_append_printf (writer->out, "define( '%s%s', '%s' );\n", writer->prefix, name, escaped);
}

static void
put_secret (const Writer *writer, const char *name)
{
  g_string_append (writer->out, "\n/**\n");
  dermaga_append_comment (writer->out, DERMAGA_COMMENT_STAR,
                          _("In the next line, put the password in place of the words between the "
                            "last quotes. Write \\' for a ' and \\\\ for a \\."));
  g_string_append (writer->out, " */\n");
  put_text (writer, name, dermaga_password_placeholder ());
  g_string_append_c (writer->out, '\n');
}

static void
put_constant (gpointer data, DermagaConstantKind kind, const char *name, const char *value)
{
  const Writer *writer = data;

  switch (kind)
    {
    case DERMAGA_CONSTANT_TEXT:
      put_text (writer, name, value);
      return;
    case DERMAGA_CONSTANT_WORD:
      g_string_append_printf (writer->out, "define( '%s%s', %s );\n", writer->prefix, name, value);
      return;
    case DERMAGA_CONSTANT_SECRET:
      put_secret (writer, name);
      return;
    }
}

char *
dermaga_wordpress_constants_write (const DermagaSettings *settings, const char *prefix,
                                   const DermagaFileNote *note, const DermagaFormat *format,
                                   GError **error)
{
  GString *out;
  Writer writer;

  if (!dermaga_wordpress_constants_check (settings, format->program, error))
    return NULL;
  out = g_string_new ("/**\n");
  writer = (Writer) { out, prefix };
  dermaga_append_note (out, DERMAGA_COMMENT_STAR, note, format, settings);
  g_string_append (out, " */\n");
  dermaga_wordpress_constants_foreach (settings, put_constant, &writer);
  return g_string_free (out, FALSE);
}
