#pragma once

#include "export/dermaga-format-private.h"

G_BEGIN_DECLS

/*
 * Scripts that an administrator runs to set up a mail server: POSIX shell, in which values stand
 * only as words in single quotes.
 */

/** DermagaScript: what differs between them.
 * @file_name: of the script
 * @command: one that must be there, and
 * @package: the name of what brings it
 * @secret_file: where the password is written
 */
typedef struct {
  const DermagaFormat *format;
  const char *file_name;
  const char *command;
  const char *package;
  const char *secret_file;
} DermagaScript;

/**
 * dermaga_script_check:
 *
 * Whether the user name can stand in a file where a colon ends it, and blanks around it are lost.
 * The error is DERMAGA_SETTINGS_ERROR_FORMAT.
 */
gboolean dermaga_script_check (const DermagaSettings *settings, GError **error);

/** dermaga_script_begin: notes, values, checks, and the question for the password, which is then in
 *  $password; the functions "stop" and "put_first" are there. */
void dermaga_script_begin (GString *out, const DermagaScript *script,
                           const DermagaSettings *settings);
/** dermaga_script_say: a step explained in a comment. */
void dermaga_script_say (GString *out, const char *text);
/** dermaga_script_stop: how a line goes on that must not fail. */
void dermaga_script_stop (GString *out, const char *text);
/** dermaga_script_end: how to test. */
void dermaga_script_end (GString *out, const DermagaSettings *settings);
/** dermaga_script_dup_steps: (transfer full): the next steps. */
char *dermaga_script_dup_steps (const DermagaScript *script, const DermagaSettings *settings);

G_END_DECLS
