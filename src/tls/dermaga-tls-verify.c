#include "config.h"

#include "tls/dermaga-tls-verify.h"

#include "tls/dermaga-tls-certificate.h"

#include <gio/gio.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>

#define MAX_CHAIN 10
/* RFC 9525: DNS-ID only, wildcard as the whole left-most label. */
#define HOST_FLAGS (X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_STORE_CTX, X509_STORE_CTX_free)

static DermagaTlsEvidence *
evidence_of (X509_STORE_CTX *store_context)
{
  SSL *ssl = X509_STORE_CTX_get_ex_data (store_context, SSL_get_ex_data_X509_STORE_CTX_idx ());

  return SSL_get_app_data (ssl);
}

/* Called for each fault; "go on" makes OpenSSL look for the others. */
static int
record_fault_cb (int is_good, X509_STORE_CTX *store_context)
{
  if (!is_good)
    dermaga_tls_facts_add_fault (evidence_of (store_context)->facts,
                                 X509_STORE_CTX_get_error (store_context),
                                 X509_STORE_CTX_get_error_depth (store_context));
  return 1;
}

static void
note_chain (DermagaTlsEvidence *self, X509_STORE_CTX *store_context)
{
  STACK_OF (X509) *sent = X509_STORE_CTX_get0_untrusted (store_context);
  X509 *leaf = X509_STORE_CTX_get0_cert (store_context);

  for (int i = 0; i < sk_X509_num (sent) && self->facts->chain->len < MAX_CHAIN; i++)
    g_ptr_array_add (self->facts->chain,
                     dermaga_certificate_new_from_x509 (sk_X509_value (sent, i)));
  if (self->leaf == NULL && leaf != NULL && X509_up_ref (leaf) == 1)
    self->leaf = leaf;
}

/* In place of OpenSSL's own check of the chain: the same check, but every fault is written down
 * and the handshake goes on. Whether it was good is for dermaga_tls_facts_verified() to say. */
static int
verify_chain_cb (X509_STORE_CTX *store_context, void *data)
{
  DermagaTlsEvidence *self = evidence_of (store_context);
  int result;

  note_chain (self, store_context);
  X509_STORE_CTX_set_verify_cb (store_context, record_fault_cb);
  result = X509_verify_cert (store_context);
  if (result <= 0 || X509_STORE_CTX_get_error (store_context) != X509_V_OK)
    {
      int code = X509_STORE_CTX_get_error (store_context);

      if (self->facts->faults->len == 0)
        dermaga_tls_facts_add_fault (self->facts,
                                     code != X509_V_OK ? code : X509_V_ERR_UNSPECIFIED, 0);
    }
  ERR_clear_error ();
  return 1;
}

/* The same check once more on a context of its own, which nothing is decided by: with the first
 * fault alone a name could be blamed where nobody vouches for the certificate at all. */
static void
record_all_faults (DermagaTlsEvidence *self, X509_STORE_CTX *failed)
{
  SSL *ssl = X509_STORE_CTX_get_ex_data (failed, SSL_get_ex_data_X509_STORE_CTX_idx ());
  g_autoptr (X509_STORE_CTX) again = X509_STORE_CTX_new ();

  if (again == NULL
      || X509_STORE_CTX_init (again, SSL_CTX_get_cert_store (SSL_get_SSL_CTX (ssl)),
                              X509_STORE_CTX_get0_cert (failed),
                              X509_STORE_CTX_get0_untrusted (failed)) != 1
      || X509_STORE_CTX_set_default (again, "ssl_server") != 1
      || X509_VERIFY_PARAM_set1 (X509_STORE_CTX_get0_param (again), SSL_get0_param (ssl)) != 1
      || X509_STORE_CTX_set_ex_data (again, SSL_get_ex_data_X509_STORE_CTX_idx (), ssl) != 1)
    return;
  X509_VERIFY_PARAM_set_auth_level (X509_STORE_CTX_get0_param (again),
                                    SSL_get_security_level (ssl));
  X509_STORE_CTX_set_verify_cb (again, record_fault_cb);
  X509_verify_cert (again);
}

/* The check is OpenSSL's, with nothing of ours that could make it go on; so is the decision. */
static int
verify_strictly_cb (X509_STORE_CTX *store_context, void *data)
{
  DermagaTlsEvidence *self = evidence_of (store_context);
  int result;

  note_chain (self, store_context);
  result = X509_verify_cert (store_context);
  if (result == 1 && X509_STORE_CTX_get_error (store_context) == X509_V_OK)
    return 1;
  record_all_faults (self, store_context);
  if (self->facts->faults->len == 0)
    {
      int code = X509_STORE_CTX_get_error (store_context);

      dermaga_tls_facts_add_fault (self->facts, code != X509_V_OK ? code : X509_V_ERR_UNSPECIFIED,
                                   MAX (X509_STORE_CTX_get_error_depth (store_context), 0));
    }
  return 0;
}

void
dermaga_tls_verify_install_strict (SSL_CTX *ssl_ctx)
{
  SSL_CTX_set_verify (ssl_ctx, SSL_VERIFY_PEER, NULL);
  SSL_CTX_set_verify_depth (ssl_ctx, MAX_CHAIN);
  SSL_CTX_set_cert_verify_callback (ssl_ctx, verify_strictly_cb, NULL);
}

