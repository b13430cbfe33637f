#include "config.h"

#include "base/dermaga-secret.h"

#include <stdio.h>
#include <string.h>

static gboolean
is_zero (const char *memory, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (memory[i] != '\0')
      return FALSE;
  return TRUE;
}

static void
test_keeps (void)
{
  g_autoptr (DermagaSecret) secret = dermaga_secret_new ("rahasia sekali", 7);
  g_autoptr (DermagaSecret) whole = dermaga_secret_new ("\xff\t \"\\{\xc3\xa9", -1);

  g_assert_cmpstr (dermaga_secret_peek (secret), ==, "rahasia");
  g_assert_cmpuint (dermaga_secret_get_length (secret), ==, 7);
  g_assert_cmpstr (dermaga_secret_peek (whole), ==, "\xff\t \"\\{\xc3\xa9");
}

static void
test_longest (void)
{
  g_autofree char *text = g_strnfill (DERMAGA_SECRET_MAX + 1, 'x');
  g_autoptr (DermagaSecret) longest = dermaga_secret_new (text, DERMAGA_SECRET_MAX);

  g_assert_cmpuint (strlen (dermaga_secret_peek (longest)), ==, DERMAGA_SECRET_MAX);
  g_assert_null (dermaga_secret_new (text, -1));
}

static void
test_refuses (void)
{
  g_assert_null (dermaga_secret_new (NULL, -1));
  g_assert_null (dermaga_secret_new ("", -1));
  g_assert_null (dermaga_secret_new ("x", 0));
  g_assert_null (dermaga_secret_new ("a\0b", 3));
  g_assert_null (dermaga_secret_new ("a\rb", -1));
  g_assert_null (dermaga_secret_new ("a\nb", -1));
  g_assert_null (dermaga_secret_new ("ab\n", -1));
}

static void
test_wipe_reaches_all (void)
{
  g_autoptr (DermagaSecret) secret = dermaga_secret_new ("rahasia", -1);
  g_autoptr (DermagaSecret) other = dermaga_secret_ref (secret);
  const char *memory = dermaga_secret_peek (secret);

  dermaga_secret_wipe (secret);
  g_assert_cmpstr (dermaga_secret_peek (other), ==, "");
  g_assert_cmpuint (dermaga_secret_get_length (other), ==, 0);
  g_assert_true (is_zero (memory, DERMAGA_SECRET_MAX + 1));
}

/* What the kernel says about the pages of @memory: the "VmFlags" of /proc/self/smaps. */
static char *
find_page_flags (const char *memory)
{
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean inside = FALSE;

  g_assert_true (g_file_get_contents ("/proc/self/smaps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      unsigned long start, end;

      if (sscanf (lines[i], "%lx-%lx ", &start, &end) == 2)
        inside = (unsigned long) memory >= start && (unsigned long) memory < end;
      else if (inside && g_str_has_prefix (lines[i], "VmFlags:"))
        return g_strconcat (lines[i], " ", NULL);
    }
  return NULL;
}

static void
test_pages (void)
{
  g_autoptr (DermagaSecret) secret = dermaga_secret_new ("rahasia", -1);
  g_autofree char *flags = find_page_flags (dermaga_secret_peek (secret));

  g_assert_nonnull (flags);
  g_assert_nonnull (strstr (flags, " dd ")); /* not in a core dump */
  g_assert_nonnull (strstr (flags, " wf ")); /* not in a child */
}

static void
test_last_reference (void)
{
  DermagaSecret *secret = dermaga_secret_new ("rahasia", -1);
  const char *memory = dermaga_secret_peek (secret);
  g_autofree char *flags = NULL;

  dermaga_secret_unref (dermaga_secret_ref (secret));
  g_assert_cmpstr (dermaga_secret_peek (secret), ==, "rahasia");
  dermaga_secret_unref (secret);
  flags = find_page_flags (memory);
  /* The pages are gone, or somebody else's by now. */
  g_assert_true (flags == NULL || strstr (flags, " dd ") == NULL);
  dermaga_secret_unref (NULL);
}

/* GBytes frees what it holds at the last unref, so a look is possible only before that. */
static void
test_bytes (void)
{
  char text[] = "rahasia";
  g_autoptr (GBytes) bytes = dermaga_wipe_bytes_new (g_strdup (text), strlen (text));

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "rahasia", 7);
  dermaga_wipe (text, sizeof text);
  g_assert_true (is_zero (text, sizeof text));
  dermaga_wipe (NULL, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secret/keeps", test_keeps);
  g_test_add_func ("/secret/longest", test_longest);
  g_test_add_func ("/secret/refuses", test_refuses);
  g_test_add_func ("/secret/wipe-reaches-all", test_wipe_reaches_all);
  g_test_add_func ("/secret/pages", test_pages);
  g_test_add_func ("/secret/last-reference", test_last_reference);
  g_test_add_func ("/secret/bytes", test_bytes);
  return g_test_run ();
}
