#include "tls-pair.h"

#include <glib/gstdio.h>
#include <openssl/pem.h>
#include <string.h>

typedef struct {
  char *directory;
  char *path;
  DermagaAuthority *authority;
  DermagaIssued *issued;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->directory = g_dir_make_tmp ("dermaga-trust-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->directory, "roots.pem", NULL);
  fixture->authority = dermaga_authority_new ("Test root");
  fixture->issued = dermaga_authority_issue_for (fixture->authority, HOST);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->directory, name, NULL);

      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  g_free (fixture->directory);
  g_free (fixture->path);
  dermaga_issued_free (fixture->issued);
  dermaga_authority_free (fixture->authority);
}

static void
write_file (const char *path, const char *text)
{
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* Whether a new probe context believes the fixture's server. */
static gboolean
believes (Fixture *fixture, const char *ca_file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaTlsContext) context = dermaga_tls_context_new_probe (ca_file, &error);
  g_autoptr (DermagaTlsEngine) client = NULL;

  g_assert_no_error (error);
  client = pair_client (context, fixture->issued->chain, fixture->issued->key, HOST, CHUNKS_WHOLE);
  g_assert_true (dermaga_tls_engine_get_facts (client)->complete);
  return dermaga_tls_facts_verified (dermaga_tls_engine_get_facts (client));
}

static void
test_ca_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DermagaAuthority) other = dermaga_authority_new ("Another root");
  g_autofree char *both = g_strconcat (dermaga_authority_get_pem (other), "\nA remark.\n",
                                       dermaga_authority_get_pem (fixture->authority), NULL);

  g_assert_false (believes (fixture, NULL));
  write_file (fixture->path, dermaga_authority_get_pem (other));
  g_assert_false (believes (fixture, fixture->path));
  write_file (fixture->path, both);
  g_assert_true (believes (fixture, fixture->path));
  /* Trust of one context is no trust of the next. */
  g_assert_false (believes (fixture, NULL));
}

static void
refuse_ca_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaTlsContext) context = dermaga_tls_context_new_probe (path, &error);

  g_assert_error (error, DERMAGA_TLS_ERROR, DERMAGA_TLS_ERROR_CA_FILE);
  g_assert_null (context);
}

static void
test_bad_ca_file (Fixture *fixture, gconstpointer data)
{
  const char *pem = dermaga_authority_get_pem (fixture->authority);
  g_autofree char *half = g_strndup (pem, strlen (pem) / 2);
  g_autofree char *good_and_half = g_strconcat (pem, half, NULL);
  g_autofree char *damaged = g_strdup (pem);

  refuse_ca_file (fixture->path);
  refuse_ca_file (fixture->directory);
  refuse_ca_file ("/dev/zero");
  write_file (fixture->path, "");
  refuse_ca_file (fixture->path);
  write_file (fixture->path, "no certificate\n");
  refuse_ca_file (fixture->path);
  write_file (fixture->path, fixture->issued->key);
  refuse_ca_file (fixture->path);
  write_file (fixture->path, half);
  refuse_ca_file (fixture->path);
  write_file (fixture->path, good_and_half);
  refuse_ca_file (fixture->path);
  memset (damaged + 100, 'A', 60);
  write_file (fixture->path, damaged);
  refuse_ca_file (fixture->path);
}

static void
test_environment_file (Fixture *fixture, gconstpointer data)
{
  write_file (fixture->path, dermaga_authority_get_pem (fixture->authority));
  g_setenv ("SSL_CERT_FILE", fixture->path, TRUE);
  g_assert_true (believes (fixture, NULL));
  g_unsetenv ("SSL_CERT_FILE");
  g_assert_false (believes (fixture, NULL));
}

