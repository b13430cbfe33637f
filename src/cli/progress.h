#pragma once

#include "model/dermaga-result.h"

G_BEGIN_DECLS

/**
 * DermagaProgress: one line on standard error that is written anew as the check goes on. Where
 * standard error is no terminal, nothing is written.
 */
typedef struct _DermagaProgress DermagaProgress;

DermagaProgress *dermaga_progress_new (DermagaResult *result, const char *display_domain);
/** dermaga_progress_free: removes the line. */
void dermaga_progress_free (DermagaProgress *self);

G_END_DECLS
