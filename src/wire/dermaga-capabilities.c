#include "config.h"

#include "wire/dermaga-capabilities.h"

#include <string.h>

void
dermaga_capabilities_init (DermagaCapabilities *self)
{
  *self = (DermagaCapabilities) { 0 };
  self->auth = g_new0 (char *, 1);
  self->names = g_new0 (char *, 1);
}

void
dermaga_capabilities_clear (DermagaCapabilities *self)
{
  g_clear_pointer (&self->auth, g_strfreev);
  g_clear_pointer (&self->names, g_strfreev);
  *self = (DermagaCapabilities) { 0 };
}

static char **
copy_list (char **list)
{
  return list != NULL ? g_strdupv (list) : g_new0 (char *, 1);
}

void
dermaga_capabilities_copy (const DermagaCapabilities *self, DermagaCapabilities *copy)
{
  *copy = *self;
  copy->auth = copy_list (self->auth);
  copy->names = copy_list (self->names);
}

/* Appends @word (taken) unless it is there already or the list is full. */
static void
add_word (char ***list, char *word)
{
  guint length = g_strv_length (*list);

  if (length >= DERMAGA_CAPABILITIES_MAX_NAMES
      || g_strv_contains ((const char *const *) *list, word))
    {
      g_free (word);
      return;
    }
  *list = g_renew (char *, *list, length + 2);
  (*list)[length] = word;
  (*list)[length + 1] = NULL;
}

static gboolean
is_name (const char *word)
{
  gsize length = strlen (word);

  if (length == 0 || length > DERMAGA_CAPABILITIES_MAX_NAME)
    return FALSE;
  for (const char *c = word; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c))
      return FALSE;
  return TRUE;
}

/* RFC 4422 §3.1: upper-case letters, digits, hyphen and underscore. */
static gboolean
is_mechanism (const char *word)
{
  gsize length = strlen (word);

  if (length == 0 || length > DERMAGA_CAPABILITIES_MAX_MECHANISM)
    return FALSE;
  for (const char *c = word; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && *c != '-' && *c != '_')
      return FALSE;
  return TRUE;
}

void
dermaga_capabilities_add_name (DermagaCapabilities *self, const char *name)
{
  if (is_name (name))
    add_word (&self->names, g_ascii_strup (name, -1));
}

void
dermaga_capabilities_add_mechanisms (DermagaCapabilities *self, const char *list)
{
  g_auto (GStrv) words = g_strsplit (list, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (is_mechanism (words[i]))
      add_word (&self->auth, g_ascii_strdown (words[i], -1));
}
