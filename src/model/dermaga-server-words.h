#pragma once

#include "tls/dermaga-tls-facts.h"
#include "wire/dermaga-dialogue.h"

G_BEGIN_DECLS

/** What kind of server speaks, by its first line. */
typedef enum {
  DERMAGA_SERVICE_UNKNOWN,
  DERMAGA_SERVICE_WEB,
  DERMAGA_SERVICE_SSH,
  DERMAGA_SERVICE_FTP,
  DERMAGA_SERVICE_SMTP,
  DERMAGA_SERVICE_IMAP,
  DERMAGA_SERVICE_POP3,
} DermagaService;

/**
 * dermaga_server_words_of:
 * @facts: (nullable)
 * @tls: (nullable)
 *
 * Returns: (transfer full) (nullable): what the server said where the connection went wrong: the
 * reply that made the trouble, the text in place of a handshake, or else its greeting; safe to show
 */
char *dermaga_server_words_of (const DermagaFacts *facts, const DermagaTlsFacts *tls);

/** dermaga_server_words_get_service: @line: the first line that a server sent. */
DermagaService dermaga_server_words_get_service (const char *line);

/** dermaga_server_words_tell_limit: whether the words say that there are too many connections just
 *  now, of this computer or of everybody: 421, [INUSE], "too many". */
gboolean dermaga_server_words_tell_limit (const char *words);

/** dermaga_server_words_blame_address: whether the words of a refusal are about the address from
 *  which the connection comes: block lists, "dynamic", "policy", 5.7.1. */
gboolean dermaga_server_words_blame_address (const char *words);

G_END_DECLS
