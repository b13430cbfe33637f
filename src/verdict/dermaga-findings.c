#include "config.h"

#include <glib/gi18n.h>

#include "verdict/dermaga-finding-kinds.h"
#include "verdict/dermaga-finding-texts.h"
#include "verdict/dermaga-port-findings.h"
#include "verdict/dermaga-source-findings.h"

typedef struct {
  GPtrArray *findings;
  DermagaResult *result;
  const DermagaRecommendation *recommendation;
  gboolean offers; /* another name, in "cert-name" */
} Search;

const char *
dermaga_severity_to_string (DermagaSeverity severity)
{
  switch (severity)
    {
    case DERMAGA_SEVERITY_INFO:
      return "info";
    case DERMAGA_SEVERITY_WARNING:
      return "warning";
    case DERMAGA_SEVERITY_ERROR:
      return "error";
    }
  g_assert_not_reached ();
}

void
dermaga_finding_free (DermagaFinding *finding)
{
  if (finding == NULL)
    return;
  dermaga_words_free (finding->words);
  g_free (finding);
}

DermagaFinding *
dermaga_finding_new (const char *code, DermagaSeverity severity, DermagaWords *words)
{
  DermagaFinding *finding = g_new0 (DermagaFinding, 1);

  finding->code = code;
  finding->severity = severity;
  finding->culprit = dermaga_finding_kind_get_culprit (code);
  finding->words = words;
  return finding;
}

/* One finding a code: the reader needs the kind of trouble, the rows tell every case. */
static DermagaFinding *
find (const Search *search, const char *code)
{
  for (guint i = 0; i < search->findings->len; i++)
    if (g_str_equal (((DermagaFinding *) search->findings->pdata[i])->code, code))
      return search->findings->pdata[i];
  return NULL;
}

/* Takes @words. */
static void
add_words (Search *search, const char *code, DermagaSeverity severity, DermagaWords *words)
{
  g_ptr_array_add (search->findings, dermaga_finding_new (code, severity, words));
}

static char *
fill (const Search *search, const char *template, const DermagaCandidate *candidate)
{
  const char *target = dermaga_result_get_target (search->result);
  g_autofree char *port = NULL;

  if (candidate == NULL)
    return dermaga_fill (_(template), "target", target, NULL);
  port = g_strdup_printf ("%u", (guint) candidate->port);
  return dermaga_fill (_(template), "target", target, "host", candidate->host, "port", port, NULL);
}

static DermagaFinding *
add (Search *search, const char *code, const DermagaCandidate *candidate)
{
  const DermagaFindingText *text = dermaga_finding_text_find (code);

  if (find (search, code) != NULL)
    return NULL;
  add_words (search, text->code, text->severity,
             dermaga_words_new (fill (search, text->texts.headline, candidate),
                                fill (search, text->texts.meaning, candidate),
                                fill (search, text->texts.action, candidate)));
  return g_ptr_array_index (search->findings, search->findings->len - 1);
}

/* A finding that leads to the question whether @port is blocked here. */
static void
add_about_port (Search *search, const char *code, guint16 port)
{
  DermagaFinding *finding = add (search, code, NULL);

  if (finding != NULL)
    finding->port = port;
}

/* Of the ports for sending that stay silent the best one; 0 for none. */
static guint16
find_silent_port (DermagaResult *result)
{
  static const guint16 best_first[] = { 465, 587, 2525 };
  GListModel *probes = dermaga_result_get_probes (result);

  for (guint i = 0; i < G_N_ELEMENTS (best_first); i++)
    for (guint j = 0; j < g_list_model_get_n_items (probes); j++)
      {
        g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, j);
        DermagaOutcome outcome = dermaga_probe_get_outcome (probe);

        if (dermaga_probe_get_candidate (probe)->port == best_first[i]
            && (outcome == DERMAGA_OUTCOME_TIMEOUT || outcome == DERMAGA_OUTCOME_NET_BLOCKED))
          return best_first[i];
      }
  return 0;
}

