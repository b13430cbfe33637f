#include "config.h"

#include "autoconfig-text.h"

#include <string.h>

#include "discover/dermaga-config-file.h"

#define JSON "{\"protocols\":{\"imap\":{\"host\":\"j.test\"}}}"
#define XML "<clientConfig><emailProvider><incomingServer type=\"imap\">" \
            "<hostname>x.test</hostname><port>993</port><socketType>SSL</socketType>" \
            "</incomingServer></emailProvider></clientConfig>"

static DermagaProviderConfig *
read_text (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return dermaga_config_read (bytes, error);
}

static void
test_formats (void)
{
  static const struct {
    const char *text;
    const char *host;
  } cases[] = {
    { JSON, "j.test" },
    { " \r\n\t" JSON, "j.test" },
    { "\xEF\xBB\xBF\n" JSON, "j.test" },
    { XML, "x.test" },
    { "\n" XML, "x.test" },
    { "\xEF\xBB\xBF" XML, "x.test" },
    { "<!-- " JSON " -->" XML, "x.test" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DermagaProviderConfig) config = read_text (cases[i].text, &error);
      const DermagaProviderServer *server;

      g_assert_no_error (error);
      server = g_ptr_array_index (config->incoming, 0);
      g_assert_cmpstr (server->host, ==, cases[i].host);
    }
}

static void
test_neither (void)
{
  static const struct {
    const char *text;
    DermagaConfigError code;
  } cases[] = {
    { "", DERMAGA_CONFIG_ERROR_EMPTY },
    { "\xEF\xBB\xBF \n", DERMAGA_CONFIG_ERROR_EMPTY },
    { "[]", DERMAGA_CONFIG_ERROR_KIND },
    { "{}", DERMAGA_CONFIG_ERROR_KIND },
    { "{" XML, DERMAGA_CONFIG_ERROR_SYNTAX },
    { "<!doctype html>" JSON, DERMAGA_CONFIG_ERROR_WEB_PAGE },
    { "not found", DERMAGA_CONFIG_ERROR_SYNTAX },
    { "\xEF\xBB", DERMAGA_CONFIG_ERROR_SYNTAX },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DermagaProviderConfig) config = read_text (cases[i].text, &error);

      g_assert_null (config);
      g_assert_error (error, DERMAGA_CONFIG_ERROR, (int) cases[i].code);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/config-file/formats", test_formats);
  g_test_add_func ("/config-file/neither", test_neither);
  return g_test_run ();
}
