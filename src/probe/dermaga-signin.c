#include "config.h"

#include "probe/dermaga-signin.h"

#include "base/dermaga-target.h"
#include "model/dermaga-classify.h"
#include "model/dermaga-server-words.h"
#include "net/dermaga-connection.h"
#include "wire/dermaga-mail.h"

#include <string.h>

/* As in a scan: at most so many addresses of each family, and one that does not answer is given
 * time for two repetitions of the first packet where there is another. */
#define MAX_ADDRESSES 4u
#define HURRIED_CONNECT_US (4 * G_USEC_PER_SEC)
#define N_FAMILIES 2u

typedef struct {
  DermagaNetwork *network;
  DermagaSecret *password; /* (nullable) after the end */
  char *email;             /* (nullable): of the test message */
  GBytes *content;         /* (nullable) */
  DermagaSigninResult *result;
  gint64 started;
  guint n_answers; /* of name servers */
  DermagaDnsStatus statuses[N_FAMILIES];
  GPtrArray *addresses[N_FAMILIES];
  GPtrArray *queue; /* of addresses in the order of trying */
  guint next;
  DermagaConnection *connection;
  gulong cancelled;
  gboolean done; /* an answer was given */
} Signin;

static void try_next (GTask *task);

static void
let_go (Signin *signin)
{
  g_clear_pointer (&signin->password, dermaga_secret_unref);
  if (signin->connection != NULL)
    dermaga_connection_leave (signin->connection);
  g_clear_object (&signin->connection);
}

static void
signin_free (gpointer data)
{
  Signin *signin = data;

  let_go (signin);
  g_object_unref (signin->network);
  g_free (signin->email);
  g_clear_pointer (&signin->content, g_bytes_unref);
  dermaga_signin_result_free (signin->result);
  for (guint i = 0; i < N_FAMILIES; i++)
    g_clear_pointer (&signin->addresses[i], g_ptr_array_unref);
  g_ptr_array_unref (signin->queue);
  g_free (signin);
}

static void
finish (GTask *task)
{
  Signin *signin = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  let_go (signin);
  if (signin->done)
    return;
  signin->done = TRUE;
  if (signin->cancelled != 0)
    g_signal_handler_disconnect (cancellable, signin->cancelled);
  signin->cancelled = 0;
  signin->result->elapsed = g_get_monotonic_time () - signin->started;
  g_task_return_pointer (task, g_steal_pointer (&signin->result),
                         (GDestroyNotify) dermaga_signin_result_free);
  g_object_unref (task);
}

/* What the connection showed */

/* Of what kept a conversation from coming about: was it the encryption? */
static gboolean
is_about_encryption (DermagaOutcome outcome)
{
  return dermaga_outcome_is_warning (outcome) || outcome == DERMAGA_OUTCOME_TLS_CUT
         || outcome == DERMAGA_OUTCOME_NEED_STARTTLS || outcome == DERMAGA_OUTCOME_NEED_TLS;
}

static DermagaSigninVerdict
judge_opening (DermagaOutcome outcome, const DermagaFacts *facts)
{
  if (outcome == DERMAGA_OUTCOME_TEMPFAIL || outcome == DERMAGA_OUTCOME_GREET_REFUSED)
    return dermaga_server_words_tell_limit (facts->trouble_text) ? DERMAGA_SIGNIN_TOO_MANY
                                                                 : DERMAGA_SIGNIN_NOT_REACHED;
  if (is_about_encryption (outcome))
    return DERMAGA_SIGNIN_NOT_ENCRYPTED;
  return DERMAGA_SIGNIN_NOT_REACHED;
}

static void
take_opening (DermagaSigninResult *result, const DermagaFacts *facts)
{
  result->verdict = judge_opening (result->outcome, facts);
  result->reply_code = facts->reply_code;
  g_free (result->reply);
  result->reply = g_strdup (facts->trouble_text);
}

static void
take_signin (DermagaSigninResult *result, const DermagaSigninFacts *facts)
{
  result->verdict = facts->verdict;
  result->mechanism = g_strdup (facts->mechanism);
  result->reply_code = facts->reply_code;
  result->response_code = g_strdup (facts->response_code);
  result->reply = g_strdup (facts->reply);
  result->delivery = facts->delivery;
  result->delivery_code = facts->delivery_code;
  result->delivery_status = g_strdup (facts->delivery_status);
  result->delivery_reply = g_strdup (facts->delivery_reply);
}

