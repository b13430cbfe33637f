#pragma once

#include <gmime/gmime.h>

#include "practice/dermaga-practice-store.h"

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeMessage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeParser, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (InternetAddressList, g_object_unref)

/* What GMime makes of mails. Mails are hostile; all that comes out is bounded, none is safe to show
 * before dermaga_text_make_safe(). */

/** dermaga_practice_mime_decode: (transfer full): a header's value with its encoded words
 *  (RFC 2047) decoded. */
char *dermaga_practice_mime_decode (const char *value);

/** dermaga_practice_mime_is_tame: whether a list of addresses may be given to GMime, which would
 *  run out of stack over groups that lie in each other without end. */
gboolean dermaga_practice_mime_is_tame (const char *addresses, gsize length);

/** dermaga_practice_mime_parse: (transfer full) (nullable): %NULL for what is no mail at all, or
 *  for one that is made to need hundreds of times its size in memory. */
GMimeMessage *dermaga_practice_mime_parse (GBytes *contents);

/** dermaga_practice_mime_get: (transfer none) (nullable): the same, until the next call for the
 *  same store: the last mail is kept, since programs read a large one piece by piece. */
GMimeMessage *dermaga_practice_mime_get (DermagaPracticeStore *store,
                                         DermagaPracticeMessage *message);

/** dermaga_practice_mime_dup_text: (transfer full): the text of a part, in UTF-8, of at most @max
 *  octets before it was decoded. */
char *dermaga_practice_mime_dup_text (GMimePart *part, gsize max);

/** dermaga_practice_mime_dup_octets: (transfer full): all of a part, decoded. */
GBytes *dermaga_practice_mime_dup_octets (GMimePart *part);

/** dermaga_practice_mime_contains: whether @text stands in the source from @offset on or in a text
 *  of the mail, upper and lower case alike. */
gboolean dermaga_practice_mime_contains (GBytes *contents, gsize offset, const char *text);

G_END_DECLS
