#include "config.h"

#include "../verdict/verdict-fixture.h"
#include "discover/dermaga-autoconfig.h"
#include "discover/dermaga-pacc.h"
#include "export/dermaga-publication.h"
#include "model/dermaga-pacc-digest.h"
#include "read-zone.h"

#define IMAP DERMAGA_PROTOCOL_IMAP
#define POP3 DERMAGA_PROTOCOL_POP3
#define SMTP DERMAGA_PROTOCOL_SMTP
#define NONE DERMAGA_SECURITY_NONE
#define STARTTLS DERMAGA_SECURITY_STARTTLS
#define TLS DERMAGA_SECURITY_TLS
#define GUESS DERMAGA_SOURCE_GUESS
#define OK DERMAGA_OUTCOME_OK_TLS

static void
row (DermagaResult *result, DermagaProtocol protocol, const char *host, guint16 port,
     DermagaSecurity security, DermagaOutcome outcome)
{
  fixture_row (result, protocol, host, port, security, GUESS, outcome);
}

/* As a usual provider looks: two names for receiving, all ports open. */
static DermagaResult *
usual_result (const char *email)
{
  DermagaResult *result = dermaga_result_new (FIXTURE_DOMAIN, email);

  row (result, SMTP, "smtp.example.com", 25, STARTTLS, OK);
  row (result, SMTP, "smtp.example.com", 587, NONE, DERMAGA_OUTCOME_OK_PLAIN);
  row (result, SMTP, "smtp.example.com", 587, STARTTLS, OK);
  row (result, SMTP, "smtp.example.com", 465, TLS, OK);
  row (result, IMAP, "mail.example.com", 993, TLS, OK);
  row (result, IMAP, "imap.example.com", 993, TLS, OK);
  row (result, IMAP, "imap.example.com", 143, STARTTLS, OK);
  row (result, POP3, "mail.example.com", 995, TLS, OK);
  row (result, POP3, "mail.example.com", 110, STARTTLS, DERMAGA_OUTCOME_CERT_NAME);
  return result;
}

static DermagaPublication *
publish (DermagaResult *result, gboolean accept_unverified)
{
  g_autoptr (DermagaRecommendation) recommendation = dermaga_recommend (result);

  return dermaga_publication_new (result, recommendation, NULL, accept_unverified);
}

/* "imap imap.example.com:993/tls ..." */
static char *
list (GPtrArray *servers)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < servers->len; i++)
    {
      const DermagaProviderServer *server = servers->pdata[i];

      g_string_append_printf (text, "%s%s %s:%u/%s %s", i > 0 ? ", " : "",
                              dermaga_protocol_to_string (server->protocol), server->host,
                              server->port, dermaga_security_to_string (server->security),
                              server->user_name);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_servers (GPtrArray *servers, const char *wanted)
{
  g_autofree char *seen = list (servers);

  g_assert_cmpstr (seen, ==, wanted);
}

static const char usual_incoming[]
  = "imap imap.example.com:993/tls %EMAILADDRESS%, "
    "imap imap.example.com:143/starttls %EMAILADDRESS%, "
    "pop3 mail.example.com:995/tls %EMAILADDRESS%";
static const char usual_outgoing[] = "smtp smtp.example.com:465/tls %EMAILADDRESS%, "
                                     "smtp smtp.example.com:587/starttls %EMAILADDRESS%";

/* "mail." ranks before "imap." by its name; the guess that was recommended decides. */
static DermagaResult *
ranked_result (void)
{
  DermagaResult *result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  g_autoptr (DermagaCandidate) late
    = dermaga_candidate_new (IMAP, "mail.example.com", 993, TLS, GUESS, 5);
  DermagaProbe *probe = dermaga_result_add (result, late);

  dermaga_probe_set_outcome (probe, OK);
  dermaga_probe_set_state (probe, DERMAGA_PROBE_STATE_DONE);
  row (result, SMTP, "smtp.example.com", 25, STARTTLS, OK);
  row (result, SMTP, "smtp.example.com", 587, NONE, DERMAGA_OUTCOME_OK_PLAIN);
  row (result, SMTP, "smtp.example.com", 587, STARTTLS, OK);
  row (result, SMTP, "smtp.example.com", 465, TLS, OK);
  row (result, IMAP, "imap.example.com", 143, STARTTLS, OK);
  row (result, IMAP, "imap.example.com", 993, TLS, OK);
  row (result, POP3, "mail.example.com", 995, TLS, OK);
  row (result, POP3, "mail.example.com", 110, STARTTLS, DERMAGA_OUTCOME_CERT_NAME);
  return result;
}

static void
test_selection (void)
{
  g_autoptr (DermagaResult) result = ranked_result ();
  g_autoptr (DermagaPublication) publication = publish (result, FALSE);

  g_assert_nonnull (publication);
  g_assert_cmpstr (publication->config->domains[0], ==, FIXTURE_DOMAIN);
  assert_servers (publication->config->incoming, usual_incoming);
  assert_servers (publication->config->outgoing, usual_outgoing);
}

static void
test_no_pair (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);

  g_assert_null (publish (result, TRUE));
  row (result, IMAP, "imap.example.com", 993, TLS, OK);
  row (result, SMTP, "smtp.example.com", 587, NONE, DERMAGA_OUTCOME_OK_PLAIN);
  g_assert_null (publish (result, TRUE));
}

