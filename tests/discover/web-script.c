#include "config.h"

#include "tests/discover/web-script.h"

typedef struct
{
  DermagaSourceProblem problem;
  guint status;
  char *final_url;
  char *body;
  char *scheme;
  gboolean held;
  DermagaWebPhase phase;
  guint count;
} Page;

struct _DermagaWebFetch
{
  GObject parent_instance;

  char *url;
  GTask *task;
  GSource *cancelled;
};

G_DEFINE_FINAL_TYPE (DermagaWebFetch, dermaga_web_fetch, G_TYPE_OBJECT)

static GHashTable *pages;
static GPtrArray *waiting; /* (element-type DermagaWebFetch) */

static void
free_page (Page *page)
{
  g_free (page->final_url);
  g_free (page->body);
  g_free (page->scheme);
  g_free (page);
}

static Page *
get_page (const char *url)
{
  Page *page;

  if (pages == NULL)
    pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_page);
  page = g_hash_table_lookup (pages, url);
  if (page == NULL)
    {
      page = g_new0 (Page, 1);
      page->problem = DERMAGA_SOURCE_PROBLEM_NO_NAME;
      page->phase = DERMAGA_WEB_TALKING;
      g_hash_table_insert (pages, g_strdup (url), page);
    }
  return page;
}

void
web_script_clear (void)
{
  g_clear_pointer (&pages, g_hash_table_unref);
  g_assert_true (waiting == NULL || waiting->len == 0);
  g_clear_pointer (&waiting, g_ptr_array_unref);
}

void
web_script_add (const char *url, const char *body)
{
  web_script_add_moved (url, url, body);
}

void
web_script_add_moved (const char *url, const char *final_url, const char *body)
{
  Page *page = get_page (url);

  page->problem = DERMAGA_SOURCE_PROBLEM_NONE;
  page->status = 200;
  page->final_url = g_strdup (final_url);
  page->body = g_strdup (body);
}

void
web_script_add_problem (const char *url, DermagaSourceProblem problem, guint status)
{
  get_page (url)->problem = problem;
  get_page (url)->status = status;
}

void
web_script_add_challenge (const char *url, const char *scheme)
{
  web_script_add_problem (url, DERMAGA_SOURCE_PROBLEM_FORBIDDEN, 401);
  get_page (url)->scheme = g_strdup (scheme);
}

void
web_script_hold (const char *url, DermagaWebPhase phase)
{
  get_page (url)->held = TRUE;
  get_page (url)->phase = phase;
}

guint
web_script_count (const char *url)
{
  GHashTableIter iter;
  gpointer page;
  guint count = 0;

  if (url != NULL)
    return get_page (url)->count;
  if (pages == NULL)
    return 0;
  g_hash_table_iter_init (&iter, pages);
  while (g_hash_table_iter_next (&iter, NULL, &page))
    count += ((Page *) page)->count;
  return count;
}

/* In place of the real one */

void
dermaga_web_reply_free (DermagaWebReply *reply)
{
  g_free (reply->url);
  g_clear_pointer (&reply->body, g_bytes_unref);
  g_strfreev (reply->challenges);
  g_free (reply);
}

static void
dermaga_web_fetch_finalize (GObject *object)
{
  g_free (DERMAGA_WEB_FETCH (object)->url);
  G_OBJECT_CLASS (dermaga_web_fetch_parent_class)->finalize (object);
}

static void
dermaga_web_fetch_class_init (DermagaWebFetchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dermaga_web_fetch_finalize;
}

static void
dermaga_web_fetch_init (DermagaWebFetch *self)
{
}

DermagaWebFetch *
dermaga_web_fetch_new (DermagaNetwork *network, const DermagaWebRequest *request)
{
  DermagaWebFetch *self = g_object_new (DERMAGA_TYPE_WEB_FETCH, NULL);

  g_assert_cmpuint (request->max_size, >, 0);
  self->url = g_strdup (request->url);
  return self;
}

static GTask *
steal_task (DermagaWebFetch *self)
{
  if (self->cancelled != NULL)
    g_source_destroy (self->cancelled);
  g_clear_pointer (&self->cancelled, g_source_unref);
  g_ptr_array_remove (waiting, self);
  return g_steal_pointer (&self->task);
}

static void
answer (DermagaWebFetch *self)
{
  g_autoptr (GTask) task = steal_task (self);
  const Page *page = get_page (self->url);
  DermagaWebReply *reply = g_new0 (DermagaWebReply, 1);

  reply->problem = page->problem;
  reply->status = page->status;
  reply->url = g_strdup (page->final_url != NULL ? page->final_url : self->url);
  reply->secure = g_str_has_prefix (self->url, "https:");
  if (page->body != NULL)
    reply->body = g_bytes_new (page->body, strlen (page->body));
  reply->challenges = g_new0 (char *, 2);
  reply->challenges[0] = g_strdup (page->scheme);
  g_task_return_pointer (task, reply, (GDestroyNotify) dermaga_web_reply_free);
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = steal_task (user_data);

  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

void
dermaga_web_fetch_run_async (DermagaWebFetch *self, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  Page *page = get_page (self->url);

  page->count++;
  self->task = g_task_new (self, cancellable, callback, user_data);
  if (waiting == NULL)
    waiting = g_ptr_array_new ();
  g_ptr_array_add (waiting, self);
  if (!page->held)
    {
      answer (self);
      return;
    }
  self->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (self->cancelled, G_SOURCE_FUNC (cancelled_cb), self, NULL);
  g_source_attach (self->cancelled, NULL);
}

void
web_script_release (const char *url)
{
  get_page (url)->held = FALSE;
  for (guint i = 0; i < waiting->len; i++)
    if (g_str_equal (((DermagaWebFetch *) waiting->pdata[i])->url, url))
      {
        answer (waiting->pdata[i]);
        return;
      }
  g_assert_not_reached ();
}

DermagaWebReply *
dermaga_web_fetch_run_finish (DermagaWebFetch *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

DermagaWebPhase
dermaga_web_fetch_get_phase (DermagaWebFetch *self)
{
  return get_page (self->url)->phase;
}

void
dermaga_web_fetch_set_limits (DermagaWebFetch *self, gint64 connect_us, gint64 whole_us)
{
}
