#pragma once

#include <gio/gio.h>

#include "base/dermaga-protocol.h"

G_BEGIN_DECLS

/**
 * DermagaPracticeOrigin: how a mail came.
 * @protocol: SMTP, or IMAP for one that a mail program put into a mailbox
 * @port: the usual number of the port, whatever it really was
 * @user: (nullable): signed in as
 * @sender: of the envelope; "" for none
 * @recipients: (nullable) (array zero-terminated=1): of the envelope
 * @mailbox: where it goes
 * @date: in Unix time; 0 for now
 * @flags: a set of DermagaPracticeFlags
 */
typedef struct {
  DermagaProtocol protocol;
  guint16 port;
  DermagaSecurity security;
  const char *user;
  const char *sender;
  char **recipients;
  const char *mailbox;
  gint64 date;
  guint flags;
} DermagaPracticeOrigin;

/** DermagaPracticeFlags: what mail programs remember about a mail (RFC 3501 §2.3.2). */
typedef enum {
  DERMAGA_PRACTICE_FLAG_SEEN = 1 << 0,
  DERMAGA_PRACTICE_FLAG_ANSWERED = 1 << 1,
  DERMAGA_PRACTICE_FLAG_FLAGGED = 1 << 2,
  DERMAGA_PRACTICE_FLAG_DELETED = 1 << 3,
  DERMAGA_PRACTICE_FLAG_DRAFT = 1 << 4,
} DermagaPracticeFlags;

#define DERMAGA_TYPE_PRACTICE_MESSAGE (dermaga_practice_message_get_type ())
G_DECLARE_FINAL_TYPE (DermagaPracticeMessage, dermaga_practice_message, DERMAGA, PRACTICE_MESSAGE,
                      GObject)

/** DermagaPracticeMessage: a mail that was captured. Nothing but its flags changes. */
DermagaPracticeMessage *dermaga_practice_message_new (guint32 id, GBytes *contents,
                                                      const DermagaPracticeOrigin *origin);

/** dermaga_practice_message_get_id: numbers grow with each mail, and none is used twice. */
guint32 dermaga_practice_message_get_id (DermagaPracticeMessage *self);
/** dermaga_practice_message_get_contents: (transfer none): as it was sent, octet for octet; empty
 *  after dermaga_practice_message_forget(). */
GBytes *dermaga_practice_message_get_contents (DermagaPracticeMessage *self);
gsize dermaga_practice_message_get_size (DermagaPracticeMessage *self);
/** dermaga_practice_message_get_date: when it came (or what a mail program said), in Unix time. */
gint64 dermaga_practice_message_get_date (DermagaPracticeMessage *self);
DermagaProtocol dermaga_practice_message_get_protocol (DermagaPracticeMessage *self);
guint16 dermaga_practice_message_get_port (DermagaPracticeMessage *self);
DermagaSecurity dermaga_practice_message_get_security (DermagaPracticeMessage *self);
const char *dermaga_practice_message_get_mailbox (DermagaPracticeMessage *self);

/* What comes from outside, made safe to show; each is bounded, and never %NULL but for the user. */

/** dermaga_practice_message_get_user: (nullable) */
const char *dermaga_practice_message_get_user (DermagaPracticeMessage *self);
const char *dermaga_practice_message_get_sender (DermagaPracticeMessage *self);
/** dermaga_practice_message_get_recipients: (array zero-terminated=1) */
const char *const *dermaga_practice_message_get_recipients (DermagaPracticeMessage *self);
/** dermaga_practice_message_get_from: the header's From, decoded. */
const char *dermaga_practice_message_get_from (DermagaPracticeMessage *self);
const char *dermaga_practice_message_get_subject (DermagaPracticeMessage *self);

guint dermaga_practice_message_get_flags (DermagaPracticeMessage *self);
void dermaga_practice_message_set_flags (DermagaPracticeMessage *self, guint flags);

/** dermaga_practice_message_matches: whether @text is in its subject, From, envelope or contents
 *  (its text and source), upper and lower case alike. */
gboolean dermaga_practice_message_matches (DermagaPracticeMessage *self, const char *text);

/** dermaga_practice_message_forget: lets go of the contents, whoever still holds the message. */
void dermaga_practice_message_forget (DermagaPracticeMessage *self);

G_END_DECLS
