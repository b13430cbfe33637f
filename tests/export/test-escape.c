#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "export/dermaga-escape.h"
#include "export/dermaga-zip.h"

static void
test_values (void)
{
  static const struct {
    const char *text, *js, *php, *xml;
  } cases[] = {
    { "plain", "plain", "plain", "plain" },
    { "a\"b'c\\d", "a\\\"b'c\\\\d", "a\"b\\'c\\\\d", "a&quot;b&apos;c\\d" },
    { "$x {$y} <b>&amp;", "$x {$y} <b>&amp;", "$x {$y} <b>&amp;",
      "$x {$y} &lt;b&gt;&amp;amp;" },
    { "Ünï ☕ שלום", "Ünï ☕ שלום", "Ünï ☕ שלום", "Ünï ☕ שלום" },
    { "\\", "\\\\", "\\\\", "\\" },
    { "]]>?>*/", "]]>?>*/", "]]>?>*/", "]]&gt;?&gt;*/" },
    { "", "", "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *js = dermaga_escape_js (cases[i].text);
      g_autofree char *php = dermaga_escape_php (cases[i].text);
      g_autofree char *xml = dermaga_escape_xml (cases[i].text);

      g_assert_cmpstr (js, ==, cases[i].js);
      g_assert_cmpstr (php, ==, cases[i].php);
      g_assert_cmpstr (xml, ==, cases[i].xml);
    }
}

static char *
comment (DermagaCommentStyle style, const char *text)
{
  GString *out = g_string_new (NULL);

  dermaga_append_comment (out, style, text);
  return g_string_free (out, FALSE);
}

static void
test_comments (void)
{
  static const char *const texts[] = {
    "--", "---", "-----", "a-- b--", "x -->", "-", "*/", "**/ */*/", "?>", "a\nb\r\nc", "—",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (int style = DERMAGA_COMMENT_LINE; style <= DERMAGA_COMMENT_XML; style++)
      {
        g_autofree char *line = comment (style, texts[i]);

        g_assert_true (strchr (line, '\n') == line + strlen (line) - 1);
        g_assert_null (strchr (line, '\r'));
        if (style == DERMAGA_COMMENT_XML)
          g_assert_null (strstr (line, "--"));
        if (style == DERMAGA_COMMENT_STAR)
          {
            g_assert_null (strstr (line, "*/"));
            g_assert_null (strstr (line, "?>"));
          }
        if (style == DERMAGA_COMMENT_LINE)
          g_assert_true (g_str_has_prefix (line, "// "));
      }
}

static void
test_ordinary_comment_is_kept (void)
{
  g_autofree char *xml = comment (DERMAGA_COMMENT_XML, "An e-mail account.");
  g_autofree char *star = comment (DERMAGA_COMMENT_STAR, "Berkas * ini / itu.");

  g_assert_cmpstr (xml, ==, "  An e-mail account.\n");
  g_assert_cmpstr (star, ==, " * Berkas * ini / itu.\n");
}

static void
test_crc (void)
{
  /* The check value that every catalogue of CRCs gives for this one. */
  g_assert_cmphex (dermaga_crc32 ((const guint8 *) "123456789", 9), ==, 0xcbf43926);
  g_assert_cmphex (dermaga_crc32 ((const guint8 *) "", 0), ==, 0);
}

/* Python's zipfile reads the directory, the CRC and the content; a wrong one makes it fail. */
static void
test_zip_is_read_by_others (void)
{
  g_autofree char *contents = g_strnfill (100000, 'x');
  g_autoptr (GBytes) zip = NULL;
  g_autofree char *path = NULL;
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  const char *argv[] = {
    "python3", "-c",
    "import sys, zipfile\n"
    "z = zipfile.ZipFile(sys.argv[1])\n"
    "i, = z.infolist()\n"
    "assert z.testzip() is None and z.read(i) == b'x' * 99999 + b'!'\n"
    "print(i.filename, i.compress_type, i.date_time[0], oct(i.external_attr >> 16))\n",
    NULL, NULL,
  };
  int fd = g_file_open_tmp ("dermaga-XXXXXX.zip", &path, &error);
  int status = -1;

  g_assert_no_error (error);
  g_assert_true (g_close (fd, NULL));
  contents[99999] = '!';
  zip = dermaga_zip_single ("prefs.js", contents, 100000);
  g_file_set_contents (path, g_bytes_get_data (zip, NULL), g_bytes_get_size (zip), &error);
  g_assert_no_error (error);
  argv[3] = path;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpstr (output, ==, "prefs.js 0 1980 0o100600\n");
  g_assert_cmpint (g_remove (path), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/escape/values", test_values);
  g_test_add_func ("/export/escape/comments", test_comments);
  g_test_add_func ("/export/escape/ordinary-comment", test_ordinary_comment_is_kept);
  g_test_add_func ("/export/zip/crc", test_crc);
  g_test_add_func ("/export/zip/read-by-others", test_zip_is_read_by_others);
  return g_test_run ();
}
