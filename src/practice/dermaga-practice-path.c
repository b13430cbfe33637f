#include "config.h"

#include "practice/dermaga-practice-path.h"

#include "practice/dermaga-practice-store.h"
#include "practice/dermaga-practice.h"

#include <string.h>

#define MAX_ADDRESS 320u

/* The end of a local part: quoted words may hold anything, blanks and brackets too. */
static const char *
skip_quoted (const char *p)
{
  for (p++; *p != '\0' && *p != '"'; p++)
    if (*p == '\\' && p[1] != '\0')
      p++;
  return *p == '"' ? p + 1 : NULL;
}

static const char *
find_end (const char *p)
{
  while (p != NULL && *p != '\0' && *p != '>' && *p != ' ')
    p = *p == '"' ? skip_quoted (p) : p + 1;
  return p;
}

static gboolean
is_clean (const char *address)
{
  if (strlen (address) > MAX_ADDRESS || !g_utf8_validate (address, -1, NULL))
    return FALSE;
  for (const char *p = address; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      return FALSE;
  return TRUE;
}

/* "@a,@b:user@c" is user@c. */
static const char *
skip_route (const char *path, const char *end)
{
  const char *colon = *path == '@' ? memchr (path, ':', (gsize) (end - path)) : NULL;

  return colon != NULL ? colon + 1 : path;
}

char *
dermaga_practice_path_parse (const char *argument, const char **rest)
{
  gboolean bracketed;
  const char *end;
  g_autofree char *address = NULL;

  while (*argument == ' ')
    argument++;
  bracketed = *argument == '<';
  argument += bracketed;
  end = find_end (argument);
  if (end == NULL || bracketed != (*end == '>') || (!bracketed && end == argument))
    return NULL;
  argument = skip_route (argument, end);
  address = g_strndup (argument, (gsize) (end - argument));
  end += bracketed;
  if (!is_clean (address) || (*end != '\0' && *end != ' '))
    return NULL;
  while (*end == ' ')
    end++;
  *rest = end;
  return g_steal_pointer (&address);
}

gboolean
dermaga_practice_path_is_local (const char *address)
{
  const char *at = strrchr (address, '@');
  gsize domain = strlen (DERMAGA_PRACTICE_DOMAIN);
  gsize length = at != NULL ? strlen (at + 1) : 0;

  if (at == NULL)
    return g_ascii_strcasecmp (address, "postmaster") == 0;
  if (length < domain
      || g_ascii_strcasecmp (at + 1 + length - domain, DERMAGA_PRACTICE_DOMAIN) != 0)
    return FALSE;
  return length == domain || at[length - domain] == '.';
}

static DermagaPracticeParameters
judge_size (const char *value)
{
  guint64 size;

  if (!g_ascii_string_to_unsigned (value, 10, 0, G_MAXUINT64, &size, NULL))
    return DERMAGA_PRACTICE_PARAMETERS_MALFORMED;
  return size > DERMAGA_PRACTICE_MAX_MAIL ? DERMAGA_PRACTICE_PARAMETERS_TOO_BIG
                                          : DERMAGA_PRACTICE_PARAMETERS_GOOD;
}

static DermagaPracticeParameters
judge_one (const char *parameter)
{
  if (g_ascii_strncasecmp (parameter, "SIZE=", 5) == 0)
    return judge_size (parameter + 5);
  if (g_ascii_strcasecmp (parameter, "BODY=7BIT") == 0
      || g_ascii_strcasecmp (parameter, "BODY=8BITMIME") == 0
      || g_ascii_strcasecmp (parameter, "SMTPUTF8") == 0
      || g_ascii_strncasecmp (parameter, "AUTH=", 5) == 0)
    return DERMAGA_PRACTICE_PARAMETERS_GOOD;
  return DERMAGA_PRACTICE_PARAMETERS_UNKNOWN;
}

DermagaPracticeParameters
dermaga_practice_parameters_judge (const char *parameters)
{
  g_auto (GStrv) list = g_strsplit (parameters, " ", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      DermagaPracticeParameters judged
        = *list[i] != '\0' ? judge_one (list[i]) : DERMAGA_PRACTICE_PARAMETERS_GOOD;

      if (judged != DERMAGA_PRACTICE_PARAMETERS_GOOD)
        return judged;
    }
  return DERMAGA_PRACTICE_PARAMETERS_GOOD;
}
