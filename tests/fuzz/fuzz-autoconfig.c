#include "config.h"

#include "base/dermaga-text.h"
#include "discover/dermaga-autoconfig.h"
#include "fuzz.h"
#include "model/dermaga-settings.h"

static void
check_text (const char *text)
{
  g_assert_true (text == NULL || dermaga_text_is_clean (text));
}

static void
check_servers (GPtrArray *servers, DermagaDirection direction, gboolean expanded)
{
  g_assert_cmpuint (servers->len, <=, 32);
  for (guint i = 0; i < servers->len; i++)
    {
      const DermagaProviderServer *server = g_ptr_array_index (servers, i);

      g_assert_true (dermaga_protocol_get_direction (server->protocol) == direction);
      g_assert_cmpuint (server->port, >, 0);
      g_assert_true (dermaga_host_is_valid (server->host)
                     || (!expanded && g_strrstr (server->host, "%EMAIL") != NULL));
      g_assert_true (server->user_name == NULL || dermaga_user_name_is_valid (server->user_name));
      check_text (server->user_name);
    }
}

static void
check (const DermagaProviderConfig *config, gboolean expanded)
{
  check_text (config->id);
  check_text (config->display_name);
  for (char **domain = config->domains; expanded && *domain != NULL; domain++)
    g_assert_true (dermaga_host_is_valid (*domain));
  check_servers (config->incoming, DERMAGA_DIRECTION_INCOMING, expanded);
  check_servers (config->outgoing, DERMAGA_DIRECTION_OUTGOING, expanded);
}

/* Whatever was read may be shown, and connected to once the placeholders are replaced. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) file = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaProviderConfig) config = dermaga_autoconfig_read (file, &error);
  static const char *const whom[] = { "jo.li@contoh.test", "contoh.test" };

  g_assert_true ((config == NULL) == (error != NULL));
  g_assert_true (error == NULL || error->domain == DERMAGA_CONFIG_ERROR);
  if (config == NULL)
    return 0;
  check (config, FALSE);
  g_assert_cmpuint (config->incoming->len + config->outgoing->len, >, 0);
  for (guint i = 0; i < G_N_ELEMENTS (whom); i++)
    {
      g_autoptr (DermagaTarget) target = dermaga_target_parse (whom[i], NULL);
      g_autoptr (DermagaProviderConfig) expanded = dermaga_autoconfig_expand (config, target);

      check (expanded, TRUE);
    }
  return 0;
}
