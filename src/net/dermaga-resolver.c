#include "config.h"

#include "net/dermaga-resolver.h"

#include "base/dermaga-target.h"
#include "base/dermaga-timer.h"
#include "net/dermaga-ares.h"
#include "net/dermaga-dns-message.h"
#include "net/dermaga-hosts.h"

/* With several silent servers c-ares would try for half a minute. */
#define QUESTION_LIMIT_US (10 * G_USEC_PER_SEC)
#define HOSTS_FILE "/etc/hosts"

/* A question is under way until it has an answer; then it is the cache's entry. */
typedef struct {
  DermagaResolver *resolver;
  char *name;
  DermagaDnsType type;
  gint64 start;
  GSource *limit;    /* (nullable) */
  GPtrArray *askers; /* element-type Asker */
  DermagaDnsAnswer *answer;
  DermagaDnsAnswer *refusal; /* (nullable): SERVFAIL of the first server, while others are asked */
} Question;

typedef struct {
  Question *question;
  GTask *task;
  GSource *cancelled; /* (nullable) */
} Asker;

struct _DermagaResolver {
  GObject parent_instance;
  char *servers;
  DermagaAres *ares;
  DermagaAres *others; /* (nullable): made when a server refuses and there are more */
  char *hosts;         /* (nullable): content of the hosts file */
  gsize hosts_length;
  GHashTable *questions;
  GHashTable *statics; /* name → GPtrArray of GInetAddress */
};

G_DEFINE_FINAL_TYPE (DermagaResolver, dermaga_resolver, G_TYPE_OBJECT)

static void
asker_free (gpointer data)
{
  Asker *asker = data;

  dermaga_timer_clear (&asker->cancelled);
  g_object_unref (asker->task);
  g_free (asker);
}

static void
question_free (gpointer data)
{
  Question *question = data;

  dermaga_timer_clear (&question->limit);
  g_ptr_array_unref (question->askers);
  dermaga_dns_answer_free (question->answer);
  dermaga_dns_answer_free (question->refusal);
  g_free (question->name);
  g_free (question);
}

static DermagaDnsAnswer *
answer_copy (const DermagaDnsAnswer *answer)
{
  DermagaDnsAnswer *copy = g_new0 (DermagaDnsAnswer, 1);

  copy->status = answer->status;
  copy->addresses = g_ptr_array_ref (answer->addresses);
  copy->records = g_ptr_array_ref (answer->records);
  copy->texts = g_ptr_array_ref (answer->texts);
  copy->elapsed_us = answer->elapsed_us;
  return copy;
}

static void
return_answer (GTask *task, const DermagaDnsAnswer *answer)
{
  g_task_return_pointer (task, answer_copy (answer), (GDestroyNotify) dermaga_dns_answer_free);
}

static void
question_take_answer (Question *question, DermagaDnsAnswer *answer)
{
  /* The callbacks may drop the resolver and with it the question. */
  g_autoptr (GPtrArray) askers = question->askers;
  g_autoptr (DermagaDnsAnswer) copy = NULL;

  dermaga_timer_clear (&question->limit);
  question->askers = g_ptr_array_new_with_free_func (asker_free);
  question->answer = answer;
  answer->elapsed_us = g_get_monotonic_time () - question->start;
  copy = answer_copy (answer);

  for (guint i = 0; i < askers->len; i++)
    dermaga_timer_clear (&((Asker *) g_ptr_array_index (askers, i))->cancelled);
  for (guint i = 0; i < askers->len; i++)
    return_answer (((Asker *) g_ptr_array_index (askers, i))->task, copy);
}

static gboolean
limit_cb (gpointer data)
{
  Question *question = data;
  DermagaResolver *resolver = g_object_ref (question->resolver);
  DermagaDnsAnswer *refusal = g_steal_pointer (&question->refusal);

  question_take_answer (question, refusal != NULL
                                    ? refusal
                                    : dermaga_dns_answer_new (DERMAGA_DNS_NO_REPLY));
  g_object_unref (resolver);
  return G_SOURCE_REMOVE;
}

/* The other servers had their turn. Theirs counts if it is an answer at all. */
static void
others_replied_cb (gpointer data, const guint8 *message, gsize length)
{
  Question *question = data;
  g_autoptr (DermagaDnsAnswer) answer = NULL;

  if (question->answer != NULL)
    return;
  if (message != NULL)
    answer = dermaga_dns_message_parse (message, length, question->name, question->type);
  if (answer == NULL || answer->status == DERMAGA_DNS_SERVFAIL)
    {
      dermaga_dns_answer_free (g_steal_pointer (&answer));
      answer = g_steal_pointer (&question->refusal);
    }
  question_take_answer (question, g_steal_pointer (&answer));
}

