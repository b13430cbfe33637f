#include "config.h"

#include "model/dermaga-classify-private.h"

#include "model/dermaga-server-words.h"

#include <string.h>

typedef struct
{
  DermagaOutcome outcome;
  gboolean decided;
} Answer;

static const Answer undecided = { DERMAGA_OUTCOME_NOT_CHECKED, FALSE };

static Answer
decide (DermagaOutcome outcome)
{
  return (Answer) { outcome, TRUE };
}

/* Before STARTTLS. Nonsense as a greeting is another service; nonsense, or TLS, behind a good
 * greeting was put there by somebody. */
static DermagaOutcome
name_clear_trouble (const DermagaFacts *facts)
{
  gboolean at_greeting = facts->stage == DERMAGA_STAGE_GREETING;

  switch (facts->trouble)
    {
    case DERMAGA_TROUBLE_NONE:
      return DERMAGA_OUTCOME_NOT_CHECKED;
    case DERMAGA_TROUBLE_EOF:
      return DERMAGA_OUTCOME_DROPPED;
    case DERMAGA_TROUBLE_TIMEOUT:
      return DERMAGA_OUTCOME_SILENT;
    case DERMAGA_TROUBLE_GREETING_REFUSED:
      return DERMAGA_OUTCOME_GREET_REFUSED;
    case DERMAGA_TROUBLE_TEMPORARY:
      return DERMAGA_OUTCOME_TEMPFAIL;
    case DERMAGA_TROUBLE_NOT_MAIL:
      return DERMAGA_OUTCOME_NOT_MAIL;
    case DERMAGA_TROUBLE_TLS_BYTES:
      return at_greeting ? DERMAGA_OUTCOME_NEED_TLS : DERMAGA_OUTCOME_TAMPERED;
    case DERMAGA_TROUBLE_MALFORMED:
    case DERMAGA_TROUBLE_TOO_LONG:
      return at_greeting ? DERMAGA_OUTCOME_NOT_MAIL : DERMAGA_OUTCOME_TAMPERED;
    case DERMAGA_TROUBLE_CAPABILITIES_REFUSED:
      /* FTP greets as SMTP does, and knows no EHLO. */
      if (dermaga_server_words_get_service (facts->greeting) == DERMAGA_SERVICE_FTP)
        return DERMAGA_OUTCOME_NOT_MAIL;
      /* IMAP and POP3 have no introduction to be refused: that was a BYE. */
      return facts->protocol == DERMAGA_PROTOCOL_SMTP ? DERMAGA_OUTCOME_EHLO_REFUSED
                                                      : DERMAGA_OUTCOME_GREET_REFUSED;
    case DERMAGA_TROUBLE_UPGRADE_REFUSED:
      return DERMAGA_OUTCOME_STARTTLS_FAIL;
    case DERMAGA_TROUBLE_INJECTED:
    case DERMAGA_TROUBLE_PREAUTH:
    case DERMAGA_TROUBLE_LITERAL:
      return DERMAGA_OUTCOME_TAMPERED;
    }
  g_return_val_if_reached (DERMAGA_OUTCOME_TAMPERED);
}

/* Between STARTTLS and the end of the handshake. A server that says no in any words has refused;
 * one that hangs up or falls silent has broken off; anything else does not belong there. */
static DermagaOutcome
name_upgrade_trouble (DermagaTrouble trouble)
{
  switch (trouble)
    {
    case DERMAGA_TROUBLE_NONE:
      return DERMAGA_OUTCOME_NOT_CHECKED;
    case DERMAGA_TROUBLE_EOF:
    case DERMAGA_TROUBLE_TIMEOUT:
      return DERMAGA_OUTCOME_TLS_CUT;
    case DERMAGA_TROUBLE_GREETING_REFUSED:
    case DERMAGA_TROUBLE_TEMPORARY:
    case DERMAGA_TROUBLE_CAPABILITIES_REFUSED:
    case DERMAGA_TROUBLE_UPGRADE_REFUSED:
      return DERMAGA_OUTCOME_STARTTLS_FAIL;
    case DERMAGA_TROUBLE_NOT_MAIL:
    case DERMAGA_TROUBLE_TLS_BYTES:
    case DERMAGA_TROUBLE_MALFORMED:
    case DERMAGA_TROUBLE_TOO_LONG:
    case DERMAGA_TROUBLE_INJECTED:
    case DERMAGA_TROUBLE_PREAUTH:
    case DERMAGA_TROUBLE_LITERAL:
      return DERMAGA_OUTCOME_TAMPERED;
    }
  g_return_val_if_reached (DERMAGA_OUTCOME_TAMPERED);
}

