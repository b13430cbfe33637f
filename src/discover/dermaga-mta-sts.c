#include "config.h"

#include "discover/dermaga-mta-sts.h"

#include <string.h>

#include "base/dermaga-target.h"
#include "discover/dermaga-config-text.h"

#define BLANK " \t"
#define VERSION "STSv1"
#define MAX_AGE_DIGITS 10
#define MAX_NAME 32 /* of an identifier, of an extension */

/* @patterns: (element-type utf8): lower case, "*.example.com" or a host name */
struct _DermagaMtaSts {
  gboolean in_force;
  GPtrArray *patterns;
};

static gboolean
is_name (const char *name, gsize length)
{
  if (length == 0 || length > MAX_NAME || !g_ascii_isalnum (name[0]))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (name[i]) && strchr ("_-.", name[i]) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_identifier (const char *value, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (value[i]))
      return FALSE;
  return length > 0 && length <= MAX_NAME;
}

static gboolean
is_record_value (const char *value, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (value[i]) || value[i] == '=')
      return FALSE;
  return length > 0;
}

/* Returns: what follows "v=STSv1" and its delimiter; %NULL for another kind of record, which does
 * not count (RFC 8461 §3.1). */
static const char *
skip_record_version (const char *text)
{
  if (!g_str_has_prefix (text, "v=" VERSION))
    return NULL;
  text += strlen ("v=" VERSION);
  text += strspn (text, BLANK);
  return *text == ';' ? text + 1 : NULL;
}

/* The fields after the version: one "id", and extensions. */
static gboolean
has_valid_fields (const char *fields)
{
  guint n_identifiers = 0;

  fields += strspn (fields, BLANK);
  while (*fields != '\0')
    {
      gsize name_length = strcspn (fields, "=;");
      const char *value = fields + name_length + 1;
      gsize value_length;

      if (fields[name_length] != '=' || !is_name (fields, name_length))
        return FALSE;
      value_length = strcspn (value, BLANK ";");
      if (strncmp (fields, "id=", strlen ("id=")) != 0)
        {
          if (!is_record_value (value, value_length))
            return FALSE;
        }
      else if (!is_identifier (value, value_length) || ++n_identifiers > 1)
        return FALSE;
      fields = value + value_length;
      fields += strspn (fields, BLANK);
      if (*fields == ';')
        fields++;
      else if (*fields != '\0')
        return FALSE;
      fields += strspn (fields, BLANK);
    }
  return n_identifiers == 1;
}

gboolean
dermaga_mta_sts_is_announced (GPtrArray *texts)
{
  const char *found = NULL;

  g_return_val_if_fail (texts != NULL, FALSE);

  for (guint i = 0; i < texts->len; i++)
    {
      const char *fields = skip_record_version (g_ptr_array_index (texts, i));

      if (fields != NULL && found != NULL)
        return FALSE;
      if (fields != NULL)
        found = fields;
    }
  return found != NULL && has_valid_fields (found);
}

/* What has been read of a policy. Of a key that is given twice the first counts (§3.2). */
typedef struct {
  GPtrArray *patterns;
  gboolean has_version;
  gboolean has_mode;
  gboolean has_max_age;
  gboolean in_force;
} Draft;

static gboolean
fail (GError **error, DermagaConfigError code, const char *fact)
{
  g_set_error_literal (error, DERMAGA_CONFIG_ERROR, code, fact);
  return FALSE;
}

static gboolean
set_mode (Draft *draft, const char *value)
{
  if (!g_str_equal (value, "enforce") && !g_str_equal (value, "testing")
      && !g_str_equal (value, "none"))
    return FALSE;
  draft->in_force = !g_str_equal (value, "none");
  draft->has_mode = TRUE;
  return TRUE;
}

static gboolean
set_max_age (Draft *draft, const char *value)
{
  gsize n_digits = strspn (value, "0123456789");

  draft->has_max_age = n_digits > 0 && n_digits <= MAX_AGE_DIGITS && value[n_digits] == '\0';
  return draft->has_max_age;
}

static gboolean
add_pattern (Draft *draft, const char *value)
{
  const char *host = g_str_has_prefix (value, "*.") ? value + strlen ("*.") : value;

  if (!dermaga_host_is_valid (host))
    return FALSE;
  g_ptr_array_add (draft->patterns, g_ascii_strdown (value, -1));
  return TRUE;
}

