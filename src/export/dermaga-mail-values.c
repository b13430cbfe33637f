#include "config.h"

#include "export/dermaga-mail-values.h"

#include <glib/gi18n.h>

#include <string.h>

#include "verdict/dermaga-words.h"

#define UNRESERVED "-._~"

static char *
encode (const char *text, const char *also_plain)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isalnum (*p) || strchr (also_plain, *p) != NULL)
      g_string_append_c (out, *p);
    else
      g_string_append_printf (out, "%%%02X", (guchar) *p);
  return g_string_free (out, FALSE);
}

char *
dermaga_escape_percent (const char *text)
{
  return encode (text, UNRESERVED);
}

char *
dermaga_escape_backslash (const char *text, const char *special)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\\' || strchr (special, *p) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
  return g_string_free (out, FALSE);
}

/* The names of the attributes are those that msmtp looks for by itself. The value need only be the
 * same in both commands: encoded, any user name is one harmless word. */
static char *
keyring_attributes (const DermagaServer *server)
{
  g_autofree char *user_name = encode (server->user_name, UNRESERVED "@");

  return g_strdup_printf ("host %s service %s user %s", server->host,
                          dermaga_protocol_to_string (server->protocol), user_name);
}

char *
dermaga_keyring_lookup (const DermagaServer *server)
{
  g_autofree char *attributes = keyring_attributes (server);

  return g_strconcat ("secret-tool lookup ", attributes, NULL);
}

char *
dermaga_keyring_store (const DermagaServer *server)
{
  g_autofree char *attributes = keyring_attributes (server);

  return g_strdup_printf ("\tsecret-tool store --label=%s %s", server->host, attributes);
}

const char *
dermaga_keyring_step (void)
{
  return _("Put the password into the system’s keyring with the command below, which asks for it. "
           "The program secret-tool is in the package libsecret-tools of Debian and Ubuntu:");
}

void
dermaga_append_mail_note (GString *out, const DermagaFormat *format,
                          const DermagaSettings *settings, const char *place, const char *secret,
                          const char *test)
{
  /* Translators: {program} is a name: "msmtp" */
  g_autofree char *what
      = dermaga_fill (_("Settings for {program}, made by Dermaga. There is no password in them."),
                      "program", format->program, NULL);
  const DermagaFileNote note = {
    .what = what,
    .place = place,
    .secret = secret != NULL ? secret
                             : _("Password: the command secret-tool takes it from the system’s "
                                 "keyring. In its place you can write any other command that "
                                 "prints the password, such as one of a password manager."),
    .test = test,
  };

  dermaga_append_note (out, DERMAGA_COMMENT_HASH, &note, format, settings);
}
