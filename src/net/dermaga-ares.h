#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DermagaAres: one c-ares channel whose sockets and timers are sources of the thread-default main
 * context.
 */
typedef struct _DermagaAres DermagaAres;

/**
 * DermagaAresFunc:
 * @message: (nullable) (array length=length): the reply, empty when what came could not be read,
 *   %NULL when none came
 */
typedef void (*DermagaAresFunc) (gpointer data, const guint8 *message, gsize length);

/**
 * dermaga_ares_new:
 * @servers: (nullable): "ip:port[,ip:port]" in place of the system's
 * @keep_refusals: whether SERVFAIL, NOTIMP and REFUSED are replies; otherwise the next server is
 *   asked, and there is no reply when none does better
 * @owner: kept alive while a source of this channel runs, since a callback may drop its last user
 *
 * Errors are in G_IO_ERROR.
 */
DermagaAres *dermaga_ares_new (const char *servers, gboolean keep_refusals, GObject *owner,
                               GError **error);
/** dermaga_ares_free: calls back for every question under way, without a message. */
void dermaga_ares_free (DermagaAres *self);

/** dermaga_ares_count_servers: how many servers are configured. */
guint dermaga_ares_count_servers (DermagaAres *self);

/**
 * dermaga_ares_query:
 *
 * Asks; @func is called once, perhaps before this returns.
 *
 * Returns: whether @name can be asked for at all; if not, @func is not called
 */
gboolean dermaga_ares_query (DermagaAres *self, const char *name, int type, DermagaAresFunc func,
                             gpointer data);

G_END_DECLS
