#include "config.h"

#include "dns-server.h"

#include <string.h>

#define TYPE_A 1
#define TYPE_CNAME 5
#define TYPE_MX 15
#define TYPE_TXT 16
#define TYPE_AAAA 28
#define TYPE_SRV 33
#define UDP_LIMIT 1232u

typedef struct {
  char *name;
  guint16 type;
  GByteArray *data;
} Record;

struct _DnsServer {
  GSocket *udp;
  GSource *udp_source;
  GSocketService *tcp;
  char *address;
  GPtrArray *records;
  GHashTable *manners;
  gboolean silent;
  GHashTable *counts;
  guint n_tcp;
};

static void
record_free (gpointer data)
{
  Record *record = data;

  g_free (record->name);
  g_byte_array_unref (record->data);
  g_free (record);
}

static void
put_u16 (GByteArray *out, guint value)
{
  guint8 bytes[2] = { (guint8) (value >> 8), (guint8) value };

  g_byte_array_append (out, bytes, 2);
}

static void
put_name (GByteArray *out, const char *name)
{
  g_auto (GStrv) labels = g_strsplit (name, ".", -1);

  for (guint i = 0; labels[i] != NULL; i++)
    if (labels[i][0] != '\0')
      {
        guint8 length = (guint8) strlen (labels[i]);

        g_byte_array_append (out, &length, 1);
        g_byte_array_append (out, (const guint8 *) labels[i], length);
      }
  g_byte_array_append (out, (const guint8 *) "", 1);
}

static GByteArray *
add_record (DnsServer *self, const char *name, guint16 type)
{
  Record *record = g_new0 (Record, 1);

  record->name = g_strdup (name);
  record->type = type;
  record->data = g_byte_array_new ();
  g_ptr_array_add (self->records, record);
  return record->data;
}

void
dns_server_add_address (DnsServer *self, const char *name, const char *address)
{
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (address);
  gboolean v4 = g_inet_address_get_family (inet) == G_SOCKET_FAMILY_IPV4;

  g_byte_array_append (add_record (self, name, v4 ? TYPE_A : TYPE_AAAA),
                       g_inet_address_to_bytes (inet),
                       (guint) g_inet_address_get_native_size (inet));
}

void
dns_server_add_cname (DnsServer *self, const char *name, const char *target)
{
  put_name (add_record (self, name, TYPE_CNAME), target);
}

void
dns_server_add_mx (DnsServer *self, const char *name, guint priority, const char *target)
{
  GByteArray *data = add_record (self, name, TYPE_MX);

  put_u16 (data, priority);
  put_name (data, target);
}

void
dns_server_add_srv (DnsServer *self, const char *name, guint priority, guint weight, guint port,
                    const char *target)
{
  GByteArray *data = add_record (self, name, TYPE_SRV);

  put_u16 (data, priority);
  put_u16 (data, weight);
  put_u16 (data, port);
  put_name (data, target);
}

void
dns_server_add_txt (DnsServer *self, const char *name, const char *text)
{
  GByteArray *data = add_record (self, name, TYPE_TXT);

  do
    {
      guint8 length = (guint8) MIN (strlen (text), 255);

      g_byte_array_append (data, &length, 1);
      g_byte_array_append (data, (const guint8 *) text, length);
      text += length;
    }
  while (*text != '\0');
}

/* Reads a question without compression; returns the offset behind it, 0 if it is none. */
static gsize
read_question (const guint8 *bytes, gsize length, GString *name, guint16 *type)
{
  gsize at = 12;

  while (at < length && bytes[at] != 0 && at + bytes[at] + 1u < length)
    {
      if (name->len > 0)
        g_string_append_c (name, '.');
      g_string_append_len (name, (const char *) bytes + at + 1, bytes[at]);
      at += bytes[at] + 1u;
    }
  if (at + 5 > length)
    return 0;
  *type = (guint16) (bytes[at + 1] << 8 | bytes[at + 2]);
  return at + 5;
}

static char *
name_from_wire (const GByteArray *data)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint at = 0; data->data[at] != 0; at += data->data[at] + 1u)
    {
      if (name->len > 0)
        g_string_append_c (name, '.');
      g_string_append_len (name, (const char *) data->data + at + 1, data->data[at]);
    }
  return g_string_free (g_steal_pointer (&name), FALSE);
}

