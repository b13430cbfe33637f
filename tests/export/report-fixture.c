#include "report-fixture.h"

#include <string.h>

#include <openssl/x509_vfy.h>

#include "wire/dermaga-transcript.h"

static void
finish (DermagaProbe *probe, DermagaAddressResult *address, DermagaOutcome outcome)
{
  address->outcome = outcome;
  address->timing = (DermagaTiming){ 1000, 3000, 2000, 9000 };
  dermaga_probe_take_address (probe, address);
  dermaga_probe_set_state (probe, DERMAGA_PROBE_STATE_DONE);
}

static DermagaTranscript *
hear (const char *const *said)
{
  DermagaTranscript *transcript = dermaga_transcript_new ();
  g_autoptr (GBytes) command = g_bytes_new_static ("EHLO [127.0.0.1]\r\n", 18);

  dermaga_transcript_add (transcript, DERMAGA_EVENT_CONNECTED, 1000, NULL);
  dermaga_transcript_add (transcript, DERMAGA_EVENT_TLS_COMPLETE, 2000, said[0]);
  dermaga_transcript_add (transcript, DERMAGA_EVENT_TLS_FAULT, 2000, "expired");
  dermaga_transcript_add_sent (transcript, 2000, FALSE, command);
  for (guint i = 0; said[i] != NULL; i++)
    {
      dermaga_transcript_add_received (transcript, 3000, TRUE, (const guint8 *) said[i],
                                       strlen (said[i]));
      dermaga_transcript_add_received (transcript, 3000, TRUE, (const guint8 *) "\r\n", 2);
    }
  dermaga_transcript_add (transcript, DERMAGA_EVENT_PEER_CLOSED, 9000, NULL);
  return transcript;
}

DermagaProbe *
report_fixture_add_dialogue (DermagaResult *result, DermagaProtocol protocol, const char *host,
                             guint16 port, const char *address, const char *const *said)
{
  g_autoptr (DermagaCandidate) candidate = dermaga_candidate_new (
    protocol, host, port, DERMAGA_SECURITY_TLS, DERMAGA_SOURCE_AUTOCONFIG, 0);
  DermagaProbe *probe = dermaga_result_add (result, candidate);
  DermagaAddressResult *answer = dermaga_address_result_new (address, FALSE);

  answer->transcript = hear (said);
  finish (probe, answer, DERMAGA_OUTCOME_OK_TLS);
  dermaga_result_add_source_server (result, "autoconfig", candidate);
  return probe;
}

DermagaResult *
report_fixture_plain (void)
{
  static const char *const said[] = { "250 mail.example.com", NULL };
  DermagaResult *result = dermaga_result_new ("example.com", REPORT_EMAIL);

  report_fixture_add_dialogue (result, DERMAGA_PROTOCOL_IMAP, "imap.example.com", 993,
                               "198.51.100.1", said);
  report_fixture_add_dialogue (result, DERMAGA_PROTOCOL_SMTP, "smtp.example.com", 465,
                               "198.51.100.2", said);
  dermaga_result_set_source (result, "autoconfig", DERMAGA_SOURCE_STATUS_FOUND, "", 12000);
  dermaga_result_set_source_origin (result, "autoconfig", "https://autoconfig.example.com/mail",
                                    DERMAGA_SOURCE_PROBLEM_NONE);
  dermaga_result_set_started (result, G_GINT64_CONSTANT (1900000000) * G_USEC_PER_SEC);
  dermaga_result_set_elapsed (result, 250000);
  dermaga_result_set_finished (result, TRUE);
  return result;
}

/* Markup, the end of every construct of the page, control and bidirectional characters. */
static const char attack[]
  = "</pre></td></table></style></title><script>alert(1)</script><img src=x onerror=alert(2)>"
    "\" onmouseover=\"alert(3)\" ' <!-- --> &lt;b&gt; ]]> \033[31m\a\b \xe2\x80\xae\xe2\x81\xa6"
    "\xff\xfe {host} %s %n javascript:alert(4) http://evil.example/";

static DermagaTlsFacts *
make_hostile_tls (const char *endless)
{
  DermagaTlsFacts *tls = dermaga_tls_facts_new ();
  DermagaCertificate *certificate = dermaga_certificate_new ();
  const char *names[] = { attack, endless, "203.0.113.7", NULL };
  DermagaTlsFault faults[] = { { X509_V_ERR_CERT_HAS_EXPIRED, 0 }, { 4711, 9 } };

  certificate->subject = g_strdup (attack);
  certificate->issuer = g_strdup (attack);
  certificate->names = g_strdupv ((char **) names);
  certificate->not_before = G_MININT64;
  certificate->not_after = G_MAXINT64;
  certificate->sha256 = g_strdup (attack);
  tls->complete = TRUE;
  tls->version = g_strdup (attack);
  tls->cipher = g_strdup (endless);
  g_ptr_array_add (tls->chain, certificate);
  g_ptr_array_add (tls->chain, dermaga_certificate_copy (certificate));
  g_array_append_vals (tls->faults, faults, G_N_ELEMENTS (faults));
  return tls;
}

DermagaResult *
report_fixture_hostile (void)
{
  g_autofree char *endless = g_strnfill (8192, '<');
  const char *said[] = { attack, endless, "", ".", NULL };
  const char *auth[] = { attack, endless, NULL };
  DermagaResult *result = dermaga_result_new ("example.com", REPORT_EMAIL);
  g_autoptr (DermagaCandidate) candidate = dermaga_candidate_new (
    DERMAGA_PROTOCOL_POP3, attack, 995, DERMAGA_SECURITY_TLS, DERMAGA_SOURCE_SRV, 0);
  DermagaProbe *probe = dermaga_result_add (result, candidate);
  DermagaAddressResult *address = dermaga_address_result_new ("198.51.100.3", FALSE);
  DermagaFacts facts = { .protocol = DERMAGA_PROTOCOL_POP3, .mode = DERMAGA_SECURITY_TLS };

  report_fixture_add_dialogue (result, DERMAGA_PROTOCOL_IMAP, attack, 993, "198.51.100.1", said);
  report_fixture_add_dialogue (result, DERMAGA_PROTOCOL_SMTP, endless, 465, "198.51.100.2", said);
  facts.greeting = facts.trouble_text = facts.alert_text = (char *) attack;
  address->facts = dermaga_facts_copy (&facts);
  address->tls = make_hostile_tls (endless);
  address->transcript = hear (said);
  finish (probe, address, DERMAGA_OUTCOME_GREET_REFUSED);
  dermaga_probe_set_auth (probe, auth);
  dermaga_result_set_source (result, "ispdb", DERMAGA_SOURCE_STATUS_FOUND, attack, 1000);
  dermaga_result_set_source (result, "mx", DERMAGA_SOURCE_STATUS_FOUND, attack, 1000);
  dermaga_result_set_source_origin (result, "ispdb",
                                    "https://x.example/\"><script>alert(5)</script>",
                                    DERMAGA_SOURCE_PROBLEM_NONE);
  dermaga_result_set_finished (result, TRUE);
  return result;
}
