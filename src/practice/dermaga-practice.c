#include "config.h"

#include "practice/dermaga-practice.h"

#include "base/dermaga-timer.h"
#include "practice/dermaga-practice-connection.h"

#define MAX_CONNECTIONS 256u
#define BACKLOG 256
/* News is told to those who wait for it once in a while, not mail by mail. */
#define TELL_US (50 * 1000)

typedef struct {
  guint16 port;
  const DermagaPracticeProtocol *protocol;
  gboolean implicit_tls;
} Service;

static const Service services[] = {
  { 25, &dermaga_practice_smtp, FALSE },   { 465, &dermaga_practice_smtp, TRUE },
  { 587, &dermaga_practice_smtp, FALSE },  { 2525, &dermaga_practice_smtp, FALSE },
  { 143, &dermaga_practice_imap, FALSE },  { 993, &dermaga_practice_imap, TRUE },
  { 110, &dermaga_practice_pop3, FALSE },  { 995, &dermaga_practice_pop3, TRUE },
};

static const char *const host_names[] = {
  DERMAGA_PRACTICE_DOMAIN,           "mail." DERMAGA_PRACTICE_DOMAIN,
  "imap." DERMAGA_PRACTICE_DOMAIN,   "pop." DERMAGA_PRACTICE_DOMAIN,
  "smtp." DERMAGA_PRACTICE_DOMAIN,   NULL,
};

/* Besides, the certificate is good for where the user's own programs find the provider. */
static const char *const certificate_names[] = {
  DERMAGA_PRACTICE_DOMAIN,           "mail." DERMAGA_PRACTICE_DOMAIN,
  "imap." DERMAGA_PRACTICE_DOMAIN,   "pop." DERMAGA_PRACTICE_DOMAIN,
  "smtp." DERMAGA_PRACTICE_DOMAIN,   "localhost",
  "127.0.0.1",                       NULL,
};

typedef struct {
  DermagaPractice *practice;
  DermagaPracticeManner manner;
  GSocket *socket;
  GSource *ready;
} Listener;

struct _DermagaPractice {
  GObject parent_instance;
  DermagaTlsContext *context;
  DermagaNetwork *network;
  DermagaPracticeStore *store;
  GSource *tell;          /* (nullable) */
  char *authority_pem;
  GArray *places;         /* element-type DermagaPracticePlace */
  GPtrArray *listeners;   /* element-type Listener */
  GPtrArray *silent;      /* element-type GSocket: they and who waits for them, for ever */
  GPtrArray *connections; /* element-type DermagaPracticeConnection */
};

G_DEFINE_FINAL_TYPE (DermagaPractice, dermaga_practice, G_TYPE_OBJECT)

static void
listener_free (gpointer data)
{
  Listener *listener = data;

  g_source_destroy (listener->ready);
  g_source_unref (listener->ready);
  g_object_unref (listener->socket);
  g_free (listener);
}

static void
closed_cb (DermagaPracticeConnection *connection, gpointer data)
{
  DermagaPractice *self = data;

  g_ptr_array_remove (self->connections, connection);
}

static gboolean
accept_cb (GSocket *socket, GIOCondition condition, gpointer data)
{
  Listener *listener = data;
  DermagaPractice *self = listener->practice;
  g_autoptr (GSocket) client = g_socket_accept (socket, NULL, NULL);

  if (client != NULL && self->connections->len < MAX_CONNECTIONS)
    g_ptr_array_add (self->connections,
                     dermaga_practice_connection_new (client, self->context, &listener->manner,
                                                      self->store, closed_cb, self));
  return G_SOURCE_CONTINUE;
}

static GSocket *
listen_on_loopback (guint16 port, int backlog, GError **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, port);
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                                             G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL)
    return NULL;
  g_socket_set_listen_backlog (socket, backlog);
  g_socket_set_blocking (socket, FALSE);
  if (!g_socket_bind (socket, address, port != 0, error) || !g_socket_listen (socket, error))
    return NULL;
  return g_steal_pointer (&socket);
}

static guint16
wanted_port (const Service *service, const DermagaPracticeOptions *options)
{
  return options->port_base != 0 ? (guint16) (options->port_base + service->port) : 0;
}

/* Where the port really is; @service is known there from now on. */
static gboolean
add_route (DermagaPractice *self, const Service *service, GSocket *socket, guint16 *real_port,
           GError **error)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (socket, error);

  if (address == NULL)
    return FALSE;
  *real_port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
  dermaga_network_add_route (self->network, service->port, *real_port);
  return TRUE;
}

