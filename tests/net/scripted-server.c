#include "tests/net/scripted-server.h"

#include "tls/dermaga-tls-engine.h"

#include <string.h>
#include <sys/socket.h>

struct _ScriptedServer
{
  GSocketService *service;
  GPtrArray *scripts; /* of char **, one a connection */
  guint16 port;
  guint n_connections;
  guint n_open;
  GString *received;
  GString *secret;
  DermagaTlsContext *context;
  GPtrArray *pieces;
  GPtrArray *players;
};

typedef struct
{
  ScriptedServer *server;
  GSocketConnection *connection;
  GSource *input;
  char **script;
  guint next;
  GString *line;
  DermagaTlsEngine *engine;
  gboolean secured;
} Player;

static void play (Player *player);

static void
player_free (gpointer data)
{
  Player *player = data;

  if (player->input != NULL)
    {
      g_source_destroy (player->input);
      g_source_unref (player->input);
    }
  g_object_unref (player->connection);
  g_clear_pointer (&player->engine, dermaga_tls_engine_free);
  g_string_free (player->line, TRUE);
  g_free (player);
}

static void
flush (Player *player)
{
  g_autoptr (GBytes) bytes = dermaga_tls_engine_take (player->engine);

  if (bytes != NULL)
    g_socket_send (g_socket_connection_get_socket (player->connection),
                   g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, NULL);
}

static void
send_text (Player *player, const char *text, gsize length)
{
  if (player->engine != NULL)
    {
      dermaga_tls_engine_write (player->engine, (const guint8 *) text, length);
      flush (player);
      return;
    }
  g_socket_send (g_socket_connection_get_socket (player->connection), text, length, NULL, NULL);
}

static void
hang_up (Player *player, gboolean reset)
{
  GSocket *socket = g_socket_connection_get_socket (player->connection);
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  if (reset)
    setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  g_source_destroy (player->input);
  g_socket_close (socket, NULL);
  player->server->n_open--;
}

/* Runs the script up to the next "C" that has not been answered. */
static void
play (Player *player)
{
  const char *step;

  while ((step = player->script[player->next]) != NULL && !g_str_has_prefix (step, "C "))
    {
      player->next++;
      if (g_str_has_prefix (step, "S "))
        {
          g_autofree char *text = g_strconcat (step + 2, "\r\n", NULL);

          send_text (player, text, strlen (text));
        }
      else if (g_str_has_prefix (step, "s "))
        {
          g_autofree char *text = g_strcompress (step + 2);

          send_text (player, text, strlen (text));
        }
      else if (g_str_equal (step, "TLS"))
        {
          player->engine = dermaga_tls_engine_new_server (player->server->context);
          return;
        }
      else if (g_str_equal (step, "CLOSE") || g_str_equal (step, "RESET"))
        {
          hang_up (player, g_str_equal (step, "RESET"));
          return;
        }
    }
}

static void
take_line (Player *player)
{
  const char *step = player->script[player->next];

  if (step != NULL && g_str_has_prefix (player->line->str, step + 2))
    {
      player->next++;
      play (player);
    }
  g_string_truncate (player->line, 0);
}

static void
take_text (Player *player, const char *text, gsize length)
{
  GSocket *socket = g_socket_connection_get_socket (player->connection);

  for (gsize i = 0; i < length && !g_socket_is_closed (socket); i++)
    {
      g_string_append_c (player->line, text[i]);
      if (text[i] == '\n')
        take_line (player);
    }
}

