#include "config.h"

#include "wire/dermaga-lines.h"

#include <string.h>

struct _DermagaLines {
  GByteArray *waiting;
  gsize scanned; /* octets at the start of @waiting that are known to hold no LF */
  GString *line;
  gsize max_line;
  gsize max_waiting;
  gboolean overflow;
};

DermagaLines *
dermaga_lines_new (gsize max_line, gsize max_waiting)
{
  DermagaLines *self = g_new0 (DermagaLines, 1);

  self->waiting = g_byte_array_new ();
  self->line = g_string_new (NULL);
  self->max_line = max_line;
  self->max_waiting = max_waiting;
  return self;
}

void
dermaga_lines_free (DermagaLines *self)
{
  if (self == NULL)
    return;
  g_byte_array_unref (self->waiting);
  g_string_free (self->line, TRUE);
  g_free (self);
}

void
dermaga_lines_feed (DermagaLines *self, const guint8 *bytes, gsize length)
{
  if (self->overflow || length == 0)
    return;
  if (length > self->max_waiting - self->waiting->len)
    self->overflow = TRUE;
  else
    g_byte_array_append (self->waiting, bytes, length);
}

static gboolean
starts_tls_record (DermagaLines *self)
{
  const guint8 *bytes = self->waiting->data;

  return self->waiting->len >= 2 && (bytes[0] == 0x15 || bytes[0] == 0x16) && bytes[1] == 0x03;
}

DermagaLinesStatus
dermaga_lines_take (DermagaLines *self, const char **line, gsize *octets, gboolean *bare_lf)
{
  const guint8 *bytes = self->waiting->data;
  const guint8 *lf;
  gsize length;

  if (self->overflow)
    return DERMAGA_LINES_TOO_LONG;
  if (self->waiting->len == 0)
    return DERMAGA_LINES_NEED_MORE;
  if (starts_tls_record (self))
    return DERMAGA_LINES_TLS;

  lf = memchr (bytes + self->scanned, '\n', self->waiting->len - self->scanned);
  length = lf != NULL ? (gsize) (lf - bytes) + 1 : self->waiting->len;
  if (memchr (bytes + self->scanned, '\0', length - self->scanned) != NULL)
    return DERMAGA_LINES_NUL;
  if (length > self->max_line || (lf == NULL && length == self->max_line))
    return DERMAGA_LINES_TOO_LONG;
  if (lf == NULL)
    {
      self->scanned = length;
      return DERMAGA_LINES_NEED_MORE;
    }

  *octets = length;
  *bare_lf = length < 2 || bytes[length - 2] != '\r';
  g_string_truncate (self->line, 0);
  g_string_append_len (self->line, (const char *) bytes, length - (*bare_lf ? 1 : 2));
  *line = self->line->str;
  g_byte_array_remove_range (self->waiting, 0, length);
  self->scanned = 0;
  return DERMAGA_LINES_LINE;
}

gboolean
dermaga_lines_is_empty (DermagaLines *self)
{
  return self->waiting->len == 0 && !self->overflow;
}

void
dermaga_lines_clear (DermagaLines *self)
{
  g_byte_array_set_size (self->waiting, 0);
  self->scanned = 0;
  self->overflow = FALSE;
}
