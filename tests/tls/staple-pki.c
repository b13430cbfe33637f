#include "staple-pki.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "tls-pair.h"

static void
add_extension (X509 *certificate, X509 *issuer, int nid, const char *value)
{
  X509V3_CTX context;
  X509_EXTENSION *extension;

  X509V3_set_ctx_nodb (&context);
  X509V3_set_ctx (&context, issuer, certificate, NULL, NULL, 0);
  extension = X509V3_EXT_conf_nid (NULL, &context, nid, value);
  g_assert_nonnull (extension);
  g_assert_cmpint (X509_add_ext (certificate, extension, -1), ==, 1);
  X509_EXTENSION_free (extension);
}

static Party *
party_new (const char *name)
{
  Party *party = g_new0 (Party, 1);

  party->key = EVP_EC_gen ("P-256");
  party->certificate = X509_new ();
  X509_set_version (party->certificate, X509_VERSION_3);
  ASN1_INTEGER_set (X509_get_serialNumber (party->certificate), g_random_int_range (1, G_MAXINT));
  X509_gmtime_adj (X509_getm_notBefore (party->certificate), -60 * 60);
  X509_gmtime_adj (X509_getm_notAfter (party->certificate), 9 * DERMAGA_AUTHORITY_DAY);
  X509_set_pubkey (party->certificate, party->key);
  X509_NAME_add_entry_by_txt (X509_get_subject_name (party->certificate), "CN", MBSTRING_UTF8,
                              (const guchar *) name, -1, -1, 0);
  return party;
}

static void
sign (Party *party, Party *issuer)
{
  X509_set_issuer_name (party->certificate, X509_get_subject_name (issuer->certificate));
  g_assert_cmpint (X509_sign (party->certificate, issuer->key, EVP_sha256 ()), >, 0);
}

Party *
party_new_root (const char *name)
{
  Party *root = party_new (name);

  add_extension (root->certificate, root->certificate, NID_basic_constraints, "critical,CA:TRUE");
  add_extension (root->certificate, root->certificate, NID_key_usage,
                 "critical,keyCertSign,cRLSign,digitalSignature");
  sign (root, root);
  return root;
}

Party *
party_issue (Party *issuer, const char *name, const char *usage, const char *aia)
{
  Party *party = party_new (name);

  add_extension (party->certificate, issuer->certificate, NID_basic_constraints, "CA:FALSE");
  add_extension (party->certificate, issuer->certificate, NID_ext_key_usage, usage);
  add_extension (party->certificate, issuer->certificate, NID_subject_alt_name, "DNS:" HOST);
  if (aia != NULL)
    add_extension (party->certificate, issuer->certificate, NID_info_access, aia);
  sign (party, issuer);
  return party;
}

void
party_free (Party *party)
{
  X509_free (party->certificate);
  EVP_PKEY_free (party->key);
  g_free (party);
}

static char *
take_text (BIO *bio)
{
  char *data = NULL;
  long length = BIO_get_mem_data (bio, &data);
  char *text = g_strndup (data, length);

  BIO_free (bio);
  return text;
}

DermagaIssued *
party_to_issued (Party *party)
{
  DermagaIssued *issued = g_new0 (DermagaIssued, 1);
  BIO *certificate = BIO_new (BIO_s_mem ());
  BIO *key = BIO_new (BIO_s_mem ());

  g_assert_cmpint (PEM_write_bio_X509 (certificate, party->certificate), ==, 1);
  g_assert_cmpint (PEM_write_bio_PrivateKey (key, party->key, NULL, NULL, 0, NULL, NULL), ==, 1);
  issued->leaf = take_text (certificate);
  issued->chain = g_strdup (issued->leaf);
  issued->key = take_text (key);
  return issued;
}

static ASN1_TIME *
time_from_now (gint64 seconds)
{
  return ASN1_TIME_adj (NULL, g_get_real_time () / G_USEC_PER_SEC, 0, (long) seconds);
}

/* (transfer full): OpenSSL's memory as GLib's */
static GBytes *
take_der (guint8 *der, int length)
{
  GBytes *bytes = g_bytes_new (der, length);

  OPENSSL_free (der);
  return bytes;
}

GBytes *
party_give_word (Party *issuer, Party *subject, const Word *word)
{
  Party *signer = word->deputy != NULL ? word->deputy : issuer;
  OCSP_BASICRESP *basic = OCSP_BASICRESP_new ();
  OCSP_CERTID *id = OCSP_cert_to_id (word->digest, subject->certificate, issuer->certificate);
  ASN1_TIME *since = time_from_now (word->since != 0 ? word->since : -60 * 60);
  ASN1_TIME *until = time_from_now (word->until != 0 ? word->until : DERMAGA_AUTHORITY_DAY);
  gboolean revoked = word->status == V_OCSP_CERTSTATUS_REVOKED;
  OCSP_RESPONSE *response;
  guint8 *der = NULL;
  int length;

  g_assert_nonnull (OCSP_basic_add1_status (basic, id, word->status,
                                            OCSP_REVOKED_STATUS_KEYCOMPROMISE,
                                            revoked ? since : NULL, since,
                                            word->until == -1 ? NULL : until));
  g_assert_cmpint (OCSP_basic_sign (basic, signer->certificate, signer->key, EVP_sha256 (), NULL,
                                    word->deputy != NULL ? 0 : OCSP_NOCERTS),
                   ==, 1);
  response = OCSP_response_create (OCSP_RESPONSE_STATUS_SUCCESSFUL, basic);
  length = i2d_OCSP_RESPONSE (response, &der);
  g_assert_cmpint (length, >, 0);

  OCSP_RESPONSE_free (response);
  OCSP_BASICRESP_free (basic);
  OCSP_CERTID_free (id);
  ASN1_TIME_free (since);
  ASN1_TIME_free (until);
  return take_der (der, length);
}
