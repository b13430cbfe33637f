#include "config.h"

#include "practice/dermaga-practice-smtp-data.h"

#include <string.h>

enum {
  LINE_START, /* nothing of this line was seen */
  IN_LINE,
  IN_LINE_CR,  /* a CR inside a line: written already */
  DOT,         /* a dot at the beginning of a line, not written */
  DOT_CR,      /* a CR behind it, not written either */
};

void
dermaga_practice_data_begin (DermagaPracticeData *self, DermagaPracticeStore *store)
{
  self->draft = dermaga_practice_draft_new (store);
  self->state = LINE_START;
}

void
dermaga_practice_data_clear (DermagaPracticeData *self)
{
  g_clear_pointer (&self->draft, dermaga_practice_draft_free);
}

static void
write_out (DermagaPracticeData *self, const char *bytes, gsize length)
{
  dermaga_practice_draft_append (self->draft, (const guint8 *) bytes, length);
}

/* Writes a run of octets that need no thought, up to and with a CR; returns how many. */
static gsize
take_run (DermagaPracticeData *self, const guint8 *bytes, gsize length)
{
  const guint8 *cr = memchr (bytes, '\r', length);
  gsize run = cr != NULL ? (gsize) (cr - bytes) + 1 : length;

  dermaga_practice_draft_append (self->draft, bytes, run);
  self->state = cr != NULL ? IN_LINE_CR : IN_LINE;
  return run;
}

/* One octet, or a run. */
static gsize
step (DermagaPracticeData *self, const guint8 *bytes, gsize length, gboolean *ended)
{
  switch (self->state)
    {
    case LINE_START:
      if (*bytes != '.')
        return take_run (self, bytes, length);
      self->state = DOT;
      return 1;
    case IN_LINE_CR:
      if (*bytes != '\n')
        return take_run (self, bytes, length);
      write_out (self, "\n", 1);
      self->state = LINE_START;
      return 1;
    case DOT:
      if (*bytes != '\r')
        return take_run (self, bytes, length); /* without the dot: it was a doubled one */
      self->state = DOT_CR;
      return 1;
    case DOT_CR:
      if (*bytes == '\n')
        {
          *ended = TRUE;
          return 1;
        }
      write_out (self, "\r", 1);
      return take_run (self, bytes, length);
    default:
      return take_run (self, bytes, length);
    }
}

gsize
dermaga_practice_data_take (DermagaPracticeData *self, const guint8 *bytes, gsize length,
                            gboolean *ended)
{
  gsize used = 0;

  *ended = FALSE;
  while (used < length && !*ended)
    used += step (self, bytes + used, length - used, ended);
  return used;
}
