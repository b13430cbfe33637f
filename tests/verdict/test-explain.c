#include "verdict-fixture.h"

#include <string.h>

#include <openssl/x509_vfy.h>

#include "base/dermaga-i18n.h"

static const guint16 ports[3][4] = {
  [DERMAGA_PROTOCOL_SMTP] = { 25, 465, 587, 2525 },
  [DERMAGA_PROTOCOL_IMAP] = { 143, 993, 143, 993 },
  [DERMAGA_PROTOCOL_POP3] = { 110, 995, 110, 995 },
};

typedef void (*RowFunc) (DermagaOutcome outcome, const DermagaCandidate *candidate);

static void
for_every_row (RowFunc check)
{
  for (guint outcome = 0; outcome < DERMAGA_N_OUTCOMES; outcome++)
    for (guint protocol = 0; protocol < 3; protocol++)
      for (guint security = 0; security < 3; security++)
        for (guint i = 0; i < 4; i++)
          for (guint source = 0; source < DERMAGA_N_SOURCES; source++)
            {
              g_autoptr (DermagaCandidate) candidate = dermaga_candidate_new (
                protocol, "mail.example.com", ports[protocol][i], security, source, 0);

              check (outcome, candidate);
            }
}

static void
check_both_languages (DermagaOutcome outcome, const DermagaCandidate *candidate)
{
  g_autoptr (DermagaProbe) probe = dermaga_probe_new (candidate);
  g_autoptr (DermagaWords) english = NULL;
  g_autoptr (DermagaWords) indonesian = NULL;
  g_autoptr (DermagaWords) of_row = NULL;

  dermaga_i18n_set_language ("en");
  english = dermaga_explain_outcome (outcome, candidate);
  fixture_assert_words (english);
  dermaga_i18n_set_language ("id");
  indonesian = dermaga_explain_outcome (outcome, candidate);
  fixture_assert_words (indonesian);
  g_assert_cmpstr (english->headline, !=, indonesian->headline);
  g_assert_cmpstr (english->meaning, !=, indonesian->meaning);
  g_assert_cmpstr (english->action, !=, indonesian->action);

  dermaga_probe_set_outcome (probe, outcome);
  dermaga_probe_set_state (probe, DERMAGA_PROBE_STATE_DONE);
  of_row = dermaga_explain_probe (probe);
  g_assert_cmpstr (of_row->headline, ==, indonesian->headline);
  g_assert_cmpstr (of_row->meaning, ==, indonesian->meaning);
}

static void
test_every_outcome (void)
{
  for_every_row (check_both_languages);
}

/* Whatever goes wrong, the way out is never to do without encryption. */
static void
check_never_plain (DermagaOutcome outcome, const DermagaCandidate *candidate)
{
  static const char *const bad[]
    = { "no encryption", "without encryption", "unencrypted", "“None”", "nknown error" };
  g_autoptr (DermagaWords) words = dermaga_explain_outcome (outcome, candidate);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    if (strstr (words->action, bad[i]) != NULL)
      g_error ("offers a way without encryption: “%s”", words->action);
  g_assert_null (strstr (words->headline, "nknown error"));
  if (outcome == DERMAGA_OUTCOME_OK_PLAIN)
    {
      fixture_assert_contains (words->meaning, "read");
      fixture_assert_contains (words->action, "Do not use");
    }
}

static void
test_never_plain (void)
{
  dermaga_i18n_set_language ("en");
  for_every_row (check_never_plain);
}

