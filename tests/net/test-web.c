#include "config.h"

#include "web-fixture.h"

#include <string.h>

/* The line, and of headers no more than these. */
static void
assert_request (const char *request, const char *first)
{
  static const char *const headers[] = { "Host: good.test", "Accept: */*",
                                         "Accept-Encoding: identity",
                                         ("User-Agent: Dermaga/" DERMAGA_VERSION),
                                         "Connection: Keep-Alive" };
  g_auto (GStrv) lines = g_strsplit (request, "\r\n", -1);

  g_assert_cmpstr (lines[0], ==, first);
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    g_assert_true (g_strv_contains ((const char *const *) lines, headers[i]));
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + G_N_ELEMENTS (headers) + 2);
}

/* What comes and what was asked, down to the last header. */
static void
test_found (WebFixture *fixture, gconstpointer data)
{
  g_autoptr (DermagaWebReply) secure = NULL;
  g_autoptr (DermagaWebReply) plain = NULL;
  g_autofree char *request = NULL;

  web_server_add_body (fixture->secure, "good.test/a/b.xml?c=d%40e", "<html>");
  web_server_add_body (fixture->plain, "good.test/", "plain");

  secure = web_fetch (fixture, "https://good.test/a/b.xml?c=d%40e");
  web_assert_body (secure, "<html>");
  g_assert_true (secure->secure);
  g_assert_cmpstr (secure->url, ==, "https://good.test/a/b.xml?c=d%40e");
  g_assert_cmpint (secure->elapsed_us, >, 0);
  request = web_server_dup_request (fixture->secure);
  assert_request (request, "GET /a/b.xml?c=d%40e HTTP/1.1");
  plain = web_fetch (fixture, "http://good.test");
  web_assert_body (plain, "plain");
  g_assert_false (plain->secure);
}

static void
test_status (WebFixture *fixture, gconstpointer data)
{
  g_autoptr (DermagaWebReply) missing = web_fetch (fixture, "https://good.test/missing");
  g_autoptr (DermagaWebReply) forbidden = NULL;

  web_server_add (fixture->secure, "good.test/401",
                  "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Negotiate\r\n"
                  "WWW-Authenticate: NTLM TlRMTVNTUAAC=, Basic realm=\"a, b\", charset=\"x\"\r\n"
                  "WWW-Authenticate: basic realm=\"c\", <b>\r\nContent-Length: 2\r\n\r\nno",
                  WEB_HOLD, "");
  web_server_add (fixture->secure, "good.test/503", "HTTP/1.1 503 Busy\r\n\r\n", WEB_DRIP, "");
  web_server_add (fixture->secure, "good.test/410",
                  "HTTP/1.1 410 Gone\r\nContent-Length: 100\r\n\r\ncut", WEB_CLOSE, "");
  web_server_add (fixture->secure, "good.test/204", "HTTP/1.1 204 Nothing\r\n\r\n", WEB_HOLD, "");

  g_assert_cmpint (missing->problem, ==, DERMAGA_SOURCE_PROBLEM_NOT_FOUND);
  g_assert_cmpuint (missing->status, ==, 404);
  g_assert_cmpmem (g_bytes_get_data (missing->body, NULL), g_bytes_get_size (missing->body),
                   "none", 4);
  g_assert_cmpstr (missing->challenges[0], ==, NULL);
  forbidden = web_fetch (fixture, "https://good.test/401");
  g_assert_cmpint (forbidden->problem, ==, DERMAGA_SOURCE_PROBLEM_FORBIDDEN);
  g_assert_cmpuint (g_strv_length (forbidden->challenges), ==, 3);
  g_assert_cmpstr (forbidden->challenges[0], ==, "negotiate");
  g_assert_cmpstr (forbidden->challenges[1], ==, "ntlm");
  g_assert_cmpstr (forbidden->challenges[2], ==, "basic");
  web_assert_problem (fixture, "https://good.test/503", DERMAGA_SOURCE_PROBLEM_STATUS);
  web_assert_problem (fixture, "https://good.test/410", DERMAGA_SOURCE_PROBLEM_NOT_FOUND);
  web_assert_problem (fixture, "https://good.test/204", DERMAGA_SOURCE_PROBLEM_STATUS);
}

