#include "config.h"

#include "gallery-practice.h"

#include "gallery-port.h"

static void
check (Scene *scene, const char *id)
{
  scene_pick (scene, id);
  scene_check (scene);
  scene_iterate (500);
  gallery_next (scene);
}

void
gallery_arrange_practice (Scene *scene)
{
  scene_pick (scene, "starttls-stripped");
}

void
gallery_arrange_practice_focus (Scene *scene)
{
  scene_pick (scene, "port-25-blocked");
  gtk_widget_grab_focus (scene_find (scene, GTK_TYPE_DROP_DOWN, "scene"));
}

void
gallery_arrange_practice_good (Scene *scene)
{
  check (scene, "good");
}

void
gallery_arrange_practice_blocked (Scene *scene)
{
  check (scene, "port-25-blocked");
}

void
gallery_arrange_practice_expired (Scene *scene)
{
  check (scene, "expired-certificate");
}

void
gallery_arrange_practice_stripped (Scene *scene)
{
  check (scene, "starttls-stripped");
}

void
gallery_arrange_practice_2525 (Scene *scene)
{
  check (scene, "only-2525");
}
