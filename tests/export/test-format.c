#include "config.h"

#include <string.h>

#include "export/dermaga-format.h"
#include "read-back.h"

static void
assert_complete (const DermagaFormat *format)
{
  g_autofree char *proof = dermaga_format_dup_proof (format);

  g_test_message ("%s", format->id);
  g_assert_true (dermaga_format_find (format->id) == format);
  g_assert_cmpstr (format->title, !=, "");
  g_assert_cmpstr (format->summary, !=, "");
  g_assert_nonnull (format->program);
  g_assert_nonnull (strstr (proof, format->proof == DERMAGA_PROOF_DOCUMENTED
                                     ? format->program
                                     : format->proved_with));
  g_assert_nonnull (strchr (format->media_type, '/'));
  g_assert_true (format->text != NULL || (format->render != NULL && format->preview != NULL));
}

static void
test_list (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_formats = 0;
  const DermagaFormat *const *formats = dermaga_formats (&n_formats);

  for (guint i = 0; i < n_formats; i++)
    {
      assert_complete (formats[i]);
      g_assert_true (g_hash_table_add (ids, (gpointer) formats[i]->id));
      g_assert_true (i == 0 || formats[i - 1]->audience <= formats[i]->audience);
    }
  g_assert_cmpstr (formats[0]->id, ==, "thunderbird-zip");
  g_assert_null (dermaga_format_find ("no-such-format"));
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
      if (formats[i]->picture == NULL)
        g_assert_nonnull (memmem (g_bytes_get_data (one, NULL), g_bytes_get_size (one), text,
                                  strlen (text)));
    }
}

/* Code stands below the step that speaks of it, and no step is a line of nothing but blanks. */
static void
assert_steps (const DermagaFormat *format, const DermagaSettings *settings, char **lines)
{
  g_autoptr (GPtrArray) steps = dermaga_format_list_steps (format, settings);
  guint number = 0;

  g_assert_cmpuint (steps->len, ==, g_strv_length (lines));
  for (guint i = 0; i < steps->len; i++)
    {
      const DermagaFormatStep *step = g_ptr_array_index (steps, i);

      g_assert_cmpstr (step->text, ==, lines[i] + (lines[i][0] == '\t' ? 1 : 0));
      g_assert_false (g_ascii_isspace (step->text[0]) && step->number != 0);
      g_assert_cmpstr (step->text, !=, "");
      g_assert_null (strchr (step->text, '\t'));
      g_assert_true (step->number == 0 || step->number == ++number);
    }
  g_assert_cmpuint (((DermagaFormatStep *) steps->pdata[0])->number, ==, 1);
}

static void
test_file_names_and_steps (void)
{
  g_autoptr (DermagaSettings) settings = sample_settings ();
  guint n_formats = 0;
  const DermagaFormat *const *formats = dermaga_formats (&n_formats);

  for (guint i = 0; i < n_formats; i++)
    {
      g_autofree char *name = dermaga_format_file_name (formats[i], settings);
      g_autofree char *steps = dermaga_format_next_steps (formats[i], settings);
      g_auto (GStrv) lines = g_strsplit (steps, "\n", -1);

      g_test_message ("%s: %s", formats[i]->id, name);
      g_assert_cmpstr (name, !=, "");
      g_assert_true (g_str_is_ascii (name));
      g_assert_null (strpbrk (name, "/\\ \"'*?<>|:"));
      g_assert_cmpuint (g_strv_length (lines), >=, 2);
      for (guint j = 0; lines[j] != NULL; j++)
        g_assert_cmpstr (lines[j], !=, "");
      assert_steps (formats[i], settings, lines);
    }
}

/* Without the one server a format is refused if it needs it, and made otherwise. */
static void
check_without (const DermagaFormat *format, const DermagaSettings *settings, gboolean needed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_test_message ("%s", format->id);
  if (needed)
    {
      assert_refused (format, settings, DERMAGA_SETTINGS_ERROR_MISSING);
      return;
    }
  bytes = dermaga_format_render (format, settings, &error);
  g_assert_no_error (error);
  g_assert_nonnull (bytes);
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

      g_clear_pointer (&no_in->incoming, dermaga_server_free);
      g_clear_pointer (&no_out->outgoing, dermaga_server_free);
      g_assert_true (formats[i]->needs_incoming || formats[i]->needs_outgoing);
      check_without (formats[i], no_in, formats[i]->needs_incoming);
      check_without (formats[i], no_out, formats[i]->needs_outgoing);
    }
}

static void
make_insecure (const DermagaFormat *format, DermagaSettings *settings)
{
  DermagaServer *server = format->needs_outgoing ? settings->outgoing : settings->incoming;

  server->security = DERMAGA_SECURITY_NONE;
  server->port = format->needs_outgoing ? 25 : 143;
}

/* Some programs cannot be told to go without; then there is no file. */
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
      g_auto (GStrv) warnings = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", formats[i]->id);
      warnings = dermaga_format_warnings (formats[i], settings);
      g_assert_true ((strstr (safe, "Warning") != NULL) == (warnings[0] != NULL));
      make_insecure (formats[i], settings);
      assert_refused (formats[i], settings, DERMAGA_SETTINGS_ERROR_INSECURE);
      settings->accept_insecure = TRUE;
      insecure = dermaga_format_preview (formats[i], settings, &error);
      if (insecure == NULL)
        g_assert_error (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT);
      else
        g_assert_nonnull (strstr (insecure, "Warning: these settings send the password"));
    }
}

static char *
stub_text (const DermagaSettings *settings, GError **error)
{
  return g_strdup_printf ("%s %u\n", settings->outgoing->host, settings->outgoing->port);
}

static const DermagaFormat lax = {
  .id = "lax",
  .program = "Lax",
  .traits = DERMAGA_TRAIT_STARTTLS_NOT_DEMANDED,
  .needs_outgoing = TRUE,
  .text = stub_text,
};

/* A program that cannot insist on STARTTLS gets TLS from the start, or a warning. */
static void
test_fitted (void)
{
  g_autoptr (DermagaSettings) settings = sample_settings ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_auto (GStrv) warned = NULL;
  g_auto (GStrv) fine = NULL;

  settings->outgoing->port = 587;
  settings->outgoing->security = DERMAGA_SECURITY_STARTTLS;
  before = preview (&lax, settings);
  warned = dermaga_format_warnings (&lax, settings);
  g_assert_nonnull (strstr (before, " 587\n"));
  g_assert_cmpuint (g_strv_length (warned), ==, 1);
  g_assert_nonnull (strstr (warned[0], "Lax cannot be told to insist"));

  settings->outgoing_tls = dermaga_server_new (DERMAGA_PROTOCOL_SMTP, settings->outgoing->host, 465,
                                               DERMAGA_SECURITY_TLS,
                                               settings->outgoing->user_name);
  after = preview (&lax, settings);
  fine = dermaga_format_warnings (&lax, settings);
  g_assert_nonnull (strstr (after, " 465\n"));
  g_assert_cmpuint (g_strv_length (fine), ==, 0);

  settings->outgoing_tls->security = DERMAGA_SECURITY_NONE;
  assert_refused (&lax, settings, DERMAGA_SETTINGS_ERROR_FORMAT);
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
  g_test_add_func ("/export/format/fitted", test_fitted);
  g_test_add_func ("/export/format/bad-values", test_bad_values);
  return g_test_run ();
}
