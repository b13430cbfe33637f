#include "config.h"

#include "replay.h"

#include <string.h>

typedef struct {
  DermagaDialogue *dialogue;
  GQueue sent; /* commands not yet compared with the transcript */
  char *tag;
  DermagaAction action;
} Replay;

/* The same tags in all replays of one process, so that facts which quote them can be compared;
   others in each process, so that no transcript depends on them. */
static guint32
get_seed (void)
{
  static guint32 seed;

  if (seed == 0)
    seed = g_random_int () | 1;
  return seed;
}

static void
replay_init (Replay *replay, const Transcript *transcript)
{
  replay->dialogue = dermaga_dialogue_new (transcript->protocol, transcript->mode, get_seed ());
  g_queue_init (&replay->sent);
  replay->tag = g_strdup ("");
}

static DermagaDialogue *
replay_finish (Replay *replay)
{
  g_queue_clear_full (&replay->sent, g_free);
  g_free (replay->tag);
  return replay->dialogue;
}

static void
poll_dialogue (Replay *replay)
{
  GBytes *send;

  while ((replay->action = dermaga_dialogue_next (replay->dialogue, &send)) == DERMAGA_ACTION_SEND)
    {
      gsize length;
      const char *bytes = g_bytes_get_data (send, &length);
      g_autofree char *command = g_strndup (bytes, length);
      gboolean leaves = strstr (command, "QUIT") != NULL || strstr (command, "LOGOUT") != NULL;
      DermagaStage stage = dermaga_dialogue_get_facts (replay->dialogue)->stage;

      g_assert_true (leaves == (stage == DERMAGA_STAGE_LEAVE));
      g_queue_push_tail (&replay->sent, g_steal_pointer (&command));
      g_bytes_unref (send);
    }
}

static GString *
with_tag (const GString *text, const char *tag)
{
  GString *result = g_string_new_len (text->str, text->len);

  /* GString replaces up to the first NUL, which is as far as tags go. */
  g_string_replace (result, "<tag>", tag, 0);
  return result;
}

static void
expect_command (Replay *replay, const GString *text)
{
  g_autofree char *command = g_queue_pop_head (&replay->sent);

  if (command == NULL)
    g_error ("nothing was sent where this was due: %s", text->str);
  if (g_str_has_prefix (text->str, "<tag> "))
    {
      gsize length = strcspn (command, " ");
      g_autofree char *tag = g_strndup (command, length);

      g_assert_cmpstr (tag, !=, replay->tag);
      g_assert_cmpstr (command + length, ==, text->str + 5);
      g_free (replay->tag);
      replay->tag = g_steal_pointer (&tag);
    }
  else
    g_assert_cmpstr (command, ==, text->str);
}

static void
feed (Replay *replay, const char *bytes, gsize length)
{
  dermaga_dialogue_feed (replay->dialogue, (const guint8 *) bytes, length);
}

static void
play_server (Replay *replay, const Step *step, const ReplaySplit *split)
{
  GString *text = with_tag (step->text, replay->tag);
  gsize first = split != NULL ? MIN (split->at, text->len) : text->len;

  feed (replay, text->str, first);
  if (split != NULL && split->polled)
    poll_dialogue (replay);
  feed (replay, text->str + first, text->len - first);
  g_string_free (text, TRUE);
}

static void
play_server_bytewise (Replay *replay, const Step *step)
{
  GString *text = with_tag (step->text, replay->tag);

  for (gsize i = 0; i < text->len; i++)
    {
      feed (replay, text->str + i, 1);
      poll_dialogue (replay);
    }
  g_string_free (text, TRUE);
}

/* Plays what is not the server's speech. */
static void
play_other (Replay *replay, const Step *step)
{
  switch (step->kind)
    {
    case STEP_CLIENT:
      expect_command (replay, step->text);
      break;
    case STEP_TLS:
      g_assert_cmpint (replay->action, ==, DERMAGA_ACTION_START_TLS);
      dermaga_dialogue_secured (replay->dialogue);
      break;
    case STEP_EOF:
      dermaga_dialogue_end (replay->dialogue);
      break;
    case STEP_TIMEOUT:
      dermaga_dialogue_expire (replay->dialogue);
      break;
    case STEP_SERVER:
      g_assert_not_reached ();
    }
}

static void
check_all_was_said (Replay *replay)
{
  if (!g_queue_is_empty (&replay->sent))
    g_error ("sent, but not in the transcript: %s", (char *) g_queue_peek_head (&replay->sent));
  g_assert_cmpint (replay->action, !=, DERMAGA_ACTION_START_TLS);
}

DermagaDialogue *
replay_run (const Transcript *transcript, const ReplaySplit *split)
{
  Replay replay;

  replay_init (&replay, transcript);
  poll_dialogue (&replay);
  for (guint i = 0; i < transcript->steps->len; i++)
    {
      const Step *step = g_ptr_array_index (transcript->steps, i);

      if (step->kind == STEP_SERVER)
        play_server (&replay, step, split != NULL && split->step == i ? split : NULL);
      else
        play_other (&replay, step);
      poll_dialogue (&replay);
    }
  check_all_was_said (&replay);
  return replay_finish (&replay);
}

DermagaDialogue *
replay_run_bytewise (const Transcript *transcript)
{
  Replay replay;

  replay_init (&replay, transcript);
  poll_dialogue (&replay);
  for (guint i = 0; i < transcript->steps->len; i++)
    {
      const Step *step = g_ptr_array_index (transcript->steps, i);

      if (step->kind == STEP_SERVER)
        play_server_bytewise (&replay, step);
      else
        play_other (&replay, step);
      poll_dialogue (&replay);
    }
  check_all_was_said (&replay);
  return replay_finish (&replay);
}

DermagaDialogue *
replay_run_cut (const Transcript *transcript, guint step, gsize at,
                void (*stop) (DermagaDialogue *dialogue))
{
  Replay replay;
  const Step *last = g_ptr_array_index (transcript->steps, step);
  GString *text;

  replay_init (&replay, transcript);
  poll_dialogue (&replay);
  for (guint i = 0; i < step; i++)
    {
      const Step *earlier = g_ptr_array_index (transcript->steps, i);

      if (earlier->kind == STEP_SERVER)
        play_server (&replay, earlier, NULL);
      else
        play_other (&replay, earlier);
      poll_dialogue (&replay);
    }

  text = with_tag (last->text, replay.tag);
  feed (&replay, text->str, MIN (at, text->len));
  g_string_free (text, TRUE);
  poll_dialogue (&replay);
  stop (replay.dialogue);
  poll_dialogue (&replay);
  return replay_finish (&replay);
}
