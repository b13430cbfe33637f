#pragma once

#include "discover/dermaga-discovery.h"
#include "discover/dermaga-guess.h"
#include "net/dermaga-web.h"

G_BEGIN_DECLS

/* Inside discover/ only: dermaga-discovery.c asks, waits and tells, -hosts.c keeps the names and
 * their addresses, -sources.c knows what names are asked and what is known without asking, -srv.c
 * and -mx.c what those answers mean, -web.c which documents are fetched, -documents.c what they
 * say, -certificate.c which names of certificates are looked up, and -hold.c what is worth waiting
 * for. */

/* The domain's mail exchangers that are followed. */
#define DERMAGA_MAX_EXCHANGERS 2
/* How much further down the order the next place of the same kind begins. */
#define DERMAGA_ORDER_STEP 100

#define DERMAGA_ISPDB_HOST "autoconfig.thunderbird.net"
#define DERMAGA_AUTOCONFIG_PATH "/mail/config-v1.1.xml"

typedef enum
{
  ASK_HOST,
  ASK_SRV,
  ASK_MX,
  ASK_WILDCARD,
  ASK_PACC,    /* the digest of the PACC document */
  ASK_MTA_STS, /* whether there is a policy */
} AskKind;

#define N_ASK_KINDS (ASK_MTA_STS + 1)

/* What is fetched from web servers. */
typedef enum
{
  WEB_PACC,
  WEB_AUTOCONFIG,
  WEB_WELL_KNOWN,
  WEB_ISPDB,
  WEB_MX_AUTOCONFIG,
  WEB_MX_ISPDB,
  WEB_MTA_STS,
  WEB_AUTODISCOVER,
  WEB_HTTP,
} WebKind;

#define N_WEB_KINDS (WEB_HTTP + 1)

/* One kind: how many of its documents are under way, and what came of the others. */
typedef struct
{
  guint open;
  gboolean found;
  gboolean ended;
  gboolean has_problem;
  DermagaSourceProblem problem; /* the first */
  char *hosts;                  /* names that were asked */
  char *elsewhere;              /* (nullable): where another name led, which had the problem */
} WebState;

/* Records of DNS, and how long they may be waited for, in microseconds of the monotonic clock. */
typedef struct
{
  DermagaDiscovery *discovery;
  AskKind kind;
  gint64 started;
  gint64 limit;
  DermagaHost *host;                /* ASK_HOST */
  guint family;                     /* ASK_HOST */
  const DermagaSrvService *service; /* ASK_SRV */
} Question;

typedef struct
{
  DermagaDiscovery *discovery;
  WebKind kind;
  guint order; /* of the first server that it names */
  gint64 started;
  DermagaWebFetch *fetch;
} WebQuestion;

struct _DermagaDiscovery
{
  GObject parent_instance;

  DermagaTarget *target;
  DermagaNetwork *network;
  DermagaResult *result;
  char *typed[2]; /* by DermagaDirection */
  DermagaProviderConfig *config; /* the user's file, expanded */
  DermagaPrivacy privacy;
  gboolean send_address;

  GCancellable *cancellable;
  GPtrArray *hosts;
  GPtrArray *open;     /* (element-type Question), borrowed */
  GPtrArray *fetches;  /* (element-type WebQuestion), borrowed */
  GPtrArray *wildcard; /* (element-type GInetAddress) */
  guint pending[N_ASK_KINDS];
  WebState web[N_WEB_KINDS];
  guint srv_found;
  gboolean srv_failed;
  GHashTable *certificates; /* (element-type utf8): fingerprints of those that were followed */
  GPtrArray *pacc_digests; /* (element-type utf8) */
  char *exchangers[DERMAGA_MAX_EXCHANGERS];
  guint confirmed;     /* bits: exchangers that the MTA-STS policy names */
  gboolean answered;   /* somebody was */
  gboolean gathered;
  gboolean telling;    /* what an answer holds is still to be told */
  gboolean finished;
  gboolean reported;   /* which guesses lead somewhere */
  gint64 started;
  gint64 hold_connect_us; /* see dermaga-discovery-hold.c; tests shorten them */
  gint64 hold_us;
  gint64 silence_us; /* until a name server that says nothing at all is given up */
  GSource *gather_timer;
  GSource *limit_timer;
  GSource *hold_timer;
};

