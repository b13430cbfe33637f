#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The longest password taken, in octets. */
#define DERMAGA_SECRET_MAX 1024u

/**
 * DermagaSecret: the one type in which a password lives. (ref-counted) Its memory is of its own
 * pages, which are kept from swap and core dumps where the system allows it, and overwritten when
 * the last reference goes or dermaga_secret_wipe() is called. It cannot be copied, printed or
 * compared with text; whoever needs the bytes for a moment reads them in place.
 */
typedef struct _DermagaSecret DermagaSecret;

/**
 * dermaga_secret_new:
 * @text: (nullable): valid UTF-8 is not required; the caller wipes its own copy
 * @length: in octets, or -1 when NUL-terminated
 *
 * Returns: (transfer full) (nullable): %NULL when it is empty, too long, or holds a NUL, CR or LF,
 *   which no sign-in can carry
 */
DermagaSecret *dermaga_secret_new (const char *text, gssize length);
DermagaSecret *dermaga_secret_ref (DermagaSecret *self);
void dermaga_secret_unref (DermagaSecret *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaSecret, dermaga_secret_unref)

/** dermaga_secret_wipe: overwrites it for all who hold it; from then on it is empty. */
void dermaga_secret_wipe (DermagaSecret *self);

/** dermaga_secret_peek: (transfer none): NUL-terminated, in place; "" after a wipe. */
const char *dermaga_secret_peek (DermagaSecret *self);
gsize dermaga_secret_get_length (DermagaSecret *self);

/** dermaga_wipe: overwrites memory in a way that no compiler leaves out. */
void dermaga_wipe (gpointer memory, gsize length);
/** dermaga_wipe_bytes_new: (transfer full): takes @data over (g_malloc), and overwrites it when
 *  the last reference goes. */
GBytes *dermaga_wipe_bytes_new (gpointer data, gsize length);

G_END_DECLS
