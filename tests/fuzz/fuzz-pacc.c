#include "config.h"

#include "base/dermaga-text.h"
#include "discover/dermaga-autoconfig.h"
#include "discover/dermaga-config-file.h"
#include "discover/dermaga-pacc.h"
#include "fuzz.h"
#include "model/dermaga-settings.h"

static void
check_servers (GPtrArray *servers, DermagaDirection direction)
{
  g_assert_cmpuint (servers->len, <=, 2);
  for (guint i = 0; i < servers->len; i++)
    {
      const DermagaProviderServer *server = g_ptr_array_index (servers, i);

      g_assert_true (dermaga_protocol_get_direction (server->protocol) == direction);
      g_assert_true (server->security == DERMAGA_SECURITY_TLS);
      g_assert_true (server->port == 993 || server->port == 995 || server->port == 465);
      g_assert_true (dermaga_host_is_valid (server->host));
      g_assert_cmpstr (server->user_name, ==, "%EMAILADDRESS%");
    }
}

/* Whatever was read may be shown and connected to, and the choice of the reader is the same. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) document = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaProviderConfig) config = dermaga_pacc_read (document, &error);
  g_autoptr (DermagaProviderConfig) chosen = dermaga_config_read (document, NULL);
  g_autoptr (DermagaTarget) target = dermaga_target_parse ("jo.li@contoh.test", NULL);
  g_autoptr (DermagaProviderConfig) expanded = NULL;

  g_assert_true ((config == NULL) == (error != NULL));
  g_assert_true (error == NULL || error->domain == DERMAGA_CONFIG_ERROR);
  if (config == NULL)
    return 0;
  g_assert_nonnull (chosen);
  g_assert_true (config->display_name == NULL || dermaga_text_is_clean (config->display_name));
  g_assert_cmpuint (config->incoming->len + config->outgoing->len, >, 0);
  check_servers (config->incoming, DERMAGA_DIRECTION_INCOMING);
  check_servers (config->outgoing, DERMAGA_DIRECTION_OUTGOING);
  expanded = dermaga_autoconfig_expand (config, target);
  g_assert_cmpuint (expanded->incoming->len, ==, config->incoming->len);
  g_assert_cmpuint (expanded->outgoing->len, ==, config->outgoing->len);
  return 0;
}
