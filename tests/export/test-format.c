#include "config.h"

#include <string.h>

#include "export/dermaga-format.h"
#include "read-back.h"

static void
test_list (void)
{
  static const char *const ids[] = { "thunderbird-zip", "thunderbird-xml", "wordpress-plugin",
                                     "wp-mail-smtp" };
  guint n_formats = 0;
  const DermagaFormat *const *formats = dermaga_formats (&n_formats);

  g_assert_cmpuint (n_formats, ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < n_formats; i++)
    {
      g_assert_cmpstr (formats[i]->id, ==, ids[i]);
      g_assert_true (dermaga_format_find (ids[i]) == formats[i]);
      g_assert_cmpstr (formats[i]->title, !=, "");
      g_assert_cmpstr (formats[i]->summary, !=, "");
      g_assert_nonnull (strchr (formats[i]->media_type, '/'));
    }
  g_assert_null (dermaga_format_find ("outlook"));
  g_assert_null (dermaga_format_find (NULL));
}

static void
assert_refused (const DermagaFormat *format, const DermagaSettings *settings, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) preview_error = NULL;

  g_assert_null (dermaga_format_render (format, settings, &error));
  g_assert_error (error, DERMAGA_SETTINGS_ERROR, code);
  g_assert_null (dermaga_format_preview (format, settings, &preview_error));
  g_assert_error (preview_error, DERMAGA_SETTINGS_ERROR, code);
}

static char *
preview (const DermagaFormat *format, const DermagaSettings *settings)
{
  g_autoptr (GError) error = NULL;
  char *text = dermaga_format_preview (format, settings, &error);

  g_assert_no_error (error);
  return text;
}

static void
test_same_every_time (void)
{
  g_autoptr (DermagaSettings) settings = sample_settings ();
  guint n_formats = 0;
  const DermagaFormat *const *formats = dermaga_formats (&n_formats);

  for (guint i = 0; i < n_formats; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) one = dermaga_format_render (formats[i], settings, &error);
      g_autoptr (GBytes) two = dermaga_format_render (formats[i], settings, NULL);
      g_autofree char *text = preview (formats[i], settings);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (one, two));
      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_false (g_str_has_prefix (text, "\xef\xbb\xbf"));
      g_assert_true (g_str_has_suffix (text, "\n"));
      /* The zip stores its one file as it is, so the preview must be found in it as well. */
      g_assert_nonnull (memmem (g_bytes_get_data (one, NULL), g_bytes_get_size (one), text,
                                strlen (text)));
    }
}

static void
test_file_names_and_steps (void)
{
  g_autoptr (DermagaSettings) settings = sample_settings ();
  static const char *const names[] = { "thunderbird-contoh.example.zip", "config-v1.1.xml",
                                       "dermaga-smtp.php", "wp-mail-smtp-contoh.example.txt" };
  guint n_formats = 0;
  const DermagaFormat *const *formats = dermaga_formats (&n_formats);

  for (guint i = 0; i < n_formats; i++)
    {
      g_autofree char *name = formats[i]->file_name (settings);
      g_autofree char *steps = formats[i]->next_steps (settings);
      g_auto (GStrv) lines = g_strsplit (steps, "\n", -1);

      g_assert_cmpstr (name, ==, names[i]);
      g_assert_cmpuint (g_strv_length (lines), >=, 4);
      for (guint j = 0; lines[j] != NULL; j++)
        g_assert_cmpstr (lines[j], !=, "");
    }
}

static void
test_missing_server (void)
{
  guint n_formats = 0;
  const DermagaFormat *const *formats = dermaga_formats (&n_formats);

  for (guint i = 0; i < n_formats; i++)
    {
      g_autoptr (DermagaSettings) no_in = sample_settings ();
      g_autoptr (DermagaSettings) no_out = sample_settings ();
      g_autoptr (GBytes) bytes = NULL;

      g_clear_pointer (&no_in->incoming, dermaga_server_free);
      g_clear_pointer (&no_out->outgoing, dermaga_server_free);
      assert_refused (formats[i], no_out, DERMAGA_SETTINGS_ERROR_MISSING);
      if (formats[i]->needs_incoming)
        assert_refused (formats[i], no_in, DERMAGA_SETTINGS_ERROR_MISSING);
      else
        {
          bytes = dermaga_format_render (formats[i], no_in, NULL);
          g_assert_nonnull (bytes);
        }
    }
}

