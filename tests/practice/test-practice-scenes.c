#include "config.h"

#include "learn/dermaga-learn.h"
#include "practice/dermaga-practice-scene.h"
#include "probe/dermaga-sweep.h"
#include "verdict/dermaga-scene-texts.h"
#include "verdict/dermaga-verdict.h"

/* What a check says of each scene. All are checked at once: two of them take their time. */

typedef struct {
  const char *id;
  guint16 port;
  DermagaSecurity security;
  DermagaOutcome outcome;
  guint16 outgoing; /* the port that is the best way out; 0 for none */
  const char *finding;
  const char *topic; /* of the scene, and of the finding if there is one */
} Expected;

static const Expected expected[] = {
  { "good", 25, DERMAGA_SECURITY_STARTTLS, DERMAGA_OUTCOME_OK_STARTTLS, 465, NULL,
    "choice" },
  { "port-25-blocked", 25, DERMAGA_SECURITY_STARTTLS, DERMAGA_OUTCOME_TIMEOUT, 465,
    "port-25-blocked", "why-25-is-blocked" },
  { "expired-certificate", 465, DERMAGA_SECURITY_TLS, DERMAGA_OUTCOME_CERT_TIME, 0, "cert-time",
    "certificate" },
  { "wrong-name", 993, DERMAGA_SECURITY_TLS, DERMAGA_OUTCOME_CERT_NAME, 0, "cert-name",
    "certificate" },
  { "starttls-stripped", 587, DERMAGA_SECURITY_STARTTLS, DERMAGA_OUTCOME_NO_STARTTLS, 465,
    "starttls-stripped", "without-encryption" },
  { "only-2525", 465, DERMAGA_SECURITY_TLS, DERMAGA_OUTCOME_REFUSED, 2525, NULL,
    "port-2525" },
  { "slow-greeting", 587, DERMAGA_SECURITY_STARTTLS, DERMAGA_OUTCOME_OK_STARTTLS, 465, NULL,
    "no-answer" },
};

typedef struct {
  DermagaPractice *practice;
  DermagaSweep *sweep;
  guint *n_running;
} Run;

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Run *run = data;

  g_assert_true (dermaga_sweep_run_finish (DERMAGA_SWEEP (source), result, NULL));
  (*run->n_running)--;
}

static void
begin (Run *run, const char *id, guint *n_running)
{
  g_autoptr (DermagaTarget) target = dermaga_target_parse (DERMAGA_PRACTICE_DOMAIN, NULL);
  const DermagaPracticeScene *scene = dermaga_practice_scene_find (id);
  DermagaSweepOptions options = { .full = TRUE };
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (scene);
  run->practice = dermaga_practice_new_with (&scene->options, &error);
  g_assert_no_error (error);
  run->sweep = dermaga_sweep_new (target, &options, dermaga_practice_get_network (run->practice));
  run->n_running = n_running;
  (*n_running)++;
  dermaga_sweep_run_async (run->sweep, NULL, finished_cb, run);
}

static DermagaOutcome
outcome_of (DermagaResult *result, guint16 port, DermagaSecurity security)
{
  GListModel *probes = dermaga_result_get_probes (result);

  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);
      const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);

      if (candidate->port == port && candidate->security == security)
        return dermaga_probe_get_outcome (probe);
    }
  return DERMAGA_OUTCOME_NOT_CHECKED;
}

static gboolean
has_finding (DermagaResult *result, const char *code)
{
  g_autoptr (DermagaRecommendation) recommendation = dermaga_recommend (result);
  g_autoptr (GPtrArray) findings = dermaga_findings (result, recommendation);

  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((DermagaFinding *) findings->pdata[i])->code, code))
      return TRUE;
  return FALSE;
}

static void
assert_scene (const Expected *scene, Run *run)
{
  DermagaResult *result = dermaga_sweep_get_result (run->sweep);
  DermagaProbe *best = dermaga_result_get_best (result, DERMAGA_DIRECTION_OUTGOING, NULL);

  g_test_message ("%s", scene->id);
  g_assert_cmpstr (dermaga_outcome_to_string (outcome_of (result, scene->port, scene->security)),
                   ==, dermaga_outcome_to_string (scene->outcome));
  g_assert_cmpuint (best != NULL ? dermaga_probe_get_candidate (best)->port : 0, ==,
                    scene->outgoing);
  if (scene->finding != NULL)
    g_assert_true (has_finding (result, scene->finding));
}

static char *
state_of (DermagaResult *result, guint16 port)
{
  GListModel *probes = dermaga_result_get_probes (result);

  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);
      const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);

      if (candidate->port == port && candidate->security == DERMAGA_SECURITY_NONE)
        return dermaga_explain_state (probe);
    }
  return NULL;
}

/* Nobody is told that a port works without encryption where nobody could sign in. */
static void
assert_stripped (DermagaResult *result)
{
  static const struct {
    guint16 port;
    const char *state;
  } rows[] = {
    { 587, "Not private, no sign-in" }, { 2525, "Not private, no sign-in" },
    { 143, "Needs STARTTLS" },          { 110, "Needs STARTTLS" },
    { 25, "Works, not private" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *state = state_of (result, rows[i].port);

      g_assert_cmpstr (state, ==, rows[i].state);
    }
}

/* Whoever asks "why?" at the scene and at what it led to comes to the same place. */
static void
test_topics (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const Expected *scene = &expected[i];

      g_test_message ("%s", scene->id);
      g_assert_nonnull (dermaga_learn_find (scene->topic));
      g_assert_cmpstr (dermaga_learn_for_scene (scene->id), ==, scene->topic);
      if (scene->finding != NULL)
        g_assert_cmpstr (dermaga_learn_for_finding (scene->finding), ==, scene->topic);
    }
  g_assert_cmpstr (dermaga_learn_for_scene ("nowhere"), ==, "practice");
}

static void
test_scenes (void)
{
  Run runs[G_N_ELEMENTS (expected)] = { 0 };
  guint n_running = 0;

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    begin (&runs[i], expected[i].id, &n_running);
  while (n_running > 0)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      assert_scene (&expected[i], &runs[i]);
      if (g_str_equal (expected[i].id, "starttls-stripped"))
        assert_stripped (dermaga_sweep_get_result (runs[i].sweep));
      g_object_unref (runs[i].sweep);
      g_object_unref (runs[i].practice);
    }
}

/* Every scene has words and an expectation here. */
static void
test_words (void)
{
  guint n_scenes;
  const DermagaPracticeScene *scenes = dermaga_practice_scenes (&n_scenes);

  g_assert_cmpuint (n_scenes, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < n_scenes; i++)
    {
      g_assert_cmpstr (scenes[i].id, ==, expected[i].id);
      g_assert_cmpstr (dermaga_scene_get_title (scenes[i].id), !=, scenes[i].id);
      g_assert_cmpstr (dermaga_scene_get_summary (scenes[i].id), !=, "");
    }
  g_assert_null (dermaga_practice_scene_find ("nowhere"));
  g_assert_cmpstr (dermaga_scene_get_title ("nowhere"), ==, "nowhere");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice-scenes/scenes", test_scenes);
  g_test_add_func ("/practice-scenes/words", test_words);
  g_test_add_func ("/practice-scenes/topics", test_topics);
  return g_test_run ();
}