static void
take_connection (Signin *signin)
{
  DermagaSigninResult *result = signin->result;
  DermagaSession session = dermaga_connection_get_session (signin->connection);
  const DermagaSigninFacts *facts = dermaga_connection_get_signin_facts (signin->connection);

  result->outcome = dermaga_classify (&session, result->server->security, NULL);
  if (session.facts->secure.seen)
    {
      g_strfreev (result->offered);
      result->offered = g_strdupv (session.facts->secure.auth);
    }
  if (facts->judged)
    take_signin (result, facts);
  else
    take_opening (result, session.facts);
}

static gboolean
was_reached (DermagaConnection *connection)
{
  switch (dermaga_connection_get_session (connection).transport)
    {
    case DERMAGA_TRANSPORT_CONNECT_FAILED:
    case DERMAGA_TRANSPORT_CONNECT_TIMEOUT:
      return FALSE;
    case DERMAGA_TRANSPORT_OK:
    case DERMAGA_TRANSPORT_TLS_TIMEOUT:
    case DERMAGA_TRANSPORT_CANCELLED:
      return TRUE;
    }
  g_return_val_if_reached (TRUE);
}

static void
changed_cb (DermagaConnection *connection, gpointer user_data)
{
  GTask *task = user_data;
  Signin *signin = g_task_get_task_data (task);

  if (dermaga_connection_get_phase (connection) == DERMAGA_PHASE_LEAVING)
    {
      /* All is known; the goodbye goes on by itself. */
      take_connection (signin);
      finish (task);
      return;
    }
  if (dermaga_connection_get_phase (connection) != DERMAGA_PHASE_CLOSED)
    return;
  take_connection (signin);
  if (was_reached (connection) || signin->next >= signin->queue->len)
    {
      finish (task);
      return;
    }
  g_clear_object (&signin->connection);
  try_next (task);
}

static void
try_next (GTask *task)
{
  Signin *signin = g_task_get_task_data (task);
  const DermagaServer *server = signin->result->server;
  GInetAddress *address = signin->queue->pdata[signin->next++];
  DermagaSigninDialogue *dialogue
    = dermaga_signin_dialogue_new (server->protocol, server->security, g_random_int ());

  if (signin->content != NULL && server->protocol == DERMAGA_PROTOCOL_SMTP)
    dermaga_signin_dialogue_set_mail (dialogue, signin->email, signin->content);
  signin->connection
    = dermaga_connection_new_signin (signin->network, address, server->port, server->host,
                                     dialogue, server->user_name, signin->password, changed_cb,
                                     task);
  if (signin->next < signin->queue->len)
    dermaga_connection_set_connect_deadline (signin->connection, HURRIED_CONNECT_US);
  dermaga_connection_start (signin->connection);
}

/* Addresses */

static DermagaOutcome
name_dns_failure (Signin *signin)
{
  /* One family with no such record says less than another that failed. */
  if (signin->statuses[0] == DERMAGA_DNS_NXDOMAIN || signin->statuses[1] == DERMAGA_DNS_NXDOMAIN)
    return DERMAGA_OUTCOME_DNS_NXDOMAIN;
  if (signin->statuses[0] == DERMAGA_DNS_SERVFAIL || signin->statuses[1] == DERMAGA_DNS_SERVFAIL)
    return DERMAGA_OUTCOME_DNS_SERVFAIL;
  if (signin->statuses[0] == DERMAGA_DNS_NO_REPLY || signin->statuses[1] == DERMAGA_DNS_NO_REPLY)
    return DERMAGA_OUTCOME_DNS_NO_REPLY;
  return DERMAGA_OUTCOME_DNS_NODATA;
}

/* IPv4 and IPv6 in turn, so that neither's trouble holds up the other for long. */
static void
make_queue (Signin *signin)
{
  for (guint i = 0; i < MAX_ADDRESSES; i++)
    for (guint family = 0; family < N_FAMILIES; family++)
      if (signin->addresses[family] != NULL && i < signin->addresses[family]->len)
        g_ptr_array_add (signin->queue, g_object_ref (signin->addresses[family]->pdata[i]));
}

static void
take_addresses (GTask *task, guint family, DermagaDnsAnswer *answer)
{
  Signin *signin = g_task_get_task_data (task);

  signin->statuses[family] = answer->status;
  if (answer->status == DERMAGA_DNS_FOUND)
    signin->addresses[family] = g_ptr_array_ref (answer->addresses);
  if (++signin->n_answers < N_FAMILIES)
    return;
  make_queue (signin);
  if (signin->queue->len > 0)
    {
      try_next (task);
      return;
    }
  signin->result->verdict = DERMAGA_SIGNIN_NOT_REACHED;
  signin->result->outcome = name_dns_failure (signin);
  finish (task);
}

