#include "config.h"

#include "net/dermaga-web-url.h"

#include "base/dermaga-target.h"

#include <libsoup/soup.h>
#include <string.h>

#define MAX_URL 2048
#define MAX_CHALLENGES 8
#define MAX_SCHEME 32
#define ALPHANUMERIC "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
#define URL_CHARACTERS ALPHANUMERIC "-._~:/?#[]@!$&'()*+,;=%"

static gboolean
is_written_well (const char *text)
{
  gsize length = strnlen (text, MAX_URL + 1);

  return length > 0 && length <= MAX_URL && strspn (text, URL_CHARACTERS) == length;
}

static gboolean
is_web (GUri *uri)
{
  return g_str_equal (g_uri_get_scheme (uri), "https")
         || g_str_equal (g_uri_get_scheme (uri), "http");
}

/* What we may ask: the name of a host, not its address, and nothing for it to know us by. */
static gboolean
has_good_authority (GUri *uri)
{
  return dermaga_host_is_valid (g_uri_get_host (uri)) && g_uri_get_userinfo (uri) == NULL
         && g_uri_get_port (uri) != 0;
}

GUri *
dermaga_web_url_parse (const char *text)
{
  g_autoptr (GUri) uri = NULL;

  if (!is_written_well (text))
    return NULL;
  uri = g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);
  return uri != NULL && is_web (uri) && has_good_authority (uri) ? g_steal_pointer (&uri) : NULL;
}

char *
dermaga_web_url_to_string (GUri *uri)
{
  return g_uri_to_string_partial (uri, G_URI_HIDE_USERINFO | G_URI_HIDE_FRAGMENT);
}

gboolean
dermaga_web_url_is_secure (GUri *uri)
{
  return g_str_equal (g_uri_get_scheme (uri), "https");
}

guint16
dermaga_web_url_get_port (GUri *uri)
{
  int port = g_uri_get_port (uri);

  if (port > 0)
    return (guint16) port;
  return dermaga_web_url_is_secure (uri) ? 443 : 80;
}

GUri *
dermaga_web_url_follow (GUri *from, const char *location, DermagaSourceProblem *problem)
{
  g_autoptr (GUri) uri = NULL;

  *problem = DERMAGA_SOURCE_PROBLEM_BAD_REPLY;
  if (location == NULL || !is_written_well (location))
    return NULL;
  uri = g_uri_parse_relative (from, location, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL)
    return NULL;
  if (!is_web (uri)
      || (dermaga_web_url_is_secure (from) && !dermaga_web_url_is_secure (uri)))
    {
      *problem = DERMAGA_SOURCE_PROBLEM_DOWNGRADE;
      return NULL;
    }
  if (!has_good_authority (uri)
      || dermaga_web_url_get_port (uri) != (dermaga_web_url_is_secure (uri) ? 443 : 80))
    return NULL;
  return g_steal_pointer (&uri);
}

/* A challenge begins with its scheme; the parameters that follow it look like further elements. */
static char *
challenge_scheme (const char *element)
{
  gsize length = strspn (element, ALPHANUMERIC "-._~+!#$%&'*^`|");
  const char *rest = element + length + strspn (element + length, " \t");

  if (length == 0 || length > MAX_SCHEME || *rest == '='
      || (element[length] != '\0' && rest == element + length)
      || strspn (element, ALPHANUMERIC "-") != length)
    return NULL;
  return g_ascii_strdown (element, (gssize) length);
}

char **
dermaga_web_parse_challenges (const char *list)
{
  char *schemes[MAX_CHALLENGES + 1] = { NULL };
  guint count = 0;
  GSList *elements = list != NULL ? soup_header_parse_list (list) : NULL;

  for (GSList *l = elements; l != NULL && count < MAX_CHALLENGES; l = l->next)
    {
      g_autofree char *scheme = challenge_scheme (l->data);

      if (scheme != NULL && !g_strv_contains ((const char *const *) schemes, scheme))
        schemes[count++] = g_steal_pointer (&scheme);
    }
  g_slist_free_full (elements, g_free);
  return g_memdup2 (schemes, (count + 1) * sizeof (char *));
}
