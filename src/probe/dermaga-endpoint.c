#include "config.h"

#include "probe/dermaga-endpoint.h"

DermagaEndpoint *
dermaga_endpoint_new (void)
{
  DermagaEndpoint *self = g_new0 (DermagaEndpoint, 1);

  self->hosts = g_ptr_array_new ();
  self->attempts = g_ptr_array_new ();
  return self;
}

void
dermaga_endpoint_free (DermagaEndpoint *self)
{
  g_ptr_array_unref (self->hosts);
  g_ptr_array_unref (self->attempts);
  g_free (self);
}

gboolean
dermaga_endpoint_was_tried (const DermagaEndpoint *self, const DermagaHost *host)
{
  for (guint i = 0; i < self->attempts->len; i++)
    if (((DermagaAttempt *) self->attempts->pdata[i])->host == host)
      return TRUE;
  return FALSE;
}

gboolean
dermaga_endpoint_was_tried_as (const DermagaEndpoint *self, const DermagaHost *host,
                               DermagaSecurity mode)
{
  for (guint i = 0; i < self->attempts->len; i++)
    {
      const DermagaAttempt *attempt = self->attempts->pdata[i];

      if (attempt->host == host && attempt->mode == mode)
        return TRUE;
    }
  return FALSE;
}

DermagaAttempt *
dermaga_endpoint_find_unreachable (const DermagaEndpoint *self)
{
  for (guint i = 0; i < self->attempts->len; i++)
    if (dermaga_attempt_was_unreachable (self->attempts->pdata[i]))
      return self->attempts->pdata[i];
  return NULL;
}

/* Who does not consent to a stranger's name must not lose the place that it stands for. */
static gboolean
stands_for (const DermagaCandidate *tried, const DermagaCandidate *candidate)
{
  return tried->source <= candidate->source && (!tried->outside || candidate->outside);
}

gboolean
dermaga_endpoint_deserves (const DermagaEndpoint *self, const DermagaCandidate *candidate)
{
  for (guint i = 0; i < self->attempts->len; i++)
    {
      DermagaAttempt *attempt = self->attempts->pdata[i];
      DermagaProbe *row = attempt->rows[candidate->security];

      if (row == NULL || stands_for (dermaga_probe_get_candidate (row), candidate))
        return FALSE;
    }
  return TRUE;
}

DermagaHost *
dermaga_endpoint_choose_name (const DermagaEndpoint *self, const DermagaAttempt *attempt)
{
  DermagaHost *fallback = NULL;

  for (guint i = 0; i < self->hosts->len; i++)
    {
      DermagaHost *host = self->hosts->pdata[i];

      if (dermaga_endpoint_was_tried (self, host))
        continue;
      if (dermaga_connection_matches_host (attempt->connection, host->name))
        return host;
      if (fallback == NULL)
        fallback = host;
    }
  return fallback;
}
