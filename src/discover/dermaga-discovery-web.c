#include "config.h"

#include "discover/dermaga-discovery-private.h"

#include <string.h>

#include "discover/dermaga-autoconfig.h"
#include "discover/dermaga-mta-sts.h"
#include "discover/dermaga-pacc.h"
#include "model/dermaga-pacc-digest.h"

#define WELL_KNOWN_PATH "/.well-known/autoconfig/mail/config-v1.1.xml"
#define PACC_PATH "/.well-known/user-agent-configuration.json"
#define AUTODISCOVER_PATH "/autodiscover/autodiscover.xml"
#define AUTODISCOVER_MAX_SIZE (64u * 1024u)

/* Redirects: providers move their file to one place for all customers; the policy of MTA-STS must
 * not be moved (RFC 8461 §3.3). */
static const struct
{
  const char *id;
  const char *scheme;
  DermagaSource source;
  gsize max_size;
  guint max_redirects;
} kinds[N_WEB_KINDS] = {
  [WEB_PACC] = { "pacc", "https", DERMAGA_SOURCE_PACC, DERMAGA_PACC_MAX_SIZE, 3 },
  [WEB_AUTOCONFIG]
    = { "autoconfig", "https", DERMAGA_SOURCE_AUTOCONFIG, DERMAGA_AUTOCONFIG_MAX_SIZE, 5 },
  [WEB_WELL_KNOWN]
    = { "well-known", "https", DERMAGA_SOURCE_AUTOCONFIG, DERMAGA_AUTOCONFIG_MAX_SIZE, 5 },
  [WEB_ISPDB] = { "ispdb", "https", DERMAGA_SOURCE_ISPDB, DERMAGA_AUTOCONFIG_MAX_SIZE, 2 },
  [WEB_MX_AUTOCONFIG]
    = { "mx-autoconfig", "https", DERMAGA_SOURCE_MX_PROVIDER, DERMAGA_AUTOCONFIG_MAX_SIZE, 5 },
  [WEB_MX_ISPDB]
    = { "mx-ispdb", "https", DERMAGA_SOURCE_MX_PROVIDER, DERMAGA_AUTOCONFIG_MAX_SIZE, 2 },
  [WEB_MTA_STS] = { "mta-sts", "https", DERMAGA_SOURCE_MX, DERMAGA_MTA_STS_MAX_SIZE, 0 },
  [WEB_AUTODISCOVER]
    = { "autodiscover", "https", DERMAGA_SOURCE_MX, AUTODISCOVER_MAX_SIZE, 2 },
  [WEB_HTTP] = { "http", "http", DERMAGA_SOURCE_HTTP, DERMAGA_AUTOCONFIG_MAX_SIZE, 5 },
};

const char *
dermaga_discovery_get_web_id (WebKind kind)
{
  return kinds[kind].id;
}

DermagaSource
dermaga_discovery_get_web_source (WebKind kind)
{
  return kinds[kind].source;
}

/* "Not there" is an answer; all else is none. */
static DermagaSourceStatus
status_of (DermagaSourceProblem problem)
{
  gboolean not_there = problem == DERMAGA_SOURCE_PROBLEM_NONE
                       || problem == DERMAGA_SOURCE_PROBLEM_NO_NAME
                       || problem == DERMAGA_SOURCE_PROBLEM_NOT_FOUND
                       || problem == DERMAGA_SOURCE_PROBLEM_WEB_PAGE;

  return not_there ? DERMAGA_SOURCE_STATUS_NONE : DERMAGA_SOURCE_STATUS_FAILED;
}

/* The lead that anybody on the way could forge: only when both secure places had nothing to say. */
static void
consider_http (DermagaDiscovery *self)
{
  const WebState *first = &self->web[WEB_AUTOCONFIG];
  const WebState *second = &self->web[WEB_WELL_KNOWN];
  g_autofree char *host = g_strconcat ("autoconfig.", self->target->domain, NULL);

  if (!first->ended || !second->ended || self->web[WEB_HTTP].ended || self->web[WEB_HTTP].open > 0)
    return;
  if (first->found || second->found)
    dermaga_discovery_skip_web (self, WEB_HTTP, DERMAGA_SOURCE_PROBLEM_NOT_NEEDED);
  else if (first->problem == DERMAGA_SOURCE_PROBLEM_NO_NAME
           || first->problem == DERMAGA_SOURCE_PROBLEM_DNS_FAILED)
    dermaga_discovery_end_web (self, WEB_HTTP, first->problem);
  else
    dermaga_discovery_fetch (self, WEB_HTTP, host, DERMAGA_AUTOCONFIG_PATH, 0);
}

