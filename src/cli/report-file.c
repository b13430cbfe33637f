#include "config.h"

#include "cli/report-file.h"

#include <gio/gio.h>

/* Of a report that was written before; the reader has the same limit. */
#define MAX_RESULT_SIZE (4u * 1024u * 1024u)

char *
dermaga_report_file_read (const char *path, gsize *length, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *text = NULL;

  if (stream == NULL)
    return NULL;
  text = g_malloc (MAX_RESULT_SIZE + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), text, MAX_RESULT_SIZE + 1, length, NULL,
                                error))
    return NULL;
  return g_realloc (g_steal_pointer (&text), MAX (*length, 1));
}