static void
test_redirect (WebFixture *fixture, gconstpointer data)
{
  g_autoptr (DermagaWebReply) followed = NULL;
  g_autoptr (DermagaWebReply) upgraded = NULL;

  web_server_add_redirect (fixture->secure, "good.test/a", "b?c#d");
  web_server_add_redirect (fixture->secure, "good.test/b?c", "//other.test:443/e");
  web_server_add_body (fixture->secure, "other.test/e", "end");
  web_server_add_redirect (fixture->plain, "good.test/a", "https://good.test/a");

  followed = web_fetch (fixture, "https://good.test/a");
  web_assert_body (followed, "end");
  g_assert_true (followed->secure);
  g_assert_cmpstr (followed->url, ==, "https://other.test/e");
  g_assert_cmpuint (web_server_count (fixture->secure), ==, 3);
  upgraded = web_fetch (fixture, "http://good.test/a");
  web_assert_body (upgraded, "end");
  g_assert_false (upgraded->secure);
}

/* Every way out of the web, and every way to be led astray within. */
static void
test_refused_redirects (WebFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *location;
    DermagaSourceProblem problem;
  } cases[] = {
    { "https://good.test/x", DERMAGA_SOURCE_PROBLEM_REDIRECTS },
    { "http://good.test/x", DERMAGA_SOURCE_PROBLEM_DOWNGRADE },
    { "ftp://good.test/x", DERMAGA_SOURCE_PROBLEM_DOWNGRADE },
    { "file:///etc/passwd", DERMAGA_SOURCE_PROBLEM_DOWNGRADE },
    { "javascript:alert(1)", DERMAGA_SOURCE_PROBLEM_DOWNGRADE },
    { "data:text/plain,x", DERMAGA_SOURCE_PROBLEM_DOWNGRADE },
    { "https://127.0.0.1/x", DERMAGA_SOURCE_PROBLEM_BAD_REPLY },
    { "https://2130706433/x", DERMAGA_SOURCE_PROBLEM_BAD_REPLY },
    { "https://[::1]/x", DERMAGA_SOURCE_PROBLEM_BAD_REPLY },
    { "https://user@good.test/x", DERMAGA_SOURCE_PROBLEM_BAD_REPLY },
    { "https://u:p@good.test/x", DERMAGA_SOURCE_PROBLEM_BAD_REPLY },
    { "https://good.test:8443/x", DERMAGA_SOURCE_PROBLEM_BAD_REPLY },
    { "https://good.test:0/x", DERMAGA_SOURCE_PROBLEM_BAD_REPLY },
    { "https://good.test:70000/x", DERMAGA_SOURCE_PROBLEM_BAD_REPLY },
    { "https://go od.test/x", DERMAGA_SOURCE_PROBLEM_BAD_REPLY },
    { "https://good.test\\@other.test/", DERMAGA_SOURCE_PROBLEM_BAD_REPLY },
    { "https://go%00od.test/x", DERMAGA_SOURCE_PROBLEM_BAD_REPLY },
    { "/\xc3\xa9", DERMAGA_SOURCE_PROBLEM_BAD_REPLY },
    { "https:///x", DERMAGA_SOURCE_PROBLEM_BAD_REPLY },
    { "", DERMAGA_SOURCE_PROBLEM_BAD_REPLY },
    { "https://nobody.test/x", DERMAGA_SOURCE_PROBLEM_NO_NAME },
    { "https://stranger.test/x", DERMAGA_SOURCE_PROBLEM_CERTIFICATE },
  };
  g_autofree char *endless = g_strnfill (3000, 'a');

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      web_server_add_redirect (fixture->secure, "good.test/x", cases[i].location);
      web_assert_problem (fixture, "https://good.test/x", cases[i].problem);
    }
  web_server_add_redirect (fixture->secure, "good.test/x", endless);
  web_assert_problem (fixture, "https://good.test/x", DERMAGA_SOURCE_PROBLEM_BAD_REPLY);
  web_server_add_redirect (fixture->plain, "good.test/x", "http://good.test:8080/x");
  web_assert_problem (fixture, "http://good.test/x", DERMAGA_SOURCE_PROBLEM_BAD_REPLY);
  web_server_add_redirect (fixture->plain, "good.test/y", "http://good.test/y");
  web_assert_problem (fixture, "http://good.test/y", DERMAGA_SOURCE_PROBLEM_REDIRECTS);
}

static void
test_redirects_not_allowed (WebFixture *fixture, gconstpointer data)
{
  DermagaWebRequest request = { "https://good.test/a", 100, 0 };
  WebRun run = { .fetch = dermaga_web_fetch_new (fixture->network, &request) };

  web_server_add_redirect (fixture->secure, "good.test/a", "/b");
  web_server_add_body (fixture->secure, "good.test/b", "b");
  dermaga_web_fetch_run_async (run.fetch, NULL, web_run_done_cb, &run);
  web_run_wait (&run);
  g_assert_cmpint (run.reply->problem, ==, DERMAGA_SOURCE_PROBLEM_REDIRECTS);
  g_assert_cmpuint (run.reply->status, ==, 301);
  g_assert_cmpuint (web_server_count (fixture->secure), ==, 1);
  dermaga_web_reply_free (run.reply);
}

