#include "config.h"

#include "discover/dermaga-discovery-private.h"

#include "discover/dermaga-certificate-names.h"

/* One for receiving and one for sending is usual; a server that shows another to every connection
 * wants to be looked up. */
#define MAX_CERTIFICATES 2u

static gboolean
offer_known (DermagaDiscovery *self, const char *name)
{
  for (guint i = 0; i < self->hosts->len; i++)
    {
      DermagaHost *host = self->hosts->pdata[i];

      if (!g_str_equal (host->name, name))
        continue;
      host->certified = TRUE;
      dermaga_discovery_tell (self, host);
      return TRUE;
    }
  return FALSE;
}

static void
look_up (DermagaDiscovery *self, const char *name, guint order)
{
  DermagaHost *host = dermaga_discovery_add_host (self, name, DERMAGA_SERVES_ALL,
                                                  DERMAGA_SOURCE_CERTIFICATE, order, 0);

  host->certified = TRUE;
  self->finished = FALSE;
}

/* Of a file that the user gave exactly what it names is tried. */
void
dermaga_discovery_follow_certificate (DermagaDiscovery *self,
                                      const DermagaCertificate *certificate)
{
  g_auto (GStrv) names = NULL;
  gboolean was_telling;

  g_return_if_fail (DERMAGA_IS_DISCOVERY (self));
  g_return_if_fail (certificate != NULL);

  if (g_cancellable_is_cancelled (self->cancellable) || self->config != NULL
      || certificate->names == NULL || certificate->sha256 == NULL
      || g_hash_table_size (self->certificates) >= MAX_CERTIFICATES
      || !g_hash_table_add (self->certificates, g_strdup (certificate->sha256)))
    return;
  names = dermaga_certificate_names_choose ((const char *const *) certificate->names,
                                            self->target->domain);
  was_telling = self->telling;
  self->telling = TRUE;
  for (guint i = 0; names[i] != NULL; i++)
    if (!offer_known (self, names[i]))
      look_up (self, names[i], i);
  self->telling = was_telling;
}
