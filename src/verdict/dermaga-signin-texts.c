#include "config.h"

#include "verdict/dermaga-signin-texts.h"

#include <glib/gi18n.h>

#include "base/dermaga-text.h"
#include "verdict/dermaga-words.h"

#define MAX_REPLY 200

/* From here on the direction of what follows is its own; to the end of that. */
#define ISOLATE "\xe2\x81\xa8"
#define END_ISOLATE "\xe2\x81\xa9"

/* What is true of every protocol; %NULL members are said by protocol below. */
static const DermagaTexts general_texts[DERMAGA_N_SIGNIN_VERDICTS] = {
  [DERMAGA_SIGNIN_ACCEPTED] = {
    NULL,
    N_("{host} took this user name and password, over a connection that is encrypted and on which "
       "it proved who it is."),
    NULL,
  },
  [DERMAGA_SIGNIN_REJECTED] = {
    N_("This user name and password were not accepted"),
    N_("{host} does not take them together. It seldom says which of the two is wrong, and there "
       "may be another cause."),
    NULL,
  },
  [DERMAGA_SIGNIN_APP_PASSWORD] = {
    N_("The server wants an app password"),
    N_("As {host} says, it does not take your usual password from mail programs. An app password "
       "is a second one, made for one program only."),
    N_("Sign in to your provider’s website, make an app password there, usually under Security, "
       "and use it here and in your mail program in place of the usual one."),
  },
  [DERMAGA_SIGNIN_BROWSER_NEEDED] = {
    N_("Sign-in goes through the web browser here"),
    N_("As {host} says, it takes no password from mail programs: they must send you to the "
       "provider’s web page to sign in there (OAuth)."),
    N_("Choose OAuth2 as the sign-in method in your mail program. Type the password only on the "
       "provider’s own page that opens then, not here."),
  },
  [DERMAGA_SIGNIN_NO_MECHANISM] = {
    N_("The server offers no sign-in that Dermaga knows"),
    N_("{host} offered no sign-in inside the encrypted connection. No password was sent, so it is "
       "not known whether it is right."),
    N_("Ask your provider how mail programs are to sign in to this server."),
  },
  [DERMAGA_SIGNIN_MECHANISM_REFUSED] = {
    N_("The server did not take what it had offered"),
    N_("{host} offered a way to sign in and then refused that way itself. It is not known whether "
       "the password is right."),
    N_("Try again later. If it stays like this, tell your provider."),
  },
  [DERMAGA_SIGNIN_DISABLED] = {
    N_("The account is disabled, as the server says"),
    N_("As {host} says, this account is closed, blocked or expired. Another password does not "
       "change that."),
    N_("Do not go on trying. Sign in to your provider’s website, where the cause is often shown, "
       "or ask your provider."),
  },
  [DERMAGA_SIGNIN_TOO_MANY] = {
    N_("Too many tries or connections"),
    N_("{host} takes no sign-in at present. It is not known whether the password is right."),
    N_("Do not go on trying: each try may make the wait longer. Close other programs that use "
       "this account, wait an hour, then try once."),
  },
  [DERMAGA_SIGNIN_TEMPORARY] = {
    N_("The server cannot check the password at present"),
    N_("As {host} says, that is a trouble of its own. It is not known whether the password is "
       "right."),
    N_("Wait about 15 minutes, then try again."),
  },
  [DERMAGA_SIGNIN_NOT_ENCRYPTED] = {
    N_("No password was sent: the connection is not safe"),
    N_("Dermaga sends a password only over an encrypted connection on which the server proved who "
       "it is, and {host} gave none."),
    N_("Use settings with encryption, and test them again."),
  },
  [DERMAGA_SIGNIN_NOT_REACHED] = {
    N_("No password was sent: the server was not reached"),
    N_("No conversation with {host} came about, so it is not known whether the password is "
       "right."),
    N_("Check your Internet connection, then test again."),
  },
  [DERMAGA_SIGNIN_SERVER_UNPROVED] = {
    N_("The server did not prove that it knows the password"),
    N_("In this way of signing in, the password itself is not sent, and a genuine server shows in "
       "its answer that it knows it. {host} did not, in spite of its valid certificate. This is "
       "no sign-in, whatever the server says."),
    N_("Do not trust this server, and do not sign in there in any other way. Tell your provider, "
       "and change the password on its website if it is short or easy to guess."),
  },
  [DERMAGA_SIGNIN_CUT] = {
    N_("It is not known whether the sign-in was accepted"),
    N_("The conversation with {host} broke off, or made no sense any more, after the sign-in had "
       "begun."),
    N_("Wait a few minutes, then try once more. The server may count this try as a failed one."),
  },
  [DERMAGA_SIGNIN_CANCELLED] = {
    N_("The sign-in was stopped"),
    N_("It was stopped before {host} had answered, so it is not known whether it was accepted."),
    N_("Try again when you want to know."),
  },
};

