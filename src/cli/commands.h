#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Each runs one sub-command; @arguments is what follows its name. They return the exit status. */

/** check TARGET: finds and tries the servers of a domain and prints what is known. */
int dermaga_command_check (char **arguments);
/** export TARGET: writes a file that sets a program up. */
int dermaga_command_export (char **arguments);
/** signin TARGET: one try to sign in to the servers that work, over verified TLS only. */
int dermaga_command_signin (char **arguments);
/** formats: lists what can be exported. */
int dermaga_command_formats (char **arguments);
/** read FILE: says what a published configuration file says. */
int dermaga_command_read (char **arguments);
/** publish TARGET: writes what the owner of a domain should publish, and judges what is. */
int dermaga_command_publish (char **arguments);
/** port NUMBER: is this port blocked in the network that this computer is in? */
int dermaga_command_port (char **arguments);
/** learn [TOPIC]: explains ports, encryption and what goes wrong. */
int dermaga_command_learn (char **arguments);
/** practice: does a check on the practice provider of this program's own. */
int dermaga_command_practice (char **arguments);
/**
 * words KIND: for the completion of shells, and in no help: what may be typed, a line each, with a
 * tabulator before its meaning. KIND is commands, formats, audiences, topics, scenes, languages.
 */
int dermaga_command_words (char **arguments);

/** dermaga_add_commands: such lines for the commands. */
void dermaga_add_commands (GString *out);

G_END_DECLS
