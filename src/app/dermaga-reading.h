#pragma once

#include <glib-object.h>

#include "learn/dermaga-guide.h"

G_BEGIN_DECLS

/* Places in Learn that are no topics: the table of contents, and the questions of the guide. */
#define DERMAGA_PLACE_TOPICS "topics"
#define DERMAGA_PLACE_GUIDE "guide"
#define DERMAGA_PLACE_GUIDE_465 "guide-465"
#define DERMAGA_PLACE_GUIDE_587 "guide-587"
#define DERMAGA_PLACE_ADVICE "guide-advice"

#define DERMAGA_TYPE_READING (dermaga_reading_get_type ())
G_DECLARE_FINAL_TYPE (DermagaReading, dermaga_reading, DERMAGA, READING, GObject)

/**
 * DermagaReading: where a person is in Learn, and the way that led there. It outlives the window,
 * as the wizard does.
 *
 * Signal "changed": another place.
 */
DermagaReading *dermaga_reading_new (void);

/** Whether Learn is what the window shows. */
gboolean dermaga_reading_get_open (DermagaReading *self);
void dermaga_reading_set_open (DermagaReading *self, gboolean open);

/** dermaga_reading_get_place: the id of a topic, or one of the places above. */
const char *dermaga_reading_get_place (DermagaReading *self);
/** dermaga_reading_begin: forgets the way, and begins another at @place. */
void dermaga_reading_begin (DermagaReading *self, const char *place);
/** dermaga_reading_go: on to @place, from which dermaga_reading_back() leads here again. */
void dermaga_reading_go (DermagaReading *self, const char *place);
/** dermaga_reading_back: one step back on the way; %FALSE where it began. */
gboolean dermaga_reading_back (DermagaReading *self);

/** How far the present place was scrolled; kept for coming back to it. */
double dermaga_reading_get_scroll (DermagaReading *self);
void dermaga_reading_set_scroll (DermagaReading *self, double scroll);

/** (transfer none): the answers given so far. */
DermagaGuide *dermaga_reading_get_guide (DermagaReading *self);
/** What is to be set up: a #DermagaAudience; -1 where it was not said. */
int dermaga_reading_get_audience (DermagaReading *self);
void dermaga_reading_set_audience (DermagaReading *self, int audience);

G_END_DECLS
