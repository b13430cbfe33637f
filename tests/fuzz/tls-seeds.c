/* Writes examples for fuzz-tls-client into the folder it is given: flights of real servers, as far
 * as they are in clear (all of the certificate, in TLS 1.2), texts and alerts. */

#include "../tls/tls-pair.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *directory;

static void
write_seed (const char *name, const void *bytes, gsize length)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *seed = g_malloc (length + 1);
  g_autoptr (GError) error = NULL;

  seed[0] = '\xff'; /* the size of the pieces */
  memcpy (seed + 1, bytes, length);
  if (!g_file_set_contents (path, seed, length + 1, &error))
    g_error ("%s", error->message);
}

static void
write_flight (const char *name, DermagaAuthority *authority, const DermagaAuthorityOrder *order,
              int version)
{
  g_autoptr (DermagaIssued) issued = dermaga_authority_issue (authority, order);
  g_autoptr (RawServer) server = raw_server_new (issued, version, version);
  g_autoptr (DermagaTlsContext) probe = pair_probe (authority);
  g_autoptr (DermagaTlsEngine) client = dermaga_tls_engine_new_client (probe, HOST);
  g_autoptr (GBytes) flight = raw_server_answer (server, client);

  write_seed (name, g_bytes_get_data (flight, NULL), g_bytes_get_size (flight));
}

int
main (int argc, char **argv)
{
  static const char greeting[] = "220 mail.example.test ESMTP\r\n";
  static const guint8 alert[] = { 0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x28 };
  static const char *const names[] = { HOST, "*.example.test", "127.0.0.1", "::1", NULL };
  DermagaAuthorityOrder good = { .names = names, .common_name = HOST };
  DermagaAuthorityOrder own = { .names = names, .common_name = HOST, .self_signed = TRUE };
  DermagaAuthorityOrder bad = { .common_name = "Nama Lain", .not_after = -1,
                                .key = DERMAGA_AUTHORITY_KEY_RSA_1024, .client_only = TRUE };
  g_autoptr (DermagaAuthority) authority = dermaga_authority_new ("Fuzz root");

  if (argc != 2)
    return 2;
  directory = argv[1];
  g_mkdir_with_parents (directory, 0755);
  write_flight ("good", authority, &good, TLS1_2_VERSION);
  write_flight ("own", authority, &own, TLS1_2_VERSION);
  write_flight ("bad", authority, &bad, TLS1_2_VERSION);
  write_flight ("tls13", authority, &good, TLS1_3_VERSION);
  write_seed ("greeting", greeting, strlen (greeting));
  write_seed ("alert", alert, sizeof alert);
  return 0;
}
