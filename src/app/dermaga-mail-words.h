#pragma once

#include "practice/dermaga-practice-reading.h"

G_BEGIN_DECLS

/* What the window says of captured mails; all (transfer full). */

/** dermaga_mail_subject: or that there is none. */
char *dermaga_mail_subject (DermagaPracticeMessage *message);
/** dermaga_mail_from: of the letter, else of the envelope, else that nobody is named. */
char *dermaga_mail_from (DermagaPracticeMessage *message);
/** dermaga_mail_time: the hour, and the day where it is another than today. */
char *dermaga_mail_time (DermagaPracticeMessage *message);
/** dermaga_mail_size: of @octets. */
char *dermaga_mail_size (gsize octets);
/** dermaga_mail_sentence: all that a row shows, for who does not see it. */
char *dermaga_mail_sentence (DermagaPracticeMessage *message);
/** dermaga_mail_way: by which port it came, how that was secured, and who had signed in. */
char *dermaga_mail_way (DermagaPracticeMessage *message);
/** dermaga_mail_envelope: sender and recipients as the servers know them. */
char *dermaga_mail_envelope (DermagaPracticeMessage *message);

G_END_DECLS
