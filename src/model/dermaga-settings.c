#include "config.h"

#include "model/dermaga-settings.h"

#include <string.h>

#include "base/dermaga-target.h"
#include "base/dermaga-text.h"

#define MAX_USER_NAME_BYTES 255
#define MAX_DISPLAY_NAME_CHARS 200

G_DEFINE_QUARK (dermaga-settings-error-quark, dermaga_settings_error)

DermagaServer *
dermaga_server_new (DermagaProtocol protocol, const char *host, guint16 port,
                    DermagaSecurity security, const char *user_name)
{
  DermagaServer *server = g_new0 (DermagaServer, 1);

  server->protocol = protocol;
  server->host = g_strdup (host);
  server->port = port;
  server->security = security;
  server->user_name = g_strdup (user_name);
  return server;
}

void
dermaga_server_free (DermagaServer *server)
{
  if (server == NULL)
    return;
  g_free (server->host);
  g_free (server->user_name);
  g_free (server);
}

DermagaSettings *
dermaga_settings_new (const char *email, const char *display_name)
{
  DermagaSettings *settings = g_new0 (DermagaSettings, 1);

  settings->email = g_strdup (email);
  settings->display_name = g_strdup (display_name);
  return settings;
}

void
dermaga_settings_free (DermagaSettings *settings)
{
  if (settings == NULL)
    return;
  g_free (settings->email);
  g_free (settings->display_name);
  dermaga_server_free (settings->incoming);
  dermaga_server_free (settings->outgoing);
  dermaga_server_free (settings->incoming_tls);
  dermaga_server_free (settings->outgoing_tls);
  g_free (settings);
}

/* Characters that can break a line or cannot be seen. Anything else is the provider's to decide:
 * quotes, "$" and "\" are real in user names, and each format escapes them in its own way. */
static gboolean
is_unfit_for_user_name (gunichar character)
{
  GUnicodeType type = g_unichar_type (character);

  return type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT
         || type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR
         || type == G_UNICODE_UNASSIGNED || type == G_UNICODE_SURROGATE;
}