static void
test_size (WebFixture *fixture, gconstpointer data)
{
  g_autofree char *exact = g_strnfill (100000, 'x');
  g_autofree char *block = g_strnfill (8192, 'x');
  g_autofree char *chunk = g_strdup_printf ("2000\r\n%s\r\n", block);
  g_autoptr (DermagaWebReply) reply = NULL;

  web_server_add_body (fixture->secure, "good.test/exact", exact);
  web_server_add (fixture->secure, "good.test/told", WEB_HEAD "Content-Length: 10000000\r\n\r\n",
                  WEB_HOLD, "");
  web_server_add (fixture->secure, "good.test/huge",
                  WEB_HEAD "Content-Length: 99999999999999999999999\r\n\r\n", WEB_HOLD, "");
  web_server_add (fixture->secure, "good.test/untold", WEB_HEAD "\r\n", WEB_FLOOD, block);
  web_server_add (fixture->secure, "good.test/chunks",
                  WEB_HEAD "Transfer-Encoding: chunked\r\n\r\n", WEB_FLOOD, chunk);
  web_server_add (fixture->secure, "good.test/404", "HTTP/1.1 404 No\r\n\r\n", WEB_FLOOD, block);

  reply = web_fetch (fixture, "https://good.test/exact");
  web_assert_body (reply, exact);
  web_assert_problem (fixture, "https://good.test/told", DERMAGA_SOURCE_PROBLEM_TOO_BIG);
  web_assert_problem (fixture, "https://good.test/untold", DERMAGA_SOURCE_PROBLEM_TOO_BIG);
  web_assert_problem (fixture, "https://good.test/huge", DERMAGA_SOURCE_PROBLEM_TOO_BIG);
  web_assert_problem (fixture, "https://good.test/chunks", DERMAGA_SOURCE_PROBLEM_TOO_BIG);
  web_assert_problem (fixture, "https://good.test/404", DERMAGA_SOURCE_PROBLEM_NOT_FOUND);
}

static void
test_slow (WebFixture *fixture, gconstpointer data)
{
  g_autoptr (DermagaWebReply) reply = NULL;

  web_server_add (fixture->secure, "good.test/body", WEB_HEAD "\r\n", WEB_DRIP, "");
  web_server_add (fixture->secure, "good.test/head", WEB_HEAD "X: ", WEB_DRIP, "");
  web_server_add (fixture->secure, "good.test/mute", "", WEB_HOLD, "");

  fixture->hasty = TRUE;
  reply = web_fetch (fixture, "https://good.test/body");
  g_assert_cmpint (reply->problem, ==, DERMAGA_SOURCE_PROBLEM_TIMEOUT);
  g_assert_cmpint (reply->elapsed_us, >=, 4 * WEB_SHORT);
  web_assert_problem (fixture, "https://good.test/head", DERMAGA_SOURCE_PROBLEM_TIMEOUT);
  web_assert_problem (fixture, "https://good.test/mute", DERMAGA_SOURCE_PROBLEM_TIMEOUT);
}