static void
test_port_25 (void)
{
  static const DermagaOutcome normal[] = {
    DERMAGA_OUTCOME_REFUSED,   DERMAGA_OUTCOME_TIMEOUT,   DERMAGA_OUTCOME_NET_BLOCKED,
    DERMAGA_OUTCOME_CERT_NAME, DERMAGA_OUTCOME_CERT_TIME, DERMAGA_OUTCOME_CERT_TRUST,
    DERMAGA_OUTCOME_CERT_BAD,  DERMAGA_OUTCOME_DROPPED,   DERMAGA_OUTCOME_GREET_REFUSED,
  };

  dermaga_i18n_set_language ("en");
  for (guint i = 0; i < G_N_ELEMENTS (normal); i++)
    {
      g_autoptr (DermagaCandidate) candidate = fixture_candidate (
        DERMAGA_PROTOCOL_SMTP, "smtp.example.com", 25, DERMAGA_SECURITY_STARTTLS);
      g_autoptr (DermagaWords) words = dermaga_explain_outcome (normal[i], candidate);

      fixture_assert_contains (words->meaning, "mail between servers");
      fixture_assert_contains (words->action, "Nothing needs to be done");
    }
}

static void
test_ports_are_plain_digits (void)
{
  g_autoptr (DermagaCandidate) candidate = fixture_candidate (
    DERMAGA_PROTOCOL_SMTP, "smtp.example.com", 2525, DERMAGA_SECURITY_STARTTLS);
  g_autoptr (DermagaWords) words = NULL;

  dermaga_i18n_set_language ("en");
  words = dermaga_explain_outcome (DERMAGA_OUTCOME_TIMEOUT, candidate);
  g_assert_cmpstr (words->headline, ==, "No answer on port 2525");
}

static DermagaWords *
explain_certificate (guint16 port, DermagaOutcome outcome, DermagaTlsFacts *tls)
{
  g_autoptr (DermagaCandidate) candidate = dermaga_candidate_new (
    DERMAGA_PROTOCOL_SMTP, "smtp.example.com", port,
    port == 465 ? DERMAGA_SECURITY_TLS : DERMAGA_SECURITY_STARTTLS, DERMAGA_SOURCE_GUESS, 0);
  g_autoptr (DermagaProbe) probe = dermaga_probe_new (candidate);
  DermagaAddressResult *address = dermaga_address_result_new ("192.0.2.1", FALSE);

  address->outcome = outcome;
  address->tls = tls;
  dermaga_probe_take_address (probe, address);
  dermaga_probe_set_state (probe, DERMAGA_PROBE_STATE_DONE);
  return dermaga_explain_probe (probe);
}

static void
test_certificate_names (void)
{
  static const char *const few[] = { "*.hoster.example", "hoster.example", NULL };
  static const char *const many[]
    = { "a.example", "b.example", "c.example", "d.example", "e.example", NULL };
  static const char *const evil[] = { "\033[31mred {host} %s\n<b>", NULL };
  static const char *const none[] = { NULL };
  g_autoptr (DermagaWords) words = NULL;

  dermaga_i18n_set_language ("en");
  words = explain_certificate (465, DERMAGA_OUTCOME_CERT_NAME,
                               fixture_tls (few, "CN = CA", X509_V_ERR_HOSTNAME_MISMATCH));
  fixture_assert_words (words);
  fixture_assert_contains (words->meaning, "for *.hoster.example, hoster.example, not for");
  /* A name that was not tried is offered to nobody. */
  g_assert_null (strstr (words->action, "hoster.example"));

  g_clear_pointer (&words, dermaga_words_free);
  words = explain_certificate (465, DERMAGA_OUTCOME_CERT_NAME,
                               fixture_tls (many, "CN = CA", X509_V_ERR_HOSTNAME_MISMATCH));
  fixture_assert_contains (words->meaning, "a.example, b.example, c.example and 2 more names");

  /* A value is no template, and controls do not get through. */
  g_clear_pointer (&words, dermaga_words_free);
  words = explain_certificate (465, DERMAGA_OUTCOME_CERT_NAME,
                               fixture_tls (evil, "CN = CA", X509_V_ERR_HOSTNAME_MISMATCH));
  fixture_assert_contains (words->meaning, "{host} %s");
  g_assert_null (strpbrk (words->meaning, "\033\n"));
  fixture_assert_contains (words->action, "Ask your provider for the right server name");

  g_clear_pointer (&words, dermaga_words_free);
  words = explain_certificate (465, DERMAGA_OUTCOME_CERT_NAME,
                               fixture_tls (none, "CN = CA", X509_V_ERR_HOSTNAME_MISMATCH));
  fixture_assert_words (words);
  fixture_assert_contains (words->meaning, "not made for smtp.example.com");
}

