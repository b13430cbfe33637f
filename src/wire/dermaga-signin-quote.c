#include "config.h"

#include "wire/dermaga-signin-judge.h"

#include "base/dermaga-text.h"

#include <string.h>

#define MAX_TEXT 200u
#define MAX_LOOKED_AT 16384u
#define REDACTED "…"
/* What is shorter stands in many words; a reply that holds it is not quoted at all. */
#define MIN_LENGTH 4u

static gboolean
is_base64_character (char c)
{
  return g_ascii_isalnum (c) || c == '+' || c == '/' || c == '=';
}

/* (nullable): where @needle is in @text, small and capital letters being the same or not. */
static const char *
find (const char *text, const char *needle, gsize length, gboolean exact)
{
  for (const char *c = text; *c != '\0'; c++)
    if (exact ? strncmp (c, needle, length) == 0 : g_ascii_strncasecmp (c, needle, length) == 0)
      return c;
  return NULL;
}

static void
replace (GString *text, gsize from, gsize length)
{
  dermaga_wipe (text->str + from, length);
  g_string_erase (text, (gssize) from, (gssize) length);
  g_string_insert (text, (gssize) from, REDACTED);
}

/* All that is base64 around the place goes along: the rest of it may be of use, too. */
static void
take_out (GString *text, const char *needle, gsize length, gboolean base64)
{
  const char *found;

  while ((found = find (text->str, needle, length, base64)) != NULL)
    {
      gsize from = (gsize) (found - text->str);
      gsize to = from + length;

      while (base64 && from > 0 && is_base64_character (text->str[from - 1]))
        from--;
      while (base64 && is_base64_character (text->str[to]))
        to++;
      replace (text, from, to - from);
    }
}

/* The part of the base64 of anything with the password in it that depends on the password alone,
 * when @offset octets stand before it. */
static void
take_out_base64 (GString *text, DermagaSecret *password, guint offset)
{
  static const guint begins[] = { 0, 2, 3 };
  gsize length = dermaga_secret_get_length (password);
  gsize whole = (offset + length) / 3 * 4 + ((offset + length) % 3 * 8) / 6;
  guint8 *padded = g_malloc0 (offset + length);
  char *encoded;

  memcpy (padded + offset, dermaga_secret_peek (password), length);
  encoded = g_base64_encode (padded, offset + length);
  if (whole >= begins[offset] + MIN_LENGTH)
    take_out (text, encoded + begins[offset], whole - begins[offset], TRUE);
  dermaga_wipe (encoded, strlen (encoded));
  g_free (encoded);
  dermaga_wipe (padded, offset + length);
  g_free (padded);
}

static gboolean
is_too_short (DermagaSecret *password)
{
  return dermaga_secret_get_length (password) < MIN_LENGTH;
}

static void
take_out_password (GString *text, DermagaSecret *password)
{
  gsize length = dermaga_secret_get_length (password);

  if (is_too_short (password)
      && find (text->str, dermaga_secret_peek (password), length, FALSE) != NULL)
    {
      dermaga_wipe (text->str, text->len);
      g_string_truncate (text, 0);
    }
  else if (!is_too_short (password))
    {
      take_out (text, dermaga_secret_peek (password), length, FALSE);
      for (guint offset = 0; offset < 3; offset++)
        take_out_base64 (text, password, offset);
    }
}

char *
dermaga_signin_quote (const char *text, DermagaSecret *password)
{
  gboolean known = password != NULL && dermaga_secret_get_length (password) > 0;
  g_autoptr (GString) raw = g_string_sized_new (MAX_LOOKED_AT);
  g_autoptr (GString) clean = g_string_sized_new (MAX_LOOKED_AT);
  char *safe;
  char *quote = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  g_string_append_len (raw, text, (gssize) strnlen (text, MAX_LOOKED_AT / 4));
  if (known)
    take_out_password (raw, password);
  safe = dermaga_text_make_safe (raw->str, (gssize) raw->len, MAX_LOOKED_AT / 4);
  g_string_append (clean, safe);
  /* Once more: what cannot be seen may have stood between its letters. */
  if (known)
    take_out_password (clean, password);
  if (clean->len > 0)
    quote = dermaga_text_make_safe (clean->str, (gssize) clean->len, MAX_TEXT);
  dermaga_wipe (safe, strlen (safe));
  g_free (safe);
  dermaga_wipe (raw->str, raw->allocated_len);
  g_string_truncate (raw, 0);
  dermaga_wipe (clean->str, clean->allocated_len);
  g_string_truncate (clean, 0);
  return quote;
}