static void
test_nonsense (WebFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *text;
    WebManner manner;
    const char *tail;
  } cases[] = {
    { "220 mail.test ESMTP\r\n\r\n", WEB_HOLD, "" },
    { "\x01\x02\xff\xfe\r\n\r\n", WEB_HOLD, "" },
    { "HTTP/1.1 20 OK\r\n\r\n", WEB_HOLD, "" },
    { "HTTP/2.0 200 OK\r\n\r\n", WEB_HOLD, "" },
    { "", WEB_CLOSE, "" },
    { WEB_HEAD "Content-Length: 10\r\n\r\ncut", WEB_CLOSE, "" },
    { WEB_HEAD "Connection: close\r\nContent-Length: 10\r\n\r\ncut", WEB_CLOSE, "" },
    { WEB_HEAD "Content-Length: 10\r\n\r\ncut", WEB_ABORT, "" },
    { WEB_HEAD "\r\ncut by whom?", WEB_ABORT, "" },
    { WEB_HEAD "\r\ncut by whom?", WEB_CUT, "" },
    { WEB_HEAD "Transfer-Encoding: chunked\r\n\r\n5\r\ncut", WEB_CLOSE, "" },
    { WEB_HEAD "Transfer-Encoding: chunked\r\n\r\n3\r\ncut\r\n", WEB_CUT, "" },
    { WEB_HEAD "Transfer-Encoding: rot13\r\nContent-Length: 1\r\n\r\nx", WEB_HOLD, "" },
    { WEB_HEAD "Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx", WEB_HOLD, "" },
    { WEB_HEAD, WEB_FLOOD, "X: y\r\n" },
    { WEB_HEAD "X: ", WEB_FLOOD, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" },
    { "", WEB_FLOOD, "HTTP/1.1 100 Go on\r\n\r\n" },
    { "", WEB_FLOOD, "HTTP/1.1 103 Hint\r\nLink: x\r\n\r\n" },
    { "HTTP/1.1 101 Switch\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n", WEB_CLOSE, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %u", i);
      web_server_add (fixture->secure, "good.test/", cases[i].text, cases[i].manner,
                      cases[i].tail);
      web_assert_problem (fixture, "https://good.test/", DERMAGA_SOURCE_PROBLEM_BAD_REPLY);
    }
}

/* An empty body, and one whose end is told by nothing but the end of the connection. */
static void
test_unusual (WebFixture *fixture, gconstpointer data)
{
  g_autoptr (DermagaWebReply) empty = NULL;
  g_autoptr (DermagaWebReply) untold = NULL;
  g_autoptr (DermagaWebReply) hinted = NULL;
  g_autoptr (DermagaWebReply) chunked = NULL;

  web_server_add_body (fixture->secure, "good.test/empty", "");
  web_server_add (fixture->secure, "good.test/untold", "HTTP/1.0 200 OK\r\n\r\nold", WEB_CLOSE, "");
  web_server_add (fixture->secure, "good.test/hinted",
                  "HTTP/1.1 103 Hint\r\n\r\n" WEB_HEAD "Content-Length: 1\r\n\r\nx", WEB_HOLD, "");
  web_server_add (fixture->secure, "good.test/chunked",
                  WEB_HEAD "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1;x=y\r\nd\r\n0\r\n\r\n",
                  WEB_HOLD, "");
  web_server_ask_certificate (fixture->secure);

  empty = web_fetch (fixture, "https://good.test/empty");
  web_assert_body (empty, "");
  untold = web_fetch (fixture, "https://good.test/untold");
  web_assert_body (untold, "old");
  hinted = web_fetch (fixture, "https://good.test/hinted");
  web_assert_body (hinted, "x");
  chunked = web_fetch (fixture, "https://good.test/chunked");
  web_assert_body (chunked, "abcd");
}

/* (transfer full) */
static DermagaWebReply *
fetch_dated (WebFixture *fixture, const char *scheme, const char *headers)
{
  g_autofree char *answer
    = g_strconcat ("HTTP/1.1 200 OK\r\n", headers, "Content-Length: 1\r\n\r\nx", NULL);

  web_server_add (*scheme == 's' ? fixture->secure : fixture->plain, "good.test/date", answer,
                  WEB_HOLD, "");
  return web_fetch (fixture, *scheme == 's' ? "https://good.test/date" : "http://good.test/date");
}

/* What time it is there, as far as nobody on the way can have changed it. */
static void
test_date (WebFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *scheme;
    const char *headers;
    gint64 date;
  } cases[] = {
    { "secure", "", 0 },
    { "secure", "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n", 784111777 },
    { "secure", "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nAge: 3600\r\n", 784111777 + 3600 },
    { "secure", "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nAge: -1\r\n", 0 },
    { "secure", "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nAge: 99999999999\r\n", 0 },
    { "secure", "Date: yesterday\r\n", 0 },
    { "plain", "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DermagaWebReply) reply
        = fetch_dated (fixture, cases[i].scheme, cases[i].headers);

      g_test_message ("case %u", i);
      g_assert_cmpint (reply->date, ==, cases[i].date);
      g_assert_cmpint (ABS (reply->received - g_get_real_time () / G_USEC_PER_SEC), <=, 60);
      g_assert_cmpint (reply->certificate.trusted, ==, *cases[i].scheme == 's');
      g_assert_cmpint (reply->certificate.in_its_time, ==, *cases[i].scheme == 's');
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) \
  g_test_add ("/web/" path, WebFixture, NULL, web_fixture_set_up, func, web_fixture_tear_down)
  ADD ("found", test_found);
  ADD ("status", test_status);
  ADD ("redirect", test_redirect);
  ADD ("refused-redirects", test_refused_redirects);
  ADD ("redirects-not-allowed", test_redirects_not_allowed);
  ADD ("size", test_size);
  ADD ("slow", test_slow);
  ADD ("nonsense", test_nonsense);
  ADD ("unusual", test_unusual);
  ADD ("date", test_date);
#undef ADD
  return g_test_run ();
}
