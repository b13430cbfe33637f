#include "config.h"

#include "base/dermaga-place.h"

static char *
get_program (void)
{
  return g_file_read_link ("/proc/self/exe", NULL);
}

gboolean
dermaga_place_is_build (void)
{
  g_autofree char *program = get_program ();

  return program != NULL && g_str_has_prefix (program, DERMAGA_BUILD_ROOT "/");
}

char *
dermaga_place_find_data (const char *below)
{
  g_autofree char *program = get_program ();
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;
  g_autofree char *root = folder != NULL ? g_path_get_dirname (folder) : NULL;
  g_autofree char *beside = root != NULL ? g_build_filename (root, "share", below, NULL) : NULL;

  if (beside != NULL && g_file_test (beside, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&beside);
  return g_build_filename (DERMAGA_DATA_DIR, below, NULL);
}