/* Ending */

void
dermaga_discovery_skip_web (DermagaDiscovery *self, WebKind kind, DermagaSourceProblem problem)
{
  self->web[kind].ended = TRUE;
  dermaga_discovery_report_skipped (self, kinds[kind].id, problem);
}

void
dermaga_discovery_end_web (DermagaDiscovery *self, WebKind kind, DermagaSourceProblem problem)
{
  WebState *state = &self->web[kind];

  state->ended = TRUE;
  state->problem = problem;
  dermaga_result_set_source (self->result, kinds[kind].id, status_of (problem),
                             state->hosts != NULL ? state->hosts : "",
                             dermaga_discovery_get_elapsed (self));
  dermaga_result_set_source_origin (self->result, kinds[kind].id, state->elsewhere, problem);
  if (kind == WEB_AUTOCONFIG || kind == WEB_WELL_KNOWN)
    consider_http (self);
}

static void
end_found (DermagaDiscovery *self, WebKind kind)
{
  self->web[kind].ended = TRUE;
  if (kind == WEB_AUTOCONFIG || kind == WEB_WELL_KNOWN)
    consider_http (self);
}

/* (transfer full): without what was asked, which may hold the address. */
static char *
cut_query (const char *url)
{
  return g_strndup (url, strcspn (url, "?#"));
}

static void
report_found (DermagaDiscovery *self, WebKind kind, const char *url)
{
  const char *id = kinds[kind].id;
  g_autofree char *shown = url != NULL ? cut_query (url) : NULL;

  if (self->web[kind].found)
    return;
  self->web[kind].found = TRUE;
  if (kind == WEB_MTA_STS || kind == WEB_AUTODISCOVER)
    dermaga_result_set_source (self->result, id, DERMAGA_SOURCE_STATUS_FOUND,
                               self->web[kind].hosts, dermaga_discovery_get_elapsed (self));
  else
    dermaga_discovery_report_found (self, id);
  dermaga_result_set_source_origin (self->result, id, shown, DERMAGA_SOURCE_PROBLEM_NONE);
}

/* That the domain has no such name says that it publishes nothing there; that a list has none says
 * nothing of what is in the list. */
static DermagaSourceProblem
in_view_of (WebKind kind, DermagaSourceProblem problem)
{
  gboolean is_list = kind == WEB_ISPDB || kind == WEB_MX_ISPDB;

  return is_list && problem == DERMAGA_SOURCE_PROBLEM_NO_NAME ? DERMAGA_SOURCE_PROBLEM_UNREACHABLE
                                                              : problem;
}

/* (transfer full) (nullable): @url where it is on none of the hosts that were asked */
static char *
find_elsewhere (const WebState *state, const char *url)
{
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_NONE, NULL) : NULL;
  g_auto (GStrv) asked = g_strsplit (state->hosts != NULL ? state->hosts : "", " ", -1);

  if (uri == NULL || g_strv_contains ((const char *const *) asked, g_uri_get_host (uri)))
    return NULL;
  return cut_query (url);
}

/* Of several documents the first problem that is more than "not there" is told. */
static void
note_problem (WebState *state, DermagaSourceProblem problem, const char *url)
{
  if (!state->has_problem
      || (status_of (state->problem) == DERMAGA_SOURCE_STATUS_NONE
          && status_of (problem) == DERMAGA_SOURCE_STATUS_FAILED))
    {
      state->problem = problem;
      g_free (state->elsewhere);
      state->elsewhere = find_elsewhere (state, url);
    }
  state->has_problem = TRUE;
}

static void
end_question (DermagaDiscovery *self, WebKind kind)
{
  WebState *state = &self->web[kind];

  state->open--;
  if (state->open > 0)
    return;
  if (state->found)
    end_found (self, kind);
  else
    dermaga_discovery_end_web (self, kind, state->problem);
}

