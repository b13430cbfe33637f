#include "config.h"

#include "facts-text.h"
#include "outcomes.h"
#include "replay.h"

#include <string.h>

/* Transcripts that test the limits are long; this many places in each piece are enough for them. */
#define MAX_PLACES 1000u

static const Step *
get_step (const Transcript *transcript, guint index)
{
  return g_ptr_array_index (transcript->steps, index);
}

static gsize
get_stride (const Step *step)
{
  return 1 + step->text->len / MAX_PLACES;
}

static void
assert_same_facts (DermagaDialogue *a, DermagaDialogue *b, guint first_line)
{
  g_auto (GStrv) a_lines = facts_to_lines (dermaga_dialogue_get_facts (a));
  g_auto (GStrv) b_lines = facts_to_lines (dermaga_dialogue_get_facts (b));

  for (guint i = first_line; a_lines[i] != NULL; i++)
    g_assert_cmpstr (a_lines[i], ==, b_lines[i]);
}

static gboolean
has_handshake (const Transcript *transcript)
{
  for (guint i = 0; i < transcript->steps->len; i++)
    if (get_step (transcript, i)->kind == STEP_TLS)
      return TRUE;
  return FALSE;
}

static void
test_outcome (gconstpointer data)
{
  g_autoptr (Transcript) transcript = transcript_load (data);
  g_autoptr (DermagaDialogue) dialogue = replay_run (transcript, NULL);
  g_autofree char *outcomes = outcomes_to_text (dermaga_dialogue_get_facts (dialogue),
                                                has_handshake (transcript));

  g_assert_cmpstr (outcomes, ==, transcript->outcomes);
}

static void
test_whole (gconstpointer data)
{
  g_autoptr (Transcript) transcript = transcript_load (data);
  g_autoptr (DermagaDialogue) dialogue = replay_run (transcript, NULL);
  g_auto (GStrv) lines = facts_to_lines (dermaga_dialogue_get_facts (dialogue));
  g_autofree char *all = g_strjoinv ("\n", lines);

  for (guint i = 0; i < transcript->expected->len; i++)
    {
      const char *expected = g_ptr_array_index (transcript->expected, i);

      if (!g_strv_contains ((const char *const *) lines, expected))
        {
          g_test_message ("facts:\n%s", all);
          g_test_fail_printf ("%s: not found: %s", (const char *) data, expected);
        }
    }
}

static gboolean
was_injected (DermagaDialogue *dialogue)
{
  return dermaga_dialogue_get_facts (dialogue)->trouble == DERMAGA_TROUBLE_INJECTED;
}

/* Where bytes came too early, the place of the split decides whether they still do: the halves
   are then given without a chance to go on between them. */
static void
check_split (const Transcript *transcript, DermagaDialogue *whole, guint step, gsize at)
{
  ReplaySplit split = { .step = step, .at = at, .polled = !was_injected (whole) };
  g_autoptr (DermagaDialogue) dialogue = replay_run (transcript, &split);

  if (split.polled)
    assert_same_facts (whole, dialogue, 0);
  else
    {
      g_assert_true (was_injected (dialogue));
      g_assert_false (dermaga_dialogue_get_facts (dialogue)->secure.seen);
    }
}

static void
test_split (gconstpointer data)
{
  g_autoptr (Transcript) transcript = transcript_load (data);
  g_autoptr (DermagaDialogue) whole = replay_run (transcript, NULL);

  for (guint i = 0; i < transcript->steps->len; i++)
    {
      const Step *step = get_step (transcript, i);

      if (step->kind != STEP_SERVER)
        continue;
      for (gsize at = 1; at < step->text->len; at += get_stride (step))
        check_split (transcript, whole, i, at);
    }
}

static void
test_bytewise (gconstpointer data)
{
  g_autoptr (Transcript) transcript = transcript_load (data);
  g_autoptr (DermagaDialogue) whole = replay_run (transcript, NULL);
  g_autoptr (DermagaDialogue) dialogue = NULL;

  if (was_injected (whole))
    return;
  dialogue = replay_run_bytewise (transcript);
  assert_same_facts (whole, dialogue, 0);
}