/* What differs by protocol. */

static const DermagaTexts accepted_texts[] = {
  [DERMAGA_PROTOCOL_SMTP] = {
    N_("Signed in for sending"),
    NULL,
    N_("Use the same in your mail program. Only a test message shows whether mail is taken for "
       "delivery too."),
  },
  [DERMAGA_PROTOCOL_IMAP] = {
    N_("Signed in for receiving"),
    NULL,
    N_("Use the same in your mail program."),
  },
  [DERMAGA_PROTOCOL_POP3] = {
    N_("Signed in for receiving"),
    NULL,
    N_("Use the same in your mail program."),
  },
};

static const DermagaTexts rejected_texts[] = {
  [DERMAGA_PROTOCOL_SMTP] = {
    NULL,
    NULL,
    N_("Check the typing, small and capital letters too. Many providers want an app password, made "
       "on their website, or another form of the user name: the whole address, or only what "
       "stands before the @. Some let mail programs send only once that is switched on in the "
       "account’s settings."),
  },
  [DERMAGA_PROTOCOL_IMAP] = {
    NULL,
    NULL,
    N_("Check the typing, small and capital letters too. Many providers want an app password, made "
       "on their website, or another form of the user name: the whole address, or only what "
       "stands before the @. Some let mail programs in only once IMAP is switched on in the "
       "account’s settings."),
  },
  [DERMAGA_PROTOCOL_POP3] = {
    NULL,
    NULL,
    N_("Check the typing, small and capital letters too. Many providers want an app password, made "
       "on their website, or another form of the user name: the whole address, or only what "
       "stands before the @. Some let mail programs in only once POP3 is switched on in the "
       "account’s settings."),
  },
};

static const DermagaTexts service_off_texts[] = {
  [DERMAGA_PROTOCOL_SMTP] = {
    N_("Sending from mail programs is switched off for this account"),
    N_("As {host} says, this account may not send by SMTP. Another password does not change "
       "that."),
    N_("Switch it on in the account’s settings on your provider’s website, or have whoever runs "
       "the account do so. Then try again."),
  },
  [DERMAGA_PROTOCOL_IMAP] = {
    N_("IMAP is switched off for this account"),
    N_("As {host} says, this account may not be read by IMAP. Another password does not change "
       "that."),
    N_("Switch IMAP on in the account’s settings on your provider’s website, or have whoever runs "
       "the account do so. Then try again."),
  },
  [DERMAGA_PROTOCOL_POP3] = {
    N_("POP3 is switched off for this account"),
    N_("As {host} says, this account may not be read by POP3. Another password does not change "
       "that."),
    N_("Switch POP3 on in the account’s settings on your provider’s website, or have whoever runs "
       "the account do so. Then try again."),
  },
};

/* Nothing but OAuth was offered, so nothing was said either. */
static const char *const only_browser_meaning
  = N_("{host} offers mail programs nothing but a sign-in on the provider’s web page (OAuth). No "
       "password was sent.");

static const char *const other_ways_meaning
  = N_("{host} offers only these ways to sign in: {ways}. Dermaga knows none of them. No password "
       "was sent, so it is not known whether it is right.");

