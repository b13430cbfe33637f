#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** What the connection does after an answer. */
typedef enum {
  DERMAGA_PRACTICE_GO_ON,
  DERMAGA_PRACTICE_START_TLS, /* behind the answer, TLS begins */
  DERMAGA_PRACTICE_LEAVE,     /* the answer is the last one */
} DermagaPracticeNext;

/** What the next line is, when it is no command. */
typedef enum {
  DERMAGA_PRACTICE_COMMAND,
  DERMAGA_PRACTICE_PLAIN,    /* the response of that mechanism */
  DERMAGA_PRACTICE_NAME,     /* LOGIN: the user name */
  DERMAGA_PRACTICE_PASSWORD, /* LOGIN: the password */
  DERMAGA_PRACTICE_LITERAL,  /* IMAP: octets that were announced, and the rest of the command */
  DERMAGA_PRACTICE_MESSAGE,  /* SMTP: after DATA */
} DermagaPracticeDue;

/**
 * DermagaPracticeSession: what a protocol knows of its connection.
 * @secure: inside TLS
 * @starttls: whether an upgrade may be offered at all
 * @signed_in: by any name, with %DERMAGA_PRACTICE_PASSWORD_TEXT
 * @named: POP3: USER came, and so a sender, SMTP: MAIL
 * @addressed: SMTP: RCPT came
 * @held: (nullable): IMAP: the command so far, or its tag
 * @literal: how many octets were announced
 */
typedef struct {
  gboolean secure;
  gboolean starttls;
  gboolean signed_in;
  gboolean named;
  gboolean addressed;
  DermagaPracticeDue due;
  char *held;
  gsize literal;
} DermagaPracticeSession;

/** dermaga_practice_session_clear: frees and overwrites what it holds. */
void dermaga_practice_session_clear (DermagaPracticeSession *session);

/* Signing in, for all three protocols: dermaga-practice-signin.c */

/** dermaga_practice_is_password: whether @text is the one password. */
gboolean dermaga_practice_is_password (const char *text);
/** dermaga_practice_is_password_base64: the same in base64. */
gboolean dermaga_practice_is_password_base64 (const char *text);
/** dermaga_practice_is_plain: whether @text is a PLAIN response with it and some name. */
gboolean dermaga_practice_is_plain (const char *text);

/** What became of a line of a mechanism. */
typedef enum {
  DERMAGA_PRACTICE_ASK_NOTHING, /* go on: the mechanism asks for the response */
  DERMAGA_PRACTICE_ASK_NAME,
  DERMAGA_PRACTICE_ASK_PASSWORD,
  DERMAGA_PRACTICE_ACCEPT,
  DERMAGA_PRACTICE_REJECT,
  DERMAGA_PRACTICE_UNKNOWN, /* no such mechanism */
} DermagaPracticeStep;

/** dermaga_practice_begin_mechanism: @argument: "PLAIN", "PLAIN AGEAYg==", "LOGIN" */
DermagaPracticeStep dermaga_practice_begin_mechanism (DermagaPracticeSession *session,
                                                      const char *argument);
/** dermaga_practice_go_on: with a line that is due. */
DermagaPracticeStep dermaga_practice_go_on (DermagaPracticeSession *session, const char *line);
/** dermaga_practice_get_prompt: what a server asks, in base64. */
const char *dermaga_practice_get_prompt (DermagaPracticeStep step);

/**
 * DermagaPracticeProtocol: the server side of a protocol, without I/O.
 * @greet: puts the first words into @reply; not said again after STARTTLS
 * @answer: puts the answer to one line (no line end, no NUL) into @reply, line ends included
 */
typedef struct {
  void (*greet) (const DermagaPracticeSession *session, GString *reply);
  DermagaPracticeNext (*answer) (DermagaPracticeSession *session, const char *line,
                                 GString *reply);
} DermagaPracticeProtocol;

extern const DermagaPracticeProtocol dermaga_practice_smtp;
extern const DermagaPracticeProtocol dermaga_practice_imap;
extern const DermagaPracticeProtocol dermaga_practice_pop3;

G_END_DECLS
