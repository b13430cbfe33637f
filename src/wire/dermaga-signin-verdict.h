#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DermagaSigninVerdict: what a sign-in came to. The JSON words are these names in lower case with
 * hyphens: "accepted", "app-password".
 */
typedef enum {
  DERMAGA_SIGNIN_ACCEPTED,
  DERMAGA_SIGNIN_REJECTED,          /* this user name and password together are not taken */
  DERMAGA_SIGNIN_APP_PASSWORD,      /* the server says that it wants an app password instead */
  DERMAGA_SIGNIN_BROWSER_NEEDED,    /* only browser sign-in (OAuth) is offered, or the server says
                                     * that it wants it */
  DERMAGA_SIGNIN_NO_MECHANISM,      /* no way that Dermaga knows is offered: nothing was sent */
  DERMAGA_SIGNIN_MECHANISM_REFUSED, /* the way was offered, then not taken */
  DERMAGA_SIGNIN_DISABLED,          /* the server says that the account is disabled or expired */
  DERMAGA_SIGNIN_SERVICE_OFF,       /* the server says that this account may not use IMAP, POP3 or
                                     * SMTP, for example until it is switched on */
  DERMAGA_SIGNIN_TOO_MANY,          /* too many tries or connections */
  DERMAGA_SIGNIN_TEMPORARY,         /* the server cannot check it at present */
  DERMAGA_SIGNIN_NOT_ENCRYPTED,     /* no verified TLS: nothing was sent; @outcome says why */
  DERMAGA_SIGNIN_NOT_REACHED,       /* no conversation came about; @outcome says why */
  DERMAGA_SIGNIN_SERVER_UNPROVED,   /* SCRAM: the server could not prove that it knows the password:
                                     * not a sign-in */
  DERMAGA_SIGNIN_CUT,               /* it ended or made no sense after sign-in was begun: not known
                                     * whether it was accepted */
  DERMAGA_SIGNIN_CANCELLED,
} DermagaSigninVerdict;

#define DERMAGA_N_SIGNIN_VERDICTS (DERMAGA_SIGNIN_CANCELLED + 1)

const char *dermaga_signin_verdict_to_string (DermagaSigninVerdict verdict);
/** dermaga_signin_verdict_is_try: whether the server was given a password and did not take it, so
 *  that it may count towards a lock-out. */
gboolean dermaga_signin_verdict_is_try (DermagaSigninVerdict verdict);

/** DermagaDelivery: what became of a test message. JSON words as above. */
typedef enum {
  DERMAGA_DELIVERY_NOT_ASKED,         /* none was to be sent, or the sign-in failed */
  DERMAGA_DELIVERY_ACCEPTED,          /* the server took it over; it may still be rejected later */
  DERMAGA_DELIVERY_SENDER_REFUSED,    /* MAIL: not from this address */
  DERMAGA_DELIVERY_RECIPIENT_REFUSED, /* RCPT: not to this address */
  DERMAGA_DELIVERY_RELAY_DENIED,      /* MAIL or RCPT: "relay", 5.7.1, 550 5.7.x: not for others */
  DERMAGA_DELIVERY_TOO_LARGE,         /* 552, 5.3.4, SIZE */
  DERMAGA_DELIVERY_MAILBOX_FULL,      /* 452 4.2.2, 552 5.2.2 */
  DERMAGA_DELIVERY_LIMIT,             /* sending limits: 4.7.x rate, 5.7.x quota */
  DERMAGA_DELIVERY_CONTENT_REFUSED,   /* after DATA: spam, policy */
  DERMAGA_DELIVERY_TEMPORARY,         /* any other 4xx */
  DERMAGA_DELIVERY_REFUSED,           /* any other 5xx */
  DERMAGA_DELIVERY_CUT,               /* it ended or made no sense: not known if it was taken */
} DermagaDelivery;

#define DERMAGA_N_DELIVERIES (DERMAGA_DELIVERY_CUT + 1)

const char *dermaga_delivery_to_string (DermagaDelivery delivery);

G_END_DECLS
