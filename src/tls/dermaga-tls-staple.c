#include "config.h"

#include "tls/dermaga-tls-staple.h"

#include <openssl/err.h>
#include <openssl/ocsp.h>

/* A response for one certificate has some 500 octets, with the deputy's certificate 2 KiB. */
#define MAX_LENGTH (16 * 1024)
#define MAX_ANSWERS 16
/* How far the clocks may be apart, and how old a word may be that does not say until when it
 * holds. */
#define LEEWAY_SECONDS (5 * 60)
#define MAX_AGE_SECONDS (7 * 24 * 60 * 60)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_RESPONSE, OCSP_RESPONSE_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_BASICRESP, OCSP_BASICRESP_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_CERTID, OCSP_CERTID_free)

gboolean
dermaga_tls_staple_request (SSL *ssl)
{
  return SSL_set_tlsext_status_type (ssl, TLSEXT_STATUSTYPE_ocsp) == 1;
}

/* (transfer full) (nullable): nothing but a successful response may be in @der. */
static OCSP_BASICRESP *
read_response (const guint8 *der, long length)
{
  const guint8 *end = der;
  g_autoptr (OCSP_RESPONSE) response = NULL;

  if (length > MAX_LENGTH)
    return NULL;
  response = d2i_OCSP_RESPONSE (NULL, &end, length);
  if (response == NULL || end != der + length
      || OCSP_response_status (response) != OCSP_RESPONSE_STATUS_SUCCESSFUL)
    return NULL;
  return OCSP_response_get1_basic (response);
}

/* Whether @answer is about that certificate; the responder chooses the digest that tells it. */
static gboolean
is_about (const OCSP_SINGLERESP *answer, X509 *leaf, X509 *issuer)
{
  const OCSP_CERTID *told = OCSP_SINGLERESP_get0_id (answer);
  ASN1_OBJECT *algorithm = NULL;
  const EVP_MD *digest;
  g_autoptr (OCSP_CERTID) own = NULL;

  if (OCSP_id_get0_info (NULL, &algorithm, NULL, NULL, (OCSP_CERTID *) told) != 1)
    return FALSE;
  digest = EVP_get_digestbyobj (algorithm);
  own = digest != NULL ? OCSP_cert_to_id (digest, leaf, issuer) : NULL;
  return own != NULL && OCSP_id_cmp (own, told) == 0;
}

static DermagaTlsStaple
judge_answer (OCSP_SINGLERESP *answer)
{
  ASN1_GENERALIZEDTIME *since = NULL;
  ASN1_GENERALIZEDTIME *until = NULL;
  int status = OCSP_single_get0_status (answer, NULL, NULL, &since, &until);

  if (OCSP_check_validity (since, until, LEEWAY_SECONDS, until == NULL ? MAX_AGE_SECONDS : -1) != 1)
    return DERMAGA_TLS_STAPLE_UNUSABLE;
  if (status == V_OCSP_CERTSTATUS_REVOKED)
    return DERMAGA_TLS_STAPLE_REVOKED;
  return status == V_OCSP_CERTSTATUS_GOOD ? DERMAGA_TLS_STAPLE_GOOD : DERMAGA_TLS_STAPLE_UNUSABLE;
}

/* Of several answers about it one that says "revoked" is enough. */
static DermagaTlsStaple
judge_response (OCSP_BASICRESP *response, X509 *leaf, X509 *issuer)
{
  DermagaTlsStaple staple = DERMAGA_TLS_STAPLE_UNUSABLE;

  for (int i = 0; i < MIN (OCSP_resp_count (response), MAX_ANSWERS); i++)
    {
      OCSP_SINGLERESP *answer = OCSP_resp_get0 (response, i);
      DermagaTlsStaple found = is_about (answer, leaf, issuer) ? judge_answer (answer)
                                                               : DERMAGA_TLS_STAPLE_UNUSABLE;

      if (found == DERMAGA_TLS_STAPLE_REVOKED)
        return found;
      if (found == DERMAGA_TLS_STAPLE_GOOD)
        staple = found;
    }
  return staple;
}

static DermagaTlsStaple
check (SSL *ssl, const guint8 *der, long length)
{
  STACK_OF (X509) *chain = SSL_get0_verified_chain (ssl);
  X509_STORE *roots = SSL_CTX_get_cert_store (SSL_get_SSL_CTX (ssl));
  g_autoptr (OCSP_BASICRESP) response = read_response (der, length);

  /* Who signed nothing but himself has no issuer whose word could count. */
  if (response == NULL || sk_X509_num (chain) < 2
      || OCSP_basic_verify (response, chain, roots, 0) != 1)
    return DERMAGA_TLS_STAPLE_UNUSABLE;
  return judge_response (response, sk_X509_value (chain, 0), sk_X509_value (chain, 1));
}

DermagaTlsStaple
dermaga_tls_staple_check (SSL *ssl)
{
  const guint8 *der = NULL;
  long length = SSL_get_tlsext_status_ocsp_resp (ssl, &der);
  DermagaTlsStaple staple;

  if (der == NULL || length <= 0)
    return DERMAGA_TLS_STAPLE_NONE;
  ERR_clear_error ();
  staple = check (ssl, der, length);
  ERR_clear_error ();
  return staple;
}
