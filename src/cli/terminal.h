#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** dermaga_terminal_understands: whether @fd is a terminal that knows escape sequences. */
gboolean dermaga_terminal_understands (int fd);

/** dermaga_terminal_get_width: columns to fill: the terminal's from 40 to 100, 80 elsewhere. */
guint dermaga_terminal_get_width (int fd);

/** dermaga_terminal_wants_colour: @fd understands colour and NO_COLOR is not set. */
gboolean dermaga_terminal_wants_colour (int fd);

G_END_DECLS
