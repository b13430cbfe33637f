#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A transcript is evidence to read, not a recording. */
#define DERMAGA_TRANSCRIPT_MAX_LINES 60u      /* lines of the dialogue */
#define DERMAGA_TRANSCRIPT_MAX_EVENTS 100u    /* with what happened beside it */
#define DERMAGA_TRANSCRIPT_MAX_LINE_CHARS 200u

/** What an entry tells. */
typedef enum {
  DERMAGA_EVENT_CONNECTED,
  DERMAGA_EVENT_CONNECT_FAILED,
  DERMAGA_EVENT_SENT,         /* text: a line of ours */
  DERMAGA_EVENT_RECEIVED,     /* text: a line of the peer's, unverified */
  DERMAGA_EVENT_OMITTED,      /* count: lines from here on that are not kept */
  DERMAGA_EVENT_TLS_STARTED,
  DERMAGA_EVENT_TLS_COMPLETE, /* text: "TLSv1.3, TLS_AES_256_GCM_SHA384" */
  DERMAGA_EVENT_TLS_FAULT,    /* text: the certificate fault's word, as in the JSON */
  DERMAGA_EVENT_TLS_FAILED,   /* text: OpenSSL's words, may be empty */
  DERMAGA_EVENT_DEADLINE,     /* the end: the peer took too long */
  DERMAGA_EVENT_PEER_CLOSED,  /* the end: an orderly close by the peer */
  DERMAGA_EVENT_PEER_RESET,   /* the end: not an orderly one */
  DERMAGA_EVENT_STOPPED,      /* the end: Dermaga would not go on */
  DERMAGA_EVENT_CLOSED,       /* the end: everything was known */
  DERMAGA_EVENT_CANCELLED,    /* the end: the check was over */
} DermagaEventKind;

#define DERMAGA_N_EVENT_KINDS (DERMAGA_EVENT_CANCELLED + 1)

/**
 * DermagaEvent:
 * @at: microseconds from the start of the connection
 * @secure: said inside TLS
 * @count: of %DERMAGA_EVENT_OMITTED
 * @text: (nullable): safe to show
 */
typedef struct {
  DermagaEventKind kind;
  gint64 at;
  gboolean secure;
  guint count;
  char *text;
} DermagaEvent;

/**
 * DermagaTranscript: what one connection said and heard, bounded whatever the peer sends. It is
 * shared between all rows that the connection answers for, and grows until the connection ends.
 */
typedef struct _DermagaTranscript DermagaTranscript;

DermagaTranscript *dermaga_transcript_new (void);
DermagaTranscript *dermaga_transcript_ref (DermagaTranscript *self);
void dermaga_transcript_unref (DermagaTranscript *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaTranscript, dermaga_transcript_unref)

/** dermaga_transcript_add: what happened beside the dialogue; @text (nullable) is made safe. As
 *  with those below, nothing is kept where @self is %NULL. */
void dermaga_transcript_add (DermagaTranscript *self, DermagaEventKind kind, gint64 at,
                             const char *text);
/** dermaga_transcript_add_sent: one command, with its end of line. */
void dermaga_transcript_add_sent (DermagaTranscript *self, gint64 at, gboolean secure,
                                  GBytes *command);
/** dermaga_transcript_add_received: bytes as they came; a line is kept once it is whole, or when
 *  anything else happens. */
void dermaga_transcript_add_received (DermagaTranscript *self, gint64 at, gboolean secure,
                                      const guint8 *bytes, gsize length);

/** dermaga_transcript_get_events: (transfer none) (element-type DermagaEvent) */
GPtrArray *dermaga_transcript_get_events (DermagaTranscript *self);

G_END_DECLS
