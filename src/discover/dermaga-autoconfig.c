#include "config.h"

#include "discover/dermaga-autoconfig-private.h"

#include <string.h>

#include "discover/dermaga-config-text.h"

#define MAX_DEPTH 32
#define MAX_VALUE_BYTES 1024 /* longer than any name that can be used */
#define MAX_SERVERS 32u /* of each direction */
#define MAX_DOMAINS 1024u /* the largest of Mozilla's files has 150 */

/* Elements by what they mean at their place; the same name elsewhere means nothing. */
typedef enum {
  ELEMENT_NONE,
  ELEMENT_CONFIG,
  ELEMENT_PROVIDER,
  ELEMENT_DOMAIN,
  ELEMENT_DISPLAY_NAME,
  ELEMENT_INCOMING,
  ELEMENT_OUTGOING,
  ELEMENT_FIELD, /* FIELD + n is DermagaAutoconfigField n */
  ELEMENT_AUTHENTICATION = ELEMENT_FIELD + DERMAGA_AUTOCONFIG_AUTHENTICATION,
} Element;

static const struct {
  const char *name;
  Element parent;
  Element element;
} places[] = {
  { "emailProvider", ELEMENT_CONFIG, ELEMENT_PROVIDER },
  { "domain", ELEMENT_PROVIDER, ELEMENT_DOMAIN },
  { "displayName", ELEMENT_PROVIDER, ELEMENT_DISPLAY_NAME },
  { "incomingServer", ELEMENT_PROVIDER, ELEMENT_INCOMING },
  { "outgoingServer", ELEMENT_PROVIDER, ELEMENT_OUTGOING },
};

/* Inside a server's section; in the order of DermagaAutoconfigField. */
static const char *const field_names[]
  = { "hostname", "port", "socketType", "username", "authentication" };

/* @value_broken: the value under way is too long or holds elements. */
typedef struct {
  DermagaProviderConfig *config;
  DermagaAutoconfigDraft *draft;
  GPtrArray *domains;
  GString *value;
  gboolean value_broken;
  gboolean has_root;
  gboolean has_provider;
  Element open[MAX_DEPTH];
  guint depth;
} Reader;

