#include "read-zone.h"

#include <string.h>

static void
record_free (ZoneRecord *record)
{
  g_free (record->name);
  g_free (record->target);
  g_free (record->text);
  g_free (record);
}

/* "_imaps._tcp.example.com.": ends with a dot, labels of 1 to 63, 255 octets on the wire. */
static gboolean
is_full_name (const char *name)
{
  g_auto (GStrv) labels = NULL;
  gsize length = strlen (name);

  if (length < 2 || length + 1 > 255 || name[length - 1] != '.')
    return FALSE;
  labels = g_strsplit (name, ".", -1);
  for (guint i = 0; labels[i + 1] != NULL; i++)
    if (labels[i][0] == '\0' || strlen (labels[i]) > 63
        || strspn (labels[i], G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_") != strlen (labels[i]))
      return FALSE;
  return TRUE;
}

static gboolean
read_number (const char *word, guint most, guint *number)
{
  guint64 value;

  if (word == NULL || !g_ascii_string_to_unsigned (word, 10, 0, most, &value, NULL)
      || (word[0] == '0' && word[1] != '\0'))
    return FALSE;
  *number = (guint) value;
  return TRUE;
}

static gboolean
read_srv (ZoneRecord *record, char **words)
{
  if (g_strv_length (words) != 4 || !read_number (words[0], 65535, &record->priority)
      || !read_number (words[1], 65535, &record->weight)
      || !read_number (words[2], 65535, &record->port)
      || (!g_str_equal (words[3], ".") && !is_full_name (words[3])))
    return FALSE;
  record->target = g_strdup (words[3]);
  return TRUE;
}

/* The next character of a quoted string, and where it ends; 0 for the quote at its end. */
static int
next_character (const char **at)
{
  if (**at == '"')
    return 0;
  if (**at != '\\')
    return *(*at)++;
  (*at)++;
  if (g_ascii_isdigit ((*at)[0]) && g_ascii_isdigit ((*at)[1]) && g_ascii_isdigit ((*at)[2]))
    {
      int value = 100 * ((*at)[0] - '0') + 10 * ((*at)[1] - '0') + (*at)[2] - '0';

      *at += 3;
      return value > 0 && value < 256 ? value : -1;
    }
  return **at == '"' || **at == '\\' ? *(*at)++ : -1;
}

static gboolean
read_txt (ZoneRecord *record, const char *rest)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  do
    {
      guint length = 0;
      int c;

      if (*rest++ != '"')
        return FALSE;
      while (*rest != '\0' && (c = next_character (&rest)) != 0)
        {
          if (c < 0 || ++length > 255)
            return FALSE;
          g_string_append_c (joined, (char) c);
        }
      if (*rest++ != '"')
        return FALSE;
    }
  while (*rest == ' ' && rest++);
  record->text = g_string_free (g_steal_pointer (&joined), FALSE);
  return *rest == '\0';
}

static ZoneRecord *
read_record (const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 5);
  ZoneRecord *record = g_new0 (ZoneRecord, 1);
  gboolean good = FALSE;

  if (g_strv_length (words) == 5 && is_full_name (words[0])
      && read_number (words[1], G_MAXINT, &record->ttl) && g_str_equal (words[2], "IN"))
    {
      g_auto (GStrv) rest = g_strsplit (words[4], " ", -1);

      record->name = g_strdup (words[0]);
      good = g_str_equal (words[3], "SRV") ? read_srv (record, rest)
                                           : g_str_equal (words[3], "TXT")
                                               && read_txt (record, words[4]);
    }
  if (!good)
    g_clear_pointer (&record, record_free);
  return record;
}

static gboolean
is_printable (const char *line)
{
  for (; *line != '\0'; line++)
    if (*line < 0x20 || *line > 0x7e)
      return FALSE;
  return TRUE;
}

GPtrArray *
read_zone (const char *text)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) record_free);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  if (!g_utf8_validate (text, -1, NULL) || !g_str_has_suffix (text, "\n"))
    return NULL;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      ZoneRecord *record;

      if (lines[i][0] == ';' || lines[i][0] == '\0')
        continue;
      record = is_printable (lines[i]) ? read_record (lines[i]) : NULL;
      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
    }
  return g_steal_pointer (&records);
}
