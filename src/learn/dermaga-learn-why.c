#include "config.h"

#include "learn/dermaga-learn.h"

/* Which topic explains a result. A test goes through all outcomes and all codes. */

const char *
dermaga_learn_for_port (guint16 port)
{
  switch (port)
    {
    case 25:
      return "port-25";
    case 465:
      return "port-465";
    case 587:
      return "port-587";
    case 2525:
      return "port-2525";
    case 443:
      return "port-443";
    case 993:
    case 995:
    case 143:
    case 110:
      return "incoming-ports";
    default:
      return "port";
    }
}

const char *
dermaga_learn_for_outcome (DermagaOutcome outcome, guint16 port)
{
  switch (outcome)
    {
    case DERMAGA_OUTCOME_NOT_CHECKED:
    case DERMAGA_OUTCOME_OK_TLS:
    case DERMAGA_OUTCOME_OK_STARTTLS:
      return dermaga_learn_for_port (port);
    case DERMAGA_OUTCOME_OK_PLAIN:
    case DERMAGA_OUTCOME_NO_STARTTLS:
    case DERMAGA_OUTCOME_STARTTLS_FAIL:
      return "without-encryption";
    case DERMAGA_OUTCOME_NEED_STARTTLS:
    case DERMAGA_OUTCOME_NEED_TLS:
    case DERMAGA_OUTCOME_TLS_OLD:
    case DERMAGA_OUTCOME_TLS_WEAK:
    case DERMAGA_OUTCOME_TLS_CUT:
      return "ssl-tls-starttls";
    case DERMAGA_OUTCOME_CERT_TIME:
    case DERMAGA_OUTCOME_CERT_NAME:
    case DERMAGA_OUTCOME_CERT_TRUST:
    case DERMAGA_OUTCOME_CERT_BAD:
      return "certificate";
    case DERMAGA_OUTCOME_PORTAL:
    case DERMAGA_OUTCOME_INTERCEPTED:
    case DERMAGA_OUTCOME_TAMPERED:
      return "someone-between";
    case DERMAGA_OUTCOME_NET_BLOCKED:
      return port == 25 ? "why-25-is-blocked" : "is-it-blocked";
    case DERMAGA_OUTCOME_NET_UNREACH:
      return "ipv6";
    case DERMAGA_OUTCOME_DNS_NXDOMAIN:
    case DERMAGA_OUTCOME_DNS_NODATA:
    case DERMAGA_OUTCOME_DNS_SERVFAIL:
    case DERMAGA_OUTCOME_DNS_NO_REPLY:
    case DERMAGA_OUTCOME_HOST_UNREACH:
    case DERMAGA_OUTCOME_LOCAL_BLOCK:
    case DERMAGA_OUTCOME_REFUSED:
    case DERMAGA_OUTCOME_TIMEOUT:
    case DERMAGA_OUTCOME_DROPPED:
    case DERMAGA_OUTCOME_SILENT:
    case DERMAGA_OUTCOME_GREET_REFUSED:
    case DERMAGA_OUTCOME_TEMPFAIL:
    case DERMAGA_OUTCOME_NOT_MAIL:
    case DERMAGA_OUTCOME_EHLO_REFUSED:
    case DERMAGA_OUTCOME_BANNED:
      return "no-answer";
    }
  g_return_val_if_reached ("port");
}

static const struct {
  const char *code;
  const char *topic;
} findings[] = {
  { "offline", "no-answer" },
  { "clock-wrong", "certificate" },
  { "portal", "someone-between" },
  { "dns-silent", "no-answer" },
  { "no-domain", "no-answer" },
  { "dns-broken", "no-answer" },
  { "intercepted", "someone-between" },
  { "tampered", "someone-between" },
  { "starttls-stripped", "without-encryption" },
  { "offers-differ", "without-encryption" },
  { "cert-bad", "certificate" },
  { "cert-name", "certificate" },
  { "cert-trust", "certificate" },
  { "cert-time", "certificate" },
  { "no-encryption", "without-encryption" },
  { "consent-needed", "where-settings-come-from" },
  { "http-lead", "where-settings-come-from" },
  { "source-suspicious", "where-settings-come-from" },
  { "mail-blocked", "is-it-blocked" },
  { "sending-blocked", "is-it-blocked" },
  { "banned", "no-answer" },
  { "starttls-refused", "ssl-tls-starttls" },
  { "outdated-encryption", "ssl-tls-starttls" },
  { "wrong-security", "ssl-tls-starttls" },
  { "published-stale", "where-settings-come-from" },
  { "plain-only-published", "without-encryption" },
  { "null-mx", "where-settings-come-from" },
  { "no-mail-program", "provider-rules" },
  { "paid-only", "provider-rules" },
  { "own-domain", "provider-rules" },
  { "local-bridge", "provider-rules" },
  { "service-login", "provider-rules" },
  { "browser-sign-in", "browser-sign-in" },
  { "enable-access", "provider-rules" },
  { "app-password", "app-password" },
  { "cancelled", "choice" },
  { "exchange", "browser-sign-in" },
  { "sources-disagree", "where-settings-come-from" },
  { "mx-elsewhere", "where-settings-come-from" },
  { "wildcard-dns", "where-settings-come-from" },
  { "server-message", "no-answer" },
  { "offer-masked", "someone-between" },
  { "plain-sign-in", "without-encryption" },
  { "ipv6-broken", "ipv6" },
  { "no-ipv6", "ipv6" },
  { "port-25-blocked", "why-25-is-blocked" },
};

const char *
dermaga_learn_for_finding (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (findings); i++)
    if (g_str_equal (findings[i].code, code))
      return findings[i].topic;
  return NULL;
}

const char *
dermaga_learn_for_signin (const DermagaSigninResult *result)
{
  switch (result->verdict)
    {
    case DERMAGA_SIGNIN_ACCEPTED:
    case DERMAGA_SIGNIN_CANCELLED:
      return NULL;
    case DERMAGA_SIGNIN_REJECTED:
    case DERMAGA_SIGNIN_APP_PASSWORD:
      return "app-password";
    case DERMAGA_SIGNIN_BROWSER_NEEDED:
      return "browser-sign-in";
    case DERMAGA_SIGNIN_NO_MECHANISM:
    case DERMAGA_SIGNIN_MECHANISM_REFUSED:
    case DERMAGA_SIGNIN_DISABLED:
    case DERMAGA_SIGNIN_SERVICE_OFF:
      return "provider-rules";
    case DERMAGA_SIGNIN_TOO_MANY:
    case DERMAGA_SIGNIN_TEMPORARY:
    case DERMAGA_SIGNIN_CUT:
      return "no-answer";
    case DERMAGA_SIGNIN_NOT_ENCRYPTED:
    case DERMAGA_SIGNIN_NOT_REACHED:
      return dermaga_learn_for_outcome (result->outcome, result->server->port);
    case DERMAGA_SIGNIN_SERVER_UNPROVED:
      return "someone-between";
    }
  g_return_val_if_reached (NULL);
}

static const struct {
  const char *id;
  const char *topic;
} scenes[] = {
  { "good", "choice" },
  { "port-25-blocked", "why-25-is-blocked" },
  { "expired-certificate", "certificate" },
  { "wrong-name", "certificate" },
  { "starttls-stripped", "without-encryption" },
  { "only-2525", "port-2525" },
  { "slow-greeting", "no-answer" },
};

const char *
dermaga_learn_for_scene (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
    if (g_str_equal (scenes[i].id, id))
      return scenes[i].topic;
  return "practice";
}