/* Takes over a reference to the task. */
static void
resolved (GObject *source, GAsyncResult *async, GTask *task, guint family)
{
  Signin *signin = g_task_get_task_data (task);
  g_autoptr (DermagaDnsAnswer) answer
    = dermaga_resolver_lookup_finish (DERMAGA_RESOLVER (source), async, NULL);

  if (answer != NULL && !signin->done)
    take_addresses (task, family, answer);
  g_object_unref (task);
}

static void
resolved_ipv4_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  resolved (source, async, user_data, 0);
}

static void
resolved_ipv6_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  resolved (source, async, user_data, 1);
}

/* Public */

static gboolean
cancel_in_turn_cb (gpointer user_data)
{
  GTask *task = user_data;
  Signin *signin = g_task_get_task_data (task);

  if (signin->done)
    return G_SOURCE_REMOVE;
  signin->done = TRUE;
  let_go (signin);
  g_signal_handler_disconnect (g_task_get_cancellable (task), signin->cancelled);
  signin->cancelled = 0;
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

/* The password is let go of at once; whoever asked is told from the main loop. */
static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  Signin *signin = g_task_get_task_data (task);
  g_autoptr (GSource) source = g_idle_source_new ();

  let_go (signin);
  g_source_set_callback (source, cancel_in_turn_cb, g_object_ref (task), g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

static void
start (GTask *task)
{
  Signin *signin = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  DermagaResolver *resolver = dermaga_network_get_resolver (signin->network);
  const char *host = signin->result->server->host;

  if (cancellable != NULL)
    signin->cancelled
      = g_signal_connect (cancellable, "cancelled", G_CALLBACK (cancelled_cb), task);
  dermaga_resolver_lookup_async (resolver, host, DERMAGA_DNS_A, cancellable, resolved_ipv4_cb,
                                 g_object_ref (task));
  dermaga_resolver_lookup_async (resolver, host, DERMAGA_DNS_AAAA, cancellable, resolved_ipv6_cb,
                                 g_object_ref (task));
}

void
dermaga_signin_async (DermagaNetwork *network, const DermagaServer *server,
                      DermagaSecret *password, const DermagaTestMessage *message,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  Signin *signin;

  g_return_if_fail (DERMAGA_IS_NETWORK (network) && server != NULL && password != NULL);
  g_return_if_fail (dermaga_host_is_valid (server->host));
  g_return_if_fail (dermaga_user_name_is_valid (server->user_name));
  g_return_if_fail (message == NULL || dermaga_email_is_valid (message->email));

  signin = g_new0 (Signin, 1);
  signin->network = g_object_ref (network);
  signin->password = dermaga_secret_ref (password);
  signin->result = dermaga_signin_result_new (server);
  signin->started = g_get_monotonic_time ();
  signin->queue = g_ptr_array_new_with_free_func (g_object_unref);
  if (message != NULL)
    {
      signin->email = g_strdup (message->email);
      signin->content = dermaga_mail_compose (message->email, message->subject, message->body,
                                              g_get_real_time () / G_USEC_PER_SEC);
    }
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, dermaga_signin_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, signin, signin_free);

  if (g_task_return_error_if_cancelled (task))
    g_object_unref (task);
  else if (server->security == DERMAGA_SECURITY_NONE || dermaga_secret_get_length (password) == 0)
    {
      signin->result->verdict = server->security == DERMAGA_SECURITY_NONE
                                  ? DERMAGA_SIGNIN_NOT_ENCRYPTED
                                  : DERMAGA_SIGNIN_NO_MECHANISM;
      finish (task);
    }
  else
    start (task);
}

DermagaSigninResult *
dermaga_signin_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
add_name (GPtrArray *names, char *name)
{
  if (!dermaga_user_name_is_valid (name)
      || g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_free (name);
  else
    g_ptr_array_add (names, name);
}

char **
dermaga_signin_user_names (const char *email, const char *pattern)
{
  GPtrArray *names = g_ptr_array_new ();
  const char *at;

  g_return_val_if_fail (email != NULL, NULL);

  at = strrchr (email, '@');
  if (pattern != NULL)
    add_name (names, dermaga_expand_user_name (pattern, email));
  add_name (names, g_strdup (email));
  if (at != NULL)
    add_name (names, g_strndup (email, (gsize) (at - email)));
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}