static void
test_certificate_dates (void)
{
  static const char *const names[] = { "smtp.example.com", NULL };
  g_autoptr (DermagaWords) words = NULL;

  dermaga_i18n_set_language ("en");
  words = explain_certificate (465, DERMAGA_OUTCOME_CERT_TIME,
                               fixture_tls (names, "CN = CA", X509_V_ERR_CERT_HAS_EXPIRED));
  g_assert_cmpstr (words->headline, ==, "The certificate expired on 1 January 2020");
  g_clear_pointer (&words, dermaga_words_free);
  words = explain_certificate (465, DERMAGA_OUTCOME_CERT_TIME,
                               fixture_tls (names, "CN = CA", X509_V_ERR_CERT_NOT_YET_VALID));
  g_assert_cmpstr (words->headline, ==, "The certificate is valid only from 1 January 2030 on");

  dermaga_i18n_set_language ("id");
  g_clear_pointer (&words, dermaga_words_free);
  words = explain_certificate (25, DERMAGA_OUTCOME_CERT_TIME,
                               fixture_tls (names, "CN = CA", X509_V_ERR_CERT_HAS_EXPIRED));
  g_assert_cmpstr (words->headline, ==, "Sertifikat kedaluwarsa sejak 1 Januari 2020");
  fixture_assert_contains (words->meaning, "antarserver");
}

static void
test_certificate_issuer (void)
{
  static const char *const names[] = { "smtp.example.com", NULL };
  g_autoptr (DermagaWords) words = NULL;

  dermaga_i18n_set_language ("en");
  words = explain_certificate (
    465, DERMAGA_OUTCOME_CERT_TRUST,
    fixture_tls (names, "CN = Mail Shield", X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY));
  fixture_assert_contains (words->meaning, "“CN = Mail Shield”");
  g_clear_pointer (&words, dermaga_words_free);
  words = explain_certificate (
    465, DERMAGA_OUTCOME_CERT_TRUST,
    fixture_tls (names, "CN = server", X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT));
  fixture_assert_contains (words->meaning, "shown for smtp.example.com vouches only for itself");
}

static void
test_server_text (void)
{
  g_autoptr (DermagaProbe) probe
    = fixture_probe (DERMAGA_PROTOCOL_SMTP, "smtp.example.com", 587, DERMAGA_SECURITY_STARTTLS,
                     DERMAGA_OUTCOME_NOT_CHECKED);
  DermagaAddressResult *address = dermaga_address_result_new ("192.0.2.1", FALSE);
  g_autoptr (DermagaWords) words = NULL;

  dermaga_i18n_set_language ("en");
  address->outcome = DERMAGA_OUTCOME_TEMPFAIL;
  address->facts = fixture_facts (DERMAGA_PROTOCOL_SMTP, DERMAGA_SECURITY_STARTTLS,
                                  "421 {host} is\033[1m busy");
  dermaga_probe_take_address (probe, address);
  words = dermaga_explain_probe (probe);
  fixture_assert_contains (words->meaning, "The server says: “421 {host} is");
  fixture_assert_contains (words->meaning, "” (unverified).");
  g_assert_null (strchr (words->meaning, '\033'));
}

