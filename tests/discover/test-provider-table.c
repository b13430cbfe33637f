#include "config.h"

#include "discover/dermaga-provider-rows.h"
#include "discover/dermaga-provider-table.h"

#include "base/dermaga-target.h"

#include <string.h>

#define SERVERLESS_HINTS                                                                         \
  (DERMAGA_HINT_OWN_DOMAIN | DERMAGA_HINT_LOCAL_BRIDGE | DERMAGA_HINT_NO_MAIL_PROGRAM)

static void
test_enough_providers (void)
{
  g_assert_cmpuint (dermaga_provider_table_get_n_providers (), >=, 120);
}

static gboolean
is_month (const char *date)
{
  return g_regex_match_simple ("^20[0-9]{2}-(0[1-9]|1[0-2])$", date, 0, 0);
}

static void
test_every_provider (void)
{
  for (guint i = 0; i < dermaga_provider_table_get_n_providers (); i++)
    {
      const DermagaProviderConfig *config = dermaga_provider_table_get (i);
      guint n_servers = config->incoming->len + config->outgoing->len;

      g_test_message ("%s", config->id);
      g_assert_cmpstr (config->id, !=, "");
      g_assert_cmpstr (config->display_name, !=, "");
      g_assert_true (g_utf8_validate (config->display_name, -1, NULL));
      g_assert_cmpuint (config->hints, <, 1 << DERMAGA_N_HINTS);
      g_assert_cmpuint (dermaga_provider_table_get_sureness (config), <=, DERMAGA_SURENESS_LOW);
      g_assert_true (is_month (dermaga_provider_table_get_date (config)));
      if (n_servers == 0)
        g_assert_cmpuint (config->hints & SERVERLESS_HINTS, !=, 0);
      g_assert_false ((config->hints & DERMAGA_HINT_NO_MAIL_PROGRAM) != 0 && n_servers != 0);
    }
}

/* RFC 8314 and RFC 6409, and the ports that sending services add. */
static DermagaSecurity
security_of_port (guint16 port)
{
  static const guint16 tls_ports[] = { 993, 995, 465, 2465, 8465 };
  static const guint16 starttls_ports[] = { 143, 110, 587, 25, 2525, 2587, 8025 };

  for (guint i = 0; i < G_N_ELEMENTS (tls_ports); i++)
    if (port == tls_ports[i])
      return DERMAGA_SECURITY_TLS;
  for (guint i = 0; i < G_N_ELEMENTS (starttls_ports); i++)
    if (port == starttls_ports[i])
      return DERMAGA_SECURITY_STARTTLS;
  return DERMAGA_SECURITY_NONE;
}

static DermagaProtocol
protocol_of_port (guint16 port)
{
  if (port == 993 || port == 143)
    return DERMAGA_PROTOCOL_IMAP;
  return port == 995 || port == 110 ? DERMAGA_PROTOCOL_POP3 : DERMAGA_PROTOCOL_SMTP;
}

static gboolean
is_user_pattern (const char *user_name)
{
  return g_str_equal (user_name, "%EMAILADDRESS%") || g_str_equal (user_name, "%EMAILLOCALPART%")
         || g_regex_match_simple ("^[A-Za-z0-9_.@-]+$", user_name, 0, 0);
}

static void
check_server (const DermagaProviderConfig *config, const DermagaProviderServer *server)
{
  static const char *const known[]
    = { "password-cleartext", "password-encrypted", "oauth2", NULL };

  g_test_message ("%s: %s:%u", config->id, server->host, server->port);
  g_assert_true (dermaga_host_is_valid (server->host));
  g_assert_nonnull (strchr (server->host, '.'));
  g_assert_cmpint (server->security, !=, DERMAGA_SECURITY_NONE);
  g_assert_cmpint (server->security, ==, security_of_port (server->port));
  g_assert_cmpint (server->protocol, ==, protocol_of_port (server->port));
  if (server->user_name != NULL)
    g_assert_true (is_user_pattern (server->user_name));
  g_assert_cmpuint (g_strv_length (server->auth), >, 0);
  for (guint i = 0; server->auth[i] != NULL; i++)
    g_assert_true (g_strv_contains (known, server->auth[i]));
  if ((config->hints & DERMAGA_HINT_BROWSER_SIGN_IN) != 0)
    g_assert_false (g_strv_contains ((const char *const *) server->auth, "password-cleartext"));
}

static void
check_servers (const DermagaProviderConfig *config, GPtrArray *servers,
               DermagaDirection direction)
{
  for (guint i = 0; i < servers->len; i++)
    {
      const DermagaProviderServer *server = servers->pdata[i];

      g_assert_cmpint (dermaga_protocol_get_direction (server->protocol), ==, direction);
      check_server (config, server);
      for (guint k = 0; k < i; k++)
        {
          const DermagaProviderServer *other = servers->pdata[k];

          g_assert_false (server->port == other->port && g_str_equal (server->host, other->host));
        }
    }
}

