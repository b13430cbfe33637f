#pragma once

#include "wire/dermaga-dialogue.h"

G_BEGIN_DECLS

typedef enum {
  DERMAGA_POP3_OK,
  DERMAGA_POP3_ERR,
  DERMAGA_POP3_OTHER, /* neither */
} DermagaPop3Status;

/** dermaga_pop3_status: reads the status of a reply line (RFC 1939 §3): exactly "+OK" or "-ERR". */
DermagaPop3Status dermaga_pop3_status (const char *line);

/**
 * dermaga_pop3_has_code:
 * @code: such as "SYS/TEMP"
 *
 * Whether a reply carries that response code (RFC 2449 §8), in any case.
 */
gboolean dermaga_pop3_has_code (const char *line, const char *code);

/** dermaga_pop3_get_text: (transfer none): the text for people, behind status and response code. */
const char *dermaga_pop3_get_text (const char *line);

/** dermaga_pop3_is_temporary: a -ERR with a code that invites a later attempt (RFC 3206). */
gboolean dermaga_pop3_is_temporary (const char *line);

/** dermaga_pop3_read_capability: reads one line of the answer to CAPA, without dot-stuffing. */
void dermaga_pop3_read_capability (const char *line, DermagaCapabilities *capabilities);

G_END_DECLS