static void
test_environment_directory (Fixture *fixture, gconstpointer data)
{
  const char *pem = dermaga_authority_get_pem (fixture->authority);
  BIO *bio = BIO_new_mem_buf (pem, -1);
  X509 *root = PEM_read_bio_X509 (bio, NULL, NULL, NULL);
  gulong hash = X509_NAME_hash_ex (X509_get_subject_name (root), NULL, NULL, NULL);
  g_autofree char *name = g_strdup_printf ("%08lx.0", hash);
  g_autofree char *path = g_build_filename (fixture->directory, name, NULL);

  X509_free (root);
  BIO_free (bio);
  write_file (path, pem);
  g_setenv ("SSL_CERT_DIR", fixture->directory, TRUE);
  g_assert_true (believes (fixture, NULL));
  g_unsetenv ("SSL_CERT_DIR");
  g_assert_false (believes (fixture, NULL));
}

static void
refuse_server (const char *chain, const char *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaTlsContext) context = dermaga_tls_context_new_server (chain, key, &error);

  g_assert_error (error, DERMAGA_TLS_ERROR, DERMAGA_TLS_ERROR_CERTIFICATE);
  g_assert_null (context);
}

static void
test_bad_server (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DermagaIssued) other = dermaga_authority_issue_for (fixture->authority, HOST);

  refuse_server ("", fixture->issued->key);
  refuse_server ("nothing", fixture->issued->key);
  refuse_server (fixture->issued->chain, "");
  refuse_server (fixture->issued->chain, other->key);
  refuse_server (fixture->issued->key, fixture->issued->key);
}

static void
test_references (Fixture *fixture, gconstpointer data)
{
  DermagaTlsContext *context = pair_probe (fixture->authority);
  g_autoptr (DermagaTlsEngine) client = dermaga_tls_engine_new_client (context, HOST);
  g_autoptr (DermagaTlsContext) server_context
    = pair_server (fixture->issued->chain, fixture->issued->key);
  g_autoptr (DermagaTlsEngine) server = dermaga_tls_engine_new_server (server_context);

  g_assert_true (dermaga_tls_context_ref (context) == context);
  dermaga_tls_context_unref (context);
  dermaga_tls_context_unref (context);
  /* An engine lives on without its context. */
  pair_run (client, server, CHUNKS_WHOLE, G_MAXSIZE);
  g_assert_true (dermaga_tls_facts_verified (dermaga_tls_engine_get_facts (client)));
}

/* (transfer full) (element-type GBytes): the certificates of @pem in DER. */
static GPtrArray *
read_pem (const char *pem)
{
  GPtrArray *chain = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_auto (GStrv) parts = g_strsplit (pem, "-----BEGIN CERTIFICATE-----", -1);

  for (guint i = 1; parts[i] != NULL; i++)
    {
      gsize length;
      guchar *der;

      *strstr (parts[i], "-----END") = '\0';
      der = g_base64_decode (parts[i], &length);
      g_ptr_array_add (chain, g_bytes_new_take (der, length));
    }
  return chain;
}

static gboolean
trusts (DermagaTlsContext *context, DermagaAuthority *authority,
        const DermagaAuthorityOrder *order)
{
  g_autoptr (DermagaIssued) issued = dermaga_authority_issue (authority, order);
  g_autoptr (GPtrArray) chain = read_pem (issued->chain);

  return dermaga_tls_context_trusts (context, chain, HOST);
}

/* Chains that somebody else received. */
static void
test_trusts (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { HOST, NULL };
  static const char *const wild[] = { "*.example.test", NULL };
  static const char *const partial[] = { "m*.example.test", NULL };
  static const char *const other[] = { "imap.example.test", NULL };
  static const DermagaAuthorityOrder bad[] = {
    { .names = other },
    { .names = partial },
    { .common_name = HOST },
    { .names = names, .self_signed = TRUE },
    { .names = names, .client_only = TRUE },
    { .names = names, .sha1 = TRUE },
    { .names = names, .key = DERMAGA_AUTHORITY_KEY_RSA_512 },
    { .names = names, .not_before = -9 * DERMAGA_AUTHORITY_DAY,
      .not_after = -1 * DERMAGA_AUTHORITY_DAY },
    { .names = names, .not_before = 1 * DERMAGA_AUTHORITY_DAY },
  };
  DermagaAuthorityOrder good = { .names = names };
  g_autoptr (DermagaAuthority) stranger = dermaga_authority_new ("Test root");
  g_autoptr (DermagaTlsContext) context = pair_probe (fixture->authority);

  g_assert_true (trusts (context, fixture->authority, &good));
  good.names = wild;
  g_assert_true (trusts (context, fixture->authority, &good));
  g_assert_false (trusts (context, stranger, &good));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("certificate %u", i);
      g_assert_false (trusts (context, fixture->authority, &bad[i]));
    }
}

