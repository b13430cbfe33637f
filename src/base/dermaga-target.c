#include "config.h"

#include "base/dermaga-target.h"

#include "base/dermaga-host-private.h"

#include <string.h>

#define MAX_EMAIL 254 /* RFC 5321 §4.5.3.1.3, less the angle brackets */
#define MAX_LOCAL 64  /* RFC 5321 §4.5.3.1.1 */

/* atext of RFC 5322 §3.2.3, widened to UTF-8 letters and digits by RFC 6532 §3.2. */
static gboolean
is_atext (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum (c) || (c != 0 && strchr ("!#$%&'*+-/=?^_`{|}~", c) != NULL);
  return (g_unichar_isalnum (c) || g_unichar_ismark (c)) && !dermaga_character_is_hidden (c);
}

static gboolean
is_dot_atom (const char *text)
{
  gboolean after_dot = TRUE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '.' ? after_dot : !is_atext (c))
        return FALSE;
      after_dot = c == '.';
    }
  return !after_dot;
}

gboolean
dermaga_email_is_valid (const char *email)
{
  const char *at;
  g_autofree char *local = NULL;

  if (email == NULL || strnlen (email, MAX_EMAIL + 1) > MAX_EMAIL
      || !g_utf8_validate (email, -1, NULL))
    return FALSE;
  at = strchr (email, '@');
  if (at == NULL || at - email > MAX_LOCAL)
    return FALSE;
  local = g_strndup (email, at - email);
  return is_dot_atom (local) && dermaga_host_is_valid (at + 1) && strchr (at + 1, '.') != NULL;
}

/* "Name <address>": the text between the brackets, or all of it where there are none. */
static char *
take_bracketed (const char *text, GError **error)
{
  const char *open = strchr (text, '<');
  g_autofree char *inner = NULL;
  gsize length;

  if (open == NULL)
    return g_strdup (text);
  length = strlen (open + 1);
  if (length == 0 || open[length] != '>' || strcspn (open + 1, "<>") != length - 1)
    {
      g_set_error (error, DERMAGA_TARGET_ERROR, DERMAGA_TARGET_ERROR_BAD_LOCAL,
                   "unbalanced or several angle brackets");
      return NULL;
    }
  inner = g_strndup (open + 1, length - 1);
  return dermaga_input_clean (inner, error);
}

/* RFC 6068: "mailto:local%2Bpart@domain?subject=..."; what is encoded is checked like the rest. */
static char *
take_mailto (const char *text, GError **error)
{
  const char *address = text + strlen ("mailto:");
  g_autofree char *decoded = NULL;

  if (g_str_has_prefix (address, "//"))
    address += 2;
  decoded = g_uri_unescape_segment (address, address + strcspn (address, "?"), NULL);
  if (decoded == NULL)
    {
      g_set_error (error, DERMAGA_TARGET_ERROR, DERMAGA_TARGET_ERROR_CONTROL,
                   "bad percent-encoding");
      return NULL;
    }
  return dermaga_input_clean (decoded, error);
}

/* The host of "scheme://user@host:port/path?query#fragment", its parts optional. */
static char *
take_url_host (const char *authority)
{
  gsize length = strcspn (authority, "/\\?#");
  g_autofree char *text = g_strndup (authority, length);
  const char *at = strrchr (text, '@');
  const char *host = at != NULL ? at + 1 : text;
  const char *colon = strrchr (host, ':');

  if (host[0] == '[' || colon == NULL || strchr (host, ':') != colon
      || strspn (colon + 1, "0123456789") != strlen (colon + 1))
    return g_strdup (host);
  return g_strndup (host, colon - host);
}

static DermagaTarget *
target_new (char *domain, const char *local_part)
{
  DermagaTarget *target = g_new0 (DermagaTarget, 1);

  target->domain = domain;
  target->display_domain = dermaga_host_to_display (domain);
  if (local_part != NULL)
    {
      target->local_part = g_strdup (local_part);
      target->email = g_strdup_printf ("%s@%s", local_part, domain);
    }
  return target;
}

