#include "config.h"

#include "verdict/dermaga-words.h"

#include <glib/gi18n.h>

/* For the recommended row: what speaks for it. */

static const char *
reason_for_sending (const DermagaCandidate *candidate)
{
  if (candidate->port == 25)
    return _("Port 25 switches to encryption (STARTTLS) before the password is sent. It is made "
             "for mail between servers, so other networks may block it.");
  if (candidate->port == 2525)
    return _("Port 2525 works with encryption. It is not an official mail port, but it helps where "
             "the usual ones are blocked.");
  if (candidate->security == DERMAGA_SECURITY_TLS)
    return _("Port {port} is encrypted from the start.");
  if (candidate->port == 587)
    return _("Port 587 is a standard port for sending, and its switch to encryption (STARTTLS) "
             "works.");
  return _("Port {port} switches to encryption (STARTTLS) before the password is sent.");
}

static const char *
reason_for_receiving (const DermagaCandidate *candidate)
{
  gboolean is_tls = candidate->security == DERMAGA_SECURITY_TLS;

  if (candidate->protocol == DERMAGA_PROTOCOL_IMAP)
    return is_tls ? _("Port {port} is encrypted from the start, and IMAP keeps your mail on the "
                      "server for all your devices.")
                  : _("Port {port} switches to encryption (STARTTLS) before the password is sent, "
                      "and IMAP keeps your mail on the server for all your devices.");
  return is_tls ? _("Port {port} is encrypted from the start. It uses POP3, which usually moves "
                    "the mail from the server to one device.")
                : _("Port {port} switches to encryption (STARTTLS) before the password is sent. It "
                    "uses POP3, which usually moves the mail from the server to one device.");
}

static const char *
reason_for_source (DermagaSource source)
{
  switch (source)
    {
    case DERMAGA_SOURCE_USER:
      return _("You named this server.");
    case DERMAGA_SOURCE_FILE:
      return _("Your file names this server.");
    case DERMAGA_SOURCE_PACC:
    case DERMAGA_SOURCE_AUTOCONFIG:
      return _("The provider publishes these settings.");
    case DERMAGA_SOURCE_TABLE:
      return _("Dermaga’s own list of providers names this server.");
    case DERMAGA_SOURCE_ISPDB:
      return _("Mozilla’s public list of providers names this server.");
    case DERMAGA_SOURCE_SRV:
      return _("The domain announces this server itself.");
    case DERMAGA_SOURCE_MX_PROVIDER:
      return _("It belongs to the provider to which the domain’s mail is delivered.");
    case DERMAGA_SOURCE_HTTP:
      return _("The domain publishes this server, but over a connection that anyone could alter.");
    case DERMAGA_SOURCE_GUESS:
      return _("The server name was guessed, and the server proved with its certificate that the "
               "name is its own.");
    case DERMAGA_SOURCE_MX:
      return _("It is the server to which the domain’s mail is delivered.");
    case DERMAGA_SOURCE_CERTIFICATE:
      return _("The server’s certificate names it, and under that name the server proved who "
               "it is.");
    }
  g_assert_not_reached ();
}

char *
dermaga_explain_reason (DermagaProbe *probe)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);
  const char *reason = candidate->protocol == DERMAGA_PROTOCOL_SMTP
                         ? reason_for_sending (candidate)
                         : reason_for_receiving (candidate);

  return dermaga_append_sentence (dermaga_fill_candidate (reason, candidate),
                                  g_strdup (reason_for_source (candidate->source)));
}

/* For all others: what speaks against them. First those that cannot be used at all. */

