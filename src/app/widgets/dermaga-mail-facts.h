#pragma once

#include <gtk/gtk.h>

#include "practice/dermaga-practice-reading.h"

G_BEGIN_DECLS

/** dermaga_mail_facts_fill: who wrote to whom, when, and how it came: names and values in @grid, in
 *  place of what was there. */
void dermaga_mail_facts_fill (GtkGrid *grid, DermagaPracticeMessage *message,
                              const DermagaPracticeReading *reading);

/** dermaga_mail_notes_fill: what one should know of a mail, in place of what was in @box. */
void dermaga_mail_notes_fill (GtkBox *box, DermagaPracticeMessage *message,
                              const DermagaPracticeReading *reading);

G_END_DECLS
