#include "config.h"

#include "tls/dermaga-tls-context-private.h"

#include "tls/dermaga-tls-verify.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <string.h>

#define MAX_PEM (4 * 1024 * 1024)

struct _DermagaTlsContext {
  SSL_CTX *ssl_ctx;
  gboolean is_server;
};

G_DEFINE_QUARK (dermaga-tls-error-quark, dermaga_tls_error)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)

/* Takes the oldest error, the one that caused the others, and empties OpenSSL's queue. */
static void
set_error (GError **error, DermagaTlsError code, const char *what)
{
  gulong number = ERR_peek_error ();
  const char *reason = number != 0 ? ERR_reason_error_string (number) : NULL;

  g_set_error (error, DERMAGA_TLS_ERROR, code, "%s: %s", what,
               reason != NULL ? reason : "unknown reason");
  ERR_clear_error ();
}

/* Without this OpenSSL would ask for the passphrase on the terminal. */
static int
refuse_passphrase (char *buffer, int size, int writing, void *data)
{
  return -1;
}

SSL_CTX *
dermaga_tls_ssl_ctx_new (const SSL_METHOD *method, GError **error)
{
  SSL_CTX *ssl_ctx;

  ERR_clear_error ();
  ssl_ctx = SSL_CTX_new (method);
  if (ssl_ctx == NULL || SSL_CTX_set_min_proto_version (ssl_ctx, TLS1_2_VERSION) != 1
      || SSL_CTX_set_max_proto_version (ssl_ctx, 0) != 1
      || SSL_CTX_set_cipher_list (ssl_ctx, "DEFAULT:!aNULL:!eNULL") != 1)
    {
      set_error (error, DERMAGA_TLS_ERROR_INTERNAL, "TLS is not usable");
      SSL_CTX_free (ssl_ctx);
      return NULL;
    }
  SSL_CTX_set_security_level (ssl_ctx, 1);
  SSL_CTX_set_mode (ssl_ctx, SSL_MODE_RELEASE_BUFFERS);
  /* What was decrypted is wiped once it was read: it may be, or repeat, a password. */
  SSL_CTX_set_options (ssl_ctx, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET | SSL_OP_NO_COMPRESSION
                                  | SSL_OP_CLEANSE_PLAINTEXT);
  SSL_CTX_set_session_cache_mode (ssl_ctx, SSL_SESS_CACHE_OFF);
  return ssl_ctx;
}

static DermagaTlsContext *
context_new (const SSL_METHOD *method, gboolean is_server, GError **error)
{
  SSL_CTX *ssl_ctx = dermaga_tls_ssl_ctx_new (method, error);
  DermagaTlsContext *self;

  if (ssl_ctx == NULL)
    return NULL;
  self = g_atomic_rc_box_new0 (DermagaTlsContext);
  self->is_server = is_server;
  self->ssl_ctx = ssl_ctx;
  return self;
}

/* Whether @directory holds files named after the hashes of their subjects ("a1b2c3d4.0"). */
static gboolean
is_hashed_directory (const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (strlen (name) == 10 && strspn (name, "0123456789abcdef") == 8
        && g_str_has_suffix (name, ".0"))
      return TRUE;
  return FALSE;
}

/* Whether the environment leaves the default alone, or names the same file or folder. */
static gboolean
is_default (const char *variable, const char *default_path)
{
  const char *path = g_getenv (variable);
  GStatBuf chosen;
  GStatBuf usual;

  if (path == NULL)
    return TRUE;
  return g_stat (path, &chosen) == 0 && g_stat (default_path, &usual) == 0
         && chosen.st_dev == usual.st_dev && chosen.st_ino == usual.st_ino;
}

/*
 * Reading the whole bundle takes some 20 ms and 1.5 MB; a hashed directory is read one root at a
 * time, when a chain asks for it. Where the default directory is of that kind, the default file
 * holds the same roots and is left alone, unless the user chose others by the environment.
 */
static gboolean
needs_bundle (void)
{
  return !is_default (X509_get_default_cert_file_env (), X509_get_default_cert_file ())
         || !is_default (X509_get_default_cert_dir_env (), X509_get_default_cert_dir ())
         || !is_hashed_directory (X509_get_default_cert_dir ());
}

static gboolean
load_system_trust (DermagaTlsContext *self, GError **error)
{
  if (SSL_CTX_set_default_verify_dir (self->ssl_ctx) != 1
      || (needs_bundle () && SSL_CTX_set_default_verify_file (self->ssl_ctx) != 1))
    {
      set_error (error, DERMAGA_TLS_ERROR_INTERNAL, "the system's trust is not usable");
      return FALSE;
    }
  /* A missing file is no failure, but leaves its trace. */
  ERR_clear_error ();
  return TRUE;
}

/* By stdio, not GFile, which would load every module of GIO. */
static char *
read_file (const char *path, gsize max_length)
{
  FILE *file = fopen (path, "re");
  g_autofree char *text = g_malloc (max_length + 1);
  gsize length;
  int read_errno;

  if (file == NULL)
    return NULL;
  length = fread (text, 1, max_length + 1, file);
  read_errno = ferror (file) ? errno : length > max_length ? EFBIG : 0;
  fclose (file);
  errno = read_errno;
  if (read_errno != 0)
    return NULL;
  text[length] = '\0';
  return g_steal_pointer (&text);
}

