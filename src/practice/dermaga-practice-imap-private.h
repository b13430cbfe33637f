#pragma once

#include "practice/dermaga-practice-cursor.h"
#include "practice/dermaga-practice-protocol.h"
#include "practice/dermaga-practice-sasl.h"

G_BEGIN_DECLS

/** A mail of the selected mailbox, as the client knows it. */
typedef struct {
  guint32 id;
  guint flags;
} DermagaPracticeKnown;

/**
 * DermagaPracticeImapJob: an answer that is long, given a piece at a time.
 * @step: says a piece; returns whether more is to come. The answer's last line is said by it, too
 */
typedef struct _DermagaPracticeImapJob DermagaPracticeImapJob;
struct _DermagaPracticeImapJob {
  gboolean (*step) (DermagaPracticeSession *session, DermagaPracticeImapJob *job);
  void (*free) (DermagaPracticeImapJob *job);
};

/**
 * DermagaPracticeImap: what a connection remembers.
 * @command: the command so far, with the literals in it
 * @literal: octets of a literal still to come
 * @tag: (nullable): of the command whose answer is under way
 * @mailbox: (nullable): what is selected
 * @known: (element-type DermagaPracticeKnown): its mails, as the client was told of them
 * @last_known: the greatest number that was looked at
 * @draft: (nullable): a mail that APPEND brings
 */
typedef struct {
  GString *command;
  gsize literal;
  char *tag;
  gboolean authenticating;
  gboolean idling;
  DermagaPracticeSasl sasl;
  const char *mailbox;
  gboolean read_only;
  GArray *known;
  guint32 last_known;
  DermagaPracticeImapJob *job;
  DermagaPracticeDraft *draft;
  const char *append_mailbox;
  guint append_flags;
  gint64 append_date;
} DermagaPracticeImap;

/** dermaga_practice_imap_done: the last line of an answer: the tag, and @words. */
DermagaPracticeNext dermaga_practice_imap_done (DermagaPracticeSession *session, const char *tag,
                                                const char *words);
DermagaPracticeNext dermaga_practice_imap_start (DermagaPracticeSession *session, const char *tag,
                                                 DermagaPracticeImapJob *job);

/** dermaga_practice_imap_bye: the last words. */
DermagaPracticeNext dermaga_practice_imap_bye (DermagaPracticeSession *session, const char *words);

/* Commands (dermaga-practice-imap-commands.c). */

const char *dermaga_practice_imap_capabilities (const DermagaPracticeSession *session);
DermagaPracticeNext dermaga_practice_imap_say_sasl (DermagaPracticeSession *session,
                                                    DermagaPracticeSaslStep step,
                                                    const char *challenge);
/** dermaga_practice_imap_answer: answers the command @word; @cursor: before its arguments. */
DermagaPracticeNext dermaga_practice_imap_answer (DermagaPracticeSession *session, const char *tag,
                                                  const char *word, DermagaPracticeCursor *cursor);

/* The selected mailbox (dermaga-practice-imap-mailbox.c). */

/** dermaga_practice_imap_find_mailbox: (nullable): its one name. */
const char *dermaga_practice_imap_find_mailbox (const char *name);
/** dermaga_practice_imap_sync: tells what changed in the selected mailbox. @may_expunge: numbers of
 *  mails may change now. */
void dermaga_practice_imap_sync (DermagaPracticeSession *session, gboolean may_expunge);
/** dermaga_practice_imap_add_new: lets the client know of mails that came; returns of how many. */
guint dermaga_practice_imap_add_new (DermagaPracticeSession *session);
gboolean dermaga_practice_imap_is_in (DermagaPracticeMessage *message, const char *mailbox);
/** dermaga_practice_imap_say_known_flags: FETCH, with flags and unique identifier. */
void dermaga_practice_imap_say_known_flags (DermagaPracticeSession *session, guint index);
void dermaga_practice_imap_deselect (DermagaPracticeImap *imap);
/** dermaga_practice_imap_expunge: @set: (nullable): unique identifiers to which it is limited. */
void dermaga_practice_imap_expunge (DermagaPracticeSession *session, const GArray *set);
/** dermaga_practice_imap_select_known: (transfer full): (element-type guint): indices of @known
 *  that are in @set, growing. */
