#include "config.h"

#include "discover/dermaga-discovery-private.h"

#include "base/dermaga-timer.h"
#include "discover/dermaga-conditions.h"

/* A domain may publish many; a client needs few, and each is several connections. */
#define MAX_SRV_TARGETS 4
#define MAX_MX_TARGETS 2
/* Of each family. Some providers answer with sixteen addresses; trying eight ports of each would be
 * a scan, and the first few are what a client meets. */
#define MAX_ADDRESSES 4
/* How long the answers that are still out may hold back the first connections: a quarter of the
 * time the first answer took, so that names of one machine are seen together. */
#define GATHER_MIN_US (20 * 1000)
/* Once anything was answered, a resolver that keeps silent about the rest has had the time for
 * one repetition (1 s) and a slow walk down from the root. */
#define ANSWER_LIMIT_US (2500 * 1000)
#define SILENCE_LIMIT_US (8 * G_USEC_PER_SEC)

enum { SIGNAL_HOST, SIGNAL_PROGRESS, SIGNAL_FINISHED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DermagaDiscovery, dermaga_discovery, G_TYPE_OBJECT)

static void
dermaga_discovery_dispose (GObject *object)
{
  dermaga_discovery_cancel (DERMAGA_DISCOVERY (object));
  G_OBJECT_CLASS (dermaga_discovery_parent_class)->dispose (object);
}

static void
dermaga_discovery_finalize (GObject *object)
{
  DermagaDiscovery *self = DERMAGA_DISCOVERY (object);

  g_clear_pointer (&self->domain, g_free);
  g_clear_object (&self->resolver);
  g_clear_object (&self->result);
  g_clear_object (&self->cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (self->typed); i++)
    g_free (self->typed[i]);
  g_clear_pointer (&self->open, g_ptr_array_unref);
  g_clear_pointer (&self->hosts, g_ptr_array_unref);
  g_clear_pointer (&self->wildcard, g_ptr_array_unref);
  G_OBJECT_CLASS (dermaga_discovery_parent_class)->finalize (object);
}

