#include "config.h"

#include "read-back.h"

#include <string.h>

/* One double-quoted JavaScript string at *@p; moves *@p behind it. */
static char *
read_js_string (const char **p)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *c = *p;

  if (*c++ != '"')
    return NULL;
  for (; *c != '"'; c++)
    {
      if (*c == '\0' || *c == '\n' || *c == '\r')
        return NULL;
      if (*c != '\\')
        {
          g_string_append_c (out, *c);
          continue;
        }
      c++;
      if (*c == '"' || *c == '\\')
        g_string_append_c (out, *c);
      else if (*c == 'u' && strlen (c) > 5)
        {
          g_autofree char *digits = g_strndup (c + 1, 4);
          g_string_append_unichar (out, g_ascii_strtoull (digits, NULL, 16));
          c += 4;
        }
      else
        return NULL;
    }
  *p = c + 1;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
read_pref_line (const char *line, GHashTable *prefs)
{
  const char *p = line;
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;

  if (!g_str_has_prefix (p, "user_pref("))
    return FALSE;
  p += strlen ("user_pref(");
  name = read_js_string (&p);
  if (name == NULL || !g_str_has_prefix (p, ", "))
    return FALSE;
  p += 2;
  if (*p == '"')
    value = read_js_string (&p);
  else
    {
      gsize length = strspn (p, "0123456789true");
      g_autofree char *word = g_strndup (p, length);

      value = g_strconcat ("=", word, NULL);
      p += length;
    }
  if (value == NULL || !g_str_equal (p, ");") || g_hash_table_contains (prefs, name))
    return FALSE;
  g_hash_table_insert (prefs, g_steal_pointer (&name), g_steal_pointer (&value));
  return TRUE;
}

GHashTable *
read_prefs (const char *text)
{
  g_autoptr (GHashTable) prefs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  if (!g_str_has_suffix (text, "\n") || strchr (text, '\r') != NULL)
    return NULL;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][0] == '\0' || g_str_has_prefix (lines[i], "// "))
        continue;
      if (!read_pref_line (lines[i], prefs))
        return NULL;
    }
  return g_steal_pointer (&prefs);
}

typedef struct {
  GHashTable *values;
  GString *path;
} XmlReader;

static void
xml_start (GMarkupParseContext *context, const char *element, const char **names,
           const char **values, gpointer data, GError **error)
{
  XmlReader *reader = data;

  if (reader->path->len > 0)
    g_string_append_c (reader->path, '/');
  g_string_append (reader->path, element);
  for (guint i = 0; names[i] != NULL; i++)
    g_hash_table_insert (reader->values, g_strdup_printf ("%s/@%s", reader->path->str, names[i]),
                         g_strdup (values[i]));
}

static void
xml_text (GMarkupParseContext *context, const char *text, gsize length, gpointer data,
          GError **error)
{
  XmlReader *reader = data;
  g_autofree char *copy = g_strndup (text, length);
  const char *before = g_hash_table_lookup (reader->values, reader->path->str);

  g_hash_table_insert (reader->values, g_strdup (reader->path->str),
                       g_strconcat (before != NULL ? before : "", copy, NULL));
}

static void
xml_end (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  XmlReader *reader = data;
  char *slash = strrchr (reader->path->str, '/');

  g_string_truncate (reader->path, slash != NULL ? slash - reader->path->str : 0);
}

/* GMarkup lets "--" in comments pass; XML does not. */
static gboolean
comments_are_sound (const char *text)
{
  const char *start = text;

  while ((start = strstr (start, "<!--")) != NULL)
    {
      const char *dashes = strstr (start + 4, "--");

      if (dashes == NULL || dashes[2] != '>')
        return FALSE;
      start = dashes + 3;
    }
  return TRUE;
}

GHashTable *
read_xml (const char *text)
{
  static const GMarkupParser parser = { xml_start, xml_end, xml_text, NULL, NULL };
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GString) path = g_string_new (NULL);
  XmlReader reader = { values, path };
  g_autoptr (GMarkupParseContext) context = NULL;

  if (!g_str_has_prefix (text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
      || !comments_are_sound (text))
    return NULL;
  context = g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, &reader, NULL);
  if (!g_markup_parse_context_parse (context, text, -1, NULL)
      || !g_markup_parse_context_end_parse (context, NULL))
    return NULL;
  return g_steal_pointer (&values);
}