static gboolean
set_field (Draft *draft, const char *name, const char *value, GError **error)
{
  if (g_str_equal (name, "version") && !draft->has_version)
    {
      draft->has_version = TRUE;
      return g_str_equal (value, VERSION)
             || fail (error, DERMAGA_CONFIG_ERROR_KIND, "another version");
    }
  if (g_str_equal (name, "mode") && !draft->has_mode)
    return set_mode (draft, value)
           || fail (error, DERMAGA_CONFIG_ERROR_SYNTAX, "an unknown mode");
  if (g_str_equal (name, "max_age") && !draft->has_max_age)
    return set_max_age (draft, value)
           || fail (error, DERMAGA_CONFIG_ERROR_SYNTAX, "max_age is no number");
  if (g_str_equal (name, "mx"))
    return add_pattern (draft, value)
           || fail (error, DERMAGA_CONFIG_ERROR_SYNTAX, "mx is no host name");
  return TRUE;
}

/* @line: without its end, taken to pieces */
static gboolean
read_line (Draft *draft, char *line, GError **error)
{
  gsize length = strlen (line);
  char *value = strchr (line, ':');

  while (length > 0 && strchr (BLANK, line[length - 1]) != NULL)
    line[--length] = '\0';
  if (length == 0)
    return TRUE;
  if (value == NULL || !is_name (line, value - line))
    return fail (error, DERMAGA_CONFIG_ERROR_SYNTAX, "a line without a key");
  *value++ = '\0';
  value += strspn (value, BLANK);
  return set_field (draft, line, value, error);
}

static gboolean
read_lines (Draft *draft, char *text, GError **error)
{
  while (text != NULL)
    {
      char *next = strchr (text, '\n');

      if (next != NULL)
        {
          if (next > text && next[-1] == '\r')
            next[-1] = '\0';
          *next++ = '\0';
        }
      if (!read_line (draft, text, error))
        return FALSE;
      text = next;
    }
  if (!draft->has_version)
    return fail (error, DERMAGA_CONFIG_ERROR_KIND, "no version");
  if (!draft->has_mode || !draft->has_max_age)
    return fail (error, DERMAGA_CONFIG_ERROR_SYNTAX, "no mode or no max_age");
  if (draft->in_force && draft->patterns->len == 0)
    return fail (error, DERMAGA_CONFIG_ERROR_NO_SERVER, "no mx");
  return TRUE;
}

DermagaMtaSts *
dermaga_mta_sts_read (GBytes *policy, GError **error)
{
  g_autoptr (GPtrArray) patterns = g_ptr_array_new_with_free_func (g_free);
  Draft draft = { .patterns = patterns };
  g_autofree char *text = NULL;
  DermagaMtaSts *self;

  g_return_val_if_fail (policy != NULL, NULL);

  text = dermaga_config_text_decode_utf8 (policy, DERMAGA_MTA_STS_MAX_SIZE, error);
  if (text == NULL || !read_lines (&draft, text, error))
    return NULL;
  self = g_new0 (DermagaMtaSts, 1);
  self->in_force = draft.in_force;
  self->patterns = g_steal_pointer (&patterns);
  return self;
}

/* A wildcard stands for exactly one label, as in certificates (§4.1). */
static gboolean
matches (const char *pattern, const char *host)
{
  const char *rest;

  if (!g_str_has_prefix (pattern, "*."))
    return g_str_equal (pattern, host);
  rest = strchr (host, '.');
  return rest != NULL && g_str_equal (pattern + 1, rest);
}

gboolean
dermaga_mta_sts_confirms (const DermagaMtaSts *policy, const char *mx_host)
{
  g_return_val_if_fail (policy != NULL && mx_host != NULL, FALSE);

  if (!policy->in_force || !dermaga_host_is_valid (mx_host))
    return FALSE;
  for (guint i = 0; i < policy->patterns->len; i++)
    if (matches (g_ptr_array_index (policy->patterns, i), mx_host))
      return TRUE;
  return FALSE;
}

void
dermaga_mta_sts_free (DermagaMtaSts *policy)
{
  g_ptr_array_unref (policy->patterns);
  g_free (policy);
}
