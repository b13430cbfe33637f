#pragma once

#include "app/dermaga-window.h"

G_BEGIN_DECLS

/**
 * Saved results (`dermaga-cli check --json`), opened to be read: by the menu, the keyboard, a file
 * that is dropped on the window, or the command line.
 */

/** dermaga_opener_add: gives @window the action "win.open" and lets files be dropped on it. */
void dermaga_opener_add (DermagaWindow *window);

/** dermaga_opener_open: reads @file and shows what it says, or why it cannot be shown. */
void dermaga_opener_open (DermagaWindow *window, GFile *file);

G_END_DECLS
