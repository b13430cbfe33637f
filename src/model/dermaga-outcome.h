#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DermagaOutcome:
 *
 * What trying one way of connecting came to. The JSON words are these names in lower case with
 * hyphens: "ok-tls", "cert-name". Meanings: see the table in src/DESIGN.md.
 */
typedef enum {
  DERMAGA_OUTCOME_NOT_CHECKED, /* not tried, cancelled, or no longer waited for */
  DERMAGA_OUTCOME_OK_TLS,
  DERMAGA_OUTCOME_OK_STARTTLS,
  DERMAGA_OUTCOME_OK_PLAIN,
  DERMAGA_OUTCOME_DNS_NXDOMAIN,
  DERMAGA_OUTCOME_DNS_NODATA,
  DERMAGA_OUTCOME_DNS_SERVFAIL,
  DERMAGA_OUTCOME_DNS_NO_REPLY,
  DERMAGA_OUTCOME_NET_UNREACH,
  DERMAGA_OUTCOME_HOST_UNREACH,
  DERMAGA_OUTCOME_LOCAL_BLOCK,
  DERMAGA_OUTCOME_REFUSED,
  DERMAGA_OUTCOME_TIMEOUT,
  DERMAGA_OUTCOME_NET_BLOCKED,
  DERMAGA_OUTCOME_PORTAL,
  DERMAGA_OUTCOME_INTERCEPTED,
  DERMAGA_OUTCOME_DROPPED,
  DERMAGA_OUTCOME_SILENT,
  DERMAGA_OUTCOME_GREET_REFUSED,
  DERMAGA_OUTCOME_TEMPFAIL,
  DERMAGA_OUTCOME_NOT_MAIL,
  DERMAGA_OUTCOME_NEED_STARTTLS,
  DERMAGA_OUTCOME_NEED_TLS,
  DERMAGA_OUTCOME_EHLO_REFUSED,
  DERMAGA_OUTCOME_NO_STARTTLS,
  DERMAGA_OUTCOME_STARTTLS_FAIL,
  DERMAGA_OUTCOME_TAMPERED,
  DERMAGA_OUTCOME_TLS_OLD,
  DERMAGA_OUTCOME_TLS_WEAK,
  DERMAGA_OUTCOME_TLS_CUT,
  DERMAGA_OUTCOME_CERT_TIME,
  DERMAGA_OUTCOME_CERT_NAME,
  DERMAGA_OUTCOME_CERT_TRUST,
  DERMAGA_OUTCOME_CERT_BAD,
  DERMAGA_OUTCOME_BANNED,
} DermagaOutcome;

#define DERMAGA_N_OUTCOMES (DERMAGA_OUTCOME_BANNED + 1)

const char *dermaga_outcome_to_string (DermagaOutcome outcome);
/** dermaga_outcome_is_safe: OK_TLS or OK_STARTTLS: verified encryption, nothing else. */
gboolean dermaga_outcome_is_safe (DermagaOutcome outcome);
/**
 * dermaga_outcome_is_warning: something answered, but in a way that makes the name distrusted as a
 * whole (tampering, certificate faults, refused upgrade); outweighs a good answer from another
 * address of the same name.
 */
gboolean dermaga_outcome_is_warning (DermagaOutcome outcome);
/**
 * dermaga_outcome_compare_telling:
 *
 * Which of two addresses' outcomes speaks for a row: warnings, then what works, then what the
 * server said, then what was not reached. Returns < 0 when @a does.
 */
int dermaga_outcome_compare_telling (DermagaOutcome a, DermagaOutcome b);

G_END_DECLS
