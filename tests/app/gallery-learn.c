#include "config.h"

#include "gallery-learn.h"

static void
learn (Scene *scene, const char *place)
{
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.learn", "s", place);
  scene_settle (scene);
}

void
gallery_arrange_topics (Scene *scene)
{
  learn (scene, "topics");
}

void
gallery_arrange_lesson (Scene *scene)
{
  learn (scene, "port-465");
}

void
gallery_arrange_map (Scene *scene)
{
  learn (scene, "map");
}

void
gallery_arrange_map_results (Scene *scene)
{
  scene_check (scene);
  scene_settle (scene);
  gallery_arrange_map (scene);
}

void
gallery_arrange_four_ports (Scene *scene)
{
  scene_check (scene);
  scene_settle (scene);
  learn (scene, "four-ports");
}

void
gallery_arrange_guide (Scene *scene)
{
  learn (scene, "guide");
}

void
gallery_arrange_guide_465 (Scene *scene)
{
  learn (scene, "guide-465");
}

void
gallery_arrange_advice (Scene *scene)
{
  DermagaGuide *guide = dermaga_reading_get_guide (dermaga_wizard_get_reading (scene->wizard));

  guide->offers_465 = DERMAGA_ANSWER_NO;
  guide->closed_587 = DERMAGA_ANSWER_UNKNOWN;
  learn (scene, "guide-advice");
}
