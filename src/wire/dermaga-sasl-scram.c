#include "config.h"

#include "wire/dermaga-sasl-private.h"

#include "wire/dermaga-saslprep.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <string.h>

/* No channel binding, and nobody else to act for. */
#define GS2_HEADER "n,,"
#define GS2_HEADER_BASE64 "biws"
#define NONCE_OCTETS 24u
#define MAX_NONCE 512u
#define MAX_SALT 512u
/* Some two milliseconds; slow computers have ten. Then the main loop has its turn. */
#define ITERATIONS_A_SLICE 1024u

typedef enum {
  SCRAM_FIRST,   /* the server's first message is due */
  SCRAM_HASHING,
  SCRAM_FINAL,   /* the proof is made; the server's own is due */
  SCRAM_PROVED,
  SCRAM_OVER,
} ScramState;

struct _DermagaScram {
  const char *hash;
  ScramState state;
  char *first_bare;   /* the client's first message without the header */
  char *nonce;        /* the client's, then both */
  char *server_first;
  gboolean gave_proof;
  GBytes *response; /* (nullable): to be taken */

  char password[6 * DERMAGA_SECRET_MAX + 8]; /* prepared */
  EVP_MAC *mac;
  EVP_MAC_CTX *keyed; /* (nullable): with the password as key, while hashing */
  guint iterations;   /* still to do */
  gsize digest_length;
  guint8 round[DERMAGA_SCRAM_MAX_DIGEST];
  guint8 salted[DERMAGA_SCRAM_MAX_DIGEST];
  guint8 server_signature[DERMAGA_SCRAM_MAX_DIGEST];
};

static char *
make_nonce (void)
{
  guint8 bytes[NONCE_OCTETS];

  /* Without good random numbers there is no SCRAM. */
  if (RAND_bytes (bytes, sizeof bytes) != 1)
    {
      ERR_clear_error ();
      return NULL;
    }
  return g_base64_encode (bytes, sizeof bytes);
}

/* RFC 5802 §5.1: the two characters that have a meaning of their own. */
static char *
escape_name (const char *name)
{
  GString *escaped = g_string_new (NULL);

  for (const char *c = name; *c != '\0'; c++)
    if (*c == ',')
      g_string_append (escaped, "=2C");
    else if (*c == '=')
      g_string_append (escaped, "=3D");
    else
      g_string_append_c (escaped, *c);
  return g_string_free (escaped, FALSE);
}

DermagaScram *
dermaga_scram_new (gboolean sha256, const char *user_name, DermagaSecret *password,
                   const char *nonce)
{
  DermagaScram *self = g_new0 (DermagaScram, 1);
  char name[6 * DERMAGA_SECRET_MAX + 8];
  g_autofree char *escaped = NULL;

  self->hash = sha256 ? "SHA256" : "SHA1";
  self->nonce = nonce != NULL ? g_strdup (nonce) : make_nonce ();
  self->mac = EVP_MAC_fetch (NULL, "HMAC", NULL);
  if (self->nonce == NULL || self->mac == NULL
      || !dermaga_saslprep (user_name, strlen (user_name), name, sizeof name)
      || !dermaga_saslprep (dermaga_secret_peek (password), dermaga_secret_get_length (password),
                            self->password, sizeof self->password))
    {
      dermaga_scram_free (self);
      return NULL;
    }
  escaped = escape_name (name);
  self->first_bare = g_strdup_printf ("n=%s,r=%s", escaped, self->nonce);
  return self;
}

void
dermaga_scram_free (DermagaScram *self)
{
  if (self == NULL)
    return;
  EVP_MAC_CTX_free (self->keyed);
  EVP_MAC_free (self->mac);
  g_clear_pointer (&self->response, g_bytes_unref);
  g_free (self->first_bare);
  g_free (self->nonce);
  g_free (self->server_first);
  dermaga_wipe (self, sizeof *self);
  g_free (self);
}

GBytes *
dermaga_scram_take_first (DermagaScram *self)
{
  char *text = g_strconcat (GS2_HEADER, self->first_bare, NULL);

  return dermaga_wipe_bytes_new (text, strlen (text));
}

/* Salting: Hi() of RFC 5802 §2.2, which is PBKDF2 of one block, in slices. */