GArray *dermaga_practice_imap_select_known (DermagaPracticeImap *imap, const GArray *set,
                                            gboolean by_uid);
/** dermaga_practice_imap_get_message: (nullable): %NULL when it is gone. */
DermagaPracticeMessage *dermaga_practice_imap_get_message (DermagaPracticeSession *session,
                                                           guint index);
void dermaga_practice_imap_set_flags (DermagaPracticeSession *session, guint index,
                                      DermagaPracticeMessage *message, guint flags);
/** dermaga_practice_imap_take_flags: a list in brackets, or flags without them. */
gboolean dermaga_practice_imap_take_flags (DermagaPracticeCursor *cursor, guint *flags);
void dermaga_practice_imap_say_flags (DermagaPracticeOutput *out, guint flags);

/** Commands: each reads its arguments from @cursor, which stands behind the blank. */
typedef DermagaPracticeNext (*DermagaPracticeImapCommand) (DermagaPracticeSession *session,
                                                           const char *tag,
                                                           DermagaPracticeCursor *cursor);
DermagaPracticeNext dermaga_practice_imap_list (DermagaPracticeSession *session, const char *tag,
                                                DermagaPracticeCursor *cursor);
DermagaPracticeNext dermaga_practice_imap_lsub (DermagaPracticeSession *session, const char *tag,
                                                DermagaPracticeCursor *cursor);
DermagaPracticeNext dermaga_practice_imap_status (DermagaPracticeSession *session, const char *tag,
                                                  DermagaPracticeCursor *cursor);
DermagaPracticeNext dermaga_practice_imap_select (DermagaPracticeSession *session, const char *tag,
                                                  DermagaPracticeCursor *cursor);
DermagaPracticeNext dermaga_practice_imap_examine (DermagaPracticeSession *session, const char *tag,
                                                   DermagaPracticeCursor *cursor);
DermagaPracticeNext dermaga_practice_imap_create (DermagaPracticeSession *session, const char *tag,
                                                  DermagaPracticeCursor *cursor);

DermagaPracticeNext dermaga_practice_imap_fetch (DermagaPracticeSession *session, const char *tag,
                                                 DermagaPracticeCursor *cursor, gboolean by_uid);
DermagaPracticeNext dermaga_practice_imap_search (DermagaPracticeSession *session, const char *tag,
                                                  DermagaPracticeCursor *cursor, gboolean by_uid);
DermagaPracticeNext dermaga_practice_imap_store (DermagaPracticeSession *session, const char *tag,
                                                 DermagaPracticeCursor *cursor, gboolean by_uid);
DermagaPracticeNext dermaga_practice_imap_copy (DermagaPracticeSession *session, const char *tag,
                                                DermagaPracticeCursor *cursor, gboolean by_uid);

typedef enum {
  DERMAGA_PRACTICE_APPEND_BEGUN,   /* the literal is the mail */
  DERMAGA_PRACTICE_APPEND_NOT_YET, /* it is the name of the mailbox */
  DERMAGA_PRACTICE_APPEND_REFUSED, /* it was said why */
} DermagaPracticeAppend;

/** dermaga_practice_imap_begin_append: @cursor: behind "APPEND ", at whose end a literal of @length
 *  octets is announced. */
DermagaPracticeAppend dermaga_practice_imap_begin_append (DermagaPracticeSession *session,
                                                          const char *tag,
                                                          DermagaPracticeCursor *cursor,
                                                          gsize length);
/** dermaga_practice_imap_end_append: @line: what stands behind the literal. */
DermagaPracticeNext dermaga_practice_imap_end_append (DermagaPracticeSession *session,
                                                      const char *line);

G_END_DECLS
