#include "config.h"

#include "practice/dermaga-practice.h"
#include "probe/dermaga-signin.h"

#include <string.h>

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

static DermagaSigninResult *
sign_in (DermagaNetwork *network, DermagaServer *server, const char *password,
         const DermagaTestMessage *message)
{
  g_autoptr (DermagaServer) owned = server;
  g_autoptr (DermagaSecret) secret = dermaga_secret_new (password, -1);
  Ended ended = { 0 };

  dermaga_signin_async (network, owned, secret, message, NULL, ended_cb, &ended);
  g_clear_pointer (&secret, dermaga_secret_unref);
  while (!ended.ended)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (ended.error);
  return ended.result;
}

static DermagaServer *
server (DermagaProtocol protocol, guint16 port, DermagaSecurity security)
{
  return dermaga_server_new (protocol, "mail.practice.test", port, security, "budi@practice.test");
}

static void
test_practice (void)
{
  static const struct {
    DermagaProtocol protocol;
    guint16 port;
    DermagaSecurity security;
    DermagaOutcome outcome;
  } ways[] = {
    { DERMAGA_PROTOCOL_SMTP, 465, DERMAGA_SECURITY_TLS, DERMAGA_OUTCOME_OK_TLS },
    { DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_STARTTLS, DERMAGA_OUTCOME_OK_STARTTLS },
    { DERMAGA_PROTOCOL_IMAP, 993, DERMAGA_SECURITY_TLS, DERMAGA_OUTCOME_OK_TLS },
    { DERMAGA_PROTOCOL_IMAP, 143, DERMAGA_SECURITY_STARTTLS, DERMAGA_OUTCOME_OK_STARTTLS },
    { DERMAGA_PROTOCOL_POP3, 995, DERMAGA_SECURITY_TLS, DERMAGA_OUTCOME_OK_TLS },
    { DERMAGA_PROTOCOL_POP3, 110, DERMAGA_SECURITY_STARTTLS, DERMAGA_OUTCOME_OK_STARTTLS },
  };
  g_autoptr (DermagaPractice) practice = dermaga_practice_new (NULL);
  DermagaNetwork *network = dermaga_practice_get_network (practice);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (DermagaSigninResult) good = sign_in (
        network, server (ways[i].protocol, ways[i].port, ways[i].security), "practice", NULL);
      g_autoptr (DermagaSigninResult) wrong = sign_in (
        network, server (ways[i].protocol, ways[i].port, ways[i].security), "salah", NULL);

      g_assert_cmpint (good->verdict, ==, DERMAGA_SIGNIN_ACCEPTED);
      g_assert_cmpint (good->outcome, ==, ways[i].outcome);
      g_assert_cmpstr (good->mechanism, ==, "plain");
      g_assert_true (g_strv_contains ((const char *const *) good->offered, "login"));
      g_assert_cmpint (wrong->verdict, ==, DERMAGA_SIGNIN_REJECTED);
      g_assert_nonnull (wrong->reply);
      g_assert_nonnull (wrong->response_code);
    }
}

static void
test_message (void)
{
  g_autoptr (DermagaPractice) practice = dermaga_practice_new (NULL);
  DermagaTestMessage message = { "budi@practice.test", "Ujian ✓", "Halo,\n.\nini dari Dermaga.\n" };
  g_autoptr (DermagaSigninResult) result
    = sign_in (dermaga_practice_get_network (practice),
               server (DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_STARTTLS), "practice",
               &message);

  g_assert_cmpint (result->verdict, ==, DERMAGA_SIGNIN_ACCEPTED);
  g_assert_cmpint (result->delivery, ==, DERMAGA_DELIVERY_ACCEPTED);
  g_assert_cmpint (result->delivery_code, ==, 250);
  g_assert_cmpstr (result->delivery_status, ==, "2.0.0");
  g_assert_cmpstr (result->delivery_reply, ==, "Captured as 1; it goes nowhere");
}

static void
test_none (void)
{
  g_autoptr (DermagaPractice) practice = dermaga_practice_new (NULL);
  g_autoptr (DermagaSigninResult) result
    = sign_in (dermaga_practice_get_network (practice),
               server (DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_NONE), "practice", NULL);

  g_assert_cmpint (result->verdict, ==, DERMAGA_SIGNIN_NOT_ENCRYPTED);
  g_assert_cmpint (result->outcome, ==, DERMAGA_OUTCOME_NOT_CHECKED);
}

static void
test_not_reached (void)
{
  static const guint16 closed[] = { 465, 0 };
  DermagaPracticeOptions options = { .closed_ports = closed };
  g_autoptr (DermagaPractice) practice = dermaga_practice_new_with (&options, NULL);
  DermagaNetwork *network = dermaga_practice_get_network (practice);
  g_autoptr (DermagaSigninResult) refused = sign_in (
    network, server (DERMAGA_PROTOCOL_SMTP, 465, DERMAGA_SECURITY_TLS), "practice", NULL);
  g_autoptr (DermagaSigninResult) unknown
    = sign_in (network,
               dermaga_server_new (DERMAGA_PROTOCOL_IMAP, "nobody.test", 993,
                                   DERMAGA_SECURITY_TLS, "budi"),
               "practice", NULL);

  g_assert_cmpint (refused->verdict, ==, DERMAGA_SIGNIN_NOT_REACHED);
  g_assert_cmpint (refused->outcome, ==, DERMAGA_OUTCOME_REFUSED);
  g_assert_cmpint (unknown->verdict, ==, DERMAGA_SIGNIN_NOT_REACHED);
  g_assert_cmpint (unknown->outcome, ==, DERMAGA_OUTCOME_DNS_NXDOMAIN);
}

static void
test_user_names (void)
{
  g_auto (GStrv) usual = dermaga_signin_user_names ("budi@contoh.test", NULL);
  g_auto (GStrv) published = dermaga_signin_user_names ("budi@contoh.test", "%EMAILLOCALPART%");
  g_auto (GStrv) other = dermaga_signin_user_names ("budi@contoh.test", "toko-%EMAILLOCALPART%");
  g_autofree char *usual_text = g_strjoinv ("|", usual);
  g_autofree char *published_text = g_strjoinv ("|", published);
  g_autofree char *other_text = g_strjoinv ("|", other);

  g_assert_cmpstr (usual_text, ==, "budi@contoh.test|budi");
  g_assert_cmpstr (published_text, ==, "budi|budi@contoh.test");
  g_assert_cmpstr (other_text, ==, "toko-budi|budi@contoh.test|budi");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signin/practice", test_practice);
  g_test_add_func ("/signin/message", test_message);
  g_test_add_func ("/signin/none", test_none);
  g_test_add_func ("/signin/not-reached", test_not_reached);
  g_test_add_func ("/signin/user-names", test_user_names);
  return g_test_run ();
}
