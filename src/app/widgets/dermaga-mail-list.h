#pragma once

#include <gtk/gtk.h>

#include "practice/dermaga-practice-store.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_MAIL_LIST (dermaga_mail_list_get_type ())
G_DECLARE_FINAL_TYPE (DermagaMailList, dermaga_mail_list, DERMAGA, MAIL_LIST, GtkBox)

/**
 * DermagaMailList: the captured mails, newest first, as they come, with a search.
 *
 * Signal "chosen": another mail is selected, or none. Signal "opened" (gboolean): a person wants
 * to read the one that is selected, by keyboard or by a click.
 * Signal "where": they want to know where to send to.
 */

/** dermaga_mail_list_set_store: once. */
void dermaga_mail_list_set_store (DermagaMailList *self, DermagaPracticeStore *store);
/** dermaga_mail_list_get_chosen: (transfer none) (nullable) */
DermagaPracticeMessage *dermaga_mail_list_get_chosen (DermagaMailList *self);
/** dermaga_mail_list_choose_none: */
void dermaga_mail_list_choose_none (DermagaMailList *self);
/** dermaga_mail_list_delete_chosen: and chooses the one that takes its place. */
void dermaga_mail_list_delete_chosen (DermagaMailList *self);
/** dermaga_mail_list_search: the keyboard goes to the entry. */
void dermaga_mail_list_search (DermagaMailList *self);
/** dermaga_mail_list_take_focus: the keyboard goes to the mails, or where there are none, to what
 *  can be done. */
void dermaga_mail_list_take_focus (DermagaMailList *self);

G_END_DECLS
