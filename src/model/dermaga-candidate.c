#include "config.h"

#include "model/dermaga-candidate.h"

DermagaCandidate *
dermaga_candidate_new (DermagaProtocol protocol, const char *host, guint16 port,
                       DermagaSecurity security, DermagaSource source, guint order)
{
  DermagaCandidate *candidate;

  g_return_val_if_fail (host != NULL, NULL);

  candidate = g_new0 (DermagaCandidate, 1);
  candidate->protocol = protocol;
  candidate->host = g_ascii_strdown (host, -1);
  candidate->port = port;
  candidate->security = security;
  candidate->source = source;
  candidate->order = order;
  return candidate;
}

DermagaCandidate *
dermaga_candidate_copy (const DermagaCandidate *candidate)
{
  DermagaCandidate *copy;

  g_return_val_if_fail (candidate != NULL, NULL);

  copy = g_memdup2 (candidate, sizeof *candidate);
  copy->host = g_strdup (candidate->host);
  copy->user_name = g_strdup (candidate->user_name);
  return copy;
}

void
dermaga_candidate_free (DermagaCandidate *candidate)
{
  if (candidate == NULL)
    return;
  g_free (candidate->host);
  g_free (candidate->user_name);
  g_free (candidate);
}

gboolean
dermaga_candidate_equal (const DermagaCandidate *a, const DermagaCandidate *b)
{
  return a->protocol == b->protocol && a->port == b->port && a->security == b->security
         && g_str_equal (a->host, b->host);
}

guint
dermaga_candidate_hash (const DermagaCandidate *candidate)
{
  return g_str_hash (candidate->host) ^ ((guint) candidate->port << 8)
         ^ ((guint) candidate->protocol << 4) ^ (guint) candidate->security;
}

/* Submission ports by RFC 8314 and RFC 6409; 25 is for servers among themselves. */
static guint
rank_outgoing_port (guint16 port)
{
  switch (port)
    {
    case 465:
      return 0;
    case 587:
      return 1;
    case 2525:
      return 2;
    case 25:
      return 4;
    default:
      return 3;
    }
}

static guint
rank_port (const DermagaCandidate *candidate)
{
  gboolean usual = TRUE;

  switch (candidate->protocol)
    {
    case DERMAGA_PROTOCOL_SMTP:
      return rank_outgoing_port (candidate->port);
    case DERMAGA_PROTOCOL_IMAP:
      usual = candidate->port == 993 || candidate->port == 143;
      break;
    case DERMAGA_PROTOCOL_POP3:
      usual = candidate->port == 995 || candidate->port == 110;
      break;
    }
  return usual ? 0 : 1;
}

static int
compare_numbers (guint a, guint b)
{
  return (a > b) - (a < b);
}

/* TLS has the highest value of DermagaSecurity and is the best, so the operands change places. */
int
dermaga_candidate_compare (const DermagaCandidate *a, const DermagaCandidate *b)
{
  int order = compare_numbers (a->source, b->source);

  if (order == 0)
    order = compare_numbers (a->protocol, b->protocol);
  if (order == 0)
    order = compare_numbers (b->security, a->security);
  if (order == 0)
    order = compare_numbers (rank_port (a), rank_port (b));
  if (order == 0)
    order = compare_numbers (a->order, b->order);
  /* What follows says nothing about quality; it makes the order total, so that the answer never
   * depends on which reply came first. */
  if (order == 0)
    order = compare_numbers (a->port, b->port);
  if (order == 0)
    order = g_strcmp0 (a->host, b->host);
  return order;
}