gboolean
dermaga_user_name_is_valid (const char *user_name)
{
  if (user_name == NULL || user_name[0] == '\0' || strlen (user_name) > MAX_USER_NAME_BYTES
      || !g_utf8_validate (user_name, -1, NULL))
    return FALSE;
  for (const char *p = user_name; *p != '\0'; p = g_utf8_next_char (p))
    if (is_unfit_for_user_name (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

static gboolean
fail (GError **error, DermagaSettingsError code, const char *fact)
{
  g_set_error_literal (error, DERMAGA_SETTINGS_ERROR, code, fact);
  return FALSE;
}

static gboolean
validate_server (const DermagaServer *server, DermagaDirection direction, gboolean accept_insecure,
                 GError **error)
{
  if (dermaga_protocol_get_direction (server->protocol) != direction)
    return fail (error, DERMAGA_SETTINGS_ERROR_FORMAT, "protocol is for the other direction");
  if (server->host == NULL || !dermaga_host_is_valid (server->host))
    return fail (error, DERMAGA_SETTINGS_ERROR_HOST, "not a host name");
  if (server->port == 0)
    return fail (error, DERMAGA_SETTINGS_ERROR_PORT, "port is 0");
  if (!dermaga_user_name_is_valid (server->user_name))
    return fail (error, DERMAGA_SETTINGS_ERROR_USER_NAME, "user name is not usable");
  if (server->security == DERMAGA_SECURITY_NONE && !accept_insecure)
    return fail (error, DERMAGA_SETTINGS_ERROR_INSECURE, "no encryption, and not accepted");
  return TRUE;
}

static gboolean
validate_servers (const DermagaSettings *settings, DermagaServer *server, DermagaServer *with_tls,
                  DermagaDirection direction, GError **error)
{
  if (server != NULL
      && !validate_server (server, direction, settings->accept_insecure, error))
    return FALSE;
  if (with_tls == NULL)
    return TRUE;
  if (with_tls->security != DERMAGA_SECURITY_TLS)
    return fail (error, DERMAGA_SETTINGS_ERROR_FORMAT, "not encrypted from the start");
  return validate_server (with_tls, direction, FALSE, error);
}

gboolean
dermaga_settings_validate (const DermagaSettings *settings, GError **error)
{
  g_return_val_if_fail (settings != NULL, FALSE);

  if (settings->email == NULL || !dermaga_email_is_valid (settings->email))
    return fail (error, DERMAGA_SETTINGS_ERROR_EMAIL, "not an e-mail address");
  if (settings->display_name != NULL
      && (!dermaga_text_is_clean (settings->display_name)
          || g_utf8_strlen (settings->display_name, -1) > MAX_DISPLAY_NAME_CHARS))
    return fail (error, DERMAGA_SETTINGS_ERROR_NAME, "display name is not usable");
  if (settings->incoming == NULL && settings->outgoing == NULL)
    return fail (error, DERMAGA_SETTINGS_ERROR_MISSING, "no server");
  return validate_servers (settings, settings->incoming, settings->incoming_tls,
                           DERMAGA_DIRECTION_INCOMING, error)
         && validate_servers (settings, settings->outgoing, settings->outgoing_tls,
                              DERMAGA_DIRECTION_OUTGOING, error);
}

/* One pass, so that a placeholder that stands in the address itself is not expanded again. */
char *
dermaga_expand_user_name (const char *pattern, const char *email)
{
  const char *at = NULL;
  GString *expanded;

  g_return_val_if_fail (email != NULL, NULL);

  if (pattern == NULL)
    return g_strdup (email);
  at = strrchr (email, '@');
  expanded = g_string_new (NULL);
  for (const char *p = pattern; *p != '\0';)
    if (g_str_has_prefix (p, "%EMAILADDRESS%"))
      {
        g_string_append (expanded, email);
        p += strlen ("%EMAILADDRESS%");
      }
    else if (g_str_has_prefix (p, "%EMAILLOCALPART%"))
      {
        g_string_append_len (expanded, email, at != NULL ? at - email : -1);
        p += strlen ("%EMAILLOCALPART%");
      }
    else if (g_str_has_prefix (p, "%EMAILDOMAIN%"))
      {
        g_string_append (expanded, at != NULL ? at + 1 : "");
        p += strlen ("%EMAILDOMAIN%");
      }
    else
      g_string_append_c (expanded, *p++);
  return g_string_free (expanded, FALSE);
}

static gboolean
is_same (const char *text, gsize length, const char *other)
{
  return strlen (other) == length && g_ascii_strncasecmp (text, other, length) == 0;
}

/* (transfer full): the placeholder where that part of the name is the whole domain */
static char *
generalize_domain (const char *text, gsize length, const char *domain)
{
  return is_same (text, length, domain) ? g_strdup ("%EMAILDOMAIN%") : g_strndup (text, length);
}

char *
dermaga_generalize_user_name (const char *user_name, const char *email)
{
  const char *at;
  gsize length, local_length;

  g_return_val_if_fail (user_name != NULL && email != NULL, NULL);

  length = strlen (user_name);
  at = strrchr (email, '@');
  if (at == NULL || at == email)
    return g_strdup (user_name);
  local_length = (gsize) (at - email);
  if (is_same (user_name, length, email))
    return g_strdup ("%EMAILADDRESS%");
  if (length == local_length && g_ascii_strncasecmp (user_name, email, length) == 0)
    return g_strdup ("%EMAILLOCALPART%");
  if (length <= local_length)
    return g_strdup (user_name);
  if (g_ascii_strncasecmp (user_name, email, local_length) == 0
      && g_ascii_ispunct (user_name[local_length]))
    {
      const char *mark = user_name + local_length;
      g_autofree char *rest = generalize_domain (mark + 1, strlen (mark + 1), at + 1);

      return g_strdup_printf ("%%EMAILLOCALPART%%%c%s", *mark, rest);
    }
  if (g_ascii_strncasecmp (user_name + length - local_length, email, local_length) == 0
      && g_ascii_ispunct (user_name[length - local_length - 1]))
    {
      const char *mark = user_name + length - local_length - 1;
      g_autofree char *first = generalize_domain (user_name, (gsize) (mark - user_name), at + 1);

      return g_strdup_printf ("%s%c%%EMAILLOCALPART%%", first, *mark);
    }
  return g_strdup (user_name);
}
