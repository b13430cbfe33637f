#include "config.h"

#include "signin-replay.h"

#include <string.h>

#define CONTENT "Subject: x\r\n\r\n.dot\r\n..\r\nend\r\n"

typedef struct {
  DermagaSigninDialogue *dialogue;
  const Transcript *transcript;
  GQueue sent;
  char *tag;
  DermagaAction action;
  gboolean unlocked;
} Replay;

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
  *replay = (Replay){ .transcript = transcript };
  replay->dialogue
    = dermaga_signin_dialogue_new (transcript->protocol, transcript->mode, get_seed ());
  if (transcript->email != NULL)
    {
      g_autoptr (GBytes) content = g_bytes_new_static (CONTENT, strlen (CONTENT));

      dermaga_signin_dialogue_set_mail (replay->dialogue, transcript->email, content);
    }
  g_queue_init (&replay->sent);
  replay->tag = g_strdup ("");
}

static DermagaSigninDialogue *
replay_finish (Replay *replay)
{
  g_queue_clear_full (&replay->sent, g_free);
  g_free (replay->tag);
  return replay->dialogue;
}

static void
poll (Replay *replay)
{
  GBytes *send;

  while ((replay->action = dermaga_signin_talk.next (replay->dialogue, &send))
           == DERMAGA_ACTION_SEND
         || replay->action == DERMAGA_ACTION_WORK)
    {
      if (send == NULL)
        continue;
      g_queue_push_tail (&replay->sent,
                         g_strndup (g_bytes_get_data (send, NULL), g_bytes_get_size (send)));
      g_bytes_unref (send);
    }
}

static void
secure (Replay *replay)
{
  const char *password
    = replay->transcript->password != NULL ? replay->transcript->password : "rahasia!";
  g_autoptr (DermagaSecret) secret = dermaga_secret_new (password, -1);

  g_assert_cmpint (replay->action, ==, DERMAGA_ACTION_START_TLS);
  dermaga_signin_talk.unlock (
    replay->dialogue,
    replay->transcript->user_name != NULL ? replay->transcript->user_name : "budi", secret);
  dermaga_signin_talk.secured (replay->dialogue);
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

      g_assert_cmpstr (command + length, ==, text->str + 5);
      g_free (replay->tag);
      replay->tag = g_strndup (command, length);
    }
  else if (g_str_has_prefix (text->str, "<content>"))
    g_assert_cmpstr (command, ==, "Subject: x\r\n\r\n..dot\r\n...\r\nend\r\n.\r\n");
  else
    g_assert_cmpstr (command, ==, text->str);
}

static void
feed (Replay *replay, const GString *text, gsize from, gsize to)
{
  dermaga_signin_talk.feed (replay->dialogue, (const guint8 *) text->str + from, to - from);
}

static GString *
server_text (Replay *replay, const Step *step)
{
  GString *text = g_string_new_len (step->text->str, step->text->len);

  g_string_replace (text, "<tag>", replay->tag, 0);
  return text;
}

static void
play_server (Replay *replay, const Step *step, const SigninSplit *split)
{
  g_autoptr (GString) text = server_text (replay, step);
  gsize first = split != NULL ? MIN (split->at, text->len) : text->len;

  feed (replay, text, 0, first);
  if (split != NULL && split->polled)
    poll (replay);
  feed (replay, text, first, text->len);
}

static void
play (Replay *replay, const Step *step, const SigninSplit *split)
{
  switch (step->kind)
    {
    case STEP_SERVER:
      play_server (replay, step, split);
      break;
    case STEP_CLIENT:
      expect_command (replay, step->text);
      break;
    case STEP_TLS:
      secure (replay);
      break;
    case STEP_EOF:
      dermaga_signin_talk.end (replay->dialogue);
      break;
    case STEP_TIMEOUT:
      dermaga_signin_talk.expire (replay->dialogue);
      break;
    }
  poll (replay);
}

static void
check_all_was_said (Replay *replay)
{
  if (!g_queue_is_empty (&replay->sent))
    g_error ("sent, but not in the transcript: %s", (char *) g_queue_peek_head (&replay->sent));
  g_assert_cmpint (replay->action, !=, DERMAGA_ACTION_START_TLS);
}

DermagaSigninDialogue *
signin_replay (const Transcript *transcript, const SigninSplit *split)
{
  Replay replay;

  replay_init (&replay, transcript);
  poll (&replay);
  for (guint i = 0; i < transcript->steps->len; i++)
    play (&replay, transcript->steps->pdata[i], split != NULL && split->step == i ? split : NULL);
  check_all_was_said (&replay);
  return replay_finish (&replay);
}

DermagaSigninDialogue *
signin_replay_bytewise (const Transcript *transcript)
{
  Replay replay;

  replay_init (&replay, transcript);
  poll (&replay);
  for (guint i = 0; i < transcript->steps->len; i++)
    {
      const Step *step = transcript->steps->pdata[i];
      g_autoptr (GString) text = step->kind == STEP_SERVER ? server_text (&replay, step) : NULL;

      for (gsize at = 0; text != NULL && at < text->len; at++)
        {
          feed (&replay, text, at, at + 1);
          poll (&replay);
        }
      if (text == NULL)
        play (&replay, step, NULL);
    }
  check_all_was_said (&replay);
  return replay_finish (&replay);
}

DermagaSigninDialogue *
signin_replay_cut (const Transcript *transcript, guint step, gsize at, void (*stop) (gpointer talk))
{
  Replay replay;
  g_autoptr (GString) text = NULL;

  replay_init (&replay, transcript);
  poll (&replay);
  for (guint i = 0; i < step; i++)
    play (&replay, transcript->steps->pdata[i], NULL);
  text = server_text (&replay, transcript->steps->pdata[step]);
  feed (&replay, text, 0, MIN (at, text->len));
  poll (&replay);
  stop (replay.dialogue);
  poll (&replay);
  return replay_finish (&replay);
}

static void
add_line (GPtrArray *lines, const char *name, const char *value)
{
  g_ptr_array_add (lines, g_strdup_printf ("%s %s", name, value != NULL ? value : "-"));
}

char **
signin_facts_to_lines (const DermagaSigninFacts *facts)
{
  GPtrArray *lines = g_ptr_array_new ();

  add_line (lines, "judged", facts->judged ? "yes" : "no");
  add_line (lines, "begun", facts->begun ? "yes" : "no");
  add_line (lines, "verdict", dermaga_signin_verdict_to_string (facts->verdict));
  add_line (lines, "mechanism", facts->mechanism);
  g_ptr_array_add (lines, g_strdup_printf ("code %d", facts->reply_code));
  add_line (lines, "status", facts->response_code);
  add_line (lines, "reply", facts->reply);
  add_line (lines, "delivery", dermaga_delivery_to_string (facts->delivery));
  g_ptr_array_add (lines, g_strdup_printf ("delivery-code %d", facts->delivery_code));
  add_line (lines, "delivery-status", facts->delivery_status);
  add_line (lines, "delivery-reply", facts->delivery_reply);
  g_ptr_array_add (lines, NULL);
  return (char **) g_ptr_array_free (lines, FALSE);
}
