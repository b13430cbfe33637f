#include "config.h"

#include "probe/dermaga-peers.h"

#include "net/dermaga-connection.h"

#define THREE_SYNS_US (3 * G_USEC_PER_SEC)
#define MARGIN_US (20 * 1000)
#define FAR_ADDRESS_US (1 * G_USEC_PER_SEC)

typedef struct
{
  guint active;
  gint64 round_trip; /* -1 unknown */
} Peer;

struct _DermagaPeers
{
  GHashTable *peers;
  guint active;
  gint64 longest_round_trip; /* of all addresses; -1 unknown */
};

DermagaPeers *
dermaga_peers_new (void)
{
  DermagaPeers *self = g_new0 (DermagaPeers, 1);

  self->peers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->longest_round_trip = -1;
  return self;
}

void
dermaga_peers_free (DermagaPeers *self)
{
  g_hash_table_unref (self->peers);
  g_free (self);
}

static Peer *
get_peer (DermagaPeers *self, const char *address)
{
  Peer *peer = g_hash_table_lookup (self->peers, address);

  if (peer == NULL)
    {
      peer = g_new0 (Peer, 1);
      peer->round_trip = -1;
      g_hash_table_insert (self->peers, g_strdup (address), peer);
    }
  return peer;
}

gboolean
dermaga_peers_enter (DermagaPeers *self, const char *address)
{
  Peer *peer = get_peer (self, address);

  if (peer->active >= DERMAGA_MAX_PER_ADDRESS || self->active >= DERMAGA_MAX_CONNECTIONS)
    return FALSE;
  peer->active++;
  self->active++;
  return TRUE;
}

void
dermaga_peers_leave (DermagaPeers *self, const char *address)
{
  Peer *peer = get_peer (self, address);

  g_return_if_fail (peer->active > 0);
  peer->active--;
  self->active--;
}

gboolean
dermaga_peers_note_round_trip (DermagaPeers *self, const char *address, gint64 round_trip_us)
{
  Peer *peer = get_peer (self, address);
  gboolean news = FALSE;

  /* The shortest counts for one address: a longer one held a lost SYN. */
  if (peer->round_trip < 0 || round_trip_us < peer->round_trip)
    {
      peer->round_trip = round_trip_us;
      news = TRUE;
    }
  if (round_trip_us > self->longest_round_trip)
    {
      self->longest_round_trip = round_trip_us;
      news = TRUE;
    }
  return news;
}

gint64
dermaga_peers_get_connect_deadline (DermagaPeers *self, const char *address)
{
  Peer *peer = get_peer (self, address);
  gint64 deadline = DERMAGA_DEADLINE_CONNECT;

  if (peer->round_trip >= 0)
    deadline = THREE_SYNS_US + peer->round_trip * 3 / 2 + MARGIN_US;
  else if (self->longest_round_trip >= 0)
    deadline = THREE_SYNS_US + MAX (FAR_ADDRESS_US, 4 * self->longest_round_trip);
  return MIN (deadline, DERMAGA_DEADLINE_CONNECT);
}
