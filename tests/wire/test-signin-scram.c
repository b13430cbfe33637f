#include "config.h"

#include "wire/dermaga-sasl-private.h"
#include "wire/dermaga-signin-dialogue.h"

#include <openssl/evp.h>
#include <string.h>

/* A server that knows SCRAM by OpenSSL alone, and sign-ins to it: it checks the client's proof, and
 * gives a good one of its own, or not. */

#define PASSWORD "pass\xc3\xa9 phrase" /* "é" composed */
#define SALT "saltsalt"

typedef enum {
  SERVER_HONEST,
  SERVER_LIES,       /* a signature that is none */
  SERVER_SAYS_YES,   /* 235 without any */
  SERVER_SAYS_E,     /* "e=invalid-proof" */
  SERVER_REPEATS,    /* its first message once more */
} Manner;

typedef struct {
  DermagaSigninDialogue *dialogue;
  const char *hash;
  guint iterations;
  char *client_first_bare;
  char *server_first;
  GString *said; /* all of the client, in base64 as it came */
} Server;

static void
feed (Server *server, const char *line)
{
  g_autofree char *text = g_strconcat (line, "\r\n", NULL);

  dermaga_signin_talk.feed (server->dialogue, (const guint8 *) text, strlen (text));
}

static void
challenge (Server *server, const char *message)
{
  g_autofree char *encoded = g_base64_encode ((const guint8 *) message, strlen (message));
  g_autofree char *line = g_strconcat ("334 ", encoded, NULL);

  feed (server, line);
}

/* (transfer full): the next command without its line end. */
static char *
take (Server *server)
{
  GBytes *send = NULL;
  DermagaAction action;
  char *text;

  while ((action = dermaga_signin_talk.next (server->dialogue, &send)) == DERMAGA_ACTION_WORK)
    continue;
  g_assert_cmpint (action, ==, DERMAGA_ACTION_SEND);
  text = g_strndup (g_bytes_get_data (send, NULL), g_bytes_get_size (send) - 2);
  g_string_append (server->said, text);
  g_bytes_unref (send);
  return text;
}

static char *
decode (const char *text)
{
  gsize length;

  return (char *) dermaga_sasl_decode (text, &length);
}

static void
open_session (Server *server, const char *mechanism)
{
  g_autoptr (DermagaSecret) password = dermaga_secret_new (PASSWORD, -1);
  g_autofree char *offer = g_strdup_printf ("250 AUTH PLAIN LOGIN CRAM-MD5 %s", mechanism);
  g_autofree char *ehlo = NULL;
  g_autofree char *auth = NULL;
  g_autofree char *first = NULL;
  GBytes *send = NULL;

  server->said = g_string_new (NULL);
  server->dialogue
    = dermaga_signin_dialogue_new (DERMAGA_PROTOCOL_SMTP, DERMAGA_SECURITY_TLS, 1);
  g_assert_cmpint (dermaga_signin_talk.next (server->dialogue, &send), ==,
                   DERMAGA_ACTION_START_TLS);
  dermaga_signin_talk.unlock (server->dialogue, "user", password);
  dermaga_signin_talk.secured (server->dialogue);
  feed (server, "220 x");
  ehlo = take (server);
  feed (server, "250-x");
  feed (server, offer);
  auth = take (server);
  g_assert_true (g_str_has_prefix (auth, "AUTH SCRAM-SHA-"));
  first = decode (strrchr (auth, ' ') + 1);
  g_assert_true (g_str_has_prefix (first, "n,,n=user,r="));
  server->client_first_bare = g_strdup (first + 3);
}

/* Checks the client's last message; (transfer full): the server's own signature. */
static char *
check_proof (Server *server, const char *client_final)
{
  const EVP_MD *digest = strcmp (server->hash, "SHA256") == 0 ? EVP_sha256 () : EVP_sha1 ();
  gsize size = (gsize) EVP_MD_get_size (digest);
  const char *proof_text = strstr (client_final, ",p=") + 3;
  g_autofree char *without = g_strndup (client_final, (gsize) (proof_text - 3 - client_final));
  g_autofree char *message
    = g_strdup_printf ("%s,%s,%s", server->client_first_bare, server->server_first, without);
  guint8 salted[32], client_key[32], stored[32], signature[32], server_key[32];
  gsize proof_length;
  g_autofree guint8 *proof = dermaga_sasl_decode (proof_text, &proof_length);

  g_assert_cmpint (PKCS5_PBKDF2_HMAC (PASSWORD, -1, (const guint8 *) SALT, strlen (SALT),
                                      (int) server->iterations, digest, (int) size, salted),
                   ==, 1);
  dermaga_sasl_hmac (server->hash, salted, size, "Client Key", 10, client_key);
  EVP_Digest (client_key, size, stored, NULL, digest, NULL);
  dermaga_sasl_hmac (server->hash, stored, size, message, strlen (message), signature);
  g_assert_cmpuint (proof_length, ==, size);
  for (gsize i = 0; i < size; i++)
    g_assert_cmpint (proof[i] ^ signature[i], ==, client_key[i]);
  dermaga_sasl_hmac (server->hash, salted, size, "Server Key", 10, server_key);
  dermaga_sasl_hmac (server->hash, server_key, size, message, strlen (message), signature);
  return g_base64_encode (signature, size);
}

