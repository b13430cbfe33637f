#include "config.h"

#include "discover/dermaga-config-file.h"

#include <string.h>

#include "discover/dermaga-autoconfig.h"
#include "discover/dermaga-pacc.h"

G_STATIC_ASSERT (DERMAGA_AUTOCONFIG_MAX_SIZE <= DERMAGA_CONFIG_MAX_SIZE);
G_STATIC_ASSERT (DERMAGA_PACC_MAX_SIZE <= DERMAGA_CONFIG_MAX_SIZE);

static const char byte_order_mark[] = "\xEF\xBB\xBF";

static gboolean
is_json (const char *bytes, gsize length)
{
  gsize i = 0;

  if (length >= strlen (byte_order_mark)
      && memcmp (bytes, byte_order_mark, strlen (byte_order_mark)) == 0)
    i = strlen (byte_order_mark);
  while (i < length && bytes[i] != '\0' && strchr (" \t\r\n", bytes[i]) != NULL)
    i++;
  return i < length && (bytes[i] == '{' || bytes[i] == '[');
}

DermagaProviderConfig *
dermaga_config_read (GBytes *file, GError **error)
{
  const char *bytes;
  gsize length;

  g_return_val_if_fail (file != NULL, NULL);

  bytes = g_bytes_get_data (file, &length);
  return is_json (bytes, length) ? dermaga_pacc_read (file, error)
                                 : dermaga_autoconfig_read (file, error);
}
