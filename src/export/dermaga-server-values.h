#pragma once

#include "export/dermaga-format-private.h"

G_BEGIN_DECLS

/* What several formats for servers and web applications write in the same way. */

/**
 * dermaga_escape_shell:
 *
 * For a word in single quotes of a POSIX shell, where only the quote itself means anything.
 */
char *dermaga_escape_shell (const char *text);

/**
 * dermaga_escape_dotenv:
 *
 * For a value in double quotes of an .env file, as PHP's dotenv reads it.
 */
char *dermaga_escape_dotenv (const char *text);

/**
 * dermaga_dup_mailbox: (transfer full): sender as a header of a message has it: with the name in
 * quotes where there is one, else the bare address.
 */
char *dermaga_dup_mailbox (const DermagaSettings *settings);

/**
 * dermaga_append_program_note:
 *
 * Like dermaga_append_note(), with a first sentence made from the format's program.
 */
void dermaga_append_program_note (GString *out, DermagaCommentStyle style,
                                  const DermagaFormat *format, const DermagaSettings *settings,
                                  const char *place, const char *secret, const char *test);

/** dermaga_environment_step: translated: that the password is kept in SMTP_PASSWORD. */
const char *dermaga_environment_step (void);
/** dermaga_dup_placeholder_step: (transfer full): translated: that the password goes where
 *  dermaga_password_placeholder() stands. */
char *dermaga_dup_placeholder_step (void);

G_END_DECLS
