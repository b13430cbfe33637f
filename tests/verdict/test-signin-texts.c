#include "verdict-fixture.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "base/dermaga-i18n.h"
#include "verdict/dermaga-signin-json.h"
#include "verdict/dermaga-signin-texts.h"

/* What is said of a sign-in and of a test message: true, plain, and never more than is known. */

#define HOST "mail.example.com"

static const DermagaProtocol protocols[]
  = { DERMAGA_PROTOCOL_SMTP, DERMAGA_PROTOCOL_IMAP, DERMAGA_PROTOCOL_POP3 };

static DermagaSigninResult *
make (DermagaProtocol protocol, DermagaSigninVerdict verdict)
{
  g_autoptr (DermagaServer) server
    = dermaga_server_new (protocol, HOST, 993, DERMAGA_SECURITY_TLS, "anna@example.com");
  DermagaSigninResult *result = dermaga_signin_result_new (server);

  result->verdict = verdict;
  result->outcome = DERMAGA_OUTCOME_OK_TLS;
  return result;
}

/* The marks of direction are all that a quotation adds to text that is safe to show. */
static void
assert_words (const DermagaWords *words)
{
  g_autoptr (DermagaWords) bare = g_new0 (DermagaWords, 1);
  g_auto (GStrv) parts = g_strsplit (words->meaning, "\xe2\x81\xa8", -1);
  g_autofree char *joined = g_strjoinv ("", parts);
  g_auto (GStrv) ends = g_strsplit (joined, "\xe2\x81\xa9", -1);

  g_assert_cmpuint (g_strv_length (parts), ==, g_strv_length (ends));
  bare->headline = g_strdup (words->headline);
  bare->meaning = g_strjoinv ("", ends);
  bare->action = g_strdup (words->action);
  fixture_assert_words (bare);
}

static void
assert_differ (const DermagaWords *english, const DermagaWords *indonesian)
{
  assert_words (english);
  assert_words (indonesian);
  g_assert_cmpstr (english->headline, !=, indonesian->headline);
  g_assert_cmpstr (english->meaning, !=, indonesian->meaning);
  g_assert_cmpstr (english->action, !=, indonesian->action);
}

static void
assert_both_languages (DermagaSigninResult *result)
{
  g_autoptr (DermagaWords) english = NULL;
  g_autoptr (DermagaWords) indonesian = NULL;
  g_autofree char *english_row = NULL;
  g_autofree char *indonesian_row = NULL;
  g_autofree char *english_state = NULL;
  g_autofree char *indonesian_state = NULL;

  dermaga_i18n_set_language ("id");
  indonesian = dermaga_explain_signin (result);
  indonesian_row = dermaga_explain_signin_row (result);
  indonesian_state = g_strdup (dermaga_explain_signin_state (result->verdict));
  dermaga_i18n_set_language ("en");
  english = dermaga_explain_signin (result);
  english_row = dermaga_explain_signin_row (result);
  english_state = g_strdup (dermaga_explain_signin_state (result->verdict));
  assert_differ (english, indonesian);
  fixture_assert_text (english_row);
  fixture_assert_text (indonesian_row);
  g_assert_cmpstr (english_row, !=, indonesian_row);
  fixture_assert_text (english_state);
  fixture_assert_text (indonesian_state);
  g_assert_cmpstr (english_state, !=, indonesian_state);
}

static void
test_every_verdict (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (protocols); i++)
    for (guint verdict = 0; verdict < DERMAGA_N_SIGNIN_VERDICTS; verdict++)
      {
        g_autoptr (DermagaSigninResult) result = make (protocols[i], verdict);

        assert_both_languages (result);
        result->mechanism = g_strdup ("plain");
        result->reply = g_strdup ("[ALERT] Something {host} 100%");
        g_strfreev (result->offered);
        result->offered = g_strsplit ("external xoauth2", " ", -1);
        {
          g_autoptr (DermagaWords) words = dermaga_explain_signin (result);

          g_assert_cmpint (strstr (words->meaning, "Something {host} 100%") == NULL, ==,
                           verdict == DERMAGA_SIGNIN_ACCEPTED);
        }
      }
}

/* Why nothing was sent: whatever the connection came to. */
static void
test_every_outcome (void)
{
  static const DermagaSigninVerdict verdicts[]
    = { DERMAGA_SIGNIN_NOT_ENCRYPTED, DERMAGA_SIGNIN_NOT_REACHED };

  for (guint i = 0; i < G_N_ELEMENTS (verdicts); i++)
    for (guint j = 0; j < G_N_ELEMENTS (protocols); j++)
      for (guint outcome = 0; outcome < DERMAGA_N_OUTCOMES; outcome++)
        {
          g_autoptr (DermagaSigninResult) result = make (protocols[j], verdicts[i]);
          g_autoptr (DermagaWords) words = NULL;

          result->outcome = outcome;
          assert_both_languages (result);
          words = dermaga_explain_signin (result);
          fixture_assert_contains (words->headline, "No password was sent");
          g_assert_null (strstr (words->action, "Use these settings"));
        }
}