static gboolean
has_choice (const Search *search, DermagaProbe *probe)
{
  return dermaga_probe_get_direction (probe) == DERMAGA_DIRECTION_INCOMING
           ? search->recommendation->incoming != NULL
           : search->recommendation->outgoing != NULL;
}

static void
look_at_conditions (Search *search)
{
  static const struct {
    DermagaCondition condition;
    const char *code;
  } known[] = {
    { DERMAGA_CONDITION_OFFLINE, "offline" },       { DERMAGA_CONDITION_NO_DOMAIN, "no-domain" },
    { DERMAGA_CONDITION_DNS_SILENT, "dns-silent" }, { DERMAGA_CONDITION_DNS_BROKEN, "dns-broken" },
    { DERMAGA_CONDITION_NULL_MX, "null-mx" },       { DERMAGA_CONDITION_CANCELLED, "cancelled" },
    { DERMAGA_CONDITION_WILDCARD_DNS, "wildcard-dns" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (dermaga_result_get_conditions (search->result) & known[i].condition)
      add (search, known[i].code, NULL);
}

/* What the provider asks for, one finding a hint. */
static void
look_at_hints (Search *search)
{
  guint hints = dermaga_result_get_hints (search->result);

  for (guint i = 0; i < DERMAGA_N_HINTS; i++)
    {
      DermagaHint hint = 1u << i;

      if ((hints & hint) != 0)
        add_words (
          search, dermaga_hint_to_string (hint), DERMAGA_SEVERITY_INFO,
          dermaga_words_new (
            fill (search, N_("{target} asks for something first"), NULL),
            g_strdup (_("Dermaga’s own list of providers says so; it was not tried.")),
            g_strdup (dermaga_explain_hint (hint))));
    }
}

/* With the clock wrong, what the certificates say is no more than a consequence. */
static void
look_at_clock (Search *search)
{
  DermagaClockVerdict clock = dermaga_result_get_clock_verdict (search->result);
  DermagaFinding *finding;

  if (clock.state != DERMAGA_CLOCK_WRONG)
    return;
  finding = add (search, "clock-wrong", NULL);
  finding->words->meaning = dermaga_append_sentence (dermaga_explain_clock (&clock),
                                                     g_steal_pointer (&finding->words->meaning));
  if (!dermaga_recommendation_is_safe_pair (search->recommendation))
    finding->severity = DERMAGA_SEVERITY_ERROR;
}

/* A certificate that does not fit matters less where another server of the same use is safe. Of
 * several rows one that offers another name is told. */
static void
look_at_certificate (Search *search, DermagaProbe *probe, DermagaOutcome outcome)
{
  const char *code = dermaga_outcome_to_string (outcome);
  DermagaFinding *known = find (search, code);
  DermagaOutcome other = DERMAGA_OUTCOME_NOT_CHECKED;
  gboolean offers = outcome == DERMAGA_OUTCOME_CERT_NAME
                    && dermaga_probe_get_alternative (probe, &other) != NULL
                    && dermaga_outcome_is_safe (other);

  if (known == NULL)
    {
      add_words (search, code,
                 has_choice (search, probe) ? DERMAGA_SEVERITY_WARNING : DERMAGA_SEVERITY_ERROR,
                 dermaga_explain_probe (probe));
      find (search, code)->culprit = dermaga_certificate_culprit (probe);
    }
  else if (offers && !search->offers)
    {
      dermaga_words_free (known->words);
      known->words = dermaga_explain_probe (probe);
    }
  search->offers = search->offers || offers;
}

static void
look_at_plain (Search *search, DermagaProbe *probe, const DermagaCandidate *candidate)
{
  if (!has_choice (search, probe))
    add (search, "no-encryption", candidate);
  else if (*dermaga_probe_get_auth (probe) != NULL)
    add (search, "plain-sign-in", candidate);
}

static void
look_at_alert (Search *search, DermagaProbe *probe, const DermagaCandidate *candidate)
{
  const DermagaAddressResult *decisive = dermaga_probe_get_decisive (probe);
  DermagaFinding *finding;

  if (decisive == NULL || decisive->facts == NULL || decisive->facts->alert_text == NULL
      || *decisive->facts->alert_text == '\0')
    return;
  finding = add (search, "server-message", candidate);
  if (finding != NULL)
    finding->words->meaning = dermaga_append_sentence (
      finding->words->meaning, dermaga_quote_server (decisive->facts->alert_text));
}

static void
look_at_outcome (Search *search, DermagaProbe *probe)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);
  DermagaOutcome outcome = dermaga_probe_get_outcome (probe);

  if (outcome == DERMAGA_OUTCOME_PORTAL)
    add (search, "portal", candidate);
  else if (outcome == DERMAGA_OUTCOME_INTERCEPTED)
    add (search, "intercepted", candidate);
  else if (outcome == DERMAGA_OUTCOME_TAMPERED)
    add (search, "tampered", candidate);
  else if (outcome == DERMAGA_OUTCOME_BANNED)
    add (search, "banned", candidate);
  else if (dermaga_candidate_is_relay (candidate))
    return;
  else if (dermaga_outcome_is_certificate (outcome))
    look_at_certificate (search, probe, outcome);
  else if (outcome == DERMAGA_OUTCOME_STARTTLS_FAIL)
    add (search, "starttls-refused", candidate);
  else if (outcome == DERMAGA_OUTCOME_TLS_OLD || outcome == DERMAGA_OUTCOME_TLS_WEAK)
    add (search, "outdated-encryption", candidate);
  else if (outcome == DERMAGA_OUTCOME_OK_PLAIN)
    look_at_plain (search, probe, candidate);
}

