#include "config.h"

#include "base/dermaga-host-private.h"

#include <gio/gio.h>
#include <string.h>

/* Scripts of which a label may mix several, because one language is written in all of them. */
enum
{
  SCRIPT_LATIN = 1 << 0,
  SCRIPT_HAN = 1 << 1,
  SCRIPT_JAPANESE = 1 << 2,
  SCRIPT_BOPOMOFO = 1 << 3,
  SCRIPT_HANGUL = 1 << 4,
  SCRIPT_OTHER = 1 << 5,
};

static guint
script_bit (GUnicodeScript script)
{
  if (script == G_UNICODE_SCRIPT_LATIN)
    return SCRIPT_LATIN;
  if (script == G_UNICODE_SCRIPT_HAN)
    return SCRIPT_HAN;
  if (script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA)
    return SCRIPT_JAPANESE;
  if (script == G_UNICODE_SCRIPT_BOPOMOFO)
    return SCRIPT_BOPOMOFO;
  if (script == G_UNICODE_SCRIPT_HANGUL)
    return SCRIPT_HANGUL;
  return SCRIPT_OTHER;
}

static gboolean
mix_is_natural (guint scripts)
{
  static const guint natural[] = {
    SCRIPT_LATIN,
    SCRIPT_HAN | SCRIPT_JAPANESE,
    SCRIPT_HAN | SCRIPT_BOPOMOFO,
    SCRIPT_HAN | SCRIPT_HANGUL,
    SCRIPT_OTHER,
  };

  for (guint i = 0; i < G_N_ELEMENTS (natural); i++)
    if ((scripts & ~natural[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Cyrillic and Greek letters that look like Latin ones: a label of nothing else reads as Latin. */
static gboolean
looks_latin (gunichar c)
{
  static const gunichar lookalikes[] = {
    0x0430, 0x0441, 0x0501, 0x0435, 0x04bb, 0x0456, 0x0458, 0x04cf, 0x043e, 0x0440, 0x051b,
    0x0455, 0x051d, 0x0445, 0x0443, 0x0475, 0x0461, 0x03b1, 0x03bf, 0x03c1, 0x03bd, 0x03b9,
    0x03ba, 0x03c5, 0x03c7,
  };

  for (guint i = 0; i < G_N_ELEMENTS (lookalikes); i++)
    if (lookalikes[i] == c)
      return TRUE;
  return FALSE;
}

/* Whether people would read @label as what it is: letters, digits and hyphens only, one script,
 * and not foreign letters throughout that pass for Latin ones. */
static gboolean
label_is_honest (const char *label, gsize length)
{
  guint scripts = 0;
  GUnicodeScript other = G_UNICODE_SCRIPT_COMMON;
  gboolean all_lookalikes = TRUE;

  for (const char *p = label; p < label + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeScript script = g_unichar_get_script (c);

      if (dermaga_character_is_hidden (c))
        return FALSE;
      if (c == '-' || g_unichar_isdigit (c))
        continue;
      if (!g_unichar_isalpha (c) && !g_unichar_ismark (c))
        return FALSE;
      if (!looks_latin (c))
        all_lookalikes = FALSE;
      if (script == G_UNICODE_SCRIPT_COMMON || script == G_UNICODE_SCRIPT_INHERITED)
        continue;
      if (script_bit (script) == SCRIPT_OTHER)
        {
          if (other != G_UNICODE_SCRIPT_COMMON && other != script)
            return FALSE;
          other = script;
        }
      scripts |= script_bit (script);
    }
  return mix_is_natural (scripts) && !(scripts == SCRIPT_OTHER && all_lookalikes);
}

char *
dermaga_host_to_display (const char *host)
{
  g_autofree char *unicode = g_hostname_to_unicode (host);
  g_autofree char *back = NULL;
  const char *label = unicode;

  if (unicode == NULL || !g_utf8_validate (unicode, -1, NULL))
    return g_strdup (host);
  back = g_hostname_to_ascii (unicode);
  if (back == NULL || !g_str_equal (back, host))
    return g_strdup (host);
  while (TRUE)
    {
      gsize length = strcspn (label, ".");

      if (!label_is_honest (label, length))
        return g_strdup (host);
      if (label[length] == '\0')
        return g_steal_pointer (&unicode);
      label += length + 1;
    }
}
