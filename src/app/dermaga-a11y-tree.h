#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * dermaga_a11y_mend_tree: from now on buttons, expanders, drop-downs and the icons in a password's
 * field are called by their words, and of a stack only the page that is shown is in the tree, by
 * its title, which one hears on the way to whatever has the focus. GTK
 * 4.8 says the words of whatever has an access key twice, once with the underscore, calls the part
 * of a drop-down that has the focus "GtkToggleButton" and such an icon "GtkImage", and lets one
 * read all the pages that one does not see. May be called any number of times.
 */
void dermaga_a11y_mend_tree (void);

G_END_DECLS
