#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DermagaLessonSpan: some words of a lesson.
 * @target: (nullable): the id of the entry that they lead to
 */
typedef struct {
  char *text;
  char *target;
} DermagaLessonSpan;

/** DermagaLessonBlock: a paragraph, or one point of a list (@is_item), as spans in their order. */
typedef struct {
  gboolean is_item;
  GPtrArray *spans;
} DermagaLessonBlock;

/**
 * DermagaLesson: one entry to learn from, in one language: plain text and links, nothing else.
 * @in_english: set by whoever knows; it may not be the language that is spoken
 */
typedef struct {
  gboolean in_english;
  char *title;
  GPtrArray *blocks;
} DermagaLesson;

typedef enum {
  DERMAGA_LESSON_ERROR_TEXT, /* too long, no UTF-8, or characters that are no text */
  DERMAGA_LESSON_ERROR_TITLE,
  DERMAGA_LESSON_ERROR_LINK,
  DERMAGA_LESSON_ERROR_FORM, /* another line than title, paragraph, point and empty line */
} DermagaLessonError;

#define DERMAGA_LESSON_ERROR (dermaga_lesson_error_quark ())
GQuark dermaga_lesson_error_quark (void);

/**
 * dermaga_lesson_parse:
 * @length: in bytes
 *
 * Reads a file of data/learn. Its first line is "# Title"; then come, after an empty line each,
 * paragraphs of one line or lists of lines that begin with "- ". In both, "[words](id)" is a link.
 * Nothing else is markup, and what could be taken for some is refused.
 *
 * Returns: (transfer full) (nullable): %NULL with a DERMAGA_LESSON_ERROR that names the line
 */
DermagaLesson *dermaga_lesson_parse (const char *text, gsize length, GError **error);
void dermaga_lesson_free (DermagaLesson *lesson);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaLesson, dermaga_lesson_free)

/** dermaga_lesson_block_to_text: (transfer full): its words without the links. */
char *dermaga_lesson_block_to_text (const DermagaLessonBlock *block);

/** dermaga_lesson_get_targets: (transfer container) (element-type utf8): the entries that it leads
 *  to, in the order of the text, each once; the strings stay the lesson's. */
GPtrArray *dermaga_lesson_get_targets (const DermagaLesson *lesson);

G_END_DECLS
