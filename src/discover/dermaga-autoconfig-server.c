#include "config.h"

#include "discover/dermaga-autoconfig-private.h"

#include <string.h>

#include "base/dermaga-text.h"
#include "model/dermaga-settings.h"

#define MAX_AUTH 8u

static const char *const placeholders[]
  = { "%EMAILADDRESS%", "%EMAILLOCALPART%", "%EMAILDOMAIN%" };

static const struct {
  const char *word;
  const char *canonical;
} auth_words[] = {
  { "password-cleartext", "password-cleartext" },
  { "plain", "password-cleartext" }, /* old; also the SASL name, with LOGIN */
  { "login", "password-cleartext" },
  { "password-encrypted", "password-encrypted" },
  { "secure", "password-encrypted" }, /* old */
  { "cram-md5", "password-encrypted" },
  { "ntlm", "ntlm" },
  { "gssapi", "gssapi" },
  { "tls-client-cert", "tls-client-cert" },
  { "external", "tls-client-cert" },
  { "oauth2", "oauth2" },
  { "oauth", "oauth2" }, /* once so in the draft's text */
  { "xoauth2", "oauth2" },
  { "oauthbearer", "oauth2" },
  { "none", "none" },
  { "client-ip-address", "client-ip-address" },
  { "smtp-after-pop", "smtp-after-pop" },
};

/* Kinds of servers that the format knows and that no mail program reaches by a mail port. */
static const char *const other_types[]
  = { "jmap", "ews", "activesync", "activeSync", "graph", "owa", "exchange", "nntp" };

static gboolean
is_other_type (const char *type)
{
  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (other_types); i++)
    if (g_str_equal (other_types[i], type))
      return TRUE;
  return FALSE;
}

DermagaAutoconfigDraft *
dermaga_autoconfig_draft_new (DermagaDirection direction, const char *type)
{
  DermagaAutoconfigDraft *draft = g_new0 (DermagaAutoconfigDraft, 1);

  draft->auth = g_ptr_array_new ();
  draft->is_mail = !is_other_type (type);
  draft->broken = !dermaga_protocol_from_string (type, &draft->protocol)
                  || dermaga_protocol_get_direction (draft->protocol) != direction;
  return draft;
}

void
dermaga_autoconfig_draft_free (DermagaAutoconfigDraft *draft)
{
  g_free (draft->host);
  g_free (draft->user_name);
  g_ptr_array_unref (draft->auth);
  g_free (draft);
}

/* A host name that is good for one address is good for any: placeholders stand for whole labels
 * or for ends of labels. */
char *
dermaga_autoconfig_read_host (const char *value)
{
  g_autofree char *host = g_strdup (value);
  g_autofree char *example = NULL;
  gsize length = strlen (host);

  if (length > 0 && host[length - 1] == '.')
    host[length - 1] = '\0';
  example = dermaga_expand_user_name (host, "a@b.example");
  if (!dermaga_host_is_valid (example))
    return NULL;
  return strchr (host, '%') != NULL ? g_steal_pointer (&host) : g_ascii_strdown (host, -1);
}

static void
set_port (DermagaAutoconfigDraft *draft, const char *value)
{
  guint64 port;

  if (g_ascii_string_to_unsigned (value, 10, 1, G_MAXUINT16, &port, NULL))
    draft->port = (guint) port;
  else
    draft->broken = TRUE;
}

/* The first known word counts: a provider may put a newer one before it. */
static void
set_socket_type (DermagaAutoconfigDraft *draft, const char *value)
{
  static const struct {
    const char *word;
    DermagaSecurity security;
  } words[] = {
    { "plain", DERMAGA_SECURITY_NONE },
    { "STARTTLS", DERMAGA_SECURITY_STARTTLS },
    { "SSL", DERMAGA_SECURITY_TLS },
  };

  for (guint i = 0; !draft->has_security && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].word, value))
      {
        draft->security = words[i].security;
        draft->has_security = TRUE;
      }
}

/* Some files forget the last "%", and nobody's name is "%EMAILADDRESS". */
static char *
repair_placeholder (const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (placeholders); i++)
    {
      g_autofree char *unterminated
        = g_strndup (placeholders[i], strlen (placeholders[i]) - 1);

      if (g_str_has_suffix (value, unterminated))
        return g_strconcat (value, "%", NULL);
    }
  return g_strdup (value);
}

static void
set_user_name (DermagaAutoconfigDraft *draft, const char *value)
{
  draft->has_user_name = TRUE;
  if (*value == '\0')
    return;
  draft->user_name = repair_placeholder (value);
  if (!dermaga_user_name_is_valid (draft->user_name)
      || !dermaga_text_is_clean (draft->user_name))
    draft->broken = TRUE;
}

static void
add_auth (DermagaAutoconfigDraft *draft, const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (auth_words) && draft->auth->len < MAX_AUTH; i++)
    if (g_ascii_strcasecmp (auth_words[i].word, value) == 0)
      {
        gpointer word = (gpointer) auth_words[i].canonical;

        if (!g_ptr_array_find_with_equal_func (draft->auth, word, g_str_equal, NULL))
          g_ptr_array_add (draft->auth, word);
        return;
      }
}

/* Of a value that is given twice the first counts, as in Thunderbird. */
void
dermaga_autoconfig_draft_set (DermagaAutoconfigDraft *draft, DermagaAutoconfigField field,
                              const char *value)
{
  switch (field)
    {
    case DERMAGA_AUTOCONFIG_HOST:
      if (draft->host == NULL && value != NULL)
        draft->host = dermaga_autoconfig_read_host (value);
      draft->broken |= draft->host == NULL;
      break;
    case DERMAGA_AUTOCONFIG_PORT:
      if (draft->port == 0)
        set_port (draft, value != NULL ? value : "");
      break;
    case DERMAGA_AUTOCONFIG_SOCKET_TYPE:
      set_socket_type (draft, value != NULL ? value : "");
      break;
    case DERMAGA_AUTOCONFIG_USER_NAME:
      draft->broken |= value == NULL;
      if (!draft->has_user_name && value != NULL)
        set_user_name (draft, value);
      break;
    case DERMAGA_AUTOCONFIG_AUTHENTICATION:
      add_auth (draft, value != NULL ? value : "");
      break;
    }
}

DermagaProviderServer *
dermaga_autoconfig_draft_finish (DermagaAutoconfigDraft *draft)
{
  DermagaProviderServer *server;

  if (draft->broken || draft->host == NULL || draft->port == 0 || !draft->has_security)
    return NULL;
  server = dermaga_provider_server_new (draft->protocol, draft->host, (guint16) draft->port,
                                        draft->security, draft->user_name);
  g_strfreev (server->auth);
  server->auth = g_new0 (char *, draft->auth->len + 1);
  for (guint i = 0; i < draft->auth->len; i++)
    server->auth[i] = g_strdup (g_ptr_array_index (draft->auth, i));
  return server;
}
