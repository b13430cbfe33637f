#include "config.h"

#include "verdict/dermaga-words.h"

#include <glib/gi18n.h>

DermagaWords *
dermaga_explain_outcome (DermagaOutcome outcome, const DermagaCandidate *candidate)
{
  DermagaTexts texts = dermaga_texts_find (outcome, candidate);

  return dermaga_words_from_texts (&texts, candidate);
}

static const char *const state_texts[DERMAGA_N_OUTCOMES] = {
  [DERMAGA_OUTCOME_NOT_CHECKED] = N_("Not checked"),
  [DERMAGA_OUTCOME_OK_TLS] = N_("Works"),
  [DERMAGA_OUTCOME_OK_STARTTLS] = N_("Works"),
  [DERMAGA_OUTCOME_OK_PLAIN] = N_("Works, not private"),
  [DERMAGA_OUTCOME_DNS_NXDOMAIN] = N_("No such name"),
  [DERMAGA_OUTCOME_DNS_NODATA] = N_("No such server"),
  [DERMAGA_OUTCOME_DNS_SERVFAIL] = N_("Name lookup failed"),
  [DERMAGA_OUTCOME_DNS_NO_REPLY] = N_("Name lookup failed"),
  [DERMAGA_OUTCOME_NET_UNREACH] = N_("Cannot be reached"),
  [DERMAGA_OUTCOME_HOST_UNREACH] = N_("Cannot be reached"),
  [DERMAGA_OUTCOME_LOCAL_BLOCK] = N_("Blocked by this computer"),
  [DERMAGA_OUTCOME_REFUSED] = N_("Refused"),
  [DERMAGA_OUTCOME_TIMEOUT] = N_("Blocked or no answer"),
  [DERMAGA_OUTCOME_NET_BLOCKED] = N_("Likely blocked by the network"),
  [DERMAGA_OUTCOME_PORTAL] = N_("Network sign-in needed"),
  [DERMAGA_OUTCOME_INTERCEPTED] = N_("Intercepted"),
  [DERMAGA_OUTCOME_DROPPED] = N_("Hung up"),
  [DERMAGA_OUTCOME_SILENT] = N_("Connected, but silent"),
  [DERMAGA_OUTCOME_GREET_REFUSED] = N_("Turned away"),
  [DERMAGA_OUTCOME_TEMPFAIL] = N_("Busy"),
  [DERMAGA_OUTCOME_NOT_MAIL] = N_("Another service"),
  [DERMAGA_OUTCOME_NEED_STARTTLS] = N_("Needs STARTTLS"),
  [DERMAGA_OUTCOME_NEED_TLS] = N_("Needs SSL/TLS"),
  [DERMAGA_OUTCOME_EHLO_REFUSED] = N_("Turned away"),
  [DERMAGA_OUTCOME_NO_STARTTLS] = N_("No encryption offered"),
  [DERMAGA_OUTCOME_STARTTLS_FAIL] = N_("Encryption refused"),
  [DERMAGA_OUTCOME_TAMPERED] = N_("Altered on the way"),
  [DERMAGA_OUTCOME_TLS_OLD] = N_("Outdated encryption"),
  [DERMAGA_OUTCOME_TLS_WEAK] = N_("Weak encryption"),
  [DERMAGA_OUTCOME_TLS_CUT] = N_("Broke off"),
  [DERMAGA_OUTCOME_CERT_TIME] = N_("Certificate problem"),
  [DERMAGA_OUTCOME_CERT_NAME] = N_("Certificate problem"),
  [DERMAGA_OUTCOME_CERT_TRUST] = N_("Certificate problem"),
  [DERMAGA_OUTCOME_CERT_BAD] = N_("Certificate problem"),
  [DERMAGA_OUTCOME_BANNED] = N_("Shut out"),
};

const char *
dermaga_explain_outcome_state (DermagaOutcome outcome)
{
  return _(state_texts[outcome]);
}

