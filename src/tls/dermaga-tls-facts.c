#include "config.h"

#include "tls/dermaga-tls-facts.h"

#include <openssl/x509_vfy.h>
#include <string.h>

#define MAX_FAULTS 64

/* The X509_V_ERR_* numbers that have a word and a meaning of their own; all others are BAD. */
static const struct
{
  int code;
  DermagaFaultKind kind;
  const char *word;
} known_faults[] = {
  { X509_V_ERR_CERT_HAS_EXPIRED, DERMAGA_FAULT_KIND_TIME, "expired" },
  { X509_V_ERR_CERT_NOT_YET_VALID, DERMAGA_FAULT_KIND_TIME, "not-yet-valid" },
  { X509_V_ERR_ERROR_IN_CERT_NOT_BEFORE_FIELD, DERMAGA_FAULT_KIND_TIME, "bad-dates" },
  { X509_V_ERR_ERROR_IN_CERT_NOT_AFTER_FIELD, DERMAGA_FAULT_KIND_TIME, "bad-dates" },
  { X509_V_ERR_HOSTNAME_MISMATCH, DERMAGA_FAULT_KIND_NAME, "name-mismatch" },
  { X509_V_ERR_IP_ADDRESS_MISMATCH, DERMAGA_FAULT_KIND_NAME, "name-mismatch" },
  { X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, DERMAGA_FAULT_KIND_TRUST, "self-signed" },
  { X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, DERMAGA_FAULT_KIND_TRUST, "unknown-root" },
  { X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, DERMAGA_FAULT_KIND_TRUST, "unknown-issuer" },
  { X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, DERMAGA_FAULT_KIND_TRUST, "unknown-issuer" },
  { X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, DERMAGA_FAULT_KIND_TRUST, "unverified-signature" },
  { X509_V_ERR_CERT_UNTRUSTED, DERMAGA_FAULT_KIND_TRUST, "untrusted" },
  { X509_V_ERR_CERT_SIGNATURE_FAILURE, DERMAGA_FAULT_KIND_BAD, "bad-signature" },
  { X509_V_ERR_CERT_CHAIN_TOO_LONG, DERMAGA_FAULT_KIND_BAD, "chain-too-long" },
  { X509_V_ERR_CERT_REVOKED, DERMAGA_FAULT_KIND_BAD, "revoked" },
  { X509_V_ERR_INVALID_CA, DERMAGA_FAULT_KIND_BAD, "issuer-no-authority" },
  { X509_V_ERR_INVALID_PURPOSE, DERMAGA_FAULT_KIND_BAD, "wrong-purpose" },
  { X509_V_ERR_CERT_REJECTED, DERMAGA_FAULT_KIND_BAD, "rejected" },
  { X509_V_ERR_EE_KEY_TOO_SMALL, DERMAGA_FAULT_KIND_BAD, "weak-key" },
  { X509_V_ERR_CA_KEY_TOO_SMALL, DERMAGA_FAULT_KIND_BAD, "weak-key" },
  { X509_V_ERR_CA_MD_TOO_WEAK, DERMAGA_FAULT_KIND_BAD, "weak-signature" },
};

DermagaCertificate *
dermaga_certificate_new (void)
{
  return g_new0 (DermagaCertificate, 1);
}

DermagaCertificate *
dermaga_certificate_copy (const DermagaCertificate *certificate)
{
  DermagaCertificate *copy = dermaga_certificate_new ();

  copy->subject = g_strdup (certificate->subject);
  copy->issuer = g_strdup (certificate->issuer);
  copy->names = g_strdupv (certificate->names);
  copy->not_before = certificate->not_before;
  copy->not_after = certificate->not_after;
  copy->sha256 = g_strdup (certificate->sha256);
  copy->tells_issuer = certificate->tells_issuer;
  return copy;
}

void
dermaga_certificate_free (DermagaCertificate *certificate)
{
  if (certificate == NULL)
    return;
  g_free (certificate->subject);
  g_free (certificate->issuer);
  g_strfreev (certificate->names);
  g_free (certificate->sha256);
  g_free (certificate);
}

