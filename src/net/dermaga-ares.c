#include "config.h"

#include "net/dermaga-ares.h"

/* What c-ares 1.34 would have instead is not there yet in 1.18, which is the floor. */
#define CARES_NO_DEPRECATED
#include <ares.h>
#include <glib-unix.h>

/* Doubled with each further try: a lost packet costs 600 ms, silence 9 s with one server. */
#define FIRST_TIMEOUT_MS 600
#define TRIES 4
/* What fits into one packet on any path (DNS flag day 2020). */
#define EDNS_SIZE 1232
#define MAX_NAME 253u
#define MAX_LABEL 63u

struct _DermagaAres {
  ares_channel channel;
  GMainContext *context;
  GHashTable *sockets; /* file descriptor → GSource */
  GSource *timer;
  GObject *owner;
};

typedef struct {
  DermagaAresFunc func;
  gpointer data;
} Query;

static void
source_free (gpointer data)
{
  g_source_destroy (data);
  g_source_unref (data);
}

static void
update_timer (DermagaAres *self)
{
  struct timeval wait;

  if (ares_timeout (self->channel, NULL, &wait) == NULL)
    g_source_set_ready_time (self->timer, -1);
  else
    g_source_set_ready_time (self->timer, g_get_monotonic_time ()
                                            + wait.tv_sec * G_USEC_PER_SEC + wait.tv_usec);
}

static void
process (DermagaAres *self, ares_socket_t readable, ares_socket_t writable)
{
  GObject *owner = g_object_ref (self->owner);

  ares_process_fd (self->channel, readable, writable);
  update_timer (self);
  g_object_unref (owner);
}

static gboolean
socket_ready_cb (int fd, GIOCondition condition, gpointer data)
{
  gboolean readable = (condition & (G_IO_IN | G_IO_HUP | G_IO_ERR)) != 0;
  gboolean writable = (condition & G_IO_OUT) != 0;

  process (data, readable ? fd : ARES_SOCKET_BAD, writable ? fd : ARES_SOCKET_BAD);
  return G_SOURCE_CONTINUE;
}

static gboolean
timer_cb (gpointer data)
{
  process (data, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
  return G_SOURCE_CONTINUE;
}

static gboolean
timer_dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
  return callback (data);
}

static GSourceFuncs timer_funcs = { .dispatch = timer_dispatch };

static void
socket_state_cb (void *data, ares_socket_t fd, int readable, int writable)
{
  DermagaAres *self = data;
  GIOCondition condition = (readable ? G_IO_IN : 0) | (writable ? G_IO_OUT : 0);
  GSource *source;

  g_hash_table_remove (self->sockets, GINT_TO_POINTER (fd));
  if (condition == 0)
    return;
  source = g_unix_fd_source_new (fd, condition);
  g_source_set_callback (source, G_SOURCE_FUNC (socket_ready_cb), self, NULL);
  g_source_attach (source, self->context);
  g_hash_table_insert (self->sockets, GINT_TO_POINTER (fd), source);
}

static int
init_channel (DermagaAres *self, gboolean keep_refusals)
{
  struct ares_options options = {
    .flags = ARES_FLAG_NOSEARCH | ARES_FLAG_NOALIASES | ARES_FLAG_EDNS
             | (keep_refusals ? ARES_FLAG_NOCHECKRESP : 0),
    .timeout = FIRST_TIMEOUT_MS,
    .tries = TRIES,
    .ednspsz = EDNS_SIZE,
    .sock_state_cb = socket_state_cb,
    .sock_state_cb_data = self,
  };
  int mask = ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_EDNSPSZ
             | ARES_OPT_SOCK_STATE_CB;

#ifdef ARES_OPT_UDP_MAX_QUERIES
  /* c-ares 1.34 gives up every question on a socket where garbage comes in. */
  options.udp_max_queries = 1;
  mask |= ARES_OPT_UDP_MAX_QUERIES;
#endif
  return ares_init_options (&self->channel, &options, mask);
}

DermagaAres *
dermaga_ares_new (const char *servers, gboolean keep_refusals, GObject *owner, GError **error)
{
  DermagaAres *self = g_new0 (DermagaAres, 1);
  int status = ares_library_init (ARES_LIB_INIT_ALL);

  self->owner = owner;
  self->context = g_main_context_ref_thread_default ();
  self->sockets = g_hash_table_new_full (NULL, NULL, NULL, source_free);
  self->timer = g_source_new (&timer_funcs, sizeof (GSource));
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, self->context);

  if (status == ARES_SUCCESS)
    status = init_channel (self, keep_refusals);
  if (status == ARES_SUCCESS && servers != NULL)
    status = ares_set_servers_ports_csv (self->channel, servers);
  if (status == ARES_SUCCESS)
    return self;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "DNS set-up failed: %s",
               ares_strerror (status));
  dermaga_ares_free (self);
  return NULL;
}

void
dermaga_ares_free (DermagaAres *self)
{
  if (self == NULL)
    return;
  if (self->channel != NULL)
    ares_destroy (self->channel);
  source_free (self->timer);
  g_hash_table_unref (self->sockets);
  g_main_context_unref (self->context);
  ares_library_cleanup ();
  g_free (self);
}

guint
dermaga_ares_count_servers (DermagaAres *self)
{
  struct ares_addr_node *servers = NULL;
  guint n_servers = 0;

  if (ares_get_servers (self->channel, &servers) != ARES_SUCCESS)
    return 0;
  for (struct ares_addr_node *server = servers; server != NULL; server = server->next)
    n_servers++;
  ares_free_data (servers);
  return n_servers;
}

static void
query_cb (void *data, int status, int timeouts, unsigned char *message, int length)
{
  g_autofree Query *query = data;

  /* c-ares 1.34 keeps a reply to itself that it cannot read. */
  if (message == NULL && status == ARES_EBADRESP)
    query->func (query->data, (const guint8 *) "", 0);
  else
    query->func (query->data, message, message != NULL ? (gsize) length : 0);
}

/* Length and labels, and what no name holds: c-ares 1.18 copies any octet into the question, 1.34
 * refuses. */
static gboolean
can_be_asked (const char *name)
{
  gsize label = 0;

  if (name[0] == '\0' || strlen (name) > MAX_NAME || strchr (name, '\\') != NULL)
    return FALSE;
  for (const char *p = name; *p != '\0'; p++)
    {
      label = *p == '.' ? 0 : label + 1;
      if (!g_ascii_isgraph (*p) || label > MAX_LABEL
          || (label == 0 && (p == name || p[1] == '.' || p[1] == '\0')))
        return FALSE;
    }
  return TRUE;
}

gboolean
dermaga_ares_query (DermagaAres *self, const char *name, int type, DermagaAresFunc func,
                    gpointer data)
{
  Query *query;

  if (!can_be_asked (name))
    return FALSE;
  query = g_new0 (Query, 1);
  query->func = func;
  query->data = data;
  ares_query (self->channel, name, 1, type, query_cb, query);
  update_timer (self);
  return TRUE;
}
