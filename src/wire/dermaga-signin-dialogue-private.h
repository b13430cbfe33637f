#pragma once

#include "wire/dermaga-imap-response.h"
#include "wire/dermaga-lines.h"
#include "wire/dermaga-sasl.h"
#include "wire/dermaga-signin-dialogue.h"
#include "wire/dermaga-signin-judge.h"
#include "wire/dermaga-smtp-reply.h"

G_BEGIN_DECLS

/** What a complete answer of a server says. */
typedef enum {
  DERMAGA_ANSWER_NONE,
  DERMAGA_ANSWER_CHALLENGE, /* go on: text is the challenge in base64, or a prompt */
  DERMAGA_ANSWER_YES,
  DERMAGA_ANSWER_NO,
} DermagaAnswerKind;

typedef enum {
  DERMAGA_SIGNIN_STEP_OPENING,    /* all as in a probe */
  DERMAGA_SIGNIN_STEP_EXCHANGE,   /* a SASL mechanism */
  DERMAGA_SIGNIN_STEP_HASHING,    /* it computes */
  DERMAGA_SIGNIN_STEP_CANCELLING, /* "*" was sent */
  DERMAGA_SIGNIN_STEP_NAME,       /* POP3 USER, IMAP LOGIN as far as the name */
  DERMAGA_SIGNIN_STEP_PASSWORD,   /* POP3 PASS, the rest of IMAP LOGIN */
  DERMAGA_SIGNIN_STEP_MAIL,
  DERMAGA_SIGNIN_STEP_RCPT,
  DERMAGA_SIGNIN_STEP_DATA,
  DERMAGA_SIGNIN_STEP_CONTENT,
  DERMAGA_SIGNIN_STEP_LEAVE,
  DERMAGA_SIGNIN_STEP_FINISHED,
} DermagaSigninStep;

/**
 * DermagaSigninDialect: what one protocol says, and how it reads the answers.
 * @leave: the command that ends the session
 * @tagged: a tag stands before each command; untagged lines may come at any time
 * @own_way: (nullable): what it has beside SASL: "imap-login"
 * @begin: sends the command for the mechanism of self->sasl
 * @may_own: whether @own_way may be used, by what is offered
 * @begin_own: begins it
 * @go_on_own: answers a challenge, or a yes, in the middle of it
 * @line: reads one line; dermaga_signin_take_answer() when the answer is complete
 */
typedef struct {
  const char *leave;
  gboolean tagged;
  const char *own_way;
  void (*begin) (DermagaSigninDialogue *self);
  gboolean (*may_own) (DermagaSigninDialogue *self);
  void (*begin_own) (DermagaSigninDialogue *self);
  void (*go_on_own) (DermagaSigninDialogue *self);
  void (*line) (DermagaSigninDialogue *self, const char *line);
} DermagaSigninDialect;

extern const DermagaSigninDialect dermaga_smtp_signin;
extern const DermagaSigninDialect dermaga_imap_signin;
extern const DermagaSigninDialect dermaga_pop3_signin;

struct _DermagaSigninDialogue {
  const DermagaSigninDialect *dialect;
  DermagaProtocol protocol;
  DermagaDialogue *opening;
  DermagaSigninFacts facts;
  DermagaSigninStep step;
  DermagaAction action;
  GBytes *command; /* for %DERMAGA_ACTION_SEND */
  DermagaLines *lines;
  guint reply_lines;
  gsize reply_octets;
  guint turn; /* counts commands */

  char *user_name;         /* (nullable) until it is unlocked */
  DermagaSecret *password; /* (nullable) likewise, and after the end */
  guint tried;             /* bits: mechanisms that were refused or cannot be used */
  gboolean tried_own;
  DermagaSasl *sasl;       /* (nullable) */
  guint n_challenges;
  gboolean gave_password;  /* by a way beside SASL */

  DermagaAnswerKind answer; /* complete; no byte may follow it */
  int answer_code;
  char *answer_status;
  char *answer_text;
  gboolean answer_failed;
  DermagaSmtpReply *reply; /* SMTP: as far as it has come */
  GRand *tags;             /* IMAP */
  char tag[16];
  GString *asides;         /* IMAP: what was said beside the answer: alerts, BYE */
  gboolean bye;            /* IMAP: a goodbye came */
  char *bye_code;          /* (nullable) */
  char *bye_text;          /* of it */

  char *email; /* (nullable) */
  GBytes *content;
};

/* Core, for the dialects. */

/** dermaga_signin_send: (transfer full) @command: as it is, tag and line end included. */
void dermaga_signin_send (DermagaSigninDialogue *self, DermagaSigninStep step, GBytes *command);
/** dermaga_signin_say: joins the parts, wipes the copy after use; NULL-terminated */
void dermaga_signin_say (DermagaSigninDialogue *self, DermagaSigninStep step, const char *part, ...)
  G_GNUC_NULL_TERMINATED;
/** dermaga_signin_next_tag: (transfer none): IMAP: a new tag, outstanding from now on. */
const char *dermaga_signin_next_tag (DermagaSigninDialogue *self);
/** dermaga_signin_encode: (transfer full): the response in base64; wipe it. */
char *dermaga_signin_encode_response (DermagaSigninDialogue *self);
/** dermaga_signin_take_answer: @status: (nullable) */
void dermaga_signin_take_answer (DermagaSigninDialogue *self, DermagaAnswerKind kind, int code,
                                 const char *status, const char *text);
/** dermaga_signin_cut: it makes no sense, or is over: nothing more is sent. */
void dermaga_signin_cut (DermagaSigninDialogue *self);
void dermaga_signin_leave (DermagaSigninDialogue *self);
/** dermaga_signin_begin_answer: another answer is due. */
void dermaga_signin_begin_answer (DermagaSigninDialogue *self);
/** dermaga_signin_keep_reply: the answer is what the facts quote. */
void dermaga_signin_keep_reply (DermagaSigninDialogue *self);
/** dermaga_signin_judge_as: unless it is judged already. */
void dermaga_signin_judge_as (DermagaSigninDialogue *self, DermagaSigninVerdict verdict);
void dermaga_signin_end (DermagaSigninDialogue *self, DermagaAction action);
/** dermaga_signin_forget: lets go of the password and all that was made of it. */
void dermaga_signin_forget (DermagaSigninDialogue *self);
/** dermaga_signin_get_capabilities: those inside TLS. */
const DermagaCapabilities *dermaga_signin_get_capabilities (DermagaSigninDialogue *self);
gboolean dermaga_signin_offers (DermagaSigninDialogue *self, const char *name);

/* The course: dermaga-signin-course.c */

/** dermaga_signin_start: the opening is over. */
void dermaga_signin_start (DermagaSigninDialogue *self);
/** dermaga_signin_advance: goes on after a complete answer, when no byte waits behind it. */
void dermaga_signin_advance (DermagaSigninDialogue *self);
/** dermaga_signin_out_of_turn: something came behind a complete answer. */
void dermaga_signin_out_of_turn (DermagaSigninDialogue *self);
/** dermaga_signin_take_status: of a challenge, or of a slice of work. */
void dermaga_signin_take_status (DermagaSigninDialogue *self, DermagaSaslStatus status);

/* The test message: dermaga-signin-delivery.c */

/** dermaga_signin_deliver: begins it, or leaves when there is none to send. */
void dermaga_signin_deliver (DermagaSigninDialogue *self);
/** dermaga_signin_deliver_on: after an answer to one of its commands. */
void dermaga_signin_deliver_on (DermagaSigninDialogue *self);

G_END_DECLS