static void
put_record (GByteArray *out, const char *owner, const Record *record, guint *n_answers)
{
  put_name (out, owner);
  put_u16 (out, record->type);
  put_u16 (out, 1);
  put_u16 (out, 0);
  put_u16 (out, 60);
  put_u16 (out, record->data->len);
  g_byte_array_append (out, record->data->data, record->data->len);
  (*n_answers)++;
}

/* Puts what the zone holds for @name, following CNAMEs. Returns the rcode. */
static guint8
put_answers (DnsServer *self, GByteArray *out, const char *name, guint16 type, guint hops,
             guint *n_answers)
{
  guint8 rcode = 3;

  for (guint i = 0; i < self->records->len; i++)
    {
      const Record *record = g_ptr_array_index (self->records, i);

      if (g_ascii_strcasecmp (record->name, name) != 0)
        continue;
      rcode = 0;
      if (record->type == type)
        put_record (out, name, record, n_answers);
      else if (record->type == TYPE_CNAME && hops > 0)
        {
          g_autofree char *target = name_from_wire (record->data);

          put_record (out, name, record, n_answers);
          return put_answers (self, out, target, type, hops - 1, n_answers);
        }
    }
  return rcode;
}

static GByteArray *
make_reply (DnsServer *self, const guint8 *question, gsize end, const char *name, guint16 type)
{
  GByteArray *reply = g_byte_array_new ();
  guint n_answers = 0;
  guint8 rcode;

  g_byte_array_append (reply, question, (guint) end);
  rcode = put_answers (self, reply, name, type, 20, &n_answers);
  reply->data[2] = 0x81;
  reply->data[3] = 0x80 | rcode;
  reply->data[6] = (guint8) (n_answers >> 8);
  reply->data[7] = (guint8) n_answers;
  memset (reply->data + 8, 0, 4);
  return reply;
}

static void
truncate_reply (GByteArray *reply, gsize end)
{
  g_byte_array_set_size (reply, (guint) end);
  reply->data[2] |= 0x02;
  memset (reply->data + 6, 0, 2);
}

static void
send_udp (DnsServer *self, GSocketAddress *to, const guint8 *bytes, gsize length)
{
  g_socket_send_to (self->udp, to, (const char *) bytes, length, NULL, NULL);
}

/* Sends what stands before the true reply, and spoils that. Returns FALSE for none. */
static gboolean
misbehave (DnsServer *self, DnsManner manner, GSocketAddress *to, GByteArray *reply, gsize end,
           guint count, guint16 type)
{
  g_autoptr (GByteArray) forged = g_byte_array_new ();

  g_byte_array_append (forged, reply->data, reply->len);
  switch (manner)
    {
    case DNS_NORMAL:
      break;
    case DNS_SILENT:
      return FALSE;
    case DNS_LOSE_FIRST:
      return count > 1;
    case DNS_MUTE_AAAA:
      return type != TYPE_AAAA;
    case DNS_SERVFAIL:
    case DNS_REFUSED:
      truncate_reply (reply, end);
      reply->data[2] = 0x81;
      reply->data[3] = manner == DNS_SERVFAIL ? 0x82 : 0x85;
      break;
    case DNS_TRUNCATED:
      truncate_reply (reply, end);
      break;
    case DNS_GARBAGE:
      send_udp (self, to, (const guint8 *) "\x00\xff garbage that is no reply", 27);
      send_udp (self, to, (const guint8 *) "x", 1);
      return FALSE;
    case DNS_WRONG_ID:
      forged->data[0] ^= 0xff;
      forged->data[forged->len - 1] ^= 0xff;
      send_udp (self, to, forged->data, forged->len);
      break;
    case DNS_WRONG_NAME:
      forged->data[13] ^= 0x01;
      forged->data[forged->len - 1] ^= 0xff;
      send_udp (self, to, forged->data, forged->len);
      break;
    case DNS_BROKEN:
      g_byte_array_set_size (reply, reply->len - 3);
      break;
    }
  return TRUE;
}

