#include "config.h"

#include "tls/dermaga-tls-error.h"

#include "base/dermaga-text.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

static const gulong old_reasons[] = {
  SSL_R_UNSUPPORTED_PROTOCOL,
  SSL_R_UNSUPPORTED_SSL_VERSION,
  SSL_R_VERSION_TOO_LOW,
  SSL_R_TLSV1_ALERT_PROTOCOL_VERSION,
};

static const gulong weak_reasons[] = {
  SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE,
  SSL_R_TLSV1_ALERT_INSUFFICIENT_SECURITY,
  SSL_R_DH_KEY_TOO_SMALL,
  SSL_R_EE_KEY_TOO_SMALL,
  SSL_R_CA_KEY_TOO_SMALL,
  SSL_R_CA_MD_TOO_WEAK,
  SSL_R_LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED,
  SSL_R_WRONG_SIGNATURE_TYPE,
  SSL_R_WRONG_CURVE,
  SSL_R_UNSAFE_LEGACY_RENEGOTIATION_DISABLED,
  SSL_R_NO_SHARED_CIPHER,
  SSL_R_NO_SHARED_GROUPS,
  SSL_R_NO_SHARED_SIGNATURE_ALGORITHMS,
  SSL_R_NO_SUITABLE_KEY_SHARE,
  SSL_R_NO_SUITABLE_SIGNATURE_ALGORITHM,
};

static gboolean
contains (const gulong *reasons, gsize n_reasons, gulong reason)
{
  for (gsize i = 0; i < n_reasons; i++)
    if (reasons[i] == reason)
      return TRUE;
  return FALSE;
}

DermagaTlsFailure
dermaga_tls_failure_from_reason (gulong reason, int version)
{
  /* Before TLS 1.2 the signature algorithm was fixed by the version (RFC 5246 §1.2). */
  if (reason == SSL_R_LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED && version > 0
      && version < TLS1_2_VERSION)
    return DERMAGA_TLS_FAILURE_OLD;
  if (contains (old_reasons, G_N_ELEMENTS (old_reasons), reason))
    return DERMAGA_TLS_FAILURE_OLD;
  if (contains (weak_reasons, G_N_ELEMENTS (weak_reasons), reason))
    return DERMAGA_TLS_FAILURE_WEAK;
  if (reason == SSL_R_UNEXPECTED_EOF_WHILE_READING)
    return DERMAGA_TLS_FAILURE_CUT;
  return DERMAGA_TLS_FAILURE_OTHER;
}

/* The oldest error of the SSL library; the oldest of all if there is none of it. */
static gulong
take_errors (void)
{
  gulong chosen = 0;
  gulong code;

  while ((code = ERR_get_error ()) != 0)
    if (chosen == 0
        || (ERR_GET_LIB (chosen) != ERR_LIB_SSL && ERR_GET_LIB (code) == ERR_LIB_SSL))
      chosen = code;
  return chosen;
}

void
dermaga_tls_facts_take_errors (DermagaTlsFacts *facts, int version)
{
  gulong code = take_errors ();
  const char *text = code != 0 ? ERR_reason_error_string (code) : NULL;

  facts->failure = DERMAGA_TLS_FAILURE_OTHER;
  if (code != 0 && ERR_GET_LIB (code) == ERR_LIB_SSL)
    {
      facts->reason = ERR_GET_REASON (code);
      facts->failure = dermaga_tls_failure_from_reason (facts->reason, version);
    }
  g_free (facts->reason_text);
  facts->reason_text = text != NULL ? dermaga_text_make_safe (text, -1, 200) : NULL;
}
