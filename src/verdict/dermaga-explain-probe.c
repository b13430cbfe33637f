#include "config.h"

#include "verdict/dermaga-words.h"

#include <glib/gi18n.h>
#include <openssl/x509_vfy.h>

#include "base/dermaga-text.h"

#define MAX_NAMES 3
#define MAX_NAME_CHARS 100

static const DermagaTlsFault *
find_fault (const DermagaTlsFacts *tls, DermagaFaultKind kind)
{
  for (guint i = 0; tls->faults != NULL && i < tls->faults->len; i++)
    {
      const DermagaTlsFault *fault = &g_array_index (tls->faults, DermagaTlsFault, i);

      if (dermaga_tls_fault_get_kind (fault) == kind)
        return fault;
    }
  return NULL;
}

static const DermagaCertificate *
find_certificate (const DermagaTlsFacts *tls, int depth)
{
  if (tls->chain == NULL || depth < 0 || (guint) depth >= tls->chain->len)
    return NULL;
  return g_ptr_array_index (tls->chain, depth);
}

static void
replace (char **text, char *replacement)
{
  g_free (*text);
  *text = replacement;
}

/* The date belongs to the certificate with the fault, which may be an issuer's. */
static void
tell_dates (DermagaWords *words, const DermagaTlsFacts *tls)
{
  const DermagaTlsFault *fault = find_fault (tls, DERMAGA_FAULT_KIND_TIME);
  const DermagaCertificate *certificate
    = fault != NULL ? find_certificate (tls, fault->depth) : NULL;
  g_autofree char *date = NULL;
  const char *headline;

  if (certificate == NULL)
    return;
  if (fault->code == X509_V_ERR_CERT_HAS_EXPIRED)
    {
      date = dermaga_format_date (certificate->not_after);
      headline = fault->depth == 0
                   ? _("The certificate expired on {date}")
                   : _("A certificate that vouches for the server expired on {date}");
    }
  else if (fault->code == X509_V_ERR_CERT_NOT_YET_VALID)
    {
      date = dermaga_format_date (certificate->not_before);
      headline = fault->depth == 0
                   ? _("The certificate is valid only from {date} on")
                   : _("A certificate that vouches for the server is valid only from {date} on");
    }
  else
    return;
  replace (&words->headline, dermaga_fill (headline, "date", date, NULL));
}

static char *
list_names (const DermagaCertificate *certificate, guint *n_more)
{
  GString *list = g_string_new (NULL);
  guint n_names = g_strv_length (certificate->names);

  for (guint i = 0; i < MIN (n_names, MAX_NAMES); i++)
    {
      g_autofree char *name = dermaga_text_make_safe (certificate->names[i], -1, MAX_NAME_CHARS);

      if (i > 0)
        /* Translators: between the server names of a list. */
        g_string_append (list, _(", "));
      g_string_append (list, name);
    }
  *n_more = n_names > MAX_NAMES ? n_names - MAX_NAMES : 0;
  return g_string_free (list, FALSE);
}

/* A name that could be typed as server name: no wildcard, no address. */
static const char *
find_usable_name (const DermagaCertificate *certificate)
{
  for (guint i = 0; certificate->names[i] != NULL; i++)
    if (!g_hostname_is_ip_address (certificate->names[i])
        && dermaga_host_is_valid (certificate->names[i]))
      return certificate->names[i];
  return NULL;
}

