#include "config.h"

#include "autoconfig-text.h"

#include <string.h>

#define PORT "<port>993</port>"
#define SSL "<socketType>SSL</socketType>"
#define USER "<username>%EMAILADDRESS%</username>"
#define AUTH "<authentication>password-cleartext</authentication>"
#define REST PORT SSL USER AUTH
#define OK_IMAP "<incomingServer type=\"imap\"><hostname>ok.a.test</hostname>" REST \
                "</incomingServer>"
#define OK_LINE "imap ok.a.test 993 tls %EMAILADDRESS% password-cleartext\n"

/* A section, and what is read from it; the good server behind it is always read too. */
typedef struct {
  const char *what;
  const char *type;
  const char *elements;
  const char *line;
} Section;

static const Section sections[] = {
  { "usual", "imap", "<hostname>m.a.test</hostname>" REST,
    "imap m.a.test 993 tls %EMAILADDRESS% password-cleartext\n" },
  { "pop3 on 993", "pop3", "<hostname>m.a.test</hostname>" REST,
    "pop3 m.a.test 993 tls %EMAILADDRESS% password-cleartext\n" },
  { "imap on 587", "imap", "<hostname>m.a.test</hostname><port>587</port>" SSL USER AUTH,
    "imap m.a.test 587 tls %EMAILADDRESS% password-cleartext\n" },
  { "starttls", "imap", "<hostname>m.a.test</hostname><port>143</port>"
    "<socketType>STARTTLS</socketType>" USER AUTH,
    "imap m.a.test 143 starttls %EMAILADDRESS% password-cleartext\n" },
  { "plain", "pop3", "<hostname>m.a.test</hostname><port>110</port>"
    "<socketType>plain</socketType>" USER AUTH,
    "pop3 m.a.test 110 none %EMAILADDRESS% password-cleartext\n" },
  { "white space and line breaks", "imap",
    "<hostname>\r\n  m.a.test\r\n</hostname><port> 993\t</port>"
    "<socketType>\nSSL\n</socketType><username> %EMAILADDRESS% </username>" AUTH,
    "imap m.a.test 993 tls %EMAILADDRESS% password-cleartext\n" },
  { "upper case and a final dot", "imap", "<hostname>M.A.test.</hostname>" REST,
    "imap m.a.test 993 tls %EMAILADDRESS% password-cleartext\n" },
  { "comments everywhere", "imap", "<!-- a --><hostname>m.<!-- <port>1</port> -->a.test</hostname>"
    "<!-- %EMAIL -- - >< & -->" REST "<!---->",
    "imap m.a.test 993 tls %EMAILADDRESS% password-cleartext\n" },
  { "character data", "imap", "<hostname><![CDATA[m.a.test]]></hostname>" PORT SSL
    "<username><![CDATA[a<b&c]]></username>" AUTH,
    "imap m.a.test 993 tls a<b&c password-cleartext\n" },
  { "the five entities and a reference", "imap", "<hostname>m.a.t&#101;st</hostname>" PORT SSL
    "<username>&lt;&gt;&amp;&quot;&apos;&#x41;</username>" AUTH,
    "imap m.a.test 993 tls <>&\"'A password-cleartext\n" },
  { "placeholder unterminated", "imap", "<hostname>m.a.test</hostname>" PORT SSL
    "<username>%EMAILADDRESS</username>" AUTH,
    "imap m.a.test 993 tls %EMAILADDRESS% password-cleartext\n" },
  { "placeholders mixed, the last unterminated", "imap", "<hostname>m.a.test</hostname>" PORT SSL
    "<username>%EMAILLOCALPART%.%EMAILDOMAIN</username>" AUTH,
    "imap m.a.test 993 tls %EMAILLOCALPART%.%EMAILDOMAIN% password-cleartext\n" },
  { "user name missing", "smtp", "<hostname>m.a.test</hostname><port>465</port>" SSL AUTH,
    "smtp m.a.test 465 tls - password-cleartext\n" },
  { "user name empty", "imap", "<hostname>m.a.test</hostname>" PORT SSL "<username/>" AUTH,
    "imap m.a.test 993 tls - password-cleartext\n" },
  { "user name of digits", "imap", "<hostname>m.a.test</hostname>" PORT SSL
    "<username>00812</username>" AUTH, "imap m.a.test 993 tls 00812 password-cleartext\n" },
  { "user name in its own script", "imap", "<hostname>m.a.test</hostname>" PORT SSL
    "<username>jörg</username>" AUTH, "imap m.a.test 993 tls jörg password-cleartext\n" },
  { "authentication missing", "imap", "<hostname>m.a.test</hostname>" PORT SSL USER,
    "imap m.a.test 993 tls %EMAILADDRESS% -\n" },
  { "authentication, all and in order", "smtp", "<hostname>m.a.test</hostname><port>25</port>"
    "<socketType>STARTTLS</socketType>" USER "<authentication>OAuth2</authentication>"
    "<authentication>secure</authentication><authentication>never-heard-of</authentication>"
    "<authentication>plain</authentication><authentication>password-cleartext</authentication>"
    "<authentication>client-IP-address</authentication><authentication>NTLM</authentication>",
    "smtp m.a.test 25 starttls %EMAILADDRESS% "
    "oauth2,password-encrypted,password-cleartext,client-ip-address,ntlm\n" },
  { "authentication by literal names", "imap", "<hostname>m.a.test</hostname>" PORT SSL USER
    "<authentication system=\"http\">Bearer</authentication>"
    "<authentication system=\"http\">plain</authentication>"
    "<authentication system=\"sasl\">CRAM-MD5</authentication>"
    "<authentication system=\"sasl\">LOGIN</authentication>",
    "imap m.a.test 993 tls %EMAILADDRESS% password-encrypted,password-cleartext\n" },
  { "a newer security first", "imap", "<hostname>m.a.test</hostname>" PORT
    "<socketType>QUIC</socketType>" SSL USER AUTH,
    "imap m.a.test 993 tls %EMAILADDRESS% password-cleartext\n" },
  { "values twice: the first", "imap", "<hostname>m.a.test</hostname><hostname>n.a.test</hostname>"
    PORT "<port>0</port>" SSL "<socketType>plain</socketType>" USER "<username>x</username>" AUTH,
    "imap m.a.test 993 tls %EMAILADDRESS% password-cleartext\n" },
  { "unknown elements and attributes", "imap", "<hostname new=\"1\">m.a.test</hostname>"
    "<hostName>x.a.test</hostName><deep><hostname>y.a.test</hostname></deep>" REST
    "<pop3><leaveMessagesOnServer>true</leaveMessagesOnServer></pop3><password>secret</password>",
    "imap m.a.test 993 tls %EMAILADDRESS% password-cleartext\n" },
  { "host with placeholder", "imap", "<hostname>imap.%EMAILDOMAIN%</hostname>" REST,
    "imap imap.%EMAILDOMAIN% 993 tls %EMAILADDRESS% password-cleartext\n" },
  { "no host", "imap", REST, NULL },
  { "no port", "imap", "<hostname>m.a.test</hostname>" SSL USER AUTH, NULL },
  { "no security", "imap", "<hostname>m.a.test</hostname>" PORT USER AUTH, NULL },
  { "nothing", "pop3", "", NULL },
  { "security misspelt", "imap", "<hostname>m.a.test</hostname>" PORT
    "<socketType>TLS</socketType>" USER AUTH, NULL },
  { "security in small letters", "imap", "<hostname>m.a.test</hostname>" PORT
    "<socketType>ssl</socketType>" USER AUTH, NULL },
  { "unknown type", "carrier-pigeon", "<hostname>m.a.test</hostname>" REST, NULL },
  { "type in capitals", "IMAP", "<hostname>m.a.test</hostname>" REST, NULL },
};