static Element
find_place (Element parent, const char *name)
{
  if (parent == ELEMENT_INCOMING || parent == ELEMENT_OUTGOING)
    {
      for (guint i = 0; i < G_N_ELEMENTS (field_names); i++)
        if (g_str_equal (field_names[i], name))
          return (Element) (ELEMENT_FIELD + i);
      return ELEMENT_NONE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (places[i].parent == parent && g_str_equal (places[i].name, name))
      return places[i].element;
  return ELEMENT_NONE;
}

static const char *
find_attribute (const char **names, const char **values, const char *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return values[i];
  return NULL;
}

static gboolean
has_value (Element element)
{
  return element == ELEMENT_DOMAIN || element == ELEMENT_DISPLAY_NAME || element >= ELEMENT_FIELD;
}

static Element
get_open (const Reader *reader)
{
  return reader->open[reader->depth - 1];
}

static void
fail (GError **error, DermagaConfigError code, const char *fact)
{
  g_set_error_literal (error, DERMAGA_CONFIG_ERROR, code, fact);
}

static void
start_root (Reader *reader, const char *name, GError **error)
{
  gboolean again = reader->has_root;

  reader->has_root = TRUE;
  if (again)
    fail (error, DERMAGA_CONFIG_ERROR_SYNTAX, "a second root");
  else if (g_str_equal (name, "clientConfig"))
    reader->open[reader->depth++] = ELEMENT_CONFIG;
  else
    fail (error, DERMAGA_CONFIG_ERROR_KIND, "no clientConfig");
}

/* Only the first provider counts: a file is about one. */
static void
start_provider (Reader *reader, const char *id)
{
  if (reader->has_provider)
    {
      reader->open[reader->depth - 1] = ELEMENT_NONE;
      return;
    }
  reader->has_provider = TRUE;
  reader->config->id = id != NULL ? dermaga_config_text_make_shown (id) : NULL;
}

static void
start_element_cb (GMarkupParseContext *context, const char *name, const char **attribute_names,
                  const char **attribute_values, gpointer data, GError **error)
{
  Reader *reader = data;
  Element element;

  if (reader->depth == 0)
    {
      start_root (reader, name, error);
      return;
    }
  if (reader->depth == MAX_DEPTH)
    {
      fail (error, DERMAGA_CONFIG_ERROR_DEPTH, "nested too deeply");
      return;
    }
  reader->value_broken |= has_value (get_open (reader));
  element = find_place (get_open (reader), name);
  reader->open[reader->depth++] = element;
  if (has_value (element))
    {
      g_string_truncate (reader->value, 0);
      reader->value_broken = FALSE;
    }
  if (element == ELEMENT_PROVIDER)
    start_provider (reader, find_attribute (attribute_names, attribute_values, "id"));
  else if (element == ELEMENT_INCOMING)
    reader->draft = dermaga_autoconfig_draft_new (
      DERMAGA_DIRECTION_INCOMING, find_attribute (attribute_names, attribute_values, "type"));
  else if (element == ELEMENT_OUTGOING)
    reader->draft = dermaga_autoconfig_draft_new (
      DERMAGA_DIRECTION_OUTGOING, find_attribute (attribute_names, attribute_values, "type"));
  /* The words of HTTP authentication are of no use to a mail server. */
  else if (element == ELEMENT_AUTHENTICATION
           && g_strcmp0 (find_attribute (attribute_names, attribute_values, "system"), "http") == 0)
    reader->value_broken = TRUE;
}

static void
text_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer data,
         GError **error)
{
  Reader *reader = data;

  if (reader->depth == 0 || !has_value (get_open (reader)) || reader->value_broken)
    return;
  /* Line breaks and indentation may be longer than the value between them. */
  if (reader->value->len == 0)
    while (length > 0 && g_ascii_isspace (*text))
      {
        text++;
        length--;
      }
  while (length > 0 && g_ascii_isspace (text[length - 1])
         && reader->value->len + length > MAX_VALUE_BYTES)
    length--;
  if (reader->value->len + length > MAX_VALUE_BYTES)
    reader->value_broken = TRUE;
  else
    g_string_append_len (reader->value, text, (gssize) length);
}

static void
add_domain (Reader *reader, const char *value)
{
  g_autofree char *domain = dermaga_autoconfig_read_host (value);

  if (domain != NULL && reader->domains->len < MAX_DOMAINS
      && !g_ptr_array_find_with_equal_func (reader->domains, domain, g_str_equal, NULL))
    g_ptr_array_add (reader->domains, g_steal_pointer (&domain));
}

static void
end_value (Reader *reader, Element element)
{
  const char *value = reader->value_broken ? NULL : g_strstrip (reader->value->str);

  if (element >= ELEMENT_FIELD)
    dermaga_autoconfig_draft_set (reader->draft,
                                  (DermagaAutoconfigField) (element - ELEMENT_FIELD), value);
  else if (element == ELEMENT_DOMAIN && value != NULL)
    add_domain (reader, value);
  else if (element == ELEMENT_DISPLAY_NAME && value != NULL && reader->config->display_name == NULL)
    reader->config->display_name = dermaga_config_text_make_shown (value);
}

static void
end_server (Reader *reader, GPtrArray *servers)
{
  DermagaProviderServer *server
    = servers->len < MAX_SERVERS ? dermaga_autoconfig_draft_finish (reader->draft) : NULL;

  if (server != NULL)
    g_ptr_array_add (servers, server);
  else if (reader->draft->is_mail)
    reader->config->n_dropped++;
  g_clear_pointer (&reader->draft, dermaga_autoconfig_draft_free);
}

