#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * dermaga_color_scheme_follow:
 * @cancellable: stops following
 *
 * Has GTK follow the desktop's wish for dark windows. GTK 4.20 does so itself; before, the wish is
 * read from the settings portal and its changes are listened to.
 */
void dermaga_color_scheme_follow (GCancellable *cancellable);

G_END_DECLS
