#include "config.h"

#include "verdict/dermaga-words.h"

#include <glib/gi18n.h>

#include "model/dermaga-server-words.h"

/* What answers in place of the mail server that was asked for. */
static const char *const service_texts[] = {
  [DERMAGA_SERVICE_WEB] = N_("What answers is a web server (HTTP), not a mail server. The server "
                             "name or the port is probably wrong."),
  [DERMAGA_SERVICE_SSH] = N_("What answers is for remote control of the server (SSH), not for "
                             "mail. The port is probably wrong."),
  [DERMAGA_SERVICE_FTP] = N_("What answers is for the transfer of files (FTP), not for mail. The "
                             "port is probably wrong."),
  [DERMAGA_SERVICE_SMTP] = N_("A mail server answers, but one for sending mail (SMTP). The port is "
                              "probably wrong."),
  [DERMAGA_SERVICE_IMAP] = N_("A mail server answers, but one for receiving mail with IMAP. The "
                              "port is probably wrong."),
  [DERMAGA_SERVICE_POP3] = N_("A mail server answers, but one for receiving mail with POP3. The "
                              "port is probably wrong."),
};

static gboolean
is_asked_for (DermagaService service, DermagaProtocol protocol)
{
  return (service == DERMAGA_SERVICE_SMTP && protocol == DERMAGA_PROTOCOL_SMTP)
         || (service == DERMAGA_SERVICE_IMAP && protocol == DERMAGA_PROTOCOL_IMAP)
         || (service == DERMAGA_SERVICE_POP3 && protocol == DERMAGA_PROTOCOL_POP3);
}

/* TRUE: @line shows who answers. */
static gboolean
tell_service (DermagaWords *words, const DermagaCandidate *candidate, const char *line)
{
  DermagaService service = dermaga_server_words_get_service (line);

  if (service == DERMAGA_SERVICE_UNKNOWN || is_asked_for (service, candidate->protocol))
    return FALSE;
  dermaga_words_replace (&words->meaning, g_strdup (_(service_texts[service])));
  return TRUE;
}

static const char *
advise_against_refusal (const DermagaCandidate *candidate)
{
  if (dermaga_candidate_is_relay (candidate))
    return _("Nothing needs to be done. In a mail program, use port 465 or 587 with sign-in.");
  if (candidate->protocol == DERMAGA_PROTOCOL_SMTP)
    return _("Use port 465 or 587 with sign-in. If they refuse too, test again from another "
             "network, or ask your provider.");
  return _("Test again from another network. If it works there, ask your provider.");
}

/* Only what the server says makes the address the likely reason, never certain. */
static void
tell_address (DermagaWords *words, const DermagaCandidate *candidate)
{
  dermaga_words_replace (
    &words->meaning,
    g_strdup (dermaga_candidate_is_relay (candidate)
                ? _("By its words, the reason is likely the Internet address of this computer or "
                    "network. Port 25 is for mail between servers, and they often refuse home and "
                    "mobile networks to stop junk mail, so this is normal.")
                : _("By its words, the reason is likely the Internet address of this computer or "
                    "network. Servers often refuse home and mobile networks, or addresses from "
                    "which junk mail came.")));
  dermaga_words_replace (&words->action, g_strdup (advise_against_refusal (candidate)));
}

static gboolean
quotes_server (DermagaOutcome outcome)
{
  return outcome == DERMAGA_OUTCOME_GREET_REFUSED || outcome == DERMAGA_OUTCOME_TEMPFAIL
         || outcome == DERMAGA_OUTCOME_EHLO_REFUSED || outcome == DERMAGA_OUTCOME_STARTTLS_FAIL;
}

/* A greeting was no refusal; only where nothing else came is it what answered. */
static char *
find_words (const DermagaAddressResult *address, DermagaOutcome outcome)
{
  gboolean refused = address->facts != NULL && address->facts->trouble_text != NULL
                     && *address->facts->trouble_text != '\0';
  gboolean text_for_tls = address->tls != NULL && address->tls->first_bytes != NULL;

  if (outcome != DERMAGA_OUTCOME_NOT_MAIL && !refused && !text_for_tls)
    return NULL;
  return dermaga_server_words_of (address->facts, address->tls);
}

void
dermaga_words_tell_server (DermagaWords *words, DermagaProbe *probe)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);
  const DermagaAddressResult *decisive = dermaga_probe_get_decisive (probe);
  DermagaOutcome outcome = dermaga_probe_get_outcome (probe);
  g_autofree char *line = decisive != NULL ? find_words (decisive, outcome) : NULL;
  gboolean quote = quotes_server (outcome);

  if (line == NULL)
    return;
  if (outcome == DERMAGA_OUTCOME_NOT_MAIL)
    quote = tell_service (words, candidate, line);
  else if ((outcome == DERMAGA_OUTCOME_GREET_REFUSED || outcome == DERMAGA_OUTCOME_EHLO_REFUSED)
           && dermaga_server_words_blame_address (line))
    tell_address (words, candidate);
  if (quote)
    words->meaning = dermaga_append_sentence (words->meaning, dermaga_quote_server (line));
}
