#include "config.h"

#include "practice/dermaga-practice-protocol.h"

#include "practice/dermaga-practice-path.h"
#include "practice/dermaga-practice-sasl.h"
#include "practice/dermaga-practice-smtp-data.h"
#include "practice/dermaga-practice.h"

/* RFC 5321, RFC 3207, RFC 4954, RFC 6409. A command is a word; what follows is its argument. */

#define RELAY_PORT 25
#define MAX_RECIPIENTS 1000u

typedef struct {
  gboolean introduced;   /* EHLO or HELO was said */
  gboolean authenticating;
  DermagaPracticeSasl sasl;
  char *sender;          /* (nullable): of the mail that was begun */
  GPtrArray *recipients; /* element-type utf8 */
  DermagaPracticeData data;
} Smtp;

static gpointer
state_new (void)
{
  Smtp *smtp = g_new0 (Smtp, 1);

  smtp->recipients = g_ptr_array_new_with_free_func (g_free);
  return smtp;
}

static void
forget_mail (Smtp *smtp)
{
  g_clear_pointer (&smtp->sender, g_free);
  g_ptr_array_set_size (smtp->recipients, 0);
  dermaga_practice_data_clear (&smtp->data);
}

static void
state_free (gpointer state)
{
  Smtp *smtp = state;

  forget_mail (smtp);
  dermaga_practice_sasl_clear (&smtp->sasl);
  g_ptr_array_unref (smtp->recipients);
  g_free (smtp);
}

static DermagaPracticeNext
say (DermagaPracticeSession *session, const char *words)
{
  dermaga_practice_output_printf (session->out, "%s\r\n", words);
  return DERMAGA_PRACTICE_GO_ON;
}

static void
greet (DermagaPracticeSession *session)
{
  say (session, "220 " DERMAGA_PRACTICE_DOMAIN " ESMTP Dermaga practice provider");
}

static DermagaPracticeNext
answer_ehlo (DermagaPracticeSession *session, const char *argument)
{
  Smtp *smtp = session->state;

  if (*argument == '\0')
    return say (session, "501 5.5.4 EHLO needs your name");
  forget_mail (smtp);
  smtp->introduced = TRUE;
  dermaga_practice_output_printf (session->out,
                                  "250-" DERMAGA_PRACTICE_DOMAIN "\r\n"
                                  "250-PIPELINING\r\n"
                                  "250-SIZE %u\r\n",
                                  DERMAGA_PRACTICE_MAX_MAIL);
  if (session->secure)
    say (session, "250-AUTH PLAIN LOGIN");
  else if (session->starttls)
    say (session, "250-STARTTLS");
  say (session, "250-ENHANCEDSTATUSCODES");
  say (session, "250-SMTPUTF8");
  return say (session, "250 8BITMIME");
}

static DermagaPracticeNext
answer_helo (DermagaPracticeSession *session, const char *argument)
{
  Smtp *smtp = session->state;

  if (*argument == '\0')
    return say (session, "501 5.5.4 HELO needs your name");
  forget_mail (smtp);
  smtp->introduced = TRUE;
  return say (session, "250 " DERMAGA_PRACTICE_DOMAIN);
}

static DermagaPracticeNext
answer_starttls (DermagaPracticeSession *session, const char *argument)
{
  if (session->secure || !session->starttls)
    return say (session, "503 5.5.1 STARTTLS is not offered now");
  if (*argument != '\0')
    return say (session, "501 5.5.4 STARTTLS takes no argument");
  say (session, "220 2.0.0 Go ahead");
  return DERMAGA_PRACTICE_START_TLS;
}

static DermagaPracticeNext
say_sasl (DermagaPracticeSession *session, DermagaPracticeSaslStep step, const char *challenge)
{
  Smtp *smtp = session->state;

  smtp->authenticating = step == DERMAGA_PRACTICE_SASL_ASK;
  switch (step)
    {
    case DERMAGA_PRACTICE_SASL_ASK:
      dermaga_practice_output_printf (session->out, "334 %s\r\n", challenge);
      return DERMAGA_PRACTICE_GO_ON;
    case DERMAGA_PRACTICE_SASL_ACCEPTED:
      return say (session, "235 2.7.0 You are signed in");
    case DERMAGA_PRACTICE_SASL_REFUSED:
      say (session, "535 5.7.8 Wrong user name or password");
      if (!dermaga_practice_session_is_tiresome (session))
        return DERMAGA_PRACTICE_GO_ON;
      say (session, "421 4.7.0 Too many tries");
      return DERMAGA_PRACTICE_LEAVE;
    case DERMAGA_PRACTICE_SASL_MALFORMED:
      return say (session, "501 5.5.2 That cannot be read");
    case DERMAGA_PRACTICE_SASL_CANCELLED:
      return say (session, "501 5.7.0 Cancelled");
    case DERMAGA_PRACTICE_SASL_UNKNOWN:
      return say (session, "504 5.5.4 That mechanism is not offered");
    }
  g_assert_not_reached ();
}