static GSocket *
knock (guint16 port)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, port);
  GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                                  G_SOCKET_PROTOCOL_TCP, NULL);

  if (socket == NULL)
    return NULL;
  g_socket_set_blocking (socket, FALSE);
  g_socket_connect (socket, address, NULL, NULL);
  return socket;
}

/* A queue of one, which is full and which nobody empties: the system drops what comes after, as a
 * filter on the way would. */
static gboolean
keep_silent (DermagaPractice *self, const Service *service, const DermagaPracticeOptions *options,
             GError **error)
{
  g_autoptr (GSocket) socket = listen_on_loopback (wanted_port (service, options), 0, error);
  guint16 real_port;

  if (socket == NULL || !add_route (self, service, socket, &real_port, error))
    return FALSE;
  g_ptr_array_add (self->silent, g_steal_pointer (&socket));
  for (guint i = 0; i < 2; i++)
    {
      GSocket *filler = knock (real_port);

      if (filler != NULL)
        g_ptr_array_add (self->silent, filler);
    }
  return TRUE;
}

static DermagaProtocol
protocol_of (const Service *service)
{
  if (service->protocol == &dermaga_practice_smtp)
    return DERMAGA_PROTOCOL_SMTP;
  return service->protocol == &dermaga_practice_imap ? DERMAGA_PROTOCOL_IMAP
                                                     : DERMAGA_PROTOCOL_POP3;
}

static void
add_place (DermagaPractice *self, const Service *service, gboolean starttls, guint16 real_port)
{
  DermagaPracticePlace place = { protocol_of (service), DERMAGA_SECURITY_NONE, service->port,
                                 real_port };

  if (service->implicit_tls)
    place.security = DERMAGA_SECURITY_TLS;
  else if (starttls)
    place.security = DERMAGA_SECURITY_STARTTLS;
  g_array_append_val (self->places, place);
}

static gboolean
serve (DermagaPractice *self, const Service *service, const DermagaPracticeOptions *options,
       GError **error)
{
  g_autoptr (GSocket) socket
    = listen_on_loopback (wanted_port (service, options), BACKLOG, error);
  guint16 real_port;
  Listener *listener;

  if (socket == NULL || !add_route (self, service, socket, &real_port, error))
    return FALSE;
  add_place (self, service, !options->no_starttls, real_port);

  listener = g_new0 (Listener, 1);
  listener->practice = self;
  listener->manner.protocol = service->protocol;
  listener->manner.port = service->port;
  listener->manner.patience_us = options->patience_ms * (gint64) 1000;
  listener->manner.implicit_tls = service->implicit_tls;
  listener->manner.starttls = !options->no_starttls;
  listener->manner.greeting_delay_ms = options->greeting_delay_ms;
  listener->socket = g_object_ref (socket);
  listener->ready = g_socket_create_source (socket, G_IO_IN, NULL);
  g_source_set_callback (listener->ready, G_SOURCE_FUNC (accept_cb), listener, NULL);
  g_source_attach (listener->ready, g_main_context_get_thread_default ());
  g_ptr_array_add (self->listeners, listener);
  return TRUE;
}

static gboolean
is_among (const guint16 *ports, guint16 port)
{
  for (; ports != NULL && *ports != 0; ports++)
    if (*ports == port)
      return TRUE;
  return FALSE;
}

static gboolean
open_port (DermagaPractice *self, const Service *service, const DermagaPracticeOptions *options,
           GError **error)
{
  if (is_among (options->closed_ports, service->port))
    return TRUE;
  return is_among (options->silent_ports, service->port)
           ? keep_silent (self, service, options, error)
           : serve (self, service, options, error);
}

/* The certificate and the network that trusts its issuer. */
static gboolean
make_trust (DermagaPractice *self, const DermagaAuthorityOrder *wanted, GError **error)
{
  /* Each run's authority has a name of its own, so that none is taken for another. */
  g_autofree char *name = g_strdup_printf ("Dermaga practice authority %08x", g_random_int ());
  g_autoptr (DermagaAuthority) authority = dermaga_authority_new (name);
  DermagaAuthorityOrder order = wanted != NULL ? *wanted : (DermagaAuthorityOrder){ 0 };
  g_autoptr (DermagaIssued) issued = NULL;
  g_autoptr (DermagaTlsContext) probing = NULL;
  g_autoptr (DermagaResolver) resolver = NULL;

  if (order.names == NULL)
    order.names = certificate_names;
  issued = dermaga_authority_issue (authority, &order);
  self->context = dermaga_tls_context_new_server (issued->chain, issued->key, error);
  if (self->context == NULL)
    return FALSE;
  self->authority_pem = g_strdup (dermaga_authority_get_pem (authority));
  probing = dermaga_tls_context_new_probe (NULL, error);
  if (probing == NULL
      || !dermaga_tls_context_trust_pem (probing, dermaga_authority_get_pem (authority), error))
    return FALSE;
  resolver = dermaga_resolver_new (NULL, error);
  if (resolver == NULL)
    return FALSE;
  self->network = dermaga_network_new_with (resolver, probing);
  return TRUE;
}

