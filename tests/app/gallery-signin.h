#pragma once

#include "scenes.h"

G_BEGIN_DECLS

/* What the pictures of the password check are arranged with. */

/* In gallery-window.c, for all. */
void gallery_arrange_tested (Scene *scene);
void gallery_arrange_verdict (Scene *scene);
void gallery_arrange_consent (Scene *scene);

void gallery_arrange_signin (Scene *scene);
void gallery_arrange_signin_typed (Scene *scene);
void gallery_arrange_signin_accepted (Scene *scene);
void gallery_arrange_signin_sent (Scene *scene);
void gallery_arrange_signin_rejected (Scene *scene);
void gallery_arrange_signin_rejected_end (Scene *scene);
void gallery_arrange_signin_stopped (Scene *scene);
void gallery_arrange_signin_browser (Scene *scene);
void gallery_arrange_signin_consent (Scene *scene);

G_END_DECLS