/* Inside verified TLS. Nobody in between can have written the nonsense there: it is the server
 * itself that does not speak the protocol. */
static DermagaOutcome
name_secure_trouble (const DermagaFacts *facts)
{
  switch (facts->trouble)
    {
    case DERMAGA_TROUBLE_TLS_BYTES:
    case DERMAGA_TROUBLE_MALFORMED:
    case DERMAGA_TROUBLE_TOO_LONG:
      return DERMAGA_OUTCOME_NOT_MAIL;
    case DERMAGA_TROUBLE_NONE:
    case DERMAGA_TROUBLE_EOF:
    case DERMAGA_TROUBLE_TIMEOUT:
    case DERMAGA_TROUBLE_GREETING_REFUSED:
    case DERMAGA_TROUBLE_TEMPORARY:
    case DERMAGA_TROUBLE_NOT_MAIL:
    case DERMAGA_TROUBLE_CAPABILITIES_REFUSED:
    case DERMAGA_TROUBLE_UPGRADE_REFUSED:
    case DERMAGA_TROUBLE_INJECTED:
    case DERMAGA_TROUBLE_PREAUTH:
    case DERMAGA_TROUBLE_LITERAL:
      return name_clear_trouble (facts);
    }
  g_return_val_if_reached (DERMAGA_OUTCOME_TAMPERED);
}

static gboolean
has_auth (const DermagaCapabilities *capabilities)
{
  return capabilities->auth != NULL && capabilities->auth[0] != NULL;
}

static gboolean
can_sign_in (DermagaProtocol protocol, const DermagaCapabilities *capabilities)
{
  switch (protocol)
    {
    case DERMAGA_PROTOCOL_SMTP:
      return has_auth (capabilities);
    case DERMAGA_PROTOCOL_IMAP:
      return has_auth (capabilities) || !capabilities->login_disabled;
    case DERMAGA_PROTOCOL_POP3:
      return has_auth (capabilities) || capabilities->user_login;
    }
  g_return_val_if_reached (FALSE);
}

/* Whether the session will learn nothing more. */
static gboolean
is_over (const DermagaSession *session)
{
  return session->facts->trouble != DERMAGA_TROUBLE_NONE
         || session->facts->stage >= DERMAGA_STAGE_LEAVE
         || session->transport == DERMAGA_TRANSPORT_TLS_TIMEOUT
         || (session->tls != NULL && session->tls->failure != DERMAGA_TLS_FAILURE_NONE);
}

/* Whether anything of a TLS handshake came from the peer. */
static gboolean
heard_tls (const DermagaTlsFacts *tls)
{
  return tls != NULL
         && (tls->version != NULL || tls->cipher != NULL
             || (tls->chain != NULL && tls->chain->len > 0));
}

/* Clear text where TLS was due. At the start of a connection it shows what the server is. After an
 * accepted STARTTLS it is either the server's late refusal or somebody else's text. While the line
 * is not whole, the answer is the best that can be said so far. */
static Answer
answer_text_for_tls (const DermagaSession *session)
{
  GBytes *text = session->tls->first_bytes;
  DermagaOutcome outcome = dermaga_classify_text (session->facts->protocol, text);
  gboolean whole = dermaga_classify_text_is_whole (text)
                   || session->facts->trouble != DERMAGA_TROUBLE_NONE
                   || session->transport == DERMAGA_TRANSPORT_TLS_TIMEOUT;

  if (session->facts->mode != DERMAGA_SECURITY_TLS)
    outcome = outcome == DERMAGA_OUTCOME_GREET_REFUSED || outcome == DERMAGA_OUTCOME_TEMPFAIL
                  ? DERMAGA_OUTCOME_STARTTLS_FAIL
                  : DERMAGA_OUTCOME_TAMPERED;
  return (Answer) { outcome, whole };
}

