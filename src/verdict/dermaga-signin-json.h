#pragma once

#include "model/dermaga-signin-result.h"

G_BEGIN_DECLS

/**
 * dermaga_signin_json: (transfer full): "signin" of the JSON contract, pretty-printed, with a final
 * newline: what each sign-in and each test message came to, with the words. There is no password
 * in it.
 * @results: (element-type DermagaSigninResult)
 */
char *dermaga_signin_json (GPtrArray *results);

G_END_DECLS