char *
dermaga_explain_state (DermagaProbe *probe)
{
  switch (dermaga_probe_get_state (probe))
    {
    case DERMAGA_PROBE_STATE_WAITING:
      return g_strdup (_("Waiting"));
    case DERMAGA_PROBE_STATE_CONNECTING:
      return g_strdup (_("Connecting"));
    case DERMAGA_PROBE_STATE_SECURING:
      return g_strdup (_("Securing"));
    case DERMAGA_PROBE_STATE_SLOW:
      return g_strdup (_("Waiting for a slow server"));
    case DERMAGA_PROBE_STATE_DONE:
      return g_strdup (dermaga_probe_offers_no_sign_in (probe)
                         ? _("Not private, no sign-in")
                         : dermaga_explain_outcome_state (dermaga_probe_get_outcome (probe)));
    }
  g_assert_not_reached ();
}

/* Translators: the nine sentences below are read aloud for a row of the list. {host} is a server
 * name, {port} a number, {state} one of the short states such as “Works” or “Refused”. */
static const char *const row_texts[3][3] = {
  [DERMAGA_PROTOCOL_SMTP] = {
    [DERMAGA_SECURITY_NONE] = N_("Sending, {host}, port {port}, no encryption: {state}"),
    [DERMAGA_SECURITY_STARTTLS] = N_("Sending, {host}, port {port}, STARTTLS: {state}"),
    [DERMAGA_SECURITY_TLS] =
      N_("Sending, {host}, port {port}, encrypted from the start: {state}"),
  },
  [DERMAGA_PROTOCOL_IMAP] = {
    [DERMAGA_SECURITY_NONE] =
      N_("Receiving with IMAP, {host}, port {port}, no encryption: {state}"),
    [DERMAGA_SECURITY_STARTTLS] =
      N_("Receiving with IMAP, {host}, port {port}, STARTTLS: {state}"),
    [DERMAGA_SECURITY_TLS] =
      N_("Receiving with IMAP, {host}, port {port}, encrypted from the start: {state}"),
  },
  [DERMAGA_PROTOCOL_POP3] = {
    [DERMAGA_SECURITY_NONE] =
      N_("Receiving with POP3, {host}, port {port}, no encryption: {state}"),
    [DERMAGA_SECURITY_STARTTLS] =
      N_("Receiving with POP3, {host}, port {port}, STARTTLS: {state}"),
    [DERMAGA_SECURITY_TLS] =
      N_("Receiving with POP3, {host}, port {port}, encrypted from the start: {state}"),
  },
};

char *
dermaga_explain_row (DermagaProbe *probe)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);
  g_autofree char *state = dermaga_explain_state (probe);
  g_autofree char *port = g_strdup_printf ("%u", (guint) candidate->port);

  return dermaga_fill (_(row_texts[candidate->protocol][candidate->security]), "host",
                       candidate->host, "port", port, "state", state, NULL);
}

const char *
dermaga_explain_security (DermagaSecurity security)
{
  switch (security)
    {
    case DERMAGA_SECURITY_NONE:
      return _("no encryption");
    case DERMAGA_SECURITY_STARTTLS:
      return _("STARTTLS");
    case DERMAGA_SECURITY_TLS:
      /* Translators: SSL/TLS is how mail programs name it in their menus. */
      return _("encrypted from the start (SSL/TLS)");
    }
  g_assert_not_reached ();
}

const char *
dermaga_explain_source (DermagaSource source)
{
  switch (source)
    {
    case DERMAGA_SOURCE_USER:
      return _("named by you");
    case DERMAGA_SOURCE_FILE:
      return _("named in your file");
    case DERMAGA_SOURCE_PACC:
    case DERMAGA_SOURCE_AUTOCONFIG:
      return _("published by the provider");
    case DERMAGA_SOURCE_TABLE:
      return _("known to Dermaga");
    case DERMAGA_SOURCE_ISPDB:
      return _("named in Mozilla’s public list");
    case DERMAGA_SOURCE_SRV:
      return _("announced by the domain (DNS)");
    case DERMAGA_SOURCE_MX_PROVIDER:
      return _("the provider to which the domain’s mail is delivered");
    case DERMAGA_SOURCE_HTTP:
      return _("published without protection (http)");
    case DERMAGA_SOURCE_GUESS:
      return _("guessed from the usual names");
    case DERMAGA_SOURCE_MX:
      return _("the server to which the domain’s mail is delivered");
    case DERMAGA_SOURCE_CERTIFICATE:
      return _("named in the server’s certificate");
    }
  g_assert_not_reached ();
}