static void
test_every_delivery (void)
{
  for (guint delivery = 0; delivery < DERMAGA_N_DELIVERIES; delivery++)
    {
      g_autoptr (DermagaSigninResult) result
        = make (DERMAGA_PROTOCOL_SMTP, DERMAGA_SIGNIN_ACCEPTED);
      g_autoptr (DermagaWords) english = NULL;
      g_autoptr (DermagaWords) indonesian = NULL;

      result->delivery = delivery;
      result->delivery_reply = g_strdup ("Said so");
      dermaga_i18n_set_language ("id");
      indonesian = dermaga_explain_delivery (result);
      dermaga_i18n_set_language ("en");
      english = dermaga_explain_delivery (result);
      assert_differ (english, indonesian);
      g_assert_cmpint (strstr (english->meaning, "Said so") == NULL, ==,
                       delivery == DERMAGA_DELIVERY_NOT_ASKED);
    }
}

static void
assert_action (DermagaProtocol protocol, DermagaSigninVerdict verdict, const char *part)
{
  g_autoptr (DermagaSigninResult) result = make (protocol, verdict);
  g_autoptr (DermagaWords) words = dermaga_explain_signin (result);

  fixture_assert_contains (words->action, part);
}

static void
assert_meaning (DermagaSigninResult *result, const char *part)
{
  g_autoptr (DermagaWords) words = dermaga_explain_signin (result);

  fixture_assert_contains (words->meaning, part);
}

static void
test_advice (void)
{
  dermaga_i18n_set_language ("en");
  for (guint i = 0; i < G_N_ELEMENTS (protocols); i++)
    {
      assert_action (protocols[i], DERMAGA_SIGNIN_REJECTED, "app password");
      assert_action (protocols[i], DERMAGA_SIGNIN_REJECTED, "before the @");
      assert_action (protocols[i], DERMAGA_SIGNIN_REJECTED, "Check the typing");
      /* Never ask for the password where it is of no use. */
      assert_action (protocols[i], DERMAGA_SIGNIN_BROWSER_NEEDED, "not here");
      assert_action (protocols[i], DERMAGA_SIGNIN_TOO_MANY, "Do not go on trying");
      assert_action (protocols[i], DERMAGA_SIGNIN_DISABLED, "Do not go on trying");
      assert_action (protocols[i], DERMAGA_SIGNIN_SERVER_UNPROVED, "Do not trust this server");
    }
  assert_action (DERMAGA_PROTOCOL_IMAP, DERMAGA_SIGNIN_REJECTED, "IMAP is switched on");
  assert_action (DERMAGA_PROTOCOL_POP3, DERMAGA_SIGNIN_REJECTED, "POP3 is switched on");
}

/* What was not judged is not said to be right or wrong. */
static void
test_unknown (void)
{
  static const DermagaSigninVerdict unknown[] = {
    DERMAGA_SIGNIN_NO_MECHANISM, DERMAGA_SIGNIN_MECHANISM_REFUSED, DERMAGA_SIGNIN_TOO_MANY,
    DERMAGA_SIGNIN_TEMPORARY,    DERMAGA_SIGNIN_CANCELLED,
  };
  g_autoptr (DermagaSigninResult) cut = make (DERMAGA_PROTOCOL_IMAP, DERMAGA_SIGNIN_CUT);
  g_autoptr (DermagaWords) words = NULL;

  dermaga_i18n_set_language ("en");
  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_autoptr (DermagaSigninResult) result = make (DERMAGA_PROTOCOL_SMTP, unknown[i]);

      assert_meaning (result, "not known whether");
    }
  words = dermaga_explain_signin (cut);
  fixture_assert_contains (words->headline, "not known whether the sign-in was accepted");
}

static void
test_facts (void)
{
  g_autoptr (DermagaSigninResult) browser
    = make (DERMAGA_PROTOCOL_IMAP, DERMAGA_SIGNIN_BROWSER_NEEDED);
  g_autoptr (DermagaSigninResult) none
    = make (DERMAGA_PROTOCOL_SMTP, DERMAGA_SIGNIN_NO_MECHANISM);
  g_autoptr (DermagaSigninResult) expired
    = make (DERMAGA_PROTOCOL_SMTP, DERMAGA_SIGNIN_NOT_ENCRYPTED);
  g_autoptr (DermagaSigninResult) refused = NULL;
  g_autoptr (DermagaWords) words = NULL;

  dermaga_i18n_set_language ("en");
  assert_meaning (browser, "No password was sent");
  browser->mechanism = g_strdup ("plain");
  browser->reply = g_strdup ("Log in via your web browser");
  assert_meaning (browser, "takes no password from mail programs");
  assert_meaning (browser, "Log in via your web browser");

  assert_meaning (none, "offered no sign-in");
  g_strfreev (none->offered);
  none->offered = g_strsplit ("gssapi external", " ", -1);
  assert_meaning (none, "GSSAPI, EXTERNAL");

  refused = make (DERMAGA_PROTOCOL_POP3, DERMAGA_SIGNIN_MECHANISM_REFUSED);
  refused->offered = (g_strfreev (refused->offered), g_strsplit ("xoauth2", " ", -1));
  words = dermaga_explain_signin (refused);
  fixture_assert_contains (words->action, "OAuth2");

  expired->outcome = DERMAGA_OUTCOME_CERT_TIME;
  assert_meaning (expired, "The certificate is not valid today. A certificate is");
}