static void
dermaga_discovery_class_init (DermagaDiscoveryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = dermaga_discovery_dispose;
  object_class->finalize = dermaga_discovery_finalize;

  signals[SIGNAL_HOST] = g_signal_new ("host", DERMAGA_TYPE_DISCOVERY, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", DERMAGA_TYPE_DISCOVERY, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FINISHED] = g_signal_new ("finished", DERMAGA_TYPE_DISCOVERY, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
dermaga_discovery_init (DermagaDiscovery *self)
{
  self->cancellable = g_cancellable_new ();
  self->hosts = g_ptr_array_new_with_free_func ((GDestroyNotify) dermaga_host_free);
  self->open = g_ptr_array_new ();
  self->wildcard = g_ptr_array_new_with_free_func (g_object_unref);
}

gint64
dermaga_discovery_get_elapsed (DermagaDiscovery *self)
{
  return g_get_monotonic_time () - self->started;
}

/* Asking */

static void answered_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static gboolean limit_cb (gpointer user_data);
static gboolean gather_cb (gpointer user_data);

void
dermaga_discovery_ask (DermagaDiscovery *self, const char *name, DermagaDnsType type,
                       Question question)
{
  Question *copy = g_memdup2 (&question, sizeof question);

  copy->discovery = g_object_ref (self);
  g_ptr_array_add (self->open, copy);
  self->pending[question.kind]++;
  dermaga_resolver_lookup_async (self->resolver, name, type, self->cancellable, answered_cb, copy);
}

/* That the user named a server for one direction says nothing about the other, which other sources
 * may find on the same machine: those are two hosts. */
static DermagaHost *
find_host (DermagaDiscovery *self, const char *name, DermagaSource source)
{
  for (guint i = 0; i < self->hosts->len; i++)
    {
      DermagaHost *host = self->hosts->pdata[i];

      if (g_str_equal (host->name, name)
          && (host->source == DERMAGA_SOURCE_USER) == (source == DERMAGA_SOURCE_USER))
        return host;
    }
  return NULL;
}

/* A name below the domain, or one that the user typed or this program knows, is no stranger's. */
static gboolean
is_outside (DermagaDiscovery *self, const char *name, DermagaSource source)
{
  return source != DERMAGA_SOURCE_TABLE && !dermaga_domain_contains (self->domain, name)
         && g_strcmp0 (name, self->typed[DERMAGA_DIRECTION_INCOMING]) != 0
         && g_strcmp0 (name, self->typed[DERMAGA_DIRECTION_OUTGOING]) != 0;
}

DermagaHost *
dermaga_discovery_add_host (DermagaDiscovery *self, const char *name, guint serves,
                            DermagaSource source, guint order)
{
  gboolean outside = is_outside (self, name, source);
  DermagaHost *host = find_host (self, name, source);

  if (host != NULL)
    {
      dermaga_host_merge (host, serves, source, order, outside);
      return host;
    }

  host = dermaga_host_new (name, serves, source, order, outside);
  g_ptr_array_add (self->hosts, host);
  if (self->gathered)
    dermaga_timer_set (&self->limit_timer, ANSWER_LIMIT_US, limit_cb, self);
  dermaga_discovery_ask (self, name, DERMAGA_DNS_A,
                         (Question){ .kind = ASK_HOST, .host = host, .family = 0 });
  dermaga_discovery_ask (self, name, DERMAGA_DNS_AAAA,
                         (Question){ .kind = ASK_HOST, .host = host, .family = 1 });
  return host;
}

/* Telling */

void
dermaga_discovery_tell (DermagaDiscovery *self, DermagaHost *host)
{
  if (!g_cancellable_is_cancelled (self->cancellable) && self->gathered
      && (host->addresses->len > 0 || dermaga_host_is_answered (host)))
    g_signal_emit (self, signals[SIGNAL_HOST], 0, host);
}

/* The best names are told first, so that they give their name to addresses they share. */
static void
end_gathering (DermagaDiscovery *self)
{
  g_autoptr (GPtrArray) hosts = g_ptr_array_copy (self->hosts, NULL, NULL);
  gboolean was_telling = self->telling;

  dermaga_timer_clear (&self->gather_timer);
  self->gathered = TRUE;
  g_ptr_array_set_free_func (hosts, NULL);
  for (guint i = 0; i < hosts->len; i++)
    dermaga_host_demote_wildcard (hosts->pdata[i], self->domain, self->wildcard);
  g_ptr_array_sort (hosts, dermaga_host_compare);
  self->telling = TRUE;
  for (guint i = 0; i < hosts->len; i++)
    dermaga_discovery_tell (self, hosts->pdata[i]);
  self->telling = was_telling;
}

/* Answers */

static void
take_addresses (DermagaDiscovery *self, DermagaHost *host, guint family, DermagaDnsAnswer *answer)
{
  guint n_addresses = 0;

  host->answered[family] = TRUE;
  host->status[family] = answer->status;
  if (answer->status == DERMAGA_DNS_FOUND)
    n_addresses = MIN (answer->addresses->len, MAX_ADDRESSES);
  for (guint i = 0; i < n_addresses; i++)
    g_ptr_array_add (host->addresses, g_object_ref (answer->addresses->pdata[i]));
  if (self->gathered)
    dermaga_host_demote_wildcard (host, self->domain, self->wildcard);
  if (dermaga_host_is_answered (host))
    dermaga_conditions_note_domain (self->result, self->domain, host);
  dermaga_discovery_tell (self, host);
}

static void
append_name (GString *names, const DermagaDnsRecord *record)
{
  g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "",
                          *record->target != '\0' ? record->target : ".");
}

static void
take_srv (DermagaDiscovery *self, const DermagaSrvService *service, DermagaDnsAnswer *answer)
{
  guint n_targets = 0;

  self->srv_failed = self->srv_failed || answer->status == DERMAGA_DNS_SERVFAIL
                     || answer->status == DERMAGA_DNS_NO_REPLY;
  if (answer->status == DERMAGA_DNS_FOUND)
    n_targets = MIN (answer->records->len, MAX_SRV_TARGETS);
  for (guint i = 0; i < n_targets; i++)
    {
      DermagaDnsRecord *record = answer->records->pdata[i];
      DermagaProviderServer server = { .protocol = service->protocol,
                                       .host = record->target,
                                       .port = record->port,
                                       .security = service->security };

      /* RFC 2782: the target "." says that the service is not offered. */
      if (*record->target == '\0' || record->port == 0)
        continue;
      dermaga_discovery_announce (self, &server, DERMAGA_SOURCE_SRV, i);
      self->srv_found++;
    }

  if (self->pending[ASK_SRV] > 0)
    return;
  dermaga_result_set_source (self->result, "srv",
                             self->srv_found > 0   ? DERMAGA_SOURCE_STATUS_FOUND
                             : self->srv_failed ? DERMAGA_SOURCE_STATUS_FAILED
                                                : DERMAGA_SOURCE_STATUS_NONE,
                             "", dermaga_discovery_get_elapsed (self));
}

static void
take_mx (DermagaDiscovery *self, DermagaDnsAnswer *answer)
{
  g_autoptr (GString) names = g_string_new (NULL);
  DermagaSourceStatus status = DERMAGA_SOURCE_STATUS_NONE;

  if (answer->status == DERMAGA_DNS_SERVFAIL || answer->status == DERMAGA_DNS_NO_REPLY)
    status = DERMAGA_SOURCE_STATUS_FAILED;
  for (guint i = 0; answer->status == DERMAGA_DNS_FOUND && i < answer->records->len; i++)
    {
      DermagaDnsRecord *record = answer->records->pdata[i];

      append_name (names, record);
      if (*record->target == '\0')
        {
          /* RFC 7505: a lone "." says that the domain takes no mail. */
          if (answer->records->len == 1)
            dermaga_result_add_condition (self->result, DERMAGA_CONDITION_NULL_MX);
          continue;
        }
      status = DERMAGA_SOURCE_STATUS_FOUND;
      if (i < MAX_MX_TARGETS)
        dermaga_discovery_follow_exchanger (self, record->target, i);
    }
  dermaga_result_set_source (self->result, "mx", status, names->str,
                             dermaga_discovery_get_elapsed (self));
}

static void
take_wildcard (DermagaDiscovery *self, DermagaDnsAnswer *answer)
{
  if (answer->status != DERMAGA_DNS_FOUND)
    return;
  dermaga_result_add_condition (self->result, DERMAGA_CONDITION_WILDCARD_DNS);
  for (guint i = 0; i < answer->addresses->len; i++)
    g_ptr_array_add (self->wildcard, g_object_ref (answer->addresses->pdata[i]));
}

static void
follow_progress (DermagaDiscovery *self)
{
  if (!self->gathered)
    {
      if (self->open->len == 0)
        end_gathering (self);
      else if (self->gather_timer == NULL)
        {
          gint64 wait_us = MAX (dermaga_discovery_get_elapsed (self) / 4, GATHER_MIN_US);

          dermaga_timer_set (&self->gather_timer, wait_us, gather_cb, self);
          dermaga_timer_set (&self->limit_timer, ANSWER_LIMIT_US, limit_cb, self);
        }
    }
  /* By one who was told. */
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (self->open->len == 0 && !self->finished)
    {
      dermaga_timer_clear (&self->limit_timer);
      self->finished = TRUE;
      dermaga_conditions_report_guesses (self->result, self->hosts,
                                         dermaga_discovery_get_elapsed (self));
      g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
    }
  else
    g_signal_emit (self, signals[SIGNAL_PROGRESS], 0);
}

static gboolean
gather_cb (gpointer user_data)
{
  g_autoptr (DermagaDiscovery) self = g_object_ref (user_data);

  end_gathering (self);
  follow_progress (self);
  return G_SOURCE_REMOVE;
}

static void
take_answer (DermagaDiscovery *self, const Question *question, DermagaDnsAnswer *answer)
{
  self->pending[question->kind]--;
  switch (question->kind)
    {
    case ASK_HOST:
      take_addresses (self, question->host, question->family, answer);
      break;
    case ASK_SRV:
      take_srv (self, question->service, answer);
      break;
    case ASK_MX:
      take_mx (self, answer);
      break;
    case ASK_WILDCARD:
      take_wildcard (self, answer);
      break;
    }
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr (DermagaDiscovery) self = question->discovery;
  g_autoptr (DermagaDnsAnswer) answer
    = dermaga_resolver_lookup_finish (DERMAGA_RESOLVER (source), result, NULL);

  /* Given up by limit_cb() or dermaga_discovery_cancel(). */
  if (!g_ptr_array_remove (self->open, question) || answer == NULL)
    return;
  /* One answer may name several: until all are told, any of them may be the best. */
  self->telling = TRUE;
  take_answer (self, question, answer);
  self->telling = FALSE;
  follow_progress (self);
}

/* The resolver keeps silent about what is still open: that counts as no reply. */
static gboolean
limit_cb (gpointer user_data)
{
  g_autoptr (DermagaDiscovery) self = g_object_ref (user_data);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  DermagaDnsAnswer no_reply = { .status = DERMAGA_DNS_NO_REPLY };

  dermaga_timer_clear (&self->limit_timer);
  g_ptr_array_extend (open, self->open, NULL, NULL);
  g_ptr_array_set_size (self->open, 0);
  self->telling = TRUE;
  if (!self->gathered)
    end_gathering (self);
  for (guint i = 0; i < open->len; i++)
    take_answer (self, open->pdata[i], &no_reply);
  self->telling = FALSE;
  follow_progress (self);

  return G_SOURCE_REMOVE;
}

void
dermaga_discovery_start (DermagaDiscovery *self)
{
  g_return_if_fail (DERMAGA_IS_DISCOVERY (self));
  g_return_if_fail (self->started == 0);

  self->started = g_get_monotonic_time ();
  dermaga_timer_set (&self->limit_timer, SILENCE_LIMIT_US, limit_cb, self);

  dermaga_discovery_add_typed (self, DERMAGA_DIRECTION_INCOMING, DERMAGA_SERVES_INCOMING);
  dermaga_discovery_add_typed (self, DERMAGA_DIRECTION_OUTGOING, DERMAGA_SERVES_SMTP);
  if (dermaga_discovery_get_wanted (self) == 0)
    return;
  dermaga_discovery_use_table (self);
  if (self->privacy != DERMAGA_PRIVACY_OFFLINE)
    dermaga_discovery_ask_sources (self);
  else
    {
      dermaga_result_set_source (self->result, "srv", DERMAGA_SOURCE_STATUS_SKIPPED, "", -1);
      dermaga_result_set_source (self->result, "mx", DERMAGA_SOURCE_STATUS_SKIPPED, "", -1);
    }
  dermaga_discovery_ask_guesses (self);
}

void
dermaga_discovery_cancel (DermagaDiscovery *self)
{
  g_return_if_fail (DERMAGA_IS_DISCOVERY (self));

  dermaga_timer_clear (&self->gather_timer);
  dermaga_timer_clear (&self->limit_timer);
  g_ptr_array_set_size (self->open, 0);
  g_cancellable_cancel (self->cancellable);
}

DermagaDiscovery *
dermaga_discovery_new (const DermagaTarget *target, DermagaResolver *resolver,
                       DermagaResult *result)
{
  DermagaDiscovery *self = g_object_new (DERMAGA_TYPE_DISCOVERY, NULL);

  self->domain = g_strdup (target->domain);
  self->resolver = g_object_ref (resolver);
  self->result = g_object_ref (result);
  return self;
}

void
dermaga_discovery_set_hosts (DermagaDiscovery *self, const char *incoming_host,
                             const char *outgoing_host)
{
  g_return_if_fail (DERMAGA_IS_DISCOVERY (self));

  g_free (self->typed[DERMAGA_DIRECTION_INCOMING]);
  g_free (self->typed[DERMAGA_DIRECTION_OUTGOING]);
  self->typed[DERMAGA_DIRECTION_INCOMING] = g_strdup (incoming_host);
  self->typed[DERMAGA_DIRECTION_OUTGOING] = g_strdup (outgoing_host);
}

void
dermaga_discovery_set_privacy (DermagaDiscovery *self, DermagaPrivacy privacy)
{
  g_return_if_fail (DERMAGA_IS_DISCOVERY (self));
  self->privacy = privacy;
}

gboolean
dermaga_discovery_is_finished (DermagaDiscovery *self)
{
  return self->finished;
}

GPtrArray *
dermaga_discovery_get_hosts (DermagaDiscovery *self)
{
  return self->hosts;
}

gboolean
dermaga_discovery_could_beat (DermagaDiscovery *self, DermagaDirection direction,
                              const DermagaCandidate *best)
{
  g_return_val_if_fail (DERMAGA_IS_DISCOVERY (self), FALSE);

  if (!self->gathered || self->telling)
    return TRUE;
  for (guint i = 0; i < self->open->len; i++)
    {
      const Question *question = self->open->pdata[i];

      switch (question->kind)
        {
        case ASK_SRV:
          if (dermaga_protocol_get_direction (question->service->protocol) == direction
              && (best == NULL || best->source >= DERMAGA_SOURCE_SRV))
            return TRUE;
          break;
        case ASK_MX:
          if (best == NULL || best->source >= DERMAGA_SOURCE_MX)
            return TRUE;
          break;
        case ASK_HOST:
          if (dermaga_host_could_beat (question->host, direction, best))
            return TRUE;
          break;
        case ASK_WILDCARD:
          break;
        }
    }
  return FALSE;
}