static gboolean
begin_round (DermagaScram *self, const guint8 *salt, gsize length)
{
  static const guint8 block[] = { 0, 0, 0, 1 };
  char name[16];
  OSSL_PARAM parameters[2];

  g_strlcpy (name, self->hash, sizeof name);
  parameters[0] = OSSL_PARAM_construct_utf8_string (OSSL_MAC_PARAM_DIGEST, name, 0);
  parameters[1] = OSSL_PARAM_construct_end ();
  self->keyed = EVP_MAC_CTX_new (self->mac);
  if (self->keyed == NULL
      || EVP_MAC_init (self->keyed, (const guint8 *) self->password, strlen (self->password),
                       parameters)
           != 1
      || EVP_MAC_update (self->keyed, salt, length) != 1
      || EVP_MAC_update (self->keyed, block, sizeof block) != 1
      || EVP_MAC_final (self->keyed, self->round, &self->digest_length, sizeof self->round) != 1)
    return FALSE;
  memcpy (self->salted, self->round, self->digest_length);
  self->iterations--;
  return TRUE;
}

static gboolean
next_round (DermagaScram *self)
{
  gsize length;

  if (EVP_MAC_init (self->keyed, NULL, 0, NULL) != 1
      || EVP_MAC_update (self->keyed, self->round, self->digest_length) != 1
      || EVP_MAC_final (self->keyed, self->round, &length, sizeof self->round) != 1)
    return FALSE;
  for (gsize i = 0; i < self->digest_length; i++)
    self->salted[i] ^= self->round[i];
  self->iterations--;
  return TRUE;
}

/* The proofs of both sides (RFC 5802 §3) */

static void
hmac (DermagaScram *self, const guint8 *key, const char *text, guint8 *digest)
{
  dermaga_sasl_hmac (self->hash, key, self->digest_length, text, strlen (text), digest);
}

static void
make_proofs (DermagaScram *self, const char *auth_message, guint8 *proof)
{
  guint8 client_key[DERMAGA_SCRAM_MAX_DIGEST];
  guint8 stored_key[DERMAGA_SCRAM_MAX_DIGEST];
  guint8 server_key[DERMAGA_SCRAM_MAX_DIGEST];
  gsize length = 0;

  hmac (self, self->salted, "Client Key", client_key);
  EVP_Q_digest (NULL, self->hash, NULL, client_key, self->digest_length, stored_key, &length);
  hmac (self, stored_key, auth_message, proof);
  for (gsize i = 0; i < self->digest_length; i++)
    proof[i] ^= client_key[i];
  hmac (self, self->salted, "Server Key", server_key);
  hmac (self, server_key, auth_message, self->server_signature);
  dermaga_wipe (client_key, sizeof client_key);
  dermaga_wipe (stored_key, sizeof stored_key);
  dermaga_wipe (server_key, sizeof server_key);
}

static void
finish_hashing (DermagaScram *self)
{
  g_autofree char *without_proof = g_strdup_printf ("c=" GS2_HEADER_BASE64 ",r=%s", self->nonce);
  g_autofree char *auth_message
    = g_strdup_printf ("%s,%s,%s", self->first_bare, self->server_first, without_proof);
  guint8 proof[DERMAGA_SCRAM_MAX_DIGEST];
  char *proof_text;
  char *text;

  make_proofs (self, auth_message, proof);
  proof_text = g_base64_encode (proof, self->digest_length);
  text = g_strconcat (without_proof, ",p=", proof_text, NULL);
  self->response = dermaga_wipe_bytes_new (text, strlen (text));
  dermaga_wipe (proof_text, strlen (proof_text));
  g_free (proof_text);
  dermaga_wipe (proof, sizeof proof);
  g_clear_pointer (&self->keyed, EVP_MAC_CTX_free);
  dermaga_wipe (self->password, sizeof self->password);
  dermaga_wipe (self->salted, sizeof self->salted);
  dermaga_wipe (self->round, sizeof self->round);
  self->state = SCRAM_FINAL;
}

/* Any "no" of OpenSSL: the exchange cannot go on, and the server has not proved anything. */
static DermagaSaslStatus
stop (DermagaScram *self, DermagaSaslStatus status)
{
  self->state = SCRAM_OVER;
  ERR_clear_error ();
  return status;
}

DermagaSaslStatus
dermaga_scram_work (DermagaScram *self)
{
  g_return_val_if_fail (self->state == SCRAM_HASHING, DERMAGA_SASL_SENSELESS);

  for (guint i = 0; i < ITERATIONS_A_SLICE && self->iterations > 0; i++)
    if (!next_round (self))
      return stop (self, DERMAGA_SASL_SENSELESS);
  if (self->iterations > 0)
    return DERMAGA_SASL_WORK;
  finish_hashing (self);
  return DERMAGA_SASL_RESPOND;
}