static void
end_element_cb (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  Reader *reader = data;
  Element element = get_open (reader);

  reader->depth--;
  if (has_value (element))
    end_value (reader, element);
  else if (element == ELEMENT_INCOMING)
    end_server (reader, reader->config->incoming);
  else if (element == ELEMENT_OUTGOING)
    end_server (reader, reader->config->outgoing);
}

/* Comments and processing instructions are nothing; a document type could define entities. */
static void
passthrough_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer data,
                GError **error)
{
  static const char doctype[] = "<!DOCTYPE";

  if (length >= strlen (doctype) && memcmp (text, doctype, strlen (doctype)) == 0)
    fail (error, DERMAGA_CONFIG_ERROR_DOCTYPE, "a document type");
}

static gboolean
parse (Reader *reader, const char *text, gsize length, GError **error)
{
  static const GMarkupParser parser
    = { start_element_cb, end_element_cb, text_cb, passthrough_cb, NULL };
  g_autoptr (GMarkupParseContext) context
    = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, reader, NULL);
  g_autoptr (GError) parse_error = NULL;

  if (dermaga_config_text_is_web_page (text))
    {
      fail (error, DERMAGA_CONFIG_ERROR_WEB_PAGE, "HTML");
      return FALSE;
    }
  if (g_markup_parse_context_parse (context, text, (gssize) length, &parse_error)
      && g_markup_parse_context_end_parse (context, &parse_error))
    return TRUE;
  if (parse_error->domain == DERMAGA_CONFIG_ERROR)
    g_propagate_error (error, g_steal_pointer (&parse_error));
  else
    g_set_error_literal (error, DERMAGA_CONFIG_ERROR, DERMAGA_CONFIG_ERROR_SYNTAX,
                         parse_error->message);
  return FALSE;
}

/* Whether nobody gets in by these servers but through a browser. */
static gboolean
takes_oauth2_only (GPtrArray *servers)
{
  static const char *const only[] = { "oauth2", NULL };

  for (guint i = 0; i < servers->len; i++)
    {
      const DermagaProviderServer *server = g_ptr_array_index (servers, i);

      if (!g_strv_equal ((const char *const *) server->auth, only))
        return FALSE;
    }
  return servers->len > 0;
}

static gboolean
finish (Reader *reader, GError **error)
{
  DermagaProviderConfig *config = reader->config;

  if (!reader->has_root)
    {
      fail (error, DERMAGA_CONFIG_ERROR_SYNTAX, "no element");
      return FALSE;
    }
  if (!reader->has_provider)
    {
      fail (error, DERMAGA_CONFIG_ERROR_KIND, "no emailProvider");
      return FALSE;
    }
  if (config->incoming->len == 0 && config->outgoing->len == 0)
    {
      fail (error, DERMAGA_CONFIG_ERROR_NO_SERVER, "no usable server");
      return FALSE;
    }
  g_strfreev (config->domains);
  config->domains = g_new0 (char *, reader->domains->len + 1);
  for (guint i = 0; i < reader->domains->len; i++)
    config->domains[i] = g_strdup (g_ptr_array_index (reader->domains, i));
  if (takes_oauth2_only (config->incoming) || takes_oauth2_only (config->outgoing))
    config->hints |= DERMAGA_HINT_BROWSER_SIGN_IN;
  return TRUE;
}

DermagaProviderConfig *
dermaga_autoconfig_read (GBytes *file, GError **error)
{
  g_autoptr (DermagaProviderConfig) config = dermaga_provider_config_new ();
  g_autoptr (GPtrArray) domains = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) value = g_string_new (NULL);
  Reader reader = { .config = config, .domains = domains, .value = value };
  gsize length;
  g_autofree char *text = NULL;
  gboolean read;

  g_return_val_if_fail (file != NULL, NULL);

  text = dermaga_autoconfig_decode (file, &length, error);
  read = text != NULL && parse (&reader, text, length, error) && finish (&reader, error);
  /* Left over where the file ends or fails inside a server. */
  g_clear_pointer (&reader.draft, dermaga_autoconfig_draft_free);
  return read ? g_steal_pointer (&config) : NULL;
}
