#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** dermaga_topic_list_new: (transfer floating): the table of contents of Learn; a row opens its
 *  topic. */
GtkWidget *dermaga_topic_list_new (void);

G_END_DECLS
