#pragma once

#include <gtk/gtk.h>

#include "verdict/dermaga-verdict.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_PLAIN_CARD (dermaga_plain_card_get_type ())
G_DECLARE_FINAL_TYPE (DermagaPlainCard, dermaga_plain_card, DERMAGA, PLAIN_CARD, GtkBox)

/** DermagaPlainCard: what is dangerous about servers without encryption; further children stand
 *  below it. */

/** dermaga_plain_card_set_offer: what it is about. */
void dermaga_plain_card_set_offer (DermagaPlainCard *self, const DermagaPlainOffer *offer);

G_END_DECLS
