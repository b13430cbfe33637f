#include "config.h"

#include "discover/dermaga-autodiscover.h"

#include <string.h>

#define AT_NAME "https://autodiscover.contoh.test/autodiscover/autodiscover.xml"
#define AT_DOMAIN "https://contoh.test/autodiscover/autodiscover.xml"
#define AT_MICROSOFT "https://autodiscover-s.outlook.com/autodiscover/autodiscover.xml"
#define RESPONSE(elements) \
  "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" \
  "<Autodiscover xmlns=\"http://schemas.microsoft.com/exchange/autodiscover/" \
  "responseschema/2006\"><Response xmlns=\"http://schemas.microsoft.com/exchange/autodiscover/" \
  "outlook/responseschema/2006a\">" elements "</Response></Autodiscover>"
#define PROTOCOL(type) "<Account><Protocol><Type>" type "</Type><Server>m.test</Server>" \
                       "</Protocol></Account>"

static gboolean
is_exchange (guint status, const char *url, const char *challenges, const char *body, gsize length)
{
  g_auto (GStrv) schemes = g_strsplit (challenges, " ", -1);
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, length) : NULL;
  DermagaWebReply reply = {
    .problem = status == 200 ? DERMAGA_SOURCE_PROBLEM_NONE : DERMAGA_SOURCE_PROBLEM_STATUS,
    .secure = TRUE,
    .status = status,
    .url = (char *) url,
    .body = bytes,
    .challenges = schemes,
  };

  return dermaga_autodiscover_is_exchange (&reply);
}

