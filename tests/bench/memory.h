#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** memory_print: what this process has, in KiB: written by itself alone, and all that is resident
 *  (with what is mapped from files and may be dropped). */
void memory_print (void);

G_END_DECLS
