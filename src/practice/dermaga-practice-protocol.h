#pragma once

#include "base/dermaga-protocol.h"
#include "practice/dermaga-practice-output.h"
#include "practice/dermaga-practice-store.h"

G_BEGIN_DECLS

typedef struct _DermagaPracticeProtocol DermagaPracticeProtocol;

/** What the connection does after an answer. */
typedef enum {
  DERMAGA_PRACTICE_GO_ON,
  DERMAGA_PRACTICE_TAKE,      /* what comes are no lines: take() gets it */
  DERMAGA_PRACTICE_MORE,      /* there is more to say: more() is called when all is out */
  DERMAGA_PRACTICE_START_TLS, /* behind the answer, TLS begins */
  DERMAGA_PRACTICE_LEAVE,     /* the answer is the last one */
} DermagaPracticeNext;

/**
 * DermagaPracticeSession: what a protocol knows of its connection.
 * @port: its usual number
 * @implicit_tls: TLS from the first byte
 * @starttls: whether an upgrade may be offered at all
 * @secure: inside TLS
 * @store: where mail goes
 * @out: what is to be said
 * @user: (nullable): signed in as
 * @n_refused: how often a sign-in failed
 * @state: the protocol's own
 */
typedef struct {
  const DermagaPracticeProtocol *protocol;
  guint16 port;
  gboolean implicit_tls;
  gboolean starttls;
  gboolean secure;
  DermagaPracticeStore *store;
  DermagaPracticeOutput *out;
  char *user;
  guint n_refused;
  gpointer state;
} DermagaPracticeSession;

/**
 * DermagaPracticeProtocol: the server side of a protocol, without I/O.
 * @patience_us: how long a client that is signed in may say nothing
 * @state_new: the protocol's state for a new connection
 * @greet: says the first words; not said again after STARTTLS
 * @answer: answers one line (no line end, no NUL)
 * @take: (nullable): takes octets; returns how many, and sets @next when something ends
 * @more: (nullable): says the next piece
 * @poke: (nullable): the store changed
 */
struct _DermagaPracticeProtocol {
  gint64 patience_us;
  gpointer (*state_new) (void);
  void (*state_free) (gpointer state);
  void (*greet) (DermagaPracticeSession *session);
  DermagaPracticeNext (*answer) (DermagaPracticeSession *session, const char *line);
  gsize (*take) (DermagaPracticeSession *session, const guint8 *bytes, gsize length,
                 DermagaPracticeNext *next);
  DermagaPracticeNext (*more) (DermagaPracticeSession *session);
  void (*poke) (DermagaPracticeSession *session);
};

extern const DermagaPracticeProtocol dermaga_practice_smtp;
extern const DermagaPracticeProtocol dermaga_practice_imap;
extern const DermagaPracticeProtocol dermaga_practice_pop3;

void dermaga_practice_session_init (DermagaPracticeSession *session,
                                    const DermagaPracticeProtocol *protocol,
                                    DermagaPracticeStore *store);
void dermaga_practice_session_clear (DermagaPracticeSession *session);
/** dermaga_practice_session_secured: TLS began by STARTTLS: all that was said before it is
 *  forgotten. */
void dermaga_practice_session_secured (DermagaPracticeSession *session);
DermagaSecurity dermaga_practice_session_get_security (const DermagaPracticeSession *session);

/** dermaga_practice_session_sign_in: whether the password is right; counts if it is not. */
gboolean dermaga_practice_session_sign_in (DermagaPracticeSession *session, const char *user,
                                           const char *password);
/** dermaga_practice_session_is_tiresome: too many sign-ins failed. */
gboolean dermaga_practice_session_is_tiresome (const DermagaPracticeSession *session);

/**
 * dermaga_practice_word_is:
 * @line: begins with a word and blanks or its end
 * @argument: (out): behind the blanks
 */
gboolean dermaga_practice_word_is (const char *line, const char *word, const char **argument);

G_END_DECLS
