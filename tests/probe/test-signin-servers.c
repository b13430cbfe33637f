#include "config.h"

#include "practice/dermaga-authority.h"
#include "net/dermaga-connection.h"
#include "probe/dermaga-signin.h"
#include "tests/net/scripted-server.h"

#include <string.h>

/* Sign-ins to servers of all kinds over real sockets: what they get, and what it is called. */

#define HOST "mail.contoh.test"
#define USER "budi.santoso"
#define PASSWORD "rahasia-sekali"

static DermagaAuthority *authority;

typedef struct {
  DermagaSigninResult *result;
  GError *error;
  gboolean ended;
} Ended;

static void
ended_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  Ended *ended = user_data;

  ended->result = dermaga_signin_finish (async, &ended->error);
  ended->ended = TRUE;
}

static DermagaTlsContext *
server_context (const DermagaAuthorityOrder *order)
{
  g_autoptr (DermagaIssued) issued = dermaga_authority_issue (authority, order);
  DermagaTlsContext *context
    = dermaga_tls_context_new_server (issued->chain, issued->key, NULL);

  g_assert_nonnull (context);
  return context;
}

static DermagaTlsContext *
good_context (void)
{
  static const char *const names[] = { HOST, NULL };
  DermagaAuthorityOrder order = { .names = names };

  return server_context (&order);
}

static DermagaNetwork *
network_for (guint16 port, ScriptedServer *server)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (DermagaResolver) resolver = dermaga_resolver_new (NULL, NULL);
  g_autoptr (DermagaTlsContext) context = dermaga_tls_context_new_probe (NULL, NULL);
  DermagaNetwork *network;

  g_assert_true (
    dermaga_tls_context_trust_pem (context, dermaga_authority_get_pem (authority), NULL));
  dermaga_resolver_add_static (resolver, HOST, loopback);
  network = dermaga_network_new_with (resolver, context);
  dermaga_network_add_route (network, port, scripted_server_get_port (server));
  return network;
}

static void
assert_not_in (GBytes *bytes, const char *text)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  g_assert_true (length == 0 || memmem (data, length, text, strlen (text)) == NULL);
}

/* Nothing of either, as it is or in base64, wherever it stands in it. */
static void
assert_silent_about (GBytes *bytes, const char *text)
{
  assert_not_in (bytes, text);
  for (guint offset = 0; offset < 3; offset++)
    {
      g_autofree char *padded = g_strdup_printf ("%.*s%s", (int) offset, "xx", text);
      g_autofree char *encoded = g_base64_encode ((const guint8 *) padded, strlen (padded));
      g_autofree char *middle = g_strndup (encoded + 4, strlen (encoded) - 8);

      assert_not_in (bytes, middle);
    }
}

typedef struct {
  DermagaProtocol protocol;
  guint16 port;
  DermagaSecurity security;
  const char *script;
} Place;

static DermagaSigninResult *
sign_in (const Place *place, DermagaTlsContext *context, char **secret)
{
  g_autoptr (ScriptedServer) server = scripted_server_new (place->script);
  g_autoptr (DermagaNetwork) network = network_for (place->port, server);
  g_autoptr (DermagaServer) target
    = dermaga_server_new (place->protocol, HOST, place->port, place->security, USER);
  g_autoptr (DermagaSecret) password = dermaga_secret_new (PASSWORD, -1);
  g_autoptr (GBytes) bytes = NULL;
  Ended ended = { 0 };

  scripted_server_set_tls (server, context);
  dermaga_signin_async (network, target, password, NULL, NULL, ended_cb, &ended);
  while (!ended.ended)
    g_main_context_iteration (NULL, TRUE);
  /* Also what goes out behind the result. */
  for (gint64 end = g_get_monotonic_time () + 50000; g_get_monotonic_time () < end;)
    g_main_context_iteration (NULL, FALSE);
  g_assert_no_error (ended.error);
  g_assert_cmpuint (scripted_server_count (server), ==, 1);

  bytes = scripted_server_get_bytes (server);
  g_assert_cmpuint (g_bytes_get_size (bytes), >=, place->security == DERMAGA_SECURITY_TLS);
  assert_silent_about (bytes, USER);
  assert_silent_about (bytes, PASSWORD);
  if (secret != NULL)
    *secret = g_strdup (scripted_server_get_secret (server));
  else
    g_assert_cmpstr (scripted_server_get_secret (server), ==, "");
  return ended.result;
}

