#include "config.h"

#include "wire/dermaga-sasl-private.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <string.h>

static const char *const mechanism_names[] = {
  [DERMAGA_SASL_SCRAM_SHA_256] = "scram-sha-256",
  [DERMAGA_SASL_SCRAM_SHA_1] = "scram-sha-1",
  [DERMAGA_SASL_CRAM_MD5] = "cram-md5",
  [DERMAGA_SASL_PLAIN] = "plain",
  [DERMAGA_SASL_LOGIN] = "login",
};

G_STATIC_ASSERT (G_N_ELEMENTS (mechanism_names) == DERMAGA_N_SASL_MECHANISMS);

struct _DermagaSasl {
  DermagaSaslMechanism mechanism;
  char *user_name;
  DermagaSecret *password;
  GBytes *response; /* (nullable): to be taken */
  guint n_challenges;
  gboolean gave_password;
  DermagaScram *scram; /* (nullable) */
};

const char *
dermaga_sasl_mechanism_to_string (DermagaSaslMechanism mechanism)
{
  g_return_val_if_fail ((guint) mechanism < DERMAGA_N_SASL_MECHANISMS, "");

  return mechanism_names[mechanism];
}

gboolean
dermaga_sasl_mechanism_is_offered (DermagaSaslMechanism mechanism, char **offered)
{
  return g_strv_contains ((const char *const *) offered, mechanism_names[mechanism]);
}

gboolean
dermaga_sasl_offers_browser (char **offered)
{
  return g_strv_contains ((const char *const *) offered, "xoauth2")
         || g_strv_contains ((const char *const *) offered, "oauthbearer");
}

static gboolean
is_scram (DermagaSaslMechanism mechanism)
{
  return mechanism == DERMAGA_SASL_SCRAM_SHA_256 || mechanism == DERMAGA_SASL_SCRAM_SHA_1;
}

/* RFC 4616: nobody to act for, the user's name, the password. */
static GBytes *
make_plain (DermagaSasl *self)
{
  gsize user_length = strlen (self->user_name);
  gsize password_length = dermaga_secret_get_length (self->password);
  gsize length = user_length + password_length + 2;
  char *text = g_malloc0 (length);

  memcpy (text + 1, self->user_name, user_length);
  memcpy (text + 1 + user_length + 1, dermaga_secret_peek (self->password), password_length);
  return dermaga_wipe_bytes_new (text, length);
}

static GBytes *
make_copy (const char *text)
{
  return dermaga_wipe_bytes_new (g_strdup (text), strlen (text));
}

DermagaSasl *
dermaga_sasl_new (DermagaSaslMechanism mechanism, const char *user_name, DermagaSecret *password)
{
  return dermaga_sasl_new_with_nonce (mechanism, user_name, password, NULL);
}

DermagaSasl *
dermaga_sasl_new_with_nonce (DermagaSaslMechanism mechanism, const char *user_name,
                             DermagaSecret *password, const char *nonce)
{
  g_autoptr (DermagaSasl) self = NULL;

  g_return_val_if_fail (user_name != NULL && password != NULL, NULL);

  self = g_new0 (DermagaSasl, 1);
  self->mechanism = mechanism;
  self->user_name = g_strdup (user_name);
  self->password = dermaga_secret_ref (password);
  if (is_scram (mechanism))
    {
      self->scram = dermaga_scram_new (mechanism == DERMAGA_SASL_SCRAM_SHA_256, user_name,
                                       password, nonce);
      if (self->scram == NULL)
        return NULL;
      self->response = dermaga_scram_take_first (self->scram);
    }
  else if (mechanism == DERMAGA_SASL_PLAIN)
    self->response = make_plain (self);
  return g_steal_pointer (&self);
}

void
dermaga_sasl_free (DermagaSasl *self)
{
  if (self == NULL)
    return;
  g_free (self->user_name);
  dermaga_secret_unref (self->password);
  g_clear_pointer (&self->response, g_bytes_unref);
  dermaga_scram_free (self->scram);
  g_free (self);
}

gboolean
dermaga_sasl_goes_first (DermagaSasl *self)
{
  return self->mechanism == DERMAGA_SASL_PLAIN || self->scram != NULL;
}

gsize
dermaga_sasl_get_first_length (DermagaSasl *self)
{
  return self->response != NULL ? g_bytes_get_size (self->response) : 0;
}

gboolean
dermaga_sasl_ignores_challenges (DermagaSasl *self)
{
  return self->mechanism == DERMAGA_SASL_PLAIN || self->mechanism == DERMAGA_SASL_LOGIN;
}

/* Two questions, in words that differ from server to server: name and password, in this order. */
static DermagaSaslStatus
answer_login (DermagaSasl *self)
{
  if (self->n_challenges == 1)
    self->response = make_copy (self->user_name);
  else if (self->n_challenges == 2)
    self->response = make_copy (dermaga_secret_peek (self->password));
  else
    return DERMAGA_SASL_SENSELESS;
  return DERMAGA_SASL_RESPOND;
}

