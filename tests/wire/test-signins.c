#include "config.h"

#include "signin-replay.h"

#include <string.h>

/* Long pieces are split at this many places. */
#define MAX_PLACES 400u

static const DermagaSigninFacts *
facts_of (DermagaSigninDialogue *dialogue)
{
  return dermaga_signin_dialogue_get_facts (dialogue);
}

static void
assert_same (DermagaSigninDialogue *a, DermagaSigninDialogue *b)
{
  g_auto (GStrv) a_lines = signin_facts_to_lines (facts_of (a));
  g_auto (GStrv) b_lines = signin_facts_to_lines (facts_of (b));

  g_assert_cmpstrv (a_lines, b_lines);
}

static void
test_whole (gconstpointer data)
{
  g_autoptr (Transcript) transcript = transcript_load (data);
  g_autoptr (DermagaSigninDialogue) dialogue = signin_replay (transcript, NULL);
  const DermagaSigninFacts *facts = facts_of (dialogue);
  g_auto (GStrv) lines = signin_facts_to_lines (facts);
  g_autofree char *all = g_strjoinv ("\n", lines);

  for (guint i = 0; i < transcript->expected->len; i++)
    if (!g_strv_contains ((const char *const *) lines, transcript->expected->pdata[i]))
      {
        g_test_message ("facts:\n%s", all);
        g_test_fail_printf ("%s: not found: %s", (const char *) data,
                            (const char *) transcript->expected->pdata[i]);
      }
  g_assert_cmpstr (facts->judged ? dermaga_signin_verdict_to_string (facts->verdict) : "opening",
                   ==, transcript->outcomes);
  g_assert_null (strstr (all, "rahasia!"));
}

static gboolean
has_cut (DermagaSigninDialogue *dialogue)
{
  const DermagaSigninFacts *facts = facts_of (dialogue);

  return !facts->judged || facts->verdict == DERMAGA_SIGNIN_CUT
         || facts->delivery == DERMAGA_DELIVERY_CUT;
}

/* Where bytes came out of turn, the place of the split decides whether they still do. */
static void
test_split (gconstpointer data)
{
  g_autoptr (Transcript) transcript = transcript_load (data);
  g_autoptr (DermagaSigninDialogue) whole = signin_replay (transcript, NULL);

  for (guint i = 0; i < transcript->steps->len; i++)
    {
      const Step *step = transcript->steps->pdata[i];
      gsize stride = 1 + step->text->len / MAX_PLACES;

      for (gsize at = 1; step->kind == STEP_SERVER && at < step->text->len; at += stride)
        {
          SigninSplit split = { .step = i, .at = at, .polled = !has_cut (whole) };
          g_autoptr (DermagaSigninDialogue) dialogue = signin_replay (transcript, &split);

          assert_same (whole, dialogue);
        }
    }
}

static void
test_bytewise (gconstpointer data)
{
  g_autoptr (Transcript) transcript = transcript_load (data);
  g_autoptr (DermagaSigninDialogue) whole = signin_replay (transcript, NULL);
  g_autoptr (DermagaSigninDialogue) dialogue = NULL;

  if (has_cut (whole))
    return;
  dialogue = signin_replay_bytewise (transcript);
  assert_same (whole, dialogue);
}

/* Over is over, whatever comes. */
static void
check_is_over (DermagaSigninDialogue *dialogue)
{
  g_auto (GStrv) before = signin_facts_to_lines (facts_of (dialogue));
  g_auto (GStrv) after = NULL;
  GBytes *send = NULL;
  DermagaAction action = dermaga_signin_talk.next (dialogue, &send);

  g_assert_null (send);
  g_assert_true (action == DERMAGA_ACTION_DONE || action == DERMAGA_ACTION_FAILED);
  dermaga_signin_talk.feed (dialogue, (const guint8 *) "235 2.7.0 ok\r\n+OK\r\n", 19);
  dermaga_signin_talk.end (dialogue);
  dermaga_signin_talk.expire (dialogue);
  dermaga_signin_talk.leave (dialogue);
  g_assert_cmpint (dermaga_signin_talk.next (dialogue, &send), ==, action);
  g_assert_null (send);
  after = signin_facts_to_lines (facts_of (dialogue));
  g_assert_cmpstrv (before, after);
}

/* Nobody is signed in, and no message was taken, who was not when all was said. */
static void
check_cut (DermagaSigninDialogue *dialogue, DermagaSigninDialogue *whole)
{
  const DermagaSigninFacts *facts = facts_of (dialogue);
  const DermagaSigninFacts *all = facts_of (whole);

  check_is_over (dialogue);
  if (facts->judged && facts->verdict == DERMAGA_SIGNIN_ACCEPTED)
    g_assert_cmpint (all->verdict, ==, DERMAGA_SIGNIN_ACCEPTED);
  else if (facts->judged && facts->verdict != all->verdict)
    g_assert_true (facts->verdict == DERMAGA_SIGNIN_CUT
                   || facts->verdict == DERMAGA_SIGNIN_TOO_MANY
                   || facts->verdict == DERMAGA_SIGNIN_TEMPORARY);
  if (facts->delivery == DERMAGA_DELIVERY_ACCEPTED)
    g_assert_cmpint (all->delivery, ==, DERMAGA_DELIVERY_ACCEPTED);
}

static void
cut_everywhere (const char *path, void (*stop) (gpointer talk))
{
  g_autoptr (Transcript) transcript = transcript_load (path);
  g_autoptr (DermagaSigninDialogue) whole = signin_replay (transcript, NULL);

  for (guint i = 0; i < transcript->steps->len; i++)
    {
      const Step *step = transcript->steps->pdata[i];
      gsize stride = 1 + step->text->len / MAX_PLACES;

      for (gsize at = 0; step->kind == STEP_SERVER && at < step->text->len; at += stride)
        {
          g_autoptr (DermagaSigninDialogue) dialogue
            = signin_replay_cut (transcript, i, at, stop);

          check_cut (dialogue, whole);
        }
    }
}

static void
test_cut (gconstpointer data)
{
  cut_everywhere (data, dermaga_signin_talk.end);
  cut_everywhere (data, dermaga_signin_talk.expire);
}

static void
add_test (const char *name, const char *way, const char *path, GTestDataFunc test)
{
  g_autofree char *test_path = g_strdup_printf ("/signins/%s/%s", name, way);

  g_test_add_data_func_full (test_path, g_strdup (path), test, g_free);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GDir) dir = NULL;
  const char *file;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  dir = g_dir_open (argv[1], 0, NULL);
  g_assert_nonnull (dir);
  while ((file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (argv[1], file, NULL);
      g_autofree char *name = g_strndup (file, strcspn (file, "."));

      add_test (name, "whole", path, test_whole);
      add_test (name, "split", path, test_split);
      add_test (name, "bytewise", path, test_bytewise);
      add_test (name, "cut", path, test_cut);
    }
  return g_test_run ();
}
