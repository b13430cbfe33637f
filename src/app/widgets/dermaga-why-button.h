#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** dermaga_why_button_new: (transfer floating): "Why?" beside a result; opens Learn at @topic. */
GtkWidget *dermaga_why_button_new (const char *topic);

/** dermaga_why_button_set_topic: makes a button of a template one. */
void dermaga_why_button_set_topic (GtkButton *button, const char *topic);

/** dermaga_topic_link_new: (transfer floating): the title of @topic, which leads there. */
GtkWidget *dermaga_topic_link_new (const char *topic);

G_END_DECLS