#define SMTP_TLS { DERMAGA_PROTOCOL_SMTP, 465, DERMAGA_SECURITY_TLS,                              \
                   "TLS\nS 220 x\nC EHLO\nS 250 AUTH PLAIN\nC AUTH\nS 235 ok" }
#define SMTP_STARTTLS { DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_STARTTLS,                    \
                        "S 220 x\nC EHLO\nS 250-x\nS 250-AUTH PLAIN\nS 250 STARTTLS\n"            \
                        "C STARTTLS\nS 220 go\nTLS\nC EHLO\nS 250 AUTH PLAIN\nC AUTH\nS 235 ok" }
#define POP3_TLS { DERMAGA_PROTOCOL_POP3, 995, DERMAGA_SECURITY_TLS,                              \
                   "TLS\nS +OK x\nC CAPA\nS +OK\nS SASL PLAIN\nS .\nC AUTH\nS + " }

/* Whatever is wrong with the certificate, nobody is named, in no port and protocol. */
static void
test_certificates (void)
{
  static const char *const names[] = { HOST, NULL };
  static const char *const others[] = { "other.test", NULL };
  static const struct {
    DermagaAuthorityOrder order;
    DermagaOutcome outcome;
  } faults[] = {
    { { .names = names, .not_after = -60 }, DERMAGA_OUTCOME_CERT_TIME },
    { { .names = names, .not_before = 3600 }, DERMAGA_OUTCOME_CERT_TIME },
    { { .names = others }, DERMAGA_OUTCOME_CERT_NAME },
    { { .names = names, .self_signed = TRUE }, DERMAGA_OUTCOME_CERT_TRUST },
    { { .names = others, .self_signed = TRUE, .not_after = -60 }, DERMAGA_OUTCOME_CERT_TRUST },
    { { .names = names, .client_only = TRUE }, DERMAGA_OUTCOME_CERT_BAD },
  };
  static const Place places[] = { SMTP_TLS, SMTP_STARTTLS, POP3_TLS };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    for (guint j = 0; j < G_N_ELEMENTS (places); j++)
      {
        g_autoptr (DermagaTlsContext) context = server_context (&faults[i].order);
        g_autoptr (DermagaSigninResult) result = sign_in (&places[j], context, NULL);

        g_assert_cmpint (result->verdict, ==, DERMAGA_SIGNIN_NOT_ENCRYPTED);
        g_assert_cmpint (result->outcome, ==, faults[i].outcome);
        g_assert_null (result->mechanism);
        g_assert_cmpuint (g_strv_length (result->offered), ==, 0);
      }
}

