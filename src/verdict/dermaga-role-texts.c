#include "config.h"

#include "verdict/dermaga-words.h"

#include <glib/gi18n.h>

/* Port 25 is for mail between servers: whatever fails there is normal for a person. */

static const DermagaTexts relay_closed = {
  NULL,
  N_("Port 25 is for mail between servers. Many networks and providers close it to stop junk mail, "
     "so this is normal."),
  N_("Nothing needs to be done: mail programs do not need port 25."),
};

static const DermagaTexts relay_starttls = {
  NULL,
  N_("The encryption is good and the server proved who it is. But port 25 is for mail between "
     "servers, and many networks close it."),
  N_("In a mail program, use port 465 or 587 if one of them works."),
};

static const DermagaTexts relay_plain = {
  NULL,
  N_("Between servers, for which port 25 is made, this is common. A password sent here could be "
     "read by anyone in between."),
  N_("Do not use it in a mail program: choose port 465 or 587."),
};

static const DermagaTexts relay_encryption = {
  NULL,
  N_("Port 25 is for mail between servers, and encryption is often missing or outdated there. For "
     "you this is not a problem."),
  N_("Nothing needs to be done. Do not use port 25 in a mail program."),
};

static const DermagaTexts relay_certificate = {
  NULL,
  N_("Port 25 is for mail between servers, and certificates often do not fit there. For you this "
     "is not a problem."),
  N_("Nothing needs to be done. Do not use port 25 in a mail program."),
};

static const DermagaTexts relay_mode = {
  NULL,
  NULL,
  N_("Nothing needs to be done: mail programs do not need port 25."),
};

static DermagaTexts
find_relay (DermagaOutcome outcome)
{
  static const DermagaTexts general = { NULL, NULL, NULL };

  switch (outcome)
    {
    case DERMAGA_OUTCOME_REFUSED:
    case DERMAGA_OUTCOME_TIMEOUT:
    case DERMAGA_OUTCOME_NET_BLOCKED:
    case DERMAGA_OUTCOME_HOST_UNREACH:
    case DERMAGA_OUTCOME_DROPPED:
    case DERMAGA_OUTCOME_SILENT:
    case DERMAGA_OUTCOME_GREET_REFUSED:
    case DERMAGA_OUTCOME_EHLO_REFUSED:
      return relay_closed;
    case DERMAGA_OUTCOME_OK_STARTTLS:
      return relay_starttls;
    case DERMAGA_OUTCOME_OK_PLAIN:
      return relay_plain;
    case DERMAGA_OUTCOME_NO_STARTTLS:
    case DERMAGA_OUTCOME_STARTTLS_FAIL:
    case DERMAGA_OUTCOME_TLS_OLD:
    case DERMAGA_OUTCOME_TLS_WEAK:
    case DERMAGA_OUTCOME_TLS_CUT:
      return relay_encryption;
    case DERMAGA_OUTCOME_CERT_TIME:
    case DERMAGA_OUTCOME_CERT_NAME:
    case DERMAGA_OUTCOME_CERT_TRUST:
    case DERMAGA_OUTCOME_CERT_BAD:
      return relay_certificate;
    case DERMAGA_OUTCOME_NEED_STARTTLS:
    case DERMAGA_OUTCOME_NEED_TLS:
    case DERMAGA_OUTCOME_TEMPFAIL:
    case DERMAGA_OUTCOME_NOT_MAIL:
      return relay_mode;
    case DERMAGA_OUTCOME_NOT_CHECKED:
    case DERMAGA_OUTCOME_OK_TLS:
    case DERMAGA_OUTCOME_DNS_NXDOMAIN:
    case DERMAGA_OUTCOME_DNS_NODATA:
    case DERMAGA_OUTCOME_DNS_SERVFAIL:
    case DERMAGA_OUTCOME_DNS_NO_REPLY:
    case DERMAGA_OUTCOME_NET_UNREACH:
    case DERMAGA_OUTCOME_LOCAL_BLOCK:
    case DERMAGA_OUTCOME_PORTAL:
    case DERMAGA_OUTCOME_INTERCEPTED:
    case DERMAGA_OUTCOME_TAMPERED:
    case DERMAGA_OUTCOME_BANNED:
      return general;
    }
  g_assert_not_reached ();
}

/* The rest: a short list, each entry for one kind of row; the first that fits is taken. */

