#include "config.h"

#include "net/dermaga-no-roots.h"

#define DERMAGA_TYPE_NO_ROOTS (dermaga_no_roots_get_type ())
G_DECLARE_FINAL_TYPE (DermagaNoRoots, dermaga_no_roots, DERMAGA, NO_ROOTS, GTlsDatabase)

struct _DermagaNoRoots {
  GTlsDatabase parent_instance;
};

G_DEFINE_FINAL_TYPE (DermagaNoRoots, dermaga_no_roots, G_TYPE_TLS_DATABASE)

static GTlsCertificateFlags
dermaga_no_roots_verify_chain (GTlsDatabase *database, GTlsCertificate *chain,
                               const char *purpose, GSocketConnectable *identity,
                               GTlsInteraction *interaction, GTlsDatabaseVerifyFlags flags,
                               GCancellable *cancellable, GError **error)
{
  return G_TLS_CERTIFICATE_UNKNOWN_CA;
}

static void
dermaga_no_roots_class_init (DermagaNoRootsClass *klass)
{
  G_TLS_DATABASE_CLASS (klass)->verify_chain = dermaga_no_roots_verify_chain;
}

static void
dermaga_no_roots_init (DermagaNoRoots *self)
{
}

GTlsDatabase *
dermaga_no_roots_get (void)
{
  static GTlsDatabase *no_roots;

  if (no_roots == NULL)
    {
      no_roots = g_object_new (DERMAGA_TYPE_NO_ROOTS, NULL);
      g_tls_backend_set_default_database (g_tls_backend_get_default (), no_roots);
    }
  return no_roots;
}