/* What is done to the upgrade, and what speaks in place of it. */
static void
test_upgrades (void)
{
  static const struct {
    Place place;
    DermagaSigninVerdict verdict;
    DermagaOutcome outcome;
  } cases[] = {
    { { DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_STARTTLS,
        "S 220 x\nC EHLO\nS 250-x\nS 250 AUTH PLAIN LOGIN\nC \nS 235 ok" },
      DERMAGA_SIGNIN_NOT_ENCRYPTED, DERMAGA_OUTCOME_NO_STARTTLS },
    { { DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_STARTTLS,
        "S 220 x\nC EHLO\nS 250-x\nS 250-AUTH PLAIN\nS 250 STARTTLS\nC STARTTLS\nS 454 no\n"
        "C \nS 235 ok" },
      DERMAGA_SIGNIN_NOT_ENCRYPTED, DERMAGA_OUTCOME_STARTTLS_FAIL },
    { { DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_STARTTLS,
        "S 220 x\nC EHLO\nS 250-x\nS 250 STARTTLS\nC STARTTLS\n"
        "s 220 go\\r\\n250-x\\r\\n250 AUTH PLAIN\\r\\n\nTLS" },
      DERMAGA_SIGNIN_NOT_ENCRYPTED, DERMAGA_OUTCOME_TAMPERED },
    { { DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_STARTTLS,
        "S 220 x\nC EHLO\nS 250-x\nS 250 STARTTLS\nC STARTTLS\nS 220 go\nS 250 AUTH PLAIN" },
      DERMAGA_SIGNIN_NOT_ENCRYPTED, DERMAGA_OUTCOME_TAMPERED },
    { { DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_STARTTLS,
        "S 220 x\nC EHLO\nS 250-x\nS 250 STARTTLS\nC STARTTLS\nS 220 go\nCLOSE" },
      DERMAGA_SIGNIN_NOT_ENCRYPTED, DERMAGA_OUTCOME_TLS_CUT },
    { { DERMAGA_PROTOCOL_IMAP, 143, DERMAGA_SECURITY_STARTTLS,
        "S * PREAUTH [CAPABILITY IMAP4rev1 AUTH=PLAIN] in\nC \nS a OK in" },
      DERMAGA_SIGNIN_NOT_ENCRYPTED, DERMAGA_OUTCOME_TAMPERED },
    { { DERMAGA_PROTOCOL_IMAP, 143, DERMAGA_SECURITY_STARTTLS,
        "S * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] x\nC \nS a OK" },
      DERMAGA_SIGNIN_NOT_ENCRYPTED, DERMAGA_OUTCOME_NO_STARTTLS },
    { { DERMAGA_PROTOCOL_POP3, 110, DERMAGA_SECURITY_STARTTLS,
        "S +OK x\nC CAPA\nS +OK\nS USER\nS SASL PLAIN\nS .\nC \nS +OK" },
      DERMAGA_SIGNIN_NOT_ENCRYPTED, DERMAGA_OUTCOME_NO_STARTTLS },
    { { DERMAGA_PROTOCOL_SMTP, 465, DERMAGA_SECURITY_TLS, "S 220 x\nC \nS 250 AUTH PLAIN" },
      DERMAGA_SIGNIN_NOT_ENCRYPTED, DERMAGA_OUTCOME_NEED_STARTTLS },
    { { DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_STARTTLS, "S 554 5.7.1 no\nCLOSE" },
      DERMAGA_SIGNIN_NOT_REACHED, DERMAGA_OUTCOME_GREET_REFUSED },
    { { DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_STARTTLS,
        "S 421 4.7.0 too many connections\nCLOSE" },
      DERMAGA_SIGNIN_TOO_MANY, DERMAGA_OUTCOME_TEMPFAIL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DermagaTlsContext) context = good_context ();
      g_autoptr (DermagaSigninResult) result = sign_in (&cases[i].place, context, NULL);

      g_test_message ("%u: %s", i, dermaga_outcome_to_string (result->outcome));
      g_assert_cmpint (result->verdict, ==, cases[i].verdict);
      g_assert_cmpint (result->outcome, ==, cases[i].outcome);
    }
}

#define INSIDE "TLS\nS 220 x\nC EHLO\nS 250-x\nS 250 AUTH PLAIN LOGIN\n"