/* The server's own text stays what it is: a quotation, of its own direction, without controls. */
static void
test_quotation (void)
{
  g_autofree char *quoted = NULL;

  dermaga_i18n_set_language ("en");
  quoted = dermaga_quote_reply ("\xd7\xa9\xd7\x9c\xe2\x80\xae <b>{host}</b>\x1b[31m");
  g_assert_cmpstr (quoted, ==,
                   "The server says: “\xe2\x81\xa8\xd7\xa9\xd7\x9c <b>{host}</b>[31m\xe2\x81\xa9” "
                   "(unverified).");
}

static void
test_lockout (void)
{
  dermaga_i18n_set_language ("en");
  g_assert_null (dermaga_explain_lockout (HOST, 0));
  g_assert_null (dermaga_explain_lockout (HOST, 1));
  for (guint n = 2; n <= DERMAGA_SIGNIN_MAX_REFUSALS + 1; n++)
    {
      g_autofree char *text = dermaga_explain_lockout (HOST, n);

      fixture_assert_contains (text, HOST);
      fixture_assert_contains (text, n < DERMAGA_SIGNIN_MAX_REFUSALS ? "may lock the account"
                                                                     : "Nothing more is tried");
    }
}

static void
test_severity (void)
{
  for (guint i = 0; i < DERMAGA_N_SIGNIN_VERDICTS; i++)
    g_assert_cmpint (dermaga_signin_severity (i) == DERMAGA_SEVERITY_INFO, ==,
                     i == DERMAGA_SIGNIN_ACCEPTED);
  for (guint i = 0; i < DERMAGA_N_DELIVERIES; i++)
    g_assert_cmpint (dermaga_delivery_severity (i) == DERMAGA_SEVERITY_INFO, ==,
                     i == DERMAGA_DELIVERY_ACCEPTED || i == DERMAGA_DELIVERY_NOT_ASKED);
}

static void
test_json (void)
{
  g_autoptr (GPtrArray) results
    = g_ptr_array_new_with_free_func ((GDestroyNotify) dermaga_signin_result_free);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *text = NULL;
  JsonObject *first, *second, *message;
  JsonArray *array;
  DermagaSigninResult *sending = make (DERMAGA_PROTOCOL_SMTP, DERMAGA_SIGNIN_ACCEPTED);

  sending->mechanism = g_strdup ("plain");
  sending->delivery = DERMAGA_DELIVERY_RELAY_DENIED;
  sending->delivery_code = 554;
  sending->delivery_status = g_strdup ("5.7.1");
  g_ptr_array_add (results, make (DERMAGA_PROTOCOL_IMAP, DERMAGA_SIGNIN_REJECTED));
  g_ptr_array_add (results, sending);
  text = dermaga_signin_json (results);
  g_assert_true (json_parser_load_from_data (parser, text, -1, NULL));
  array = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                        "signin");
  g_assert_cmpuint (json_array_get_length (array), ==, 2);
  first = json_array_get_object_element (array, 0);
  second = json_array_get_object_element (array, 1);
  g_assert_cmpstr (json_object_get_string_member (first, "verdict"), ==, "rejected");
  g_assert_cmpstr (json_object_get_string_member (first, "username"), ==, "anna@example.com");
  g_assert_true (json_object_get_null_member (first, "test_message"));
  g_assert_true (json_object_get_null_member (first, "mechanism"));
  g_assert_cmpstr (json_object_get_string_member (second, "mechanism"), ==, "plain");
  message = json_object_get_object_member (second, "test_message");
  g_assert_cmpstr (json_object_get_string_member (message, "delivery"), ==, "relay-denied");
  g_assert_cmpint (json_object_get_int_member (message, "reply_code"), ==, 554);
  g_assert_nonnull (json_object_get_string_member (message, "meaning"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dermaga_i18n_init ();
  g_test_add_func ("/signin-texts/every-verdict", test_every_verdict);
  g_test_add_func ("/signin-texts/every-outcome", test_every_outcome);
  g_test_add_func ("/signin-texts/every-delivery", test_every_delivery);
  g_test_add_func ("/signin-texts/advice", test_advice);
  g_test_add_func ("/signin-texts/unknown", test_unknown);
  g_test_add_func ("/signin-texts/facts", test_facts);
  g_test_add_func ("/signin-texts/quotation", test_quotation);
  g_test_add_func ("/signin-texts/lockout", test_lockout);
  g_test_add_func ("/signin-texts/severity", test_severity);
  g_test_add_func ("/signin-texts/json", test_json);
  return g_test_run ();
}
