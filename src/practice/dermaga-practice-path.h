#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * dermaga_practice_path_parse:
 * @argument: of MAIL or RCPT, behind "FROM:" or "TO:"
 * @rest: (out): what follows the path, its parameters
 *
 * Reads a path (RFC 5321 §4.1.2): an address in angle brackets, whose source route is passed over.
 * As most servers do, it takes an address without brackets, too.
 *
 * Returns: (transfer full) (nullable): the address, "" for the empty path; %NULL if it is none
 */
char *dermaga_practice_path_parse (const char *argument, const char **rest);

/** dermaga_practice_path_is_local: whether @address is at the practice domain or below it, or
 *  "postmaster" alone, for whom a server takes mail from everybody. */
gboolean dermaga_practice_path_is_local (const char *address);

typedef enum {
  DERMAGA_PRACTICE_PARAMETERS_GOOD,
  DERMAGA_PRACTICE_PARAMETERS_MALFORMED,
  DERMAGA_PRACTICE_PARAMETERS_UNKNOWN,
  DERMAGA_PRACTICE_PARAMETERS_TOO_BIG, /* SIZE says more than is taken */
} DermagaPracticeParameters;

/** dermaga_practice_parameters_judge: of MAIL: SIZE, BODY, SMTPUTF8 and AUTH. */
DermagaPracticeParameters dermaga_practice_parameters_judge (const char *parameters);

G_END_DECLS