static void
test_every_server (void)
{
  for (guint i = 0; i < dermaga_provider_table_get_n_providers (); i++)
    {
      const DermagaProviderConfig *config = dermaga_provider_table_get (i);

      check_servers (config, config->incoming, DERMAGA_DIRECTION_INCOMING);
      check_servers (config, config->outgoing, DERMAGA_DIRECTION_OUTGOING);
    }
}

/* Sorted without equals: nothing is there twice, and the search by halves can work. */
static void
check_names (const DermagaProviderName *names, guint n_names)
{
  for (guint i = 0; i < n_names; i++)
    {
      g_assert_true (dermaga_host_is_valid (names[i].name));
      g_assert_nonnull (strchr (names[i].name, '.'));
      g_assert_cmpuint (names[i].provider, <, dermaga_n_provider_rows);
      if (i > 0)
        g_assert_cmpstr (names[i - 1].name, <, names[i].name);
    }
}

static void
test_every_name (void)
{
  check_names (dermaga_provider_domains, dermaga_provider_n_domains);
  check_names (dermaga_provider_patterns, dermaga_provider_n_patterns);
  for (guint i = 0; i < dermaga_provider_n_domains; i++)
    g_assert_true (dermaga_provider_table_find_domain (dermaga_provider_domains[i].name)
                   == dermaga_provider_table_get (dermaga_provider_domains[i].provider));
  for (guint i = 0; i < dermaga_provider_n_patterns; i++)
    g_assert_true (dermaga_provider_table_find_mx (dermaga_provider_patterns[i].name)
                   == dermaga_provider_table_get (dermaga_provider_patterns[i].provider));
}

/* The other way round: a configuration's own list and the index say the same. */
static void
test_domains_in_configuration (void)
{
  guint n_domains = 0;

  for (guint i = 0; i < dermaga_provider_table_get_n_providers (); i++)
    {
      const DermagaProviderConfig *config = dermaga_provider_table_get (i);

      n_domains += g_strv_length (config->domains);
      for (guint k = 0; config->domains[k] != NULL; k++)
        g_assert_true (dermaga_provider_table_find_domain (config->domains[k]) == config);
    }
  g_assert_cmpuint (n_domains, ==, dermaga_provider_n_domains);
}

static void
assert_found (const DermagaProviderConfig *config, const char *id)
{
  if (id == NULL)
    g_assert_null (config);
  else
    {
      g_assert_nonnull (config);
      g_assert_cmpstr (config->id, ==, id);
    }
}

