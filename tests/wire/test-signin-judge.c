#include "config.h"

#include "wire/dermaga-signin-judge.h"

#include "base/dermaga-text.h"

#include <string.h>

typedef struct {
  DermagaProtocol protocol;
  int code;
  const char *status;
  const char *text;
  DermagaSigninVerdict verdict;        /* after the password was given */
  DermagaSigninVerdict before;         /* and before */
} Case;

#define SMTP DERMAGA_PROTOCOL_SMTP
#define IMAP DERMAGA_PROTOCOL_IMAP
#define POP3 DERMAGA_PROTOCOL_POP3
#define V(name) DERMAGA_SIGNIN_##name

/* Real replies of servers and providers. */
static const Case cases[] = {
  { SMTP, 535, "5.7.8", "Error: authentication failed: UGFzc3dvcmQ6", V (REJECTED), V (REJECTED) },
  { SMTP, 535, NULL, "Incorrect authentication data", V (REJECTED), V (REJECTED) },
  { SMTP, 535, "5.7.3", "Authentication unsuccessful", V (REJECTED), V (REJECTED) },
  { SMTP, 535, "5.7.0", "(#AUTH005) Too many bad auth attempts.", V (TOO_MANY), V (TOO_MANY) },
  { SMTP, 535, "5.7.0", "NEOBHODIM parol prilozheniya https://help.mail.ru / Application password "
                        "is REQUIRED", V (APP_PASSWORD), V (APP_PASSWORD) },
  { SMTP, 535, NULL, "Login Fail. Please enter your authorization code to login.",
    V (APP_PASSWORD), V (APP_PASSWORD) },
  { SMTP, 535, "5.7.139", "Authentication unsuccessful, user is locked by your organization's "
                          "security defaults policy. Contact your administrator.",
    V (BROWSER_NEEDED), V (BROWSER_NEEDED) },
  { SMTP, 535, "5.7.139", "Authentication unsuccessful, the request did not meet the criteria to "
                          "be authenticated successfully.",
    V (BROWSER_NEEDED), V (BROWSER_NEEDED) },
  { SMTP, 535, "5.7.8", "Error: authentication failed: This user does not have access rights to "
                        "this service", V (SERVICE_OFF), V (SERVICE_OFF) },
  { SMTP, 534, "5.7.9", "Authentication mechanism is too weak", V (MECHANISM_REFUSED),
    V (MECHANISM_REFUSED) },
  { SMTP, 504, "5.7.4", "Unrecognized authentication type", V (MECHANISM_REFUSED),
    V (MECHANISM_REFUSED) },
  { SMTP, 538, "5.7.11", "Encryption required", V (MECHANISM_REFUSED), V (MECHANISM_REFUSED) },
  { SMTP, 530, "5.7.0", "Must issue a STARTTLS command first", V (MECHANISM_REFUSED),
    V (MECHANISM_REFUSED) },
  { SMTP, 432, "4.7.12", "A password transition is needed", V (MECHANISM_REFUSED),
    V (MECHANISM_REFUSED) },
  { SMTP, 525, "5.7.13", "User account disabled", V (DISABLED), V (DISABLED) },
  { SMTP, 454, "4.7.0", "Temporary authentication failure", V (TEMPORARY), V (TEMPORARY) },
  { SMTP, 421, "4.7.0", "mail.contoh.test Error: too many errors", V (TOO_MANY), V (TOO_MANY) },
  { SMTP, 421, "4.3.0", "Try later", V (TEMPORARY), V (TEMPORARY) },
  { SMTP, 554, "5.7.1", "Access denied", V (REJECTED), V (MECHANISM_REFUSED) },
  { SMTP, 550, NULL, "User has no permission", V (SERVICE_OFF), V (SERVICE_OFF) },
  { SMTP, 250, NULL, "too many", V (CUT), V (CUT) },
  { SMTP, 354, NULL, "go", V (CUT), V (CUT) },
  { IMAP, 0, "AUTHENTICATIONFAILED", "(#MBR1212) Incorrect username or password.", V (REJECTED),
    V (REJECTED) },
  { IMAP, 0, "authenticationfailed", "no", V (REJECTED), V (REJECTED) },
  { IMAP, 0, NULL, "LOGIN failed.", V (REJECTED), V (MECHANISM_REFUSED) },
  { IMAP, 0, "ALERT", "You are yet to enable IMAP for your account. Please contact your "
                      "administrator.", V (SERVICE_OFF), V (SERVICE_OFF) },
  { IMAP, 0, "ALERT", "IMAP access is disabled for your domain.", V (SERVICE_OFF),
    V (SERVICE_OFF) },
  { IMAP, 0, "ALERT", "Too many simultaneous connections. (Failure)", V (TOO_MANY),
    V (TOO_MANY) },
  { IMAP, 0, "CONTACTADMIN", "Ask us", V (DISABLED), V (DISABLED) },
  { IMAP, 0, "NOPERM", "no", V (SERVICE_OFF), V (SERVICE_OFF) },
  { IMAP, 0, NULL, "[UNAVAILABLE", V (REJECTED), V (MECHANISM_REFUSED) },
  { IMAP, 0, NULL, "Basic authentication is disabled.", V (BROWSER_NEEDED),
    V (BROWSER_NEEDED) },
  { IMAP, 0, NULL, "User is authenticated but not connected.", V (SERVICE_OFF),
    V (SERVICE_OFF) },
  { POP3, 0, "AUTH", "Username and password not accepted.", V (REJECTED), V (REJECTED) },
  { POP3, 0, "AUTH", "Application-specific password required: https://x", V (APP_PASSWORD),
    V (APP_PASSWORD) },
  { POP3, 0, NULL, "Logon failure: unknown user name or bad password.", V (REJECTED),
    V (MECHANISM_REFUSED) },
  { POP3, 0, "LOGIN-DELAY", "minimum time between mail checks", V (TOO_MANY), V (TOO_MANY) },
  { POP3, 0, NULL, "POP3 is disabled", V (SERVICE_OFF), V (SERVICE_OFF) },
};

