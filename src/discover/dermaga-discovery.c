#include "config.h"

#include "discover/dermaga-discovery-private.h"

#include "base/dermaga-timer.h"
#include "discover/dermaga-autoconfig.h"
#include "discover/dermaga-conditions.h"

/* How long the answers that are still out may hold back the first connections: a quarter of the
 * time the first answer took, so that names of one machine are seen together. */
#define GATHER_MIN_US (20 * 1000)
/* Once anything was answered, a resolver that keeps silent about the rest has had the time for
 * one repetition (1 s) and a slow walk down from the root. */
#define ANSWER_LIMIT_US (2500 * 1000)
#define SILENCE_LIMIT_US (8 * G_USEC_PER_SEC)
/* How long a web source may hold back an answer that is already safe. */
#define HOLD_CONNECT_US (1500 * 1000)
#define HOLD_US (4 * G_USEC_PER_SEC)

enum { SIGNAL_HOST, SIGNAL_ALTERNATIVE, SIGNAL_PROGRESS, SIGNAL_FINISHED, N_SIGNALS };
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

  g_clear_pointer (&self->target, dermaga_target_free);
  g_clear_pointer (&self->config, dermaga_provider_config_free);
  g_clear_object (&self->network);
  g_clear_object (&self->result);
  g_clear_object (&self->cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (self->typed); i++)
    g_free (self->typed[i]);
  for (guint i = 0; i < G_N_ELEMENTS (self->exchangers); i++)
    g_free (self->exchangers[i]);
  for (guint i = 0; i < G_N_ELEMENTS (self->web); i++)
    {
      g_free (self->web[i].hosts);
      g_free (self->web[i].elsewhere);
    }
  g_clear_pointer (&self->certificates, g_hash_table_unref);
  g_clear_pointer (&self->pacc_digests, g_ptr_array_unref);
  g_clear_pointer (&self->open, g_ptr_array_unref);
  g_clear_pointer (&self->fetches, g_ptr_array_unref);
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
  signals[SIGNAL_ALTERNATIVE]
    = g_signal_new ("alternative", DERMAGA_TYPE_DISCOVERY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_POINTER);
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
  self->fetches = g_ptr_array_new ();
  self->certificates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->hold_connect_us = HOLD_CONNECT_US;
  self->hold_us = HOLD_US;
  self->silence_us = SILENCE_LIMIT_US;
  self->wildcard = g_ptr_array_new_with_free_func (g_object_unref);
}

gint64
dermaga_discovery_get_elapsed (DermagaDiscovery *self)
{
  return g_get_monotonic_time () - self->started;
}

/* Asking */

static void answered_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void arm_limit (DermagaDiscovery *self);
static gboolean gather_cb (gpointer user_data);

void
dermaga_discovery_ask (DermagaDiscovery *self, const char *name, DermagaDnsType type,
                       Question question)
{
  Question *copy = g_memdup2 (&question, sizeof question);

  copy->discovery = g_object_ref (self);
  copy->started = g_get_monotonic_time ();
  copy->limit = copy->started + (self->answered ? ANSWER_LIMIT_US : self->silence_us);
  g_ptr_array_add (self->open, copy);
  self->pending[question.kind]++;
  if (self->limit_timer == NULL)
    arm_limit (self);
  dermaga_resolver_lookup_async (dermaga_network_get_resolver (self->network), name, type,
                                 self->cancellable, answered_cb, copy);
}

/* Telling */

void
dermaga_discovery_tell (DermagaDiscovery *self, DermagaHost *host)
{
  if (g_cancellable_is_cancelled (self->cancellable) || !self->gathered
      || (host->addresses->len == 0 && !dermaga_host_is_answered (host)))
    return;
  if (host->source != DERMAGA_SOURCE_CERTIFICATE)
    g_signal_emit (self, signals[SIGNAL_HOST], 0, host);
  if (host->certified && dermaga_host_is_answered (host))
    g_signal_emit (self, signals[SIGNAL_ALTERNATIVE], 0, host);
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
    dermaga_host_demote_wildcard (hosts->pdata[i], self->target->domain, self->wildcard);
  g_ptr_array_sort (hosts, dermaga_host_compare);
  self->telling = TRUE;
  for (guint i = 0; i < hosts->len; i++)
    dermaga_discovery_tell (self, hosts->pdata[i]);
  self->telling = was_telling;
}

/* Answers */

/* From the first answer on, silence about the rest means less and less. */
static void
note_first_answer (DermagaDiscovery *self)
{
  gint64 now = g_get_monotonic_time ();

  self->answered = TRUE;
  for (guint i = 0; i < self->open->len; i++)
    ((Question *) self->open->pdata[i])->limit = now + ANSWER_LIMIT_US;
  arm_limit (self);
  if (!self->gathered)
    dermaga_timer_set (&self->gather_timer, MAX ((now - self->started) / 4, GATHER_MIN_US),
                       gather_cb, self);
}

static void
finish (DermagaDiscovery *self)
{
  dermaga_timer_clear (&self->limit_timer);
  dermaga_timer_clear (&self->hold_timer);
  self->finished = TRUE;
  if (dermaga_discovery_looks_around (self) && !self->reported)
    dermaga_conditions_report_guesses (self->result, self->hosts, DERMAGA_SOURCE_PROBLEM_NONE,
                                       dermaga_discovery_get_elapsed (self));
  self->reported = TRUE;
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
}