static const char *const unusable_texts[DERMAGA_N_OUTCOMES] = {
  [DERMAGA_OUTCOME_NOT_CHECKED] = N_("Port {port} was not checked to the end."),
  [DERMAGA_OUTCOME_OK_PLAIN] =
    N_("Port {port} answers without encryption: anyone in between could read your password."),
  [DERMAGA_OUTCOME_DNS_NXDOMAIN] = N_("The server name {host} does not exist."),
  [DERMAGA_OUTCOME_DNS_NODATA] = N_("No server stands behind the name {host}."),
  [DERMAGA_OUTCOME_DNS_SERVFAIL] = N_("The name {host} could not be looked up."),
  [DERMAGA_OUTCOME_DNS_NO_REPLY] = N_("The name {host} could not be looked up."),
  [DERMAGA_OUTCOME_NET_UNREACH] = N_("Your network has no way to {host}."),
  [DERMAGA_OUTCOME_HOST_UNREACH] = N_("{host} cannot be reached from this network."),
  [DERMAGA_OUTCOME_LOCAL_BLOCK] = N_("This computer blocked the connection to port {port}."),
  [DERMAGA_OUTCOME_REFUSED] = N_("{host} refuses connections on port {port}."),
  [DERMAGA_OUTCOME_TIMEOUT] = N_("{host} does not answer on port {port}."),
  [DERMAGA_OUTCOME_NET_BLOCKED] = N_("Your network seems to block port {port}."),
  [DERMAGA_OUTCOME_PORTAL] = N_("The network wants you to sign in before port {port} can be used."),
  [DERMAGA_OUTCOME_INTERCEPTED] =
    N_("On port {port}, something on your network seems to answer in place of {host}."),
  [DERMAGA_OUTCOME_DROPPED] = N_("{host} hangs up on port {port}."),
  [DERMAGA_OUTCOME_SILENT] = N_("{host} can be reached on port {port}, but stays silent."),
  [DERMAGA_OUTCOME_GREET_REFUSED] = N_("{host} turns this computer away on port {port}."),
  [DERMAGA_OUTCOME_TEMPFAIL] = N_("{host} is busy on port {port} at the moment."),
  [DERMAGA_OUTCOME_NOT_MAIL] = N_("Port {port} of {host} belongs to another service."),
  [DERMAGA_OUTCOME_NEED_STARTTLS] =
    N_("Port {port} of {host} begins without encryption and needs STARTTLS."),
  [DERMAGA_OUTCOME_NEED_TLS] =
    N_("Port {port} of {host} is encrypted from the start and needs SSL/TLS."),
  [DERMAGA_OUTCOME_EHLO_REFUSED] =
    N_("{host} did not accept the introduction on port {port}."),
  [DERMAGA_OUTCOME_NO_STARTTLS] = N_("{host} offers no encryption on port {port}."),
  [DERMAGA_OUTCOME_STARTTLS_FAIL] =
    N_("{host} offers encryption on port {port}, but then refuses it."),
  [DERMAGA_OUTCOME_TAMPERED] =
    N_("The switch to encryption seems to have been altered on port {port}: someone may be trying "
       "to read your mail."),
  [DERMAGA_OUTCOME_TLS_OLD] = N_("{host} knows only outdated encryption on port {port}."),
  [DERMAGA_OUTCOME_TLS_WEAK] =
    N_("The encryption of {host} on port {port} is too weak or does not fit."),
  [DERMAGA_OUTCOME_TLS_CUT] =
    N_("On port {port}, the connection broke off before it was encrypted."),
  [DERMAGA_OUTCOME_CERT_TIME] =
    N_("On port {port}, {host} shows a certificate that is not valid today."),
  [DERMAGA_OUTCOME_CERT_NAME] =
    N_("On port {port}, {host} shows a certificate that belongs to another name."),
  [DERMAGA_OUTCOME_CERT_TRUST] =
    N_("On port {port}, {host} shows a certificate that nobody trusted vouches for."),
  [DERMAGA_OUTCOME_CERT_BAD] =
    N_("On port {port}, {host} shows a certificate that cannot be accepted."),
  [DERMAGA_OUTCOME_BANNED] = N_("{host} may have shut this computer out."),
};

/* Whether the row, had it worked, would still not have been the one to take. */
static gboolean
could_not_win (const DermagaCandidate *candidate, const DermagaChoice *choice)
{
  return choice != NULL
         && dermaga_candidate_compare (dermaga_probe_get_candidate (choice->probe), candidate) < 0;
}

