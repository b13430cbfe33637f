#include "config.h"

#include "base/dermaga-host-private.h"

#include <gio/gio.h>
#include <string.h>

/* More than any address, domain or sensible URL; bounds the work on pasted text. */
#define MAX_TYPED 2048
#define MAX_HOST 253
#define MAX_LABEL 63

G_DEFINE_QUARK (dermaga-target-error-quark, dermaga_target_error)

/* Unicode's Default_Ignorable_Code_Point that GLib counts as letters, marks or symbols, and the
 * blank Braille pattern. */
static const struct
{
  gunichar first;
  gunichar last;
} hidden_ranges[] = {
  { 0x034f, 0x034f },   { 0x115f, 0x1160 },   { 0x17b4, 0x17b5 },
  { 0x180b, 0x180f },   { 0x2800, 0x2800 },   { 0x3164, 0x3164 },
  { 0xfe00, 0xfe0f },   { 0xffa0, 0xffa0 },   { 0xfff0, 0xffff },
  { 0xe0000, 0xe0fff },
};

gboolean
dermaga_character_is_hidden (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_UNASSIGNED
      || type == G_UNICODE_PRIVATE_USE || type == G_UNICODE_SURROGATE)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (hidden_ranges); i++)
    if (c >= hidden_ranges[i].first && c <= hidden_ranges[i].last)
      return TRUE;
  return FALSE;
}

static void
strip_outer_space (char *text)
{
  char *start = text;
  char *end = text + strlen (text);

  while (g_unichar_isspace (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (end > start && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  memmove (text, start, end - start);
  text[end - start] = '\0';
}

char *
dermaga_input_clean (const char *input, GError **error)
{
  g_autofree char *text = NULL;

  if (strnlen (input, MAX_TYPED + 1) > MAX_TYPED)
    {
      g_set_error (error, DERMAGA_TARGET_ERROR, DERMAGA_TARGET_ERROR_TOO_LONG,
                   "longer than %d octets", MAX_TYPED);
      return NULL;
    }
  if (!g_utf8_validate (input, -1, NULL))
    {
      g_set_error (error, DERMAGA_TARGET_ERROR, DERMAGA_TARGET_ERROR_CONTROL, "not UTF-8");
      return NULL;
    }
  text = g_strdup (input);
  strip_outer_space (text);
  if (*text == '\0')
    {
      g_set_error (error, DERMAGA_TARGET_ERROR, DERMAGA_TARGET_ERROR_EMPTY, "nothing typed");
      return NULL;
    }
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && dermaga_character_is_hidden (c))
        {
          g_set_error (error, DERMAGA_TARGET_ERROR, DERMAGA_TARGET_ERROR_CONTROL,
                       "hidden character U+%04X", c);
          return NULL;
        }
    }
  return g_steal_pointer (&text);
}

static gboolean
label_is_valid (const char *label, gsize length)
{
  if (length == 0 || length > MAX_LABEL)
    return FALSE;
  if (label[0] == '-' || label[length - 1] == '-')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (label[i]) && label[i] != '-')
      return FALSE;
  return TRUE;
}

/* Such a last label makes resolvers and browsers read the whole as an IPv4 address in one of its
 * old notations ("127.1", "0x7f.1"); no such top-level domain exists. */
static gboolean
label_is_number (const char *label)
{
  if (g_ascii_strncasecmp (label, "0x", 2) == 0)
    return strspn (label + 2, "0123456789abcdefABCDEF") == strlen (label + 2);
  return strspn (label, "0123456789") == strlen (label);
}

gboolean
dermaga_host_is_valid (const char *host)
{
  const char *label = host;

  if (host == NULL || strnlen (host, MAX_HOST + 1) > MAX_HOST)
    return FALSE;
  while (TRUE)
    {
      gsize length = strcspn (label, ".");

      if (!label_is_valid (label, length))
        return FALSE;
      if (label[length] == '\0')
        return !label_is_number (label);
      label += length + 1;
    }
}

static gboolean
is_ip_address (const char *host)
{
  return host[0] == '[' || g_hostname_is_ip_address (host);
}

static char *
host_fail (GError **error, DermagaTargetError code, const char *message)
{
  g_set_error_literal (error, DERMAGA_TARGET_ERROR, code, message);
  return NULL;
}

char *
dermaga_host_to_ascii (const char *host, GError **error)
{
  g_autofree char *ascii = NULL;
  gsize length;

  if (is_ip_address (host))
    return host_fail (error, DERMAGA_TARGET_ERROR_IP_ADDRESS, "an IP address");

  /* One character of Unicode takes at least one octet of the ASCII form. */
  if (g_utf8_strlen (host, -1) > MAX_HOST + 1)
    return host_fail (error, DERMAGA_TARGET_ERROR_TOO_LONG, "domain over 253 octets");
  ascii = g_hostname_to_ascii (host);
  if (ascii == NULL)
    return host_fail (error, DERMAGA_TARGET_ERROR_BAD_DOMAIN, "no IDNA form");

  length = strlen (ascii);
  if (length > 0 && ascii[length - 1] == '.')
    ascii[--length] = '\0';
  if (length == 0)
    return host_fail (error, DERMAGA_TARGET_ERROR_NO_DOMAIN, "no domain");
  if (length > MAX_HOST)
    return host_fail (error, DERMAGA_TARGET_ERROR_TOO_LONG, "domain over 253 octets");
  /* Full-width digits become plain ones on the way. */
  if (is_ip_address (ascii))
    return host_fail (error, DERMAGA_TARGET_ERROR_IP_ADDRESS, "an IP address");
  if (!dermaga_host_is_valid (ascii))
    return host_fail (error, DERMAGA_TARGET_ERROR_BAD_DOMAIN, "not a host name");

  return g_ascii_strdown (ascii, -1);
}

char *
dermaga_host_parse (const char *input, GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (input != NULL, NULL);

  text = dermaga_input_clean (input, error);
  if (text == NULL)
    return NULL;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)))
      return host_fail (error, DERMAGA_TARGET_ERROR_SPACE, "white space inside");

  return dermaga_host_to_ascii (text, error);
}

gboolean
dermaga_domain_contains (const char *domain, const char *host)
{
  gsize domain_length = strlen (domain);
  gsize host_length = strlen (host);

  if (domain_length == 0 || host_length < domain_length
      || !g_str_equal (host + host_length - domain_length, domain))
    return FALSE;
  return host_length == domain_length || host[host_length - domain_length - 1] == '.';
}