/* As in the C library, a server that fails or refuses is not the last word if there are others. */
static gboolean
ask_others (Question *question)
{
  DermagaResolver *self = question->resolver;

  if (dermaga_ares_count_servers (self->ares) < 2)
    return FALSE;
  if (self->others == NULL)
    self->others = dermaga_ares_new (self->servers, FALSE, G_OBJECT (self), NULL);
  return self->others != NULL
         && dermaga_ares_query (self->others, question->name,
                                dermaga_dns_type_to_number (question->type), others_replied_cb,
                                question);
}

static void
replied_cb (gpointer data, const guint8 *message, gsize length)
{
  Question *question = data;
  DermagaDnsAnswer *answer;

  if (question->answer != NULL)
    return;
  answer = message != NULL
             ? dermaga_dns_message_parse (message, length, question->name, question->type)
             : dermaga_dns_answer_new (DERMAGA_DNS_NO_REPLY);
  if (answer->status == DERMAGA_DNS_SERVFAIL)
    {
      question->refusal = answer;
      if (ask_others (question))
        return;
      question->refusal = NULL;
    }
  question_take_answer (question, answer);
}

/* The names of a static table are all there is: nothing is asked outside. */
static DermagaDnsAnswer *
answer_from_statics (DermagaResolver *self, const char *name, GSocketFamily family)
{
  GPtrArray *addresses = g_hash_table_lookup (self->statics, name);
  DermagaDnsAnswer *answer = dermaga_dns_answer_new (DERMAGA_DNS_NXDOMAIN);
  GHashTableIter iter;
  gpointer known;

  g_hash_table_iter_init (&iter, self->statics);
  while (g_hash_table_iter_next (&iter, &known, NULL))
    if (dermaga_domain_contains (name, known))
      answer->status = DERMAGA_DNS_NODATA;

  for (guint i = 0; addresses != NULL && i < addresses->len; i++)
    if (g_inet_address_get_family (g_ptr_array_index (addresses, i)) == family)
      {
        dermaga_dns_answer_add_address (answer, g_ptr_array_index (addresses, i));
        answer->status = DERMAGA_DNS_FOUND;
      }
  return answer;
}

/* RFC 6761 §6.3: names of this computer are never asked in DNS. */
static DermagaDnsAnswer *
answer_from_hosts (DermagaResolver *self, const char *name, GSocketFamily family)
{
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (g_object_unref);
  DermagaDnsAnswer *answer;

  if (self->hosts == NULL
      || !dermaga_hosts_lookup (self->hosts, self->hosts_length, name, family, addresses))
    {
      if (!dermaga_domain_contains ("localhost", name))
        return NULL;
      g_ptr_array_add (addresses, g_inet_address_new_loopback (family));
    }
  answer = dermaga_dns_answer_new (DERMAGA_DNS_NODATA);
  for (guint i = 0; i < addresses->len; i++)
    dermaga_dns_answer_add_address (answer, g_ptr_array_index (addresses, i));
  if (answer->addresses->len > 0)
    answer->status = DERMAGA_DNS_FOUND;
  return answer;
}

static DermagaDnsAnswer *
answer_without_dns (DermagaResolver *self, const char *name, DermagaDnsType type)
{
  switch (type)
    {
    case DERMAGA_DNS_A:
      return g_hash_table_size (self->statics) > 0
               ? answer_from_statics (self, name, G_SOCKET_FAMILY_IPV4)
               : answer_from_hosts (self, name, G_SOCKET_FAMILY_IPV4);
    case DERMAGA_DNS_AAAA:
      return g_hash_table_size (self->statics) > 0
               ? answer_from_statics (self, name, G_SOCKET_FAMILY_IPV6)
               : answer_from_hosts (self, name, G_SOCKET_FAMILY_IPV6);
    case DERMAGA_DNS_SRV:
    case DERMAGA_DNS_MX:
    case DERMAGA_DNS_TXT:
      return g_hash_table_size (self->statics) > 0
               ? answer_from_statics (self, name, G_SOCKET_FAMILY_INVALID)
               : NULL;
    }
  g_assert_not_reached ();
}

