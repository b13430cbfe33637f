#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Connections to one address at once, and to all together. */
#define DERMAGA_MAX_PER_ADDRESS 8
#define DERMAGA_MAX_CONNECTIONS 64

/**
 * DermagaPeers: what is known of each address while it is tried: how many connections are under
 * way, and how far away it is.
 */
typedef struct _DermagaPeers DermagaPeers;

DermagaPeers *dermaga_peers_new (void);
void dermaga_peers_free (DermagaPeers *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaPeers, dermaga_peers_free)

/** dermaga_peers_enter: takes a place for a connection to @address; FALSE if there is none. */
gboolean dermaga_peers_enter (DermagaPeers *self, const char *address);
void dermaga_peers_leave (DermagaPeers *self, const char *address);

/** dermaga_peers_note_round_trip: TRUE when this changes a deadline of some address. */
gboolean dermaga_peers_note_round_trip (DermagaPeers *self, const char *address,
                                        gint64 round_trip_us);

/**
 * dermaga_peers_get_connect_deadline: microseconds from the start of a connection
 *
 * Linux repeats a SYN after 1 and 3 s. A port that has not answered three SYNs and the time for
 * the way back is silent. How long that way is, the address's other ports tell; where none has
 * answered, the other addresses give a hint; where nothing has, the whole 10 s are waited.
 */
gint64 dermaga_peers_get_connect_deadline (DermagaPeers *self, const char *address);

G_END_DECLS
