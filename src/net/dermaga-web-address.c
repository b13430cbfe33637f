#include "config.h"

#include "net/dermaga-web-address.h"

#include "base/dermaga-timer.h"

#define MAX_OF_FAMILY 4
/* RFC 8305 §3: how long the first answer waits for the other family, which may be preferred... */
#define GRACE_US (50 * G_TIME_SPAN_MILLISECOND)
/* ...and how long we wait for it when all we had was tried. */
#define LATE_US G_USEC_PER_SEC

enum { IPV6, IPV4, N_FAMILIES };

struct _DermagaWebAddress {
  GNetworkAddress parent_instance;
  DermagaResolver *resolver; /* (nullable): after detaching */
  guint16 port;
  GCancellable *cancellable;
  gboolean asked;
  gboolean answered[N_FAMILIES];
  DermagaDnsAnswer *answers[N_FAMILIES];
  guint given[N_FAMILIES];
  guint turn;          /* the family whose address comes next */
  gboolean hurry;      /* the other family had its time */
  GSource *grace;      /* (nullable) */
  /* Questions for the next address: GSocketClient asks when an attempt takes long, and again when
   * it then fails, without waiting for an answer. */
  GQueue waiting;
  GSource *cancelled; /* (nullable): of those that are @waiting */
};

static void web_address_connectable_init (GSocketConnectableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DermagaWebAddress, dermaga_web_address, G_TYPE_NETWORK_ADDRESS,
                               G_IMPLEMENT_INTERFACE (G_TYPE_SOCKET_CONNECTABLE,
                                                      web_address_connectable_init))

#define WEB_TYPE_ENUMERATOR (web_enumerator_get_type ())
G_DECLARE_FINAL_TYPE (WebEnumerator, web_enumerator, WEB, ENUMERATOR, GSocketAddressEnumerator)

struct _WebEnumerator {
  GSocketAddressEnumerator parent_instance;
  DermagaWebAddress *address;
};

G_DEFINE_FINAL_TYPE (WebEnumerator, web_enumerator, G_TYPE_SOCKET_ADDRESS_ENUMERATOR)

static guint
count_left (DermagaWebAddress *self, guint family)
{
  const DermagaDnsAnswer *answer = self->answers[family];

  return answer == NULL ? 0 : MIN (answer->addresses->len, MAX_OF_FAMILY) - self->given[family];
}

static GSocketAddress *
take_next (DermagaWebAddress *self)
{
  guint family = count_left (self, self->turn) > 0 ? self->turn : IPV4 - self->turn;

  if (count_left (self, family) == 0)
    return NULL;
  self->turn = IPV4 - family;
  return g_inet_socket_address_new (
    g_ptr_array_index (self->answers[family]->addresses, self->given[family]++), self->port);
}

/* Whether the next address should wait for the answer about the other family. */
static gboolean
must_wait (DermagaWebAddress *self)
{
  gboolean any_left = count_left (self, IPV6) + count_left (self, IPV4) > 0;
  gboolean any_given = self->given[IPV6] + self->given[IPV4] > 0;

  if (self->answered[IPV6] && self->answered[IPV4])
    return FALSE;
  if (any_left)
    return !self->answered[IPV6] && !any_given && !self->hurry;
  return !any_given || !self->hurry;
}

static gboolean grace_cb (gpointer data);

/* Who asks may have no further use for us. */
static void
answer_first (DermagaWebAddress *self)
{
  g_autoptr (GTask) task = g_queue_pop_head (&self->waiting);
  gboolean any_left = count_left (self, IPV6) + count_left (self, IPV4) > 0;

  if (g_queue_is_empty (&self->waiting))
    {
      dermaga_timer_clear (&self->grace);
      dermaga_timer_clear (&self->cancelled);
      self->hurry = FALSE;
    }
  /* GSocketClient insists on a reason where there was no address at all. */
  if (!any_left && self->given[IPV6] + self->given[IPV4] == 0)
    g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "no address");
  else if (self->port == 0)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, "no such route");
  else
    g_task_return_pointer (task, take_next (self), g_object_unref);
}

/* Answers the questions for the next address, as far as they can be answered. */
static void
serve (DermagaWebAddress *self)
{
  gboolean any_left;

  /* The last who asks may let go of us. */
  g_object_ref (self);
  while (!g_queue_is_empty (&self->waiting) && !must_wait (self))
    answer_first (self);
  any_left = count_left (self, IPV6) + count_left (self, IPV4) > 0;
  if (!g_queue_is_empty (&self->waiting) && self->grace == NULL
      && (any_left || self->given[IPV6] + self->given[IPV4] > 0))
    dermaga_timer_set (&self->grace, any_left ? GRACE_US : LATE_US, grace_cb, self);
  g_object_unref (self);
}

static gboolean
grace_cb (gpointer data)
{
  DermagaWebAddress *self = data;

  dermaga_timer_clear (&self->grace);
  self->hurry = TRUE;
  serve (self);
  return G_SOURCE_REMOVE;
}

static void
take_answer (DermagaWebAddress *self, guint family, GObject *source, GAsyncResult *result)
{
  self->answers[family] =
    dermaga_resolver_lookup_finish (DERMAGA_RESOLVER (source), result, NULL);
  self->answered[family] = TRUE;
  serve (self);
}

static void
ipv6_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DermagaWebAddress) self = data;

  take_answer (self, IPV6, source, result);
}

static void
ipv4_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DermagaWebAddress) self = data;

  take_answer (self, IPV4, source, result);
}