static void
test_signin (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DermagaSigninReply reply = {
        .protocol = cases[i].protocol,
        .code = cases[i].code,
        .status = cases[i].status,
        .text = cases[i].text,
        .gave_password = TRUE,
      };

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (dermaga_signin_judge (&reply), ==, cases[i].verdict);
      reply.gave_password = FALSE;
      g_assert_cmpint (dermaga_signin_judge (&reply), ==, cases[i].before);
    }
}

/* No word of any server makes a refusal a success. */
static void
test_never_accepted (void)
{
  static const char *const texts[] = { "", "OK", "accepted", "235 2.7.0 Accepted" };

  for (DermagaProtocol protocol = SMTP; protocol <= POP3; protocol++)
    for (int code = 0; code < 600; code++)
      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        {
          DermagaSigninReply reply = { .protocol = protocol, .code = code, .text = texts[i] };

          g_assert_cmpint (dermaga_signin_judge (&reply), !=, DERMAGA_SIGNIN_ACCEPTED);
        }
}

static void
test_delivery (void)
{
  static const struct {
    DermagaDeliveryStep step;
    int code;
    const char *status;
    const char *text;
    DermagaDelivery delivery;
  } replies[] = {
    { DERMAGA_DELIVERY_STEP_MAIL, 550, "5.7.60", "SMTP; Client does not have permissions to send "
                                                 "as this sender",
      DERMAGA_DELIVERY_SENDER_REFUSED },
    { DERMAGA_DELIVERY_STEP_MAIL, 550, "5.1.0", "Address rejected",
      DERMAGA_DELIVERY_SENDER_REFUSED },
    { DERMAGA_DELIVERY_STEP_CONTENT, 554, "5.2.252", "SendAsDenied; budi@contoh.test not allowed "
                                                     "to send as x",
      DERMAGA_DELIVERY_CONTENT_REFUSED },
    { DERMAGA_DELIVERY_STEP_RCPT, 550, "5.7.1", "Unable to relay", DERMAGA_DELIVERY_RELAY_DENIED },
    { DERMAGA_DELIVERY_STEP_RCPT, 550, NULL, "relay not permitted", DERMAGA_DELIVERY_RELAY_DENIED },
    { DERMAGA_DELIVERY_STEP_RCPT, 550, "5.7.1", "no", DERMAGA_DELIVERY_RELAY_DENIED },
    { DERMAGA_DELIVERY_STEP_RCPT, 550, "5.1.1", "User unknown",
      DERMAGA_DELIVERY_RECIPIENT_REFUSED },
    { DERMAGA_DELIVERY_STEP_RCPT, 552, "5.2.2", "Over quota", DERMAGA_DELIVERY_MAILBOX_FULL },
    { DERMAGA_DELIVERY_STEP_RCPT, 450, "4.2.0", "Greylisted", DERMAGA_DELIVERY_TEMPORARY },
    { DERMAGA_DELIVERY_STEP_MAIL, 452, "4.5.3", "Too many recipients", DERMAGA_DELIVERY_LIMIT },
    { DERMAGA_DELIVERY_STEP_MAIL, 552, NULL, "no", DERMAGA_DELIVERY_TOO_LARGE },
    { DERMAGA_DELIVERY_STEP_CONTENT, 550, "5.4.5", "Daily user sending limit exceeded",
      DERMAGA_DELIVERY_LIMIT },
    { DERMAGA_DELIVERY_STEP_CONTENT, 550, "5.7.1", "Spam", DERMAGA_DELIVERY_CONTENT_REFUSED },
    { DERMAGA_DELIVERY_STEP_CONTENT, 451, "4.3.0", "later", DERMAGA_DELIVERY_TEMPORARY },
    { DERMAGA_DELIVERY_STEP_MAIL, 530, "5.7.0", "Authentication required",
      DERMAGA_DELIVERY_REFUSED },
    { DERMAGA_DELIVERY_STEP_DATA, 250, NULL, "ok", DERMAGA_DELIVERY_CUT },
    { DERMAGA_DELIVERY_STEP_MAIL, 354, NULL, "go", DERMAGA_DELIVERY_CUT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_test_message ("%s", replies[i].text);
      g_assert_cmpint (dermaga_delivery_judge (replies[i].step, replies[i].code,
                                               replies[i].status, replies[i].text),
                       ==, replies[i].delivery);
    }
}

static void
assert_quote (const char *password, const char *text, const char *expected)
{
  g_autoptr (DermagaSecret) secret = password != NULL ? dermaga_secret_new (password, -1) : NULL;
  g_autofree char *quote = dermaga_signin_quote (text, secret);

  g_assert_cmpstr (quote, ==, expected);
}

static void
test_quote (void)
{
  assert_quote ("rahasia", "Wrong password", "Wrong password");
  assert_quote (NULL, "a\x1b[31mb\r\nc", "a[31mb c");
  assert_quote ("rahasia", "", NULL);
  assert_quote ("rahasia", "not rahasia, nor RaHaSia", "not …, nor …");
  assert_quote ("rahasia", "rahasiarahasia", "……");
  assert_quote ("rahasia", "rahrahasiaasia", "rah…asia");
  /* What cannot be seen stood between its letters. */
  assert_quote ("rahasia", "ra\xe2\x80\x8bhasia", "…");
  assert_quote ("r\xc3\xa4hasia", "is r\xc3\xa4hasia", "is …");
  /* Too short to be told from other words: all of it goes. */
  assert_quote ("abc", "sabc", NULL);
  assert_quote ("abc", "no such user", "no such user");
}

/* In base64, with anything before and behind it, in all three positions. */
static void
test_quote_base64 (void)
{
  g_autoptr (DermagaSecret) secret = dermaga_secret_new ("rahasia sekali", -1);

  for (guint before = 0; before < 9; before++)
    for (guint behind = 0; behind < 4; behind++)
      {
        g_autofree char *padded
          = g_strdup_printf ("%.*srahasia sekali%.*s", (int) before, "somebodyx", (int) behind,
                             "more");
        g_autofree char *encoded
          = g_base64_encode ((const guint8 *) padded, strlen (padded));
        g_autofree char *text = g_strdup_printf ("you sent <%s>, no", encoded);
        g_autofree char *quote = dermaga_signin_quote (text, secret);

        g_assert_cmpstr (quote, ==, "you sent <…>, no");
      }
}

static void
test_quote_bounds (void)
{
  g_autofree char *much = g_strnfill (100000, 'x');
  g_autoptr (DermagaSecret) secret = dermaga_secret_new ("xxxx", -1);
  g_autofree char *quote = dermaga_signin_quote (much, NULL);
  g_autofree char *without = dermaga_signin_quote (much, secret);

  g_assert_cmpuint (g_utf8_strlen (quote, -1), ==, 200);
  g_assert_true (dermaga_text_is_clean (without));
  g_assert_null (strchr (without, 'x'));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signin-judge/signin", test_signin);
  g_test_add_func ("/signin-judge/never-accepted", test_never_accepted);
  g_test_add_func ("/signin-judge/delivery", test_delivery);
  g_test_add_func ("/signin-judge/quote", test_quote);
  g_test_add_func ("/signin-judge/quote-base64", test_quote_base64);
  g_test_add_func ("/signin-judge/quote-bounds", test_quote_bounds);
  return g_test_run ();
}
