#include "config.h"

#include "net/dermaga-connection-private.h"

DermagaPhase
dermaga_connection_get_phase (DermagaConnection *self)
{
  return self->phase;
}

const DermagaFacts *
dermaga_connection_get_facts (DermagaConnection *self)
{
  return self->talk->get_facts (self->dialogue);
}

DermagaSecurity
dermaga_connection_get_mode (DermagaConnection *self)
{
  return dermaga_connection_get_facts (self)->mode;
}

DermagaTiming
dermaga_connection_get_timing (DermagaConnection *self)
{
  return self->timing;
}

gint64
dermaga_connection_get_round_trip (DermagaConnection *self)
{
  return self->round_trip;
}

gint64
dermaga_connection_get_age (DermagaConnection *self)
{
  return self->started == 0 ? 0 : g_get_monotonic_time () - self->started;
}

gint64
dermaga_connection_get_silence (DermagaConnection *self)
{
  return self->heard == 0 || self->phase == DERMAGA_PHASE_CLOSED
           ? 0
           : g_get_monotonic_time () - self->heard;
}

gboolean
dermaga_connection_was_answered (DermagaConnection *self)
{
  return self->received > 0;
}

DermagaSession
dermaga_connection_get_session (DermagaConnection *self)
{
  return (DermagaSession){
    .transport = self->transport,
    .os_error = self->os_error,
    .is_ipv6 = g_inet_address_get_family (self->address) == G_SOCKET_FAMILY_IPV6,
    .reset = self->reset,
    .facts = dermaga_connection_get_facts (self),
    .tls = self->engine != NULL ? dermaga_tls_engine_get_facts (self->engine) : NULL,
    .transcript = self->transcript,
  };
}

gboolean
dermaga_connection_matches_host (DermagaConnection *self, const char *host)
{
  return self->engine != NULL && dermaga_tls_engine_matches_host (self->engine, host);
}
