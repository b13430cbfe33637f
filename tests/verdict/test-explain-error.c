#include "verdict-fixture.h"

#include <glib/gstdio.h>

#include "base/dermaga-file.h"
#include "base/dermaga-i18n.h"
#include "model/dermaga-json.h"
#include "model/dermaga-provider-config.h"
#include "tls/dermaga-tls-context.h"

static void
check_code (GQuark domain, int code)
{
  g_autoptr (GError) error = g_error_new_literal (domain, code, "raw words of the system");
  g_autofree char *english = NULL;
  g_autofree char *indonesian = NULL;

  dermaga_i18n_set_language ("en");
  english = dermaga_explain_error (error);
  dermaga_i18n_set_language ("id");
  indonesian = dermaga_explain_error (error);
  fixture_assert_text (english);
  fixture_assert_text (indonesian);
  g_assert_cmpstr (english, !=, indonesian);
  g_assert_null (g_strrstr (english, "raw words"));
}

static void
test_own_errors (void)
{
  for (int code = 0; code <= DERMAGA_TARGET_ERROR_IP_ADDRESS; code++)
    check_code (DERMAGA_TARGET_ERROR, code);
  for (int code = 0; code <= DERMAGA_SETTINGS_ERROR_FORMAT; code++)
    check_code (DERMAGA_SETTINGS_ERROR, code);
  for (int code = 0; code <= DERMAGA_JSON_ERROR_VALUE; code++)
    check_code (DERMAGA_JSON_ERROR, code);
  for (int code = 0; code <= DERMAGA_CONFIG_ERROR_NO_SERVER; code++)
    check_code (DERMAGA_CONFIG_ERROR, code);
  for (int code = 0; code <= DERMAGA_TLS_ERROR_INTERNAL; code++)
    check_code (DERMAGA_TLS_ERROR, code);
}

static void
test_file_errors (void)
{
  static const int file_codes[] = {
    G_FILE_ERROR_EXIST, G_FILE_ERROR_NOENT, G_FILE_ERROR_ACCES,  G_FILE_ERROR_PERM,
    G_FILE_ERROR_ROFS,  G_FILE_ERROR_NOSPC, G_FILE_ERROR_NOTDIR, G_FILE_ERROR_ISDIR,
    G_FILE_ERROR_NAMETOOLONG,
  };
  static const int io_codes[] = {
    G_IO_ERROR_EXISTS,    G_IO_ERROR_NOT_FOUND,    G_IO_ERROR_PERMISSION_DENIED,
    G_IO_ERROR_READ_ONLY, G_IO_ERROR_NO_SPACE,     G_IO_ERROR_NOT_DIRECTORY,
    G_IO_ERROR_CANCELLED, G_IO_ERROR_IS_DIRECTORY, G_IO_ERROR_FILENAME_TOO_LONG,
  };

  for (guint i = 0; i < G_N_ELEMENTS (file_codes); i++)
    check_code (G_FILE_ERROR, file_codes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (io_codes); i++)
    check_code (G_IO_ERROR, io_codes[i]);
}

/* A real failure of a real call: the words fit what happened. */
static void
test_existing_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) contents = g_bytes_new_static ("x", 1);
  g_autofree char *folder = g_dir_make_tmp ("dermaga-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "file", NULL);
  g_autofree char *sentence = NULL;

  dermaga_i18n_set_language ("en");
  g_assert_true (dermaga_file_save (path, contents, FALSE, NULL));
  g_assert_false (dermaga_file_save (path, contents, FALSE, &error));
  sentence = dermaga_explain_error (error);
  g_assert_cmpstr (sentence, ==, "A file of this name is already there. Nothing was changed.");
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_other_errors (void)
{
  g_autoptr (GError) error
    = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_BUSY, "device {message} busy\033[0m");
  g_autofree char *sentence = NULL;

  dermaga_i18n_set_language ("en");
  sentence = dermaga_explain_error (error);
  fixture_assert_contains (sentence, "The system says: “device {message} busy");
  g_assert_null (g_strrstr (sentence, "\033"));
}

static void
test_typed (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaTarget) target = dermaga_target_parse ("192.0.2.1", &error);
  g_autofree char *sentence = NULL;

  g_assert_null (target);
  dermaga_i18n_set_language ("en");
  sentence = dermaga_explain_error (error);
  fixture_assert_contains (sentence, "This is an IP address.");
}

int
main (int argc, char *argv[])
{
  dermaga_i18n_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verdict/error/own", test_own_errors);
  g_test_add_func ("/verdict/error/file", test_file_errors);
  g_test_add_func ("/verdict/error/existing-file", test_existing_file);
  g_test_add_func ("/verdict/error/other", test_other_errors);
  g_test_add_func ("/verdict/error/typed", test_typed);
  return g_test_run ();
}