static void
name_hosts (DermagaPractice *self)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);

  for (guint i = 0; host_names[i] != NULL; i++)
    dermaga_resolver_add_static (dermaga_network_get_resolver (self->network), host_names[i],
                                 loopback);
}

static gboolean
tell_cb (gpointer data)
{
  DermagaPractice *self = data;

  dermaga_timer_clear (&self->tell);
  /* From the end: one that fails goes away. */
  for (guint i = self->connections->len; i > 0; i--)
    dermaga_practice_connection_poke (self->connections->pdata[i - 1]);
  return G_SOURCE_REMOVE;
}

static void
store_changed (DermagaPractice *self)
{
  if (self->tell == NULL)
    dermaga_timer_set (&self->tell, TELL_US, tell_cb, self);
}

static void
take_store (DermagaPractice *self, DermagaPracticeStore *store)
{
  self->store = store;
  g_signal_connect_swapped (store, "items-changed", G_CALLBACK (store_changed), self);
  g_signal_connect_swapped (store, "flags-changed", G_CALLBACK (store_changed), self);
}

DermagaPractice *
dermaga_practice_new_over (DermagaPracticeStore *store, const DermagaPracticeOptions *options,
                           GError **error)
{
  g_autoptr (DermagaPractice) self = g_object_new (DERMAGA_TYPE_PRACTICE, NULL);

  take_store (self, g_object_ref (store));
  if (!make_trust (self, options->certificate, error))
    return NULL;
  name_hosts (self);
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    if (!open_port (self, &services[i], options, error))
      return NULL;
  return g_steal_pointer (&self);
}

DermagaPractice *
dermaga_practice_new_with (const DermagaPracticeOptions *options, GError **error)
{
  g_autoptr (DermagaPracticeStore) store = dermaga_practice_store_new (NULL);

  return dermaga_practice_new_over (store, options, error);
}

DermagaPractice *
dermaga_practice_new (GError **error)
{
  const DermagaPracticeOptions usual = { 0 };

  return dermaga_practice_new_with (&usual, error);
}

DermagaNetwork *
dermaga_practice_get_network (DermagaPractice *self)
{
  g_return_val_if_fail (DERMAGA_IS_PRACTICE (self), NULL);

  return self->network;
}

DermagaPracticeStore *
dermaga_practice_get_store (DermagaPractice *self)
{
  g_return_val_if_fail (DERMAGA_IS_PRACTICE (self), NULL);

  return self->store;
}

const char *
dermaga_practice_get_authority_pem (DermagaPractice *self)
{
  g_return_val_if_fail (DERMAGA_IS_PRACTICE (self), NULL);

  return self->authority_pem;
}

GArray *
dermaga_practice_get_places (DermagaPractice *self)
{
  g_return_val_if_fail (DERMAGA_IS_PRACTICE (self), NULL);

  return g_array_copy (self->places);
}

static void
dermaga_practice_finalize (GObject *object)
{
  DermagaPractice *self = DERMAGA_PRACTICE (object);

  dermaga_timer_clear (&self->tell);
  g_free (self->authority_pem);
  g_array_unref (self->places);
  g_ptr_array_unref (self->silent);
  g_ptr_array_unref (self->listeners);
  g_ptr_array_unref (self->connections);
  g_signal_handlers_disconnect_by_data (self->store, self);
  g_object_unref (self->store);
  g_clear_pointer (&self->context, dermaga_tls_context_unref);
  g_clear_object (&self->network);
  G_OBJECT_CLASS (dermaga_practice_parent_class)->finalize (object);
}

static void
dermaga_practice_class_init (DermagaPracticeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dermaga_practice_finalize;
}

static void
dermaga_practice_init (DermagaPractice *self)
{
  self->places = g_array_new (FALSE, FALSE, sizeof (DermagaPracticePlace));
  self->silent = g_ptr_array_new_with_free_func (g_object_unref);
  self->listeners = g_ptr_array_new_with_free_func (listener_free);
  self->connections
    = g_ptr_array_new_with_free_func ((GDestroyNotify) dermaga_practice_connection_free);
}
