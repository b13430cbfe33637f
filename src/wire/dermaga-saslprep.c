#include "config.h"

#include "wire/dermaga-saslprep.h"

#include <string.h>

/* A compatibility decomposition has at most 18 characters (Unicode: U+FDFA). */
#define MAX_EXPANSION 18u
#define MAX_CHARACTERS (DERMAGA_SECRET_MAX * 3u)

typedef struct {
  gunichar characters[MAX_CHARACTERS];
  gsize length;
} Text;

/* RFC 3454 B.1: commonly mapped to nothing. */
static gboolean
is_mapped_to_nothing (gunichar c)
{
  return c == 0x00AD || c == 0x034F || c == 0x1806 || (c >= 0x180B && c <= 0x180D)
         || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || (c >= 0xFE00 && c <= 0xFE0F)
         || c == 0xFEFF;
}

/* RFC 3454 C.1.2, C.2, C.3 to C.9: what may not be in the result. */
static gboolean
is_prohibited (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  if (type == G_UNICODE_CONTROL || type == G_UNICODE_PRIVATE_USE || type == G_UNICODE_SURROGATE
      || type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR)
    return TRUE;
  return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF) || (c >= 0xFFF9 && c <= 0xFFFD)
         || (c >= 0x2FF0 && c <= 0x2FFB) || c == 0x0340 || c == 0x0341 || c == 0x06DD || c == 0x070F
         || c == 0x180E || (c >= 0x200E && c <= 0x200F) || (c >= 0x202A && c <= 0x202E)
         || (c >= 0x2061 && c <= 0x2063) || (c >= 0x206A && c <= 0x206F)
         || (c >= 0x1D173 && c <= 0x1D17A) || c == 0xE0001 || (c >= 0xE0020 && c <= 0xE007F);
}

/* RFC 3454 C.1.2: spaces that are not ASCII. */
static gboolean
is_other_space (gunichar c)
{
  return c > 0x7F && g_unichar_type (c) == G_UNICODE_SPACE_SEPARATOR;
}

static gboolean
decompose (const char *text, gsize length, Text *result)
{
  const char *end = text + length;

  for (const char *position = text; position < end; position = g_utf8_next_char (position))
    {
      gunichar c = g_utf8_get_char (position);

      if (is_mapped_to_nothing (c))
        continue;
      if (is_other_space (c))
        c = ' ';
      if (result->length + MAX_EXPANSION > MAX_CHARACTERS)
        return FALSE;
      result->length += g_unichar_fully_decompose (
        c, TRUE, result->characters + result->length, MAX_EXPANSION);
    }
  return TRUE;
}

/* Marks on one letter stand in the order of their classes (Unicode D108). */
static void
order_marks (Text *text)
{
  for (gsize i = 1; i < text->length; i++)
    {
      gunichar mark = text->characters[i];
      int rank = g_unichar_combining_class (mark);
      gsize to = i;

      while (rank != 0 && to > 0 && g_unichar_combining_class (text->characters[to - 1]) > rank)
        {
          text->characters[to] = text->characters[to - 1];
          to--;
        }
      text->characters[to] = mark;
    }
}

/* Unicode D117: a mark joins the last letter unless one of the same or a higher class stands
 * between; a letter joins it only when it stands right behind. */
static void
compose (Text *text)
{
  gsize letter = G_MAXSIZE;
  gsize kept = 0;
  int last_rank = -1;

  for (gsize i = 0; i < text->length; i++)
    {
      gunichar c = text->characters[i];
      int rank = g_unichar_combining_class (c);
      gunichar joined;

      if (letter != G_MAXSIZE && last_rank < rank
          && g_unichar_compose (text->characters[letter], c, &joined))
        {
          text->characters[letter] = joined;
          continue;
        }
      if (letter != G_MAXSIZE && last_rank == -1 && rank == 0
          && g_unichar_compose (text->characters[letter], c, &joined))
        {
          text->characters[letter] = joined;
          continue;
        }
      if (rank == 0)
        {
          letter = kept;
          last_rank = -1;
        }
      else
        last_rank = rank;
      text->characters[kept++] = c;
    }
  text->length = kept;
}

static gboolean
encode (const Text *text, char *prepared, gsize size)
{
  gsize length = 0;

  for (gsize i = 0; i < text->length; i++)
    {
      if (is_prohibited (text->characters[i]) || length + 6 >= size)
        return FALSE;
      length += (gsize) g_unichar_to_utf8 (text->characters[i], prepared + length);
    }
  prepared[length] = '\0';
  return length > 0;
}

gboolean
dermaga_saslprep (const char *text, gsize length, char *prepared, gsize size)
{
  Text *work;
  gboolean fits;

  g_return_val_if_fail (text != NULL && prepared != NULL && size > 0, FALSE);

  prepared[0] = '\0';
  if (!g_utf8_validate (text, (gssize) length, NULL) || length > DERMAGA_SECRET_MAX)
    return FALSE;
  work = g_new0 (Text, 1);
  fits = decompose (text, length, work);
  if (fits)
    {
      order_marks (work);
      compose (work);
      fits = encode (work, prepared, size);
    }
  dermaga_wipe (work, sizeof *work);
  g_free (work);
  return fits;
}