static DermagaTexts
find_texts (const DermagaSigninResult *result)
{
  DermagaTexts texts = general_texts[result->verdict];
  DermagaProtocol protocol = result->server->protocol;

  switch (result->verdict)
    {
    case DERMAGA_SIGNIN_ACCEPTED:
      texts.headline = accepted_texts[protocol].headline;
      texts.action = accepted_texts[protocol].action;
      break;
    case DERMAGA_SIGNIN_REJECTED:
      texts.action = rejected_texts[protocol].action;
      break;
    case DERMAGA_SIGNIN_SERVICE_OFF:
      texts = service_off_texts[protocol];
      break;
    case DERMAGA_SIGNIN_BROWSER_NEEDED:
      if (result->mechanism == NULL && result->reply == NULL)
        texts.meaning = only_browser_meaning;
      break;
    case DERMAGA_SIGNIN_NO_MECHANISM:
      if (result->offered[0] != NULL)
        texts.meaning = other_ways_meaning;
      break;
    case DERMAGA_SIGNIN_APP_PASSWORD:
    case DERMAGA_SIGNIN_MECHANISM_REFUSED:
    case DERMAGA_SIGNIN_DISABLED:
    case DERMAGA_SIGNIN_TOO_MANY:
    case DERMAGA_SIGNIN_TEMPORARY:
    case DERMAGA_SIGNIN_NOT_ENCRYPTED:
    case DERMAGA_SIGNIN_NOT_REACHED:
    case DERMAGA_SIGNIN_SERVER_UNPROVED:
    case DERMAGA_SIGNIN_CUT:
    case DERMAGA_SIGNIN_CANCELLED:
      break;
    }
  return texts;
}

char *
dermaga_quote_reply (const char *reply)
{
  g_autofree char *safe = dermaga_text_make_safe (reply, -1, MAX_REPLY);
  g_autofree char *isolated = g_strconcat (ISOLATE, safe, END_ISOLATE, NULL);

  return dermaga_fill (_("The server says: “{text}” (unverified)."), "text", isolated, NULL);
}

/* The names of mechanisms are the server's. */
static char *
list_ways (char **offered)
{
  g_autofree char *joined = g_strjoinv (", ", offered);
  g_autofree char *upper = g_ascii_strup (joined, -1);

  return dermaga_text_make_safe (upper, -1, MAX_REPLY);
}

/* Why no password was sent is what a check of the same server would say. */
static void
tell_outcome (DermagaWords *words, const DermagaSigninResult *result)
{
  const DermagaServer *server = result->server;
  g_autoptr (DermagaCandidate) candidate = NULL;
  g_autoptr (DermagaWords) why = NULL;

  if (result->outcome == DERMAGA_OUTCOME_NOT_CHECKED
      || result->outcome == DERMAGA_OUTCOME_OK_PLAIN || dermaga_outcome_is_safe (result->outcome))
    return;
  candidate = dermaga_candidate_new (server->protocol, server->host, server->port,
                                     server->security, DERMAGA_SOURCE_USER, 0);
  why = dermaga_explain_outcome (result->outcome, candidate);
  dermaga_words_replace (&words->meaning,
                         /* Translators: {problem} is a short headline such as “The certificate is
                          * not valid today”, {explanation} a few sentences about it. */
                         dermaga_fill (_("{problem}. {explanation}"), "problem", why->headline,
                                       "explanation", why->meaning, NULL));
  dermaga_words_replace (&words->action, g_steal_pointer (&why->action));
}

static gboolean
offers_browser (char **offered)
{
  return g_strv_contains ((const char *const *) offered, "xoauth2")
         || g_strv_contains ((const char *const *) offered, "oauthbearer");
}

DermagaWords *
dermaga_explain_signin (const DermagaSigninResult *result)
{
  DermagaTexts texts = find_texts (result);
  g_autofree char *ways = list_ways (result->offered);
  const char *host = result->server->host;
  DermagaWords *words
    = dermaga_words_new (dermaga_fill (_(texts.headline), "host", host, NULL),
                         dermaga_fill (_(texts.meaning), "host", host, "ways", ways, NULL),
                         dermaga_fill (_(texts.action), "host", host, NULL));

  if (result->verdict == DERMAGA_SIGNIN_NOT_ENCRYPTED
      || result->verdict == DERMAGA_SIGNIN_NOT_REACHED)
    tell_outcome (words, result);
  if (result->verdict == DERMAGA_SIGNIN_MECHANISM_REFUSED && offers_browser (result->offered))
    words->action = dermaga_append_sentence (
      words->action, g_strdup (_("The server offers a sign-in through the provider’s web page too: "
                                 "if your mail program knows OAuth2, choose that.")));
  /* "OK", in many ways, is not worth repeating. */
  if (result->reply != NULL && *result->reply != '\0'
      && result->verdict != DERMAGA_SIGNIN_ACCEPTED)
    words->meaning
      = dermaga_append_sentence (words->meaning, dermaga_quote_reply (result->reply));
  return words;
}

