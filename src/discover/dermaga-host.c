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

/* More than there are guesses. */
#define WILDCARD_PENALTY 100

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
  if (!outside)
    dermaga_host_trust (host);
}

void
dermaga_host_trust (DermagaHost *host)
{
  host->outside = FALSE;
  for (guint i = 0; i < host->announced->len; i++)
    ((DermagaCandidate *) host->announced->pdata[i])->outside = FALSE;
}

void
dermaga_host_announce (DermagaHost *host, const DermagaCandidate *candidate)
{
  DermagaCandidate *copy = dermaga_candidate_copy (candidate);
  guint place;

  copy->outside = host->outside;
  if (!g_ptr_array_find_with_equal_func (host->announced, copy,
                                         (GEqualFunc) dermaga_candidate_equal, &place))
    {
      g_ptr_array_add (host->announced, copy);
      return;
    }
  if (dermaga_candidate_compare (copy, host->announced->pdata[place]) < 0)
    {
      DermagaCandidate *worse = host->announced->pdata[place];

      host->announced->pdata[place] = copy;
      copy = worse;
    }
  /* Who says nothing about the user name contradicts nobody. */
  if (((DermagaCandidate *) host->announced->pdata[place])->user_name == NULL)
    ((DermagaCandidate *) host->announced->pdata[place])->user_name
      = g_steal_pointer (&copy->user_name);
  dermaga_candidate_free (copy);
}

static gboolean
contains (GPtrArray *candidates, const DermagaCandidate *candidate)
{
  return g_ptr_array_find_with_equal_func (candidates, candidate,
                                           (GEqualFunc) dermaga_candidate_equal, NULL);
}

/* How to sign in is a matter of the provider's and its protocol's, whichever port it is. */
static void
fill_user_name (const DermagaHost *host, DermagaCandidate *candidate)
{
  const DermagaCandidate *best = NULL;

  if (candidate->user_name != NULL)
    return;
  for (guint i = 0; i < host->announced->len; i++)
    {
      const DermagaCandidate *announced = host->announced->pdata[i];

      if (announced->protocol == candidate->protocol && announced->user_name != NULL
          && (best == NULL || dermaga_candidate_compare (announced, best) < 0))
        best = announced;
    }
  if (best != NULL)
    candidate->user_name = g_strdup (best->user_name);
}

/* (nullable): the best that was published for that port, in whichever mode. */
static const DermagaCandidate *
find_announced (const DermagaHost *host, DermagaProtocol protocol, guint16 port)
{
  const DermagaCandidate *best = NULL;

  for (guint i = 0; i < host->announced->len; i++)
    {
      const DermagaCandidate *announced = host->announced->pdata[i];

      if (announced->protocol == protocol && announced->port == port
          && (best == NULL || dermaga_candidate_compare (announced, best) < 0))
        best = announced;
    }
  return best;
}

/* (transfer full) (nullable) */
static DermagaCandidate *
usual_candidate (const DermagaHost *host, guint place)
{
  DermagaProtocol protocol = usual_ports[place].protocol;
  const DermagaCandidate *announced = find_announced (host, protocol, usual_ports[place].port);
  DermagaCandidate *candidate;

  if (announced == NULL && (host->serves & (1u << protocol)) == 0)
    return NULL;
  candidate = dermaga_candidate_new (protocol, host->name, usual_ports[place].port,
                                     usual_ports[place].security, host->source, host->order);
  candidate->outside = host->outside;
  if (announced != NULL)
    {
      candidate->source = announced->source;
      candidate->order = announced->order;
    }
  /* A source that names exact ports vouches for no other port of the same host. */
  else if (host->announced->len > 0 && candidate->source > DERMAGA_SOURCE_USER)
    candidate->source = MAX (candidate->source, DERMAGA_SOURCE_GUESS);
  return candidate;
}

GPtrArray *
dermaga_host_get_candidates (const DermagaHost *host)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) dermaga_candidate_free);

  for (guint i = 0; i < host->announced->len; i++)
    g_ptr_array_add (all, dermaga_candidate_copy (host->announced->pdata[i]));

  for (guint i = 0; i < G_N_ELEMENTS (usual_ports); i++)
    {
      g_autoptr (DermagaCandidate) candidate = usual_candidate (host, i);

      if (candidate != NULL && !contains (all, candidate))
        g_ptr_array_add (all, g_steal_pointer (&candidate));
    }
  for (guint i = 0; i < all->len; i++)
    fill_user_name (host, all->pdata[i]);
  return all;
}

DermagaCandidate *
dermaga_host_get_candidate_at (const DermagaHost *host, const DermagaCandidate *tried)
{
  g_autoptr (GPtrArray) candidates = dermaga_host_get_candidates (host);
  DermagaCandidate *candidate
    = dermaga_candidate_new (tried->protocol, host->name, tried->port, tried->security,
                             host->source, host->order);

  candidate->outside = host->outside;
  fill_user_name (host, candidate);
  for (guint i = 0; i < candidates->len; i++)
    {
      const DermagaCandidate *known = candidates->pdata[i];

      if (known->protocol != tried->protocol || known->port != tried->port)
        continue;
      candidate->source = known->source;
      candidate->order = known->order;
      break;
    }
  return candidate;
}

gboolean
dermaga_host_is_answered (const DermagaHost *host)
{
  return host->answered[0] && host->answered[1];
}

gboolean
dermaga_host_could_beat (const DermagaHost *host, DermagaDirection direction,
                         const DermagaCandidate *best)
{
  g_autoptr (GPtrArray) candidates = dermaga_host_get_candidates (host);

  for (guint i = 0; i < candidates->len; i++)
    {
      const DermagaCandidate *candidate = candidates->pdata[i];

      if (dermaga_protocol_get_direction (candidate->protocol) == direction
          && (best == NULL || dermaga_candidate_compare (candidate, best) < 0))
        return TRUE;
    }
  return FALSE;
}

int
dermaga_host_compare (gconstpointer a, gconstpointer b)
{
  const DermagaHost *one = *(DermagaHost *const *) a;
  const DermagaHost *other = *(DermagaHost *const *) b;

  if (one->source != other->source)
    return (int) one->source - (int) other->source;
  return (int) one->order - (int) other->order;
}

static gboolean
all_in (GPtrArray *addresses, GPtrArray *pool)
{
  for (guint i = 0; i < addresses->len; i++)
    if (!g_ptr_array_find_with_equal_func (pool, addresses->pdata[i],
                                           (GEqualFunc) g_inet_address_equal, NULL))
      return FALSE;
  return addresses->len > 0;
}

void
dermaga_host_demote_wildcard (DermagaHost *host, const char *domain, GPtrArray *wildcard)
{
  if (host->source == DERMAGA_SOURCE_GUESS && !g_str_equal (host->name, domain)
      && host->order < WILDCARD_PENALTY && all_in (host->addresses, wildcard))
    host->order += WILDCARD_PENALTY;
}
