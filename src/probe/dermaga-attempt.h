#pragma once

#include "discover/dermaga-host.h"
#include "net/dermaga-connection.h"

G_BEGIN_DECLS

/** After so long without a word a server is called slow. */
#define DERMAGA_SLOW_US (5 * G_USEC_PER_SEC)

/**
 * DermagaAttempt: one connection and the rows it answers for.
 * @host: (unowned): the name it is made under
 * @rows: (nullable) by #DermagaSecurity: rows of the map this connection has an answer for
 * @decided: by #DermagaSecurity: the answer is final
 * @connection: (nullable) until it is started
 * @started: when it was started, monotonic, and @ended: when it was over; 0 before
 * @answered: when the peer first said something; 0 if it did not
 * @second_look: made alone, after the server said that there were too many connections
 * @banned: the server had shut this computer out by then
 */
typedef struct {
  GInetAddress *address;
  char *address_text;
  guint16 port;
  DermagaProtocol protocol;
  DermagaSecurity mode;
  DermagaHost *host;
  DermagaProbe *rows[3];
  gboolean decided[3];
  DermagaConnection *connection;
  gint64 started;
  gint64 answered;
  gint64 ended;
  gboolean second_look;
  gboolean banned;
} DermagaAttempt;

DermagaAttempt *dermaga_attempt_new (GInetAddress *address, guint16 port, DermagaProtocol protocol,
                                     DermagaSecurity mode, DermagaHost *host);
void dermaga_attempt_free (DermagaAttempt *attempt);

/** dermaga_attempt_start: connects; @func is called with @user_data as for #DermagaConnection. */
void dermaga_attempt_start (DermagaAttempt *attempt, DermagaNetwork *network,
                            DermagaConnectionFunc func, gpointer user_data);
/** dermaga_attempt_take_answers: works out outcomes of rows not decided yet and hands those that
 *  are final to their rows. */
void dermaga_attempt_take_answers (DermagaAttempt *attempt);
/** dermaga_attempt_answer_for: hands what this connection shows to the rows of @twin, which was
 *  made to the same place and has no answer yet. */
void dermaga_attempt_answer_for (DermagaAttempt *attempt, DermagaAttempt *twin);
/** dermaga_attempt_ban: its rows learn that the server shuts this computer out; with or without a
 *  connection. */
void dermaga_attempt_ban (DermagaAttempt *attempt);
/** dermaga_attempt_note_times: after the connection called back. */
void dermaga_attempt_note_times (DermagaAttempt *attempt);
/** dermaga_attempt_is_decided: whether nothing more is to be learned for any row. */
gboolean dermaga_attempt_is_decided (const DermagaAttempt *attempt);
/** dermaga_attempt_is_talking: connected, and the end is open. */
gboolean dermaga_attempt_is_talking (const DermagaAttempt *attempt);
/** dermaga_attempt_is_slow: connected, and the server has said nothing for seconds. */
gboolean dermaga_attempt_is_slow (const DermagaAttempt *attempt);
/** dermaga_attempt_is_closed: started and over. */
gboolean dermaga_attempt_is_closed (const DermagaAttempt *attempt);
/** dermaga_attempt_was_unreachable: over without ever having been connected. */
gboolean dermaga_attempt_was_unreachable (const DermagaAttempt *attempt);

/** dermaga_attempt_get_outcome: of the row of that security; NOT_CHECKED while open. */
DermagaOutcome dermaga_attempt_get_outcome (const DermagaAttempt *attempt,
                                            DermagaSecurity security);
/** dermaga_attempt_is_securing: the handshake is under way. */
gboolean dermaga_attempt_is_securing (const DermagaAttempt *attempt);

/**
 * dermaga_attempt_compare: (for g_ptr_array_sort) the order in which attempts are started: the
 * ports that make the best recommendation first, then the better host.
 */
int dermaga_attempt_compare (gconstpointer a, gconstpointer b);

G_END_DECLS
