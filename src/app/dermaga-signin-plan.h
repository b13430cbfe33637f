#pragma once

#include "app/dermaga-wizard.h"
#include "model/dermaga-signin-offer.h"

G_BEGIN_DECLS

/** Why nobody may be asked for a password; the first that holds. */
typedef enum {
  DERMAGA_SIGNIN_POSSIBLE,
  DERMAGA_SIGNIN_UNSAFE,     /* no server with verified encryption */
  DERMAGA_SIGNIN_UNKNOWN,    /* servers outside the domain that the person did not say they know */
  DERMAGA_SIGNIN_BROWSER,    /* mail programs sign in through the browser here */
  DERMAGA_SIGNIN_STOPPED,    /* refused too often */
} DermagaSigninObstacle;

/**
 * DermagaSigninPlan: where a password may be tried, by what the wizard knows now.
 * @servers: (nullable): by direction: with the user name that is to be tried, which is "" while the
 *   address is not known; %NULL where nothing is safe
 * @patterns: (nullable): what is published of the user name
 * @offers: what each lets one sign in by
 * @hints: DermagaHint bits of the provider
 */
typedef struct {
  DermagaServer *servers[2];
  char *patterns[2];
  DermagaSigninOffer offers[2];
  char **offered[2];
  guint hints;
  gboolean consents;
} DermagaSigninPlan;

/** dermaga_signin_plan_new: @email: (nullable): a valid address, if one is known */
DermagaSigninPlan *dermaga_signin_plan_new (DermagaWizard *wizard, const char *email);
void dermaga_signin_plan_free (DermagaSigninPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaSigninPlan, dermaga_signin_plan_free)

/** dermaga_signin_plan_may_try: whether a password may go to the server of that direction. */
gboolean dermaga_signin_plan_may_try (const DermagaSigninPlan *plan,
                                      DermagaSigninInquiry *inquiry, DermagaDirection direction);
DermagaSigninObstacle dermaga_signin_plan_find_obstacle (const DermagaSigninPlan *plan,
                                                         DermagaSigninInquiry *inquiry);
/** dermaga_signin_plan_names_differ: whether the two servers want different user names. */
gboolean dermaga_signin_plan_names_differ (const DermagaSigninPlan *plan);
/**
 * dermaga_signin_plan_find_other_name: (transfer full) (nullable): another form of the user name
 * that may be offered after @result, which is of that direction; %NULL when there is none, or when
 * the name is not what is in question.
 */
char *dermaga_signin_plan_find_other_name (const DermagaSigninPlan *plan, const char *email,
                                           const DermagaSigninResult *result);

G_END_DECLS
