#include "config.h"

#include "practice/dermaga-practice-html.h"

#include <string.h>

/* The longest of the names that are known. */
#define MAX_NAME 8u

/* From U+00A0 on, in their order (HTML 4.01 §24.2.1). */
static const char *const latin[] = {
  "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",
  "copy",   "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn",
  "sup2",   "sup3",   "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",
  "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
  "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave",
  "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde",
  "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",
  "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
  "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",
  "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
  "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml",
};

typedef struct {
  const char *name;
  gunichar c;
} Entity;

static const Entity others[] = {
  { "amp", '&' },        { "lt", '<' },         { "gt", '>' },         { "quot", '"' },
  { "apos", '\'' },      { "ndash", 0x2013 },   { "mdash", 0x2014 },   { "lsquo", 0x2018 },
  { "rsquo", 0x2019 },   { "sbquo", 0x201A },   { "ldquo", 0x201C },   { "rdquo", 0x201D },
  { "bdquo", 0x201E },   { "dagger", 0x2020 },  { "bull", 0x2022 },    { "hellip", 0x2026 },
  { "permil", 0x2030 },  { "prime", 0x2032 },   { "lsaquo", 0x2039 },  { "rsaquo", 0x203A },
  { "euro", 0x20AC },    { "trade", 0x2122 },   { "larr", 0x2190 },    { "uarr", 0x2191 },
  { "rarr", 0x2192 },    { "darr", 0x2193 },    { "harr", 0x2194 },    { "rArr", 0x21D2 },
  { "minus", 0x2212 },   { "infin", 0x221E },   { "asymp", 0x2248 },   { "ne", 0x2260 },
  { "le", 0x2264 },      { "ge", 0x2265 },      { "loz", 0x25CA },     { "ensp", ' ' },
  { "emsp", ' ' },       { "thinsp", ' ' },     { "zwj", 0x200D },     { "zwnj", 0x200C },
  { "lrm", 0x200E },     { "rlm", 0x200F },     { "OElig", 0x0152 },   { "oelig", 0x0153 },
  { "Scaron", 0x0160 },  { "scaron", 0x0161 },  { "Yuml", 0x0178 },    { "circ", 0x02C6 },
  { "tilde", 0x02DC },   { "check", 0x2713 },   { "rsqb", ']' },       { "lsqb", '[' },
  { "num", '#' },        { "commat", '@' },     { "colon", ':' },      { "period", '.' },
};

/* HTML §13.2.5.80: what is said of a control there was meant in this. */
static const gunichar windows[] = {
  0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
  0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
  0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

static gunichar
find_name (const char *name, gsize length)
{
  if (length < 2)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (strlen (others[i].name) == length && memcmp (others[i].name, name, length) == 0)
      return others[i].c;
  for (guint i = 0; i < G_N_ELEMENTS (latin); i++)
    if (strlen (latin[i]) == length && memcmp (latin[i], name, length) == 0)
      return 0xA0 + i;
  return 0;
}

/* @text: behind the "&#". (nullable): behind the number */
static const char *
read_number (const char *text, const char *end, gunichar *c)
{
  gboolean hex = text < end && (*text == 'x' || *text == 'X');
  const char *digits = hex ? text + 1 : text;
  const char *p;
  guint32 value = 0;

  for (p = digits; p < end && (hex ? g_ascii_isxdigit (*p) : g_ascii_isdigit (*p)); p++)
    if (value <= 0x10FFFF)
      value = value * (hex ? 16 : 10) + (guint32) g_ascii_xdigit_value (*p);
  if (p == digits)
    return NULL;
  if (value >= 0x80 && value < 0xA0)
    value = windows[value - 0x80];
  *c = value != 0 && g_unichar_validate (value) ? value : 0xFFFD;
  return p;
}

/* @text: at the "&". (nullable): behind the reference; %NULL where there is none */
static const char *
read_reference (const char *text, const char *end, gunichar *c)
{
  const char *name = text + 1;
  const char *behind = name;

  if (name < end && *name == '#')
    behind = read_number (name + 1, end, c);
  else
    {
      while (behind < end && g_ascii_isalnum (*behind) && (gsize) (behind - name) <= MAX_NAME)
        behind++;
      *c = find_name (name, (gsize) (behind - name));
      if (*c == 0)
        return NULL;
    }
  return behind != NULL && behind < end && *behind == ';' ? behind + 1 : behind;
}

char *
dermaga_practice_html_decode (const char *text, gsize length)
{
  GString *decoded = g_string_sized_new (length);
  const char *end = text + length;

  while (text < end)
    {
      gunichar c = 0;
      const char *behind = *text == '&' ? read_reference (text, end, &c) : NULL;

      if (behind != NULL)
        {
          g_string_append_unichar (decoded, c);
          text = behind;
        }
      else
        g_string_append_c (decoded, *text++);
    }
  return g_string_free (decoded, FALSE);
}