/* Beside a working IPv4: a missing route is the user's network, anything else the server's side. */
static void
look_at_families (Search *search, DermagaProbe *probe)
{
  GPtrArray *addresses = dermaga_probe_get_addresses (probe);
  gboolean ipv4_works = FALSE;
  gboolean ipv6_works = FALSE;
  gboolean ipv6_fails = FALSE;
  gboolean ipv6_has_route = FALSE;

  for (guint i = 0; i < addresses->len; i++)
    {
      const DermagaAddressResult *result = addresses->pdata[i];
      gboolean works = dermaga_outcome_is_safe (result->outcome)
                       || result->outcome == DERMAGA_OUTCOME_OK_PLAIN;

      if (result->outcome == DERMAGA_OUTCOME_NOT_CHECKED)
        continue;
      ipv4_works |= works && !result->is_ipv6;
      ipv6_works |= works && result->is_ipv6;
      ipv6_fails |= !works && result->is_ipv6;
      ipv6_has_route |= result->is_ipv6 && result->outcome != DERMAGA_OUTCOME_NET_UNREACH;
    }
  if (ipv4_works && ipv6_fails && !ipv6_works)
    add (search, ipv6_has_route ? "ipv6-broken" : "no-ipv6", dermaga_probe_get_candidate (probe));
}

static gboolean
is_closed (DermagaOutcome outcome)
{
  return outcome == DERMAGA_OUTCOME_TIMEOUT || outcome == DERMAGA_OUTCOME_NET_BLOCKED
         || outcome == DERMAGA_OUTCOME_REFUSED || outcome == DERMAGA_OUTCOME_HOST_UNREACH
         || outcome == DERMAGA_OUTCOME_DROPPED || outcome == DERMAGA_OUTCOME_SILENT;
}

/* Only when port 25 failed wherever it was tried while something else answered: where nothing does,
 * port 25 is not what matters. */