static void
add_outside (DermagaResult *result, DermagaProtocol protocol, const char *host, guint16 port)
{
  g_autoptr (DermagaCandidate) candidate
    = dermaga_candidate_new (protocol, host, port, TLS, DERMAGA_SOURCE_SRV, 0);
  DermagaProbe *probe;

  candidate->outside = TRUE;
  probe = dermaga_result_add (result, candidate);
  dermaga_probe_set_outcome (probe, OK);
  dermaga_probe_set_state (probe, DERMAGA_PROBE_STATE_DONE);
}

/* Servers elsewhere are published only by somebody who says that they are the right ones. */
static void
test_consent (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  g_autoptr (DermagaPublication) publication = NULL;

  add_outside (result, IMAP, "imap.elsewhere.test", 993);
  add_outside (result, SMTP, "smtp.elsewhere.test", 465);
  g_assert_null (publish (result, FALSE));
  publication = publish (result, TRUE);
  g_assert_nonnull (publication);
  assert_servers (publication->config->incoming, "imap imap.elsewhere.test:993/tls "
                                                 "%EMAILADDRESS%");
}

static void
test_alternatives_without_consent (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  g_autoptr (DermagaPublication) publication = NULL;

  fixture_row (result, IMAP, "imap.example.com", 993, TLS, DERMAGA_SOURCE_AUTOCONFIG, OK);
  fixture_row (result, SMTP, "smtp.example.com", 465, TLS, DERMAGA_SOURCE_AUTOCONFIG, OK);
  add_outside (result, POP3, "pop.elsewhere.test", 995);
  fixture_row (result, POP3, "mx.example.com", 995, TLS, DERMAGA_SOURCE_MX, OK);
  fixture_row (result, POP3, "box.example.com", 995, TLS, DERMAGA_SOURCE_CERTIFICATE, OK);
  publication = publish (result, FALSE);
  assert_servers (publication->config->incoming, "imap imap.example.com:993/tls %EMAILADDRESS%");
}

static void
test_wildcard (void)
{
  g_autoptr (DermagaResult) result = ranked_result ();
  g_autoptr (DermagaPublication) publication = NULL;

  dermaga_result_add_condition (result, DERMAGA_CONDITION_WILDCARD_DNS);
  publication = publish (result, FALSE);
  /* That "mail." has a row may be the wildcard's doing. */
  assert_servers (publication->config->incoming,
                  "imap imap.example.com:993/tls %EMAILADDRESS%, "
                  "imap imap.example.com:143/starttls %EMAILADDRESS%");
}