static DermagaPracticeNext
answer_auth (DermagaPracticeSession *session, const char *argument)
{
  Smtp *smtp = session->state;
  const char *challenge = NULL;
  DermagaPracticeSaslStep step;

  if (!session->secure)
    return say (session, "538 5.7.11 Encryption first");
  if (!smtp->introduced || session->user != NULL || smtp->sender != NULL)
    return say (session, "503 5.5.1 AUTH is not for now");
  if (*argument == '\0')
    return say (session, "501 5.5.4 AUTH needs a mechanism");
  step = dermaga_practice_sasl_begin (&smtp->sasl, session, argument, &challenge);
  return say_sasl (session, step, challenge);
}

static DermagaPracticeNext
complain_about (DermagaPracticeSession *session, DermagaPracticeParameters judged)
{
  switch (judged)
    {
    case DERMAGA_PRACTICE_PARAMETERS_GOOD:
      break;
    case DERMAGA_PRACTICE_PARAMETERS_MALFORMED:
      return say (session, "501 5.5.4 That parameter cannot be read");
    case DERMAGA_PRACTICE_PARAMETERS_UNKNOWN:
      return say (session, "555 5.5.4 That parameter is not known");
    case DERMAGA_PRACTICE_PARAMETERS_TOO_BIG:
      return say (session, "552 5.3.4 The mail is larger than what is taken");
    }
  g_assert_not_reached ();
}

/* Port 25 is where servers bring mail for users of the domain; elsewhere one signs in first. */
static gboolean
may_send (const DermagaPracticeSession *session)
{
  return session->user != NULL || session->port == RELAY_PORT;
}

static DermagaPracticeNext
answer_mail (DermagaPracticeSession *session, const char *argument)
{
  Smtp *smtp = session->state;
  DermagaPracticeParameters judged;
  g_autofree char *sender = NULL;
  const char *parameters = NULL;

  if (!smtp->introduced)
    return say (session, "503 5.5.1 EHLO first");
  if (!may_send (session))
    return say (session, session->secure ? "530 5.7.0 Sign in first"
                                         : "530 5.7.0 STARTTLS and sign in first");
  if (smtp->sender != NULL)
    return say (session, "503 5.5.1 There is a mail under way");
  if (g_ascii_strncasecmp (argument, "FROM:", 5) == 0)
    sender = dermaga_practice_path_parse (argument + 5, &parameters);
  if (sender == NULL)
    return say (session, "501 5.1.7 MAIL FROM:<address> is meant");
  judged = dermaga_practice_parameters_judge (parameters);
  if (judged != DERMAGA_PRACTICE_PARAMETERS_GOOD)
    return complain_about (session, judged);
  smtp->sender = g_steal_pointer (&sender);
  return say (session, "250 2.1.0 OK");
}

static DermagaPracticeNext
answer_rcpt (DermagaPracticeSession *session, const char *argument)
{
  Smtp *smtp = session->state;
  g_autofree char *recipient = NULL;
  const char *parameters = NULL;

  if (smtp->sender == NULL)
    return say (session, "503 5.5.1 MAIL first");
  if (g_ascii_strncasecmp (argument, "TO:", 3) == 0)
    recipient = dermaga_practice_path_parse (argument + 3, &parameters);
  if (recipient == NULL || *recipient == '\0')
    return say (session, "501 5.1.3 RCPT TO:<address> is meant");
  if (*parameters != '\0')
    return say (session, "555 5.5.4 That parameter is not known");
  if (session->user == NULL && !dermaga_practice_path_is_local (recipient))
    return say (session, "554 5.7.1 Relaying is for those who signed in; without that, mail is "
                         "taken for " DERMAGA_PRACTICE_DOMAIN " only");
  if (smtp->recipients->len >= MAX_RECIPIENTS)
    return say (session, "452 4.5.3 Too many recipients");
  g_ptr_array_add (smtp->recipients, g_steal_pointer (&recipient));
  return say (session, "250 2.1.5 OK");
}

