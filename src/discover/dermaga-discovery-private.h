#pragma once

#include "discover/dermaga-discovery.h"
#include "discover/dermaga-guess.h"

G_BEGIN_DECLS

/* Inside discover/ only: dermaga-discovery.c asks, waits and tells; dermaga-discovery-sources.c
 * knows what each source is asked and what its words mean. */

typedef enum { ASK_HOST, ASK_SRV, ASK_MX, ASK_WILDCARD } AskKind;

struct _DermagaDiscovery
{
  GObject parent_instance;

  char *domain;
  DermagaResolver *resolver;
  DermagaResult *result;
  char *typed[2]; /* by DermagaDirection */
  DermagaPrivacy privacy;

  GCancellable *cancellable;
  GPtrArray *hosts;
  GPtrArray *open;              /* (element-type Question), borrowed */
  GPtrArray *wildcard;          /* (element-type GInetAddress) */
  guint pending[ASK_WILDCARD + 1];
  guint srv_found;
  gboolean srv_failed;
  gboolean gathered;
  gboolean telling; /* what an answer holds is still to be told */
  gboolean finished;
  gint64 started;
  GSource *gather_timer;
  GSource *limit_timer;
};

typedef struct
{
  DermagaDiscovery *discovery;
  AskKind kind;
  DermagaHost *host; /* ASK_HOST */
  guint family;      /* ASK_HOST */
  const DermagaSrvService *service; /* ASK_SRV */
} Question;

/* Which directions are still to be found, as DermagaServes. */
guint dermaga_discovery_get_wanted (DermagaDiscovery *self);
/* Microseconds since the start. */
gint64 dermaga_discovery_get_elapsed (DermagaDiscovery *self);

void dermaga_discovery_ask (DermagaDiscovery *self, const char *name, DermagaDnsType type,
                            Question question);
/* (transfer none): the host of that name, new or known; asks for its addresses when it is new. */
DermagaHost *dermaga_discovery_add_host (DermagaDiscovery *self, const char *name, guint serves,
                                         DermagaSource source, guint order);
void dermaga_discovery_tell (DermagaDiscovery *self, DermagaHost *host);

/* A source names the exact port and mode of a server. */
void dermaga_discovery_announce (DermagaDiscovery *self, const DermagaProviderServer *server,
                                 DermagaSource source, guint order);
void dermaga_discovery_follow_exchanger (DermagaDiscovery *self, const char *name, guint order);

void dermaga_discovery_add_typed (DermagaDiscovery *self, DermagaDirection direction,
                                  guint serves);
void dermaga_discovery_use_table (DermagaDiscovery *self);
void dermaga_discovery_ask_sources (DermagaDiscovery *self);
void dermaga_discovery_ask_guesses (DermagaDiscovery *self);

G_END_DECLS