static gboolean
trust_file (DermagaTlsContext *self, const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *pem = read_file (path, MAX_PEM);

  if (pem == NULL)
    {
      g_set_error (error, DERMAGA_TLS_ERROR, DERMAGA_TLS_ERROR_CA_FILE, "%s: %s", name,
                   g_strerror (errno));
      return FALSE;
    }
  if (dermaga_tls_context_trust_pem (self, pem, error))
    return TRUE;
  g_prefix_error (error, "%s: ", name);
  return FALSE;
}

DermagaTlsContext *
dermaga_tls_context_new_probe (const char *ca_file, GError **error)
{
  g_autoptr (DermagaTlsContext) self = context_new (TLS_client_method (), FALSE, error);

  if (self == NULL)
    return NULL;
  dermaga_tls_verify_install (self->ssl_ctx);
  if (!load_system_trust (self, error))
    return NULL;
  if (ca_file != NULL && !trust_file (self, ca_file, error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
dermaga_tls_context_trust_pem (DermagaTlsContext *self, const char *pem, GError **error)
{
  g_autoptr (BIO) bio = NULL;
  X509_STORE *store;
  guint count = 0;

  g_return_val_if_fail (self != NULL && !self->is_server && pem != NULL, FALSE);

  ERR_clear_error ();
  store = SSL_CTX_get_cert_store (self->ssl_ctx);
  bio = BIO_new_mem_buf (pem, -1);
  while (TRUE)
    {
      g_autoptr (X509) root = PEM_read_bio_X509_AUX (bio, NULL, refuse_passphrase, NULL);

      if (root == NULL)
        break;
      if (X509_STORE_add_cert (store, root) != 1)
        {
          set_error (error, DERMAGA_TLS_ERROR_CA_FILE, "unusable certificate");
          return FALSE;
        }
      count++;
    }
  /* The end of the text is reported as an error, too: no further "BEGIN" line. */
  if (count == 0 || ERR_GET_REASON (ERR_peek_last_error ()) != PEM_R_NO_START_LINE)
    {
      set_error (error, DERMAGA_TLS_ERROR_CA_FILE, "not a list of certificates in PEM");
      return FALSE;
    }
  ERR_clear_error ();
  return TRUE;
}

DermagaTlsJudgement
dermaga_tls_context_judge (DermagaTlsContext *self, GPtrArray *chain, const char *host)
{
  g_return_val_if_fail (self != NULL && !self->is_server && chain != NULL && host != NULL,
                        (DermagaTlsJudgement){ FALSE });

  return dermaga_tls_verify_chain (self->ssl_ctx, chain, host);
}

gboolean
dermaga_tls_context_trusts (DermagaTlsContext *self, GPtrArray *chain, const char *host)
{
  return dermaga_tls_context_judge (self, chain, host).trusted;
}

static gboolean
use_chain (DermagaTlsContext *self, const char *pem)
{
  g_autoptr (BIO) bio = BIO_new_mem_buf (pem, -1);
  g_autoptr (X509) leaf = PEM_read_bio_X509 (bio, NULL, refuse_passphrase, NULL);

  if (leaf == NULL || SSL_CTX_use_certificate (self->ssl_ctx, leaf) != 1)
    return FALSE;
  while (TRUE)
    {
      g_autoptr (X509) issuer = PEM_read_bio_X509 (bio, NULL, refuse_passphrase, NULL);

      if (issuer == NULL)
        return ERR_GET_REASON (ERR_peek_last_error ()) == PEM_R_NO_START_LINE;
      if (SSL_CTX_add1_chain_cert (self->ssl_ctx, issuer) != 1)
        return FALSE;
    }
}

static gboolean
use_key (DermagaTlsContext *self, const char *pem)
{
  g_autoptr (BIO) bio = BIO_new_mem_buf (pem, -1);
  g_autoptr (EVP_PKEY) key = PEM_read_bio_PrivateKey (bio, NULL, refuse_passphrase, NULL);

  return key != NULL && SSL_CTX_use_PrivateKey (self->ssl_ctx, key) == 1
         && SSL_CTX_check_private_key (self->ssl_ctx) == 1;
}

DermagaTlsContext *
dermaga_tls_context_new_server (const char *certificate_pem, const char *key_pem, GError **error)
{
  g_autoptr (DermagaTlsContext) self = NULL;

  g_return_val_if_fail (certificate_pem != NULL && key_pem != NULL, NULL);

  self = context_new (TLS_server_method (), TRUE, error);
  if (self == NULL)
    return NULL;
  SSL_CTX_set_num_tickets (self->ssl_ctx, 0);
  if (!use_chain (self, certificate_pem) || !use_key (self, key_pem))
    {
      set_error (error, DERMAGA_TLS_ERROR_CERTIFICATE, "unusable certificate or key");
      return NULL;
    }
  ERR_clear_error ();
  return g_steal_pointer (&self);
}

DermagaTlsContext *
dermaga_tls_context_ref (DermagaTlsContext *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
context_clear (gpointer data)
{
  DermagaTlsContext *self = data;

  SSL_CTX_free (self->ssl_ctx);
}

void
dermaga_tls_context_unref (DermagaTlsContext *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, context_clear);
}

SSL_CTX *
dermaga_tls_context_get_ssl_ctx (DermagaTlsContext *self)
{
  return self->ssl_ctx;
}

gboolean
dermaga_tls_context_is_server (DermagaTlsContext *self)
{
  return self->is_server;
}
