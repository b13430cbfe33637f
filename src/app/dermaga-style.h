#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** dermaga_style_load: gives the display the program's style, and what high contrast adds to it for
 *  as long as that is chosen. */
void dermaga_style_load (void);

G_END_DECLS