static char *
parse_domain (const char *text, GError **error)
{
  g_autofree char *domain = NULL;

  if (*text == '\0')
    {
      g_set_error (error, DERMAGA_TARGET_ERROR, DERMAGA_TARGET_ERROR_NO_DOMAIN, "no domain");
      return NULL;
    }
  domain = dermaga_host_to_ascii (text, error);
  if (domain == NULL)
    return NULL;
  if (strchr (domain, '.') == NULL)
    {
      g_set_error (error, DERMAGA_TARGET_ERROR, DERMAGA_TARGET_ERROR_NO_DOMAIN, "only one label");
      return NULL;
    }
  return g_steal_pointer (&domain);
}

static DermagaTarget *
parse_address (const char *text, GError **error)
{
  const char *at = strrchr (text, '@');
  g_autofree char *raw_local = g_strndup (text, at - text);
  g_autofree char *local = g_utf8_normalize (raw_local, -1, G_NORMALIZE_NFC);
  g_autofree char *domain = NULL;
  g_autoptr (DermagaTarget) target = NULL;

  /* "@example.com" is how some administrators write a domain. */
  if (*local != '\0' && !is_dot_atom (local))
    {
      g_set_error (error, DERMAGA_TARGET_ERROR, DERMAGA_TARGET_ERROR_BAD_LOCAL,
                   "the part before the @ is not usable");
      return NULL;
    }
  domain = parse_domain (at + 1, error);
  if (domain == NULL)
    return NULL;
  target = target_new (g_steal_pointer (&domain), *local != '\0' ? local : NULL);
  if (strlen (local) > MAX_LOCAL || (target->email != NULL && strlen (target->email) > MAX_EMAIL))
    {
      g_set_error (error, DERMAGA_TARGET_ERROR, DERMAGA_TARGET_ERROR_TOO_LONG,
                   "address over %d octets, or its local part over %d", MAX_EMAIL, MAX_LOCAL);
      return NULL;
    }
  return g_steal_pointer (&target);
}

static DermagaTarget *
parse_site (const char *authority, GError **error)
{
  g_autofree char *host = take_url_host (authority);
  g_autofree char *domain = parse_domain (host, error);

  if (domain == NULL)
    return NULL;
  /* Nobody has mail at the name of a web server; "www.com" itself stays. */
  if (g_str_has_prefix (domain, "www.") && strchr (domain + 4, '.') != NULL)
    memmove (domain, domain + 4, strlen (domain + 4) + 1);
  return target_new (g_steal_pointer (&domain), NULL);
}

static gboolean
has_space (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

DermagaTarget *
dermaga_target_parse (const char *input, GError **error)
{
  g_autofree char *clean = NULL;
  g_autofree char *text = NULL;
  const char *scheme_end;

  g_return_val_if_fail (input != NULL, NULL);

  clean = dermaga_input_clean (input, error);
  if (clean == NULL)
    return NULL;
  text = take_bracketed (clean, error);
  if (text == NULL)
    return NULL;
  if (g_ascii_strncasecmp (text, "mailto:", strlen ("mailto:")) == 0)
    {
      char *address = take_mailto (text, error);

      g_free (text);
      text = address;
      if (text == NULL)
        return NULL;
    }
  if (has_space (text))
    {
      g_set_error (error, DERMAGA_TARGET_ERROR, DERMAGA_TARGET_ERROR_SPACE, "white space inside");
      return NULL;
    }

  scheme_end = strstr (text, "://");
  if (scheme_end != NULL)
    return parse_site (scheme_end + 3, error);
  if (strchr (text, '@') != NULL)
    return parse_address (text, error);
  return parse_site (text, error);
}

DermagaTarget *
dermaga_target_copy (const DermagaTarget *target)
{
  DermagaTarget *copy = g_new0 (DermagaTarget, 1);

  copy->domain = g_strdup (target->domain);
  copy->display_domain = g_strdup (target->display_domain);
  copy->email = g_strdup (target->email);
  copy->local_part = g_strdup (target->local_part);
  return copy;
}

void
dermaga_target_free (DermagaTarget *target)
{
  if (target == NULL)
    return;
  g_free (target->domain);
  g_free (target->display_domain);
  g_free (target->email);
  g_free (target->local_part);
  g_free (target);
}
