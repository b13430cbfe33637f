#pragma once

#include "export/dermaga-format-private.h"

G_BEGIN_DECLS

/*
 * Shell scripts with commands of WP-CLI. The password is asked for when the script runs, without
 * being shown, and goes through a pipe: it stands in no file but wp-config.php and in no list of
 * processes.
 */

/**
 * dermaga_wordpress_cli_check:
 *
 * Whether WP-CLI takes user name and sender's name as values: it takes what begins with "-" for an
 * option. The error is DERMAGA_SETTINGS_ERROR_FORMAT.
 */
gboolean dermaga_wordpress_cli_check (const DermagaSettings *settings, GError **error);
/** dermaga_wordpress_cli_begin: the script's head. */
void dermaga_wordpress_cli_begin (GString *out, const DermagaFileNote *note,
                                  const DermagaFormat *format, const DermagaSettings *settings);
/** dermaga_wordpress_cli_set: a constant of wp-config.php that holds text. */
void dermaga_wordpress_cli_set (GString *out, const char *name, const char *value);
/** dermaga_wordpress_cli_set_word: a constant of wp-config.php that holds a number or true. */
void dermaga_wordpress_cli_set_word (GString *out, const char *name, const char *word);
/** dermaga_wordpress_cli_set_password: a constant of wp-config.php, asked for. */
void dermaga_wordpress_cli_set_password (GString *out, const char *name);
/** dermaga_wordpress_cli_option: an option in the site's database. @json: one line. */
void dermaga_wordpress_cli_option (GString *out, const char *name, const char *json);
/** dermaga_wordpress_cli_secret_note: (transfer none): translated: where the password goes. */
const char *dermaga_wordpress_cli_secret_note (void);
/** dermaga_wordpress_cli_test_note: (transfer full): translated: how to send a message. */
char *dermaga_wordpress_cli_test_note (void);
/** dermaga_wordpress_cli_steps: (transfer full): what to do with the script for @plugin. */
char *dermaga_wordpress_cli_steps (const char *plugin, const char *file_name);

G_END_DECLS
