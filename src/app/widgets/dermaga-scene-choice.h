#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DERMAGA_TYPE_SCENE_CHOICE (dermaga_scene_choice_get_type ())
G_DECLARE_FINAL_TYPE (DermagaSceneChoice, dermaga_scene_choice, DERMAGA, SCENE_CHOICE, GtkBox)

/** DermagaSceneChoice: what the practice provider is, and which of its scenes is to be seen. */
const char *dermaga_scene_choice_get (DermagaSceneChoice *self);
/** dermaga_scene_choice_set: @id of a scene; any other is the first. */
void dermaga_scene_choice_set (DermagaSceneChoice *self, const char *id);

G_END_DECLS
