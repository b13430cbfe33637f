#pragma once

#include "practice/dermaga-practice-protocol.h"

G_BEGIN_DECLS

/**
 * Conversation: a protocol of the practice server without a network, as its connection drives it.
 * @heard: all that the server said so far
 * @next: how it goes on; %DERMAGA_PRACTICE_LEAVE after the last words
 */
typedef struct {
  DermagaPracticeStore *store;
  DermagaPracticeSession session;
  DermagaPracticeNext next;
  GByteArray *input;
  GString *heard;
} Conversation;

/** conversation_new: inside TLS when @secure, on the port with that usual number; the greeting was
 *  heard and is forgotten. @store: (nullable): %NULL for one of its own. */
Conversation *conversation_new (const DermagaPracticeProtocol *protocol, guint16 port,
                                gboolean secure, DermagaPracticeStore *store);
void conversation_free (Conversation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Conversation, conversation_free)

/** conversation_say: @length octets at once, or -1 when NUL-terminated. */
void conversation_say (Conversation *self, const char *bytes, gssize length);
/** conversation_say_in_pieces: the same, @piece octets at a time. */
void conversation_say_in_pieces (Conversation *self, const char *bytes, gssize length, gsize piece);
/** conversation_take: (transfer full): what was heard since the last call. */
char *conversation_take (Conversation *self);

/** assert_said: says @line and CRLF, and expects exactly this. */
void assert_said (Conversation *self, const char *line, const char *expected);
/** assert_holds: the same, but the answer only has to hold @part. */
void assert_holds (Conversation *self, const char *line, const char *part);

/** conversation_signed_in: one in which "budi" is signed in already. */
Conversation *conversation_signed_in (const DermagaPracticeProtocol *protocol, guint16 port,
                                      DermagaPracticeStore *store);
/** conversation_deliver: puts a mail into @store; returns its number. */
guint32 conversation_deliver (DermagaPracticeStore *store, const char *mail);

G_END_DECLS
