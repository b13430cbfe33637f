#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The longest name of an element that means anything here, and the NUL behind it. */
#define DERMAGA_PRACTICE_TAG_NAME 16

/**
 * DermagaPracticeTag: a tag of HTML, as far as text needs it.
 * @name: in lower case; what is longer than fits is cut, and so is no known one
 * @href: (nullable): and so on: decoded, of a bounded length
 */
typedef struct {
  char name[DERMAGA_PRACTICE_TAG_NAME];
  gboolean closing;
  char *href;
  char *src;
  char *alt;
} DermagaPracticeTag;

void dermaga_practice_tag_clear (DermagaPracticeTag *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DermagaPracticeTag, dermaga_practice_tag_clear)

/**
 * dermaga_practice_tag_read:
 * @tag: all zero at first
 * @text: at the "<"
 *
 * Returns: (nullable): behind the tag, comment or declaration (which has no name); %NULL when this
 *   "<" is a character like any other; @end where none ends it
 */
const char *dermaga_practice_tag_read (DermagaPracticeTag *tag, const char *text, const char *end);

/** dermaga_practice_tag_skip: from behind an opening tag to the closing one, whatever is inside. */
const char *dermaga_practice_tag_skip (const DermagaPracticeTag *tag, const char *text,
                                       const char *end);

G_END_DECLS
