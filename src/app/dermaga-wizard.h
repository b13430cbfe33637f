#pragma once

#include "app/dermaga-past.h"
#include "app/dermaga-port-inquiry.h"
#include "app/dermaga-practice-room.h"
#include "app/dermaga-reading.h"
#include "app/dermaga-signin-inquiry.h"
#include "base/dermaga-target.h"
#include "model/dermaga-result.h"
#include "net/dermaga-network.h"
#include "verdict/dermaga-verdict.h"

G_BEGIN_DECLS

/** The steps in their order. */
typedef enum {
  DERMAGA_STEP_DOMAIN,
  DERMAGA_STEP_TESTING,
  DERMAGA_STEP_VERDICT,
  DERMAGA_STEP_EXPORT,
} DermagaStep;

#define DERMAGA_N_STEPS (DERMAGA_STEP_EXPORT + 1)

/** What a person types or picks; kept as it was typed. */
typedef enum {
  DERMAGA_FIELD_TARGET,
  DERMAGA_FIELD_INCOMING,
  DERMAGA_FIELD_OUTGOING,
  DERMAGA_FIELD_EMAIL,
  DERMAGA_FIELD_NAME,
  DERMAGA_FIELD_FORMAT,
  DERMAGA_FIELD_SCENE, /* of the practice provider */
} DermagaField;

#define DERMAGA_N_FIELDS (DERMAGA_FIELD_SCENE + 1)

#define DERMAGA_TYPE_WIZARD (dermaga_wizard_get_type ())
G_DECLARE_FINAL_TYPE (DermagaWizard, dermaga_wizard, DERMAGA, WIZARD, GObject)

/**
 * DermagaWizard: everything the pages know. It outlives the window, so that Back loses nothing and
 * a change of language can build the window anew.
 *
 * Signal "changed": the check began, learned something (at most 20 times a second), found all that
 * matters, or ended. Signal "privacy-changed": another answer to who may be asked.
 *
 * @ca_file: (nullable): PEM file with roots to trust beside the system's
 */
DermagaWizard *dermaga_wizard_new (const char *ca_file);

/** dermaga_wizard_set_network: every check uses @network, whatever was typed; for tests. */
void dermaga_wizard_set_network (DermagaWizard *self, DermagaNetwork *network);

DermagaStep dermaga_wizard_get_step (DermagaWizard *self);
void dermaga_wizard_set_step (DermagaWizard *self, DermagaStep step);

/** (transfer none): never %NULL. */
const char *dermaga_wizard_get_text (DermagaWizard *self, DermagaField field);
void dermaga_wizard_set_text (DermagaWizard *self, DermagaField field, const char *text);

/** Who the next check may ask. */
DermagaPrivacy dermaga_wizard_get_privacy (DermagaWizard *self);
void dermaga_wizard_set_privacy (DermagaWizard *self, DermagaPrivacy privacy);
/** Whether servers of other companies may be asked when a port does not answer, as far as the
 *  person was asked about them alone; "privacy-changed" is emitted for this choice too. */
gboolean dermaga_wizard_get_ask_controls (DermagaWizard *self);
void dermaga_wizard_set_ask_controls (DermagaWizard *self, gboolean ask_controls);
/** dermaga_wizard_may_ask_controls: whether they are asked, by both choices together: whoever wants
 *  only the provider asked, or nobody, wants no other company asked either. */
gboolean dermaga_wizard_may_ask_controls (DermagaWizard *self);
/** Whether the next check may tell the provider's web server the full address, if it is known and
 *  if anybody is asked at all. */
gboolean dermaga_wizard_get_send_address (DermagaWizard *self);
void dermaga_wizard_set_send_address (DermagaWizard *self, gboolean send_address);

/**
 * dermaga_wizard_recommend:
 *
 * What is best of all that is known, by what the person said of servers that need consent.
 *
 * Returns: (transfer full): only after the first check; never %NULL
 */
DermagaRecommendation *dermaga_wizard_recommend (DermagaWizard *self);
/** dermaga_wizard_consents: whether the person said that they know every server in @recommendation
 *  that needs consent; a new check forgets. */
gboolean dermaga_wizard_consents (DermagaWizard *self,
                                  const DermagaRecommendation *recommendation);