static void
answer_proof (Server *server, Manner manner, const char *signature)
{
  g_autofree char *verifier = g_strconcat ("v=", signature, NULL);

  switch (manner)
    {
    case SERVER_HONEST:
      challenge (server, verifier);
      break;
    case SERVER_LIES:
      verifier[5] ^= 1;
      challenge (server, verifier);
      break;
    case SERVER_SAYS_YES:
      feed (server, "235 2.7.0 Welcome");
      break;
    case SERVER_SAYS_E:
      challenge (server, "e=invalid-proof");
      break;
    case SERVER_REPEATS:
      challenge (server, server->server_first);
      break;
    }
}

static void
end_session (Server *server, Manner manner)
{
  g_autofree char *last = take (server);
  g_autofree char *quit = NULL;

  if (manner == SERVER_SAYS_YES)
    {
      g_assert_cmpstr (last, ==, "QUIT");
      return;
    }
  g_assert_cmpstr (last, ==, manner == SERVER_HONEST ? "" : "*");
  /* A server that was told "*" and says yes all the same has accepted nobody. */
  feed (server, manner == SERVER_LIES || manner == SERVER_HONEST ? "235 ok" : "501 cancelled");
  quit = take (server);
  g_assert_cmpstr (quit, ==, "QUIT");
}

static DermagaSigninVerdict
run (const char *mechanism, const char *hash, guint iterations, Manner manner)
{
  Server server = { .hash = hash, .iterations = iterations };
  g_autofree char *final_text = NULL;
  g_autofree char *final = NULL;
  g_autofree char *signature = NULL;
  g_autofree char *salt = g_base64_encode ((const guint8 *) SALT, strlen (SALT));
  DermagaSigninVerdict verdict;

  open_session (&server, mechanism);
  server.server_first = g_strdup_printf ("%sSERVER,s=%s,i=%u",
                                         strstr (server.client_first_bare, "r="), salt, iterations);
  challenge (&server, server.server_first);
  final_text = take (&server);
  final = decode (final_text);
  signature = check_proof (&server, final);
  answer_proof (&server, manner, signature);
  end_session (&server, manner);
  verdict = dermaga_signin_dialogue_get_facts (server.dialogue)->verdict;
  g_assert_true (dermaga_signin_dialogue_get_facts (server.dialogue)->judged);
  /* Whatever the server does, no other mechanism shows it the password. */
  g_assert_null (strstr (server.said->str, "PLAIN"));
  g_assert_null (strstr (server.said->str, "LOGIN"));

  dermaga_signin_dialogue_free (server.dialogue);
  g_free (server.client_first_bare);
  g_free (server.server_first);
  g_string_free (server.said, TRUE);
  return verdict;
}

static void
test_honest (void)
{
  g_assert_cmpint (run ("SCRAM-SHA-256", "SHA256", 4096, SERVER_HONEST), ==,
                   DERMAGA_SIGNIN_ACCEPTED);
  g_assert_cmpint (run ("SCRAM-SHA-1", "SHA1", 4096, SERVER_HONEST), ==, DERMAGA_SIGNIN_ACCEPTED);
  g_assert_cmpint (run ("SCRAM-SHA-1 SCRAM-SHA-256 SCRAM-SHA-256-PLUS", "SHA256", 10000,
                        SERVER_HONEST),
                   ==, DERMAGA_SIGNIN_ACCEPTED);
}

static void
test_unproved (void)
{
  g_assert_cmpint (run ("SCRAM-SHA-256", "SHA256", 4096, SERVER_LIES), ==,
                   DERMAGA_SIGNIN_SERVER_UNPROVED);
  g_assert_cmpint (run ("SCRAM-SHA-1", "SHA1", 4096, SERVER_LIES), ==,
                   DERMAGA_SIGNIN_SERVER_UNPROVED);
  g_assert_cmpint (run ("SCRAM-SHA-256", "SHA256", 4096, SERVER_SAYS_YES), ==,
                   DERMAGA_SIGNIN_SERVER_UNPROVED);
  g_assert_cmpint (run ("SCRAM-SHA-256", "SHA256", 4096, SERVER_REPEATS), ==,
                   DERMAGA_SIGNIN_SERVER_UNPROVED);
}

static void
test_denied (void)
{
  g_assert_cmpint (run ("SCRAM-SHA-256", "SHA256", 4096, SERVER_SAYS_E), ==,
                   DERMAGA_SIGNIN_REJECTED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signin-scram/honest", test_honest);
  g_test_add_func ("/signin-scram/unproved", test_unproved);
  g_test_add_func ("/signin-scram/denied", test_denied);
  return g_test_run ();
}
