#include "memory.h"

#include <string.h>

static guint64
get_kib (const char *rollup, const char *name)
{
  const char *line = strstr (rollup, name);

  g_assert_nonnull (line);
  return g_ascii_strtoull (line + strlen (name), NULL, 10);
}

void
memory_print (void)
{
  g_autofree char *rollup = NULL;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &rollup, NULL, NULL))
    g_error ("Needs /proc/self/smaps_rollup");
  g_print ("%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT "\n", get_kib (rollup, "Private_Dirty:"),
           get_kib (rollup, "Rss:"));
}