/* RFC 2195: the name, a space, and the keyed digest of the challenge in hexadecimal. */
static DermagaSaslStatus
answer_cram (DermagaSasl *self, const guint8 *data, gsize length)
{
  guint8 digest[DERMAGA_SCRAM_MAX_DIGEST];
  gsize digest_length;
  gsize user_length = strlen (self->user_name);
  char *text;

  if (self->n_challenges != 1 || length == 0)
    return DERMAGA_SASL_SENSELESS;
  digest_length = dermaga_sasl_hmac ("MD5", dermaga_secret_peek (self->password),
                                     dermaga_secret_get_length (self->password), data, length,
                                     digest);
  if (digest_length == 0)
    return DERMAGA_SASL_SENSELESS;
  text = g_malloc (user_length + 1 + 2 * digest_length + 1);
  memcpy (text, self->user_name, user_length);
  text[user_length] = ' ';
  for (gsize i = 0; i < digest_length; i++)
    g_snprintf (text + user_length + 1 + 2 * i, 3, "%02x", digest[i]);
  dermaga_wipe (digest, sizeof digest);
  self->response = dermaga_wipe_bytes_new (text, user_length + 1 + 2 * digest_length);
  return DERMAGA_SASL_RESPOND;
}

DermagaSaslStatus
dermaga_sasl_challenge (DermagaSasl *self, const guint8 *data, gsize length)
{
  g_return_val_if_fail (self != NULL, DERMAGA_SASL_SENSELESS);

  if (length > DERMAGA_SASL_MAX_CHALLENGE)
    return DERMAGA_SASL_SENSELESS;
  /* The server asks for the first words, which did not go along with the command. */
  if (self->response != NULL)
    return self->scram != NULL && length > 0 ? DERMAGA_SASL_SENSELESS : DERMAGA_SASL_RESPOND;
  self->n_challenges++;
  switch (self->mechanism)
    {
    case DERMAGA_SASL_LOGIN:
      return answer_login (self);
    case DERMAGA_SASL_CRAM_MD5:
      return answer_cram (self, data, length);
    case DERMAGA_SASL_SCRAM_SHA_256:
    case DERMAGA_SASL_SCRAM_SHA_1:
      return dermaga_scram_challenge (self->scram, (const char *) data, length);
    case DERMAGA_SASL_PLAIN:
      return DERMAGA_SASL_SENSELESS;
    }
  g_return_val_if_reached (DERMAGA_SASL_SENSELESS);
}

DermagaSaslStatus
dermaga_sasl_work (DermagaSasl *self)
{
  g_return_val_if_fail (self != NULL && self->scram != NULL, DERMAGA_SASL_SENSELESS);

  return dermaga_scram_work (self->scram);
}

GBytes *
dermaga_sasl_take_response (DermagaSasl *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->response == NULL && self->scram != NULL)
    return dermaga_scram_take_response (self->scram);
  if (!is_scram (self->mechanism)
      && (self->mechanism != DERMAGA_SASL_LOGIN || self->n_challenges == 2))
    self->gave_password = TRUE;
  return g_steal_pointer (&self->response);
}

gboolean
dermaga_sasl_gave_password (DermagaSasl *self)
{
  return self->scram != NULL ? dermaga_scram_gave_proof (self->scram) : self->gave_password;
}

gboolean
dermaga_sasl_believes_success (DermagaSasl *self)
{
  return self->scram != NULL ? dermaga_scram_is_proved (self->scram) : self->gave_password;
}

gsize
dermaga_sasl_hmac (const char *hash, const void *key, gsize key_length, const void *data,
                   gsize length, guint8 *digest)
{
  EVP_MAC *mac = EVP_MAC_fetch (NULL, "HMAC", NULL);
  EVP_MAC_CTX *context = mac != NULL ? EVP_MAC_CTX_new (mac) : NULL;
  char name[16];
  OSSL_PARAM parameters[2];
  gsize written = 0;

  g_strlcpy (name, hash, sizeof name);
  parameters[0] = OSSL_PARAM_construct_utf8_string (OSSL_MAC_PARAM_DIGEST, name, 0);
  parameters[1] = OSSL_PARAM_construct_end ();
  if (context == NULL || EVP_MAC_init (context, key, key_length, parameters) != 1
      || EVP_MAC_update (context, data, length) != 1
      || EVP_MAC_final (context, digest, &written, DERMAGA_SCRAM_MAX_DIGEST) != 1)
    written = 0;
  EVP_MAC_CTX_free (context);
  EVP_MAC_free (mac);
  ERR_clear_error ();
  return written;
}

static gboolean
is_base64 (const char *text, gsize length)
{
  gsize n_padding = 0;

  if (length % 4 != 0)
    return FALSE;
  while (n_padding < 2 && length > n_padding && text[length - 1 - n_padding] == '=')
    n_padding++;
  for (gsize i = 0; i < length - n_padding; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '+' && text[i] != '/')
      return FALSE;
  return TRUE;
}

guint8 *
dermaga_sasl_decode (const char *text, gsize *length)
{
  gsize text_length = strlen (text);
  guint8 *data;
  guint save = 0;
  int state = 0;

  *length = 0;
  if (text_length > DERMAGA_SASL_MAX_CHALLENGE / 3 * 4 || !is_base64 (text, text_length))
    return NULL;
  data = g_malloc0 (text_length / 4 * 3 + 1);
  *length = g_base64_decode_step (text, text_length, data, &state, &save);
  data[*length] = '\0';
  return data;
}