static void
test_section (gconstpointer data)
{
  const Section *section = data;
  g_autofree char *server = autoconfig_server (section->type, section->elements);
  g_autofree char *both = g_strconcat (server, OK_IMAP, NULL);
  g_autofree char *text = autoconfig_wrap (both);
  gboolean outgoing = g_str_equal (section->type, "smtp");
  g_autofree char *expected
    = section->line == NULL ? g_strdup (OK_LINE "+1\n")
                            : g_strconcat (outgoing ? OK_LINE : section->line,
                                           outgoing ? section->line : OK_LINE, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaProviderConfig) config = autoconfig_read (text, &error);
  g_autofree char *seen = NULL;

  g_assert_no_error (error);
  seen = autoconfig_describe (config);
  g_assert_cmpstr (seen, ==, expected);
  autoconfig_assert_safe (config);
}

static DermagaProviderConfig *
read_wrapped (const char *elements)
{
  g_autofree char *text = autoconfig_wrap (elements);
  g_autoptr (GError) error = NULL;
  DermagaProviderConfig *config = autoconfig_read (text, &error);

  g_assert_no_error (error);
  autoconfig_assert_safe (config);
  return config;
}

static void
test_other_kinds (void)
{
  static const char *const kinds[] = { "ews", "owa", "graph", "exchange", "jmap", "activeSync" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *server = autoconfig_server (kinds[i], "<url>https://a.test/x</url>" AUTH);
      g_autofree char *both = g_strconcat (server, OK_IMAP, NULL);
      g_autoptr (DermagaProviderConfig) config = read_wrapped (both);
      g_autofree char *seen = autoconfig_describe (config);

      g_assert_cmpstr (seen, ==, OK_LINE);
    }
}

