#pragma once

#include "practice/dermaga-practice-cursor.h"
#include "practice/dermaga-practice-mime.h"
#include "practice/dermaga-practice-output.h"

G_BEGIN_DECLS

typedef enum {
  DERMAGA_PRACTICE_SECTION_ALL,
  DERMAGA_PRACTICE_SECTION_HEADER,
  DERMAGA_PRACTICE_SECTION_TEXT,
  DERMAGA_PRACTICE_SECTION_MIME,
  DERMAGA_PRACTICE_SECTION_FIELDS,
  DERMAGA_PRACTICE_SECTION_FIELDS_NOT,
} DermagaPracticeSectionKind;

/**
 * DermagaPracticeSection: which part of a mail FETCH asks for (RFC 3501 §6.4.5), such as
 * 2.1.HEADER.FIELDS (From)<0.100>.
 * @numbers: (element-type guint32): of nested parts
 * @fields: (nullable) (array zero-terminated=1)
 * @partial: only @count octets from @offset
 */
typedef struct {
  GArray *numbers;
  DermagaPracticeSectionKind kind;
  char **fields;
  gboolean partial;
  guint32 offset;
  guint32 count;
} DermagaPracticeSection;

void dermaga_practice_section_clear (DermagaPracticeSection *self);
/** dermaga_practice_section_take: @cursor: behind the "[". */
gboolean dermaga_practice_section_take (DermagaPracticeSection *self,
                                        DermagaPracticeCursor *cursor);
/** dermaga_practice_section_say: "[2.1.TEXT]<0>". */
void dermaga_practice_section_say (const DermagaPracticeSection *self, DermagaPracticeOutput *out);
/**
 * dermaga_practice_section_read:
 * @parsed: (nullable): @contents, if it could be read
 *
 * Returns: (transfer full) (nullable): its octets; %NULL when there is no such part
 */
GBytes *dermaga_practice_section_read (const DermagaPracticeSection *self, GBytes *contents,
                                       GMimeMessage *parsed);
/** dermaga_practice_section_needs_parts: whether @parsed is looked at. */
gboolean dermaga_practice_section_needs_parts (const DermagaPracticeSection *self);

/** dermaga_practice_part_read: (transfer full): the octets of a part without its header. */
GBytes *dermaga_practice_part_read (GMimeObject *object);

G_END_DECLS