static void
test_trusts_no_rubbish (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DermagaTlsContext) context = pair_probe (fixture->authority);
  g_autoptr (GPtrArray) chain = read_pem (fixture->issued->chain);
  g_autoptr (GPtrArray) empty = g_ptr_array_new ();
  gsize length;
  const char *der = g_bytes_get_data (chain->pdata[0], &length);
  g_autofree char *longer = g_malloc0 (length + 1);

  g_assert_true (dermaga_tls_context_trusts (context, chain, HOST));
  g_assert_false (dermaga_tls_context_trusts (context, empty, HOST));
  memcpy (longer, der, length);
  for (gsize n = 0; n <= length + 1; n++)
    {
      g_autoptr (GPtrArray) cut
        = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

      g_ptr_array_add (cut, g_bytes_new (longer, n));
      g_assert_cmpint (dermaga_tls_context_trusts (context, cut, HOST), ==, n == length);
    }
}

/* What would be good at another date, and when; all else is good never. */
static void
test_judge (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { HOST, NULL };
  static const char *const other[] = { "imap.example.test", NULL };
  static const struct
  {
    DermagaAuthorityOrder order;
    gboolean trusted;
    gboolean in_its_time;
  } cases[] = {
    { { .names = names, .not_before = -9 * DERMAGA_AUTHORITY_DAY }, TRUE, TRUE },
    { { .names = names, .not_before = -9 * DERMAGA_AUTHORITY_DAY,
        .not_after = -1 * DERMAGA_AUTHORITY_DAY }, FALSE, TRUE },
    { { .names = names, .not_before = 1 * DERMAGA_AUTHORITY_DAY,
        .not_after = 2 * DERMAGA_AUTHORITY_DAY }, FALSE, TRUE },
    { { .names = other, .not_before = -9 * DERMAGA_AUTHORITY_DAY,
        .not_after = -1 * DERMAGA_AUTHORITY_DAY }, FALSE, FALSE },
    { { .names = names, .not_before = -9 * DERMAGA_AUTHORITY_DAY,
        .not_after = -1 * DERMAGA_AUTHORITY_DAY, .self_signed = TRUE }, FALSE, FALSE },
    { { .names = names, .not_before = -9 * DERMAGA_AUTHORITY_DAY,
        .not_after = -1 * DERMAGA_AUTHORITY_DAY, .sha1 = TRUE }, FALSE, FALSE },
  };
  g_autoptr (DermagaTlsContext) context = pair_probe (fixture->authority);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DermagaIssued) issued
        = dermaga_authority_issue (fixture->authority, &cases[i].order);
      g_autoptr (GPtrArray) chain = read_pem (issued->chain);
      DermagaTlsJudgement judgement = dermaga_tls_context_judge (context, chain, HOST);

      g_test_message ("certificate %u", i);
      g_assert_cmpint (judgement.trusted, ==, cases[i].trusted);
      g_assert_cmpint (judgement.in_its_time, ==, cases[i].in_its_time);
      if (judgement.in_its_time)
        g_assert_cmpint (ABS (judgement.not_before - now - cases[i].order.not_before), <=, 60);
      else
        g_assert_cmpint (judgement.not_before, ==, 0);
    }
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_unsetenv ("SSL_CERT_FILE");
  g_unsetenv ("SSL_CERT_DIR");
  add ("/context/ca-file", test_ca_file);
  add ("/context/bad-ca-file", test_bad_ca_file);
  add ("/context/environment-file", test_environment_file);
  add ("/context/environment-directory", test_environment_directory);
  add ("/context/bad-server", test_bad_server);
  add ("/context/references", test_references);
  add ("/context/trusts", test_trusts);
  add ("/context/trusts-no-rubbish", test_trusts_no_rubbish);
  add ("/context/judge", test_judge);
  return g_test_run ();
}
