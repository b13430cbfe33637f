#include "config.h"

#include "wire/dermaga-transcript.h"

#include "base/dermaga-text.h"

/* Of a line that has not ended: no more than this can be shown. */
#define MAX_PARTIAL (4 * DERMAGA_TRANSCRIPT_MAX_LINE_CHARS + 4)

struct _DermagaTranscript
{
  int ref_count;
  GPtrArray *events;
  guint n_lines;
  DermagaEvent *omitted; /* (nullable): borrowed from @events */

  GString *partial;      /* the peer's line that has not ended */
  gboolean has_partial;
  gboolean partial_secure;
};

static void
event_free (gpointer data)
{
  DermagaEvent *event = data;

  g_free (event->text);
  g_free (event);
}

DermagaTranscript *
dermaga_transcript_new (void)
{
  DermagaTranscript *self = g_new0 (DermagaTranscript, 1);

  self->ref_count = 1;
  self->events = g_ptr_array_new_with_free_func (event_free);
  self->partial = g_string_new (NULL);
  return self;
}

DermagaTranscript *
dermaga_transcript_ref (DermagaTranscript *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  self->ref_count++;
  return self;
}

void
dermaga_transcript_unref (DermagaTranscript *self)
{
  if (self == NULL || --self->ref_count > 0)
    return;
  g_ptr_array_unref (self->events);
  g_string_free (self->partial, TRUE);
  g_free (self);
}

static DermagaEvent *
append (DermagaTranscript *self, DermagaEventKind kind, gint64 at)
{
  DermagaEvent *event = g_new0 (DermagaEvent, 1);

  event->kind = kind;
  event->at = at;
  g_ptr_array_add (self->events, event);
  return event;
}

static void
append_line (DermagaTranscript *self, DermagaEventKind kind, gint64 at, gboolean secure,
             const char *bytes, gsize length)
{
  DermagaEvent *event;

  if (self->n_lines >= DERMAGA_TRANSCRIPT_MAX_LINES)
    {
      if (self->omitted == NULL)
        self->omitted = append (self, DERMAGA_EVENT_OMITTED, at);
      self->omitted->count++;
      return;
    }
  self->n_lines++;
  event = append (self, kind, at);
  event->secure = secure;
  event->text
    = dermaga_text_make_safe (bytes, (gssize) length, DERMAGA_TRANSCRIPT_MAX_LINE_CHARS);
}

static void
end_partial (DermagaTranscript *self, gint64 at)
{
  if (!self->has_partial)
    return;
  append_line (self, DERMAGA_EVENT_RECEIVED, at, self->partial_secure, self->partial->str,
               self->partial->len);
  g_string_truncate (self->partial, 0);
  self->has_partial = FALSE;
}

void
dermaga_transcript_add (DermagaTranscript *self, DermagaEventKind kind, gint64 at,
                        const char *text)
{
  DermagaEvent *event;

  if (self == NULL)
    return;

  end_partial (self, at);
  if (self->events->len >= DERMAGA_TRANSCRIPT_MAX_EVENTS)
    return;
  event = append (self, kind, at);
  if (text != NULL)
    event->text = dermaga_text_make_safe (text, -1, DERMAGA_TRANSCRIPT_MAX_LINE_CHARS);
}

void
dermaga_transcript_add_sent (DermagaTranscript *self, gint64 at, gboolean secure, GBytes *command)
{
  const char *bytes;
  gsize length;

  g_return_if_fail (command != NULL);
  if (self == NULL)
    return;

  end_partial (self, at);
  bytes = g_bytes_get_data (command, &length);
  while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r'))
    length--;
  append_line (self, DERMAGA_EVENT_SENT, at, secure, bytes, length);
}

void
dermaga_transcript_add_received (DermagaTranscript *self, gint64 at, gboolean secure,
                                 const guint8 *bytes, gsize length)
{
  g_return_if_fail (bytes != NULL || length == 0);
  if (self == NULL)
    return;

  if (self->has_partial && self->partial_secure != secure)
    end_partial (self, at);
  for (gsize i = 0; i < length; i++)
    {
      self->has_partial = TRUE;
      self->partial_secure = secure;
      if (bytes[i] == '\n')
        end_partial (self, at);
      else if (bytes[i] != '\r' && self->partial->len < MAX_PARTIAL)
        g_string_append_c (self->partial, (char) bytes[i]);
    }
}

GPtrArray *
dermaga_transcript_get_events (DermagaTranscript *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->events;
}
