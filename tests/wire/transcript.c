#include "config.h"

#include "transcript.h"

#include <string.h>

static void
step_free (Step *step)
{
  g_string_free (step->text, TRUE);
  g_free (step);
}

static Step *
add_step (Transcript *transcript, StepKind kind)
{
  Step *step = g_new0 (Step, 1);

  step->kind = kind;
  step->text = g_string_new (NULL);
  g_ptr_array_add (transcript->steps, step);
  return step;
}

static void
append_unescaped (GString *text, const char *escaped)
{
  for (const char *c = escaped; *c != '\0'; c++)
    {
      if (*c != '\\')
        {
          g_string_append_c (text, *c);
          continue;
        }
      c++;
      switch (*c)
        {
        case 'r':
          g_string_append_c (text, '\r');
          break;
        case 'n':
          g_string_append_c (text, '\n');
          break;
        case '\\':
          g_string_append_c (text, '\\');
          break;
        case 'x':
          g_assert_true (g_ascii_isxdigit (c[1]) && g_ascii_isxdigit (c[2]));
          g_string_append_c (text, (char) (16 * g_ascii_xdigit_value (c[1])
                                           + g_ascii_xdigit_value (c[2])));
          c += 2;
          break;
        default:
          g_error ("unknown escape \\%c", *c);
        }
    }
}

/* Returns what the server says next, in the same piece as before if it was its turn. */
static GString *
server_text (Transcript *transcript, gboolean *new_piece)
{
  Step *last = transcript->steps->len > 0
                 ? g_ptr_array_index (transcript->steps, transcript->steps->len - 1)
                 : NULL;

  if (last == NULL || last->kind != STEP_SERVER || *new_piece)
    last = add_step (transcript, STEP_SERVER);
  *new_piece = FALSE;
  return last->text;
}

static void
append_repeated (GString *text, const char *arguments)
{
  char *rest;
  guint64 count = g_ascii_strtoull (arguments, &rest, 10);

  g_assert_cmpuint (count, >, 0);
  g_assert_true (*rest == ' ');
  for (guint64 i = 0; i < count; i++)
    {
      append_unescaped (text, rest + 1);
      g_string_append (text, "\r\n");
    }
}

static gboolean
read_text (const char *line, const char *name, char **text)
{
  g_autoptr (GString) value = g_string_new (NULL);

  if (!g_str_has_prefix (line, name))
    return FALSE;
  append_unescaped (value, line + strlen (name));
  g_free (*text);
  *text = g_strdup (value->str);
  return TRUE;
}

static gboolean
read_header (Transcript *transcript, const char *line)
{
  if (g_str_has_prefix (line, "PROTOCOL "))
    return dermaga_protocol_from_string (line + 9, &transcript->protocol);
  if (g_str_has_prefix (line, "MODE "))
    return dermaga_security_from_string (line + 5, &transcript->mode);
  return read_text (line, "USER ", &transcript->user_name)
         || read_text (line, "PASSWORD ", &transcript->password)
         || read_text (line, "MAIL ", &transcript->email);
}

static gboolean
read_event (Transcript *transcript, const char *line)
{
  static const char *const names[] = { "TLS", "EOF", "TIMEOUT" };
  static const StepKind kinds[] = { STEP_TLS, STEP_EOF, STEP_TIMEOUT };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (line, names[i]))
      {
        add_step (transcript, kinds[i]);
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_speech (Transcript *transcript, const char *line, gboolean *new_piece)
{
  if (g_str_has_prefix (line, "S: "))
    {
      GString *text = server_text (transcript, new_piece);

      append_unescaped (text, line + 3);
      g_string_append (text, "\r\n");
    }
  else if (g_str_has_prefix (line, "S+: "))
    append_unescaped (server_text (transcript, new_piece), line + 4);
  else if (g_str_has_prefix (line, "REPEAT "))
    append_repeated (server_text (transcript, new_piece), line + 7);
  else if (g_str_has_prefix (line, "C: "))
    {
      GString *text = add_step (transcript, STEP_CLIENT)->text;

      append_unescaped (text, line + 3);
      g_string_append (text, "\r\n");
    }
  else if (g_str_equal (line, "---"))
    *new_piece = TRUE;
  else
    return FALSE;
  return TRUE;
}

Transcript *
transcript_load (const char *path)
{
  Transcript *transcript = g_new0 (Transcript, 1);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  gboolean new_piece = FALSE;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  transcript->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
  transcript->expected = g_ptr_array_new_with_free_func (g_free);

  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][0] == '\0' || lines[i][0] == '#')
        continue;
      if (g_str_has_prefix (lines[i], "EXPECT: "))
        g_ptr_array_add (transcript->expected, g_strdup (lines[i] + 8));
      else if (g_str_has_prefix (lines[i], "OUTCOME: ") && transcript->outcomes == NULL)
        transcript->outcomes = g_strdup (lines[i] + 9);
      else if (!read_header (transcript, lines[i]) && !read_event (transcript, lines[i])
               && !read_speech (transcript, lines[i], &new_piece))
        g_error ("%s:%u: cannot read this line", path, i + 1);
    }

  g_assert_cmpuint (transcript->expected->len, >=, 2);
  g_assert_nonnull (transcript->outcomes);
  return transcript;
}

void
transcript_free (Transcript *transcript)
{
  if (transcript == NULL)
    return;
  g_ptr_array_unref (transcript->steps);
  g_ptr_array_unref (transcript->expected);
  g_free (transcript->outcomes);
  g_free (transcript->user_name);
  g_free (transcript->password);
  g_free (transcript->email);
  g_free (transcript);
}
