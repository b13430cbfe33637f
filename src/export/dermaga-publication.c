#include "config.h"

#include "export/dermaga-publication.h"

#include <string.h>

#include "base/dermaga-target.h"
#include "base/dermaga-text.h"

#define MAX_DISPLAY_NAME_CHARS 200
#define ADDRESS_PATTERN "%EMAILADDRESS%"
#define RELAY_PORT 25

void
dermaga_publication_free (DermagaPublication *publication)
{
  if (publication == NULL)
    return;
  dermaga_provider_config_free (publication->config);
  g_free (publication);
}

/* What was found for one address must become a pattern again, or the file would give everybody
 * that one user's name, and show it to the world. */
static char *
make_pattern (const char *user_name, DermagaResult *result)
{
  const char *email = dermaga_result_get_email (result);
  g_autofree char *ending = g_strconcat ("@", dermaga_result_get_target (result), NULL);
  g_autofree char *pattern = NULL;

  if (user_name == NULL)
    return g_strdup (ADDRESS_PATTERN);
  pattern = email != NULL ? dermaga_generalize_user_name (user_name, email) : g_strdup (user_name);
  /* A saved report does not say for which address it was made. */
  if (pattern[0] != '@' && pattern[0] != '%' && g_str_has_suffix (pattern, ending))
    return g_strdup (ADDRESS_PATTERN);
  return g_steal_pointer (&pattern);
}

/* How the rows of one direction are chosen. */
typedef struct {
  DermagaResult *result;
  DermagaDirection direction;
  const DermagaCandidate *preferred;
  const char *preferred_name;
  gboolean accept_unverified;
  gboolean wildcard;
} Selection;

static gboolean
is_fit (const Selection *selection, DermagaProbe *probe)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);
  gboolean named = candidate->source != DERMAGA_SOURCE_MX
                   && candidate->source != DERMAGA_SOURCE_CERTIFICATE
                   && (candidate->source != DERMAGA_SOURCE_GUESS || !selection->wildcard);

  return dermaga_probe_get_direction (probe) == selection->direction
         && dermaga_probe_is_done (probe)
         && dermaga_outcome_is_safe (dermaga_probe_get_outcome (probe))
         && candidate->security != DERMAGA_SECURITY_NONE
         && (candidate->protocol != DERMAGA_PROTOCOL_SMTP || candidate->port != RELAY_PORT)
         && (!candidate->outside || selection->accept_unverified)
         && (named || g_str_equal (candidate->host, selection->preferred->host));
}

/* The order to publish in; unlike the rank, it does not ask who named the server. */
static int
compare_ways (gconstpointer a, gconstpointer b)
{
  g_autoptr (DermagaCandidate) left
    = dermaga_candidate_copy (dermaga_probe_get_candidate (*(DermagaProbe *const *) a));
  g_autoptr (DermagaCandidate) right
    = dermaga_candidate_copy (dermaga_probe_get_candidate (*(DermagaProbe *const *) b));

  left->source = right->source = DERMAGA_SOURCE_FILE;
  left->order = right->order = 0;
  return dermaga_candidate_compare (left, right);
}

static GPtrArray *
find_fit_rows (const Selection *selection)
{
  GListModel *probes = dermaga_result_get_probes (selection->result);
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);

      if (is_fit (selection, probe))
        g_ptr_array_add (rows, g_steal_pointer (&probe));
    }
  g_ptr_array_sort (rows, compare_ways);
  return rows;
}

/* One host for each protocol: two names of one server would only make the file longer. It is the
 * recommended one, or else the one that ranks best. */
static const char *
choose_host (const Selection *selection, GPtrArray *rows, DermagaProtocol protocol)
{
  const DermagaCandidate *best = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const DermagaCandidate *candidate = dermaga_probe_get_candidate (rows->pdata[i]);

      if (candidate->protocol != protocol)
        continue;
      if (g_str_equal (candidate->host, selection->preferred->host))
        return candidate->host;
      if (best == NULL || dermaga_candidate_compare (candidate, best) < 0)
        best = candidate;
    }
  return best != NULL ? best->host : NULL;
}

static void
add_server (GPtrArray *servers, const DermagaCandidate *candidate, const char *user_name,
            DermagaResult *result)
{
  static const char *const password[] = { "password-cleartext", NULL };
  g_autofree char *pattern = make_pattern (user_name, result);
  DermagaProviderServer *server
    = dermaga_provider_server_new (candidate->protocol, candidate->host, candidate->port,
                                   candidate->security, pattern);

  g_strfreev (server->auth);
  server->auth = g_strdupv ((char **) password);
  g_ptr_array_add (servers, server);
}

static void
add_servers (const Selection *selection, GPtrArray *servers)
{
  g_autoptr (GPtrArray) rows = find_fit_rows (selection);

  add_server (servers, selection->preferred, selection->preferred_name, selection->result);
  for (guint i = 0; i < rows->len; i++)
    {
      const DermagaCandidate *candidate = dermaga_probe_get_candidate (rows->pdata[i]);
      const char *user_name = candidate->user_name != NULL ? candidate->user_name
                                                           : selection->preferred_name;

      if (!dermaga_candidate_equal (candidate, selection->preferred)
          && g_str_equal (candidate->host, choose_host (selection, rows, candidate->protocol)))
        add_server (servers, candidate, user_name, selection->result);
    }
}

