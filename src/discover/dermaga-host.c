#include "config.h"

#include "discover/dermaga-host.h"

/* The usual ports: RFC 8314 (465, 993, 995), RFC 6409 (587), RFC 9051 (143), RFC 1939 (110),
 * RFC 5321 (25), and 2525, which is registered for nothing of the kind but offered by many
 * sending services. One connection in clear answers for `none` and `starttls` both. */
static const struct
{
  DermagaProtocol protocol;
  guint16 port;
  DermagaSecurity security;
} usual_ports[] = {
  { DERMAGA_PROTOCOL_IMAP, 993, DERMAGA_SECURITY_TLS },
  { DERMAGA_PROTOCOL_IMAP, 143, DERMAGA_SECURITY_STARTTLS },
  { DERMAGA_PROTOCOL_POP3, 995, DERMAGA_SECURITY_TLS },
  { DERMAGA_PROTOCOL_POP3, 110, DERMAGA_SECURITY_STARTTLS },
  { DERMAGA_PROTOCOL_SMTP, 465, DERMAGA_SECURITY_TLS },
  { DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_STARTTLS },
  { DERMAGA_PROTOCOL_SMTP, 2525, DERMAGA_SECURITY_STARTTLS },
  { DERMAGA_PROTOCOL_SMTP, 25, DERMAGA_SECURITY_STARTTLS },
};

DermagaHost *
dermaga_host_new (const char *name, guint serves, DermagaSource source, guint order,
                  gboolean outside)
{
  DermagaHost *host = g_new0 (DermagaHost, 1);

  host->name = g_strdup (name);
  host->serves = serves;
  host->source = source;
  host->order = order;
  host->outside = outside;
  host->announced = g_ptr_array_new_with_free_func ((GDestroyNotify) dermaga_candidate_free);
  host->addresses = g_ptr_array_new_with_free_func (g_object_unref);
  return host;
}

void
dermaga_host_free (DermagaHost *host)
{
  g_free (host->name);
  g_ptr_array_unref (host->announced);
  g_ptr_array_unref (host->addresses);
  g_free (host);
}

void
dermaga_host_merge (DermagaHost *host, guint serves, DermagaSource source, guint order,
                    gboolean outside)
{
  host->serves |= serves;
  if (source < host->source || (source == host->source && order < host->order))
    {
      host->source = source;
      host->order = order;
    }
  /* One trustworthy source is enough: what the user typed needs no consent. */
  host->outside = host->outside && outside;
}

static gboolean
contains (GPtrArray *candidates, const DermagaCandidate *candidate)
{
  return g_ptr_array_find_with_equal_func (candidates, candidate,
                                           (GEqualFunc) dermaga_candidate_equal, NULL);
}

GPtrArray *
dermaga_host_get_candidates (const DermagaHost *host)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) dermaga_candidate_free);

  for (guint i = 0; i < host->announced->len; i++)
    g_ptr_array_add (all, dermaga_candidate_copy (host->announced->pdata[i]));

  for (guint i = 0; i < G_N_ELEMENTS (usual_ports); i++)
    {
      g_autoptr (DermagaCandidate) candidate = NULL;

      if ((host->serves & (1u << usual_ports[i].protocol)) == 0)
        continue;
      candidate = dermaga_candidate_new (usual_ports[i].protocol, host->name, usual_ports[i].port,
                                         usual_ports[i].security, host->source, host->order);
      /* A source that names exact ports vouches for no other port of the same host. */
      if (host->announced->len > 0 && candidate->source > DERMAGA_SOURCE_USER)
        candidate->source = MAX (candidate->source, DERMAGA_SOURCE_GUESS);
      candidate->outside = host->outside;
      if (!contains (all, candidate))
        g_ptr_array_add (all, g_steal_pointer (&candidate));
    }
  return all;
}

gboolean
dermaga_host_is_answered (const DermagaHost *host)
{
  return host->answered[0] && host->answered[1];
}
