#pragma once

#include "scenes.h"

G_BEGIN_DECLS

/* What the pictures of the port page, and others, are arranged with. */

/** gallery_next: presses the suggested button. */
void gallery_next (Scene *scene);
void gallery_scroll_to_end (Scene *scene);

void gallery_arrange_port (Scene *scene);
void gallery_arrange_port_unknown (Scene *scene);
void gallery_arrange_port_open (Scene *scene);
void gallery_arrange_port_blocked (Scene *scene);
void gallery_arrange_port_mail_blocked (Scene *scene);
void gallery_arrange_port_intercepted (Scene *scene);
void gallery_arrange_port_portal (Scene *scene);
void gallery_arrange_port_offline (Scene *scene);
void gallery_arrange_port_running (Scene *scene);
void gallery_arrange_port_not_allowed (Scene *scene);
void gallery_arrange_port_choices (Scene *scene);
void gallery_arrange_port_by_hand (Scene *scene);

G_END_DECLS
