#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  DERMAGA_CLOCK_UNKNOWN, /* too little evidence, or it contradicts itself */
  DERMAGA_CLOCK_RIGHT,   /* it agrees with others' as far as the dates of certificates matter */
  DERMAGA_CLOCK_WRONG,   /* likely: others agree on another time */
} DermagaClockState;

/**
 * DermagaClockVerdict: of this computer's clock.
 * @offset: seconds by which it is ahead, or behind when negative; 0 unless it is WRONG
 * @at_least: it may be wrong by more
 * @at: when that was judged, by this computer's clock
 */
typedef struct {
  DermagaClockState state;
  gint64 offset;
  gboolean at_least;
  gint64 at;
} DermagaClockVerdict;

/** dermaga_clock_state_to_string: "unknown", "right", "wrong": part of the JSON contract. */
const char *dermaga_clock_state_to_string (DermagaClockState state);

/**
 * DermagaClock: what others said of the time in one check. Nobody is asked for it: it is read from
 * what came anyway. Everything comes from servers whom an authority vouches for.
 */
typedef struct _DermagaClock DermagaClock;

DermagaClock *dermaga_clock_new (void);
DermagaClock *dermaga_clock_copy (const DermagaClock *self);
void dermaga_clock_free (DermagaClock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaClock, dermaga_clock_free)

/**
 * dermaga_clock_note_time: @host said over verified https what time it is
 * @ahead: seconds by which this computer's clock is ahead of that, or behind when negative
 */
void dermaga_clock_note_time (DermagaClock *self, const char *host, gint64 ahead);
/**
 * dermaga_clock_note_certificate: @host showed certificates with which nothing is wrong, unless it
 * is their dates or their names
 * @not_before, @not_after: when all of them are valid
 */
void dermaga_clock_note_certificate (DermagaClock *self, const char *host, gint64 not_before,
                                     gint64 not_after);
/**
 * dermaga_clock_judge: at @now by this computer's clock, in Unix time
 *
 * A clock that one of the others confirms (to half an hour) is right. It is wrong when two
 * strangers agree on another time, or when one names a time that explains why another's certificate
 * is out of date here; without any such word, when those of two strangers are out of date to the
 * same side and none is valid. No authority dates a certificate ahead, so what began after another
 * had ended proves that this one is really expired: then, too, the clock is not to blame.
 */
DermagaClockVerdict dermaga_clock_judge (const DermagaClock *self, gint64 now);

G_END_DECLS
