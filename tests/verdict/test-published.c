#include "verdict-fixture.h"

#include "verdict/dermaga-published.h"

#include <string.h>

#define IN DERMAGA_DIRECTION_INCOMING
#define OUT DERMAGA_DIRECTION_OUTGOING
#define FILE_ID "file"

/* "imap:993:tls=ok-tls": names the server, and lets its row have that outcome; "" for no row. */
static void
name (DermagaResult *result, const char *id, const char *text)
{
  g_auto (GStrv) halves = g_strsplit (text, "=", 2);
  g_auto (GStrv) words = g_strsplit (halves[0], ":", 3);
  DermagaProtocol protocol;
  DermagaSecurity security;
  guint16 port = (guint16) g_ascii_strtoull (words[1], NULL, 10);
  g_autofree char *host = g_strconcat (words[0], "." FIXTURE_DOMAIN, NULL);
  g_autoptr (DermagaCandidate) candidate = NULL;

  g_assert_true (dermaga_protocol_from_string (words[0], &protocol));
  g_assert_true (dermaga_security_from_string (words[2], &security));
  candidate
    = dermaga_candidate_new (protocol, host, port, security, DERMAGA_SOURCE_FILE, 0);
  dermaga_result_add_source_server (result, id, candidate);
  for (guint outcome = 0; outcome < DERMAGA_N_OUTCOMES; outcome++)
    if (g_strcmp0 (halves[1], dermaga_outcome_to_string (outcome)) == 0)
      fixture_row (result, protocol, host, port, security, DERMAGA_SOURCE_FILE, outcome);
}

static const DermagaSourceReport *
report_of (DermagaResult *result, const char *id)
{
  GPtrArray *sources = dermaga_result_get_sources (result);

  for (guint i = 0; i < sources->len; i++)
    if (g_str_equal (((DermagaSourceReport *) sources->pdata[i])->id, id))
      return sources->pdata[i];
  g_assert_not_reached ();
}

static DermagaResult *
result_with (const char *servers)
{
  DermagaResult *result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
  g_auto (GStrv) each = g_strsplit (servers, " ", -1);

  dermaga_result_set_source (result, FILE_ID, DERMAGA_SOURCE_STATUS_FOUND, "", 0);
  for (guint i = 0; each[i] != NULL; i++)
    if (*each[i] != '\0')
      name (result, FILE_ID, each[i]);
  return result;
}

static void
test_ways (void)
{
  static const struct {
    const char *servers; DermagaDirection direction; const char *said; const char *added;
  } cases[] = {
    { "smtp:465:tls=ok-tls", IN, "no server for receiving", NULL },
    { "imap:993:tls=ok-tls", OUT, "no server for sending", NULL },
    { "imap:993:tls=ok-tls pop3:995:tls=refused", IN, "that works: imap.example.com, port 993",
      NULL },
    { "smtp:587:starttls=ok-starttls", OUT, "that works: smtp.example.com, port 587", NULL },
    { "imap:993:tls=cert-name", IN, "cannot receive mail: imap.example.com, port 993", NULL },
    { "imap:993:tls=refused imap:143:starttls=ok-starttls", IN, "cannot receive mail",
      "imap.example.com, port 143. Put it first" },
    { "imap:143:none=ok-plain pop3:995:tls=ok-tls", IN, "without encryption",
      "pop3.example.com, port 995. Put it first" },
    { "smtp:587:none=need-starttls", OUT, "cannot send mail", NULL },
    { "smtp:465:tls=not-checked smtp:587:starttls=ok-starttls", OUT, "is not known", NULL },
    { "smtp:465:tls", OUT, "is not known", NULL },
    /* No sign-in on port 25: good for mail exchangers, not for mail programs. */
    { "smtp:25:starttls=ok-starttls", OUT, "cannot send mail", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DermagaResult) result = result_with (cases[i].servers);
      g_autofree char *text
        = dermaga_explain_published_way (result, report_of (result, FILE_ID), cases[i].direction);

      fixture_assert_text (text);
      fixture_assert_contains (text, cases[i].said);
      if (cases[i].added != NULL)
        fixture_assert_contains (text, cases[i].added);
      else
        g_assert_null (strstr (text, "Put it first"));
    }
}

static void
test_judgement (void)
{
  static const struct { const char *servers; const char *word; const char *said; } cases[] = {
    { "imap:993:tls=ok-tls smtp:465:tls=ok-tls", "matches", "All servers" },
    { "imap:993:tls=ok-tls smtp:465:tls=refused", "broken",
      "smtp.example.com, port 465, which does not work. It names no working server for sending" },
    { "imap:993:tls=ok-tls pop3:995:tls=refused smtp:465:tls=ok-tls", "broken",
      "pop3.example.com, port 995" },
    { "imap:993:tls=refused smtp:465:tls=refused", "broken",
      "2 servers that do not work, such as imap.example.com, port 993. It names no server that" },
    { "imap:993:tls=ok-tls imap:143:none=ok-plain smtp:465:tls=ok-tls", "insecure",
      "imap.example.com, port 143, without encryption" },
    { "imap:993:tls=ok-tls", "lacking", "no working server for sending" },
    { "smtp:465:tls=ok-tls", "lacking", "no working server for receiving" },
    { "imap:993:tls smtp:465:tls=ok-tls", "untested", "imap.example.com, port 993" },
    { "", "nothing", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DermagaResult) result = result_with (cases[i].servers);
      const DermagaSourceReport *report = report_of (result, FILE_ID);
      g_autofree char *text = dermaga_explain_published (result, report);

      g_assert_cmpstr (dermaga_published_to_string (dermaga_published_judge (result, report)), ==,
                       cases[i].word);
      fixture_assert_text (text);
      if (cases[i].said != NULL)
        fixture_assert_contains (text, cases[i].said);
    }
}

static void
test_without_servers (void)
{
  static const struct { DermagaSourceStatus status; const char *word; } cases[] = {
    { DERMAGA_SOURCE_STATUS_NONE, "nothing" },
    { DERMAGA_SOURCE_STATUS_FAILED, "unreadable" },
    { DERMAGA_SOURCE_STATUS_SKIPPED, "not-asked" },
    { DERMAGA_SOURCE_STATUS_PENDING, "not-asked" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DermagaResult) result = dermaga_result_new (FIXTURE_DOMAIN, NULL);
      g_autofree char *text = NULL;

      dermaga_result_set_source (result, "pacc", cases[i].status, "", 0);
      g_assert_cmpstr (dermaga_published_to_string (
                         dermaga_published_judge (result, report_of (result, "pacc"))),
                       ==, cases[i].word);
      text = dermaga_explain_published (result, report_of (result, "pacc"));
      fixture_assert_text (text);
    }
  g_assert_true (dermaga_published_is_source ("srv"));
  g_assert_false (dermaga_published_is_source ("guess"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/published/ways", test_ways);
  g_test_add_func ("/published/judgement", test_judgement);
  g_test_add_func ("/published/without-servers", test_without_servers);
  return g_test_run ();
}