static void
ask (DermagaWebAddress *self)
{
  const char *host = g_network_address_get_hostname (G_NETWORK_ADDRESS (self));

  if (self->asked)
    return;
  self->asked = TRUE;
  dermaga_resolver_lookup_async (self->resolver, host, DERMAGA_DNS_AAAA, self->cancellable,
                                 ipv6_cb, g_object_ref (self));
  dermaga_resolver_lookup_async (self->resolver, host, DERMAGA_DNS_A, self->cancellable, ipv4_cb,
                                 g_object_ref (self));
}

DermagaSourceProblem
dermaga_web_address_get_problem (DermagaWebAddress *self)
{
  gboolean failed = FALSE;

  for (guint family = 0; family < N_FAMILIES; family++)
    {
      DermagaDnsStatus status = self->answers[family] == NULL ? DERMAGA_DNS_CANCELLED
                                                              : self->answers[family]->status;

      if (status == DERMAGA_DNS_FOUND)
        return DERMAGA_SOURCE_PROBLEM_NONE;
      failed = failed || (status != DERMAGA_DNS_NXDOMAIN && status != DERMAGA_DNS_NODATA);
    }
  return failed ? DERMAGA_SOURCE_PROBLEM_DNS_FAILED : DERMAGA_SOURCE_PROBLEM_NO_NAME;
}

/* The enumerator that GSocketClient asks */

static gboolean
wait_cancelled_cb (GCancellable *cancellable, gpointer data)
{
  g_autoptr (DermagaWebAddress) self = g_object_ref (data);

  dermaga_timer_clear (&self->grace);
  dermaga_timer_clear (&self->cancelled);
  while (!g_queue_is_empty (&self->waiting))
    {
      g_autoptr (GTask) task = g_queue_pop_head (&self->waiting);

      g_task_return_error_if_cancelled (task);
    }
  return G_SOURCE_REMOVE;
}

static void
web_enumerator_next_async (GSocketAddressEnumerator *enumerator, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  DermagaWebAddress *self = WEB_ENUMERATOR (enumerator)->address;
  GTask *task = g_task_new (enumerator, cancellable, callback, user_data);

  g_queue_push_tail (&self->waiting, task);
  if (cancellable != NULL && self->cancelled == NULL)
    {
      self->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->cancelled, G_SOURCE_FUNC (wait_cancelled_cb), self, NULL);
      g_source_attach (self->cancelled, g_task_get_context (task));
    }
  ask (self);
  serve (self);
}

static GSocketAddress *
web_enumerator_next_finish (GSocketAddressEnumerator *enumerator, GAsyncResult *result,
                            GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Our resolver answers from the main loop: nobody can wait for it here. */
static GSocketAddress *
web_enumerator_next (GSocketAddressEnumerator *enumerator, GCancellable *cancellable,
                     GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "only asynchronous");
  return NULL;
}

static void
web_enumerator_dispose (GObject *object)
{
  g_clear_object (&WEB_ENUMERATOR (object)->address);
  G_OBJECT_CLASS (web_enumerator_parent_class)->dispose (object);
}

static void
web_enumerator_class_init (WebEnumeratorClass *klass)
{
  GSocketAddressEnumeratorClass *enumerator_class = G_SOCKET_ADDRESS_ENUMERATOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = web_enumerator_dispose;
  enumerator_class->next = web_enumerator_next;
  enumerator_class->next_async = web_enumerator_next_async;
  enumerator_class->next_finish = web_enumerator_next_finish;
}

static void
web_enumerator_init (WebEnumerator *self)
{
}

/* The address itself */

static GSocketAddressEnumerator *
dermaga_web_address_enumerate (GSocketConnectable *connectable)
{
  WebEnumerator *enumerator = g_object_new (WEB_TYPE_ENUMERATOR, NULL);

  enumerator->address = g_object_ref (DERMAGA_WEB_ADDRESS (connectable));
  return G_SOCKET_ADDRESS_ENUMERATOR (enumerator);
}

static void
web_address_connectable_init (GSocketConnectableIface *iface)
{
  iface->enumerate = dermaga_web_address_enumerate;
  iface->proxy_enumerate = dermaga_web_address_enumerate;
}

static void
dermaga_web_address_finalize (GObject *object)
{
  DermagaWebAddress *self = DERMAGA_WEB_ADDRESS (object);

  dermaga_timer_clear (&self->grace);
  dermaga_timer_clear (&self->cancelled);
  for (guint family = 0; family < N_FAMILIES; family++)
    dermaga_dns_answer_free (self->answers[family]);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->resolver);
  G_OBJECT_CLASS (dermaga_web_address_parent_class)->finalize (object);
}

static void
dermaga_web_address_class_init (DermagaWebAddressClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dermaga_web_address_finalize;
}

static void
dermaga_web_address_init (DermagaWebAddress *self)
{
}

DermagaWebAddress *
dermaga_web_address_new (DermagaNetwork *network, const char *host, guint16 port,
                         GCancellable *cancellable)
{
  DermagaWebAddress *self =
    g_object_new (DERMAGA_TYPE_WEB_ADDRESS, "hostname", host, "port", port, NULL);

  self->resolver = g_object_ref (dermaga_network_get_resolver (network));
  self->port = dermaga_network_map_port (network, port);
  self->cancellable = g_object_ref (cancellable);
  return self;
}

void
dermaga_web_address_detach (DermagaWebAddress *self)
{
  /* Without it nothing is asked any more. */
  self->asked = TRUE;
  g_clear_object (&self->resolver);
}