/* What a row says of a server that answered with @line. */
static DermagaWords *
explain_line (DermagaProtocol protocol, guint16 port, DermagaOutcome outcome, const char *line,
              gboolean in_place_of_tls)
{
  DermagaSecurity security = in_place_of_tls ? DERMAGA_SECURITY_TLS : DERMAGA_SECURITY_STARTTLS;
  g_autoptr (DermagaProbe) probe
    = fixture_probe (protocol, "mail.example.com", port, security, DERMAGA_OUTCOME_NOT_CHECKED);
  DermagaAddressResult *address = dermaga_address_result_new ("192.0.2.1", FALSE);

  address->outcome = outcome;
  address->facts = fixture_facts (protocol, security, in_place_of_tls ? NULL : line);
  if (in_place_of_tls)
    {
      address->tls = dermaga_tls_facts_new ();
      address->tls->first_bytes = g_bytes_new (line, strlen (line));
    }
  dermaga_probe_take_address (probe, address);
  return dermaga_explain_probe (probe);
}

static void
test_other_services (void)
{
  static const struct
  {
    DermagaProtocol protocol;
    const char *line;
    const char *says; /* NULL: nothing is said of who answers */
  } lines[] = {
    { DERMAGA_PROTOCOL_SMTP, "HTTP/1.1 400 Bad <b>Request</b>\033[1m", "web server (HTTP)" },
    { DERMAGA_PROTOCOL_IMAP, "SSH-2.0-OpenSSH_9.2", "(SSH)" },
    { DERMAGA_PROTOCOL_IMAP, "220 ProFTPD ready", "(FTP)" },
    { DERMAGA_PROTOCOL_IMAP, "220 mail.example.com ESMTP", "sending mail (SMTP)" },
    { DERMAGA_PROTOCOL_SMTP, "* OK IMAP ready", "with IMAP" },
    { DERMAGA_PROTOCOL_IMAP, "+OK POP3 ready", "with POP3" },
    { DERMAGA_PROTOCOL_SMTP, "220 mail.example.com ESMTP", NULL },
    { DERMAGA_PROTOCOL_SMTP, "\001\002\003", NULL },
  };

  dermaga_i18n_set_language ("en");
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    for (guint tls = 0; tls < 2; tls++)
      {
        g_autoptr (DermagaWords) words = explain_line (
          lines[i].protocol, 2000, DERMAGA_OUTCOME_NOT_MAIL, lines[i].line, tls == 1);

        g_assert_null (strchr (words->meaning, '\033'));
        if (lines[i].says == NULL)
          g_assert_null (strstr (words->meaning, "The server says"));
        else
          {
            fixture_assert_contains (words->meaning, lines[i].says);
            fixture_assert_contains (words->meaning, "” (unverified).");
          }
      }
}

static void
test_refused_address (void)
{
  static const struct
  {
    guint16 port;
    DermagaOutcome outcome;
    const char *line;
    const char *meaning;
    const char *action;
  } lines[] = {
    { 25, DERMAGA_OUTCOME_GREET_REFUSED, "554 5.7.1 192.0.2.9 blocked using zen.spamhaus.org",
      "so this is normal", "In a mail program, use port 465 or 587 with sign-in." },
    { 587, DERMAGA_OUTCOME_EHLO_REFUSED, "550 Dynamic/residential addresses are not accepted",
      "likely the Internet address", "Use port 465 or 587 with sign-in." },
    { 465, DERMAGA_OUTCOME_GREET_REFUSED, "521 Dialup hosts not allowed",
      "likely the Internet address", "test again from another network" },
    { 587, DERMAGA_OUTCOME_GREET_REFUSED, "554 No service here", "refuses to talk",
      "ask your provider" },
  };

  dermaga_i18n_set_language ("en");
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    for (guint tls = 0; tls < 2; tls++)
      {
        g_autoptr (DermagaWords) words
          = explain_line (DERMAGA_PROTOCOL_SMTP, lines[i].port, lines[i].outcome, lines[i].line,
                          tls == 1);

        fixture_assert_contains (words->meaning, lines[i].meaning);
        fixture_assert_contains (words->meaning, lines[i].line);
        fixture_assert_contains (words->action, lines[i].action);
      }
}

