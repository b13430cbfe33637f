#include "config.h"

#include "verdict/dermaga-source-findings.h"

#include <glib/gi18n.h>

/* What a server offers in clear against what it offers where nobody on the way can alter it. */

static char *
fill (const char *template, const DermagaCandidate *candidate, guint16 secure_port)
{
  g_autofree char *port = g_strdup_printf ("%u", (guint) candidate->port);
  g_autofree char *other = g_strdup_printf ("%u", (guint) secure_port);

  return dermaga_fill (template, "host", candidate->host, "port", port, "secure_port", other,
                       NULL);
}

/* Stripped: the same machine is good at TLS, and yet offers none here. */

static guint16
find_verified_port (DermagaResult *result, DermagaProtocol protocol, const char *address)
{
  GListModel *probes = dermaga_result_get_probes (result);

  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);
      const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);
      GPtrArray *addresses = dermaga_probe_get_addresses (probe);

      if (candidate->protocol != protocol || candidate->security != DERMAGA_SECURITY_TLS)
        continue;
      for (guint a = 0; a < addresses->len; a++)
        {
          const DermagaAddressResult *known = addresses->pdata[a];

          if (known->outcome == DERMAGA_OUTCOME_OK_TLS && g_str_equal (known->address, address))
            return candidate->port;
        }
    }
  return 0;
}

static DermagaFinding *
look_for_stripping (DermagaResult *result, const DermagaCandidate *candidate,
                    const DermagaAddressResult *address)
{
  guint16 port;

  if (candidate->security != DERMAGA_SECURITY_STARTTLS
      || address->outcome != DERMAGA_OUTCOME_NO_STARTTLS)
    return NULL;
  port = find_verified_port (result, candidate->protocol, address->address);
  if (port == 0)
    return NULL;
  return dermaga_finding_new (
    "starttls-stripped", DERMAGA_SEVERITY_WARNING,
    dermaga_words_new (
      fill (_("Encryption may have been hidden on port {port}"), candidate, port),
      fill (_("On port {secure_port}, {host} is well encrypted. On port {port}, the offer to "
              "switch to encryption (STARTTLS) is missing. Something on the way may have removed "
              "it to read your mail, or the server has none there."),
            candidate, port),
      fill (_("Use port {secure_port}, which is encrypted from the start. Do not send a password "
              "on port {port}."),
            candidate, port)));
}

/* Differing: one connection, before and inside verified TLS. */

/* With these a password or a token can be read by whoever reads the connection. A server may well
 * have them inside TLS only, never in clear only. */
static gboolean
lost_readable_sign_in (const DermagaFacts *facts)
{
  static const char *const readable[] = { "plain", "login", "xoauth2", "oauthbearer", NULL };

  if (facts->clear.auth == NULL || facts->secure.auth == NULL)
    return FALSE;
  for (guint i = 0; readable[i] != NULL; i++)
    if (g_strv_contains ((const char *const *) facts->clear.auth, readable[i])
        && !g_strv_contains ((const char *const *) facts->secure.auth, readable[i]))
      return TRUE;
  return FALSE;
}

static DermagaFinding *
tell_added_sign_in (const DermagaCandidate *candidate)
{
  return dermaga_finding_new (
    "offers-differ", DERMAGA_SEVERITY_WARNING,
    dermaga_words_new (
      fill (_("What {host} offers changed when encryption began"), candidate, 0),
      fill (_("On port {port}, a way of signing in was offered before encryption that is missing "
              "inside it. Something on the way may have added it to get at a password. A server "
              "that is set up wrongly can look the same."),
            candidate, 0),
      dermaga_fill_candidate (_("Prefer a port that is encrypted from the start, usually "
                                "{secure_port}. If you use port {port}, choose STARTTLS so that "
                                "it is always required."),
                              candidate)));
}

static DermagaFinding *
tell_offer_inside (const DermagaCandidate *candidate)
{
  return dermaga_finding_new (
    "offers-differ", DERMAGA_SEVERITY_INFO,
    dermaga_words_new (
      fill (_("{host} offers encryption inside encryption"), candidate, 0),
      fill (_("On port {port}, the switch to encryption (STARTTLS) is still offered after it was "
              "made. The server, or a device in front of it, is likely set up wrongly."),
            candidate, 0),
      g_strdup (_("You need to do nothing. You may tell your provider."))));
}

static DermagaFinding *
look_for_difference (const DermagaCandidate *candidate, const DermagaAddressResult *address)
{
  const DermagaFacts *facts = address->facts;

  if (address->outcome != DERMAGA_OUTCOME_OK_STARTTLS || facts == NULL || !facts->clear.seen
      || !facts->secure.seen)
    return NULL;
  if (lost_readable_sign_in (facts))
    return tell_added_sign_in (candidate);
  return facts->secure.starttls ? tell_offer_inside (candidate) : NULL;
}

/* Masked: rewritten on the way, and yet encryption came about. */

static DermagaFinding *
look_for_masking (const DermagaCandidate *candidate, const DermagaAddressResult *address)
{
  if (address->outcome != DERMAGA_OUTCOME_OK_STARTTLS || address->facts == NULL
      || (address->facts->oddities & DERMAGA_ODDITY_MASKED) == 0)
    return NULL;
  return dermaga_finding_new (
    "offer-masked", DERMAGA_SEVERITY_INFO,
    dermaga_words_new (
      fill (_("Something rewrites the first words on port {port}"), candidate, 0),
      fill (_("Words of {host} came crossed out, as some firewalls do it. Encryption came about "
              "all the same, and the server proved who it is; another time such a device may hide "
              "the offer of encryption."),
            candidate, 0),
      dermaga_fill_candidate (_("Prefer a port that is encrypted from the start, usually "
                                "{secure_port}. If you use port {port}, choose STARTTLS so that "
                                "it is always required."),
                              candidate)));
}

/* One of a code, the worst. */
static void
keep (DermagaFinding **kept, DermagaFinding *finding)
{
  if (finding == NULL)
    return;
  if (*kept != NULL && (*kept)->severity >= finding->severity)
    {
      dermaga_finding_free (finding);
      return;
    }
  dermaga_finding_free (*kept);
  *kept = finding;
}

void
dermaga_offer_findings_add (GPtrArray *findings, DermagaResult *result)
{
  GListModel *probes = dermaga_result_get_probes (result);
  DermagaFinding *stripped = NULL;
  DermagaFinding *differing = NULL;
  DermagaFinding *masked = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);
      const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);
      GPtrArray *addresses = dermaga_probe_get_addresses (probe);

      /* Between servers, on port 25, both are common and no password is sent. */
      if (!dermaga_probe_is_done (probe) || dermaga_candidate_is_relay (candidate))
        continue;
      for (guint a = 0; a < addresses->len; a++)
        {
          keep (&stripped, look_for_stripping (result, candidate, addresses->pdata[a]));
          keep (&differing, look_for_difference (candidate, addresses->pdata[a]));
          keep (&masked, look_for_masking (candidate, addresses->pdata[a]));
        }
    }
  if (stripped != NULL)
    g_ptr_array_add (findings, stripped);
  if (differing != NULL)
    g_ptr_array_add (findings, differing);
  if (masked != NULL)
    g_ptr_array_add (findings, masked);
}
