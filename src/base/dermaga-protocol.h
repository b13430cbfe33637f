#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DermagaProtocol:
 * @DERMAGA_PROTOCOL_SMTP: outgoing mail (RFC 5321, RFC 6409)
 * @DERMAGA_PROTOCOL_IMAP: incoming mail that stays on the server (RFC 9051)
 * @DERMAGA_PROTOCOL_POP3: incoming mail that is fetched (RFC 1939)
 */
typedef enum {
  DERMAGA_PROTOCOL_SMTP,
  DERMAGA_PROTOCOL_IMAP,
  DERMAGA_PROTOCOL_POP3,
} DermagaProtocol;

/**
 * DermagaSecurity:
 * @DERMAGA_SECURITY_NONE: clear text throughout
 * @DERMAGA_SECURITY_STARTTLS: begins in clear text and must upgrade (RFC 3207, RFC 2595, RFC 9051)
 * @DERMAGA_SECURITY_TLS: TLS from the first byte (RFC 8314)
 */
typedef enum {
  DERMAGA_SECURITY_NONE,
  DERMAGA_SECURITY_STARTTLS,
  DERMAGA_SECURITY_TLS,
} DermagaSecurity;

typedef enum {
  DERMAGA_DIRECTION_INCOMING,
  DERMAGA_DIRECTION_OUTGOING,
} DermagaDirection;

/* The words of the JSON contract: smtp imap pop3; none starttls tls. */
const char *dermaga_protocol_to_string (DermagaProtocol protocol);
gboolean dermaga_protocol_from_string (const char *string, DermagaProtocol *protocol);
const char *dermaga_security_to_string (DermagaSecurity security);
gboolean dermaga_security_from_string (const char *string, DermagaSecurity *security);
DermagaDirection dermaga_protocol_get_direction (DermagaProtocol protocol);

G_END_DECLS