static void
test_find_domain (void)
{
  static const struct {
    const char *domain;
    const char *id;
  } cases[] = {
    { "gmail.com", "gmail.com" },
    { "GMail.Com", "gmail.com" },
    { "gmail.com.", "gmail.com" },
    { "googlemail.com", "gmail.com" },
    { "hotmail.co.id", "outlook.com" },
    { "smtp.sendgrid.net", "sendgrid.net" },
    { "rumahweb.com", "rumahweb.com" },
    /* Somebody else's, or nobody's. */
    { "mail.gmail.com", NULL },
    { "com", NULL },
    { "notgmail.com", NULL },
    { "gmail.com.example", NULL },
    { "example.com", NULL },
    { "", NULL },
    { ".", NULL },
    { "gmail.com..", NULL },
    { "gmail .com", NULL },
    { "gm\xc3\xa4il.com", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("“%s”", cases[i].domain);
      assert_found (dermaga_provider_table_find_domain (cases[i].domain), cases[i].id);
    }
}

static void
test_find_mx (void)
{
  static const struct {
    const char *mx_host;
    const char *id;
  } cases[] = {
    { "aspmx.l.google.com", "google-workspace" },
    { "ASPMX2.GoogleMail.com.", "google-workspace" },
    { "smtp.google.com", "google-workspace" },
    { "contoso-com.mail.protection.outlook.com", "microsoft-365" },
    { "hotmail-com.olc.protection.outlook.com", "outlook.com" },
    { "contoso-com.a-v1.mx.microsoft", "microsoft-365" },
    { "mx.zoho.com", "zoho-organisations" },
    { "mx.zoho.eu", "zoho-organisations-eu" },
    { "mx1.hostinger.com", "hostinger.com" },
    { "mx1.titan.email", "titan.email" },
    { "mx.yandex.net", "yandex.com" },
    { "mail.protonmail.ch", "proton-domains" },
    { "in1-smtp.messagingengine.com", "fastmail.com" },
    { "mx01.mail.icloud.com", "icloud.com" },
    { "mx1.mail.ovh.net", "ovh.net" },
    { "mx00.ionos.de", "ionos.de" },
    { "mx00.ionos.co.uk", "ionos.co.uk" },
    { "spool.mail.gandi.net", "gandi.net" },
    { "smtp.secureserver.net", "secureserver.net" },
    { "mta5.am0.yahoodns.net", "yahoo.com" },
    /* The longest pattern wins. */
    { "mx-aol.mail.gm0.yahoodns.net", "aol.com" },
    { "mxa.mailgun.org", "mailgun.org" },
    { "mxa.eu.mailgun.org", "eu.mailgun.org" },
    { "mx.hover.com.cust.hostedemail.com", "hover.com" },
    { "mx.example.com.cust.hostedemail.com", "hostedemail.com" },
    { "mx.example.com.cust.b.hostedemail.com", "b.hostedemail.com" },
    /* Whole labels only, at the end only. */
    { "evilgoogle.com", NULL },
    { "google.com.example", NULL },
    { "ex2.mail.ovh.net", NULL },
    { "outlook.com", NULL },
    { "mx.example.com", NULL },
    { "", NULL },
    { "com", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("“%s”", cases[i].mx_host);
      assert_found (dermaga_provider_table_find_mx (cases[i].mx_host), cases[i].id);
    }
}

/* One provider from the file to the structure, value by value. */
static void
test_whole_configuration (void)
{
  const DermagaProviderConfig *config = dermaga_provider_table_find_domain ("me.com");
  const DermagaProviderServer *incoming = NULL;
  const DermagaProviderServer *outgoing = NULL;

  assert_found (config, "icloud.com");
  g_assert_cmpstr (config->display_name, ==, "iCloud Mail");
  g_assert_cmpuint (config->hints, ==, DERMAGA_HINT_APP_PASSWORD);
  g_assert_cmpint (dermaga_provider_table_get_sureness (config), ==, DERMAGA_SURENESS_LIST);
  g_assert_cmpstr (dermaga_provider_table_get_date (config), ==, "2026-03");
  g_assert_cmpuint (config->incoming->len, ==, 1);
  g_assert_cmpuint (config->outgoing->len, ==, 1);
  incoming = config->incoming->pdata[0];
  g_assert_cmpint (incoming->protocol, ==, DERMAGA_PROTOCOL_IMAP);
  g_assert_cmpstr (incoming->host, ==, "imap.mail.me.com");
  g_assert_cmpuint (incoming->port, ==, 993);
  g_assert_cmpint (incoming->security, ==, DERMAGA_SECURITY_TLS);
  g_assert_cmpstr (incoming->user_name, ==, "%EMAILLOCALPART%");
  g_assert_cmpstr (incoming->auth[0], ==, "password-cleartext");
  g_assert_null (incoming->auth[1]);
  outgoing = config->outgoing->pdata[0];
  g_assert_cmpint (outgoing->protocol, ==, DERMAGA_PROTOCOL_SMTP);
  g_assert_cmpstr (outgoing->host, ==, "smtp.mail.me.com");
  g_assert_cmpuint (outgoing->port, ==, 587);
  g_assert_cmpint (outgoing->security, ==, DERMAGA_SECURITY_STARTTLS);
  g_assert_cmpstr (outgoing->user_name, ==, "%EMAILADDRESS%");
}

static void
test_user_names (void)
{
  const DermagaProviderConfig *config = dermaga_provider_table_find_domain ("sendgrid.net");
  const DermagaProviderServer *server = config->outgoing->pdata[0];

  g_assert_cmpstr (server->user_name, ==, "apikey");
  config = dermaga_provider_table_find_domain ("brevo.com");
  server = config->outgoing->pdata[0];
  g_assert_null (server->user_name);
  config = dermaga_provider_table_find_domain ("gmail.com");
  server = config->incoming->pdata[0];
  g_assert_cmpstr (server->auth[0], ==, "oauth2");
  g_assert_cmpstr (server->auth[1], ==, "password-cleartext");
}

static void
test_hint_words (void)
{
  g_assert_cmpstr (dermaga_hint_to_string (DERMAGA_HINT_NONE), ==, "none");
  for (guint bit = 0; bit < DERMAGA_N_HINTS; bit++)
    {
      const char *word = dermaga_hint_to_string (1 << bit);

      g_assert_true (g_regex_match_simple ("^[a-z]+(-[a-z]+)+$", word, 0, 0));
      for (guint other = 0; other < bit; other++)
        g_assert_cmpstr (word, !=, dermaga_hint_to_string (1 << other));
    }
}

int
main (int argc, char *argv[])
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/provider-table/enough-providers", test_enough_providers);
  g_test_add_func ("/provider-table/every-provider", test_every_provider);
  g_test_add_func ("/provider-table/every-server", test_every_server);
  g_test_add_func ("/provider-table/every-name", test_every_name);
  g_test_add_func ("/provider-table/domains-in-configuration", test_domains_in_configuration);
  g_test_add_func ("/provider-table/find-domain", test_find_domain);
  g_test_add_func ("/provider-table/find-mx", test_find_mx);
  g_test_add_func ("/provider-table/whole-configuration", test_whole_configuration);
  g_test_add_func ("/provider-table/user-names", test_user_names);
  g_test_add_func ("/provider-table/hint-words", test_hint_words);
  status = g_test_run ();
  dermaga_provider_table_clear ();
  return status;
}
