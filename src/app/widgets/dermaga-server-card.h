#pragma once

#include <gtk/gtk.h>

#include "verdict/dermaga-verdict.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_SERVER_CARD (dermaga_server_card_get_type ())
G_DECLARE_FINAL_TYPE (DermagaServerCard, dermaga_server_card, DERMAGA, SERVER_CARD, GtkBox)

/** DermagaServerCard: what to type into a mail program for one direction; values can be copied. */

/**
 * dermaga_server_card_set_choice:
 * @result: what @choice was made from
 * @choice: (nullable): %NULL says that there is nothing to recommend
 * @email: (nullable): for the user name; without it the name is described in words
 */
void dermaga_server_card_set_choice (DermagaServerCard *self, DermagaResult *result,
                                     DermagaDirection direction, const DermagaChoice *choice,
                                     const char *email);

G_END_DECLS
