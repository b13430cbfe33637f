#include "config.h"

#include "net/dermaga-network.h"

struct _DermagaNetwork
{
  GObject parent_instance;

  DermagaResolver *resolver;
  DermagaTlsContext *tls_context;
  DermagaTlsSigninContext *signin_context; /* (nullable): made when it is first asked for */
  GHashTable *routes; /* port → real port; NULL: every port is itself */
};

G_DEFINE_FINAL_TYPE (DermagaNetwork, dermaga_network, G_TYPE_OBJECT)

static void
dermaga_network_finalize (GObject *object)
{
  DermagaNetwork *self = DERMAGA_NETWORK (object);

  g_clear_object (&self->resolver);
  g_clear_pointer (&self->tls_context, dermaga_tls_context_unref);
  g_clear_pointer (&self->signin_context, dermaga_tls_signin_context_unref);
  g_clear_pointer (&self->routes, g_hash_table_unref);
  G_OBJECT_CLASS (dermaga_network_parent_class)->finalize (object);
}

static void
dermaga_network_class_init (DermagaNetworkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dermaga_network_finalize;
}

static void
dermaga_network_init (DermagaNetwork *self)
{
}

DermagaNetwork *
dermaga_network_new_with (DermagaResolver *resolver, DermagaTlsContext *context)
{
  DermagaNetwork *self = g_object_new (DERMAGA_TYPE_NETWORK, NULL);

  self->resolver = g_object_ref (resolver);
  self->tls_context = dermaga_tls_context_ref (context);
  return self;
}

DermagaNetwork *
dermaga_network_new (const char *ca_file, GError **error)
{
  g_autoptr (DermagaTlsContext) context = NULL;
  g_autoptr (DermagaResolver) resolver = NULL;

  context = dermaga_tls_context_new_probe (ca_file, error);
  if (context == NULL)
    return NULL;
  resolver = dermaga_resolver_new (NULL, error);
  if (resolver == NULL)
    return NULL;
  return dermaga_network_new_with (resolver, context);
}

DermagaResolver *
dermaga_network_get_resolver (DermagaNetwork *self)
{
  g_return_val_if_fail (DERMAGA_IS_NETWORK (self), NULL);
  return self->resolver;
}

DermagaTlsContext *
dermaga_network_get_tls_context (DermagaNetwork *self)
{
  g_return_val_if_fail (DERMAGA_IS_NETWORK (self), NULL);
  return self->tls_context;
}

DermagaTlsSigninContext *
dermaga_network_get_signin_context (DermagaNetwork *self)
{
  g_return_val_if_fail (DERMAGA_IS_NETWORK (self), NULL);

  if (self->signin_context == NULL)
    self->signin_context = dermaga_tls_signin_context_new (self->tls_context, NULL);
  return self->signin_context;
}

void
dermaga_network_add_route (DermagaNetwork *self, guint16 port, guint16 real_port)
{
  g_return_if_fail (DERMAGA_IS_NETWORK (self));

  if (self->routes == NULL)
    self->routes = g_hash_table_new (NULL, NULL);
  g_hash_table_insert (self->routes, GUINT_TO_POINTER (port), GUINT_TO_POINTER (real_port));
}

guint16
dermaga_network_map_port (DermagaNetwork *self, guint16 port)
{
  g_return_val_if_fail (DERMAGA_IS_NETWORK (self), 0);

  if (self->routes == NULL)
    return port;
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->routes, GUINT_TO_POINTER (port)));
}

gboolean
dermaga_network_has_routes (DermagaNetwork *self)
{
  g_return_val_if_fail (DERMAGA_IS_NETWORK (self), FALSE);
  return self->routes != NULL;
}
