#include "config.h"

#include "app/dermaga-newest-first.h"

#define SYNC_MS 50

struct _DermagaNewestFirst
{
  GObject parent_instance;

  DermagaPracticeStore *store;
  GPtrArray *told; /* element-type DermagaPracticeMessage, by growing number */
  guint sync_id;
};

static GType
get_item_type (GListModel *list)
{
  return DERMAGA_TYPE_PRACTICE_MESSAGE;
}

static guint
get_n_items (GListModel *list)
{
  return DERMAGA_NEWEST_FIRST (list)->told->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  GPtrArray *told = DERMAGA_NEWEST_FIRST (list)->told;

  return position < told->len ? g_object_ref (told->pdata[told->len - 1 - position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (DermagaNewestFirst, dermaga_newest_first, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
dermaga_newest_first_dispose (GObject *object)
{
  DermagaNewestFirst *self = DERMAGA_NEWEST_FIRST (object);

  g_clear_handle_id (&self->sync_id, g_source_remove);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (dermaga_newest_first_parent_class)->dispose (object);
}

static void
dermaga_newest_first_finalize (GObject *object)
{
  g_ptr_array_unref (DERMAGA_NEWEST_FIRST (object)->told);
  G_OBJECT_CLASS (dermaga_newest_first_parent_class)->finalize (object);
}

static void
dermaga_newest_first_class_init (DermagaNewestFirstClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dermaga_newest_first_dispose;
  G_OBJECT_CLASS (klass)->finalize = dermaga_newest_first_finalize;
}

static void
dermaga_newest_first_init (DermagaNewestFirst *self)
{
  self->told = g_ptr_array_new_with_free_func (g_object_unref);
}

static gboolean
is_gone (DermagaNewestFirst *self, guint index)
{
  guint32 id = dermaga_practice_message_get_id (self->told->pdata[index]);

  return dermaga_practice_store_find (self->store, id) == NULL;
}

/* From the newest on, a run at a time. */
static void
tell_gone (DermagaNewestFirst *self)
{
  guint end = self->told->len;

  while (end > 0)
    {
      guint begin = end;

      while (begin > 0 && is_gone (self, begin - 1))
        begin--;
      if (begin == end)
        {
          end--;
          continue;
        }
      g_ptr_array_remove_range (self->told, begin, end - begin);
      g_list_model_items_changed (G_LIST_MODEL (self), self->told->len - begin, end - begin, 0);
      end = begin;
    }
}

/* Numbers only grow. */
static void
tell_new (DermagaNewestFirst *self)
{
  guint count = dermaga_practice_store_get_count (self->store);
  guint32 last = self->told->len > 0 ? dermaga_practice_message_get_id (
                                           self->told->pdata[self->told->len - 1])
                                     : 0;
  guint first = count;

  while (first > 0
         && dermaga_practice_message_get_id (dermaga_practice_store_get (self->store, first - 1))
                > last)
    first--;
  for (guint i = first; i < count; i++)
    g_ptr_array_add (self->told, g_object_ref (dermaga_practice_store_get (self->store, i)));
  if (first < count)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, count - first);
}

void
dermaga_newest_first_sync (DermagaNewestFirst *self)
{
  g_return_if_fail (DERMAGA_IS_NEWEST_FIRST (self));
  g_clear_handle_id (&self->sync_id, g_source_remove);
  tell_gone (self);
  tell_new (self);
}

static gboolean
sync_cb (gpointer data)
{
  DermagaNewestFirst *self = data;

  self->sync_id = 0;
  dermaga_newest_first_sync (self);
  return G_SOURCE_REMOVE;
}

static void
store_changed_cb (DermagaNewestFirst *self)
{
  if (self->sync_id == 0)
    self->sync_id = g_timeout_add (SYNC_MS, sync_cb, self);
}

DermagaNewestFirst *
dermaga_newest_first_new (DermagaPracticeStore *store)
{
  DermagaNewestFirst *self = g_object_new (DERMAGA_TYPE_NEWEST_FIRST, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "items-changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  dermaga_newest_first_sync (self);
  return self;
}
