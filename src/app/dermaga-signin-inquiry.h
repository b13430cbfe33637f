#pragma once

#include "probe/dermaga-signin.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_SIGNIN_INQUIRY (dermaga_signin_inquiry_get_type ())
G_DECLARE_FINAL_TYPE (DermagaSigninInquiry, dermaga_signin_inquiry, DERMAGA, SIGNIN_INQUIRY,
                      GObject)

/**
 * DermagaSigninInquiry: the question "is my password accepted?" as a person asks it: the user names
 * that they typed, what each server answered, and how often each refused. It outlives the window.
 * It never holds a password but for the time of a try, and then only in a #DermagaSecret.
 *
 * Signal "changed": a try began or ended.
 */
DermagaSigninInquiry *dermaga_signin_inquiry_new (void);

/** Whether the page with the question is what the window shows. */
gboolean dermaga_signin_inquiry_get_open (DermagaSigninInquiry *self);
void dermaga_signin_inquiry_set_open (DermagaSigninInquiry *self, gboolean open);

/** (nullable): what was typed in place of what the provider publishes. */
const char *dermaga_signin_inquiry_get_user_name (DermagaSigninInquiry *self,
                                                  DermagaDirection direction);
void dermaga_signin_inquiry_set_user_name (DermagaSigninInquiry *self, DermagaDirection direction,
                                           const char *user_name);

/**
 * dermaga_signin_inquiry_try: one try at @server, whose direction must not be under way
 * @password: let go of, and so wiped if nobody else holds it, when the try is over
 * @message: (nullable): to be sent after a good sign-in for sending
 */
void dermaga_signin_inquiry_try (DermagaSigninInquiry *self, DermagaNetwork *network,
                                 const DermagaServer *server, DermagaSecret *password,
                                 const DermagaTestMessage *message);
/** dermaga_signin_inquiry_take_result: (transfer full): an answer, in place of the last one of its
 *  direction; a refusal counts. */
void dermaga_signin_inquiry_take_result (DermagaSigninInquiry *self, DermagaSigninResult *result);
/** dermaga_signin_inquiry_cancel: ends what is under way and wipes its password at once. */
void dermaga_signin_inquiry_cancel (DermagaSigninInquiry *self);
/** dermaga_signin_inquiry_forget: names and answers, as before the first try; refusals still
 *  count. */
void dermaga_signin_inquiry_forget (DermagaSigninInquiry *self);

gboolean dermaga_signin_inquiry_get_running (DermagaSigninInquiry *self);
gboolean dermaga_signin_inquiry_is_trying (DermagaSigninInquiry *self,
                                           DermagaDirection direction);
/** (transfer none) (nullable): what the last try came to. */
const DermagaSigninResult *dermaga_signin_inquiry_get_result (DermagaSigninInquiry *self,
                                                              DermagaDirection direction);
/** How often @host did not take a password since this program was started. */
guint dermaga_signin_inquiry_count_refusals (DermagaSigninInquiry *self, const char *host);

G_END_DECLS
