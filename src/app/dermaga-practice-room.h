#pragma once

#include "practice/dermaga-practice-scene.h"

G_BEGIN_DECLS

/** Whose mail is practised with, where nobody typed an address. */
#define DERMAGA_PRACTICE_ADDRESS "you@" DERMAGA_PRACTICE_DOMAIN

#define DERMAGA_TYPE_PRACTICE_ROOM (dermaga_practice_room_get_type ())
G_DECLARE_FINAL_TYPE (DermagaPracticeRoom, dermaga_practice_room, DERMAGA, PRACTICE_ROOM, GObject)

/**
 * DermagaPracticeRoom: where the practice provider of the window is: started when it is first
 * needed, in the scene that was chosen. It outlives the window, as the wizard does.
 *
 * Signal "changed": another scene, or a provider was started or stopped.
 */
DermagaPracticeRoom *dermaga_practice_room_new (void);

/** dermaga_practice_room_get_practice: (transfer none) (nullable): the provider in the present
 *  scene, which is started where none runs. */
DermagaPractice *dermaga_practice_room_get_practice (DermagaPracticeRoom *self, GError **error);
/** dermaga_practice_room_peek_practice: (transfer none) (nullable): the one that runs, if any. */
DermagaPractice *dermaga_practice_room_peek_practice (DermagaPracticeRoom *self);

/** dermaga_practice_room_get_store: (transfer none): the mails that were captured, by the present
 *  provider and those before it. */
DermagaPracticeStore *dermaga_practice_room_get_store (DermagaPracticeRoom *self);

/** dermaga_practice_room_get_scene: the id of the present scene; the first of all is "good". */
const char *dermaga_practice_room_get_scene (DermagaPracticeRoom *self);
/**
 * dermaga_practice_room_set_scene: another scene, by its id, stops the provider; the next one has
 * other ports and an authority of its own, but the same store. An id that is none is "good".
 */
void dermaga_practice_room_set_scene (DermagaPracticeRoom *self, const char *id);

/** Whether the page with the captured mails is open: a new window opens it again. */
gboolean dermaga_practice_room_get_open (DermagaPracticeRoom *self);
void dermaga_practice_room_set_open (DermagaPracticeRoom *self, gboolean open);

G_END_DECLS
