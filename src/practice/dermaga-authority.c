#include "config.h"

#include "practice/dermaga-authority.h"

#include <gio/gio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <string.h>

#define ROOT_DAYS 3650
#define ISSUED_DAYS 30
#define MAX_COMMON_NAME 64 /* ub-common-name of RFC 5280 */

struct _DermagaAuthority {
  EVP_PKEY *key;
  X509 *certificate;
  char *pem;
  char *intermediates; /* this authority's certificate and those above it, without the root */
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_EXTENSION, X509_EXTENSION_free)

/* Only lack of memory or a broken OpenSSL makes these calls fail. */
static void
must (gboolean succeeded)
{
  if (!succeeded)
    g_error ("OpenSSL: %s", ERR_reason_error_string (ERR_peek_error ()));
}

static EVP_PKEY *
make_key (DermagaAuthorityKey kind)
{
  EVP_PKEY *key = NULL;

  switch (kind)
    {
    case DERMAGA_AUTHORITY_KEY_EC_P256:
      key = EVP_EC_gen ("P-256");
      break;
    case DERMAGA_AUTHORITY_KEY_RSA_2048:
      key = EVP_RSA_gen (2048);
      break;
    case DERMAGA_AUTHORITY_KEY_RSA_1024:
      key = EVP_RSA_gen (1024);
      break;
    case DERMAGA_AUTHORITY_KEY_RSA_512:
      key = EVP_RSA_gen (512);
      break;
    }
  must (key != NULL);
  return key;
}

static void
set_serial (X509 *certificate)
{
  guint8 bytes[16];
  BIGNUM *number;

  must (RAND_bytes (bytes, sizeof bytes) == 1);
  bytes[0] = (bytes[0] & 0x7f) | 0x40; /* positive, and always of the same length */
  number = BN_bin2bn (bytes, sizeof bytes, NULL);
  must (BN_to_ASN1_INTEGER (number, X509_get_serialNumber (certificate)) != NULL);
  BN_free (number);
}

static void
add_extension (X509 *certificate, X509 *issuer, int nid, const char *value)
{
  X509V3_CTX context;
  g_autoptr (X509_EXTENSION) extension = NULL;

  X509V3_set_ctx_nodb (&context);
  X509V3_set_ctx (&context, issuer, certificate, NULL, NULL, 0);
  extension = X509V3_EXT_conf_nid (NULL, &context, nid, value);
  must (extension != NULL && X509_add_ext (certificate, extension, -1) == 1);
}

static void
set_time (ASN1_TIME *field, gint64 seconds_from_now)
{
  time_t now = g_get_real_time () / G_USEC_PER_SEC;

  must (ASN1_TIME_set (field, now + seconds_from_now) != NULL);
}

/* A certificate with what all have in common; still to be extended and signed. */
static X509 *
make_certificate (const char *common_name, EVP_PKEY *key, gint64 not_before, gint64 not_after)
{
  X509 *certificate = X509_new ();

  must (certificate != NULL && X509_set_version (certificate, X509_VERSION_3) == 1);
  set_serial (certificate);
  set_time (X509_getm_notBefore (certificate), not_before);
  set_time (X509_getm_notAfter (certificate), not_after);
  must (X509_set_pubkey (certificate, key) == 1);
  if (common_name != NULL)
    must (X509_NAME_add_entry_by_txt (X509_get_subject_name (certificate), "CN", MBSTRING_UTF8,
                                      (const guchar *) common_name, -1, -1, 0)
          == 1);
  return certificate;
}

static void
sign (X509 *certificate, X509 *issuer, EVP_PKEY *key, gboolean sha1)
{
  must (X509_set_issuer_name (certificate, X509_get_subject_name (issuer)) == 1);
  must (X509_sign (certificate, key, sha1 ? EVP_sha1 () : EVP_sha256 ()) > 0);
}

static char *
bio_to_string (BIO *bio)
{
  char *text = NULL;
  long length = BIO_get_mem_data (bio, &text);

  return g_strndup (text, length);
}

static char *
certificate_to_pem (X509 *certificate)
{
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());

  must (PEM_write_bio_X509 (bio, certificate) == 1);
  return bio_to_string (bio);
}

static char *
key_to_pem (EVP_PKEY *key)
{
  g_autoptr (BIO) bio = BIO_new (BIO_s_secmem ());

  must (PEM_write_bio_PrivateKey (bio, key, NULL, NULL, 0, NULL, NULL) == 1);
  return bio_to_string (bio);
}

