#pragma once

#include "scenes.h"

G_BEGIN_DECLS

/** practice_mails_open: goes to the page with the captured mails. */
void practice_mails_open (Scene *scene);
/** practice_mails_get_store: (transfer none) */
DermagaPracticeStore *practice_mails_get_store (Scene *scene);
/** practice_mails_deliver: as if somebody had sent @mail by port 587; returns its number. */
guint32 practice_mails_deliver (Scene *scene, const char *mail);
/** practice_mails_deliver_some: a few of every kind, the last of them with all that there is. */
void practice_mails_deliver_some (Scene *scene);

G_END_DECLS
