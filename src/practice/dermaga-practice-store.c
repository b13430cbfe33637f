#include "config.h"

#include "practice/dermaga-practice-store.h"

#define MIB ((gsize) 1024 * 1024)
/* What a mail costs beside its contents. */
#define OVERHEAD 1024u

struct _DermagaPracticeStore {
  GObject parent_instance;
  DermagaPracticeLimits limits;
  GPtrArray *messages; /* element-type DermagaPracticeMessage, by growing number */
  guint32 next_id;
  guint32 validity;
  gsize octets;
  gsize octets_under_way;
  guint64 n_dropped;
};

struct _DermagaPracticeDraft {
  DermagaPracticeStore *store;
  GByteArray *contents;
  DermagaPracticeDraftState state;
};

enum { FLAGS_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *model)
{
  return DERMAGA_TYPE_PRACTICE_MESSAGE;
}

static guint
get_n_items (GListModel *model)
{
  return DERMAGA_PRACTICE_STORE (model)->messages->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  DermagaPracticeStore *self = DERMAGA_PRACTICE_STORE (model);

  return position < self->messages->len ? g_object_ref (self->messages->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (DermagaPracticeStore, dermaga_practice_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
dermaga_practice_store_finalize (GObject *object)
{
  DermagaPracticeStore *self = DERMAGA_PRACTICE_STORE (object);

  g_ptr_array_unref (self->messages);
  G_OBJECT_CLASS (dermaga_practice_store_parent_class)->finalize (object);
}

static void
dermaga_practice_store_class_init (DermagaPracticeStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dermaga_practice_store_finalize;
  signals[FLAGS_CHANGED]
    = g_signal_new ("flags-changed", DERMAGA_TYPE_PRACTICE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, DERMAGA_TYPE_PRACTICE_MESSAGE);
}

static void
dermaga_practice_store_init (DermagaPracticeStore *self)
{
  self->messages = g_ptr_array_new_with_free_func (g_object_unref);
  self->next_id = 1;
  self->validity = (guint32) (g_get_real_time () / G_USEC_PER_SEC);
}

DermagaPracticeStore *
dermaga_practice_store_new (const DermagaPracticeLimits *limits)
{
  static const DermagaPracticeLimits usual = { 10000, 256 * MIB, 64 * MIB };
  DermagaPracticeStore *self = g_object_new (DERMAGA_TYPE_PRACTICE_STORE, NULL);

  self->limits = limits != NULL ? *limits : usual;
  return self;
}

/* Where the first mail with a number of at least @id is. */
static guint
find_index (DermagaPracticeStore *self, guint32 id)
{
  guint low = 0;
  guint high = self->messages->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (dermaga_practice_message_get_id (self->messages->pdata[middle]) < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

DermagaPracticeMessage *
dermaga_practice_store_find (DermagaPracticeStore *self, guint32 id)
{
  guint index = find_index (self, id);
  DermagaPracticeMessage *message = dermaga_practice_store_get (self, index);

  return message != NULL && dermaga_practice_message_get_id (message) == id ? message : NULL;
}

DermagaPracticeMessage *
dermaga_practice_store_get (DermagaPracticeStore *self, guint index)
{
  return index < self->messages->len ? self->messages->pdata[index] : NULL;
}

guint
dermaga_practice_store_get_count (DermagaPracticeStore *self)
{
  return self->messages->len;
}

gsize
dermaga_practice_store_get_octets (DermagaPracticeStore *self)
{
  return self->octets;
}

guint64
dermaga_practice_store_get_dropped (DermagaPracticeStore *self)
{
  return self->n_dropped;
}

guint32
dermaga_practice_store_get_next_id (DermagaPracticeStore *self)
{
  return self->next_id;
}

guint32
dermaga_practice_store_get_validity (DermagaPracticeStore *self)
{
  return self->validity;
}

static gsize
cost_of (DermagaPracticeMessage *message)
{
  return dermaga_practice_message_get_size (message) + OVERHEAD;
}

static void
remove_first (DermagaPracticeStore *self, guint index, guint count)
{
  for (guint i = index; i < index + count; i++)
    {
      DermagaPracticeMessage *message = self->messages->pdata[i];

      self->octets -= cost_of (message);
      dermaga_practice_message_forget (message);
    }
  g_ptr_array_remove_range (self->messages, index, count);
  g_list_model_items_changed (G_LIST_MODEL (self), index, count, 0);
}

/* The oldest go until the newest fits; a mail alone always does. */
static void
make_room (DermagaPracticeStore *self, gsize cost)
{
  guint count = 0;
  gsize octets = self->octets;

  while (count < self->messages->len
         && (self->messages->len - count >= self->limits.n_mails
             || octets + cost > self->limits.octets))
    octets -= cost_of (self->messages->pdata[count++]);
  if (count == 0)
    return;
  self->n_dropped += count;
  remove_first (self, 0, count);
}

DermagaPracticeMessage *
dermaga_practice_store_add (DermagaPracticeStore *self, GBytes *contents,
                            const DermagaPracticeOrigin *origin)
{
  DermagaPracticeMessage *message
    = dermaga_practice_message_new (self->next_id++, contents, origin);

  make_room (self, cost_of (message));
  self->octets += cost_of (message);
  g_ptr_array_add (self->messages, message);
  g_list_model_items_changed (G_LIST_MODEL (self), self->messages->len - 1, 0, 1);
  return message;
}

void
dermaga_practice_store_remove (DermagaPracticeStore *self, guint32 id)
{
  if (dermaga_practice_store_find (self, id) != NULL)
    remove_first (self, find_index (self, id), 1);
}

void
dermaga_practice_store_clear (DermagaPracticeStore *self)
{
  if (self->messages->len > 0)
    remove_first (self, 0, self->messages->len);
}

void
dermaga_practice_store_set_flags (DermagaPracticeStore *self, DermagaPracticeMessage *message,
                                  guint flags)
{
  if (flags == dermaga_practice_message_get_flags (message))
    return;
  dermaga_practice_message_set_flags (message, flags);
  g_signal_emit (self, signals[FLAGS_CHANGED], 0, message);
}

DermagaPracticeDraft *
dermaga_practice_draft_new (DermagaPracticeStore *store)
{
  DermagaPracticeDraft *self = g_new0 (DermagaPracticeDraft, 1);

  self->store = g_object_ref (store);
  self->contents = g_byte_array_new ();
  return self;
}

static void
let_go (DermagaPracticeDraft *self)
{
  self->store->octets_under_way -= self->contents->len;
  g_byte_array_unref (self->contents);
  self->contents = g_byte_array_new ();
}

void
dermaga_practice_draft_free (DermagaPracticeDraft *self)
{
  let_go (self);
  g_byte_array_unref (self->contents);
  g_object_unref (self->store);
  g_free (self);
}

void
dermaga_practice_draft_append (DermagaPracticeDraft *self, const guint8 *bytes, gsize length)
{
  if (self->state != DERMAGA_PRACTICE_DRAFT_GOOD)
    return;
  if (length > DERMAGA_PRACTICE_MAX_MAIL - self->contents->len)
    self->state = DERMAGA_PRACTICE_DRAFT_TOO_BIG;
  else if (self->store->octets_under_way + length > self->store->limits.octets_under_way)
    self->state = DERMAGA_PRACTICE_DRAFT_NO_ROOM;
  if (self->state != DERMAGA_PRACTICE_DRAFT_GOOD)
    {
      let_go (self);
      return;
    }
  g_byte_array_append (self->contents, bytes, (guint) length);
  self->store->octets_under_way += length;
}

DermagaPracticeDraftState
dermaga_practice_draft_get_state (DermagaPracticeDraft *self)
{
  return self->state;
}

/* Without the room that the array kept for more. */
static GBytes *
steal_contents (DermagaPracticeDraft *self)
{
  gsize length = self->contents->len;
  guint8 *data;

  self->store->octets_under_way -= length;
  data = g_byte_array_free (g_steal_pointer (&self->contents), FALSE);
  self->contents = g_byte_array_new ();
  return g_bytes_new_take (length > 0 ? g_realloc (data, length) : data, length);
}

DermagaPracticeMessage *
dermaga_practice_draft_finish (DermagaPracticeDraft *self, const DermagaPracticeOrigin *origin)
{
  DermagaPracticeMessage *message = NULL;

  if (self->state == DERMAGA_PRACTICE_DRAFT_GOOD)
    {
      g_autoptr (GBytes) contents = steal_contents (self);

      message = dermaga_practice_store_add (self->store, contents, origin);
    }
  dermaga_practice_draft_free (self);
  return message;
}