static DermagaAuthority *
authority_new (DermagaAuthority *parent, const char *common_name)
{
  DermagaAuthority *self = g_new0 (DermagaAuthority, 1);
  X509 *issuer;

  self->key = make_key (DERMAGA_AUTHORITY_KEY_EC_P256);
  self->certificate = make_certificate (common_name, self->key, -DERMAGA_AUTHORITY_DAY,
                                        ROOT_DAYS * DERMAGA_AUTHORITY_DAY);
  issuer = parent != NULL ? parent->certificate : self->certificate;
  add_extension (self->certificate, issuer, NID_basic_constraints, "critical,CA:TRUE");
  add_extension (self->certificate, issuer, NID_key_usage, "critical,keyCertSign,cRLSign");
  add_extension (self->certificate, issuer, NID_subject_key_identifier, "hash");
  if (parent != NULL)
    add_extension (self->certificate, issuer, NID_authority_key_identifier, "keyid:always");
  sign (self->certificate, issuer, parent != NULL ? parent->key : self->key, FALSE);
  self->pem = certificate_to_pem (self->certificate);
  self->intermediates = parent != NULL ? g_strconcat (self->pem, parent->intermediates, NULL)
                                       : g_strdup ("");
  return self;
}

DermagaAuthority *
dermaga_authority_new (const char *common_name)
{
  g_return_val_if_fail (common_name != NULL, NULL);

  return authority_new (NULL, common_name);
}

DermagaAuthority *
dermaga_authority_new_intermediate (DermagaAuthority *parent, const char *common_name)
{
  g_return_val_if_fail (parent != NULL && common_name != NULL, NULL);

  return authority_new (parent, common_name);
}

void
dermaga_authority_free (DermagaAuthority *self)
{
  if (self == NULL)
    return;
  EVP_PKEY_free (self->key);
  X509_free (self->certificate);
  g_free (self->pem);
  g_free (self->intermediates);
  g_free (self);
}

const char *
dermaga_authority_get_pem (DermagaAuthority *self)
{
  return self->pem;
}

/* RFC 5280 §4.2.1.6: critical where the subject is empty; Python 3.13 insists on it. */
static void
add_names (X509 *certificate, X509 *issuer, const char *const *names)
{
  gboolean nameless = X509_NAME_entry_count (X509_get_subject_name (certificate)) == 0;
  g_autoptr (GString) value = g_string_new (nameless ? "critical," : NULL);
  gsize prefix = value->len;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    g_string_append_printf (value, "%s%s:%s", i > 0 ? "," : "",
                            g_hostname_is_ip_address (names[i]) ? "IP" : "DNS", names[i]);
  if (value->len > prefix)
    add_extension (certificate, issuer, NID_subject_alt_name, value->str);
}

DermagaIssued *
dermaga_authority_issue (DermagaAuthority *self, const DermagaAuthorityOrder *order)
{
  g_autoptr (EVP_PKEY) key = NULL;
  g_autoptr (X509) certificate = NULL;
  X509 *issuer;
  DermagaIssued *issued;

  g_return_val_if_fail (self != NULL && order != NULL, NULL);

  key = make_key (order->key);
  certificate = make_certificate (order->common_name, key,
                                  order->not_before != 0 ? order->not_before : -60 * 60,
                                  order->not_after != 0 ? order->not_after
                                                        : ISSUED_DAYS * DERMAGA_AUTHORITY_DAY);
  issuer = order->self_signed ? certificate : self->certificate;
  add_extension (certificate, issuer, NID_basic_constraints, "critical,CA:FALSE");
  add_extension (certificate, issuer, NID_ext_key_usage,
                 order->client_only ? "clientAuth" : "serverAuth");
  add_names (certificate, issuer, order->names);
  if (!order->self_signed)
    add_extension (certificate, issuer, NID_authority_key_identifier, "keyid:always");
  sign (certificate, issuer, order->self_signed ? key : self->key, order->sha1);

  issued = g_new0 (DermagaIssued, 1);
  issued->leaf = certificate_to_pem (certificate);
  issued->chain = order->self_signed ? g_strdup (issued->leaf)
                                     : g_strconcat (issued->leaf, self->intermediates, NULL);
  issued->key = key_to_pem (key);
  return issued;
}

DermagaIssued *
dermaga_authority_issue_for (DermagaAuthority *self, const char *name)
{
  const char *names[] = { name, NULL };
  DermagaAuthorityOrder order = { .names = names };

  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  if (strlen (name) <= MAX_COMMON_NAME)
    order.common_name = name;
  return dermaga_authority_issue (self, &order);
}

void
dermaga_issued_free (DermagaIssued *issued)
{
  if (issued == NULL)
    return;
  g_free (issued->leaf);
  g_free (issued->chain);
  g_free (issued->key);
  g_free (issued);
}
