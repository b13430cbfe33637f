#include "config.h"

#include "app/dermaga-detour.h"

typedef struct {
  int page;
  GtkWidget *focus_before; /* (nullable): weak */
} Turn;

struct _DermagaDetour
{
  GPtrArray *turns;
};

static void
turn_free (gpointer data)
{
  Turn *turn = data;

  g_clear_weak_pointer (&turn->focus_before);
  g_free (turn);
}

DermagaDetour *
dermaga_detour_new (void)
{
  DermagaDetour *self = g_new0 (DermagaDetour, 1);

  self->turns = g_ptr_array_new_with_free_func (turn_free);
  return self;
}

void
dermaga_detour_free (DermagaDetour *self)
{
  g_ptr_array_unref (self->turns);
  g_free (self);
}

int
dermaga_detour_get_page (DermagaDetour *self)
{
  if (self->turns->len == 0)
    return -1;
  return ((const Turn *) self->turns->pdata[self->turns->len - 1])->page;
}

static guint
find (DermagaDetour *self, int page)
{
  guint i = 0;

  while (i < self->turns->len && ((const Turn *) self->turns->pdata[i])->page != page)
    i++;
  return i;
}

gboolean
dermaga_detour_contains (DermagaDetour *self, int page)
{
  return find (self, page) < self->turns->len;
}

void
dermaga_detour_go (DermagaDetour *self, int page, GtkWidget *focus)
{
  guint place = find (self, page);
  Turn *turn;

  if (place < self->turns->len)
    {
      g_ptr_array_set_size (self->turns, place + 1);
      return;
    }
  turn = g_new0 (Turn, 1);
  turn->page = page;
  g_set_weak_pointer (&turn->focus_before, focus);
  g_ptr_array_add (self->turns, turn);
}

int
dermaga_detour_back (DermagaDetour *self, GtkWidget **focus)
{
  *focus = NULL;
  if (self->turns->len > 0)
    {
      const Turn *last = self->turns->pdata[self->turns->len - 1];

      if (last->focus_before != NULL)
        *focus = g_object_ref (last->focus_before);
      g_ptr_array_set_size (self->turns, self->turns->len - 1);
    }
  return dermaga_detour_get_page (self);
}

void
dermaga_detour_clear (DermagaDetour *self)
{
  g_ptr_array_set_size (self->turns, 0);
}
