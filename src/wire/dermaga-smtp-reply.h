#pragma once

#include "wire/dermaga-dialogue.h"

G_BEGIN_DECLS

/**
 * DermagaSmtpReply: a reply of one or more lines (RFC 5321 §4.2.1).
 * @code: 200 to 599, 0 before the first line
 * @texts: (element-type utf8): what follows the code in each line, raw
 * @complete: whether the last line has come
 */
typedef struct {
  int code;
  GPtrArray *texts;
  gboolean complete;
} DermagaSmtpReply;

DermagaSmtpReply *dermaga_smtp_reply_new (void);
void dermaga_smtp_reply_free (DermagaSmtpReply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaSmtpReply, dermaga_smtp_reply_free)

/** dermaga_smtp_reply_reset: makes it ready for another reply. */
void dermaga_smtp_reply_reset (DermagaSmtpReply *self);

/**
 * dermaga_smtp_reply_add_line:
 *
 * Returns: %FALSE when @line is no reply line, or carries another code than the lines before it.
 */
gboolean dermaga_smtp_reply_add_line (DermagaSmtpReply *self, const char *line);

/** dermaga_smtp_reply_dup_text: (transfer full): the code and all texts in one raw line. */
char *dermaga_smtp_reply_dup_text (DermagaSmtpReply *self);

/**
 * dermaga_smtp_reply_is_masked_banner: whether something overwrote the greeting with asterisks.
 * Cisco's inspection lets only 0, 2 and spaces through.
 */
gboolean dermaga_smtp_reply_is_masked_banner (DermagaSmtpReply *self);

/**
 * dermaga_smtp_reply_read_ehlo:
 * @capabilities: set to what the reply offers, as a server's answer
 *
 * Reads the keywords of an answer to EHLO by whole tokens, in any case (RFC 5321 §4.1.1.1), the
 * first line left out; also the old form "AUTH=LOGIN".
 *
 * Returns: whether a keyword was overwritten with X ("XXXXXXXA")
 */
gboolean dermaga_smtp_reply_read_ehlo (DermagaSmtpReply *self, DermagaCapabilities *capabilities);

G_END_DECLS