typedef enum {
  KIND_GUESSED,      /* the name was only guessed */
  KIND_UNOFFICIAL,   /* SMTP on 2525 */
  KIND_POP3,
  KIND_SECURITY_NONE,
} Kind;

typedef struct {
  Kind kind;
  DermagaOutcome outcome;
  DermagaTexts texts;
} Variant;

static const Variant variants[] = {
  { KIND_GUESSED, DERMAGA_OUTCOME_DNS_NXDOMAIN,
    { NULL,
      N_("The name was only a guess, and your provider does not use it."),
      N_("Nothing needs to be done.") } },
  { KIND_GUESSED, DERMAGA_OUTCOME_DNS_NODATA,
    { NULL,
      N_("The name was only a guess, and your provider has no mail server of this name."),
      N_("Nothing needs to be done.") } },
  { KIND_UNOFFICIAL, DERMAGA_OUTCOME_REFUSED,
    { NULL,
      N_("Port 2525 is not an official mail port. Only some services offer it, so this is "
         "normal."),
      N_("Nothing needs to be done: use port 465 or 587.") } },
  { KIND_UNOFFICIAL, DERMAGA_OUTCOME_TIMEOUT,
    { NULL,
      N_("Port 2525 is not an official mail port. Only some services offer it, so this is "
         "normal."),
      N_("Nothing needs to be done: use port 465 or 587.") } },
  { KIND_UNOFFICIAL, DERMAGA_OUTCOME_OK_TLS,
    { NULL,
      N_("The connection is encrypted before anything is said, and the server proved who it is. "
         "But 2525 is not an official mail port."),
      N_("Use port 465 or 587 if one of them works.") } },
  { KIND_UNOFFICIAL, DERMAGA_OUTCOME_OK_STARTTLS,
    { NULL,
      N_("The connection switches to encryption (STARTTLS), and the server proved who it is. But "
         "2525 is not an official mail port."),
      N_("Use port 465 or 587 if one of them works.") } },
  { KIND_POP3, DERMAGA_OUTCOME_OK_TLS,
    { NULL,
      N_("The connection is encrypted before anything is said, and the server proved who it is. "
         "POP3 usually moves the mail from the server to one device."),
      N_("You can use these settings. Prefer IMAP if it works: it keeps the mail on the "
         "server.") } },
  { KIND_POP3, DERMAGA_OUTCOME_OK_STARTTLS,
    { NULL,
      N_("The connection begins unencrypted and switches to encryption (STARTTLS) before the "
         "password is sent. POP3 usually moves the mail from the server to one device."),
      N_("You can use these settings. Prefer IMAP if it works: it keeps the mail on the "
         "server.") } },
  { KIND_SECURITY_NONE, DERMAGA_OUTCOME_NEED_STARTTLS,
    { N_("The server insists on encryption"),
      N_("It accepts no password before the connection is encrypted (STARTTLS). That protects "
         "you."),
      NULL } },
  { KIND_SECURITY_NONE, DERMAGA_OUTCOME_NEED_TLS,
    { NULL,
      N_("The server does not answer unencrypted words. That protects you."),
      NULL } },
};

static gboolean
is_of_kind (const DermagaCandidate *candidate, Kind kind)
{
  switch (kind)
    {
    case KIND_GUESSED:
      return candidate->source == DERMAGA_SOURCE_GUESS;
    case KIND_UNOFFICIAL:
      return candidate->protocol == DERMAGA_PROTOCOL_SMTP && candidate->port == 2525;
    case KIND_POP3:
      return candidate->protocol == DERMAGA_PROTOCOL_POP3;
    case KIND_SECURITY_NONE:
      return candidate->security == DERMAGA_SECURITY_NONE;
    }
  g_assert_not_reached ();
}

DermagaTexts
dermaga_texts_find_role (DermagaOutcome outcome, const DermagaCandidate *candidate)
{
  DermagaTexts texts = { NULL, NULL, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    if (variants[i].outcome == outcome && is_of_kind (candidate, variants[i].kind))
      {
        texts = variants[i].texts;
        break;
      }
  if (dermaga_candidate_is_relay (candidate))
    {
      DermagaTexts relay = find_relay (outcome);

      if (relay.headline != NULL)
        texts.headline = relay.headline;
      if (relay.meaning != NULL)
        texts.meaning = relay.meaning;
      if (relay.action != NULL)
        texts.action = relay.action;
    }
  return texts;
}