/* One user's name must not become everybody's. */
static void
test_user_names (void)
{
  static const struct { const char *found; const char *email; const char *published; } cases[] = {
    { "jo@example.com", "jo@example.com", "%EMAILADDRESS%" },
    { "jo", "jo@example.com", "%EMAILLOCALPART%" },
    { "jo.example.com", "jo@example.com", "%EMAILLOCALPART%.%EMAILDOMAIN%" },
    { "jo@example.com", NULL, "%EMAILADDRESS%" },
    { "%EMAILLOCALPART%", NULL, "%EMAILLOCALPART%" },
    { "%EMAILLOCALPART%@example.com", NULL, "%EMAILLOCALPART%@example.com" },
    { "apikey", "jo@example.com", "apikey" },
    { NULL, NULL, "%EMAILADDRESS%" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, cases[i].email);
      g_autoptr (DermagaPublication) publication = NULL;
      g_autoptr (DermagaCandidate) candidate
        = dermaga_candidate_new (IMAP, "imap.example.com", 993, TLS, DERMAGA_SOURCE_AUTOCONFIG, 0);
      DermagaProbe *probe;
      const DermagaProviderServer *server;

      candidate->user_name = g_strdup (cases[i].found);
      probe = dermaga_result_add (result, candidate);
      dermaga_probe_set_outcome (probe, OK);
      dermaga_probe_set_state (probe, DERMAGA_PROBE_STATE_DONE);
      row (result, SMTP, "smtp.example.com", 465, TLS, OK);
      publication = publish (result, FALSE);
      server = g_ptr_array_index (publication->config->incoming, 0);
      g_assert_cmpstr (server->user_name, ==, cases[i].published);
    }
}

static void
test_xml (void)
{
  g_autoptr (DermagaResult) result = ranked_result ();
  g_autoptr (DermagaPublication) publication = publish (result, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (DermagaProviderConfig) read = NULL;

  g_free (publication->config->display_name);
  publication->config->display_name = g_strdup ("Toko \"O'Brien\" <b> & Söhne --> ]]>");
  xml = dermaga_publish_xml (publication, &error);
  g_assert_no_error (error);
  read = dermaga_autoconfig_read (xml, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read->id, ==, FIXTURE_DOMAIN);
  g_assert_cmpstr (read->display_name, ==, publication->config->display_name);
  g_assert_cmpstr (read->domains[0], ==, FIXTURE_DOMAIN);
  g_assert_null (read->domains[1]);
  g_assert_cmpuint (read->n_dropped, ==, 0);
  assert_servers (read->incoming, usual_incoming);
  assert_servers (read->outgoing, usual_outgoing);
}

/* "0812" is 812 to Thunderbird. */
static void
test_xml_cannot_say (void)
{
  g_autoptr (DermagaResult) result = usual_result (NULL);
  g_autoptr (DermagaPublication) publication = publish (result, FALSE);
  DermagaProviderServer *server = g_ptr_array_index (publication->config->incoming, 0);
  g_autoptr (GError) error = NULL;

  g_free (server->user_name);
  server->user_name = g_strdup ("0812");
  g_assert_null (dermaga_publish_xml (publication, &error));
  g_assert_error (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT);
}

static char *
zone_of (const DermagaPublication *publication, const char *digest)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) zone = dermaga_publish_zone (publication, digest, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (zone, NULL), g_bytes_get_size (zone));
}

static void
assert_srv (GPtrArray *records, guint i, const char *name, guint priority, guint port,
            const char *target)
{
  const ZoneRecord *record = g_ptr_array_index (records, i);

  g_assert_cmpstr (record->name, ==, name);
  g_assert_cmpuint (record->priority, ==, priority);
  g_assert_cmpuint (record->port, ==, port);
  g_assert_cmpstr (record->target, ==, target);
}

