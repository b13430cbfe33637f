#include "config.h"

#include "base/dermaga-i18n.h"

#include "base/dermaga-place.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

/* Up to glibc 2.36, LANGUAGE counts in C.UTF-8; Debian 13 takes that for the plain C, where it does
 * not. A country that there is not is left out when the locale is looked for, so this is C.UTF-8 by
 * a name that is not known for it. */
#define TRANSLATABLE_LOCALE "C_XX.UTF-8"

static char *initial_language;

/* The language that the environment asks for: "id" for LANG=id_ID.UTF-8 (locale(7)). */
static char *
get_wanted_language (void)
{
  static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *value = g_getenv (variables[i]);

      if (value != NULL && *value != '\0')
        return g_strndup (value, strcspn (value, "_.@"));
    }
  return NULL;
}

/* A desktop may name a locale that is not installed. Its language is still what the user reads,
 * and our catalogue needs no locale but some UTF-8 one. */
static void
use_wanted_language (void)
{
  g_autofree char *language = get_wanted_language ();

  setlocale (LC_ALL, "C.UTF-8");
  if (language != NULL && g_getenv ("LANGUAGE") == NULL)
    g_setenv ("LANGUAGE", language, TRUE);
}

static char *
find_catalogues (void)
{
  return dermaga_place_is_build () ? g_strdup (DERMAGA_BUILD_ROOT "/po")
                                   : dermaga_place_find_data ("locale");
}

static gboolean
is_plain (const char *locale)
{
  return locale == NULL || g_str_equal (locale, "C") || g_str_has_prefix (locale, "C.")
         || g_str_equal (locale, "POSIX");
}

void
dermaga_i18n_init (void)
{
  g_autofree char *catalogues = find_catalogues ();

  if (setlocale (LC_ALL, "") == NULL)
    use_wanted_language ();
  if (is_plain (setlocale (LC_MESSAGES, NULL)))
    {
      setlocale (LC_CTYPE, "C.UTF-8");
      if (setlocale (LC_MESSAGES, TRANSLATABLE_LOCALE) == NULL)
        setlocale (LC_MESSAGES, "C.UTF-8");
    }

  initial_language = g_strdup (g_getenv ("LANGUAGE"));
  bindtextdomain (GETTEXT_PACKAGE, catalogues);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static void
speak (const char *language)
{
  if (language != NULL)
    g_setenv ("LANGUAGE", language, TRUE);
  else
    g_unsetenv ("LANGUAGE");

  /* Makes the C library forget what it looked up for the old language. */
  textdomain (GETTEXT_PACKAGE);
}

void
dermaga_i18n_set_language (const char *language)
{
  speak (language != NULL ? language : initial_language);
}

struct _DermagaLanguageScope
{
  char *before; /* (nullable) */
};

DermagaLanguageScope *
dermaga_i18n_enter (const char *language)
{
  DermagaLanguageScope *scope = g_new0 (DermagaLanguageScope, 1);

  scope->before = g_strdup (g_getenv ("LANGUAGE"));
  if (language != NULL)
    speak (language);
  return scope;
}

void
dermaga_i18n_leave (DermagaLanguageScope *scope)
{
  if (scope == NULL)
    return;
  if (g_strcmp0 (scope->before, g_getenv ("LANGUAGE")) != 0)
    speak (scope->before);
  g_free (scope->before);
  g_free (scope);
}
