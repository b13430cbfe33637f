#include "config.h"

#include "cli/signin-run.h"

#include "cli/password.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>

/* What is under way. */
typedef struct {
  GCancellable *cancellable;
  guint interrupt;
  guint n_running;
} Run;

typedef struct {
  Run *run;
  const DermagaServer *server;
  DermagaSigninResult *result;
} Try;

static gboolean
interrupt_cb (gpointer data)
{
  Run *run = data;

  /* A second Ctrl+C ends the program as usual. */
  run->interrupt = 0;
  g_cancellable_cancel (run->cancellable);
  return G_SOURCE_REMOVE;
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Try *attempt = data;

  attempt->result = dermaga_signin_finish (result, NULL);
  if (attempt->result == NULL)
    {
      attempt->result = dermaga_signin_result_new (attempt->server);
      attempt->result->verdict = DERMAGA_SIGNIN_CANCELLED;
    }
  attempt->run->n_running--;
}

/* Takes from each of @tries what came of it. */
static void
run_tries (DermagaNetwork *network, Try *tries, guint n_tries, DermagaSecret *password,
           const DermagaTestMessage *message)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Run run = { .cancellable = cancellable, .n_running = n_tries };

  run.interrupt = g_unix_signal_add (SIGINT, interrupt_cb, &run);
  for (guint i = 0; i < n_tries; i++)
    {
      const DermagaServer *server = tries[i].server;

      tries[i].run = &run;
      dermaga_signin_async (network, server, password,
                            server->protocol == DERMAGA_PROTOCOL_SMTP ? message : NULL,
                            cancellable, signed_in_cb, &tries[i]);
    }
  while (run.n_running > 0)
    g_main_context_iteration (NULL, TRUE);
  g_clear_handle_id (&run.interrupt, g_source_remove);
}

GPtrArray *
dermaga_signin_run (DermagaNetwork *network, const DermagaSigninServers *servers,
                    DermagaSecret *password, const DermagaTestMessage *message)
{
  GPtrArray *results
    = g_ptr_array_new_with_free_func ((GDestroyNotify) dermaga_signin_result_free);
  Try tries[2] = { 0 };
  guint n_tries = 0;

  if (servers->incoming != NULL)
    tries[n_tries++].server = servers->incoming;
  if (servers->outgoing != NULL)
    tries[n_tries++].server = servers->outgoing;
  run_tries (network, tries, n_tries, password, message);
  for (guint i = 0; i < n_tries; i++)
    g_ptr_array_add (results, tries[i].result);
  return results;
}

/* Only a plain refusal leaves it open whether another name would do. */
static gboolean
may_be_the_name (const DermagaSigninResult *result)
{
  return result->verdict == DERMAGA_SIGNIN_REJECTED;
}

static gboolean
agrees_to (const char *user_name, const char *host)
{
  g_autofree char *question = NULL;

  /* Translators: a user name, then a server name. */
  question = g_strdup_printf (_("%2$s refused the user name. Try “%1$s” there too? It counts as "
                                "a further try. [yes/no]"),
                              user_name, host);
  return dermaga_terminal_agrees (question);
}

/* Takes @result; returns the last of what came of it. */
static DermagaSigninResult *
try_names (DermagaSigninResult *result, DermagaNetwork *network, char **names,
           DermagaSecret *password, const DermagaTestMessage *message)
{
  g_autofree char *refused = g_strdup (result->server->user_name);
  guint n_tried = 0;

  for (guint i = 0; names[i] != NULL && n_tried < DERMAGA_SIGNIN_MAX_OTHER_NAMES; i++)
    {
      g_autoptr (DermagaServer) server = NULL;
      Try attempt = { 0 };

      if (g_str_equal (names[i], refused))
        continue;
      if (!may_be_the_name (result) || !agrees_to (names[i], result->server->host))
        break;
      server = dermaga_server_new (result->server->protocol, result->server->host,
                                   result->server->port, result->server->security, names[i]);
      attempt.server = server;
      run_tries (network, &attempt, 1, password, message);
      n_tried++;
      dermaga_signin_result_free (result);
      result = attempt.result;
    }
  return result;
}

void
dermaga_signin_try_other_names (GPtrArray *results, DermagaNetwork *network,
                                const DermagaSigninServers *servers, const char *email,
                                DermagaSecret *password, const DermagaTestMessage *message)
{
  for (guint i = 0; i < results->len; i++)
    {
      DermagaSigninResult *result = results->pdata[i];
      gboolean sending = result->server->protocol == DERMAGA_PROTOCOL_SMTP;
      g_auto (GStrv) names = dermaga_signin_user_names (
        email, sending ? servers->outgoing_pattern : servers->incoming_pattern);

      if (may_be_the_name (result))
        results->pdata[i] = try_names (result, network, names, password, message);
    }
}