/** dermaga_wizard_consent_to: they know the servers in @recommendation, and no others by that. */
void dermaga_wizard_consent_to (DermagaWizard *self, const DermagaRecommendation *recommendation);
/** dermaga_wizard_set_declined: whether they want no server that needs consent, but for those that
 *  they said they know; a new check forgets. */
void dermaga_wizard_set_declined (DermagaWizard *self, gboolean declined);
gboolean dermaga_wizard_get_declined (DermagaWizard *self);

/** dermaga_wizard_set_accept_insecure: whether they understand that others can read what goes
 *  without encryption, and want it all the same; a new check forgets. */
void dermaga_wizard_set_accept_insecure (DermagaWizard *self, gboolean accept_insecure);
gboolean dermaga_wizard_get_accept_insecure (DermagaWizard *self);

/**
 * dermaga_wizard_parse:
 * @field: (out): which of the texts is not usable
 *
 * Whether a check could begin with what was typed. Errors in DERMAGA_TARGET_ERROR.
 */
gboolean dermaga_wizard_parse (DermagaWizard *self, DermagaField *field, GError **error);

/**
 * dermaga_wizard_start:
 *
 * Drops what was found before, if anything, and begins a check of what was typed, which must have
 * passed dermaga_wizard_parse(). The practice domain is looked for on the practice provider, in
 * the scene that was picked.
 */
gboolean dermaga_wizard_start (DermagaWizard *self, GError **error);
/** (transfer none): where the practice provider is. */
DermagaPracticeRoom *dermaga_wizard_get_practice_room (DermagaWizard *self);
/** dermaga_wizard_get_scene: (nullable): the scene of the practice provider that was checked; %NULL
 *  where another provider was. */
const char *dermaga_wizard_get_scene (DermagaWizard *self);
/** (transfer none): the question "is this port blocked here?", beside the check. */
DermagaPortInquiry *dermaga_wizard_get_port_inquiry (DermagaWizard *self);
/** dermaga_wizard_choose_port: makes it the question about @port, with what the check found out
 *  about it where nothing newer is known. */
void dermaga_wizard_choose_port (DermagaWizard *self, guint16 port);
/** dermaga_wizard_ask_port: begins to answer that question for the chosen port. */
gboolean dermaga_wizard_ask_port (DermagaWizard *self, GError **error);

/** (transfer none): what earlier checks of the domain found, where that is remembered. */
DermagaPast *dermaga_wizard_get_past (DermagaWizard *self);
/** (transfer none): where the person is in Learn. */
DermagaReading *dermaga_wizard_get_reading (DermagaWizard *self);
/** (transfer none): the question "is my password accepted?", beside the check. */
DermagaSigninInquiry *dermaga_wizard_get_signin_inquiry (DermagaWizard *self);
/**
 * dermaga_wizard_sign_in: one try at @server, in the network that the check was made in; only
 * for a server that dermaga_wizard_recommend() names and dermaga_wizard_consents() to.
 */
gboolean dermaga_wizard_sign_in (DermagaWizard *self, const DermagaServer *server,
                                 DermagaSecret *password, const DermagaTestMessage *message,
                                 GError **error);

/**
 * dermaga_wizard_show_saved:
 *
 * In place of a check: what an earlier one found, read from a file. Its address was not kept, and
 * since anybody may have written the file, no password is tried by it. Its target must be a domain
 * that dermaga_target_parse() takes.
 */
void dermaga_wizard_show_saved (DermagaWizard *self, DermagaResult *saved);
/** dermaga_wizard_is_saved: whether the result is such a one. */
gboolean dermaga_wizard_is_saved (DermagaWizard *self);

/** dermaga_wizard_cancel: ends the check; what was found stays. */
void dermaga_wizard_cancel (DermagaWizard *self);
gboolean dermaga_wizard_get_running (DermagaWizard *self);
/** Whether nothing still under way could change the recommendation. */
gboolean dermaga_wizard_get_settled (DermagaWizard *self);

/** (transfer none) (nullable): what is checked; %NULL before the first check. */
const DermagaTarget *dermaga_wizard_get_target (DermagaWizard *self);
/** (transfer none) (nullable): what is known; %NULL before the first check. */
DermagaResult *dermaga_wizard_get_result (DermagaWizard *self);
/** Monotonic time in microseconds at which a row last changed. */
gint64 dermaga_wizard_get_last_change (DermagaWizard *self);

G_END_DECLS
