#include "config.h"

#include "app/dermaga-reading.h"

#include "export/dermaga-format.h"
#include "learn/dermaga-learn.h"

/* Whoever has come further forgets where they began. */
#define MAX_PLACES 100

typedef struct {
  char *id;
  double scroll;
} Place;

struct _DermagaReading
{
  GObject parent_instance;

  GPtrArray *way; /* of Place, the present one last; never empty */
  gboolean open;
  DermagaGuide guide;
  int audience;
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DermagaReading, dermaga_reading, G_TYPE_OBJECT)

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->id);
  g_free (place);
}

static void
add_place (DermagaReading *self, const char *id)
{
  Place *place = g_new0 (Place, 1);

  place->id = g_strdup (id);
  if (self->way->len == MAX_PLACES)
    g_ptr_array_remove_index (self->way, 0);
  g_ptr_array_add (self->way, place);
}

static Place *
get_present (DermagaReading *self)
{
  return g_ptr_array_index (self->way, self->way->len - 1);
}

static gboolean
is_place (const char *id)
{
  static const char *const others[]
      = { DERMAGA_PLACE_TOPICS,    DERMAGA_PLACE_GUIDE,  DERMAGA_PLACE_GUIDE_465,
          DERMAGA_PLACE_GUIDE_587, DERMAGA_PLACE_ADVICE, NULL };

  return g_strv_contains (others, id) || dermaga_learn_find (id) != NULL;
}

static void
dermaga_reading_finalize (GObject *object)
{
  g_ptr_array_unref (DERMAGA_READING (object)->way);
  G_OBJECT_CLASS (dermaga_reading_parent_class)->finalize (object);
}

static void
dermaga_reading_class_init (DermagaReadingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dermaga_reading_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", DERMAGA_TYPE_READING, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
dermaga_reading_init (DermagaReading *self)
{
  self->way = g_ptr_array_new_with_free_func (place_free);
  self->audience = -1;
  add_place (self, DERMAGA_PLACE_TOPICS);
}

DermagaReading *
dermaga_reading_new (void)
{
  return g_object_new (DERMAGA_TYPE_READING, NULL);
}

gboolean
dermaga_reading_get_open (DermagaReading *self)
{
  return self->open;
}

void
dermaga_reading_set_open (DermagaReading *self, gboolean open)
{
  self->open = open;
}

const char *
dermaga_reading_get_place (DermagaReading *self)
{
  return get_present (self)->id;
}

void
dermaga_reading_begin (DermagaReading *self, const char *place)
{
  g_return_if_fail (is_place (place));

  g_ptr_array_set_size (self->way, 0);
  add_place (self, place);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
dermaga_reading_go (DermagaReading *self, const char *place)
{
  g_return_if_fail (is_place (place));

  if (g_str_equal (get_present (self)->id, place))
    return;
  add_place (self, place);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

gboolean
dermaga_reading_back (DermagaReading *self)
{
  if (self->way->len == 1)
    return FALSE;
  g_ptr_array_set_size (self->way, self->way->len - 1);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return TRUE;
}

double
dermaga_reading_get_scroll (DermagaReading *self)
{
  return get_present (self)->scroll;
}

void
dermaga_reading_set_scroll (DermagaReading *self, double scroll)
{
  get_present (self)->scroll = scroll;
}

DermagaGuide *
dermaga_reading_get_guide (DermagaReading *self)
{
  return &self->guide;
}

int
dermaga_reading_get_audience (DermagaReading *self)
{
  return self->audience;
}

void
dermaga_reading_set_audience (DermagaReading *self, int audience)
{
  self->audience = audience;
  self->guide.elsewhere = audience == DERMAGA_AUDIENCE_WORDPRESS || audience == DERMAGA_AUDIENCE_WEB
                          || audience == DERMAGA_AUDIENCE_SERVER;
}