static const char *
explain_unusable (DermagaProbe *probe, const DermagaChoice *choice)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);
  DermagaOutcome outcome = dermaga_probe_get_outcome (probe);
  DermagaTexts relay = { NULL, NULL, NULL };

  if (outcome == DERMAGA_OUTCOME_NOT_CHECKED && could_not_win (candidate, choice))
    return _("Port {port} was not checked to the end: even if it works, the recommended settings "
             "are better.");

  /* On port 25 the cause does not matter wherever it is called normal. */
  if (dermaga_candidate_is_relay (candidate) && !dermaga_outcome_is_dns (outcome))
    relay = dermaga_texts_find_role (outcome, candidate);
  if (relay.action != NULL)
    return _("Port 25 is for mail between servers; mail programs do not need it.");
  if (outcome == DERMAGA_OUTCOME_NEED_STARTTLS && candidate->security == DERMAGA_SECURITY_NONE)
    return _("{host} rightly insists on encryption on port {port}.");
  if (dermaga_probe_offers_no_sign_in (probe))
    return _("Port {port} answers without encryption and offers no sign-in: a mail program can "
             "send nothing through it, or anyone in between can read it.");
  return _(unusable_texts[outcome]);
}

/* Those that work, but not as well. Every sentence must be true of the two that are compared. */
static const char *
explain_lesser (const DermagaCandidate *row, const DermagaCandidate *best)
{
  if (row->port == 25 && best->port != 25)
    return _("Port 25 works too, but it is for mail between servers, and many networks close it.");
  if (row->port == 2525 && best->port != 2525)
    return _("Port 2525 works too, but it is not an official mail port.");
  if (row->protocol == DERMAGA_PROTOCOL_POP3 && best->protocol == DERMAGA_PROTOCOL_IMAP)
    return _("Port {port} works, but POP3 usually moves the mail from the server to one device, "
             "while IMAP keeps it there for all your devices.");
  if (row->security < best->security)
    return _("Port {port} works too, but it begins unencrypted and switches to encryption only "
             "later.");
  if (row->outside && !best->outside)
    return _("{host} works too, but it lies outside your provider’s domain.");
  if (row->source == DERMAGA_SOURCE_MX && best->source != DERMAGA_SOURCE_MX)
    return _("{host} works too, but it is where the domain’s mail is delivered, and that may be "
             "only a spam filter.");
  if (row->source > best->source)
    return row->source == DERMAGA_SOURCE_GUESS
             ? _("{host} works too, but its name was only guessed.")
             : _("{host} works too, but the recommended server was named by a more reliable "
                 "source.");
  if (row->port != best->port)
    return _("Port {port} works too, but {best_port} is the more usual port.");
  return _("{host} works the same way on port {port}; one of the two is enough.");
}

static const DermagaChoice *
choice_for (const DermagaRecommendation *recommendation, DermagaProbe *probe)
{
  return dermaga_probe_get_direction (probe) == DERMAGA_DIRECTION_INCOMING
           ? recommendation->incoming
           : recommendation->outgoing;
}

char *
dermaga_explain_against (const DermagaRecommendation *recommendation, DermagaProbe *probe)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);
  const DermagaChoice *choice = choice_for (recommendation, probe);
  DermagaOutcome outcome = dermaga_probe_get_outcome (probe);
  const DermagaCandidate *best;
  g_autofree char *port = NULL;
  g_autofree char *best_port = NULL;

  if (!dermaga_probe_is_done (probe) || (choice != NULL && choice->probe == probe))
    return NULL;
  if (!dermaga_outcome_is_safe (outcome))
    return dermaga_fill_candidate (explain_unusable (probe, choice), candidate);
  /* The model never recommends these, whatever else there is. */
  if (dermaga_candidate_is_relay (candidate) && *dermaga_probe_get_auth (probe) == NULL)
    return dermaga_fill_candidate (_("Port 25 of {host} is for mail between servers. It offers no "
                                     "sign-in, so a mail program cannot send through it."),
                                   candidate);
  if (recommendation->declined && candidate->outside && !could_not_win (candidate, choice))
    return dermaga_fill_candidate (_("{host} works on port {port}, but it lies outside your "
                                     "provider’s domain, and you chose not to use it."),
                                   candidate);
  /* The row became safe after the recommendation was made. */
  if (choice == NULL)
    return dermaga_fill_candidate (
      _("Port {port} works; it was found after this answer was given."), candidate);

  best = dermaga_probe_get_candidate (choice->probe);
  port = g_strdup_printf ("%u", (guint) candidate->port);
  best_port = g_strdup_printf ("%u", (guint) best->port);
  return dermaga_fill (explain_lesser (candidate, best), "host", candidate->host, "port", port,
                       "best_port", best_port, NULL);
}
