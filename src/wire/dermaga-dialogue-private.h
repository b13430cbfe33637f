#pragma once

#include "wire/dermaga-dialogue.h"
#include "wire/dermaga-imap-response.h"
#include "wire/dermaga-lines.h"
#include "wire/dermaga-smtp-reply.h"

G_BEGIN_DECLS

/**
 * DermagaDialect: what one protocol says, and how it reads the answers.
 * @ask: the command that asks for the capabilities
 * @upgrade: the command that asks for TLS
 * @leave: the command that ends the session
 * @tagged: a tag stands before each command
 * @line: reads one line of the answer to the outstanding command (or of the greeting). It calls
 *   dermaga_dialogue_answered() when the answer is complete and lets the dialogue go on, or
 *   dermaga_dialogue_fail(). Not called while leaving.
 */
typedef struct {
  const char *ask;
  const char *upgrade;
  const char *leave;
  gboolean tagged;
  void (*line) (DermagaDialogue *self, const char *line);
} DermagaDialect;

extern const DermagaDialect dermaga_smtp_dialect;
extern const DermagaDialect dermaga_imap_dialect;
extern const DermagaDialect dermaga_pop3_dialect;

struct _DermagaDialogue {
  const DermagaDialect *dialect;
  DermagaFacts *facts;
  DermagaAction action;
  GBytes *command;         /* for %DERMAGA_ACTION_SEND */
  DermagaLines *lines;
  guint reply_lines;       /* since the last command */
  gsize reply_octets;
  gboolean secure;         /* inside TLS */
  gboolean answered;       /* the answer is complete; no byte may follow it */
  const char *again;       /* another command to send in this stage */
  gboolean leaving;        /* the next command is the last */
  DermagaCapabilities pending; /* of an answer that is not complete */

  DermagaSmtpReply *reply; /* SMTP: as far as it has come */
  gboolean helo_sent;      /* SMTP: EHLO was refused in clear */
  GRand *tags;             /* IMAP */
  char tag[16];            /* IMAP: the outstanding one, "" if none */
};

/* For the dialects. */

/** dermaga_dialogue_get_capabilities: those of the present side of TLS. */
DermagaCapabilities *dermaga_dialogue_get_capabilities (DermagaDialogue *self);
/** dermaga_dialogue_begin_pending: makes @pending empty. */
void dermaga_dialogue_begin_pending (DermagaDialogue *self);
/** dermaga_dialogue_commit_pending: takes @pending as what the server answered. */
void dermaga_dialogue_commit_pending (DermagaDialogue *self);
/** dermaga_dialogue_answered: the answer is complete and lets the dialogue go on. */
void dermaga_dialogue_answered (DermagaDialogue *self);
/** dermaga_dialogue_fail: @text: (nullable): raw text of the reply that made the trouble. */
void dermaga_dialogue_fail (DermagaDialogue *self, DermagaTrouble trouble, const char *text);
/** dermaga_dialogue_refuse: the reply refuses what this stage is about. */
void dermaga_dialogue_refuse (DermagaDialogue *self, const char *text);
void dermaga_dialogue_add_oddity (DermagaDialogue *self, DermagaOddity oddity);
/** dermaga_dialogue_add_alert: keeps the first text that asks to be shown. */
void dermaga_dialogue_add_alert (DermagaDialogue *self, const char *text);
/** dermaga_dialogue_in_greeting: waiting for the server's first words, in clear or inside TLS. */
gboolean dermaga_dialogue_in_greeting (DermagaDialogue *self);
/**
 * dermaga_dialogue_check_greeting:
 * @line: the first line from the server
 *
 * Keeps it as the greeting. Returns: %FALSE when it belongs to another protocol; the dialogue has
 * then failed.
 */
gboolean dermaga_dialogue_check_greeting (DermagaDialogue *self, const char *line);

G_END_DECLS
