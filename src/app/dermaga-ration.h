#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DERMAGA_RATION_NEW 2
#define DERMAGA_RATION_CHANGE 1

/**
 * dermaga_ration_take:
 * @widget: what a part of is to be made or changed, in a tick callback
 * @share: %DERMAGA_RATION_NEW or %DERMAGA_RATION_CHANGE
 *
 * A row that is new or gets another text costs the frame several times what making it takes: GTK
 * finds its style, measures and draws it. So a frame has a ration of them, small enough for none to
 * be late, and the others follow in the next frames. While the pages of a stack slide it is none:
 * each frame draws two pages then.
 *
 * Returns: whether this frame may have one more.
 */
gboolean dermaga_ration_take (GtkWidget *widget, guint share);

G_END_DECLS