static void
test_challenges (void)
{
  static const struct {
    guint status;
    const char *url;
    const char *challenges;
    gboolean expected;
  } cases[] = {
    /* Exchange of its own, as it comes; with modern authentication; without one of both */
    { 401, AT_NAME, "negotiate ntlm basic", TRUE },
    { 401, AT_DOMAIN, "negotiate ntlm", TRUE },
    { 401, AT_DOMAIN, "bearer negotiate ntlm basic", TRUE },
    { 401, AT_NAME, "ntlm basic", TRUE },
    { 401, AT_NAME, "basic negotiate", TRUE },
    /* Microsoft 365 */
    { 401, AT_MICROSOFT, "bearer basic", TRUE },
    { 401, AT_MICROSOFT, "basic", TRUE },
    { 401, "https://outlook.office365.com/autodiscover/autodiscover.xml", "bearer", TRUE },
    { 401, AT_MICROSOFT, "", FALSE },
    { 401, "https://notoutlook.com/autodiscover/autodiscover.xml", "bearer basic", FALSE },
    { 401, "https://outlook.com.evil.test/autodiscover/autodiscover.xml", "bearer", FALSE },
    { 401, "https://a.test/outlook.com", "bearer basic", FALSE },
    { 401, "https://a.test@b.test/?x=https://outlook.com/", "bearer basic", FALSE },
    /* a site behind a password, an interface, a site of a Kerberos realm */
    { 401, AT_NAME, "basic", FALSE },
    { 401, AT_NAME, "digest basic", FALSE },
    { 401, AT_NAME, "bearer", FALSE },
    { 401, AT_NAME, "bearer basic", FALSE },
    { 401, AT_NAME, "", FALSE },
    { 401, AT_DOMAIN, "negotiate", FALSE },
    { 401, AT_DOMAIN, "negotiate basic", FALSE },
    { 401, AT_DOMAIN, "ntlm", FALSE },
    /* other statuses, whatever they bring along */
    { 403, AT_NAME, "negotiate ntlm", FALSE },
    { 404, AT_NAME, "negotiate ntlm", FALSE },
    { 407, AT_NAME, "negotiate ntlm", FALSE },
    { 200, AT_NAME, "negotiate ntlm", FALSE },
    { 0, AT_NAME, "negotiate ntlm", FALSE },
    { 401, NULL, "negotiate ntlm", FALSE },
    { 401, "nonsense", "negotiate ntlm", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%u %s %s", cases[i].status, cases[i].url, cases[i].challenges);
      g_assert_cmpint (is_exchange (cases[i].status, cases[i].url, cases[i].challenges, NULL, 0),
                       ==, cases[i].expected);
    }
}

static void
test_nothing (void)
{
  DermagaWebReply reply = { .status = 401, .url = (char *) AT_NAME };

  g_assert_false (dermaga_autodiscover_is_exchange (&reply));
  reply.status = 200;
  g_assert_false (dermaga_autodiscover_is_exchange (&reply));
}

static void
test_bodies (void)
{
  static const struct {
    const char *body;
    gboolean expected;
  } cases[] = {
    { RESPONSE (PROTOCOL ("EXCH")), TRUE },
    { RESPONSE (PROTOCOL ("IMAP") PROTOCOL ("\n EXPR ")), TRUE },
    { RESPONSE (PROTOCOL ("EXHTTP")), TRUE },
    { RESPONSE (PROTOCOL ("IMAP") PROTOCOL ("SMTP")), FALSE },
    { RESPONSE (PROTOCOL ("exch")), FALSE },
    { RESPONSE (PROTOCOL ("EXCH<b/>")), FALSE },
    { RESPONSE (PROTOCOL ("<b>EXCH</b>")), FALSE },
    { RESPONSE ("<Type>EXCH</Type>"), FALSE },
    { RESPONSE ("<Error Time=\"10:00:00.0\" Id=\"1\"><ErrorCode>600</ErrorCode>"
                "<Message>Invalid Request</Message><DebugData /></Error>"), FALSE },
    { "<html><body>EXCH <Protocol><Type>EXCH</Type></Protocol></body></html>", FALSE },
    { "<!doctype html><p>Selamat datang", FALSE },
    { "<Protocol><Type>EXCH</Type></Protocol>", FALSE },
    { "<Autodiscover><Protocol><Type>EXCH</Type></Protocol>", FALSE },
    { "{\"Protocol\":\"EXCH\"}", FALSE },
    { "", FALSE },
    { "<Autodiscover>\xFF</Autodiscover>", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("body %u", i);
      g_assert_cmpint (is_exchange (200, AT_NAME, "", cases[i].body, strlen (cases[i].body)), ==,
                       cases[i].expected);
      g_assert_false (is_exchange (404, AT_NAME, "", cases[i].body, strlen (cases[i].body)));
    }
}

static void
test_hostile (void)
{
  static const char nul[] = "<Autodiscover>\0<Protocol><Type>EXCH</Type></Protocol></Autodiscover>";
  g_autoptr (GString) deep = g_string_new ("<Autodiscover>");
  g_autofree char *endless = g_strnfill (10 * 1024 * 1024, ' ');
  g_autofree char *large = g_strconcat (RESPONSE (PROTOCOL ("EXCH")), endless, NULL);
  g_autofree char *many = g_strnfill (100000, 'E');
  g_autofree char *long_type = g_strconcat ("<Autodiscover><Protocol><Type>", many,
                                            "</Type></Protocol></Autodiscover>", NULL);

  for (guint i = 0; i < 10000; i++)
    g_string_append (deep, "<a>");
  g_assert_false (is_exchange (200, AT_NAME, "", nul, sizeof nul - 1));
  g_assert_false (is_exchange (200, AT_NAME, "", deep->str, deep->len));
  g_assert_false (is_exchange (200, AT_NAME, "", large, strlen (large)));
  g_assert_false (is_exchange (200, AT_NAME, "", long_type, strlen (long_type)));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/autodiscover/challenges", test_challenges);
  g_test_add_func ("/autodiscover/nothing", test_nothing);
  g_test_add_func ("/autodiscover/bodies", test_bodies);
  g_test_add_func ("/autodiscover/hostile", test_hostile);
  return g_test_run ();
}
