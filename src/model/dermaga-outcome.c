#include "config.h"

#include "model/dermaga-outcome.h"

static const char *const outcome_names[] = {
  [DERMAGA_OUTCOME_NOT_CHECKED] = "not-checked",
  [DERMAGA_OUTCOME_OK_TLS] = "ok-tls",
  [DERMAGA_OUTCOME_OK_STARTTLS] = "ok-starttls",
  [DERMAGA_OUTCOME_OK_PLAIN] = "ok-plain",
  [DERMAGA_OUTCOME_DNS_NXDOMAIN] = "dns-nxdomain",
  [DERMAGA_OUTCOME_DNS_NODATA] = "dns-nodata",
  [DERMAGA_OUTCOME_DNS_SERVFAIL] = "dns-servfail",
  [DERMAGA_OUTCOME_DNS_NO_REPLY] = "dns-no-reply",
  [DERMAGA_OUTCOME_NET_UNREACH] = "net-unreach",
  [DERMAGA_OUTCOME_HOST_UNREACH] = "host-unreach",
  [DERMAGA_OUTCOME_LOCAL_BLOCK] = "local-block",
  [DERMAGA_OUTCOME_REFUSED] = "refused",
  [DERMAGA_OUTCOME_TIMEOUT] = "timeout",
  [DERMAGA_OUTCOME_NET_BLOCKED] = "net-blocked",
  [DERMAGA_OUTCOME_PORTAL] = "portal",
  [DERMAGA_OUTCOME_INTERCEPTED] = "intercepted",
  [DERMAGA_OUTCOME_DROPPED] = "dropped",
  [DERMAGA_OUTCOME_SILENT] = "silent",
  [DERMAGA_OUTCOME_GREET_REFUSED] = "greet-refused",
  [DERMAGA_OUTCOME_TEMPFAIL] = "tempfail",
  [DERMAGA_OUTCOME_NOT_MAIL] = "not-mail",
  [DERMAGA_OUTCOME_NEED_STARTTLS] = "need-starttls",
  [DERMAGA_OUTCOME_NEED_TLS] = "need-tls",
  [DERMAGA_OUTCOME_EHLO_REFUSED] = "ehlo-refused",
  [DERMAGA_OUTCOME_NO_STARTTLS] = "no-starttls",
  [DERMAGA_OUTCOME_STARTTLS_FAIL] = "starttls-fail",
  [DERMAGA_OUTCOME_TAMPERED] = "tampered",
  [DERMAGA_OUTCOME_TLS_OLD] = "tls-old",
  [DERMAGA_OUTCOME_TLS_WEAK] = "tls-weak",
  [DERMAGA_OUTCOME_TLS_CUT] = "tls-cut",
  [DERMAGA_OUTCOME_CERT_TIME] = "cert-time",
  [DERMAGA_OUTCOME_CERT_NAME] = "cert-name",
  [DERMAGA_OUTCOME_CERT_TRUST] = "cert-trust",
  [DERMAGA_OUTCOME_CERT_BAD] = "cert-bad",
  [DERMAGA_OUTCOME_BANNED] = "banned",
};

G_STATIC_ASSERT (G_N_ELEMENTS (outcome_names) == DERMAGA_N_OUTCOMES);

/*
 * What one row says about several addresses: the outcome that stands first here wins.
 *
 * Warnings first, the gravest before the others: a client may meet the bad address as easily as the
 * good one. Then what works; then what the server itself said, from "choose another setting" to
 * mere silence; then what was never reached, from the machine's own answer to no answer and no
 * route (a missing IPv6 route says the least); last the names that led nowhere.
 */
static const DermagaOutcome telling_order[] = {
  DERMAGA_OUTCOME_TAMPERED,      DERMAGA_OUTCOME_INTERCEPTED,   DERMAGA_OUTCOME_CERT_BAD,
  DERMAGA_OUTCOME_CERT_TRUST,    DERMAGA_OUTCOME_CERT_NAME,     DERMAGA_OUTCOME_CERT_TIME,
  DERMAGA_OUTCOME_STARTTLS_FAIL, DERMAGA_OUTCOME_NO_STARTTLS,   DERMAGA_OUTCOME_TLS_OLD,
  DERMAGA_OUTCOME_TLS_WEAK,

  DERMAGA_OUTCOME_OK_TLS,        DERMAGA_OUTCOME_OK_STARTTLS,   DERMAGA_OUTCOME_OK_PLAIN,

  DERMAGA_OUTCOME_NEED_STARTTLS, DERMAGA_OUTCOME_NEED_TLS,      DERMAGA_OUTCOME_GREET_REFUSED,
  DERMAGA_OUTCOME_TEMPFAIL,      DERMAGA_OUTCOME_EHLO_REFUSED,  DERMAGA_OUTCOME_BANNED,
  DERMAGA_OUTCOME_NOT_MAIL,      DERMAGA_OUTCOME_TLS_CUT,       DERMAGA_OUTCOME_SILENT,
  DERMAGA_OUTCOME_DROPPED,

  DERMAGA_OUTCOME_PORTAL,        DERMAGA_OUTCOME_REFUSED,       DERMAGA_OUTCOME_LOCAL_BLOCK,
  DERMAGA_OUTCOME_NET_BLOCKED,   DERMAGA_OUTCOME_TIMEOUT,       DERMAGA_OUTCOME_HOST_UNREACH,
  DERMAGA_OUTCOME_NET_UNREACH,

  DERMAGA_OUTCOME_DNS_SERVFAIL,  DERMAGA_OUTCOME_DNS_NO_REPLY,  DERMAGA_OUTCOME_DNS_NODATA,
  DERMAGA_OUTCOME_DNS_NXDOMAIN,  DERMAGA_OUTCOME_NOT_CHECKED,
};

G_STATIC_ASSERT (G_N_ELEMENTS (telling_order) == DERMAGA_N_OUTCOMES);

const char *
dermaga_outcome_to_string (DermagaOutcome outcome)
{
  g_return_val_if_fail ((guint) outcome < DERMAGA_N_OUTCOMES, outcome_names[0]);

  return outcome_names[outcome];
}

gboolean
dermaga_outcome_is_safe (DermagaOutcome outcome)
{
  return outcome == DERMAGA_OUTCOME_OK_TLS || outcome == DERMAGA_OUTCOME_OK_STARTTLS;
}

gboolean
dermaga_outcome_is_warning (DermagaOutcome outcome)
{
  for (guint i = 0; telling_order[i] != DERMAGA_OUTCOME_OK_TLS; i++)
    if (telling_order[i] == outcome)
      return TRUE;
  return FALSE;
}

static guint
find_place (DermagaOutcome outcome)
{
  guint place = 0;

  while (place < G_N_ELEMENTS (telling_order) && telling_order[place] != outcome)
    place++;
  return place;
}

int
dermaga_outcome_compare_telling (DermagaOutcome a, DermagaOutcome b)
{
  return (int) find_place (a) - (int) find_place (b);
}