static void
test_zone (void)
{
  g_autoptr (DermagaResult) result = ranked_result ();
  g_autoptr (DermagaPublication) publication = publish (result, FALSE);
  g_autofree char *zone = zone_of (publication, NULL);
  g_autoptr (GPtrArray) records = read_zone (zone);

  g_assert_nonnull (records);
  g_assert_cmpuint (records->len, ==, 5);
  assert_srv (records, 0, "_imaps._tcp.example.com.", 0, 993, "imap.example.com.");
  assert_srv (records, 1, "_imap._tcp.example.com.", 10, 143, "imap.example.com.");
  assert_srv (records, 2, "_pop3s._tcp.example.com.", 20, 995, "mail.example.com.");
  assert_srv (records, 3, "_submissions._tcp.example.com.", 0, 465, "smtp.example.com.");
  assert_srv (records, 4, "_submission._tcp.example.com.", 10, 587, "smtp.example.com.");
}

/* "." is written for what was found closed everywhere, never for what was not seen. */
static void
test_zone_absent (void)
{
  g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  g_autoptr (DermagaPublication) publication = NULL;
  g_autofree char *zone = NULL;
  g_autoptr (GPtrArray) records = NULL;

  row (result, IMAP, "imap.example.com", 993, TLS, OK);
  row (result, IMAP, "imap.example.com", 143, STARTTLS, DERMAGA_OUTCOME_TIMEOUT);
  row (result, POP3, "pop.example.com", 995, TLS, DERMAGA_OUTCOME_REFUSED);
  row (result, POP3, "mail.example.com", 995, TLS, DERMAGA_OUTCOME_DNS_NXDOMAIN);
  row (result, POP3, "pop.example.com", 110, STARTTLS, DERMAGA_OUTCOME_REFUSED);
  row (result, POP3, "mail.example.com", 110, STARTTLS, DERMAGA_OUTCOME_NOT_CHECKED);
  row (result, SMTP, "smtp.example.com", 465, TLS, OK);
  publication = publish (result, FALSE);
  zone = zone_of (publication, NULL);
  records = read_zone (zone);
  g_assert_nonnull (records);
  g_assert_cmpuint (records->len, ==, 3);
  assert_srv (records, 2, "_pop3s._tcp.example.com.", 0, 0, ".");
}

static void
test_zone_digest (void)
{
  g_autoptr (DermagaResult) result = usual_result (NULL);
  g_autoptr (DermagaPublication) publication = publish (result, FALSE);
  g_autoptr (GString) digest = g_string_new ("v=UAAC1; \"a\\b\" \x01 é; ");

  while (digest->len < 700)
    g_string_append (digest, "0123456789");
  for (guint length = 0; length < 3; length++)
    {
      static const gsize lengths[] = { 700, 255, 256 };
      g_autofree char *zone = NULL;
      g_autoptr (GPtrArray) records = NULL;
      const ZoneRecord *record;

      g_string_truncate (digest, lengths[length]);
      zone = zone_of (publication, digest->str);
      records = read_zone (zone);
      g_assert_nonnull (records);
      record = g_ptr_array_index (records, records->len - 1);
      g_assert_cmpstr (record->name, ==, "_ua-auto-config.example.com.");
      g_assert_cmpstr (record->text, ==, digest->str);
      while (digest->len < 700)
        g_string_append (digest, "0123456789");
    }
}

static void
test_zone_long_domain (void)
{
  g_autoptr (DermagaResult) result = usual_result (NULL);
  g_autoptr (DermagaPublication) publication = publish (result, FALSE);
  g_autofree char *label = g_strnfill (49, 'a');
  g_autoptr (GError) error = NULL;

  g_free (publication->config->id);
  publication->config->id = g_strjoin (".", label, label, label, label, label, NULL);
  g_assert_null (dermaga_publish_zone (publication, NULL, &error));
  g_assert_error (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT);
}

