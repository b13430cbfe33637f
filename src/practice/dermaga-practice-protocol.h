#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** What the connection does after an answer. */
typedef enum {
  DERMAGA_PRACTICE_GO_ON,
  DERMAGA_PRACTICE_START_TLS, /* behind the answer, TLS begins */
  DERMAGA_PRACTICE_LEAVE,     /* the answer is the last one */
} DermagaPracticeNext;

/**
 * DermagaPracticeSession: what a protocol knows of its connection.
 * @secure: inside TLS
 * @starttls: whether an upgrade may be offered at all
 */
typedef struct {
  gboolean secure;
  gboolean starttls;
} DermagaPracticeSession;

/**
 * DermagaPracticeProtocol: the server side of a protocol, without I/O.
 * @greet: puts the first words into @reply; not said again after STARTTLS
 * @answer: puts the answer to one line (no line end, no NUL) into @reply, line ends included
 */
typedef struct {
  void (*greet) (const DermagaPracticeSession *session, GString *reply);
  DermagaPracticeNext (*answer) (const DermagaPracticeSession *session, const char *line,
                                 GString *reply);
} DermagaPracticeProtocol;

extern const DermagaPracticeProtocol dermaga_practice_smtp;
extern const DermagaPracticeProtocol dermaga_practice_imap;
extern const DermagaPracticeProtocol dermaga_practice_pop3;

G_END_DECLS
