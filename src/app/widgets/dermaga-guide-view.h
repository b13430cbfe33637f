#pragma once

#include <gtk/gtk.h>

#include "app/dermaga-reading.h"

G_BEGIN_DECLS

/**
 * dermaga_guide_view_new: (transfer floating): the question at @place of the guide with the answers
 * to pick from, or the advice. What is picked goes into @reading; @changed is called then.
 */
GtkWidget *dermaga_guide_view_new (DermagaReading *reading, const char *place,
                                   GCallback changed, gpointer data);

/** dermaga_guide_get_heading: the question at @place, or the advice in a few words. */
const char *dermaga_guide_get_heading (DermagaReading *reading, const char *place);
/** dermaga_guide_is_answered: whether there is a way on from @place. */
gboolean dermaga_guide_is_answered (DermagaReading *reading, const char *place);
/** dermaga_guide_get_next: the place that follows the answer at @place. */
const char *dermaga_guide_get_next (DermagaReading *reading, const char *place);

G_END_DECLS