static const char *const state_texts[] = {
  [DERMAGA_SIGNIN_ACCEPTED] = N_("Signed in"),
  [DERMAGA_SIGNIN_REJECTED] = N_("Not accepted"),
  [DERMAGA_SIGNIN_APP_PASSWORD] = N_("App password needed"),
  [DERMAGA_SIGNIN_BROWSER_NEEDED] = N_("Browser sign-in needed"),
  [DERMAGA_SIGNIN_NO_MECHANISM] = N_("No known way to sign in"),
  [DERMAGA_SIGNIN_MECHANISM_REFUSED] = N_("Way to sign in refused"),
  [DERMAGA_SIGNIN_DISABLED] = N_("Account disabled"),
  [DERMAGA_SIGNIN_SERVICE_OFF] = N_("Switched off"),
  [DERMAGA_SIGNIN_TOO_MANY] = N_("Too many tries"),
  [DERMAGA_SIGNIN_TEMPORARY] = N_("Not at present"),
  [DERMAGA_SIGNIN_NOT_ENCRYPTED] = N_("Not tried: not safe"),
  [DERMAGA_SIGNIN_NOT_REACHED] = N_("Not reached"),
  [DERMAGA_SIGNIN_SERVER_UNPROVED] = N_("Not to be trusted"),
  [DERMAGA_SIGNIN_CUT] = N_("Not known"),
  [DERMAGA_SIGNIN_CANCELLED] = N_("Stopped"),
};

G_STATIC_ASSERT (G_N_ELEMENTS (state_texts) == DERMAGA_N_SIGNIN_VERDICTS);

const char *
dermaga_explain_signin_state (DermagaSigninVerdict verdict)
{
  g_return_val_if_fail ((guint) verdict < DERMAGA_N_SIGNIN_VERDICTS, "");

  return _(state_texts[verdict]);
}

/* Translators: {host} is a server name, {port} a number, {answer} a headline such as “Signed in for
 * receiving”. */
static const char *const row_texts[] = {
  [DERMAGA_PROTOCOL_SMTP] = N_("Sending, {host}, port {port}: {answer}"),
  [DERMAGA_PROTOCOL_IMAP] = N_("Receiving with IMAP, {host}, port {port}: {answer}"),
  [DERMAGA_PROTOCOL_POP3] = N_("Receiving with POP3, {host}, port {port}: {answer}"),
};

char *
dermaga_explain_signin_row (const DermagaSigninResult *result)
{
  g_autoptr (DermagaWords) words = dermaga_explain_signin (result);
  g_autofree char *port = g_strdup_printf ("%u", (guint) result->server->port);

  return dermaga_fill (_(row_texts[result->server->protocol]), "host", result->server->host,
                       "port", port, "answer", words->headline, NULL);
}

DermagaSeverity
dermaga_signin_severity (DermagaSigninVerdict verdict)
{
  switch (verdict)
    {
    case DERMAGA_SIGNIN_ACCEPTED:
      return DERMAGA_SEVERITY_INFO;
    case DERMAGA_SIGNIN_BROWSER_NEEDED:
    case DERMAGA_SIGNIN_NO_MECHANISM:
    case DERMAGA_SIGNIN_MECHANISM_REFUSED:
    case DERMAGA_SIGNIN_TOO_MANY:
    case DERMAGA_SIGNIN_TEMPORARY:
    case DERMAGA_SIGNIN_NOT_REACHED:
    case DERMAGA_SIGNIN_CUT:
    case DERMAGA_SIGNIN_CANCELLED:
      return DERMAGA_SEVERITY_WARNING;
    case DERMAGA_SIGNIN_REJECTED:
    case DERMAGA_SIGNIN_APP_PASSWORD:
    case DERMAGA_SIGNIN_DISABLED:
    case DERMAGA_SIGNIN_SERVICE_OFF:
    case DERMAGA_SIGNIN_NOT_ENCRYPTED:
    case DERMAGA_SIGNIN_SERVER_UNPROVED:
      return DERMAGA_SEVERITY_ERROR;
    }
  g_assert_not_reached ();
}

char *
dermaga_explain_lockout (const char *host, guint n_refused)
{
  if (n_refused >= DERMAGA_SIGNIN_MAX_REFUSALS)
    return dermaga_fill (_("{host} has refused too often. Nothing more is tried there until "
                           "Dermaga is started again, so that the account is not locked."),
                         "host", host, NULL);
  if (n_refused >= 2)
    return dermaga_fill (_("{host} has refused more than once. After a few more refusals it may "
                           "lock the account for a while: be sure before you try again."),
                         "host", host, NULL);
  return NULL;
}