void
dermaga_discovery_go_on (DermagaDiscovery *self)
{
  if (!self->gathered && self->open->len == 0)
    end_gathering (self);
  /* By one who was told. */
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (self->open->len == 0 && self->fetches->len == 0)
    {
      if (!self->finished)
        finish (self);
      return;
    }
  dermaga_discovery_arm_hold (self);
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0);
}

static gboolean
gather_cb (gpointer user_data)
{
  g_autoptr (DermagaDiscovery) self = g_object_ref (user_data);

  end_gathering (self);
  dermaga_discovery_go_on (self);
  return G_SOURCE_REMOVE;
}

static void
take_answer (DermagaDiscovery *self, const Question *question, DermagaDnsAnswer *answer)
{
  self->pending[question->kind]--;
  switch (question->kind)
    {
    case ASK_HOST:
      dermaga_discovery_take_addresses (self, question->host, question->family, answer);
      break;
    case ASK_SRV:
      dermaga_discovery_take_srv (self, question->service, answer);
      break;
    case ASK_MX:
      dermaga_discovery_take_mx (self, answer);
      break;
    case ASK_WILDCARD:
      dermaga_discovery_take_wildcard (self, answer);
      break;
    case ASK_PACC:
      dermaga_discovery_take_pacc_digests (self, answer);
      break;
    case ASK_MTA_STS:
      dermaga_discovery_take_mta_sts (self, answer);
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
  if (!self->answered)
    note_first_answer (self);
  dermaga_discovery_go_on (self);
}

/* Takes from what is open the questions that nobody will answer any more. */
static GPtrArray *
steal_overdue (DermagaDiscovery *self)
{
  g_autoptr (GPtrArray) overdue = g_ptr_array_new ();
  gint64 now = g_get_monotonic_time ();

  for (guint i = 0; i < self->open->len;)
    {
      Question *question = self->open->pdata[i];

      if (question->limit > now)
        {
          i++;
          continue;
        }
      g_ptr_array_add (overdue, question);
      g_ptr_array_remove_index (self->open, i);
    }
  return g_steal_pointer (&overdue);
}

/* The resolver keeps silent about what is still open: that counts as no reply. */
static gboolean
limit_cb (gpointer user_data)
{
  g_autoptr (DermagaDiscovery) self = g_object_ref (user_data);
  g_autoptr (GPtrArray) overdue = steal_overdue (self);
  DermagaDnsAnswer no_reply = { .status = DERMAGA_DNS_NO_REPLY };

  dermaga_timer_clear (&self->limit_timer);
  self->telling = TRUE;
  if (!self->gathered)
    end_gathering (self);
  for (guint i = 0; i < overdue->len; i++)
    take_answer (self, overdue->pdata[i], &no_reply);
  if (!self->answered)
    dermaga_discovery_give_up_nameless (self);
  self->telling = FALSE;
  arm_limit (self);
  dermaga_discovery_go_on (self);
  return G_SOURCE_REMOVE;
}

/* One timer, for the question that is given up first. */
static void
arm_limit (DermagaDiscovery *self)
{
  gint64 first = G_MAXINT64;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  for (guint i = 0; i < self->open->len; i++)
    first = MIN (first, ((const Question *) self->open->pdata[i])->limit);
  if (first < G_MAXINT64)
    dermaga_timer_set (&self->limit_timer, first - g_get_monotonic_time (), limit_cb, self);
}

void
dermaga_discovery_start (DermagaDiscovery *self)
{
  g_return_if_fail (DERMAGA_IS_DISCOVERY (self));
  g_return_if_fail (self->started == 0);

  self->started = g_get_monotonic_time ();
  /* What is known without asking may be all there is to say. */
  self->telling = TRUE;
  dermaga_discovery_ask_known (self);
  dermaga_discovery_ask_all (self);
  self->telling = FALSE;
  dermaga_discovery_arm_hold (self);
  if (self->open->len == 0 && self->fetches->len == 0)
    dermaga_discovery_go_on (self);
}

void
dermaga_discovery_cancel (DermagaDiscovery *self)
{
  g_return_if_fail (DERMAGA_IS_DISCOVERY (self));

  dermaga_timer_clear (&self->gather_timer);
  dermaga_timer_clear (&self->limit_timer);
  dermaga_timer_clear (&self->hold_timer);
  if (self->started != 0 && !g_cancellable_is_cancelled (self->cancellable) && !self->finished)
    dermaga_discovery_report_unasked (self);
  g_ptr_array_set_size (self->open, 0);
  g_ptr_array_set_size (self->fetches, 0);
  g_cancellable_cancel (self->cancellable);
}

DermagaDiscovery *
dermaga_discovery_new (const DermagaTarget *target, DermagaNetwork *network,
                       DermagaResult *result)
{
  DermagaDiscovery *self = g_object_new (DERMAGA_TYPE_DISCOVERY, NULL);

  self->target = dermaga_target_copy (target);
  self->network = g_object_ref (network);
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

void
dermaga_discovery_set_send_address (DermagaDiscovery *self, gboolean send_address)
{
  g_return_if_fail (DERMAGA_IS_DISCOVERY (self));
  self->send_address = send_address;
}

void
dermaga_discovery_set_config (DermagaDiscovery *self, const DermagaProviderConfig *config)
{
  g_return_if_fail (DERMAGA_IS_DISCOVERY (self));

  g_clear_pointer (&self->config, dermaga_provider_config_free);
  if (config != NULL)
    self->config = dermaga_autoconfig_expand (config, self->target);
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