static void
test_families (void)
{
  g_autoptr (DermagaProbe) probe = fixture_probe (
    DERMAGA_PROTOCOL_SMTP, "smtp.example.com", 465, DERMAGA_SECURITY_TLS, DERMAGA_OUTCOME_OK_TLS);
  g_autoptr (DermagaWords) alone = NULL;
  g_autoptr (DermagaWords) both = NULL;

  dermaga_i18n_set_language ("en");
  fixture_address (probe, "192.0.2.1", FALSE, DERMAGA_OUTCOME_OK_TLS);
  alone = dermaga_explain_probe (probe);
  g_assert_null (strstr (alone->meaning, "IPv6"));
  fixture_address (probe, "2001:db8::1", TRUE, DERMAGA_OUTCOME_TIMEOUT);
  both = dermaga_explain_probe (probe);
  fixture_assert_contains (both->meaning, "but not over IPv6");
}

static void
test_dead_addresses (void)
{
  g_autoptr (DermagaProbe) probe = fixture_probe (
    DERMAGA_PROTOCOL_SMTP, "smtp.example.com", 465, DERMAGA_SECURITY_TLS, DERMAGA_OUTCOME_OK_TLS);
  g_autoptr (DermagaWords) none = NULL;
  g_autoptr (DermagaWords) one = NULL;
  g_autoptr (DermagaWords) two = NULL;
  g_autoptr (DermagaWords) faulty = NULL;

  dermaga_i18n_set_language ("en");
  fixture_address (probe, "192.0.2.1", FALSE, DERMAGA_OUTCOME_OK_TLS);
  fixture_address (probe, "2001:db8::1", TRUE, DERMAGA_OUTCOME_TIMEOUT);
  none = dermaga_explain_probe (probe);
  g_assert_null (strstr (none->meaning, "addresses"));
  fixture_address (probe, "192.0.2.2", FALSE, DERMAGA_OUTCOME_REFUSED);
  one = dermaga_explain_probe (probe);
  fixture_assert_contains (one->meaning, "but not over IPv6");
  fixture_assert_contains (one->meaning, "One of its 2 addresses did not work: 192.0.2.2.");
  fixture_address (probe, "2001:db8::2", TRUE, DERMAGA_OUTCOME_OK_TLS);
  two = dermaga_explain_probe (probe);
  fixture_assert_contains (two->meaning, "2 of its 4 addresses did not work.");
  fixture_address (probe, "192.0.2.3", FALSE, DERMAGA_OUTCOME_CERT_NAME);
  faulty = dermaga_explain_probe (probe);
  g_assert_null (strstr (faulty->meaning, "addresses did not work"));
}

static void
test_states (void)
{
  g_autoptr (DermagaCandidate) candidate = fixture_candidate (
    DERMAGA_PROTOCOL_SMTP, "smtp.example.com", 587, DERMAGA_SECURITY_STARTTLS);
  g_autoptr (DermagaProbe) probe = dermaga_probe_new (candidate);
  static const char *const under_way[] = { "Waiting", "Connecting", "Securing" };
  g_autofree char *sentence = NULL;

  dermaga_i18n_set_language ("en");
  for (guint i = 0; i < G_N_ELEMENTS (under_way); i++)
    {
      g_autofree char *state = NULL;

      dermaga_probe_set_state (probe, i);
      state = dermaga_explain_state (probe);
      g_assert_cmpstr (state, ==, under_way[i]);
    }
  dermaga_probe_set_state (probe, DERMAGA_PROBE_STATE_DONE);
  for (guint outcome = 0; outcome < DERMAGA_N_OUTCOMES; outcome++)
    {
      g_autofree char *english = NULL;
      g_autofree char *indonesian = NULL;

      dermaga_probe_set_outcome (probe, outcome);
      dermaga_i18n_set_language ("en");
      english = dermaga_explain_state (probe);
      dermaga_i18n_set_language ("id");
      indonesian = dermaga_explain_state (probe);
      fixture_assert_text (english);
      fixture_assert_text (indonesian);
      g_assert_cmpstr (english, !=, indonesian);
    }
  dermaga_i18n_set_language ("en");
  dermaga_probe_set_outcome (probe, DERMAGA_OUTCOME_OK_STARTTLS);
  sentence = dermaga_explain_row (probe);
  g_assert_cmpstr (sentence, ==, "Sending, smtp.example.com, port 587, STARTTLS: Works");
}

