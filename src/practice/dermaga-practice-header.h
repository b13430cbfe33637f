#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DermagaPracticeField: a field of a mail's header, as it lies in the mail.
 * @field: the whole field, folded lines and the last line end included
 * @name_length: of its name, which stands at the beginning; 0 when the line is no field
 */
typedef struct {
  const char *field;
  gsize length;
  gsize name_length;
} DermagaPracticeField;

/** dermaga_practice_header_length: octets of the header of a mail, the empty line that ends it
 *  included; @length when none does. */
gsize dermaga_practice_header_length (const char *mail, gsize length);

/**
 * dermaga_practice_header_next:
 * @field: (inout): all zero at first
 *
 * Moves on to the next field of a header of @length octets. Returns %FALSE behind the last one.
 */
gboolean dermaga_practice_header_next (const char *header, gsize length,
                                       DermagaPracticeField *field);
gboolean dermaga_practice_field_is (const DermagaPracticeField *field, const char *name);
/** dermaga_practice_field_dup_value: unfolded, without blanks at its ends, @max octets at most. */
char *dermaga_practice_field_dup_value (const DermagaPracticeField *field, gsize max);

/** dermaga_practice_header_dup: (nullable): the value of the first field of that name. */
char *dermaga_practice_header_dup (const char *header, gsize length, const char *name, gsize max);

G_END_DECLS
