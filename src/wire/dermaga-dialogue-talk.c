#include "config.h"

#include "wire/dermaga-talk.h"

static void
talk_free (gpointer self)
{
  dermaga_dialogue_free (self);
}

static void
talk_feed (gpointer self, const guint8 *bytes, gsize length)
{
  dermaga_dialogue_feed (self, bytes, length);
}

static void
talk_end (gpointer self)
{
  dermaga_dialogue_end (self);
}

static void
talk_expire (gpointer self)
{
  dermaga_dialogue_expire (self);
}

static void
talk_secured (gpointer self)
{
  dermaga_dialogue_secured (self);
}

static void
talk_leave (gpointer self)
{
  dermaga_dialogue_leave (self);
}

static DermagaAction
talk_next (gpointer self, GBytes **send)
{
  return dermaga_dialogue_next (self, send);
}

static const DermagaFacts *
talk_get_facts (gpointer self)
{
  return dermaga_dialogue_get_facts (self);
}

static DermagaWait
talk_get_wait (gpointer self, guint *turn)
{
  DermagaStage stage = dermaga_dialogue_get_facts (self)->stage;

  *turn = stage;
  switch (stage)
    {
    case DERMAGA_STAGE_GREETING:
    case DERMAGA_STAGE_SECURE_GREETING:
      return DERMAGA_WAIT_GREETING;
    case DERMAGA_STAGE_CAPABILITIES:
    case DERMAGA_STAGE_UPGRADE:
    case DERMAGA_STAGE_HANDSHAKE:
    case DERMAGA_STAGE_SECURE_CAPABILITIES:
      return DERMAGA_WAIT_REPLY;
    case DERMAGA_STAGE_LEAVE:
    case DERMAGA_STAGE_FINISHED:
      return DERMAGA_WAIT_LEAVE;
    }
  g_assert_not_reached ();
}

const DermagaTalk dermaga_dialogue_talk = {
  .free = talk_free,
  .feed = talk_feed,
  .end = talk_end,
  .expire = talk_expire,
  .secured = talk_secured,
  .leave = talk_leave,
  .next = talk_next,
  .get_facts = talk_get_facts,
  .get_wait = talk_get_wait,
};
