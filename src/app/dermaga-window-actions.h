#pragma once

#include "app/dermaga-window.h"

G_BEGIN_DECLS

/** dermaga_window_actions_add: gives @window its actions ("win.next"); they follow its wizard. */
void dermaga_window_actions_add (DermagaWindow *window);

/** dermaga_window_actions_update: what may be done on the page that is shown is enabled. */
void dermaga_window_actions_update (DermagaWindow *window);

G_END_DECLS