static void
php_token_free (gpointer data)
{
  PhpToken *token = data;

  g_free (token->text);
  g_free (token);
}

static void
add_token (GPtrArray *tokens, PhpKind kind, char *text)
{
  PhpToken *token = g_new0 (PhpToken, 1);

  token->kind = kind;
  token->text = text;
  g_ptr_array_add (tokens, token);
}

static char *
read_php_string (const char **p)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *c;

  for (c = *p + 1; *c != '\''; c++)
    {
      if (*c == '\0')
        return NULL;
      if (*c == '\\' && (c[1] == '\\' || c[1] == '\''))
        c++;
      g_string_append_c (out, *c);
    }
  *p = c + 1;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* One token or comment at *@p. FALSE for anything the exports have no business writing. */
static gboolean
read_php_piece (const char **p, GPtrArray *tokens)
{
  const char *c = *p;

  if (g_str_has_prefix (c, "/*"))
    {
      const char *end = strstr (c + 2, "*/");

      *p = end != NULL ? end + 2 : c;
      return end != NULL;
    }
  if (*c == '\'')
    {
      char *string = read_php_string (p);

      if (string != NULL)
        add_token (tokens, PHP_STRING, string);
      return string != NULL;
    }
  if (g_ascii_isalnum (*c) || *c == '_' || *c == '$')
    {
      while (g_ascii_isalnum (**p) || **p == '_' || **p == '$')
        (*p)++;
      add_token (tokens, PHP_WORD, g_strndup (c, *p - c));
      return TRUE;
    }
  if (g_str_has_prefix (c, "->") || g_str_has_prefix (c, "=>"))
    {
      add_token (tokens, PHP_PUNCTUATION, g_strndup (c, 2));
      *p += 2;
      return TRUE;
    }
  if (strchr ("(){}[];,.=!?:<>&\\", *c) == NULL)
    return FALSE;
  add_token (tokens, PHP_PUNCTUATION, g_strndup (c, 1));
  (*p)++;
  return TRUE;
}

GPtrArray *
read_php (const char *text, gboolean has_open_tag)
{
  g_autoptr (GPtrArray) tokens = g_ptr_array_new_with_free_func (php_token_free);
  const char *p = text;

  if (has_open_tag != g_str_has_prefix (p, "<?php\n") || strstr (text, "?>") == text)
    return NULL;
  if (has_open_tag)
    p += strlen ("<?php\n");
  while (*p != '\0')
    {
      if (g_ascii_isspace (*p))
        p++;
      else if (!read_php_piece (&p, tokens))
        return NULL;
    }
  return g_steal_pointer (&tokens);
}

const PhpToken *
php_value_after (GPtrArray *tokens, const char *sequence)
{
  g_auto (GStrv) parts = g_strsplit (sequence, " ", -1);
  guint n_parts = g_strv_length (parts);
  const PhpToken *found = NULL;

  for (guint i = 0; i + n_parts < tokens->len; i++)
    {
      guint same = 0;

      while (same < n_parts
             && g_str_equal (((PhpToken *) tokens->pdata[i + same])->text, parts[same]))
        same++;
      if (same < n_parts)
        continue;
      if (found != NULL)
        return NULL;
      found = tokens->pdata[i + n_parts];
    }
  return found;
}

DermagaSettings *
sample_settings (void)
{
  DermagaSettings *settings = dermaga_settings_new ("toko@contoh.example", "Toko Ünïk");

  settings->incoming = dermaga_server_new (DERMAGA_PROTOCOL_IMAP, "imap.contoh.example", 993,
                                           DERMAGA_SECURITY_TLS, "toko@contoh.example");
  settings->outgoing = dermaga_server_new (DERMAGA_PROTOCOL_SMTP, "smtp.contoh.example", 587,
                                           DERMAGA_SECURITY_STARTTLS, "toko@contoh.example");
  return settings;
}
