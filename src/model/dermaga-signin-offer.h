#pragma once

#include "model/dermaga-probe.h"

G_BEGIN_DECLS

/** DermagaSigninOffer: what a server that was checked lets one sign in by, inside TLS. */
typedef enum {
  DERMAGA_SIGNIN_OFFER_UNKNOWN,
  DERMAGA_SIGNIN_OFFER_PASSWORD, /* at least one way with a password that Dermaga knows */
  DERMAGA_SIGNIN_OFFER_BROWSER,  /* only OAuth, beside ways that take neither */
  DERMAGA_SIGNIN_OFFER_OTHER,    /* only ways that Dermaga does not know, or none */
} DermagaSigninOffer;

/**
 * dermaga_signin_offer:
 *
 * Known before anything is typed, so that nobody is asked for a password that the server would not
 * take. Where it is not sure, the answer is UNKNOWN: the sign-in itself shows.
 */
DermagaSigninOffer dermaga_signin_offer (DermagaProbe *probe);

G_END_DECLS
