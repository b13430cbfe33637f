#include "config.h"

#include "cli/config-file.h"

#include "discover/dermaga-config-file.h"

#include <gio/gio.h>

/* No more than one octet over what may be read: enough to see that it is too much. */
static GBytes *
load (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *contents = NULL;
  gsize length;

  if (stream == NULL)
    return NULL;
  contents = g_malloc (DERMAGA_CONFIG_MAX_SIZE + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), contents, DERMAGA_CONFIG_MAX_SIZE + 1,
                                &length, NULL, error))
    return NULL;
  return g_bytes_new (contents, length);
}

DermagaProviderConfig *
dermaga_config_file_load (const char *path, GError **error)
{
  g_autoptr (GBytes) contents = load (path, error);

  return contents != NULL ? dermaga_config_read (contents, error) : NULL;
}
