#pragma once

#include <gtk/gtk.h>

#include "model/dermaga-result.h"

G_BEGIN_DECLS

/**
 * DermagaProbeSection: the ways of one direction while they are tried: a heading that counts the
 * safe ones, and the rows, the most useful first. Of very many, the first few are shown and the
 * rest at a press; nothing that is shown goes away or moves because another row has got its result.
 */
#define DERMAGA_TYPE_PROBE_SECTION (dermaga_probe_section_get_type ())
G_DECLARE_FINAL_TYPE (DermagaProbeSection, dermaga_probe_section, DERMAGA, PROBE_SECTION, GtkBox)

/** dermaga_probe_section_add: a way more, of @result. Its row comes to its place in one of the next
 *  frames, unless it is behind the fold; the first one makes the section visible. */
void dermaga_probe_section_add (DermagaProbeSection *self, DermagaResult *result,
                                DermagaProbe *probe);
/** dermaga_probe_section_get_n_ways: how many were added, whether they have rows or not. */
guint dermaga_probe_section_get_n_ways (DermagaProbeSection *self);
/** dermaga_probe_section_is_whole: whether all rows are there that are to be shown. */
gboolean dermaga_probe_section_is_whole (DermagaProbeSection *self);
/** dermaga_probe_section_clear: as before the first row. */
void dermaga_probe_section_clear (DermagaProbeSection *self);
/** dermaga_probe_section_set_busy: whether rows still get results, for a screen reader. */
void dermaga_probe_section_set_busy (DermagaProbeSection *self, gboolean busy);
/** dermaga_probe_section_get_list: the rows that are shown. */
GtkListBox *dermaga_probe_section_get_list (DermagaProbeSection *self);

G_END_DECLS