/* Reading the server */

/* (nullable): what follows "r=" in one of the parts. */
static const char *
get_value (char **parts, guint index, char name)
{
  if (index >= g_strv_length (parts) || parts[index][0] != name || parts[index][1] != '=')
    return NULL;
  return parts[index] + 2;
}

/* The server's part is really there, and nothing of ours was changed (RFC 5802 §5.1 "r:"). */
static gboolean
nonce_is_ours (DermagaScram *self, const char *nonce)
{
  gsize length = strlen (self->nonce);

  if (strncmp (nonce, self->nonce, length) != 0 || nonce[length] == '\0'
      || strlen (nonce) > MAX_NONCE)
    return FALSE;
  for (const char *c = nonce; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c))
      return FALSE;
  return TRUE;
}

static DermagaSaslStatus
read_first (DermagaScram *self, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  const char *nonce = get_value (parts, 0, 'r');
  const char *salt_text = get_value (parts, 1, 's');
  const char *count_text = get_value (parts, 2, 'i');
  g_autofree guint8 *salt = NULL;
  gsize salt_length;
  guint64 count;

  /* Also "m=", an extension that must be understood, where the nonce should be. */
  if (nonce == NULL || salt_text == NULL || count_text == NULL)
    return stop (self, DERMAGA_SASL_SENSELESS);
  if (!nonce_is_ours (self, nonce))
    return stop (self, DERMAGA_SASL_UNPROVED);
  salt = dermaga_sasl_decode (salt_text, &salt_length);
  if (salt == NULL || salt_length == 0 || salt_length > MAX_SALT)
    return stop (self, DERMAGA_SASL_SENSELESS);
  if (!g_ascii_string_to_unsigned (count_text, 10, DERMAGA_SASL_MIN_ITERATIONS,
                                   DERMAGA_SASL_MAX_ITERATIONS, &count, NULL))
    return stop (self, DERMAGA_SASL_UNPROVED);

  g_free (self->nonce);
  self->nonce = g_strdup (nonce);
  self->server_first = g_strdup (text);
  self->iterations = (guint) count;
  self->state = SCRAM_HASHING;
  return begin_round (self, salt, salt_length) ? DERMAGA_SASL_WORK
                                               : stop (self, DERMAGA_SASL_SENSELESS);
}

static DermagaSaslStatus
read_final (DermagaScram *self, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  const char *verifier = get_value (parts, 0, 'v');
  g_autofree guint8 *signature = NULL;
  gsize length = 0;

  if (get_value (parts, 0, 'e') != NULL)
    return stop (self, DERMAGA_SASL_DENIED);
  signature = verifier != NULL ? dermaga_sasl_decode (verifier, &length) : NULL;
  if (signature == NULL || length != self->digest_length
      || CRYPTO_memcmp (signature, self->server_signature, length) != 0)
    return stop (self, DERMAGA_SASL_UNPROVED);
  self->state = SCRAM_PROVED;
  self->response = g_bytes_new_static ("", 0);
  return DERMAGA_SASL_RESPOND;
}

DermagaSaslStatus
dermaga_scram_challenge (DermagaScram *self, const char *data, gsize length)
{
  g_autofree char *text = NULL;

  if (memchr (data, '\0', length) != NULL)
    return stop (self, DERMAGA_SASL_SENSELESS);
  text = g_strndup (data, length);
  if (!g_utf8_validate (text, -1, NULL))
    return stop (self, DERMAGA_SASL_SENSELESS);
  if (self->state == SCRAM_FIRST)
    return read_first (self, text);
  if (self->state == SCRAM_FINAL)
    return read_final (self, text);
  return stop (self, DERMAGA_SASL_SENSELESS);
}

GBytes *
dermaga_scram_take_response (DermagaScram *self)
{
  if (self->state == SCRAM_FINAL)
    self->gave_proof = TRUE;
  return g_steal_pointer (&self->response);
}

gboolean
dermaga_scram_gave_proof (DermagaScram *self)
{
  return self->gave_proof;
}

gboolean
dermaga_scram_is_proved (DermagaScram *self)
{
  return self->state == SCRAM_PROVED;
}