/* What stands in the zone confirms the document, and no other. */
static void
assert_digest (const DermagaPublication *publication, const char *digest, GBytes *pacc)
{
  g_autofree char *zone = zone_of (publication, digest);
  g_autoptr (GPtrArray) records = read_zone (zone);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autoptr (GBytes) other = g_bytes_new_static ("{}", 2);

  g_ptr_array_add (texts, ((ZoneRecord *) records->pdata[records->len - 1])->text);
  g_assert_cmpint (dermaga_pacc_digest_check (texts, pacc), ==, DERMAGA_PACC_DIGEST_MATCH);
  g_assert_cmpint (dermaga_pacc_digest_check (texts, other), ==, DERMAGA_PACC_DIGEST_MISMATCH);
}

static void
test_pacc (void)
{
  g_autoptr (DermagaResult) result = ranked_result ();
  g_autoptr (DermagaPublication) publication = publish (result, FALSE);
  DermagaProviderServer *smtp = g_ptr_array_index (publication->config->outgoing, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pacc = dermaga_publish_pacc (publication, &error);

  g_autoptr (DermagaProviderConfig) read = NULL;
  g_autofree char *digest = NULL;

  g_assert_no_error (error);
  read = dermaga_pacc_read (pacc, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read->display_name, ==, FIXTURE_DOMAIN);
  g_assert_cmpuint (read->n_dropped, ==, 0);
  assert_servers (read->incoming, "imap imap.example.com:993/tls %EMAILADDRESS%, "
                                  "pop3 mail.example.com:995/tls %EMAILADDRESS%");
  assert_servers (read->outgoing, "smtp smtp.example.com:465/tls %EMAILADDRESS%");
  digest = dermaga_pacc_digest_record (pacc);
  assert_digest (publication, digest, pacc);
  smtp->port = 587; /* TLS from the start there is real, and the format cannot say it */
  g_assert_null (dermaga_publish_pacc (publication, &error));
  g_assert_error (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT);
  g_clear_error (&error);
  smtp->port = 465;
  g_free (smtp->user_name);
  smtp->user_name = g_strdup ("%EMAILLOCALPART%");
  g_assert_null (dermaga_publish_pacc (publication, &error));
  g_assert_error (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT);
}

static void
test_refused_values (void)
{
  static const char *const hosts[] = { "", "a b", "a;b.test", "a\nb.test", "é.test", "a\"b.test" };
  g_autoptr (DermagaResult) result = usual_result (NULL);
  g_autoptr (DermagaPublication) publication = publish (result, FALSE);
  DermagaProviderServer *server = g_ptr_array_index (publication->config->outgoing, 0);
  static const char *const names[] = { "", " jo", "jo ", "%EMAILADDRESS", "j\u200bo", "j\no" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_free (server->user_name);
      server->user_name = g_strdup (names[i]);
      g_assert_null (dermaga_publish_xml (publication, NULL));
      g_assert_null (dermaga_publish_zone (publication, NULL, NULL));
    }
  g_free (server->user_name);
  server->user_name = g_strdup ("jo");
  g_assert_true (dermaga_publication_validate (publication, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_free (server->host);
      server->host = g_strdup (hosts[i]);
      g_assert_null (dermaga_publish_xml (publication, NULL));
      g_assert_null (dermaga_publish_pacc (publication, NULL));
      g_assert_null (dermaga_publish_zone (publication, NULL, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/publish/selection", test_selection);
  g_test_add_func ("/publish/no-pair", test_no_pair);
  g_test_add_func ("/publish/consent", test_consent);
  g_test_add_func ("/publish/alternatives-without-consent", test_alternatives_without_consent);
  g_test_add_func ("/publish/wildcard", test_wildcard);
  g_test_add_func ("/publish/user-names", test_user_names);
  g_test_add_func ("/publish/xml", test_xml);
  g_test_add_func ("/publish/xml-cannot-say", test_xml_cannot_say);
  g_test_add_func ("/publish/zone", test_zone);
  g_test_add_func ("/publish/zone-absent", test_zone_absent);
  g_test_add_func ("/publish/zone-digest", test_zone_digest);
  g_test_add_func ("/publish/zone-long-domain", test_zone_long_domain);
  g_test_add_func ("/publish/pacc", test_pacc);
  g_test_add_func ("/publish/refused-values", test_refused_values);
  return g_test_run ();
}
