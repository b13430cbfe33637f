#include "config.h"

#include "discover/dermaga-json-text.h"

#include <string.h>

#include "model/dermaga-provider-config.h"

#define MAX_DEPTH 64

/* @open: the closing bracket of each level */
typedef struct {
  const char *position;
  char open[MAX_DEPTH];
  guint depth;
  guint max_depth;
  guint n_members;
} Scanner;

static gboolean
fail (GError **error, DermagaConfigError code, const char *fact)
{
  g_set_error_literal (error, DERMAGA_CONFIG_ERROR, code, fact);
  return FALSE;
}

static void
skip_blank (Scanner *scanner)
{
  scanner->position += strspn (scanner->position, " \t\r\n");
}

static gboolean
skip_char (Scanner *scanner, char c)
{
  if (*scanner->position != c)
    return FALSE;
  scanner->position++;
  return TRUE;
}

/* Returns: the code unit of "\uXXXX", or -1 */
static int
skip_code_unit (Scanner *scanner)
{
  int unit = 0;

  if (!g_str_has_prefix (scanner->position, "\\u"))
    return -1;
  scanner->position += strlen ("\\u");
  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (*scanner->position);

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
      scanner->position++;
    }
  return unit;
}

static gboolean
skip_escape (Scanner *scanner)
{
  int unit;

  if (scanner->position[1] != 'u')
    {
      if (scanner->position[1] == '\0' || strchr ("\"\\/bfnrt", scanner->position[1]) == NULL)
        return FALSE;
      scanner->position += 2;
      return TRUE;
    }
  unit = skip_code_unit (scanner);
  if (unit >= 0xD800 && unit <= 0xDBFF)
    {
      unit = skip_code_unit (scanner);
      return unit >= 0xDC00 && unit <= 0xDFFF;
    }
  return unit > 0 && (unit < 0xD800 || unit > 0xDFFF);
}

static gboolean
skip_string (Scanner *scanner)
{
  if (!skip_char (scanner, '"'))
    return FALSE;
  while (*scanner->position != '"')
    {
      if ((guchar) *scanner->position < 0x20)
        return FALSE;
      if (*scanner->position != '\\')
        scanner->position++;
      else if (!skip_escape (scanner))
        return FALSE;
    }
  scanner->position++;
  return TRUE;
}

static gboolean
skip_digits (Scanner *scanner)
{
  gsize length = strspn (scanner->position, "0123456789");

  scanner->position += length;
  return length > 0;
}

static gboolean
skip_number (Scanner *scanner)
{
  skip_char (scanner, '-');
  if (!skip_char (scanner, '0') && !skip_digits (scanner))
    return FALSE;
  if (skip_char (scanner, '.') && !skip_digits (scanner))
    return FALSE;
  if (skip_char (scanner, 'e') || skip_char (scanner, 'E'))
    {
      if (!skip_char (scanner, '+'))
        skip_char (scanner, '-');
      return skip_digits (scanner);
    }
  return TRUE;
}

static gboolean
skip_scalar (Scanner *scanner)
{
  static const char *const words[] = { "true", "false", "null" };

  if (*scanner->position == '"')
    return skip_string (scanner);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (scanner->position, words[i]))
      {
        scanner->position += strlen (words[i]);
        return TRUE;
      }
  return skip_number (scanner);
}

/* In an object, what stands before each value. */
static gboolean
skip_name (Scanner *scanner)
{
  if (scanner->depth == 0 || scanner->open[scanner->depth - 1] != '}')
    return TRUE;
  skip_blank (scanner);
  if (!skip_string (scanner))
    return FALSE;
  scanner->n_members++;
  skip_blank (scanner);
  return skip_char (scanner, ':');
}

/* Returns: whether a value follows, or the text is over; sets @more */
static gboolean
skip_to_next (Scanner *scanner, gboolean *more)
{
  skip_blank (scanner);
  while (scanner->depth > 0 && skip_char (scanner, scanner->open[scanner->depth - 1]))
    {
      scanner->depth--;
      skip_blank (scanner);
    }
  *more = scanner->depth > 0;
  return *more ? skip_char (scanner, ',') : *scanner->position == '\0';
}

/* Goes into arrays and objects up to the first scalar or to an empty one, which stays to be closed.
 * Returns: whether that much is right; sets @is_empty */
static gboolean
open_brackets (Scanner *scanner, gboolean *is_empty, GError **error)
{
  *is_empty = FALSE;
  skip_blank (scanner);
  while (!*is_empty && (*scanner->position == '{' || *scanner->position == '['))
    {
      if (scanner->depth == scanner->max_depth)
        return fail (error, DERMAGA_CONFIG_ERROR_DEPTH, "nested too deeply");
      scanner->open[scanner->depth++] = *scanner->position == '{' ? '}' : ']';
      scanner->position++;
      skip_blank (scanner);
      *is_empty = *scanner->position == scanner->open[scanner->depth - 1];
      if (!*is_empty && !skip_name (scanner))
        return fail (error, DERMAGA_CONFIG_ERROR_SYNTAX, "no name of a member");
      skip_blank (scanner);
    }
  return TRUE;
}

gboolean
dermaga_json_text_check (const char *text, guint max_depth, guint *n_members, GError **error)
{
  Scanner scanner = { .position = text, .max_depth = MIN (max_depth, MAX_DEPTH) };
  gboolean more = TRUE;

  g_return_val_if_fail (text != NULL && n_members != NULL, FALSE);

  while (more)
    {
      gboolean is_empty;

      if (!open_brackets (&scanner, &is_empty, error))
        return FALSE;
      if (!is_empty && !skip_scalar (&scanner))
        return fail (error, DERMAGA_CONFIG_ERROR_SYNTAX, "no value");
      if (!skip_to_next (&scanner, &more))
        return fail (error, DERMAGA_CONFIG_ERROR_SYNTAX, "no end");
      if (more && !skip_name (&scanner))
        return fail (error, DERMAGA_CONFIG_ERROR_SYNTAX, "no name of a member");
    }
  *n_members = scanner.n_members;
  return TRUE;
}
