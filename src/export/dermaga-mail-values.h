#pragma once

#include "export/dermaga-format-private.h"

G_BEGIN_DECLS

/* What several formats for mail programs write in the same way. */

/**
 * dermaga_escape_percent:
 *
 * For the user name in a URL: all but letters, digits and "-._~" of ASCII becomes "%" and two
 * digits, so that it also means nothing to any file that the URL stands in.
 */
char *dermaga_escape_percent (const char *text);

/** dermaga_escape_backslash: a backslash before each byte of @special, and before itself. */
char *dermaga_escape_backslash (const char *text, const char *special);

/**
 * dermaga_keyring_lookup:
 *
 * Returns: (transfer full): the command that prints the password from the system's keyring. It has
 * nothing in it that a shell or any of the files would read as more than a word.
 */
char *dermaga_keyring_lookup (const DermagaServer *server);

/** dermaga_keyring_store: (transfer full): a line of code for the next steps: the command that asks
 *  for the password and keeps it where the other finds it. */
char *dermaga_keyring_store (const DermagaServer *server);

/** dermaga_keyring_step: translated: the step above dermaga_keyring_store(). */
const char *dermaga_keyring_step (void);

/**
 * dermaga_append_mail_note:
 * @secret: (nullable): translated: where the password is; %NULL: in the system's keyring
 *
 * Like dermaga_append_note(), with the first sentence made from the format's program.
 */
void dermaga_append_mail_note (GString *out, const DermagaFormat *format,
                               const DermagaSettings *settings, const char *place,
                               const char *secret, const char *test);

G_END_DECLS
