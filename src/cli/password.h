#pragma once

#include "base/dermaga-secret.h"

G_BEGIN_DECLS

/**
 * dermaga_password_ask: at the terminal of this program, whatever its input is, without echo. The
 * terminal is as it was before on every way out, also when a signal ends or stops the program.
 * @prompt: one line without its end, in no colour; made safe to show
 *
 * Returns: (transfer full) (nullable): %NULL after a complaint
 */
DermagaSecret *dermaga_password_ask (const char *prompt);

/**
 * dermaga_password_read: from @fd up to its end or the end of the first line; without echo where
 * it is a terminal.
 *
 * Returns: (transfer full) (nullable): %NULL after a complaint
 */
DermagaSecret *dermaga_password_read (int fd);

/** dermaga_terminal_is_there: whether this program has a terminal to ask at. */
gboolean dermaga_terminal_is_there (void);

/** dermaga_terminal_agrees: asks a question there that is answered with yes or no; anything else
 *  than yes, in the language spoken or in English, means no. */
gboolean dermaga_terminal_agrees (const char *question);

G_END_DECLS
