#pragma once

#include <gtk/gtk.h>

#include "practice/dermaga-practice-reading.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_MAIL_VIEW (dermaga_mail_view_get_type ())
G_DECLARE_FINAL_TYPE (DermagaMailView, dermaga_mail_view, DERMAGA, MAIL_VIEW, GtkBox)

/**
 * DermagaMailView: one captured mail: who and how, what to know of it, and its text, HTML as text,
 * headers, source and attachments. All of it is plain text, and nothing is fetched.
 *
 * Signal "delete": the person wants it gone. Signal "save-file" (guint): they want the attachment
 * with that number as a file.
 */

/** dermaga_mail_view_set_message: @message: (nullable) */
void dermaga_mail_view_set_message (DermagaMailView *self, DermagaPracticeMessage *message);
/** dermaga_mail_view_get_file_name: (transfer none) (nullable): of an attachment. */
const char *dermaga_mail_view_get_file_name (DermagaMailView *self, guint index);
/** dermaga_mail_view_set_width: how much there is, margins included. */
void dermaga_mail_view_set_width (DermagaMailView *self, int width);
void dermaga_mail_view_take_focus (DermagaMailView *self);

G_END_DECLS