static gboolean
udp_cb (GSocket *socket, GIOCondition condition, gpointer data)
{
  DnsServer *self = data;
  g_autoptr (GSocketAddress) from = NULL;
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (GByteArray) reply = NULL;
  guint8 question[2048];
  gssize length = g_socket_receive_from (socket, &from, (char *) question, sizeof question, NULL,
                                         NULL);
  guint16 type;
  gsize end;
  guint count;
  DnsManner manner;

  end = length > 12 ? read_question (question, (gsize) length, name, &type) : 0;
  if (end == 0)
    return G_SOURCE_CONTINUE;
  count = dns_server_count (self, name->str) + 1;
  g_hash_table_insert (self->counts, g_ascii_strdown (name->str, -1), GUINT_TO_POINTER (count));
  manner = GPOINTER_TO_UINT (g_hash_table_lookup (self->manners, name->str));
  if (self->silent)
    manner = DNS_SILENT;
  reply = make_reply (self, question, end, name->str, type);
  if (reply->len > UDP_LIMIT)
    truncate_reply (reply, end);
  if (misbehave (self, manner, from, reply, end, count, type))
    send_udp (self, from, reply->data, reply->len);
  return G_SOURCE_CONTINUE;
}

typedef struct {
  DnsServer *server;
  GSocketConnection *connection;
  guint8 question[2048];
} TcpClient;

/* A question over TCP is so short that it comes in one piece, and the reply fits the buffers. */
static void
tcp_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree TcpClient *client = data;
  g_autoptr (GSocketConnection) connection = client->connection;
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (GByteArray) reply = NULL;
  g_autoptr (GByteArray) framed = g_byte_array_new ();
  gssize length = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);
  guint16 type;
  gsize end = 0;

  if (length > 14)
    end = read_question (client->question + 2, (gsize) length - 2, name, &type);
  if (end == 0)
    return;
  client->server->n_tcp++;
  reply = make_reply (client->server, client->question + 2, end, name->str, type);
  put_u16 (framed, reply->len);
  g_byte_array_append (framed, reply->data, reply->len);
  g_output_stream_write_all (output, framed->data, framed->len, NULL, NULL, NULL);
}

static gboolean
tcp_cb (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  TcpClient *client = g_new0 (TcpClient, 1);

  client->server = data;
  client->connection = g_object_ref (connection);
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                             client->question, sizeof client->question, G_PRIORITY_DEFAULT, NULL,
                             tcp_read_cb, client);
  return TRUE;
}

DnsServer *
dns_server_new (void)
{
  DnsServer *self = g_new0 (DnsServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) tcp_address = NULL;
  g_autoptr (GSocketAddress) udp_address = NULL;
  GError *error = NULL;
  guint16 port;

  self->records = g_ptr_array_new_with_free_func (record_free);
  self->manners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  self->tcp = g_socket_service_new ();
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->tcp), any, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &tcp_address, &error);
  g_assert_no_error (error);
  g_signal_connect (self->tcp, "incoming", G_CALLBACK (tcp_cb), self);

  port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (tcp_address));
  udp_address = g_inet_socket_address_new (loopback, port);
  self->udp = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP,
                            &error);
  g_assert_no_error (error);
  g_socket_bind (self->udp, udp_address, TRUE, &error);
  g_assert_no_error (error);
  self->udp_source = g_socket_create_source (self->udp, G_IO_IN, NULL);
  g_source_set_callback (self->udp_source, G_SOURCE_FUNC (udp_cb), self, NULL);
  g_source_attach (self->udp_source, NULL);
  self->address = g_strdup_printf ("127.0.0.1:%u", port);
  return self;
}

void
dns_server_free (DnsServer *self)
{
  g_source_destroy (self->udp_source);
  g_source_unref (self->udp_source);
  g_object_unref (self->udp);
  g_signal_handlers_disconnect_by_data (self->tcp, self);
  g_socket_service_stop (self->tcp);
  g_socket_listener_close (G_SOCKET_LISTENER (self->tcp));
  g_object_unref (self->tcp);
  g_ptr_array_unref (self->records);
  g_hash_table_unref (self->manners);
  g_hash_table_unref (self->counts);
  g_free (self->address);
  g_free (self);
}

const char *
dns_server_get_address (DnsServer *self)
{
  return self->address;
}

void
dns_server_set_silent (DnsServer *self)
{
  self->silent = TRUE;
}

void
dns_server_set_manner (DnsServer *self, const char *name, DnsManner manner)
{
  g_hash_table_insert (self->manners, g_strdup (name), GUINT_TO_POINTER (manner));
}

guint
dns_server_count (DnsServer *self, const char *name)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, name));
}

guint
dns_server_count_tcp (DnsServer *self)
{
  return self->n_tcp;
}
