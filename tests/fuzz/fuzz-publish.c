#include "config.h"

#include <string.h>

#include "../export/read-zone.h"
#include "discover/dermaga-autoconfig.h"
#include "export/dermaga-publication.h"
#include "fuzz.h"

/* Arbitrary settings: the input is cut at line feeds into the values, in this order: domain,
 * display name, digest text, closed services, and then, as long as there is more, for each server
 * one line of two characters for protocol and security, its port, host and user name. */

static const char *
next (char ***cursor)
{
  return **cursor != NULL ? *(*cursor)++ : "";
}

static void
take_server (DermagaProviderConfig *config, char ***cursor)
{
  const char *kind = next (cursor);
  DermagaProtocol protocol = (guchar) kind[0] % 3;
  DermagaSecurity security = kind[0] != '\0' ? (guchar) kind[1] % 3 : DERMAGA_SECURITY_NONE;
  guint16 port = (guint16) g_ascii_strtoull (next (cursor), NULL, 10);
  const char *host = next (cursor);
  const char *user_name = next (cursor);

  g_ptr_array_add (protocol == DERMAGA_PROTOCOL_SMTP ? config->outgoing : config->incoming,
                   dermaga_provider_server_new (protocol, host, port, security, user_name));
}

static void
assert_same (GPtrArray *written, GPtrArray *read)
{
  /* The reader takes no more than this of each direction. */
  g_assert_cmpuint (read->len, ==, MIN (written->len, 32));
  for (guint i = 0; i < read->len; i++)
    {
      const DermagaProviderServer *a = g_ptr_array_index (written, i);
      const DermagaProviderServer *b = g_ptr_array_index (read, i);

      g_assert_cmpint (a->protocol, ==, b->protocol);
      g_assert_cmpint (a->security, ==, b->security);
      g_assert_cmpuint (a->port, ==, b->port);
      g_assert_cmpint (g_ascii_strcasecmp (a->host, b->host), ==, 0); /* read in lower case */
      g_assert_cmpstr (a->user_name, ==, b->user_name);
    }
}

static void
check_xml (const DermagaPublication *publication, GBytes *xml)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaProviderConfig) read = NULL;

  if (g_bytes_get_size (xml) > DERMAGA_AUTOCONFIG_MAX_SIZE)
    return;
  read = dermaga_autoconfig_read (xml, &error);
  g_assert_no_error (error);
  assert_same (publication->config->incoming, read->incoming);
  assert_same (publication->config->outgoing, read->outgoing);
}

static void
check_zone (const DermagaPublication *publication, GBytes *bytes, const char *digest)
{
  g_autofree char *zone = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (GPtrArray) records = read_zone (zone);
  guint n_servers = publication->config->incoming->len + publication->config->outgoing->len;
  const ZoneRecord *last;

  g_assert_cmpuint (strlen (zone), ==, g_bytes_get_size (bytes));
  g_assert_nonnull (records);
  g_assert_cmpuint (records->len, >=, n_servers + 1);
  last = g_ptr_array_index (records, records->len - 1);
  g_assert_cmpstr (last->text, ==, digest);
}

/* Whatever may be written is read as it was meant; the rest is refused. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) values = g_strsplit (text, "\n", -1);
  char **cursor = values;
  g_autoptr (DermagaPublication) publication = g_new0 (DermagaPublication, 1);
  const char *digest, *closed;
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (GBytes) zone = NULL;
  g_autoptr (GBytes) pacc = NULL;

  publication->config = dermaga_provider_config_new ();
  publication->config->id = g_strdup (next (&cursor));
  publication->config->display_name = g_strdup (next (&cursor));
  digest = next (&cursor);
  closed = next (&cursor);
  for (guint i = 0; closed[i] != '\0' && i < 9; i++)
    publication->absent[i / 3][i % 3] = (closed[i] & 1) != 0;
  while (*cursor != NULL)
    take_server (publication->config, &cursor);

  xml = dermaga_publish_xml (publication, NULL);
  zone = dermaga_publish_zone (publication, digest, NULL);
  pacc = dermaga_publish_pacc (publication, NULL);
  if (xml != NULL)
    check_xml (publication, xml);
  if (zone != NULL)
    check_zone (publication, zone, digest);
  g_assert_true (pacc == NULL || xml != NULL || zone != NULL
                 || strlen (publication->config->id) > 200);
  return 0;
}
