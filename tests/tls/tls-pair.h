#pragma once

#include <openssl/ssl.h>

#include "practice/dermaga-authority.h"
#include "tls/dermaga-tls-engine.h"

G_BEGIN_DECLS

#define HOST "mail.example.test"

/* How many bytes are handed over at once. */
typedef enum {
  CHUNKS_WHOLE,
  CHUNKS_BYTES,
  CHUNKS_RANDOM,
} Chunks;

/* feed() in pieces; stops when the engine fails or closes. */
void pair_feed (DermagaTlsEngine *engine, GBytes *bytes, Chunks chunks);
/* Carries bytes both ways until neither side has any; @limit: most bytes for the client to get. */
void pair_run (DermagaTlsEngine *client, DermagaTlsEngine *server, Chunks chunks, gsize limit);

/* A probe context that trusts @authority (nullable), and nothing of this computer. */
DermagaTlsContext *pair_probe (DermagaAuthority *authority);
DermagaTlsContext *pair_server (const char *chain, const char *key);

/* A client for @host that has shaken hands, as far as it goes, with a server of that chain. */
DermagaTlsEngine *pair_client (DermagaTlsContext *probe, const char *chain, const char *key,
                               const char *host, Chunks chunks);

/* A server by OpenSSL alone, its safeguards off, for what the engine's server would not do. */
typedef struct _RawServer RawServer;

RawServer *raw_server_new (const DermagaIssued *issued, int min_version, int max_version);
void raw_server_free (RawServer *server);
SSL *raw_server_get_ssl (RawServer *server);
/* Sends @word along with its certificate to whoever asks for it. */
void raw_server_staple (RawServer *server, GBytes *word);
/* Its first flight: what it answers to the client's hello. */
GBytes *raw_server_answer (RawServer *server, DermagaTlsEngine *client);
void raw_server_run (RawServer *server, DermagaTlsEngine *client, Chunks chunks, gsize limit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RawServer, raw_server_free)

gboolean has_fault (const DermagaTlsFacts *facts, int code, int depth);
char *faults_to_string (const DermagaTlsFacts *facts);

G_END_DECLS