static void
select_direction (DermagaPublication *publication, DermagaResult *result,
                  const DermagaChoice *choice, gboolean accept_unverified)
{
  const DermagaCandidate *preferred = dermaga_probe_get_candidate (choice->probe);
  DermagaDirection direction = dermaga_probe_get_direction (choice->probe);
  guint conditions = dermaga_result_get_conditions (result);
  const Selection selection = {
    .result = result,
    .direction = direction,
    .preferred = preferred,
    .preferred_name = choice->user_name,
    .accept_unverified = accept_unverified,
    .wildcard = (conditions & DERMAGA_CONDITION_WILDCARD_DNS) != 0,
  };

  add_servers (&selection, direction == DERMAGA_DIRECTION_INCOMING
                               ? publication->config->incoming
                               : publication->config->outgoing);
}

/* Nobody answers there, for certain. A time limit, a fault on the way or a server in a bad mood
 * prove nothing. */
static gboolean
is_closed (DermagaOutcome outcome)
{
  return outcome == DERMAGA_OUTCOME_REFUSED || outcome == DERMAGA_OUTCOME_NOT_MAIL
         || outcome == DERMAGA_OUTCOME_DNS_NXDOMAIN || outcome == DERMAGA_OUTCOME_DNS_NODATA;
}

/* A service is absent when it was tried, and every try says so. */
static void
find_absent (DermagaPublication *publication, DermagaResult *result)
{
  GListModel *probes = dermaga_result_get_probes (result);
  gboolean offered[3][3] = { { FALSE } };

  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);
      const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);
      gboolean closed
        = dermaga_probe_is_done (probe) && is_closed (dermaga_probe_get_outcome (probe));

      if (candidate->protocol == DERMAGA_PROTOCOL_SMTP && candidate->port == RELAY_PORT)
        continue;
      offered[candidate->protocol][candidate->security] |= !closed;
      publication->absent[candidate->protocol][candidate->security] |= closed;
    }
  for (guint protocol = 0; protocol < G_N_ELEMENTS (offered); protocol++)
    for (guint security = 0; security < G_N_ELEMENTS (offered[0]); security++)
      publication->absent[protocol][security] &= !offered[protocol][security];
}

DermagaPublication *
dermaga_publication_new (DermagaResult *result, const DermagaRecommendation *recommendation,
                         const char *display_name, gboolean accept_unverified)
{
  DermagaPublication *publication;
  const char *domain = dermaga_result_get_target (result);

  if (!dermaga_recommendation_is_safe_pair (recommendation)
      || (dermaga_recommendation_needs_consent (recommendation) && !accept_unverified))
    return NULL;

  publication = g_new0 (DermagaPublication, 1);
  publication->config = dermaga_provider_config_new ();
  publication->config->id = g_strdup (domain);
  publication->config->display_name = g_strdup (display_name != NULL ? display_name : domain);
  g_strfreev (publication->config->domains);
  publication->config->domains = g_new0 (char *, 2);
  publication->config->domains[0] = g_strdup (domain);
  select_direction (publication, result, recommendation->incoming, accept_unverified);
  select_direction (publication, result, recommendation->outgoing, accept_unverified);
  find_absent (publication, result);
  return publication;
}

static gboolean
fail (GError **error, DermagaSettingsError code, const char *fact)
{
  g_set_error_literal (error, DERMAGA_SETTINGS_ERROR, code, fact);
  return FALSE;
}

/* Readers drop white space around it, and mend a placeholder that lacks its end; a name that
 * depends on either is not published. */
static gboolean
is_pattern (const char *user_name)
{
  g_autofree char *filled = NULL;

  if (!dermaga_user_name_is_valid (user_name) || !dermaga_text_is_clean (user_name)
      || g_ascii_isspace (user_name[0]) || g_ascii_isspace (user_name[strlen (user_name) - 1]))
    return FALSE;
  filled = dermaga_expand_user_name (user_name, "a@b.example");
  return strstr (filled, "%EMAIL") == NULL;
}

static gboolean
validate_servers (GPtrArray *servers, DermagaDirection direction, GError **error)
{
  if (servers->len == 0)
    return fail (error, DERMAGA_SETTINGS_ERROR_MISSING, "no server for one direction");
  for (guint i = 0; i < servers->len; i++)
    {
      const DermagaProviderServer *server = servers->pdata[i];

      if (dermaga_protocol_get_direction (server->protocol) != direction)
        return fail (error, DERMAGA_SETTINGS_ERROR_FORMAT, "protocol is for the other direction");
      if (server->host == NULL || !dermaga_host_is_valid (server->host))
        return fail (error, DERMAGA_SETTINGS_ERROR_HOST, "not a host name");
      if (server->port == 0)
        return fail (error, DERMAGA_SETTINGS_ERROR_PORT, "port is 0");
      if (!is_pattern (server->user_name))
        return fail (error, DERMAGA_SETTINGS_ERROR_USER_NAME, "user name is not usable");
      if (server->security == DERMAGA_SECURITY_NONE)
        return fail (error, DERMAGA_SETTINGS_ERROR_INSECURE, "no encryption");
    }
  return TRUE;
}

gboolean
dermaga_publication_validate (const DermagaPublication *publication, GError **error)
{
  const DermagaProviderConfig *config = publication->config;

  if (config->id == NULL || !dermaga_host_is_valid (config->id))
    return fail (error, DERMAGA_SETTINGS_ERROR_HOST, "not a domain");
  if (config->display_name == NULL || *config->display_name == '\0'
      || !dermaga_text_is_clean (config->display_name)
      || g_utf8_strlen (config->display_name, -1) > MAX_DISPLAY_NAME_CHARS)
    return fail (error, DERMAGA_SETTINGS_ERROR_NAME, "display name is not usable");
  return validate_servers (config->incoming, DERMAGA_DIRECTION_INCOMING, error)
         && validate_servers (config->outgoing, DERMAGA_DIRECTION_OUTGOING, error);
}
