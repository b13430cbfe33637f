#include "config.h"

#include "probe/dermaga-impostor.h"

#include <gio/gio.h>
#include <string.h>

#include "net/dermaga-public-suffix.h"

/* Addresses whose first bytes are equal may be one company's. */
#define NETWORK_BYTES_IPV4 2
#define NETWORK_BYTES_IPV6 4

typedef struct
{
  DermagaProbe *probe;
  const DermagaAddressResult *result;
  const char *fingerprint;
  char *domain;
} Sighting;

static void
sighting_clear (gpointer data)
{
  g_free (((Sighting *) data)->domain);
}

static gboolean
is_unrelated_network (const char *a_text, const char *b_text)
{
  g_autoptr (GInetAddress) a = g_inet_address_new_from_string (a_text);
  g_autoptr (GInetAddress) b = g_inet_address_new_from_string (b_text);
  gsize n_bytes;

  /* Of two families nothing can be compared. */
  if (a == NULL || b == NULL || g_inet_address_get_family (a) != g_inet_address_get_family (b))
    return FALSE;
  n_bytes = g_inet_address_get_family (a) == G_SOCKET_FAMILY_IPV4 ? NETWORK_BYTES_IPV4
                                                                  : NETWORK_BYTES_IPV6;
  return memcmp (g_inet_address_to_bytes (a), g_inet_address_to_bytes (b), n_bytes) != 0;
}

static void
collect (GArray *sightings, DermagaProbe *probe)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);
  GPtrArray *addresses = dermaga_probe_get_addresses (probe);

  for (guint i = 0; i < addresses->len; i++)
    {
      const DermagaAddressResult *result = addresses->pdata[i];
      const DermagaCertificate *leaf;
      Sighting sighting;

      if (result->outcome != DERMAGA_OUTCOME_CERT_TRUST || result->tls == NULL
          || result->tls->chain == NULL || result->tls->chain->len == 0)
        continue;
      leaf = result->tls->chain->pdata[0];
      if (leaf->sha256 == NULL || *leaf->sha256 == '\0')
        continue;
      sighting = (Sighting){ probe, result, leaf->sha256,
                             dermaga_domain_get_base (candidate->host) };
      g_array_append_val (sightings, sighting);
    }
}

static gboolean
is_shown_by_strangers (const Sighting *sighting, GArray *sightings)
{
  for (guint i = 0; i < sightings->len; i++)
    {
      const Sighting *other = &g_array_index (sightings, Sighting, i);

      if (g_str_equal (sighting->fingerprint, other->fingerprint) && sighting->domain != NULL
          && other->domain != NULL && !g_str_equal (sighting->domain, other->domain)
          && is_unrelated_network (sighting->result->address, other->result->address))
        return TRUE;
    }
  return FALSE;
}

void
dermaga_impostor_mark (DermagaResult *result)
{
  GListModel *probes = dermaga_result_get_probes (result);
  g_autoptr (GArray) sightings = g_array_new (FALSE, FALSE, sizeof (Sighting));

  g_array_set_clear_func (sightings, sighting_clear);
  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);

      collect (sightings, probe);
    }
  for (guint i = 0; i < sightings->len; i++)
    {
      Sighting *sighting = &g_array_index (sightings, Sighting, i);

      if (is_shown_by_strangers (sighting, sightings))
        dermaga_probe_judge_address (sighting->probe, sighting->result->address,
                                     DERMAGA_OUTCOME_INTERCEPTED);
    }
}