static void
test_insecure_only_when_accepted (void)
{
  guint n_formats = 0;
  const DermagaFormat *const *formats = dermaga_formats (&n_formats);

  for (guint i = 0; i < n_formats; i++)
    {
      g_autoptr (DermagaSettings) settings = sample_settings ();
      g_autofree char *safe = preview (formats[i], settings);
      g_autofree char *insecure = NULL;

      settings->outgoing->security = DERMAGA_SECURITY_NONE;
      settings->outgoing->port = 25;
      assert_refused (formats[i], settings, DERMAGA_SETTINGS_ERROR_INSECURE);
      settings->accept_insecure = TRUE;
      insecure = preview (formats[i], settings);
      g_assert_nonnull (strstr (insecure, "Warning: these settings send the password"));
      g_assert_null (strstr (safe, "Warning"));
    }
}

typedef struct {
  const char *email, *name, *host, *user_name;
  guint16 port;
  int code;
} BadValue;

static void
test_bad_values (void)
{
  static const BadValue values[] = {
    { "", "n", "h.example", "u", 25, DERMAGA_SETTINGS_ERROR_EMAIL },
    { "a@b.example\n", "n", "h.example", "u", 25, DERMAGA_SETTINGS_ERROR_EMAIL },
    { "a@b@c.example", "n", "h.example", "u", 25, DERMAGA_SETTINGS_ERROR_EMAIL },
    { "a@../x", "n", "h.example", "u", 25, DERMAGA_SETTINGS_ERROR_EMAIL },
    { "a@b.example", "line\nbreak", "h.example", "u", 25, DERMAGA_SETTINGS_ERROR_NAME },
    { "a@b.example", "\xe2\x80\xaegnp.exe", "h.example", "u", 25, DERMAGA_SETTINGS_ERROR_NAME },
    { "a@b.example", "bad \xff utf-8", "h.example", "u", 25, DERMAGA_SETTINGS_ERROR_NAME },
    { "a@b.example", "n", "h.example;evil.example", "u", 25, DERMAGA_SETTINGS_ERROR_HOST },
    { "a@b.example", "n", "ssl://h.example", "u", 25, DERMAGA_SETTINGS_ERROR_HOST },
    { "a@b.example", "n", "h_x.example", "u", 25, DERMAGA_SETTINGS_ERROR_HOST },
    { "a@b.example", "n", "::1", "u", 25, DERMAGA_SETTINGS_ERROR_HOST },
    { "a@b.example", "n", "h'.example", "u", 25, DERMAGA_SETTINGS_ERROR_HOST },
    { "a@b.example", "n", "höst.example", "u", 25, DERMAGA_SETTINGS_ERROR_HOST },
    { "a@b.example", "n", "", "u", 25, DERMAGA_SETTINGS_ERROR_HOST },
    { "a@b.example", "n", "h.example", "", 25, DERMAGA_SETTINGS_ERROR_USER_NAME },
    { "a@b.example", "n", "h.example", "u\r\nx", 25, DERMAGA_SETTINGS_ERROR_USER_NAME },
    { "a@b.example", "n", "h.example", "u\xe2\x80\xa8x", 25, DERMAGA_SETTINGS_ERROR_USER_NAME },
    { "a@b.example", "n", "h.example", "u", 0, DERMAGA_SETTINGS_ERROR_PORT },
  };
  guint n_formats = 0;
  const DermagaFormat *const *formats = dermaga_formats (&n_formats);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    for (guint j = 0; j < n_formats; j++)
      {
        const BadValue *bad = &values[i];
        g_autoptr (DermagaSettings) settings = dermaga_settings_new (bad->email, bad->name);

        settings->incoming = dermaga_server_new (DERMAGA_PROTOCOL_IMAP, "imap.contoh.example", 993,
                                                 DERMAGA_SECURITY_TLS, "u");
        settings->outgoing = dermaga_server_new (DERMAGA_PROTOCOL_SMTP, bad->host, bad->port,
                                                 DERMAGA_SECURITY_TLS, bad->user_name);
        assert_refused (formats[j], settings, bad->code);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/format/list", test_list);
  g_test_add_func ("/export/format/same-every-time", test_same_every_time);
  g_test_add_func ("/export/format/names-and-steps", test_file_names_and_steps);
  g_test_add_func ("/export/format/missing-server", test_missing_server);
  g_test_add_func ("/export/format/insecure", test_insecure_only_when_accepted);
  g_test_add_func ("/export/format/bad-values", test_bad_values);
  return g_test_run ();
}
