#include "config.h"

#include "base/dermaga-text.h"
#include "practice/dermaga-practice-parts.h"

#include <string.h>

#define MAX_NAME 120u
/* The longest that is kept when a name is cut. */
#define MAX_EXTENSION 12u

/* A path is the sender's business, whichever system it was made on. */
static const char *
behind_folders (const char *name)
{
  for (const char *p = name; *p != '\0'; p++)
    if (*p == '/' || *p == '\\')
      name = p + 1;
  return name;
}

static gboolean
is_trouble (gunichar c)
{
  return c < 0x20 || (c < 0x80 && strchr (":*?\"<>|&;$`'%", (int) c) != NULL);
}

static char *
clean (const char *name)
{
  g_autofree char *safe = dermaga_text_make_safe (name, -1, 1000);
  g_autoptr (GString) clean = g_string_new (NULL);

  for (const char *p = behind_folders (safe); *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (clean, is_trouble (g_utf8_get_char (p)) ? '_' : g_utf8_get_char (p));
  while (clean->len > 0 && strchr (". ", clean->str[clean->len - 1]) != NULL)
    g_string_truncate (clean, clean->len - 1);
  /* A dot hides a file, a dash looks like an option. */
  return g_strdup (clean->str + strspn (clean->str, ". -_"));
}

/* In the middle of no character. */
static void
shorten (GString *text, gsize max)
{
  const char *end;

  if (text->len <= max)
    return;
  g_string_truncate (text, max);
  if (!g_utf8_validate (text->str, (gssize) text->len, &end))
    g_string_truncate (text, (gsize) (end - text->str));
}

char *
dermaga_practice_file_name (const char *name, const char *extension, const char *otherwise)
{
  g_autofree char *cleaned = clean (name);
  g_autoptr (GString) stem = g_string_new (*cleaned != '\0' ? cleaned : otherwise);
  g_autofree char *end = NULL;

  if (extension == NULL)
    {
      const char *dot = strrchr (stem->str, '.');

      end = g_strdup (dot != NULL && dot != stem->str && strlen (dot) <= MAX_EXTENSION ? dot : "");
      g_string_truncate (stem, stem->len - strlen (end));
    }
  else
    end = g_strdup (extension);
  shorten (stem, MAX_NAME - strlen (end));
  return g_strconcat (stem->str, end, NULL);
}
