#include "config.h"

#include "gallery-history.h"

#include "gallery-port.h"
#include "history-scenes.h"

static void
show_changes (Scene *scene)
{
  gallery_next (scene);
  gtk_widget_child_focus (scene_find (scene, GTK_TYPE_WIDGET, "changes"), GTK_DIR_TAB_FORWARD);
  scene_iterate (300);
}

void
gallery_arrange_changes (Scene *scene)
{
  scene_check (scene);
  scene_iterate (500);
  history_scene_give (scene, HISTORY_LOST, 30);
  show_changes (scene);
}

void
gallery_arrange_changes_many (Scene *scene)
{
  scene_check (scene);
  scene_iterate (500);
  history_scene_break (scene);
  history_scene_give (scene, HISTORY_MANY, 30);
  show_changes (scene);
}

void
gallery_arrange_changes_gained (Scene *scene)
{
  scene_check (scene);
  scene_iterate (500);
  history_scene_give (scene, HISTORY_GAINED, 0);
  show_changes (scene);
  gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (scene->window)));
  gallery_scroll_to_end (scene);
}

void
gallery_arrange_changes_none (Scene *scene)
{
  scene_check (scene);
  scene_iterate (500);
  history_scene_give (scene, HISTORY_SAME, 30);
  gallery_next (scene);
  gtk_widget_grab_focus (scene_find (scene, GTK_TYPE_EXPANDER, "details"));
  scene_iterate (300);
}