static Answer
answer_incomplete_handshake (const DermagaSession *session)
{
  const DermagaFacts *facts = session->facts;
  const DermagaTlsFacts *tls = session->tls;

  if (tls != NULL && (tls->failure == DERMAGA_TLS_FAILURE_NOT_TLS || tls->first_bytes != NULL))
    return answer_text_for_tls (session);
  if (tls != NULL && tls->failure == DERMAGA_TLS_FAILURE_CERTIFICATE)
    return decide (dermaga_classify_certificate (tls));
  if (tls != NULL && tls->failure == DERMAGA_TLS_FAILURE_OLD)
    return decide (DERMAGA_OUTCOME_TLS_OLD);
  if (tls != NULL && tls->failure == DERMAGA_TLS_FAILURE_WEAK)
    return decide (DERMAGA_OUTCOME_TLS_WEAK);
  if (session->transport == DERMAGA_TRANSPORT_TLS_TIMEOUT
      || facts->trouble == DERMAGA_TROUBLE_TIMEOUT)
    return decide (facts->mode == DERMAGA_SECURITY_TLS && !heard_tls (tls)
                       ? DERMAGA_OUTCOME_SILENT
                       : DERMAGA_OUTCOME_TLS_CUT);
  /* A cut, an alert without a closer meaning, or a handshake that others believe complete. */
  if (is_over (session) || facts->stage > DERMAGA_STAGE_HANDSHAKE)
    return decide (DERMAGA_OUTCOME_TLS_CUT);
  return undecided;
}

/* From the handshake on, for TLS from the start and after STARTTLS alike. */
static Answer
answer_encrypted (const DermagaSession *session, DermagaOutcome good)
{
  const DermagaFacts *facts = session->facts;
  const DermagaTlsFacts *tls = session->tls;
  DermagaOutcome disturbed = name_upgrade_trouble (facts->trouble);

  if (facts->stage == DERMAGA_STAGE_HANDSHAKE && dermaga_outcome_is_warning (disturbed))
    return decide (disturbed);
  if (tls == NULL || !tls->complete || session->transport == DERMAGA_TRANSPORT_TLS_TIMEOUT)
    return answer_incomplete_handshake (session);
  if (!dermaga_tls_facts_verified (tls))
    return decide (dermaga_classify_certificate (tls));
  if (facts->stage < DERMAGA_STAGE_LEAVE && facts->trouble != DERMAGA_TROUBLE_NONE)
    return decide (name_secure_trouble (facts));
  if (facts->stage < DERMAGA_STAGE_LEAVE)
    return is_over (session) ? decide (DERMAGA_OUTCOME_TLS_CUT) : undecided;
  /* What happens while leaving counts no more, were it an unclean end of TLS. */
  return decide (facts->greeting_ok && facts->secure.seen ? good : DERMAGA_OUTCOME_DROPPED);
}

/* POP3 that lists what it can do lists USER, too, where that may be used (RFC 2449); only APOP is
 * offered elsewhere, by a timestamp in the greeting (RFC 1939). */
static gboolean
refuses_pop3 (const DermagaFacts *facts)
{
  const char *timestamp = facts->greeting != NULL ? strchr (facts->greeting, '<') : NULL;

  return facts->protocol == DERMAGA_PROTOCOL_POP3
         && (timestamp == NULL || strchr (timestamp, '>') == NULL);
}

static Answer
answer_none (const DermagaSession *session)
{
  const DermagaFacts *facts = session->facts;

  if (can_sign_in (facts->protocol, &facts->clear))
    return decide (DERMAGA_OUTCOME_OK_PLAIN);
  if (facts->clear.login_disabled || refuses_pop3 (facts))
    return decide (DERMAGA_OUTCOME_NEED_STARTTLS);
  if (!facts->clear.starttls)
    return decide (DERMAGA_OUTCOME_OK_PLAIN);
  /* SMTP without AUTH is normal for a mail exchanger, which has none inside TLS either. */
  if (facts->protocol == DERMAGA_PROTOCOL_SMTP && facts->secure.seen)
    return decide (has_auth (&facts->secure) ? DERMAGA_OUTCOME_NEED_STARTTLS
                                             : DERMAGA_OUTCOME_OK_PLAIN);
  /* Where TLS failed, all that is known is that no sign-in was offered without it. */
  if (facts->protocol != DERMAGA_PROTOCOL_SMTP || is_over (session))
    return decide (DERMAGA_OUTCOME_NEED_STARTTLS);
  return undecided;
}

