#pragma once

#include <gtk/gtk.h>

#include "verdict/dermaga-verdict.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_CONSENT_CARD (dermaga_consent_card_get_type ())
G_DECLARE_FINAL_TYPE (DermagaConsentCard, dermaga_consent_card, DERMAGA, CONSENT_CARD, GtkBox)

/**
 * DermagaConsentCard: asks whether the person knows servers that nothing ties to their domain.
 * Signals "agreed" and "declined": which button was pressed; "reconsidered": they want to be asked
 * again.
 */

/**
 * dermaga_consent_card_ask:
 * @recommendation: at least one half of it needs consent
 * @display_domain: the domain that is checked, for people
 */
void dermaga_consent_card_ask (DermagaConsentCard *self,
                               const DermagaRecommendation *recommendation,
                               const char *display_domain);
/** dermaga_consent_card_show_declined: says what was answered, and offers to ask again. */
void dermaga_consent_card_show_declined (DermagaConsentCard *self, const char *display_domain);

G_END_DECLS
