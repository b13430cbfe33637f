#pragma once

#include <gtk/gtk.h>

#include "learn/dermaga-lesson.h"

G_BEGIN_DECLS

/** dermaga_lesson_view_new: (transfer floating): the paragraphs and points of @lesson; its links
 *  open Learn at what they lead to. */
GtkWidget *dermaga_lesson_view_new (const DermagaLesson *lesson);

/** dermaga_lesson_links_new: (transfer floating) (nullable): all that @lesson leads to, as links of
 *  their own: a screen reader cannot tell those within a GtkLabel. */
GtkWidget *dermaga_lesson_links_new (const DermagaLesson *lesson);

G_END_DECLS