/* Which directions are still to be found, as DermagaServes. */
guint dermaga_discovery_get_wanted (DermagaDiscovery *self);
/* Whether anybody is asked at all: not when the user said all there is to try. */
gboolean dermaga_discovery_looks_around (DermagaDiscovery *self);
/* Microseconds since the start. */
gint64 dermaga_discovery_get_elapsed (DermagaDiscovery *self);

void dermaga_discovery_ask (DermagaDiscovery *self, const char *name, DermagaDnsType type,
                            Question question);
/* (transfer none): the host of that name, new or known; asks for its addresses when it is new.
 * @exchangers: bits: the exchangers that led to it. */
DermagaHost *dermaga_discovery_add_host (DermagaDiscovery *self, const char *name, guint serves,
                                         DermagaSource source, guint order, guint exchangers);
void dermaga_discovery_take_addresses (DermagaDiscovery *self, DermagaHost *host, guint family,
                                       DermagaDnsAnswer *answer);
void dermaga_discovery_take_wildcard (DermagaDiscovery *self, DermagaDnsAnswer *answer);
void dermaga_discovery_tell (DermagaDiscovery *self, DermagaHost *host);
/* Something was told to its end: goes on to what follows from that. */
void dermaga_discovery_go_on (DermagaDiscovery *self);

/* A source names the exact port and mode of a server. @id: (nullable): of its report. */
DermagaHost *dermaga_discovery_announce (DermagaDiscovery *self, const char *id,
                                         const DermagaProviderServer *server,
                                         DermagaSource source, guint order, guint exchangers);
/* Announces what a document names, within bounds, and returns how many servers that were. */
guint dermaga_discovery_announce_config (DermagaDiscovery *self, const char *id,
                                         const DermagaProviderConfig *config,
                                         DermagaSource source, guint order, guint exchangers);
/* The same for an entry of the table, if it is sure enough. */
guint dermaga_discovery_announce_provider (DermagaDiscovery *self, const char *id,
                                           const DermagaProviderConfig *config,
                                           DermagaSource source, guint exchangers);

void dermaga_discovery_ask_known (DermagaDiscovery *self);
void dermaga_discovery_ask_all (DermagaDiscovery *self);

void dermaga_discovery_ask_srv (DermagaDiscovery *self);
void dermaga_discovery_take_srv (DermagaDiscovery *self, const DermagaSrvService *service,
                                 DermagaDnsAnswer *answer);
void dermaga_discovery_take_mx (DermagaDiscovery *self, DermagaDnsAnswer *answer);
void dermaga_discovery_take_mta_sts (DermagaDiscovery *self, DermagaDnsAnswer *answer);
/* The policy confirms some exchangers: where only they led needs no consent. */
void dermaga_discovery_confirm (DermagaDiscovery *self, guint exchangers);

/* Web sources */
const char *dermaga_discovery_get_web_id (WebKind kind);
/* @host: whom it asks; @path: on that host, with the slash. */
void dermaga_discovery_fetch (DermagaDiscovery *self, WebKind kind, const char *host,
                              const char *path, guint order);
void dermaga_discovery_ask_web (DermagaDiscovery *self);
void dermaga_discovery_take_pacc_digests (DermagaDiscovery *self, DermagaDnsAnswer *answer);
/* No name server answers: no web server will be found. */
void dermaga_discovery_give_up_nameless (DermagaDiscovery *self);
/* Not asked, and why. */
void dermaga_discovery_skip_web (DermagaDiscovery *self, WebKind kind,
                                 DermagaSourceProblem problem);
/* Asked in vain, without a document. */
void dermaga_discovery_end_web (DermagaDiscovery *self, WebKind kind,
                                DermagaSourceProblem problem);
/* Where servers come from that a kind names, if all goes well. */
DermagaSource dermaga_discovery_get_web_source (WebKind kind);
/* Whether the reply holds what was looked for; else @problem says why not. */
gboolean dermaga_discovery_take_document (DermagaDiscovery *self, const WebQuestion *question,
                                          const DermagaWebReply *reply,
                                          DermagaSourceProblem *problem);

/* What is still open is not needed any more, or comes too late. */
void dermaga_discovery_report_unasked (DermagaDiscovery *self);
/* Sets the timer for the end of the next hold. */
void dermaga_discovery_arm_hold (DermagaDiscovery *self);
/* Found; the detail lists the names of its servers. */
void dermaga_discovery_report_found (DermagaDiscovery *self, const char *id);
void dermaga_discovery_report_skipped (DermagaDiscovery *self, const char *id,
                                       DermagaSourceProblem problem);

G_END_DECLS
