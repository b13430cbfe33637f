#include "config.h"

#include "base/dermaga-timer.h"
#include "net/dermaga-connection-private.h"

/* Servers note who hangs up in the middle, and some shut out whoever does so often. */

static guint n_leaving;

void
dermaga_connection_end_farewell (DermagaConnection *self)
{
  if (self->farewell == NULL)
    return;
  dermaga_timer_clear (&self->farewell);
  n_leaving--;
  g_object_unref (self);
}

static gboolean
farewell_cb (gpointer user_data)
{
  g_autoptr (DermagaConnection) self = g_object_ref (user_data);

  dermaga_connection_close (self);
  return G_SOURCE_REMOVE;
}

/* Something was said to the peer, and it expects more: the greeting in clear is not enough. */
static gboolean
is_in_conversation (DermagaConnection *self)
{
  switch (self->phase)
    {
    case DERMAGA_PHASE_CONNECTING:
    case DERMAGA_PHASE_CLOSED:
      return FALSE;
    case DERMAGA_PHASE_LISTENING:
      return self->secured;
    case DERMAGA_PHASE_TALKING:
    case DERMAGA_PHASE_SECURING:
    case DERMAGA_PHASE_LEAVING:
      return TRUE;
    }
  g_assert_not_reached ();
}

/* The evidence ends here: what follows is no part of it. */
static void
give_up (DermagaConnection *self)
{
  self->transport = DERMAGA_TRANSPORT_CANCELLED;
  dermaga_connection_forget_password (self);
  if (self->transcript == NULL)
    return;
  dermaga_transcript_add (self->transcript, DERMAGA_EVENT_CANCELLED,
                          dermaga_connection_get_age (self), NULL);
  dermaga_transcript_unref (self->transcript);
  self->transcript = dermaga_transcript_new ();
}

void
dermaga_connection_leave (DermagaConnection *self)
{
  g_return_if_fail (DERMAGA_IS_CONNECTION (self));

  if (self->farewell != NULL)
    return;
  if (!is_in_conversation (self))
    {
      dermaga_connection_cancel (self);
      return;
    }
  self->func = NULL;
  if (self->phase != DERMAGA_PHASE_LEAVING)
    give_up (self);
  self->talk->leave (self->dialogue);
  n_leaving++;
  dermaga_timer_set (&self->farewell, DERMAGA_DEADLINE_LEAVE, farewell_cb, g_object_ref (self));
}

guint
dermaga_connection_count_leaving (void)
{
  return n_leaving;
}
