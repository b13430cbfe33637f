#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * dermaga_no_roots_get: (transfer none): trusts nobody
 *
 * GIO's TLS reads all roots of the system, some 10 MB, for each process that makes a connection,
 * also where another judge decides. From the first call on this is its default database instead,
 * so that whoever asks no other judge in this process is told that nobody is trusted.
 */
GTlsDatabase *dermaga_no_roots_get (void);

G_END_DECLS
