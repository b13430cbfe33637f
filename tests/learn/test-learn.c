#include "config.h"

#include <string.h>

#include "base/dermaga-i18n.h"
#include "learn/dermaga-learn.h"
#include "model/dermaga-port-check.h"
#include "verdict/dermaga-finding-kinds.h"

/* Each is there in both languages, in the order of the groups, and what it leads to is, too. */
static void
test_topics (gconstpointer data)
{
  guint n_topics;
  const DermagaTopic *topics = dermaga_learn_topics (&n_topics);

  dermaga_i18n_set_language (data);
  g_assert_cmpuint (n_topics, >, 20);
  for (guint i = 0; i < n_topics; i++)
    {
      g_autoptr (DermagaLesson) lesson = dermaga_learn_read (topics[i].id);
      g_autoptr (GPtrArray) targets = dermaga_lesson_get_targets (lesson);

      g_assert_cmpuint (topics[i].group, >=, i > 0 ? topics[i - 1].group : 0);
      g_assert_true (dermaga_learn_find (topics[i].id) == &topics[i]);
      for (guint j = 0; j < targets->len; j++)
        g_assert_nonnull (dermaga_learn_find (targets->pdata[j]));
      for (const guint16 *port = topics[i].ports; *port != 0; port++)
        g_assert_true (dermaga_port_check_is_mail_port (*port));
    }
  for (guint group = 0; group < DERMAGA_N_TOPIC_GROUPS; group++)
    g_assert_cmpstr (dermaga_learn_group_title (group), !=, "");
}

/* The texts change with the language; where one has none, they are English. */
static void
test_language (void)
{
  g_autoptr (DermagaLesson) english = NULL;
  g_autoptr (DermagaLesson) indonesian = NULL;
  g_autoptr (DermagaLesson) other = NULL;

  dermaga_i18n_set_language ("en");
  english = dermaga_learn_read ("map");
  dermaga_i18n_set_language ("id");
  indonesian = dermaga_learn_read ("map");
  dermaga_i18n_set_language ("tlh");
  other = dermaga_learn_read ("map");
  g_assert_cmpstr (english->title, ==, "The map of the mail ports");
  g_assert_cmpstr (indonesian->title, ==, "Peta port surel");
  g_assert_cmpstr (other->title, ==, english->title);
  g_assert_true (english->in_english && other->in_english && !indonesian->in_english);
}

static void
assert_leads_somewhere (const char *topic)
{
  g_assert_nonnull (topic);
  g_assert_nonnull (dermaga_learn_find (topic));
}

static void
test_outcomes (void)
{
  static const guint16 ports[] = { 25, 110, 143, 465, 587, 993, 995, 2525, 26 };

  for (guint outcome = 0; outcome < DERMAGA_N_OUTCOMES; outcome++)
    for (guint i = 0; i < G_N_ELEMENTS (ports); i++)
      assert_leads_somewhere (dermaga_learn_for_outcome (outcome, ports[i]));

  g_assert_cmpstr (dermaga_learn_for_outcome (DERMAGA_OUTCOME_OK_TLS, 465), ==, "port-465");
  g_assert_cmpstr (dermaga_learn_for_outcome (DERMAGA_OUTCOME_CERT_NAME, 465), ==, "certificate");
  g_assert_cmpstr (dermaga_learn_for_outcome (DERMAGA_OUTCOME_OK_PLAIN, 143), ==,
                   "without-encryption");
  g_assert_cmpstr (dermaga_learn_for_outcome (DERMAGA_OUTCOME_NET_BLOCKED, 25), ==,
                   "why-25-is-blocked");
  g_assert_cmpstr (dermaga_learn_for_outcome (DERMAGA_OUTCOME_NET_BLOCKED, 587), ==,
                   "is-it-blocked");
}

/* Every code that there is, so that a new one cannot be forgotten. */
static void
test_findings (void)
{
  for (const char *const *code = dermaga_finding_kinds (); *code != NULL; code++)
    {
      g_test_message ("%s", *code);
      assert_leads_somewhere (dermaga_learn_for_finding (*code));
    }
  g_assert_null (dermaga_learn_for_finding ("no-such-code"));
}

static void
test_typed (void)
{
  static const struct {
    const char *typed;
    const char *topic;
  } cases[] = {
    { "port-465", "port-465" },
    { "PORT-465", "port-465" },
    { "465", "port-465" },
    { "993", "incoming-ports" },
    { "443", "port-443" },
    { "starttls", "ssl-tls-starttls" },
    { "IMAP", "imap-or-pop3" },
    { "port", "port" },       /* itself, though many others hold the word */
    { "password", "app-password" },
    { "names", NULL },        /* more than one */
    { "8080", NULL },
    { "0", NULL },
    { "-25", NULL },
    { "99999", NULL },
    { "", NULL },
    { "xyz", NULL },
    { "../en/port", NULL },
    { "\xff", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (dermaga_learn_find_typed (cases[i].typed), ==, cases[i].topic);
}

/* Each leads to a topic that is there, but for a yes and what the person ended. */
static void
test_signins (void)
{
  g_autoptr (DermagaServer) server
    = dermaga_server_new (DERMAGA_PROTOCOL_IMAP, "imap.example.test", 993, DERMAGA_SECURITY_TLS,
                          "budi");
  g_autoptr (DermagaSigninResult) result = dermaga_signin_result_new (server);

  result->outcome = DERMAGA_OUTCOME_CERT_NAME;
  for (guint verdict = 0; verdict <= DERMAGA_SIGNIN_CANCELLED; verdict++)
    {
      const char *topic;

      result->verdict = verdict;
      topic = dermaga_learn_for_signin (result);
      if (verdict == DERMAGA_SIGNIN_ACCEPTED || verdict == DERMAGA_SIGNIN_CANCELLED)
        g_assert_null (topic);
      else
        g_assert_nonnull (dermaga_learn_find (topic));
    }
  result->verdict = DERMAGA_SIGNIN_NOT_ENCRYPTED;
  g_assert_cmpstr (dermaga_learn_for_signin (result), ==, "certificate");
}

int
main (int argc, char **argv)
{
  dermaga_i18n_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/learn/topics/en", "en", test_topics);
  g_test_add_data_func ("/learn/topics/id", "id", test_topics);
  g_test_add_func ("/learn/language", test_language);
  g_test_add_func ("/learn/outcomes", test_outcomes);
  g_test_add_func ("/learn/findings", test_findings);
  g_test_add_func ("/learn/signins", test_signins);
  g_test_add_func ("/learn/typed", test_typed);
  return g_test_run ();
}
