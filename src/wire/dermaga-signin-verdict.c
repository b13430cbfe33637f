#include "config.h"

#include "wire/dermaga-signin-verdict.h"

static const char *const verdict_names[] = {
  [DERMAGA_SIGNIN_ACCEPTED] = "accepted",
  [DERMAGA_SIGNIN_REJECTED] = "rejected",
  [DERMAGA_SIGNIN_APP_PASSWORD] = "app-password",
  [DERMAGA_SIGNIN_BROWSER_NEEDED] = "browser-needed",
  [DERMAGA_SIGNIN_NO_MECHANISM] = "no-mechanism",
  [DERMAGA_SIGNIN_MECHANISM_REFUSED] = "mechanism-refused",
  [DERMAGA_SIGNIN_DISABLED] = "disabled",
  [DERMAGA_SIGNIN_SERVICE_OFF] = "service-off",
  [DERMAGA_SIGNIN_TOO_MANY] = "too-many",
  [DERMAGA_SIGNIN_TEMPORARY] = "temporary",
  [DERMAGA_SIGNIN_NOT_ENCRYPTED] = "not-encrypted",
  [DERMAGA_SIGNIN_NOT_REACHED] = "not-reached",
  [DERMAGA_SIGNIN_SERVER_UNPROVED] = "server-unproved",
  [DERMAGA_SIGNIN_CUT] = "cut",
  [DERMAGA_SIGNIN_CANCELLED] = "cancelled",
};

G_STATIC_ASSERT (G_N_ELEMENTS (verdict_names) == DERMAGA_N_SIGNIN_VERDICTS);

static const char *const delivery_names[] = {
  [DERMAGA_DELIVERY_NOT_ASKED] = "not-asked",
  [DERMAGA_DELIVERY_ACCEPTED] = "accepted",
  [DERMAGA_DELIVERY_SENDER_REFUSED] = "sender-refused",
  [DERMAGA_DELIVERY_RECIPIENT_REFUSED] = "recipient-refused",
  [DERMAGA_DELIVERY_RELAY_DENIED] = "relay-denied",
  [DERMAGA_DELIVERY_TOO_LARGE] = "too-large",
  [DERMAGA_DELIVERY_MAILBOX_FULL] = "mailbox-full",
  [DERMAGA_DELIVERY_LIMIT] = "limit",
  [DERMAGA_DELIVERY_CONTENT_REFUSED] = "content-refused",
  [DERMAGA_DELIVERY_TEMPORARY] = "temporary",
  [DERMAGA_DELIVERY_REFUSED] = "refused",
  [DERMAGA_DELIVERY_CUT] = "cut",
};

G_STATIC_ASSERT (G_N_ELEMENTS (delivery_names) == DERMAGA_N_DELIVERIES);

const char *
dermaga_signin_verdict_to_string (DermagaSigninVerdict verdict)
{
  g_return_val_if_fail ((guint) verdict < DERMAGA_N_SIGNIN_VERDICTS, "cut");

  return verdict_names[verdict];
}

/* Of a server that cut the connection it is not known what it counted, so it counts. */
gboolean
dermaga_signin_verdict_is_try (DermagaSigninVerdict verdict)
{
  switch (verdict)
    {
    case DERMAGA_SIGNIN_REJECTED:
    case DERMAGA_SIGNIN_APP_PASSWORD:
    case DERMAGA_SIGNIN_DISABLED:
    case DERMAGA_SIGNIN_SERVICE_OFF:
    case DERMAGA_SIGNIN_TOO_MANY:
    case DERMAGA_SIGNIN_SERVER_UNPROVED:
    case DERMAGA_SIGNIN_CUT:
      return TRUE;
    case DERMAGA_SIGNIN_ACCEPTED:
    case DERMAGA_SIGNIN_BROWSER_NEEDED:
    case DERMAGA_SIGNIN_NO_MECHANISM:
    case DERMAGA_SIGNIN_MECHANISM_REFUSED:
    case DERMAGA_SIGNIN_TEMPORARY:
    case DERMAGA_SIGNIN_NOT_ENCRYPTED:
    case DERMAGA_SIGNIN_NOT_REACHED:
    case DERMAGA_SIGNIN_CANCELLED:
      return FALSE;
    }
  g_return_val_if_reached (TRUE);
}

const char *
dermaga_delivery_to_string (DermagaDelivery delivery)
{
  g_return_val_if_fail ((guint) delivery < DERMAGA_N_DELIVERIES, "cut");

  return delivery_names[delivery];
}
