#pragma once

#include "scenes.h"

G_BEGIN_DECLS

/* The pictures of the page with the captured mails. */

void gallery_arrange_mail_empty (Scene *scene);
void gallery_arrange_mail_empty_end (Scene *scene);
void gallery_arrange_mail_list (Scene *scene);
void gallery_arrange_mail_text (Scene *scene);
void gallery_arrange_mail_html (Scene *scene);
void gallery_arrange_mail_headers (Scene *scene);
void gallery_arrange_mail_files (Scene *scene);
void gallery_arrange_mail_search (Scene *scene);
void gallery_arrange_mail_confirm (Scene *scene);

G_END_DECLS
