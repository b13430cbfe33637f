#include "config.h"

#include "app/dermaga-practice-room.h"

struct _DermagaPracticeRoom
{
  GObject parent_instance;

  const DermagaPracticeScene *scene;
  DermagaPracticeStore *store;
  DermagaPractice *practice; /* (nullable) */
  gboolean open;
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DermagaPracticeRoom, dermaga_practice_room, G_TYPE_OBJECT)

static void
dermaga_practice_room_finalize (GObject *object)
{
  DermagaPracticeRoom *self = DERMAGA_PRACTICE_ROOM (object);

  g_clear_object (&self->practice);
  g_object_unref (self->store);
  G_OBJECT_CLASS (dermaga_practice_room_parent_class)->finalize (object);
}

static void
dermaga_practice_room_class_init (DermagaPracticeRoomClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dermaga_practice_room_finalize;
  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", DERMAGA_TYPE_PRACTICE_ROOM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);
}

static const DermagaPracticeScene *
find_scene (const char *id)
{
  const DermagaPracticeScene *scene = dermaga_practice_scene_find (id);
  guint n_scenes;

  return scene != NULL ? scene : dermaga_practice_scenes (&n_scenes);
}

static void
dermaga_practice_room_init (DermagaPracticeRoom *self)
{
  self->scene = find_scene ("good");
  self->store = dermaga_practice_store_new (NULL);
}

DermagaPracticeRoom *
dermaga_practice_room_new (void)
{
  return g_object_new (DERMAGA_TYPE_PRACTICE_ROOM, NULL);
}

DermagaPractice *
dermaga_practice_room_get_practice (DermagaPracticeRoom *self, GError **error)
{
  g_return_val_if_fail (DERMAGA_IS_PRACTICE_ROOM (self), NULL);

  if (self->practice != NULL)
    return self->practice;
  self->practice = dermaga_practice_new_over (self->store, &self->scene->options, error);
  if (self->practice != NULL)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return self->practice;
}

DermagaPractice *
dermaga_practice_room_peek_practice (DermagaPracticeRoom *self)
{
  g_return_val_if_fail (DERMAGA_IS_PRACTICE_ROOM (self), NULL);

  return self->practice;
}

DermagaPracticeStore *
dermaga_practice_room_get_store (DermagaPracticeRoom *self)
{
  g_return_val_if_fail (DERMAGA_IS_PRACTICE_ROOM (self), NULL);

  return self->store;
}

const char *
dermaga_practice_room_get_scene (DermagaPracticeRoom *self)
{
  g_return_val_if_fail (DERMAGA_IS_PRACTICE_ROOM (self), "good");

  return self->scene->id;
}

void
dermaga_practice_room_set_scene (DermagaPracticeRoom *self, const char *id)
{
  const DermagaPracticeScene *scene;

  g_return_if_fail (DERMAGA_IS_PRACTICE_ROOM (self) && id != NULL);

  scene = find_scene (id);
  if (scene == self->scene)
    return;
  self->scene = scene;
  g_clear_object (&self->practice);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

gboolean
dermaga_practice_room_get_open (DermagaPracticeRoom *self)
{
  g_return_val_if_fail (DERMAGA_IS_PRACTICE_ROOM (self), FALSE);

  return self->open;
}

void
dermaga_practice_room_set_open (DermagaPracticeRoom *self, gboolean open)
{
  g_return_if_fail (DERMAGA_IS_PRACTICE_ROOM (self));

  self->open = open;
}
