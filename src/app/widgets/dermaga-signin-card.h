#pragma once

#include <gtk/gtk.h>

#include "verdict/dermaga-signin-texts.h"

G_BEGIN_DECLS

/**
 * dermaga_signin_card_new: (transfer floating): what one server answered: an icon and a word for
 * how it is, what that means, what to do.
 * @lockout: (nullable): a warning that belongs to it
 */
GtkWidget *dermaga_signin_card_new (const DermagaSigninResult *result, const char *lockout);

/** dermaga_signin_delivery_card_new: (transfer floating): likewise of the test message. */
GtkWidget *dermaga_signin_delivery_card_new (const DermagaSigninResult *result);

/** dermaga_signin_card_append: puts @child under the words. */
void dermaga_signin_card_append (GtkWidget *card, GtkWidget *child);

/** dermaga_signin_get_icon, _get_css_class: how a severity looks; success too. */
const char *dermaga_signin_get_icon (DermagaSeverity severity);
const char *dermaga_signin_get_css_class (DermagaSeverity severity);

G_END_DECLS
