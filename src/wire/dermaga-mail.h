#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * dermaga_mail_compose:
 * @email: valid address: sender and recipient
 * @subject: UTF-8 in any language; what could break a line becomes a space
 * @body: UTF-8; lines end with LF or CRLF
 * @now: Unix time
 *
 * Returns: (transfer full): a message (RFC 5322, RFC 2045, RFC 2047) that says that a program wrote
 *   it (RFC 3834)
 */
GBytes *dermaga_mail_compose (const char *email, const char *subject, const char *body, gint64 now);

G_END_DECLS