void
dermaga_discovery_give_up_nameless (DermagaDiscovery *self)
{
  for (guint i = 0; i < self->fetches->len;)
    {
      WebKind kind = ((WebQuestion *) self->fetches->pdata[i])->kind;

      if (dermaga_web_fetch_get_phase (((WebQuestion *) self->fetches->pdata[i])->fetch)
          != DERMAGA_WEB_RESOLVING)
        {
          i++;
          continue;
        }
      /* Its callback frees it. */
      g_ptr_array_remove_index (self->fetches, i);
      note_problem (&self->web[kind], DERMAGA_SOURCE_PROBLEM_DNS_FAILED, NULL);
      end_question (self, kind);
    }
}

/* What came with the reply of what time it is. */
static void
note_time (DermagaDiscovery *self, const DermagaWebReply *reply)
{
  g_autoptr (GUri) uri = reply->url != NULL ? g_uri_parse (reply->url, G_URI_FLAGS_NONE, NULL)
                                            : NULL;
  DermagaClock *clock = dermaga_result_get_clock (self->result);

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return;
  if (reply->date != 0)
    dermaga_clock_note_time (clock, g_uri_get_host (uri), reply->received - reply->date);
  if (reply->certificate.in_its_time)
    dermaga_clock_note_certificate (clock, g_uri_get_host (uri), reply->certificate.not_before,
                                    reply->certificate.not_after);
}

static void
take_reply (DermagaDiscovery *self, const WebQuestion *question, const DermagaWebReply *reply)
{
  WebState *state = &self->web[question->kind];
  DermagaSourceProblem problem = DERMAGA_SOURCE_PROBLEM_NONE;

  note_time (self, reply);
  if (dermaga_discovery_take_document (self, question, reply, &problem))
    report_found (self, question->kind, reply->url);
  else
    note_problem (state, in_view_of (question->kind, problem), reply->url);
  end_question (self, question->kind);
}

static void
free_question (WebQuestion *question)
{
  g_object_unref (question->fetch);
  g_free (question);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WebQuestion *question = user_data;
  g_autoptr (DermagaDiscovery) self = question->discovery;
  g_autoptr (DermagaWebReply) reply
    = dermaga_web_fetch_run_finish (DERMAGA_WEB_FETCH (source), result, NULL);

  /* Given up by dermaga_discovery_cancel(). */
  if (g_ptr_array_remove (self->fetches, question) && reply != NULL)
    {
      /* One document may name several: until all are told, any of them may be the best. */
      self->telling = TRUE;
      take_reply (self, question, reply);
      self->telling = FALSE;
      dermaga_discovery_go_on (self);
    }
  free_question (question);
}

/* Asking */

static void
note_host (WebState *state, const char *host)
{
  g_autofree char *before = state->hosts;

  state->hosts = before != NULL ? g_strjoin (" ", before, host, NULL) : g_strdup (host);
}

void
dermaga_discovery_fetch (DermagaDiscovery *self, WebKind kind, const char *host,
                         const char *path, guint order)
{
  g_autofree char *url = g_strconcat (kinds[kind].scheme, "://", host, path, NULL);
  DermagaWebRequest request = { .url = url,
                                .max_size = kinds[kind].max_size,
                                .max_redirects = kinds[kind].max_redirects };
  WebQuestion *question;

  if (!dermaga_host_is_valid (host))
    {
      if (self->web[kind].open == 0)
        dermaga_discovery_end_web (self, kind, DERMAGA_SOURCE_PROBLEM_NO_NAME);
      return;
    }
  question = g_new0 (WebQuestion, 1);
  question->discovery = g_object_ref (self);
  question->kind = kind;
  question->order = order;
  question->started = g_get_monotonic_time ();
  question->fetch = dermaga_web_fetch_new (self->network, &request);
  g_ptr_array_add (self->fetches, question);
  self->web[kind].open++;
  note_host (&self->web[kind], host);
  dermaga_web_fetch_run_async (question->fetch, self->cancellable, fetched_cb, question);
}

/* draft-ietf-mailmaint-autoconfig: only this place may ask for the address, and only by consent. */
static char *
autoconfig_path (DermagaDiscovery *self)
{
  g_autofree char *escaped = NULL;

  if (!self->send_address || self->target->email == NULL)
    return g_strdup (DERMAGA_AUTOCONFIG_PATH);
  escaped = g_uri_escape_string (self->target->email, NULL, FALSE);
  return g_strconcat (DERMAGA_AUTOCONFIG_PATH "?emailaddress=", escaped, NULL);
}

