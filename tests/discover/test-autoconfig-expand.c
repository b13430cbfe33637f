#include "config.h"

#include "autoconfig-text.h"

static const char *const file
  = "<clientConfig><emailProvider id=\"%EMAILDOMAIN%\">"
    "<domain>%EMAILDOMAIN%</domain><domain>B.test</domain><domain>%EMAILLOCALPART%.c.test</domain>"
    "<displayName>Mail of %EMAILDOMAIN%</displayName>"
    "<incomingServer type=\"imap\"><hostname>IMAP.%EMAILDOMAIN%</hostname><port>993</port>"
    "<socketType>SSL</socketType><username>%EMAILLOCALPART%.%EMAILDOMAIN%</username>"
    "<authentication>OAuth2</authentication></incomingServer>"
    "<incomingServer type=\"pop3\"><hostname>%EMAILLOCALPART%.b.test</hostname><port>995</port>"
    "<socketType>SSL</socketType><username>%EMAILADDRESS%</username>"
    "<authentication>OAuth2</authentication></incomingServer>"
    "<outgoingServer type=\"smtp\"><hostname>smtp.b.test</hostname><port>465</port>"
    "<socketType>SSL</socketType></outgoingServer></emailProvider></clientConfig>";

static DermagaProviderConfig *
expand (const char *text, const char *whom)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaTarget) target = dermaga_target_parse (whom, &error);
  g_autoptr (DermagaProviderConfig) config = NULL;
  DermagaProviderConfig *expanded;

  g_assert_no_error (error);
  config = autoconfig_read (text, &error);
  g_assert_no_error (error);
  expanded = dermaga_autoconfig_expand (config, target);
  autoconfig_assert_safe (expanded);
  for (guint i = 0; i < expanded->incoming->len; i++)
    {
      const DermagaProviderServer *server = g_ptr_array_index (expanded->incoming, i);

      g_assert_true (dermaga_host_is_valid (server->host));
    }
  return expanded;
}

static void
test_address (void)
{
  g_autoptr (DermagaProviderConfig) config = expand (file, "jo@contoh.test");
  g_autofree char *seen = autoconfig_describe (config);
  g_autofree char *domains = g_strjoinv (" ", config->domains);

  g_assert_cmpstr (seen, ==, "imap imap.contoh.test 993 tls jo.contoh.test oauth2\n"
                             "pop3 jo.b.test 995 tls jo@contoh.test oauth2\n"
                             "smtp smtp.b.test 465 tls - -\n");
  g_assert_cmpstr (domains, ==, "contoh.test b.test jo.c.test");
  g_assert_cmpstr (config->id, ==, "contoh.test");
  g_assert_cmpstr (config->display_name, ==, "Mail of contoh.test");
  g_assert_cmpuint (config->hints, ==, DERMAGA_HINT_BROWSER_SIGN_IN);
}

/* What needs the part before the @ waits; a server whose very name needs it is of no use. */
static void
test_domain_only (void)
{
  g_autoptr (DermagaProviderConfig) config = expand (file, "contoh.test");
  g_autofree char *seen = autoconfig_describe (config);
  g_autofree char *domains = g_strjoinv (" ", config->domains);

  g_assert_cmpstr (seen, ==,
                   "imap imap.contoh.test 993 tls %EMAILLOCALPART%.%EMAILDOMAIN% oauth2\n"
                   "smtp smtp.b.test 465 tls - -\n"
                   "+1\n");
  g_assert_cmpstr (domains, ==, "contoh.test b.test");
}

/* A local part may hold what no host name may, and the text of a placeholder too. */
static void
test_odd_local_parts (void)
{
  g_autoptr (DermagaProviderConfig) under = expand (file, "jo_li@contoh.test");
  g_autoptr (DermagaProviderConfig) twice = expand (file, "%EMAILDOMAIN%@contoh.test");
  g_autofree char *seen_under = autoconfig_describe (under);
  g_autofree char *seen_twice = autoconfig_describe (twice);

  g_assert_cmpstr (seen_under, ==, "imap imap.contoh.test 993 tls jo_li.contoh.test oauth2\n"
                                   "smtp smtp.b.test 465 tls - -\n"
                                   "+1\n");
  g_assert_cmpstr (seen_twice, ==, "imap imap.contoh.test 993 tls %EMAILDOMAIN%.contoh.test "
                                   "oauth2\n"
                                   "smtp smtp.b.test 465 tls - -\n"
                                   "+1\n");
}

static char *
expand_user_name (const char *user_name, const char *whom)
{
  g_autofree char *text
    = g_strconcat ("<clientConfig><emailProvider><outgoingServer type=\"smtp\"><hostname>s.test"
                   "</hostname><port>465</port><socketType>SSL</socketType><username>",
                   user_name, "</username></outgoingServer></emailProvider></clientConfig>", NULL);
  g_autoptr (DermagaProviderConfig) config = expand (text, whom);
  const DermagaProviderServer *server = g_ptr_array_index (config->outgoing, 0);

  return g_strdup (server->user_name);
}

static void
test_user_names (void)
{
  static const struct {
    const char *in_file;
    const char *expanded;
  } cases[] = {
    { "%EMAILADDRESS%", "jo.li@contoh.test" },
    { "%EMAILADDRESS", "jo.li@contoh.test" },
    { "%EMAILLOCALPART%", "jo.li" },
    { "x-%EMAILLOCALPART%%EMAILDOMAIN%", "x-jo.licontoh.test" },
    { "jo%2Eli%40contoh%2Etest", "jo.li@contoh.test" },
    { "JO%2eLI@contoh.test", "JO.LI@contoh.test" },
    { "jo%2Eli", "jo.li" },
    { "jo%2Ela", "jo%2Ela" },
    { "100%", "100%" },
    { "%00", "%00" },
    { "%REALNAME%", "%REALNAME%" },
    { "shared", "shared" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *seen = expand_user_name (cases[i].in_file, "jo.li@contoh.test");
      g_autofree char *waiting = expand_user_name (cases[i].in_file, "contoh.test");

      g_assert_cmpstr (seen, ==, cases[i].expanded);
      g_assert_cmpstr (waiting, ==, g_str_has_suffix (cases[i].in_file, "ADDRESS")
                                      ? "%EMAILADDRESS%" : cases[i].in_file);
    }
}

/* What fits for short names need not for long ones. */
static void
test_too_long (void)
{
  g_autofree char *label = g_strnfill (60, 'x');
  g_autofree char *domain = g_strdup_printf ("%s.%s.%s.test", label, label, label);
  g_autofree char *text
    = g_strconcat ("<clientConfig><emailProvider><outgoingServer type=\"smtp\"><hostname>", domain,
                   ".%EMAILDOMAIN%</hostname><port>465</port><socketType>SSL</socketType>"
                   "</outgoingServer></emailProvider></clientConfig>", NULL);
  g_autoptr (DermagaProviderConfig) short_one = expand (text, "b.test");
  g_autoptr (DermagaProviderConfig) long_one = expand (text, domain);

  g_assert_cmpuint (short_one->outgoing->len, ==, 1);
  g_assert_cmpuint (long_one->outgoing->len, ==, 0);
  g_assert_cmpuint (long_one->n_dropped, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/autoconfig/expand/address", test_address);
  g_test_add_func ("/autoconfig/expand/domain-only", test_domain_only);
  g_test_add_func ("/autoconfig/expand/odd-local-parts", test_odd_local_parts);
  g_test_add_func ("/autoconfig/expand/user-names", test_user_names);
  g_test_add_func ("/autoconfig/expand/too-long", test_too_long);
  return g_test_run ();
}
