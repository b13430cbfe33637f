#include "config.h"

#include "learn/dermaga-lesson.h"

#include <string.h>

#define MAX_LENGTH 16384

G_DEFINE_QUARK (dermaga-lesson-error-quark, dermaga_lesson_error)

static void
span_free (gpointer data)
{
  DermagaLessonSpan *span = data;

  g_free (span->text);
  g_free (span->target);
  g_free (span);
}

static void
block_free (gpointer data)
{
  DermagaLessonBlock *block = data;

  g_ptr_array_unref (block->spans);
  g_free (block);
}

void
dermaga_lesson_free (DermagaLesson *lesson)
{
  if (lesson == NULL)
    return;
  g_free (lesson->title);
  g_ptr_array_unref (lesson->blocks);
  g_free (lesson);
}

static gboolean
check_text (const char *text, gsize length, GError **error)
{
  const char *end = text + length;

  if (length > MAX_LENGTH || !g_utf8_validate_len (text, length, NULL))
    {
      g_set_error (error, DERMAGA_LESSON_ERROR, DERMAGA_LESSON_ERROR_TEXT,
                   "not UTF-8, or longer than %d bytes", MAX_LENGTH);
      return FALSE;
    }
  for (const char *here = text; here < end; here = g_utf8_next_char (here))
    {
      gunichar c = g_utf8_get_char (here);

      if (c != '\n' && !g_unichar_isprint (c))
        {
          g_set_error (error, DERMAGA_LESSON_ERROR, DERMAGA_LESSON_ERROR_TEXT,
                       "U+%04X is no text", c);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
is_id (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_islower (text[i]) && !g_ascii_isdigit (text[i]) && text[i] != '-')
      return FALSE;
  return length > 0;
}

static void
add_span (DermagaLessonBlock *block, const char *text, gsize length, const char *target,
          gsize target_length)
{
  DermagaLessonSpan *span;

  if (length == 0)
    return;
  span = g_new0 (DermagaLessonSpan, 1);
  span->text = g_strndup (text, length);
  span->target = target != NULL ? g_strndup (target, target_length) : NULL;
  g_ptr_array_add (block->spans, span);
}

/* What stands before and after links holds nothing that could be half of one, or other markup. */
static gboolean
is_plain (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (strchr ("[]<>*_`#\\", text[i]) != NULL)
      return FALSE;
  return TRUE;
}

/* At "[": takes one link; returns what stands behind it, or NULL if it is none. */
static const char *
take_link (DermagaLessonBlock *block, const char *here)
{
  const char *words = here + 1;
  const char *words_end = strstr (words, "](");
  const char *target;
  const char *target_end;

  if (words_end == NULL || words_end == words || !is_plain (words, words_end - words))
    return NULL;
  target = words_end + 2;
  target_end = strchr (target, ')');
  if (target_end == NULL || !is_id (target, target_end - target))
    return NULL;
  add_span (block, words, words_end - words, target, target_end - target);
  return target_end + 1;
}

static gboolean
fill_block (DermagaLessonBlock *block, const char *line, guint number, GError **error)
{
  const char *here = line;

  while (here != NULL && *here != '\0')
    {
      gsize length = strcspn (here, "[");

      if (!is_plain (here, length))
        break;
      add_span (block, here, length, NULL, 0);
      here += length;
      if (*here == '[')
        here = take_link (block, here);
    }
  if (here != NULL && *here == '\0')
    return TRUE;
  g_set_error (error, DERMAGA_LESSON_ERROR, DERMAGA_LESSON_ERROR_LINK,
               "line %u: a link is written [words](id), and there is no other markup", number);
  return FALSE;
}

static gboolean
add_block (DermagaLesson *lesson, const char *line, gboolean is_item, guint number, GError **error)
{
  DermagaLessonBlock *block = g_new0 (DermagaLessonBlock, 1);

  block->is_item = is_item;
  block->spans = g_ptr_array_new_with_free_func (span_free);
  g_ptr_array_add (lesson->blocks, block);
  return fill_block (block, is_item ? line + 2 : line, number, error);
}

static gboolean
is_ragged (const char *line)
{
  gsize length = strlen (line);

  return line[0] == ' ' || (length > 0 && line[length - 1] == ' ') || g_str_equal (line, "-");
}

/* A paragraph is one line, so that a translator sees which belongs to which; points of a list
 * follow one another. */
static gboolean
parse_blocks (DermagaLesson *lesson, char **lines, GError **error)
{
  gboolean after_blank = FALSE;
  gboolean after_item = FALSE;

  for (guint i = 1; lines[i] != NULL; i++)
    {
      const char *line = lines[i];
      gboolean is_item = g_str_has_prefix (line, "- ");
      gboolean fits = after_blank || (is_item && after_item);

      if (line[0] == '\0')
        {
          fits = !after_blank;
          after_blank = TRUE;
          after_item = FALSE;
        }
      if (!fits || is_ragged (line))
        {
          g_set_error (error, DERMAGA_LESSON_ERROR, DERMAGA_LESSON_ERROR_FORM,
                       "line %u: not a paragraph, a point or an empty line at its place", i + 1);
          return FALSE;
        }
      if (line[0] == '\0')
        continue;
      if (!add_block (lesson, line, is_item, i + 1, error))
        return FALSE;
      after_blank = FALSE;
      after_item = is_item;
    }
  if (lesson->blocks->len > 0)
    return TRUE;
  g_set_error (error, DERMAGA_LESSON_ERROR, DERMAGA_LESSON_ERROR_FORM, "there is only a title");
  return FALSE;
}

DermagaLesson *
dermaga_lesson_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (DermagaLesson) lesson = NULL;
  g_autofree char *copy = NULL;
  g_auto (GStrv) lines = NULL;
  const char *title;

  g_return_val_if_fail (text != NULL, NULL);

  if (!check_text (text, length, error))
    return NULL;
  copy = g_strndup (text, length);
  lines = g_strsplit (copy, "\n", -1);
  title = lines[0] != NULL && g_str_has_prefix (lines[0], "# ") ? lines[0] + 2 : "";
  if (*title == '\0' || !is_plain (title, strlen (title)) || is_ragged (title))
    {
      g_set_error (error, DERMAGA_LESSON_ERROR, DERMAGA_LESSON_ERROR_TITLE,
                   "the first line is not “# ” and a plain title");
      return NULL;
    }
  lesson = g_new0 (DermagaLesson, 1);
  lesson->title = g_strdup (title);
  lesson->blocks = g_ptr_array_new_with_free_func (block_free);
  if (!parse_blocks (lesson, lines, error))
    return NULL;
  return g_steal_pointer (&lesson);
}

char *
dermaga_lesson_block_to_text (const DermagaLessonBlock *block)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < block->spans->len; i++)
    g_string_append (text, ((const DermagaLessonSpan *) block->spans->pdata[i])->text);
  return g_string_free (text, FALSE);
}

static void
add_targets (GPtrArray *targets, const DermagaLessonBlock *block)
{
  for (guint i = 0; i < block->spans->len; i++)
    {
      const DermagaLessonSpan *span = block->spans->pdata[i];

      if (span->target != NULL
          && !g_ptr_array_find_with_equal_func (targets, span->target, g_str_equal, NULL))
        g_ptr_array_add (targets, span->target);
    }
}

GPtrArray *
dermaga_lesson_get_targets (const DermagaLesson *lesson)
{
  GPtrArray *targets = g_ptr_array_new ();

  for (guint i = 0; i < lesson->blocks->len; i++)
    add_targets (targets, lesson->blocks->pdata[i]);
  return targets;
}
