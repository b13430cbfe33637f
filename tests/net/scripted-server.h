#pragma once

#include <gio/gio.h>

#include "tls/dermaga-tls-context.h"

G_BEGIN_DECLS

/**
 * ScriptedServer: a TCP server on a free loopback port that plays a script to every connection.
 * A script is lines of: "S text" send text and CRLF; "s text" send text as it is (C escapes);
 * "C prefix" wait for a line that begins so; "CLOSE"; "RESET"; "TLS" the rest is said inside TLS,
 * once the handshake is over. After its last line it keeps still.
 * "NEXT" begins the script of the next connection; the last one holds for all that follow.
 */
typedef struct _ScriptedServer ScriptedServer;

ScriptedServer *scripted_server_new (const char *script);
/** The same on a port of another loopback address. */
ScriptedServer *scripted_server_new_at (const char *address_text, guint16 port, const char *script);
void scripted_server_free (ScriptedServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScriptedServer, scripted_server_free)

/** For "TLS". */
void scripted_server_set_tls (ScriptedServer *self, DermagaTlsContext *context);
/** All that any client sent inside TLS, decrypted. */
const char *scripted_server_get_secret (ScriptedServer *self);
/** All that any client sent, encrypted or not, as it was read from the network. */
GBytes *scripted_server_get_bytes (ScriptedServer *self);

guint16 scripted_server_get_port (ScriptedServer *self);
/** How many connections came. */
guint scripted_server_count (ScriptedServer *self);
/** How many of them are open. */
guint scripted_server_count_open (ScriptedServer *self);
/** All that any client sent. */
const char *scripted_server_get_received (ScriptedServer *self);
/** (element-type utf8): the same, as it was read from the network, piece by piece. */
GPtrArray *scripted_server_get_pieces (ScriptedServer *self);

G_END_DECLS