static void
look_at_port_25 (Search *search)
{
  GListModel *probes = dermaga_result_get_probes (search->result);
  gboolean closed = FALSE;
  gboolean others_answer = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);
      DermagaOutcome outcome = dermaga_probe_get_outcome (probe);

      if (!dermaga_probe_is_done (probe) || dermaga_outcome_is_dns (outcome)
          || outcome == DERMAGA_OUTCOME_NOT_CHECKED)
        continue;
      if (!dermaga_candidate_is_relay (dermaga_probe_get_candidate (probe)))
        others_answer |= !is_closed (outcome) && outcome != DERMAGA_OUTCOME_NET_UNREACH;
      else if (is_closed (outcome))
        closed = TRUE;
      else
        return;
    }
  if (closed && others_answer)
    add_about_port (search, "port-25-blocked", 25);
}

/* By which way the name came, in place of the usual one. */
static const char *
find_consent_meaning (DermagaSource source)
{
  if (source == DERMAGA_SOURCE_MX_PROVIDER)
    return N_("{host} is known as a server of the provider to which, by the directory of names "
              "(DNS), the domain’s mail is delivered. Those answers can be forged, and then the "
              "password would go to a stranger.");
  if (source == DERMAGA_SOURCE_CERTIFICATE)
    return N_("The server that answered has a certificate for {host}, which lies outside the "
              "domain. Whoever answers in its place could show one of their own, and then the "
              "password would go to a stranger.");
  if (source == DERMAGA_SOURCE_HTTP)
    return N_("A configuration that came without protection (http) names {host}, which lies "
              "outside the domain. It can be forged on the way, and then the password would go to "
              "a stranger.");
  return NULL;
}

static void
look_at_consent (Search *search, const DermagaChoice *choice)
{
  const DermagaCandidate *candidate;
  const char *meaning;
  DermagaFinding *finding;

  if (choice == NULL || !choice->consent_needed)
    return;
  candidate = dermaga_probe_get_candidate (choice->probe);
  meaning = find_consent_meaning (candidate->source);
  finding = add (search, "consent-needed", candidate);
  if (finding != NULL && meaning != NULL)
    {
      g_free (finding->words->meaning);
      finding->words->meaning = fill (search, meaning, candidate);
    }
}

/* Worst first; the order within a severity is explained in dermaga-finding-kinds.c. */
static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const DermagaFinding *first = *(DermagaFinding *const *) a;
  const DermagaFinding *second = *(DermagaFinding *const *) b;

  if (first->severity != second->severity)
    return (int) second->severity - (int) first->severity;
  return (int) dermaga_finding_kind_get_rank (first->code)
         - (int) dermaga_finding_kind_get_rank (second->code);
}

GPtrArray *
dermaga_findings (DermagaResult *result, const DermagaRecommendation *recommendation)
{
  GListModel *probes = dermaga_result_get_probes (result);
  Search search = {
    g_ptr_array_new_with_free_func ((GDestroyNotify) dermaga_finding_free),
    result,
    recommendation,
    FALSE,
  };

  look_at_conditions (&search);
  look_at_clock (&search);
  look_at_hints (&search);
  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);

      if (!dermaga_probe_is_done (probe))
        continue;
      look_at_outcome (&search, probe);
      look_at_families (&search, probe);
      look_at_alert (&search, probe, dermaga_probe_get_candidate (probe));
    }
  if (dermaga_sending_seems_blocked (result))
    add_about_port (&search, "sending-blocked", find_silent_port (result));
  look_at_consent (&search, recommendation->incoming);
  look_at_consent (&search, recommendation->outgoing);
  dermaga_source_findings_add (search.findings, result, recommendation);
  dermaga_offer_findings_add (search.findings, result);
  dermaga_pairing_findings_add (search.findings, result);
  look_at_port_25 (&search);
  dermaga_port_findings_add (search.findings, result);

  /* GLib's sort is stable: of one kind, what was found first stays first. */
  g_ptr_array_sort (search.findings, compare_findings);
  return search.findings;
}
