#pragma once

#include <gtk/gtk.h>

#include "base/dermaga-target.h"
#include "model/dermaga-source.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_PRIVACY_CHOICE (dermaga_privacy_choice_get_type ())
G_DECLARE_FINAL_TYPE (DermagaPrivacyChoice, dermaga_privacy_choice, DERMAGA, PRIVACY_CHOICE, GtkBox)

/**
 * DermagaPrivacyChoice: who is asked for settings and what they get to know, with one line below
 * it that stays visible. Nothing is sent by choosing. Signal "changed": by the person.
 */
void dermaga_privacy_choice_set (DermagaPrivacyChoice *self, DermagaPrivacy privacy,
                                 gboolean ask_controls, gboolean send_address);
DermagaPrivacy dermaga_privacy_choice_get_privacy (DermagaPrivacyChoice *self);
/** Whether the box for other companies' servers is ticked, even while it has no effect. */
gboolean dermaga_privacy_choice_get_ask_controls (DermagaPrivacyChoice *self);
/** Whether the box for the full address is ticked, even while it has no effect. */
gboolean dermaga_privacy_choice_get_send_address (DermagaPrivacyChoice *self);

/**
 * dermaga_privacy_choice_set_target:
 * @target: (nullable): what was typed so far; without an address none can be sent
 */
void dermaga_privacy_choice_set_target (DermagaPrivacyChoice *self, const DermagaTarget *target);
/**
 * dermaga_privacy_choice_describe: (transfer full) (nullable): what becomes of the address in
 * @target by this choice, a sentence or two; %NULL where it holds none.
 */
char *dermaga_privacy_choice_describe (DermagaPrivacyChoice *self, const DermagaTarget *target);

G_END_DECLS
