#pragma once

#include "practice/dermaga-practice-mime.h"

G_BEGIN_DECLS

typedef enum {
  DERMAGA_PRACTICE_PART_TEXT, /* to be read, like the next */
  DERMAGA_PRACTICE_PART_HTML,
  DERMAGA_PRACTICE_PART_FILE, /* everything else */
} DermagaPracticePartKind;

/** DermagaPracticePart: a part without parts. @object: (transfer none): of the mail */
typedef struct {
  DermagaPracticePartKind kind;
  GMimeObject *object;
} DermagaPracticePart;

/**
 * dermaga_practice_parts_list:
 * @cut: (out): whether there are more, or they lie deeper in each other than is looked at
 *
 * Returns: (transfer full) (element-type DermagaPracticePart): in the order of the mail
 */
GArray *dermaga_practice_parts_list (GMimeMessage *message, gboolean *cut);

/** dermaga_practice_part_dup_octets: (transfer full): of a part as a file. */
GBytes *dermaga_practice_part_dup_octets (const DermagaPracticePart *part);
/** dermaga_practice_part_dup_type: (transfer full): such as "text/plain", safe to show. */
char *dermaga_practice_part_dup_type (const DermagaPracticePart *part);
/** dermaga_practice_part_dup_name: (transfer full): under which a part may be saved. */
char *dermaga_practice_part_dup_name (const DermagaPracticePart *part);

/**
 * dermaga_practice_file_name:
 * @name: from outside
 * @extension: (nullable): what the name shall end with, such as ".eml"
 * @otherwise: taken where nothing of @name is left
 *
 * Returns: (transfer full): a name without folders, hidden characters and whatever a file system
 *   or a shell reads in another way, of at most 120 octets
 */
char *dermaga_practice_file_name (const char *name, const char *extension, const char *otherwise);

G_END_DECLS