void
dermaga_discovery_ask_web (DermagaDiscovery *self)
{
  const char *domain = self->target->domain;
  g_autofree char *autoconfig = g_strconcat ("autoconfig.", domain, NULL);
  g_autofree char *autodiscover = g_strconcat ("autodiscover.", domain, NULL);
  g_autofree char *digest = g_strconcat ("_ua-auto-config.", domain, NULL);
  g_autofree char *list_path = g_strconcat ("/v1.1/", domain, NULL);
  g_autofree char *path = autoconfig_path (self);

  dermaga_discovery_ask (self, digest, DERMAGA_DNS_TXT, (Question){ .kind = ASK_PACC });
  dermaga_discovery_fetch (self, WEB_AUTOCONFIG, autoconfig, path, 0);
  dermaga_discovery_fetch (self, WEB_WELL_KNOWN, domain, WELL_KNOWN_PATH, DERMAGA_ORDER_STEP);
  if (self->privacy == DERMAGA_PRIVACY_PUBLIC_LIST)
    dermaga_discovery_fetch (self, WEB_ISPDB, DERMAGA_ISPDB_HOST, list_path, 0);
  else
    {
      dermaga_discovery_skip_web (self, WEB_ISPDB, DERMAGA_SOURCE_PROBLEM_PRIVACY);
      dermaga_discovery_skip_web (self, WEB_MX_ISPDB, DERMAGA_SOURCE_PROBLEM_PRIVACY);
    }
  dermaga_discovery_fetch (self, WEB_AUTODISCOVER, autodiscover, AUTODISCOVER_PATH, 0);
  dermaga_discovery_fetch (self, WEB_AUTODISCOVER, domain, AUTODISCOVER_PATH, 0);
}

/* A TXT record says whether there is a document at all. */
static gboolean
end_unless_found (DermagaDiscovery *self, WebKind kind, const DermagaDnsAnswer *answer)
{
  switch (answer->status)
    {
    case DERMAGA_DNS_FOUND:
      return TRUE;
    case DERMAGA_DNS_NXDOMAIN:
    case DERMAGA_DNS_NODATA:
    case DERMAGA_DNS_CANCELLED:
      dermaga_discovery_end_web (self, kind, DERMAGA_SOURCE_PROBLEM_NO_NAME);
      return FALSE;
    case DERMAGA_DNS_SERVFAIL:
    case DERMAGA_DNS_NO_REPLY:
      dermaga_discovery_end_web (self, kind, DERMAGA_SOURCE_PROBLEM_DNS_FAILED);
      return FALSE;
    }
  g_return_val_if_reached (FALSE);
}

void
dermaga_discovery_take_pacc_digests (DermagaDiscovery *self, DermagaDnsAnswer *answer)
{
  g_autofree char *host = g_strconcat ("ua-auto-config.", self->target->domain, NULL);

  if (!end_unless_found (self, WEB_PACC, answer))
    return;
  if (dermaga_pacc_digest_check (answer->texts, NULL) == DERMAGA_PACC_DIGEST_ABSENT)
    {
      dermaga_discovery_end_web (self, WEB_PACC, DERMAGA_SOURCE_PROBLEM_NO_NAME);
      return;
    }
  self->pacc_digests = g_ptr_array_ref (answer->texts);
  dermaga_discovery_fetch (self, WEB_PACC, host, PACC_PATH, 0);
}

void
dermaga_discovery_take_mta_sts (DermagaDiscovery *self, DermagaDnsAnswer *answer)
{
  g_autofree char *host = g_strconcat ("mta-sts.", self->target->domain, NULL);

  if (!end_unless_found (self, WEB_MTA_STS, answer))
    return;
  if (dermaga_mta_sts_is_announced (answer->texts))
    dermaga_discovery_fetch (self, WEB_MTA_STS, host, "/.well-known/mta-sts.txt", 0);
  else
    dermaga_discovery_end_web (self, WEB_MTA_STS, DERMAGA_SOURCE_PROBLEM_NO_NAME);
}
