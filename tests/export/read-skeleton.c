#include "config.h"

#include "read-skeleton.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define MARK "\x01"

/* A string between @quote, where a backslash stands before those of @escaped and no others, and
 * @refused may not stand bare. Moves *@p behind it. */
static char *
read_quoted (const char **p, char quote, const char *escaped, const char *refused)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *c;

  for (c = *p + 1; *c != quote; c++)
    {
      if (*c == '\0' || strchr (refused, *c) != NULL)
        return NULL;
      if (*c == '\\')
        {
          c++;
          if (*c == '\0' || strchr (escaped, *c) == NULL)
            return NULL;
        }
      g_string_append_c (out, *c);
    }
  *p = c + 1;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* A word of a shell: pieces in single quotes, joined by \'. */
static char *
read_shell_word (const char **p)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *c = *p;

  while (*c == '\'')
    {
      const char *end = strchr (c + 1, '\'');

      if (end == NULL)
        return NULL;
      g_string_append_len (out, c + 1, end - c - 1);
      c = end + 1;
      if (g_str_has_prefix (c, "\\''"))
        {
          g_string_append_c (out, '\'');
          c += 2;
        }
    }
  *p = c;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* To the last @fence of the line, which ends it. */
static char *
read_fenced (const char **p, const char *fence)
{
  gsize length = strlen (*p), width = strlen (fence);
  char *value;

  if (length < 2 * width || !g_str_has_suffix (*p, fence))
    return NULL;
  value = g_strndup (*p + width, length - 2 * width);
  *p += length;
  return value;
}

static char *
read_value (const char **p, Quoting quoting)
{
  switch (quoting)
    {
    case QUOTING_SINGLE:
      return read_quoted (p, '\'', "'\\", "\n");
    case QUOTING_DOTENV:
      return read_quoted (p, '"', "\"\\$", "\n$");
    case QUOTING_JAVASCRIPT:
      return read_quoted (p, '"', "\"\\", "\n");
    case QUOTING_BACKTICK:
      return read_fenced (p, "`");
    case QUOTING_TRIPLE:
      return read_fenced (p, "\"\"\"");
    case QUOTING_SHELL:
      return read_shell_word (p);
    case QUOTING_JSON:
    case QUOTING_ENVIRONMENT:
      break;
    }
  g_assert_not_reached ();
}

static gboolean
is_comment (const char *line)
{
  static const char *const starts[] = { "# ", "// ", " * " };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (g_str_has_prefix (line, starts[i]))
      return strstr (line, "*/") == NULL && strstr (line, "?>") == NULL;
  return FALSE;
}

static gboolean
read_line (const char *line, Quoting quoting, GString *out, GPtrArray *values)
{
  static const char *const openers[] = {
    [QUOTING_SINGLE] = "'", [QUOTING_DOTENV] = "\"", [QUOTING_JAVASCRIPT] = "\"",
    [QUOTING_BACKTICK] = "`", [QUOTING_TRIPLE] = "\"\"\"", [QUOTING_SHELL] = "'",
  };

  for (const char *p = line; *p != '\0';)
    {
      char *value;

      if (!g_str_has_prefix (p, openers[quoting]))
        {
          g_string_append_c (out, *p++);
          continue;
        }
      value = read_value (&p, quoting);
      if (value == NULL)
        return FALSE;
      g_ptr_array_add (values, value);
      g_string_append (out, MARK);
    }
  g_string_append_c (out, '\n');
  return TRUE;
}

/* No reader sees more than plain text in what passes here. */
static gboolean
read_assignment (const char *line, GString *out, GPtrArray *values)
{
  const char *equals = strchr (line, '=');
  g_autofree char *value = NULL;
  gsize length;

  if (equals == NULL)
    return FALSE;
  g_string_append_len (out, line, equals - line);
  g_string_append (out, "=" MARK "\n");
  length = strlen (equals + 1);
  if (length >= 2 && strchr ("'\"", equals[1]) != NULL)
    {
      value = g_strndup (equals + 2, length - 2);
      if (equals[length] != equals[1]
          || strpbrk (value, equals[1] == '\'' ? "'" : "\"$`\\!") != NULL
          || g_str_has_suffix (value, "\\") || strstr (value, "\\\\") != NULL
          || strstr (value, "${") != NULL)
        return FALSE;
    }
  else
    {
      value = g_strdup (equals + 1);
      for (const char *p = value; *p != '\0'; p++)
        if (!g_ascii_isalnum (*p) && strchr ("@._-+", *p) == NULL)
          return FALSE;
    }
  g_ptr_array_add (values, g_steal_pointer (&value));
  return TRUE;
}

static void
read_json_node (JsonNode *node, GString *out, GPtrArray *values)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, &name, &member))
        {
          g_string_append_printf (out, "%s{", name);
          read_json_node (member, out, values);
          g_string_append_c (out, '}');
        }
      return;
    }
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      g_ptr_array_add (values, json_node_dup_string (node));
      g_string_append (out, MARK);
      return;
    }
  g_string_append_printf (out, "%" G_GINT64_FORMAT, json_node_get_int (node));
}

static char *
read_json (const char *text, GPtrArray *values)
{
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  if (root == NULL)
    return NULL;
  read_json_node (root, out, values);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Quotes of a shell go on over the ends of lines; a comment is what begins outside of them. */
static char *
read_shell (const char *text, GPtrArray *values)
{
  g_autoptr (GString) code = g_string_new (NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (!is_comment (lines[i]))
      g_string_append_printf (code, "%s\n", lines[i]);
  return read_line (code->str, QUOTING_SHELL, out, values)
           ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

char *
read_skeleton (const char *text, Quoting quoting, GPtrArray *values)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  if (quoting == QUOTING_JSON)
    return read_json (text, values);
  if (quoting == QUOTING_SHELL)
    return read_shell (text, values);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0' && !is_comment (lines[i])
        && !(quoting == QUOTING_ENVIRONMENT ? read_assignment (lines[i], out, values)
                                            : read_line (lines[i], quoting, out, values)))
      return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

gboolean
read_mailbox (const char *text, char **name, char **address)
{
  const char *p = text;
  g_autofree char *quoted = NULL;

  if (*p != '"')
    return FALSE;
  quoted = read_quoted (&p, '"', "\"\\", "\n");
  if (quoted == NULL || !g_str_has_prefix (p, " <") || !g_str_has_suffix (p, ">"))
    return FALSE;
  *name = g_steal_pointer (&quoted);
  *address = g_strndup (p + 2, strlen (p) - 3);
  return TRUE;
}
