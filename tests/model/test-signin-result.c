#include "config.h"

#include "model/dermaga-signin-result.h"

#include <string.h>

static void
assert_word (const char *word)
{
  g_assert_nonnull (word);
  g_assert_cmpuint (strlen (word), >, 0);
  g_assert_cmpuint (strspn (word, "abcdefghijklmnopqrstuvwxyz-"), ==, strlen (word));
}

static void
test_words (void)
{
  for (guint i = 0; i < DERMAGA_N_SIGNIN_VERDICTS; i++)
    {
      assert_word (dermaga_signin_verdict_to_string (i));
      for (guint j = 0; j < i; j++)
        g_assert_cmpstr (dermaga_signin_verdict_to_string (i), !=,
                         dermaga_signin_verdict_to_string (j));
    }
  for (guint i = 0; i < DERMAGA_N_DELIVERIES; i++)
    {
      assert_word (dermaga_delivery_to_string (i));
      for (guint j = 0; j < i; j++)
        g_assert_cmpstr (dermaga_delivery_to_string (i), !=, dermaga_delivery_to_string (j));
    }
  g_assert_cmpstr (dermaga_signin_verdict_to_string (DERMAGA_SIGNIN_APP_PASSWORD), ==,
                   "app-password");
}

/* Where no password was given, or it was taken, nothing counts towards a lock-out. */
static void
test_tries (void)
{
  g_assert_true (dermaga_signin_verdict_is_try (DERMAGA_SIGNIN_REJECTED));
  g_assert_true (dermaga_signin_verdict_is_try (DERMAGA_SIGNIN_CUT));
  g_assert_true (dermaga_signin_verdict_is_try (DERMAGA_SIGNIN_SERVER_UNPROVED));
  g_assert_false (dermaga_signin_verdict_is_try (DERMAGA_SIGNIN_ACCEPTED));
  g_assert_false (dermaga_signin_verdict_is_try (DERMAGA_SIGNIN_NO_MECHANISM));
  g_assert_false (dermaga_signin_verdict_is_try (DERMAGA_SIGNIN_NOT_ENCRYPTED));
  g_assert_false (dermaga_signin_verdict_is_try (DERMAGA_SIGNIN_NOT_REACHED));
}

static void
test_new (void)
{
  g_autoptr (DermagaServer) server = dermaga_server_new (
    DERMAGA_PROTOCOL_IMAP, "imap.contoh.test", 993, DERMAGA_SECURITY_TLS, "budi");
  g_autoptr (DermagaSigninResult) result = dermaga_signin_result_new (server);

  g_assert_cmpstr (result->server->host, ==, "imap.contoh.test");
  g_assert_cmpstr (result->server->user_name, ==, "budi");
  g_assert_cmpint (result->server->port, ==, 993);
  g_assert_cmpuint (g_strv_length (result->offered), ==, 0);
  g_assert_cmpint (result->verdict, !=, DERMAGA_SIGNIN_ACCEPTED);
  g_assert_cmpint (result->delivery, ==, DERMAGA_DELIVERY_NOT_ASKED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signin-result/words", test_words);
  g_test_add_func ("/signin-result/tries", test_tries);
  g_test_add_func ("/signin-result/new", test_new);
  return g_test_run ();
}