static void
take_tls (Player *player, const char *bytes, gsize length)
{
  DermagaTlsState state
    = dermaga_tls_engine_feed (player->engine, (const guint8 *) bytes, length);
  GBytes *plain;

  flush (player);
  if (state == DERMAGA_TLS_STATE_OPEN && !player->secured)
    {
      player->secured = TRUE;
      play (player);
    }
  while ((plain = dermaga_tls_engine_read (player->engine)) != NULL)
    {
      g_string_append_len (player->server->secret, g_bytes_get_data (plain, NULL),
                           (gssize) g_bytes_get_size (plain));
      take_text (player, g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
      g_bytes_unref (plain);
    }
}

static gboolean
input_cb (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  Player *player = user_data;
  char buffer[4096];
  gssize length = g_socket_receive (socket, buffer, sizeof buffer, NULL, NULL);

  if (length <= 0)
    {
      player->server->n_open--;
      return G_SOURCE_REMOVE;
    }
  g_string_append_len (player->server->received, buffer, length);
  g_ptr_array_add (player->server->pieces, g_strndup (buffer, length));
  if (player->engine != NULL)
    take_tls (player, buffer, (gsize) length);
  else
    take_text (player, buffer, (gsize) length);
  return G_SOURCE_CONTINUE;
}

static gboolean
incoming_cb (GSocketService *service, GSocketConnection *connection, GObject *source,
             gpointer user_data)
{
  ScriptedServer *self = user_data;
  GSocket *socket = g_socket_connection_get_socket (connection);
  Player *player = g_new0 (Player, 1);

  player->script = self->scripts->pdata[MIN (self->n_connections, self->scripts->len - 1)];
  self->n_connections++;
  self->n_open++;
  g_socket_set_blocking (socket, FALSE);
  player->server = self;
  player->connection = g_object_ref (connection);
  player->line = g_string_new (NULL);
  player->input = g_socket_create_source (socket, G_IO_IN, NULL);
  g_source_set_callback (player->input, G_SOURCE_FUNC (input_cb), player, NULL);
  g_source_attach (player->input, NULL);
  g_ptr_array_add (self->players, player);
  play (player);
  return TRUE;
}

static GPtrArray *
split_scripts (const char *text)
{
  GPtrArray *scripts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_auto (GStrv) parts = g_strsplit (text, "\nNEXT\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    g_ptr_array_add (scripts, g_strsplit (parts[i], "\n", -1));
  return scripts;
}

ScriptedServer *
scripted_server_new (const char *script)
{
  return scripted_server_new_at ("127.0.0.1", 0, script);
}

ScriptedServer *
scripted_server_new_at (const char *address_text, guint16 port, const char *script)
{
  ScriptedServer *self = g_new0 (ScriptedServer, 1);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string (address_text, port);
  g_autoptr (GSocketAddress) effective = NULL;

  self->scripts = split_scripts (script);
  self->pieces = g_ptr_array_new_with_free_func (g_free);
  self->received = g_string_new (NULL);
  self->secret = g_string_new (NULL);
  self->players = g_ptr_array_new_with_free_func (player_free);
  self->service = g_socket_service_new ();
  g_assert_true (g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address,
                                                G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                                &effective, NULL));
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  return self;
}

void
scripted_server_free (ScriptedServer *self)
{
  g_ptr_array_unref (self->players);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_object_unref (self->service);
  g_ptr_array_unref (self->scripts);
  g_ptr_array_unref (self->pieces);
  g_string_free (self->received, TRUE);
  g_string_free (self->secret, TRUE);
  g_clear_pointer (&self->context, dermaga_tls_context_unref);
  g_free (self);
}

void
scripted_server_set_tls (ScriptedServer *self, DermagaTlsContext *context)
{
  self->context = dermaga_tls_context_ref (context);
}

const char *
scripted_server_get_secret (ScriptedServer *self)
{
  return self->secret->str;
}

GBytes *
scripted_server_get_bytes (ScriptedServer *self)
{
  return g_bytes_new (self->received->str, self->received->len);
}

guint16
scripted_server_get_port (ScriptedServer *self)
{
  return self->port;
}

guint
scripted_server_count (ScriptedServer *self)
{
  return self->n_connections;
}

guint
scripted_server_count_open (ScriptedServer *self)
{
  return self->n_open;
}

GPtrArray *
scripted_server_get_pieces (ScriptedServer *self)
{
  return self->pieces;
}

const char *
scripted_server_get_received (ScriptedServer *self)
{
  return self->received->str;
}