static Question *
question_new (DermagaResolver *self, const char *name, DermagaDnsType type)
{
  Question *question = g_new0 (Question, 1);

  question->resolver = self;
  question->name = g_strdup (name);
  question->type = type;
  question->start = g_get_monotonic_time ();
  question->askers = g_ptr_array_new_with_free_func (asker_free);
  return question;
}

static void
question_ask (Question *question)
{
  DermagaResolver *self = question->resolver;

  dermaga_timer_set (&question->limit, QUESTION_LIMIT_US, limit_cb, question);
  /* What cannot be put into a question cannot exist. */
  if (!dermaga_ares_query (self->ares, question->name, dermaga_dns_type_to_number (question->type),
                           replied_cb, question))
    question_take_answer (question, dermaga_dns_answer_new (DERMAGA_DNS_NXDOMAIN));
}

static gboolean
asker_cancelled_cb (GCancellable *cancellable, gpointer data)
{
  Asker *asker = data;
  g_autoptr (GTask) task = g_object_ref (asker->task);

  g_ptr_array_remove (asker->question->askers, asker);
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static void
question_add_asker (Question *question, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Asker *asker = g_new0 (Asker, 1);

  asker->question = question;
  asker->task = g_object_ref (task);
  if (cancellable != NULL)
    {
      asker->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (asker->cancelled, G_SOURCE_FUNC (asker_cancelled_cb), asker, NULL);
      g_source_attach (asker->cancelled, g_task_get_context (task));
    }
  g_ptr_array_add (question->askers, asker);
}

void
dermaga_resolver_lookup_async (DermagaResolver *self, const char *name, DermagaDnsType type,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *key = NULL;
  g_autoptr (DermagaDnsAnswer) known = NULL;
  Question *question;

  g_task_set_source_tag (task, dermaga_resolver_lookup_async);
  if (g_str_has_suffix (lower, "."))
    lower[strlen (lower) - 1] = '\0';
  /* Not kept: a network of its own lives as long as the program, and is asked for random names. */
  known = answer_without_dns (self, lower, type);
  if (known != NULL)
    {
      return_answer (task, known);
      return;
    }
  key = g_strdup_printf ("%d %s", dermaga_dns_type_to_number (type), lower);
  question = g_hash_table_lookup (self->questions, key);
  if (question != NULL && question->answer != NULL)
    {
      return_answer (task, question->answer);
      return;
    }
  if (question != NULL)
    {
      question_add_asker (question, task);
      return;
    }
  question = question_new (self, lower, type);
  g_hash_table_insert (self->questions, g_steal_pointer (&key), question);
  question_add_asker (question, task);
  question_ask (question);
}

DermagaDnsAnswer *
dermaga_resolver_lookup_finish (DermagaResolver *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
dermaga_resolver_add_static (DermagaResolver *self, const char *name, GInetAddress *address)
{
  GPtrArray *addresses = g_hash_table_lookup (self->statics, name);

  if (addresses == NULL)
    {
      addresses = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (self->statics, g_ascii_strdown (name, -1), addresses);
    }
  g_ptr_array_add (addresses, g_object_ref (address));
}

static void
dermaga_resolver_finalize (GObject *object)
{
  DermagaResolver *self = DERMAGA_RESOLVER (object);

  /* Nobody waits any more (each asker's task holds a reference), but c-ares still calls back. */
  g_clear_pointer (&self->ares, dermaga_ares_free);
  g_clear_pointer (&self->others, dermaga_ares_free);
  g_hash_table_unref (self->questions);
  g_hash_table_unref (self->statics);
  g_free (self->hosts);
  g_free (self->servers);
  G_OBJECT_CLASS (dermaga_resolver_parent_class)->finalize (object);
}

static void
dermaga_resolver_class_init (DermagaResolverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dermaga_resolver_finalize;
}

static void
dermaga_resolver_init (DermagaResolver *self)
{
  self->questions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, question_free);
  self->statics = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) g_ptr_array_unref);
}

DermagaResolver *
dermaga_resolver_new (const char *servers, GError **error)
{
  g_autoptr (DermagaResolver) self = g_object_new (DERMAGA_TYPE_RESOLVER, NULL);

  self->servers = g_strdup (servers);
  self->ares = dermaga_ares_new (servers, TRUE, G_OBJECT (self), error);
  if (self->ares == NULL)
    return NULL;
  /* Without the file there are no such names. */
  g_file_get_contents (HOSTS_FILE, &self->hosts, &self->hosts_length, NULL);
  return g_steal_pointer (&self);
}