static void
tell_names (DermagaWords *words, const DermagaCandidate *candidate, const DermagaTlsFacts *tls)
{
  const DermagaCertificate *certificate = find_certificate (tls, 0);
  g_autofree char *names = NULL;
  g_autofree char *count = NULL;
  const char *name;
  guint n_more;

  if (certificate == NULL || certificate->names == NULL || certificate->names[0] == NULL)
    return;
  names = list_names (certificate, &n_more);
  count = g_strdup_printf ("%u", n_more);
  if (n_more == 0)
    replace (&words->meaning,
             dermaga_fill (_("A certificate is a server’s identity card. The one shown was made "
                             "for {names}, not for {host}, so this may not be the right server."),
                           "names", names, "host", candidate->host, NULL));
  else
    replace (&words->meaning,
             /* Translators: {names} is a list of three server names. */
             dermaga_fill (ngettext ("A certificate is a server’s identity card. The one shown was "
                                     "made for {names} and {count} more name, not for {host}, so "
                                     "this may not be the right server.",
                                     "A certificate is a server’s identity card. The one shown was "
                                     "made for {names} and {count} more names, not for {host}, so "
                                     "this may not be the right server.",
                                     n_more),
                           "names", names, "count", count, "host", candidate->host, NULL));

  name = find_usable_name (certificate);
  if (name != NULL)
    replace (&words->action,
             dermaga_fill (_("Do not accept it as an exception. If your provider confirms that "
                             "{name} is its server, use that name instead."),
                           "name", name, NULL));
}

static void
tell_issuer (DermagaWords *words, const DermagaCandidate *candidate, const DermagaTlsFacts *tls)
{
  const DermagaCertificate *certificate = find_certificate (tls, 0);
  g_autofree char *issuer = NULL;

  if (certificate == NULL || certificate->issuer == NULL || *certificate->issuer == '\0')
    return;
  if (g_strcmp0 (certificate->issuer, certificate->subject) == 0)
    {
      replace (&words->meaning,
               dermaga_fill (_("A certificate is a server’s identity card. The one shown for "
                               "{host} vouches only for itself, so anyone could have made it."),
                             "host", candidate->host, NULL));
      return;
    }
  issuer = dermaga_text_make_safe (certificate->issuer, -1, MAX_NAME_CHARS);
  replace (&words->meaning,
           /* Translators: {issuer} is the issuer's name as the certificate writes it. */
           dermaga_fill (_("A certificate is a server’s identity card. That of {host} was issued "
                           "by “{issuer}”, whom this computer does not know or cannot check."),
                         "host", candidate->host, "issuer", issuer, NULL));
}

/* On port 25 the meaning and the advice stay: there a certificate is no matter for a person. */
static void
tell_certificate (DermagaWords *words, DermagaOutcome outcome, const DermagaCandidate *candidate,
                  const DermagaTlsFacts *tls)
{
  if (tls == NULL)
    return;
  if (outcome == DERMAGA_OUTCOME_CERT_TIME)
    tell_dates (words, tls);
  if (outcome == DERMAGA_OUTCOME_CERT_NAME && !dermaga_candidate_is_relay (candidate))
    tell_names (words, candidate, tls);
  if (outcome == DERMAGA_OUTCOME_CERT_TRUST && !dermaga_candidate_is_relay (candidate))
    tell_issuer (words, candidate, tls);
}

static gboolean
quotes_server (DermagaOutcome outcome)
{
  return outcome == DERMAGA_OUTCOME_GREET_REFUSED || outcome == DERMAGA_OUTCOME_TEMPFAIL
         || outcome == DERMAGA_OUTCOME_EHLO_REFUSED || outcome == DERMAGA_OUTCOME_STARTTLS_FAIL;
}

DermagaWords *
dermaga_explain_probe (DermagaProbe *probe)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);
  const DermagaAddressResult *decisive = dermaga_probe_get_decisive (probe);
  DermagaOutcome outcome = dermaga_probe_get_outcome (probe);
  DermagaWords *words = dermaga_explain_outcome (outcome, candidate);
  char *addresses = dermaga_explain_addresses (probe);

  tell_certificate (words, outcome, candidate, dermaga_probe_get_tls (probe));
  if (decisive != NULL && decisive->facts != NULL && quotes_server (outcome)
      && decisive->facts->trouble_text != NULL && *decisive->facts->trouble_text != '\0')
    words->meaning = dermaga_append_sentence (
      words->meaning, dermaga_quote_server (decisive->facts->trouble_text));
  if (addresses != NULL)
    words->meaning = dermaga_append_sentence (words->meaning, addresses);
  return words;
}