/* Sections count at their place only, and only those of the first provider. */
static void
test_places (void)
{
  g_autoptr (DermagaProviderConfig) config
    = autoconfig_read ("<clientConfig version=\"2.7\" xmlns=\"urn:x\" new=\"&lt;\">"
                       "<incomingServer type=\"imap\"><hostname>no.a.test</hostname>" REST
                       "</incomingServer>"
                       "<future>" OK_IMAP "</future>"
                       "<emailProvider id=\"first\"><group>" OK_IMAP "</group>" OK_IMAP
                       "<incomingServer type=\"smtp\"><hostname>no.a.test</hostname>" REST
                       "</incomingServer>"
                       "<outgoingServer type=\"imap\"><hostname>no.a.test</hostname>" REST
                       "</outgoingServer></emailProvider>"
                       "<emailProvider id=\"second\"><domain>b.test</domain>" OK_IMAP
                       "</emailProvider><oAuth2><issuer>x</issuer></oAuth2>"
                       "<enable visiturl=\"javascript:alert(1)\"/></clientConfig>", NULL);
  g_autofree char *seen = autoconfig_describe (config);

  g_assert_cmpstr (seen, ==, OK_LINE "+2\n");
  g_assert_cmpstr (config->id, ==, "first");
  g_assert_cmpstr (config->domains[0], ==, NULL);
}

static void
test_names (void)
{
  g_autoptr (DermagaProviderConfig) config
    = read_wrapped ("<domain purpose=\"mx\">MX.b.test</domain><domain>a.test</domain>"
                    "<domain>%EMAILDOMAIN%</domain><domain>no domain</domain><domain/>"
                    "<domain>*</domain><domain>x.<b>test</b></domain>"
                    "<displayNameShort>no</displayNameShort>"
                    "<displayName>\n Café &amp; エコー \n</displayName><displayName>2</displayName>"
                    "<documentation url=\"https://a.test/%E3%83%A1\"><descr>x</descr>"
                    "</documentation><instruction>y</instruction>" OK_IMAP);
  g_autofree char *domains = g_strjoinv (" ", config->domains);

  g_assert_cmpstr (domains, ==, "a.test mx.b.test %EMAILDOMAIN%");
  g_assert_cmpstr (config->display_name, ==, "Café & エコー");
  g_assert_cmpstr (config->id, ==, "a.test");
}

static void
test_no_names (void)
{
  g_autoptr (DermagaProviderConfig) config
    = autoconfig_read ("<clientConfig><emailProvider><displayName> </displayName>" OK_IMAP
                       "</emailProvider></clientConfig>", NULL);

  g_assert_null (config->id);
  g_assert_null (config->display_name);
  g_assert_null (config->domains[0]);
}

/* The largest of Mozilla's files names 150. */
static void
test_many_domains (void)
{
  g_autoptr (GString) elements = g_string_new (OK_IMAP);
  g_autoptr (DermagaProviderConfig) config = NULL;

  for (guint i = 0; i < 500; i++)
    g_string_append_printf (elements, "<domain>d%u.test</domain>", i);
  config = read_wrapped (elements->str);
  g_assert_cmpuint (g_strv_length (config->domains), ==, 501);
  g_assert_cmpstr (config->domains[500], ==, "d499.test");
}

static void
test_browser_sign_in (void)
{
  static const struct {
    const char *first;
    const char *second;
    guint hints;
  } cases[] = {
    { "OAuth2", "", DERMAGA_HINT_BROWSER_SIGN_IN },
    { "OAuth2", "new-thing", DERMAGA_HINT_BROWSER_SIGN_IN },
    { "OAuth2", "password-cleartext", DERMAGA_HINT_NONE },
    { "password-cleartext", "OAuth2", DERMAGA_HINT_NONE },
    { "new-thing", "", DERMAGA_HINT_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *elements
        = g_strconcat (OK_IMAP "<outgoingServer type=\"smtp\"><hostname>s.a.test</hostname>"
                       PORT SSL "<authentication>", cases[i].first, "</authentication>"
                       "<authentication>", cases[i].second, "</authentication></outgoingServer>",
                       NULL);
      g_autoptr (DermagaProviderConfig) config = read_wrapped (elements);

      g_assert_cmpuint (config->hints, ==, cases[i].hints);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      g_autofree char *path = g_strconcat ("/autoconfig/section/", sections[i].what, NULL);

      g_test_add_data_func (path, &sections[i], test_section);
    }
  g_test_add_func ("/autoconfig/other-kinds", test_other_kinds);
  g_test_add_func ("/autoconfig/places", test_places);
  g_test_add_func ("/autoconfig/names", test_names);
  g_test_add_func ("/autoconfig/no-names", test_no_names);
  g_test_add_func ("/autoconfig/many-domains", test_many_domains);
  g_test_add_func ("/autoconfig/browser-sign-in", test_browser_sign_in);
  return g_test_run ();
}
