#pragma once

#include <gtk/gtk.h>

#include "app/dermaga-practice-room.h"

G_BEGIN_DECLS

#define DERMAGA_TYPE_PRACTICE_PLACES (dermaga_practice_places_get_type ())
G_DECLARE_FINAL_TYPE (DermagaPracticePlaces, dermaga_practice_places, DERMAGA, PRACTICE_PLACES,
                      GtkBox)

/**
 * DermagaPracticePlaces: where mail programs send practice mail to and fetch it from, and the
 * certificate that they need.
 *
 * Signal "save-certificate": the person wants it as a file.
 */

/** dermaga_practice_places_show: what @room has; starts the practice provider if none runs. */
void dermaga_practice_places_show (DermagaPracticePlaces *self, DermagaPracticeRoom *room);
void dermaga_practice_places_take_focus (DermagaPracticePlaces *self);

G_END_DECLS
