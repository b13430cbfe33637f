#include "config.h"

#include "practice/dermaga-practice-output.h"

#include <string.h>

/* One of the two is set. */
typedef struct {
  GString *text;
  GBytes *bytes;
  gsize offset;
  gboolean stuffed;     /* dots at the beginning of lines are doubled */
  gboolean in_line;     /* what was taken last did not end a line */
} Segment;

struct _DermagaPracticeOutput {
  GQueue segments; /* element-type Segment */
};

static void
segment_free (gpointer data)
{
  Segment *segment = data;

  if (segment->text != NULL)
    g_string_free (segment->text, TRUE);
  g_clear_pointer (&segment->bytes, g_bytes_unref);
  g_free (segment);
}

DermagaPracticeOutput *
dermaga_practice_output_new (void)
{
  return g_new0 (DermagaPracticeOutput, 1);
}

void
dermaga_practice_output_free (DermagaPracticeOutput *self)
{
  g_queue_clear_full (&self->segments, segment_free);
  g_free (self);
}

static Segment *
add_segment (DermagaPracticeOutput *self)
{
  Segment *segment = g_new0 (Segment, 1);

  g_queue_push_tail (&self->segments, segment);
  return segment;
}

static GString *
last_text (DermagaPracticeOutput *self)
{
  Segment *last = g_queue_peek_tail (&self->segments);

  if (last == NULL || last->text == NULL)
    {
      last = add_segment (self);
      last->text = g_string_new (NULL);
    }
  return last->text;
}

void
dermaga_practice_output_text (DermagaPracticeOutput *self, const char *text, gsize length)
{
  if (length > 0)
    g_string_append_len (last_text (self), text, (gssize) length);
}

void
dermaga_practice_output_say (DermagaPracticeOutput *self, const char *words)
{
  dermaga_practice_output_text (self, words, strlen (words));
}

void
dermaga_practice_output_printf (DermagaPracticeOutput *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (last_text (self), format, arguments);
  va_end (arguments);
}

static Segment *
add_bytes (DermagaPracticeOutput *self, GBytes *bytes)
{
  Segment *segment = add_segment (self);

  segment->bytes = g_bytes_ref (bytes);
  return segment;
}

void
dermaga_practice_output_bytes (DermagaPracticeOutput *self, GBytes *bytes)
{
  if (g_bytes_get_size (bytes) > 0)
    add_bytes (self, bytes);
}

static gboolean
ends_line (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return length == 0 || (length >= 2 && data[length - 2] == '\r' && data[length - 1] == '\n');
}

void
dermaga_practice_output_mail (DermagaPracticeOutput *self, GBytes *bytes)
{
  if (g_bytes_get_size (bytes) > 0)
    add_bytes (self, bytes)->stuffed = TRUE;
  dermaga_practice_output_say (self, ends_line (bytes) ? ".\r\n" : "\r\n.\r\n");
}

gboolean
dermaga_practice_output_is_empty (DermagaPracticeOutput *self)
{
  return g_queue_is_empty (&self->segments);
}

static const char *
segment_data (const Segment *segment, gsize *length)
{
  const char *data;
  gsize size;

  if (segment->text != NULL)
    {
      data = segment->text->str;
      size = segment->text->len;
    }
  else
    data = g_bytes_get_data (segment->bytes, &size);
  *length = size - segment->offset;
  return data + segment->offset;
}

gsize
dermaga_practice_output_get_pending (DermagaPracticeOutput *self)
{
  gsize pending = 0;

  for (GList *link = self->segments.head; link != NULL; link = link->next)
    {
      gsize length;

      segment_data (link->data, &length);
      pending += length;
    }
  return pending;
}

/* The rest of a line, or as much of it as there is room for; a dot at its beginning is doubled. */
static gsize
take_line (Segment *segment, const char *data, gsize length, guint8 *buffer, gsize size)
{
  const char *newline = memchr (data, '\n', length);
  gsize wanted = newline != NULL ? (gsize) (newline - data) + 1 : length;
  gsize used = 0;

  if (!segment->in_line && *data == '.')
    {
      if (size < 2)
        return 0;
      buffer[used++] = '.';
    }
  wanted = MIN (wanted, size - used);
  memcpy (buffer + used, data, wanted);
  segment->in_line = data[wanted - 1] != '\n';
  segment->offset += wanted;
  return used + wanted;
}

static gsize
take_stuffed (Segment *segment, guint8 *buffer, gsize size)
{
  gsize taken = 0;

  while (taken < size)
    {
      gsize length;
      const char *data = segment_data (segment, &length);
      gsize step = length > 0 ? take_line (segment, data, length, buffer + taken, size - taken) : 0;

      if (step == 0)
        break;
      taken += step;
    }
  return taken;
}

static gsize
take_as_is (Segment *segment, guint8 *buffer, gsize size)
{
  gsize length;
  const char *data = segment_data (segment, &length);

  length = MIN (length, size);
  memcpy (buffer, data, length);
  segment->offset += length;
  return length;
}

gsize
dermaga_practice_output_take (DermagaPracticeOutput *self, guint8 *buffer, gsize size)
{
  gsize taken = 0;
  Segment *segment;

  g_return_val_if_fail (size >= 2, 0);

  while (taken < size && (segment = g_queue_peek_head (&self->segments)) != NULL)
    {
      gsize left;

      taken += segment->stuffed ? take_stuffed (segment, buffer + taken, size - taken)
                                : take_as_is (segment, buffer + taken, size - taken);
      segment_data (segment, &left);
      if (left > 0)
        break;
      segment_free (g_queue_pop_head (&self->segments));
    }
  return taken;
}
