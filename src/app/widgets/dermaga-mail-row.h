#pragma once

#include <gtk/gtk.h>

#include "practice/dermaga-practice-store.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_MAIL_ROW (dermaga_mail_row_get_type ())
G_DECLARE_FINAL_TYPE (DermagaMailRow, dermaga_mail_row, DERMAGA, MAIL_ROW, GtkBox)

/** DermagaMailRow: a captured mail in a list: subject, sender, time, whether it is new. */
GtkWidget *dermaga_mail_row_new (void);

/** dermaga_mail_row_set_message: @message: (nullable) */
void dermaga_mail_row_set_message (DermagaMailRow *self, DermagaPracticeMessage *message);
/** dermaga_mail_row_get_message: (transfer none) (nullable) */
DermagaPracticeMessage *dermaga_mail_row_get_message (DermagaMailRow *self);
/** dermaga_mail_row_refresh: its flags have changed. */
void dermaga_mail_row_refresh (DermagaMailRow *self);

G_END_DECLS
