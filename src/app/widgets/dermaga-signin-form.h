#pragma once

#include <gtk/gtk.h>

#include "app/dermaga-signin-plan.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_SIGNIN_FORM (dermaga_signin_form_get_type ())
G_DECLARE_FINAL_TYPE (DermagaSigninForm, dermaga_signin_form, DERMAGA, SIGNIN_FORM, GtkBox)

/**
 * DermagaSigninForm: address, user name and password, and to whom they will be sent. The first two
 * are kept by the wizard, the password by nobody.
 *
 * Signal "changed": something was typed.
 */

void dermaga_signin_form_set_wizard (DermagaSigninForm *self, DermagaWizard *wizard);
/** dermaga_signin_form_show: fills it in anew by @plan; the password stays. */
void dermaga_signin_form_show (DermagaSigninForm *self, const DermagaSigninPlan *plan);

gboolean dermaga_signin_form_has_password (DermagaSigninForm *self);
/**
 * dermaga_signin_form_take: (transfer full) (nullable): what is typed as the password; %NULL when
 * something that is typed cannot be used, which is then said beside it, and gets the focus.
 */
DermagaSecret *dermaga_signin_form_take (DermagaSigninForm *self);
/** dermaga_signin_form_wipe: overwrites the password and empties its entry. */
void dermaga_signin_form_wipe (DermagaSigninForm *self);
/** dermaga_signin_form_focus: on the first entry that still needs something. */
void dermaga_signin_form_focus (DermagaSigninForm *self);

/** dermaga_signin_get_email: (transfer none) (nullable): the address that was checked, or the one
 *  that was typed for it since, where that is one. */
const char *dermaga_signin_get_email (DermagaWizard *wizard);

G_END_DECLS