/* A dialogue that is over stays as it is, whatever comes. */
static void
check_is_over (DermagaDialogue *dialogue)
{
  g_autoptr (DermagaFacts) before = dermaga_facts_copy (dermaga_dialogue_get_facts (dialogue));
  g_auto (GStrv) before_lines = facts_to_lines (before);
  g_auto (GStrv) after_lines = NULL;
  GBytes *send = NULL;
  DermagaAction action = dermaga_dialogue_next (dialogue, &send);

  g_assert_true (action == DERMAGA_ACTION_DONE || action == DERMAGA_ACTION_FAILED);
  g_assert_true ((action == DERMAGA_ACTION_FAILED) == (before->trouble != DERMAGA_TROUBLE_NONE));
  g_assert_true ((action == DERMAGA_ACTION_DONE) == (before->stage == DERMAGA_STAGE_FINISHED));

  dermaga_dialogue_feed (dialogue, (const guint8 *) "250 AUTH PLAIN\r\n", 16);
  dermaga_dialogue_end (dialogue);
  dermaga_dialogue_expire (dialogue);
  g_assert_cmpint (dermaga_dialogue_next (dialogue, &send), ==, action);
  g_assert_null (send);
  after_lines = facts_to_lines (dermaga_dialogue_get_facts (dialogue));
  g_assert_cmpstrv (before_lines, after_lines);
}

static void
check_cut (const Transcript *transcript, DermagaDialogue *whole, guint step, gsize at,
           void (*stop) (DermagaDialogue *dialogue), DermagaTrouble trouble)
{
  g_autoptr (DermagaDialogue) dialogue = replay_run_cut (transcript, step, at, stop);
  const DermagaFacts *facts = dermaga_dialogue_get_facts (dialogue);

  check_is_over (dialogue);
  /* Cut off while leaving, everything is known; before, what was heard inside TLS is no result. */
  if (facts->trouble == DERMAGA_TROUBLE_NONE)
    assert_same_facts (whole, dialogue, 1);
  else
    {
      g_assert_cmpint (facts->stage, <, DERMAGA_STAGE_LEAVE);
      g_assert_false (facts->secure.seen);
      for (DermagaSecurity security = DERMAGA_SECURITY_NONE; security <= DERMAGA_SECURITY_TLS;
           security++)
        g_assert_false (dermaga_outcome_is_safe (outcome_of (facts, TRUE, security)));
    }
  if (facts->trouble != dermaga_dialogue_get_facts (whole)->trouble)
    g_assert_cmpint (facts->trouble, ==, trouble);
}

static void
cut_everywhere (const char *path, void (*stop) (DermagaDialogue *dialogue), DermagaTrouble trouble)
{
  g_autoptr (Transcript) transcript = transcript_load (path);
  g_autoptr (DermagaDialogue) whole = replay_run (transcript, NULL);

  for (guint i = 0; i < transcript->steps->len; i++)
    {
      const Step *step = get_step (transcript, i);

      if (step->kind != STEP_SERVER)
        continue;
      for (gsize at = 0; at < step->text->len; at += get_stride (step))
        check_cut (transcript, whole, i, at, stop, trouble);
    }
}

static void
test_cut (gconstpointer data)
{
  cut_everywhere (data, dermaga_dialogue_end, DERMAGA_TROUBLE_EOF);
}

static void
test_expire (gconstpointer data)
{
  cut_everywhere (data, dermaga_dialogue_expire, DERMAGA_TROUBLE_TIMEOUT);
}

static void
add_test (const char *name, const char *way, const char *path, GTestDataFunc test)
{
  g_autofree char *test_path = g_strdup_printf ("/transcripts/%s/%s", name, way);

  g_test_add_data_func_full (test_path, g_strdup (path), test, g_free);
}

static void
add_tests (const char *directory)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (directory, 0, &error);
  const char *file;
  guint n_files = 0;

  g_assert_no_error (error);
  while ((file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, file, NULL);
      g_autofree char *name = g_strndup (file, strcspn (file, "."));

      if (!g_str_has_suffix (file, ".txt"))
        continue;
      add_test (name, "whole", path, test_whole);
      add_test (name, "outcome", path, test_outcome);
      add_test (name, "split", path, test_split);
      add_test (name, "bytewise", path, test_bytewise);
      add_test (name, "cut", path, test_cut);
      add_test (name, "expire", path, test_expire);
      n_files++;
    }
  g_assert_cmpuint (n_files, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  add_tests (argv[1]);
  return g_test_run ();
}