DermagaTlsFacts *
dermaga_tls_facts_new (void)
{
  DermagaTlsFacts *facts = g_new0 (DermagaTlsFacts, 1);

  facts->chain = g_ptr_array_new_with_free_func ((GDestroyNotify) dermaga_certificate_free);
  facts->faults = g_array_new (FALSE, FALSE, sizeof (DermagaTlsFault));
  return facts;
}

DermagaTlsFacts *
dermaga_tls_facts_copy (const DermagaTlsFacts *facts)
{
  DermagaTlsFacts *copy = dermaga_tls_facts_new ();

  copy->complete = facts->complete;
  copy->version = g_strdup (facts->version);
  copy->cipher = g_strdup (facts->cipher);
  for (guint i = 0; i < facts->chain->len; i++)
    g_ptr_array_add (copy->chain, dermaga_certificate_copy (facts->chain->pdata[i]));
  if (facts->faults->len > 0)
    g_array_append_vals (copy->faults, facts->faults->data, facts->faults->len);
  copy->staple = facts->staple;
  copy->failure = facts->failure;
  copy->reason = facts->reason;
  copy->reason_text = g_strdup (facts->reason_text);
  copy->first_bytes = facts->first_bytes != NULL ? g_bytes_ref (facts->first_bytes) : NULL;
  return copy;
}

void
dermaga_tls_facts_free (DermagaTlsFacts *facts)
{
  if (facts == NULL)
    return;
  g_free (facts->version);
  g_free (facts->cipher);
  g_ptr_array_unref (facts->chain);
  g_array_unref (facts->faults);
  g_free (facts->reason_text);
  g_clear_pointer (&facts->first_bytes, g_bytes_unref);
  g_free (facts);
}

void
dermaga_tls_facts_add_fault (DermagaTlsFacts *facts, int code, int depth)
{
  DermagaTlsFault fault = { .code = code, .depth = depth };

  for (guint i = 0; i < facts->faults->len; i++)
    {
      const DermagaTlsFault *known = &g_array_index (facts->faults, DermagaTlsFault, i);

      if (known->code == code && known->depth == depth)
        return;
    }
  if (facts->faults->len < MAX_FAULTS)
    g_array_append_val (facts->faults, fault);
}

gboolean
dermaga_tls_facts_verified (const DermagaTlsFacts *facts)
{
  /* A list of what is good, so that an unknown or missing version is not. */
  static const char *const versions[] = { "TLSv1.2", "TLSv1.3", NULL };

  return facts->complete && facts->version != NULL && g_strv_contains (versions, facts->version)
         && facts->chain->len > 0 && facts->faults->len == 0;
}

DermagaFaultKind
dermaga_tls_fault_get_kind (const DermagaTlsFault *fault)
{
  for (guint i = 0; i < G_N_ELEMENTS (known_faults); i++)
    if (known_faults[i].code == fault->code)
      return known_faults[i].kind;
  return DERMAGA_FAULT_KIND_BAD;
}

const char *
dermaga_tls_fault_to_string (const DermagaTlsFault *fault)
{
  char word[32];

  for (guint i = 0; i < G_N_ELEMENTS (known_faults); i++)
    if (known_faults[i].code == fault->code)
      return known_faults[i].word;
  g_snprintf (word, sizeof word, "x509-%d", fault->code);
  return g_intern_string (word);
}

const char *
dermaga_tls_staple_to_string (DermagaTlsStaple staple)
{
  switch (staple)
    {
    case DERMAGA_TLS_STAPLE_NONE:
      return "none";
    case DERMAGA_TLS_STAPLE_UNUSABLE:
      return "unusable";
    case DERMAGA_TLS_STAPLE_GOOD:
      return "good";
    case DERMAGA_TLS_STAPLE_REVOKED:
      return "revoked";
    }
  g_return_val_if_reached (NULL);
}

gboolean
dermaga_tls_facts_has_fault (const DermagaTlsFacts *facts, DermagaFaultKind kind)
{
  for (guint i = 0; i < facts->faults->len; i++)
    if (dermaga_tls_fault_get_kind (&g_array_index (facts->faults, DermagaTlsFault, i)) == kind)
      return TRUE;
  return FALSE;
}