static DermagaPracticeNext
answer_data (DermagaPracticeSession *session, const char *argument)
{
  Smtp *smtp = session->state;

  if (smtp->sender == NULL)
    return say (session, "503 5.5.1 MAIL first");
  if (smtp->recipients->len == 0)
    return say (session, "554 5.5.1 No recipient was taken");
  say (session, "354 End with a dot on a line of its own");
  dermaga_practice_data_begin (&smtp->data, session->store);
  return DERMAGA_PRACTICE_TAKE;
}

static void
capture (DermagaPracticeSession *session)
{
  Smtp *smtp = session->state;
  DermagaPracticeDraftState state = dermaga_practice_draft_get_state (smtp->data.draft);
  DermagaPracticeOrigin origin = {
    .protocol = DERMAGA_PROTOCOL_SMTP,
    .port = session->port,
    .security = dermaga_practice_session_get_security (session),
    .user = session->user,
    .sender = smtp->sender,
    .mailbox = "INBOX",
  };
  DermagaPracticeMessage *message;

  g_ptr_array_add (smtp->recipients, NULL);
  origin.recipients = (char **) smtp->recipients->pdata;
  message = dermaga_practice_draft_finish (g_steal_pointer (&smtp->data.draft), &origin);
  switch (state)
    {
    case DERMAGA_PRACTICE_DRAFT_GOOD:
      dermaga_practice_output_printf (session->out, "250 2.0.0 Captured as %u; it goes nowhere\r\n",
                                      dermaga_practice_message_get_id (message));
      break;
    case DERMAGA_PRACTICE_DRAFT_TOO_BIG:
      say (session, "552 5.3.4 The mail is larger than what is taken");
      break;
    case DERMAGA_PRACTICE_DRAFT_NO_ROOM:
      say (session, "452 4.3.1 Too much is under way; try again later");
      break;
    }
  forget_mail (smtp);
}

static gsize
take (DermagaPracticeSession *session, const guint8 *bytes, gsize length,
      DermagaPracticeNext *next)
{
  Smtp *smtp = session->state;
  gboolean ended;
  gsize used = dermaga_practice_data_take (&smtp->data, bytes, length, &ended);

  if (ended)
    {
      capture (session);
      *next = DERMAGA_PRACTICE_GO_ON;
    }
  return used;
}

static DermagaPracticeNext
answer_rset (DermagaPracticeSession *session, const char *argument)
{
  forget_mail (session->state);
  return say (session, "250 2.0.0 OK");
}

static DermagaPracticeNext
answer_noop (DermagaPracticeSession *session, const char *argument)
{
  return say (session, "250 2.0.0 OK");
}

static DermagaPracticeNext
answer_vrfy (DermagaPracticeSession *session, const char *argument)
{
  return say (session, *argument != '\0' ? "252 2.1.5 Send it, and you will see"
                                         : "501 5.5.4 VRFY needs an address");
}

static DermagaPracticeNext
answer_help (DermagaPracticeSession *session, const char *argument)
{
  return say (session, "214 2.0.0 A practice server: what is sent here stays here. The password is "
                       "\"" DERMAGA_PRACTICE_PASSWORD "\", inside TLS, for any user name");
}

static DermagaPracticeNext
answer_quit (DermagaPracticeSession *session, const char *argument)
{
  say (session, "221 2.0.0 Goodbye");
  return DERMAGA_PRACTICE_LEAVE;
}

static DermagaPracticeNext
answer (DermagaPracticeSession *session, const char *line)
{
  static const struct {
    const char *word;
    DermagaPracticeNext (*answer) (DermagaPracticeSession *session, const char *argument);
  } commands[] = {
    { "EHLO", answer_ehlo }, { "HELO", answer_helo }, { "STARTTLS", answer_starttls },
    { "AUTH", answer_auth }, { "MAIL", answer_mail }, { "RCPT", answer_rcpt },
    { "DATA", answer_data }, { "RSET", answer_rset }, { "NOOP", answer_noop },
    { "VRFY", answer_vrfy }, { "HELP", answer_help }, { "QUIT", answer_quit },
  };
  Smtp *smtp = session->state;
  const char *argument = NULL;

  if (smtp->authenticating)
    {
      const char *challenge = NULL;
      DermagaPracticeSaslStep step
        = dermaga_practice_sasl_answer (&smtp->sasl, session, line, &challenge);

      return say_sasl (session, step, challenge);
    }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (dermaga_practice_word_is (line, commands[i].word, &argument))
      return commands[i].answer (session, argument);
  return say (session, "502 5.5.1 Not implemented");
}

const DermagaPracticeProtocol dermaga_practice_smtp = {
  .patience_us = 5 * 60 * G_USEC_PER_SEC,
  .state_new = state_new,
  .state_free = state_free,
  .greet = greet,
  .answer = answer,
  .take = take,
};
