#include "config.h"

#include "net/dermaga-connection-private.h"

/* What sets a connection that signs in apart from a probe: another context, and a password. */

DermagaConnection *
dermaga_connection_new_signin (DermagaNetwork *network, GInetAddress *address, guint16 port,
                               const char *host, DermagaSigninDialogue *dialogue,
                               const char *user_name, DermagaSecret *password,
                               DermagaConnectionFunc func, gpointer user_data)
{
  DermagaConnection *self = dermaga_connection_new_with (
    network, address, port, host, &dermaga_signin_talk, dialogue, func, user_data);

  g_clear_pointer (&self->transcript, dermaga_transcript_unref);
  self->user_name = g_strdup (user_name);
  self->password = dermaga_secret_ref (password);
  return self;
}

const DermagaSigninFacts *
dermaga_connection_get_signin_facts (DermagaConnection *self)
{
  g_return_val_if_fail (self->talk == &dermaga_signin_talk, NULL);

  return dermaga_signin_dialogue_get_facts (self->dialogue);
}

void
dermaga_connection_forget_password (DermagaConnection *self)
{
  g_clear_pointer (&self->user_name, g_free);
  g_clear_pointer (&self->password, dermaga_secret_unref);
}

void
dermaga_connection_unlock (DermagaConnection *self)
{
  if (self->password == NULL || self->talk->unlock == NULL || self->unlocked
      || !dermaga_tls_engine_may_carry_credential (self->engine))
    return;
  self->unlocked = TRUE;
  self->talk->unlock (self->dialogue, self->user_name, self->password);
  dermaga_connection_forget_password (self);
}

gboolean
dermaga_connection_may_send (DermagaConnection *self)
{
  return !self->unlocked
         || (self->secured && dermaga_tls_engine_may_carry_credential (self->engine));
}
