#include "verdict-fixture.h"

#include <string.h>

#include "base/dermaga-text.h"

DermagaCandidate *
fixture_candidate (DermagaProtocol protocol, const char *host, guint16 port,
                   DermagaSecurity security)
{
  return dermaga_candidate_new (protocol, host, port, security, DERMAGA_SOURCE_GUESS, 0);
}

static void
finish (DermagaProbe *probe, DermagaOutcome outcome)
{
  dermaga_probe_set_outcome (probe, outcome);
  dermaga_probe_set_state (probe, DERMAGA_PROBE_STATE_DONE);
}

DermagaProbe *
fixture_row (DermagaResult *result, DermagaProtocol protocol, const char *host, guint16 port,
             DermagaSecurity security, DermagaSource source, DermagaOutcome outcome)
{
  g_autoptr (DermagaCandidate) candidate
    = dermaga_candidate_new (protocol, host, port, security, source, 0);
  DermagaProbe *probe = dermaga_result_add (result, candidate);

  finish (probe, outcome);
  return probe;
}

DermagaProbe *
fixture_guess (DermagaResult *result, DermagaProtocol protocol, guint16 port,
               DermagaSecurity security, DermagaOutcome outcome)
{
  g_autofree char *host
    = g_strdup_printf ("%s.%s", dermaga_protocol_to_string (protocol), FIXTURE_DOMAIN);

  return fixture_row (result, protocol, host, port, security, DERMAGA_SOURCE_GUESS, outcome);
}

DermagaProbe *
fixture_probe (DermagaProtocol protocol, const char *host, guint16 port, DermagaSecurity security,
               DermagaOutcome outcome)
{
  g_autoptr (DermagaCandidate) candidate = fixture_candidate (protocol, host, port, security);
  DermagaProbe *probe = dermaga_probe_new (candidate);

  finish (probe, outcome);
  return probe;
}

DermagaAddressResult *
fixture_address (DermagaProbe *probe, const char *address, gboolean is_ipv6,
                 DermagaOutcome outcome)
{
  DermagaAddressResult *result = dermaga_address_result_new (address, is_ipv6);

  result->outcome = outcome;
  dermaga_probe_take_address (probe, result);
  return result;
}

DermagaTlsFacts *
fixture_tls (const char *const *names, const char *issuer, int fault)
{
  DermagaTlsFacts *tls = dermaga_tls_facts_new ();
  DermagaCertificate *certificate = dermaga_certificate_new ();
  DermagaTlsFault entry = { fault, 0 };

  certificate->subject = g_strdup ("CN = server");
  certificate->issuer = g_strdup (issuer);
  certificate->names = g_strdupv ((char **) names);
  /* Noon, so that the day is the same in every time zone the tests run in. */
  certificate->not_before = 1893499200; /* 2030-01-01 12:00 UTC */
  certificate->not_after = 1577880000;  /* 2020-01-01 12:00 UTC */
  tls->complete = TRUE;
  tls->version = g_strdup ("TLSv1.3");
  g_ptr_array_add (tls->chain, certificate);
  g_array_append_val (tls->faults, entry);
  return tls;
}

DermagaFacts *
fixture_facts (DermagaProtocol protocol, DermagaSecurity mode, const char *trouble_text)
{
  DermagaFacts template = { .protocol = protocol, .mode = mode };

  template.trouble_text = (char *) trouble_text;
  return dermaga_facts_copy (&template);
}

void
fixture_assert_text (const char *text)
{
  g_assert_nonnull (text);
  if (*text == '\0' || strpbrk (text, "%{}") != NULL || strstr (text, "  ") != NULL
      || !dermaga_text_is_clean (text))
    g_error ("not ready to show: “%s”", text);
}

void
fixture_assert_words (const DermagaWords *words)
{
  g_assert_nonnull (words);
  fixture_assert_text (words->headline);
  fixture_assert_text (words->meaning);
  fixture_assert_text (words->action);
}

void
fixture_assert_contains (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” does not contain “%s”", text, part);
}
