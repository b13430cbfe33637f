#include "config.h"

#include "model/dermaga-server-words.h"

static void
test_services (void)
{
  static const struct
  {
    const char *line;
    DermagaService service;
  } lines[] = {
    { "HTTP/1.1 400 Bad Request", DERMAGA_SERVICE_WEB },
    { "<HTML><head>", DERMAGA_SERVICE_WEB },
    { "SSH-2.0-OpenSSH_9.2p1", DERMAGA_SERVICE_SSH },
    { "220 ProFTPD Server (Debian)", DERMAGA_SERVICE_FTP },
    { "220-Welcome to Pure-FTPd", DERMAGA_SERVICE_FTP },
    { "220 ftp.example.com ESMTP Postfix", DERMAGA_SERVICE_SMTP },
    { "220 mail.example.com ESMTP", DERMAGA_SERVICE_SMTP },
    { "* OK ready", DERMAGA_SERVICE_IMAP },
    { "+OK POP3", DERMAGA_SERVICE_POP3 },
    { "-ERR no", DERMAGA_SERVICE_POP3 },
    { "RFB 003.008", DERMAGA_SERVICE_UNKNOWN },
    { "2200 no", DERMAGA_SERVICE_UNKNOWN },
    { "", DERMAGA_SERVICE_UNKNOWN },
    { NULL, DERMAGA_SERVICE_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_cmpint (dermaga_server_words_get_service (lines[i].line), ==, lines[i].service);
}

static void
test_limits (void)
{
  g_assert_true (dermaga_server_words_tell_limit ("421 Service not available"));
  g_assert_true (dermaga_server_words_tell_limit ("450 4.7.0 Error: too many connections"));
  g_assert_true (dermaga_server_words_tell_limit ("* BYE [INUSE] later"));
  g_assert_true (dermaga_server_words_tell_limit ("-ERR [IN-USE] mailbox locked"));
  g_assert_false (dermaga_server_words_tell_limit ("451 4.3.0 local error"));
  g_assert_false (dermaga_server_words_tell_limit ("* BYE [UNAVAILABLE] down"));
  g_assert_false (dermaga_server_words_tell_limit (NULL));
}

static void
test_addresses (void)
{
  g_assert_true (dermaga_server_words_blame_address (
    "554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org"));
  g_assert_true (dermaga_server_words_blame_address ("550 Dynamic IP addresses are not welcome"));
  g_assert_true (dermaga_server_words_blame_address ("521 residential hosts: see our POLICY"));
  g_assert_true (dermaga_server_words_blame_address ("554 listed in PBL"));
  g_assert_false (dermaga_server_words_blame_address ("554 marble.example.com has no mail"));
  g_assert_false (dermaga_server_words_blame_address ("554 no SMTP service here"));
  g_assert_false (dermaga_server_words_blame_address (NULL));
}

/* Where something went wrong in TLS, the text that came in place of it; only its first line. */
static void
test_words_of (void)
{
  static const char text[] = "421 too many\r\n554 more\r\n";
  g_autoptr (DermagaTlsFacts) tls = dermaga_tls_facts_new ();
  DermagaFacts facts = { .greeting = (char *)"220 hello" };
  g_autofree char *first = NULL;
  g_autofree char *greeting = dermaga_server_words_of (&facts, NULL);
  g_autofree char *trouble = NULL;

  tls->first_bytes = g_bytes_new_static (text, sizeof text - 1);
  first = dermaga_server_words_of (&facts, tls);
  facts.trouble_text = (char *)"554 no";
  trouble = dermaga_server_words_of (&facts, tls);
  g_assert_cmpstr (first, ==, "421 too many");
  g_assert_cmpstr (greeting, ==, "220 hello");
  g_assert_cmpstr (trouble, ==, "554 no");
  g_assert_null (dermaga_server_words_of (NULL, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server-words/services", test_services);
  g_test_add_func ("/server-words/limits", test_limits);
  g_test_add_func ("/server-words/addresses", test_addresses);
  g_test_add_func ("/server-words/words-of", test_words_of);
  return g_test_run ();
}