static Answer
answer_starttls (const DermagaSession *session)
{
  const DermagaFacts *facts = session->facts;

  if (!facts->clear.starttls)
    return decide ((facts->oddities & DERMAGA_ODDITY_MASKED) != 0 ? DERMAGA_OUTCOME_TAMPERED
                                                                  : DERMAGA_OUTCOME_NO_STARTTLS);
  /* Offered, but this session was not to use it. */
  if (facts->mode == DERMAGA_SECURITY_NONE)
    return undecided;
  if (facts->stage == DERMAGA_STAGE_UPGRADE)
    return facts->trouble == DERMAGA_TROUBLE_NONE
               ? undecided
               : decide (name_upgrade_trouble (facts->trouble));
  if (!facts->upgrade_accepted)
    return decide (DERMAGA_OUTCOME_STARTTLS_FAIL);
  return answer_encrypted (session, DERMAGA_OUTCOME_OK_STARTTLS);
}

/* Only a server that spoke first, in text, has shown that it does not begin with TLS. */
static Answer
answer_tls_from_clear (const DermagaFacts *facts)
{
  if (facts->greeting_ok)
    return decide (DERMAGA_OUTCOME_NEED_STARTTLS);
  if (facts->stage != DERMAGA_STAGE_GREETING || facts->trouble == DERMAGA_TROUBLE_NONE
      || facts->trouble == DERMAGA_TROUBLE_EOF || facts->trouble == DERMAGA_TROUBLE_TIMEOUT
      || facts->trouble == DERMAGA_TROUBLE_TLS_BYTES)
    return undecided;
  return decide (name_clear_trouble (facts));
}

static Answer
answer_from_clear (const DermagaSession *session, DermagaSecurity security)
{
  const DermagaFacts *facts = session->facts;

  if (security == DERMAGA_SECURITY_TLS)
    return answer_tls_from_clear (facts);
  if (facts->stage <= DERMAGA_STAGE_CAPABILITIES)
    return facts->trouble == DERMAGA_TROUBLE_NONE ? undecided
                                                  : decide (name_clear_trouble (facts));
  return security == DERMAGA_SECURITY_NONE ? answer_none (session) : answer_starttls (session);
}

static Answer
answer_from_tls (const DermagaSession *session, DermagaSecurity security)
{
  const DermagaTlsFacts *tls = session->tls;

  if (security == DERMAGA_SECURITY_TLS)
    return answer_encrypted (session, DERMAGA_OUTCOME_OK_TLS);
  /* A server that refuses the version or the cipher has spoken TLS as well. */
  if (tls != NULL
      && (tls->complete || tls->failure == DERMAGA_TLS_FAILURE_OLD
          || tls->failure == DERMAGA_TLS_FAILURE_WEAK))
    return decide (DERMAGA_OUTCOME_NEED_TLS);
  return undecided;
}

static Answer
answer_from_dialogue (const DermagaSession *session, DermagaSecurity security)
{
  if (session->facts == NULL)
    return undecided;
  return session->facts->mode == DERMAGA_SECURITY_TLS ? answer_from_tls (session, security)
                                                      : answer_from_clear (session, security);
}

/* What was known before a connection was cancelled still holds; how it ended is our own doing. */
static gboolean
ended_early (const DermagaSession *session)
{
  if (session->facts != NULL && session->facts->stage >= DERMAGA_STAGE_LEAVE)
    return FALSE;
  return (session->facts != NULL && session->facts->trouble != DERMAGA_TROUBLE_NONE)
         || (session->tls != NULL && session->tls->failure != DERMAGA_TLS_FAILURE_NONE);
}

static Answer
answer_from_transport (const DermagaSession *session, DermagaSecurity security)
{
  switch (session->transport)
    {
    case DERMAGA_TRANSPORT_CONNECT_FAILED:
      return decide (dermaga_classify_errno (session->os_error, session->is_ipv6));
    case DERMAGA_TRANSPORT_CONNECT_TIMEOUT:
      return decide (DERMAGA_OUTCOME_TIMEOUT);
    case DERMAGA_TRANSPORT_CANCELLED:
      return ended_early (session) ? undecided : answer_from_dialogue (session, security);
    case DERMAGA_TRANSPORT_OK:
    case DERMAGA_TRANSPORT_TLS_TIMEOUT:
      return answer_from_dialogue (session, security);
    }
  g_return_val_if_reached (undecided);
}

DermagaOutcome
dermaga_classify (const DermagaSession *session, DermagaSecurity security, gboolean *decided)
{
  Answer answer;

  g_return_val_if_fail (session != NULL, DERMAGA_OUTCOME_NOT_CHECKED);

  answer = answer_from_transport (session, security);
  if (decided != NULL)
    *decided = answer.decided;
  return answer.outcome;
}