/* Servers that are who they are, and behave badly once they were greeted. */
static void
test_hostile (void)
{
  static const struct {
    const char *script;
    DermagaSigninVerdict verdict;
  } cases[] = {
    { INSIDE "C AUTH\nS 235 2.7.0 ok\nC QUIT\nS 221 bye", DERMAGA_SIGNIN_ACCEPTED },
    { INSIDE "C AUTH\nCLOSE", DERMAGA_SIGNIN_CUT },
    { INSIDE "C AUTH\nRESET", DERMAGA_SIGNIN_CUT },
    { INSIDE "C AUTH\nS hello", DERMAGA_SIGNIN_CUT },
    { INSIDE "C AUTH\nS 334 \nC *\nS 334 \nS 334 ", DERMAGA_SIGNIN_CUT },
    { INSIDE "C AUTH\nS 250 ok\nS 250 ok", DERMAGA_SIGNIN_CUT },
    { INSIDE "C AUTH\nS 535 5.7.8 no\nC QUIT\nS 221 bye", DERMAGA_SIGNIN_REJECTED },
    { "TLS\nS 220 x\nC EHLO\nS 250-x\nS 250 AUTH XOAUTH2\nC QUIT\nCLOSE",
      DERMAGA_SIGNIN_BROWSER_NEEDED },
    { "TLS\nS 220 x\nC EHLO\nS 250-x\nS 250 AUTH LOGIN\nC AUTH LOGIN\ns 334 a\\r\\n334 b\\r\\n",
      DERMAGA_SIGNIN_CUT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Place place
        = { DERMAGA_PROTOCOL_SMTP, 465, DERMAGA_SECURITY_TLS, cases[i].script };
      g_autoptr (DermagaTlsContext) context = good_context ();
      g_autofree char *secret = NULL;
      g_autoptr (DermagaSigninResult) result = sign_in (&place, context, &secret);

      g_test_message ("%u: %s", i, secret);
      g_assert_cmpint (result->verdict, ==, cases[i].verdict);
      g_assert_cmpint (result->outcome, ==, DERMAGA_OUTCOME_OK_TLS);
      /* Never twice, and a name alone where the server asked twice at once. */
      if (strstr (secret, "AUTH PLAIN") != NULL)
        g_assert_null (strstr (strstr (secret, "AUTH PLAIN") + 1, "AUTH"));
      if (strstr (cases[i].script, "334 b") != NULL)
        g_assert_cmpstr (secret, ==, "EHLO [127.0.0.1]\r\nAUTH LOGIN\r\n");
    }
}

/* However far it has come, whoever cancels hears so, and the password is let go of. */
static void
test_cancel (void)
{
  static const char *const scripts[]
    = { "C nothing", "TLS\nS 220 x\nC EHLO\nC nothing", INSIDE "C AUTH\nC nothing" };

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autoptr (ScriptedServer) server = scripted_server_new (scripts[i]);
      g_autoptr (DermagaTlsContext) context = good_context ();
      g_autoptr (DermagaNetwork) network = network_for (465, server);
      g_autoptr (DermagaServer) target = dermaga_server_new (
        DERMAGA_PROTOCOL_SMTP, HOST, 465, DERMAGA_SECURITY_TLS, USER);
      g_autoptr (DermagaSecret) password = dermaga_secret_new (PASSWORD, -1);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      const char *awaited = i == 0 ? "" : i == 1 ? "EHLO" : "AUTH";
      Ended ended = { 0 };

      scripted_server_set_tls (server, context);
      dermaga_signin_async (network, target, password, NULL, cancellable, ended_cb, &ended);
      while (scripted_server_count (server) == 0)
        g_main_context_iteration (NULL, TRUE);
      while (strstr (scripted_server_get_secret (server), awaited) == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_cancellable_cancel (cancellable);
      g_assert_false (ended.ended);
      while (!ended.ended)
        g_main_context_iteration (NULL, TRUE);
      g_assert_error (ended.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_null (ended.result);
      g_clear_error (&ended.error);
      while (dermaga_connection_count_leaving () > 0)
        g_main_context_iteration (NULL, TRUE);
    }
}

/* A script cannot know the client's nonce, so what it answers is no match: as if a recorded answer
 * were played. The mechanism is given up, and none that shows the password follows. */
static void
test_scram_foreign_nonce (void)
{
  const char *server_first = "r=nobodyX,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
  g_autofree char *encoded
    = g_base64_encode ((const guint8 *) server_first, strlen (server_first));
  g_autofree char *script = g_strdup_printf (
    "TLS\nS 220 x\nC EHLO\nS 250-x\nS 250 AUTH SCRAM-SHA-256 PLAIN\nC AUTH\nS 334 %s\nC *\n"
    "S 501 ok",
    encoded);
  const Place place = { DERMAGA_PROTOCOL_SMTP, 465, DERMAGA_SECURITY_TLS, script };
  g_autoptr (DermagaTlsContext) context = good_context ();
  g_autofree char *secret = NULL;
  g_autoptr (DermagaSigninResult) result = sign_in (&place, context, &secret);

  g_assert_nonnull (strstr (secret, "AUTH SCRAM-SHA-256 "));
  g_assert_null (strstr (secret, "PLAIN"));
  g_assert_cmpint (result->verdict, ==, DERMAGA_SIGNIN_SERVER_UNPROVED);
  g_assert_cmpstr (result->mechanism, ==, "scram-sha-256");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  authority = dermaga_authority_new ("Test authority");
  g_test_add_func ("/signin-servers/certificates", test_certificates);
  g_test_add_func ("/signin-servers/upgrades", test_upgrades);
  g_test_add_func ("/signin-servers/hostile", test_hostile);
  g_test_add_func ("/signin-servers/cancel", test_cancel);
  g_test_add_func ("/signin-servers/scram-foreign-nonce", test_scram_foreign_nonce);
  status = g_test_run ();
  dermaga_authority_free (authority);
  return status;
}
