#include "config.h"

#include "discover/dermaga-autodiscover.h"

#include <string.h>

#include "base/dermaga-target.h"

#define MAX_SIZE (256u * 1024u)
#define MAX_DEPTH 32
#define MAX_TYPE_BYTES 64
#define HTTP_OK 200
#define HTTP_UNAUTHORIZED 401

/* Where Microsoft answers for the domains of its customers. */
static const char *const microsoft_domains[]
  = { "outlook.com", "office365.com", "office365.us", "outlook.cn", "outlook.de" };

/* Kinds of Autodiscover's Protocol that no other server speaks. */
static const char *const exchange_types[] = { "EXCH", "EXPR", "EXHTTP", NULL };

static gboolean
offers (const DermagaWebReply *reply, const char *scheme)
{
  return reply->challenges != NULL
         && g_strv_contains ((const char *const *) reply->challenges, scheme);
}

/* (transfer full) (nullable) */
static char *
get_host (const DermagaWebReply *reply)
{
  g_autoptr (GUri) uri = reply->url != NULL ? g_uri_parse (reply->url, G_URI_FLAGS_NONE, NULL)
                                            : NULL;

  return uri != NULL && g_uri_get_host (uri) != NULL ? g_ascii_strdown (g_uri_get_host (uri), -1)
                                                     : NULL;
}

static gboolean
is_microsofts (const char *host)
{
  for (guint i = 0; i < G_N_ELEMENTS (microsoft_domains); i++)
    if (dermaga_domain_contains (microsoft_domains[i], host))
      return TRUE;
  return FALSE;
}

/* Exchange offers Negotiate and NTLM side by side, and so does any IIS, but hardly on the open web
 * and for a file that is not there. An administrator may take one of them away; then the name of
 * the host must speak for it. Basic and Bearer alone are what thousands of sites ask for. */
static gboolean
challenges_as_exchange (const DermagaWebReply *reply)
{
  g_autofree char *host = get_host (reply);

  if (host == NULL)
    return FALSE;
  if (offers (reply, "negotiate") && offers (reply, "ntlm"))
    return TRUE;
  if (g_str_has_prefix (host, "autodiscover.")
      && (offers (reply, "negotiate") || offers (reply, "ntlm")))
    return TRUE;
  return is_microsofts (host) && (offers (reply, "bearer") || offers (reply, "basic"));
}

/* @type: the text of the Type under way
 * @in_type: a Protocol's Type is open
 * @is_exchange: one that only Exchange speaks was seen */
typedef struct {
  guint depth;
  GString *type;
  gboolean in_type;
  gboolean is_exchange;
} Reader;

static void
start_element_cb (GMarkupParseContext *context, const char *name, const char **attribute_names,
                  const char **attribute_values, gpointer data, GError **error)
{
  Reader *reader = data;
  const GSList *open = g_markup_parse_context_get_element_stack (context);

  if (reader->depth == MAX_DEPTH || (reader->depth == 0 && !g_str_equal (name, "Autodiscover")))
    {
      g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "something else");
      return;
    }
  reader->depth++;
  g_string_truncate (reader->type, 0);
  reader->in_type = g_str_equal (name, "Type") && open->next != NULL
                    && g_str_equal (open->next->data, "Protocol");
}

static void
text_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer data,
         GError **error)
{
  Reader *reader = data;

  if (reader->in_type && reader->type->len + length <= MAX_TYPE_BYTES)
    g_string_append_len (reader->type, text, (gssize) length);
}

static void
end_element_cb (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  Reader *reader = data;

  reader->depth--;
  if (reader->in_type)
    reader->is_exchange
      |= g_strv_contains (exchange_types, g_strstrip (reader->type->str));
  reader->in_type = FALSE;
}

/* Hosters of ordinary mail answer in Autodiscover's XML too, even with Exchange's own error 600:
 * only a server's kind says that it is Exchange. */
static gboolean
answers_as_exchange (GBytes *body)
{
  static const GMarkupParser parser = { start_element_cb, end_element_cb, text_cb, NULL, NULL };
  g_autoptr (GString) type = g_string_new (NULL);
  Reader reader = { .type = type };
  gsize length;
  const char *bytes = g_bytes_get_data (body, &length);
  g_autoptr (GMarkupParseContext) context = NULL;

  if (length == 0 || length > MAX_SIZE || memchr (bytes, '\0', length) != NULL)
    return FALSE;
  context = g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, &reader, NULL);
  return g_markup_parse_context_parse (context, bytes, (gssize) length, NULL)
         && g_markup_parse_context_end_parse (context, NULL) && reader.is_exchange;
}

gboolean
dermaga_autodiscover_is_exchange (const DermagaWebReply *reply)
{
  g_return_val_if_fail (reply != NULL, FALSE);

  if (reply->status == HTTP_UNAUTHORIZED)
    return challenges_as_exchange (reply);
  return reply->status == HTTP_OK && reply->body != NULL && answers_as_exchange (reply->body);
}
