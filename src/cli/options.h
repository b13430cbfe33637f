#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Exit statuses: part of the contract with scripts. */
typedef enum {
  DERMAGA_EXIT_SAFE_PAIR = 0,
  DERMAGA_EXIT_NO_PAIR = 1,
  DERMAGA_EXIT_WRONG_USE = 2,
  DERMAGA_EXIT_NO_NETWORK = 3,
} DermagaExit;

/**
 * DermagaOption: a long option of a sub-command.
 * @name: without the dashes
 * @value: (nullable): translatable (N_): what stands for the value in the help; %NULL for a flag
 * @help: translatable (N_): one line
 * @flag: set for a flag, @text otherwise; the last value given counts
 */
typedef struct {
  const char *name;
  const char *value;
  const char *help;
  gboolean *flag;
  char **text;
} DermagaOption;

/**
 * DermagaUsage: what a sub-command takes.
 * @command: its name
 * @operand: (nullable): translatable (N_): the one operand, %NULL for none
 * @summary: translatable (N_): what it does, a sentence
 * @options: (element-type DermagaOption)
 * @lacking: (nullable): translatable (N_): the sentence for an operand that was not given; %NULL
 *   when the operand is a domain or an address
 * @instead: (nullable): the text of an option that makes the operand needless
 */
typedef struct {
  const char *command;
  const char *operand;
  const char *summary;
  GArray *options;
  const char *lacking;
  char *const *instead;
} DermagaUsage;

typedef enum {
  DERMAGA_PARSED,       /* go on */
  DERMAGA_PARSED_HELP,  /* help was asked for and printed */
  DERMAGA_PARSED_WRONG, /* a sentence was printed */
} DermagaParsed;

/**
 * dermaga_options_parse:
 * @arguments: (array zero-terminated=1): what follows the sub-command
 * @operand: (out) (transfer full): set when @usage has one; %NULL where another option stands in
 *
 * Options may stand before or after the operand; "--" ends them.
 */
DermagaParsed dermaga_options_parse (const DermagaUsage *usage, char **arguments, char **operand);

/** dermaga_complain: prints "dermaga-cli: @sentence" to standard error, made safe to show. */
void dermaga_complain (const char *sentence);

/** dermaga_complain_of: the same, with the sentence for @error behind @what; always
 *  %DERMAGA_EXIT_WRONG_USE. */
int dermaga_complain_of (const char *what, const GError *error);

/**
 * dermaga_print:
 *
 * Writes @text to standard output as it is. Returns whether it got there; complains if not.
 */
gboolean dermaga_print (const char *text);

G_END_DECLS
