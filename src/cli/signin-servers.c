#include "config.h"

#include "cli/signin-servers.h"

#include "cli/finish.h"
#include "cli/options.h"
#include "cli/report-file.h"
#include "model/dermaga-json.h"
#include "verdict/dermaga-verdict.h"

#include <glib/gi18n.h>

void
dermaga_signin_servers_clear (DermagaSigninServers *servers)
{
  g_clear_pointer (&servers->incoming, dermaga_server_free);
  g_clear_pointer (&servers->outgoing, dermaga_server_free);
  g_clear_pointer (&servers->incoming_pattern, g_free);
  g_clear_pointer (&servers->outgoing_pattern, g_free);
}

/* @server: as recommended, its user name still a pattern. Clear text is passed over: whoever wrote
 * the report, no password goes there. */
static void
take_server (DermagaServer **taken, char **taken_pattern, const DermagaServer *server,
             const char *email, const char *user_name)
{
  g_autofree char *expanded = dermaga_expand_user_name (server->user_name, email);

  if (server->security == DERMAGA_SECURITY_NONE)
    return;
  if (user_name == NULL)
    user_name = dermaga_user_name_is_valid (expanded) ? expanded : email;
  *taken = dermaga_server_new (server->protocol, server->host, server->port, server->security,
                               user_name);
  *taken_pattern = g_strdup (server->user_name);
}

typedef struct {
  DermagaSigninServers *servers;
  const char *email;
  const char *user_name;
  gboolean wants_incoming;
  gboolean wants_outgoing;
  gboolean accept_unverified;
} Wish;

static int
refuse_direction (const char *sentence)
{
  dermaga_complain (sentence);
  return DERMAGA_EXIT_NO_PAIR;
}

static int
take_both (const Wish *wish, const DermagaServer *incoming, const DermagaServer *outgoing)
{
  DermagaSigninServers *servers = wish->servers;

  if (wish->wants_incoming && incoming != NULL)
    take_server (&servers->incoming, &servers->incoming_pattern, incoming, wish->email,
                 wish->user_name);
  if (wish->wants_outgoing && outgoing != NULL)
    take_server (&servers->outgoing, &servers->outgoing_pattern, outgoing, wish->email,
                 wish->user_name);
  if (wish->wants_incoming && servers->incoming == NULL)
    return refuse_direction (_("There is no safe server for receiving mail. To sign in for "
                               "sending alone, use --outgoing-only."));
  if (wish->wants_outgoing && servers->outgoing == NULL)
    return refuse_direction (_("There is no safe server for sending mail. To sign in for receiving "
                               "alone, use --incoming-only."));
  return DERMAGA_EXIT_SAFE_PAIR;
}

static DermagaServer *
server_of_choice (const DermagaChoice *choice)
{
  const DermagaCandidate *candidate;

  if (choice == NULL)
    return NULL;
  candidate = dermaga_probe_get_candidate (choice->probe);
  return dermaga_server_new (candidate->protocol, candidate->host, candidate->port,
                             candidate->security, choice->user_name);
}

static gboolean
lacks_consent (const Wish *wish, gboolean incoming_needs_it, gboolean outgoing_needs_it)
{
  return !wish->accept_unverified
         && ((wish->wants_incoming && incoming_needs_it)
             || (wish->wants_outgoing && outgoing_needs_it));
}

static int
find_in_check (const Wish *wish, DermagaRequest *request)
{
  g_autoptr (DermagaResult) result = dermaga_request_run (request);
  g_autoptr (DermagaRecommendation) recommendation = NULL;
  g_autoptr (DermagaServer) incoming = NULL;
  g_autoptr (DermagaServer) outgoing = NULL;

  if (result == NULL)
    return DERMAGA_EXIT_WRONG_USE;
  recommendation = dermaga_recommend (result);
  if (lacks_consent (wish,
                     recommendation->incoming != NULL && recommendation->incoming->consent_needed,
                     recommendation->outgoing != NULL && recommendation->outgoing->consent_needed))
    return dermaga_refuse_without_consent ();
  incoming = server_of_choice (recommendation->incoming);
  outgoing = server_of_choice (recommendation->outgoing);
  if (incoming == NULL && outgoing == NULL)
    {
      dermaga_complain (recommendation->title);
      return dermaga_exit_status (result, recommendation, wish->accept_unverified);
    }
  return take_both (wish, incoming, outgoing);
}

static int
find_in_file (const Wish *wish, const char *path, const char *domain)
{
  g_autofree char *target = NULL;
  g_autoptr (DermagaSavedChoice) incoming = NULL;
  g_autoptr (DermagaSavedChoice) outgoing = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  g_autofree char *text = dermaga_report_file_read (path, &length, &error);

  if (text == NULL
      || !dermaga_json_read_recommendation (text, (gssize) length, &target, &incoming, &outgoing,
                                            &error))
    {
      g_autofree char *reason = dermaga_explain_error (error);
      g_autofree char *sentence = g_strdup_printf ("--result: %s", reason);

      dermaga_complain (sentence);
      return DERMAGA_EXIT_WRONG_USE;
    }
  if (g_strcmp0 (target, domain) != 0)
    {
      dermaga_complain (_("The report in --result is about another domain."));
      return DERMAGA_EXIT_WRONG_USE;
    }
  if (lacks_consent (wish, incoming != NULL && incoming->consent_needed,
                     outgoing != NULL && outgoing->consent_needed))
    return dermaga_refuse_without_consent ();
  return take_both (wish, incoming != NULL ? incoming->server : NULL,
                    outgoing != NULL ? outgoing->server : NULL);
}

int
dermaga_signin_servers_find (DermagaSigninServers *servers, DermagaRequest *request,
                             const char *result_file, const char *user_name,
                             gboolean wants_incoming, gboolean wants_outgoing)
{
  const Wish wish = { servers,
                      request->target->email,
                      user_name,
                      wants_incoming,
                      wants_outgoing,
                      request->accept_unverified };

  if (result_file != NULL)
    return find_in_file (&wish, result_file, request->target->domain);
  return find_in_check (&wish, request);
}