void
dermaga_tls_verify_install (SSL_CTX *ssl_ctx)
{
  SSL_CTX_set_verify (ssl_ctx, SSL_VERIFY_PEER, NULL);
  SSL_CTX_set_verify_depth (ssl_ctx, MAX_CHAIN);
  SSL_CTX_set_cert_verify_callback (ssl_ctx, verify_chain_cb, NULL);
}

gboolean
dermaga_tls_verify_expect (SSL *ssl, DermagaTlsEvidence *evidence, const char *host)
{
  X509_VERIFY_PARAM *parameters = SSL_get0_param (ssl);

  SSL_set_app_data (ssl, evidence);
  if (g_hostname_is_ip_address (host))
    return X509_VERIFY_PARAM_set1_ip_asc (parameters, host) == 1;
  X509_VERIFY_PARAM_set_hostflags (parameters, HOST_FLAGS);
  return X509_VERIFY_PARAM_set1_host (parameters, host, 0) == 1
         && SSL_set_tlsext_host_name (ssl, host) == 1;
}

/* (transfer full) (nullable): nothing but the certificate may be in @bytes. */
static X509 *
read_certificate (GBytes *bytes)
{
  gsize length;
  const unsigned char *der = g_bytes_get_data (bytes, &length);
  const unsigned char *end = der;
  X509 *certificate = length <= G_MAXLONG ? d2i_X509 (NULL, &end, (long) length) : NULL;

  if (certificate != NULL && end != der + length)
    g_clear_pointer (&certificate, X509_free);
  return certificate;
}

/* (transfer full) (nullable) */
static STACK_OF (X509) *
read_chain (GPtrArray *chain)
{
  STACK_OF (X509) *certificates = sk_X509_new_null ();

  for (guint i = 0; i < MIN (chain->len, MAX_CHAIN); i++)
    {
      X509 *certificate = read_certificate (chain->pdata[i]);

      if (certificate == NULL || sk_X509_push (certificates, certificate) == 0)
        {
          X509_free (certificate);
          sk_X509_pop_free (certificates, X509_free);
          return NULL;
        }
    }
  return certificates;
}

/* What OpenSSL does with the chain of a connection of its own, at the security level of this
 * context (SSL_CTX_set_security_level); here the first fault ends it. */
static gboolean
is_trusted (SSL_CTX *ssl_ctx, STACK_OF (X509) *certificates, const char *host, gulong flags)
{
  g_autoptr (X509_STORE_CTX) check = X509_STORE_CTX_new ();
  X509_VERIFY_PARAM *parameters;

  if (check == NULL || sk_X509_num (certificates) == 0
      || X509_STORE_CTX_init (check, SSL_CTX_get_cert_store (ssl_ctx),
                              sk_X509_value (certificates, 0), certificates) != 1
      || X509_STORE_CTX_set_default (check, "ssl_server") != 1)
    return FALSE;
  parameters = X509_STORE_CTX_get0_param (check);
  X509_VERIFY_PARAM_set_depth (parameters, MAX_CHAIN);
  X509_VERIFY_PARAM_set_auth_level (parameters, SSL_CTX_get_security_level (ssl_ctx));
  X509_VERIFY_PARAM_set_hostflags (parameters, HOST_FLAGS);
  return X509_VERIFY_PARAM_set_flags (parameters, flags) == 1
         && X509_VERIFY_PARAM_set1_host (parameters, host, 0) == 1 && X509_verify_cert (check) == 1
         && X509_STORE_CTX_get_error (check) == X509_V_OK;
}

static void
note_dates (DermagaTlsJudgement *judgement, STACK_OF (X509) *certificates)
{
  judgement->not_before = G_MININT64;
  judgement->not_after = G_MAXINT64;
  for (int i = 0; i < sk_X509_num (certificates); i++)
    {
      g_autoptr (DermagaCertificate) certificate
        = dermaga_certificate_new_from_x509 (sk_X509_value (certificates, i));

      judgement->not_before = MAX (judgement->not_before, certificate->not_before);
      judgement->not_after = MIN (judgement->not_after, certificate->not_after);
    }
}

DermagaTlsJudgement
dermaga_tls_verify_chain (SSL_CTX *ssl_ctx, GPtrArray *chain, const char *host)
{
  STACK_OF (X509) *certificates = read_chain (chain);
  DermagaTlsJudgement judgement = { FALSE };

  if (certificates != NULL)
    {
      judgement.trusted = is_trusted (ssl_ctx, certificates, host, 0);
      judgement.in_its_time
        = judgement.trusted
          || is_trusted (ssl_ctx, certificates, host, X509_V_FLAG_NO_CHECK_TIME);
    }
  if (judgement.in_its_time)
    note_dates (&judgement, certificates);
  sk_X509_pop_free (certificates, X509_free);
  ERR_clear_error ();
  return judgement;
}

gboolean
dermaga_tls_verify_matches (X509 *leaf, const char *host)
{
  gboolean matches = g_hostname_is_ip_address (host)
                       ? X509_check_ip_asc (leaf, host, 0) == 1
                       : X509_check_host (leaf, host, 0, HOST_FLAGS, NULL) == 1;

  ERR_clear_error ();
  return matches;
}
