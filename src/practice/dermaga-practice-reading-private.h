#pragma once

#include "practice/dermaga-practice-mime.h"
#include "practice/dermaga-practice-reading.h"

G_BEGIN_DECLS

/* Inside practice/ only: the envelope of a mail, compared with the header of @length octets. */

gboolean dermaga_practice_sender_differs (DermagaPracticeMessage *message, const char *header,
                                          gsize length);
char **dermaga_practice_dup_unnamed (DermagaPracticeMessage *message, const char *header,
                                     gsize length);

G_END_DECLS