static void
test_rows_and_labels (void)
{
  for (guint protocol = 0; protocol < 3; protocol++)
    for (guint security = 0; security < 3; security++)
      {
        g_autoptr (DermagaProbe) probe = fixture_probe (protocol, "mail.example.com", 1234,
                                                        security, DERMAGA_OUTCOME_REFUSED);
        g_autofree char *english = NULL;
        g_autofree char *indonesian = NULL;

        dermaga_i18n_set_language ("en");
        english = dermaga_explain_row (probe);
        fixture_assert_text (dermaga_explain_security (security));
        dermaga_i18n_set_language ("id");
        indonesian = dermaga_explain_row (probe);
        fixture_assert_contains (english, "mail.example.com, port 1234");
        fixture_assert_contains (indonesian, "mail.example.com, port 1234");
        fixture_assert_text (indonesian);
        g_assert_cmpstr (english, !=, indonesian);
      }
  for (guint source = 0; source < DERMAGA_N_SOURCES; source++)
    {
      g_autofree char *english = NULL;

      dermaga_i18n_set_language ("en");
      english = g_strdup (dermaga_explain_source (source));
      fixture_assert_text (english);
      dermaga_i18n_set_language ("id");
      g_assert_cmpstr (english, !=, dermaga_explain_source (source));
    }
}

static void
test_hints (void)
{
  g_assert_null (dermaga_explain_hint (DERMAGA_HINT_NONE));
  for (guint bit = 0; bit < DERMAGA_N_HINTS; bit++)
    {
      g_autofree char *english = NULL;

      dermaga_i18n_set_language ("en");
      english = g_strdup (dermaga_explain_hint (1 << bit));
      fixture_assert_text (english);
      g_assert_true (g_str_has_suffix (english, "."));
      for (guint other = 0; other < bit; other++)
        g_assert_cmpstr (english, !=, dermaga_explain_hint (1 << other));
      dermaga_i18n_set_language ("id");
      fixture_assert_text (dermaga_explain_hint (1 << bit));
      g_assert_cmpstr (english, !=, dermaga_explain_hint (1 << bit));
    }
  dermaga_i18n_set_language ("en");
}

int
main (int argc, char *argv[])
{
  dermaga_i18n_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verdict/explain/every-outcome", test_every_outcome);
  g_test_add_func ("/verdict/explain/never-plain", test_never_plain);
  g_test_add_func ("/verdict/explain/port-25", test_port_25);
  g_test_add_func ("/verdict/explain/ports-are-plain-digits", test_ports_are_plain_digits);
  g_test_add_func ("/verdict/explain/certificate-names", test_certificate_names);
  g_test_add_func ("/verdict/explain/certificate-dates", test_certificate_dates);
  g_test_add_func ("/verdict/explain/certificate-issuer", test_certificate_issuer);
  g_test_add_func ("/verdict/explain/server-text", test_server_text);
  g_test_add_func ("/verdict/explain/other-services", test_other_services);
  g_test_add_func ("/verdict/explain/refused-address", test_refused_address);
  g_test_add_func ("/verdict/explain/families", test_families);
  g_test_add_func ("/verdict/explain/dead-addresses", test_dead_addresses);
  g_test_add_func ("/verdict/explain/states", test_states);
  g_test_add_func ("/verdict/explain/rows-and-labels", test_rows_and_labels);
  g_test_add_func ("/verdict/explain/hints", test_hints);
  return g_test_run ();
}
