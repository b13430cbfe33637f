#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DERMAGA_TYPE_SCENE_CARD (dermaga_scene_card_get_type ())
G_DECLARE_FINAL_TYPE (DermagaSceneCard, dermaga_scene_card, DERMAGA, SCENE_CARD, GtkBox)

/** DermagaSceneCard: what a scene of the practice provider shows, and the way to its topic. */

/** dermaga_scene_card_set_scene: the scene with that id, which there is. */
void dermaga_scene_card_set_scene (DermagaSceneCard *self, const char *id);

G_END_DECLS
