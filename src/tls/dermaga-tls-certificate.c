#include "config.h"

#include "tls/dermaga-tls-certificate.h"

#include "base/dermaga-text.h"

#include <gio/gio.h>
#include <openssl/evp.h>
#include <openssl/x509v3.h>

#define MAX_NAMES 100
#define MAX_NAME_CHARS 253
#define MAX_SUBJECT_CHARS 256

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GENERAL_NAMES, GENERAL_NAMES_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AUTHORITY_INFO_ACCESS, AUTHORITY_INFO_ACCESS_free)

/* "CN=mail.example.com, O=Example": one line, in the certificate's order, as UTF-8. */
static char *
name_to_text (const X509_NAME *name)
{
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());
  gulong flags = (XN_FLAG_ONELINE | ASN1_STRFLGS_UTF8_CONVERT)
                 & ~(ASN1_STRFLGS_ESC_MSB | XN_FLAG_SPC_EQ);
  char *text = NULL;
  long length;

  if (X509_NAME_print_ex (bio, name, 0, flags) < 0)
    return g_strdup ("");
  length = BIO_get_mem_data (bio, &text);
  return length > 0 ? dermaga_text_make_safe (text, length, MAX_SUBJECT_CHARS) : g_strdup ("");
}

static char *
general_name_to_text (const GENERAL_NAME *name)
{
  if (name->type == GEN_DNS)
    return dermaga_text_make_safe ((const char *) ASN1_STRING_get0_data (name->d.dNSName),
                                   ASN1_STRING_length (name->d.dNSName), MAX_NAME_CHARS);
  if (name->type == GEN_IPADD)
    {
      int length = ASN1_STRING_length (name->d.iPAddress);
      g_autoptr (GInetAddress) address = NULL;

      if (length != 4 && length != 16)
        return NULL;
      address = g_inet_address_new_from_bytes (ASN1_STRING_get0_data (name->d.iPAddress),
                                               length == 4 ? G_SOCKET_FAMILY_IPV4
                                                           : G_SOCKET_FAMILY_IPV6);
      return g_inet_address_to_string (address);
    }
  return NULL;
}

static char **
read_names (X509 *x509)
{
  g_autoptr (GENERAL_NAMES) all = X509_get_ext_d2i (x509, NID_subject_alt_name, NULL, NULL);
  GPtrArray *names = g_ptr_array_new ();

  for (int i = 0; i < sk_GENERAL_NAME_num (all) && names->len < MAX_NAMES; i++)
    {
      char *text = general_name_to_text (sk_GENERAL_NAME_value (all, i));

      if (text != NULL)
        g_ptr_array_add (names, text);
    }
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

static gint64
read_time (const ASN1_TIME *time)
{
  struct tm broken_down = { 0 };

  return ASN1_TIME_to_tm (time, &broken_down) == 1 ? timegm (&broken_down) : 0;
}

static char *
read_fingerprint (X509 *x509)
{
  guint8 digest[EVP_MAX_MD_SIZE];
  guint length = 0;
  GString *text = g_string_new (NULL);

  if (X509_digest (x509, EVP_sha256 (), digest, &length) == 1)
    for (guint i = 0; i < length; i++)
      g_string_append_printf (text, "%02x", digest[i]);
  return g_string_free (text, FALSE);
}

static gboolean
tells_issuer (X509 *x509)
{
  g_autoptr (AUTHORITY_INFO_ACCESS) all = X509_get_ext_d2i (x509, NID_info_access, NULL, NULL);

  for (int i = 0; i < sk_ACCESS_DESCRIPTION_num (all); i++)
    if (OBJ_obj2nid (sk_ACCESS_DESCRIPTION_value (all, i)->method) == NID_ad_ca_issuers)
      return TRUE;
  return FALSE;
}

DermagaCertificate *
dermaga_certificate_new_from_x509 (X509 *x509)
{
  DermagaCertificate *certificate = dermaga_certificate_new ();

  certificate->subject = name_to_text (X509_get_subject_name (x509));
  certificate->issuer = name_to_text (X509_get_issuer_name (x509));
  certificate->names = read_names (x509);
  certificate->not_before = read_time (X509_get0_notBefore (x509));
  certificate->not_after = read_time (X509_get0_notAfter (x509));
  certificate->sha256 = read_fingerprint (x509);
  certificate->tells_issuer = tells_issuer (x509);
  return certificate;
}
