#include "config.h"

#include "practice/dermaga-practice-section.h"

#include "practice/dermaga-practice-header.h"

#include <string.h>

#define MAX_DEPTH 32u
#define MAX_FIELDS 256u

void
dermaga_practice_section_clear (DermagaPracticeSection *self)
{
  g_clear_pointer (&self->numbers, g_array_unref);
  g_clear_pointer (&self->fields, g_strfreev);
}

static gboolean
is_field_name (const char *name)
{
  if (*name == '\0')
    return FALSE;
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p) || strchr (":\"\\()[]{}<>", *p) != NULL)
      return FALSE;
  return TRUE;
}

static gboolean
take_fields (DermagaPracticeSection *self, DermagaPracticeCursor *cursor)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);

  if (!dermaga_practice_cursor_take (cursor, ' ') || !dermaga_practice_cursor_take (cursor, '('))
    return FALSE;
  do
    {
      char *name = dermaga_practice_cursor_dup_string (cursor, FALSE);

      if (name == NULL || fields->len >= MAX_FIELDS || !is_field_name (name))
        {
          g_free (name);
          return FALSE;
        }
      g_ptr_array_add (fields, name);
    }
  while (dermaga_practice_cursor_take (cursor, ' '));
  g_ptr_array_add (fields, NULL);
  self->fields = (char **) g_ptr_array_free (g_steal_pointer (&fields), FALSE);
  return dermaga_practice_cursor_take (cursor, ')');
}

/* "2.1." or "2.1"; returns whether a word is to follow. */
static gboolean
take_numbers (DermagaPracticeSection *self, DermagaPracticeCursor *cursor)
{
  guint32 number;

  while (self->numbers->len < MAX_DEPTH && dermaga_practice_cursor_take_number (cursor, &number))
    {
      g_array_append_val (self->numbers, number);
      if (!dermaga_practice_cursor_take (cursor, '.'))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_kind (DermagaPracticeSection *self, DermagaPracticeCursor *cursor)
{
  static const struct { const char *word; DermagaPracticeSectionKind kind; } words[] = {
    { "HEADER.FIELDS.NOT", DERMAGA_PRACTICE_SECTION_FIELDS_NOT },
    { "HEADER.FIELDS", DERMAGA_PRACTICE_SECTION_FIELDS },
    { "HEADER", DERMAGA_PRACTICE_SECTION_HEADER },
    { "TEXT", DERMAGA_PRACTICE_SECTION_TEXT },
    { "MIME", DERMAGA_PRACTICE_SECTION_MIME },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (dermaga_practice_cursor_take_word (cursor, words[i].word))
      {
        self->kind = words[i].kind;
        if (self->kind == DERMAGA_PRACTICE_SECTION_FIELDS
            || self->kind == DERMAGA_PRACTICE_SECTION_FIELDS_NOT)
          return take_fields (self, cursor);
        return self->kind != DERMAGA_PRACTICE_SECTION_MIME || self->numbers->len > 0;
      }
  return FALSE;
}

static gboolean
take_partial (DermagaPracticeSection *self, DermagaPracticeCursor *cursor)
{
  if (!dermaga_practice_cursor_take (cursor, '<'))
    return TRUE;
  self->partial = TRUE;
  return dermaga_practice_cursor_take_number (cursor, &self->offset)
         && dermaga_practice_cursor_take (cursor, '.')
         && dermaga_practice_cursor_take_number (cursor, &self->count)
         && dermaga_practice_cursor_take (cursor, '>');
}

gboolean
dermaga_practice_section_take (DermagaPracticeSection *self, DermagaPracticeCursor *cursor)
{
  gboolean word_follows;

  self->numbers = g_array_new (FALSE, FALSE, sizeof (guint32));
  word_follows = take_numbers (self, cursor);
  if (word_follows && (self->numbers->len > 0 || cursor->at == cursor->end || *cursor->at != ']')
      && !take_kind (self, cursor))
    return FALSE;
  return dermaga_practice_cursor_take (cursor, ']') && take_partial (self, cursor);
}

static void
say_fields (const DermagaPracticeSection *self, DermagaPracticeOutput *out)
{
  dermaga_practice_output_say (out, " (");
  for (guint i = 0; self->fields[i] != NULL; i++)
    dermaga_practice_output_printf (out, "%s%s", i > 0 ? " " : "", self->fields[i]);
  dermaga_practice_output_say (out, ")");
}

void
dermaga_practice_section_say (const DermagaPracticeSection *self, DermagaPracticeOutput *out)
{
  static const char *const words[] = { "", "HEADER", "TEXT", "MIME", "HEADER.FIELDS",
                                       "HEADER.FIELDS.NOT" };
  gboolean has_word = self->kind != DERMAGA_PRACTICE_SECTION_ALL;

  dermaga_practice_output_say (out, "[");
  for (guint i = 0; i < self->numbers->len; i++)
    dermaga_practice_output_printf (out, "%u%s", g_array_index (self->numbers, guint32, i),
                                    i + 1 < self->numbers->len || has_word ? "." : "");
  dermaga_practice_output_say (out, words[self->kind]);
  if (self->fields != NULL)
    say_fields (self, out);
  dermaga_practice_output_say (out, "]");
  if (self->partial)
    dermaga_practice_output_printf (out, "<%u>", self->offset);
}

static gboolean
is_named (const DermagaPracticeField *field, char **fields)
{
  for (guint i = 0; fields[i] != NULL; i++)
    if (dermaga_practice_field_is (field, fields[i]))
      return TRUE;
  return FALSE;
}

static GBytes *
filter_fields (const DermagaPracticeSection *self, GBytes *header)
{
  gsize length;
  const char *data = g_bytes_get_data (header, &length);
  gboolean wanted = self->kind == DERMAGA_PRACTICE_SECTION_FIELDS;
  GByteArray *found = g_byte_array_new ();
  DermagaPracticeField field = { 0 };

  while (dermaga_practice_header_next (data, length, &field))
    if (is_named (&field, self->fields) == wanted)
      g_byte_array_append (found, (const guint8 *) field.field, (guint) field.length);
  g_byte_array_append (found, (const guint8 *) "\r\n", 2);
  return g_byte_array_free_to_bytes (found);
}

/* Of a whole mail, whatever it is in. */
static GBytes *
read_mail (const DermagaPracticeSection *self, GBytes *mail)
{
  gsize length;
  const char *data = g_bytes_get_data (mail, &length);
  gsize header_length = dermaga_practice_header_length (data, length);
  g_autoptr (GBytes) header = g_bytes_new_from_bytes (mail, 0, header_length);

  switch (self->kind)
    {
    case DERMAGA_PRACTICE_SECTION_ALL:
      return g_bytes_ref (mail);
    case DERMAGA_PRACTICE_SECTION_HEADER:
      return g_bytes_ref (header);
    case DERMAGA_PRACTICE_SECTION_TEXT:
      return g_bytes_new_from_bytes (mail, header_length, length - header_length);
    case DERMAGA_PRACTICE_SECTION_FIELDS:
    case DERMAGA_PRACTICE_SECTION_FIELDS_NOT:
      return filter_fields (self, header);
    case DERMAGA_PRACTICE_SECTION_MIME:
      return NULL;
    }
  g_assert_not_reached ();
}

/* A part as GMime writes it again; lines end as in mail. */
static GBytes *
write_again (GMimeObject *object, gboolean with_header)
{
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new ();
  GMimeFormatOptions *options = g_mime_format_options_new ();
  GByteArray *written;

  g_mime_format_options_set_newline_format (options, GMIME_NEWLINE_FORMAT_DOS);
  if (with_header)
    g_mime_object_write_to_stream (object, options, stream);
  else
    g_mime_object_write_content_to_stream (object, options, stream);
  g_mime_format_options_free (options);
  written = g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (stream));
  return g_bytes_new (written->data, written->len);
}

static GBytes *
read_stream (GMimeStream *stream)
{
  gint64 length = g_mime_stream_length (stream);
  guint8 *data = g_malloc (MAX (length, 1));
  ssize_t taken;

  g_mime_stream_reset (stream);
  taken = length > 0 ? g_mime_stream_read (stream, (char *) data, (size_t) length) : 0;
  return g_bytes_new_take (data, taken > 0 ? (gsize) taken : 0);
}

GBytes *
dermaga_practice_part_read (GMimeObject *object)
{
  GMimeDataWrapper *content;

  if (GMIME_IS_MESSAGE_PART (object))
    {
      GMimeMessage *message = g_mime_message_part_get_message (GMIME_MESSAGE_PART (object));

      return message != NULL ? write_again (GMIME_OBJECT (message), TRUE) : g_bytes_new (NULL, 0);
    }
  if (!GMIME_IS_PART (object))
    return write_again (object, FALSE);
  content = g_mime_part_get_content (GMIME_PART (object));
  return content != NULL ? read_stream (g_mime_data_wrapper_get_stream (content))
                         : g_bytes_new (NULL, 0);
}

/* (nullable): the part with that number inside @object; what has no parts is its own number 1. */
static GMimeObject *
descend (GMimeObject *object, guint32 number, gboolean first)
{
  if (!first && GMIME_IS_MESSAGE_PART (object))
    {
      GMimeMessage *inner = g_mime_message_part_get_message (GMIME_MESSAGE_PART (object));

      object = inner != NULL ? g_mime_message_get_mime_part (inner) : NULL;
      first = TRUE;
    }
  if (object == NULL || number == 0)
    return NULL;
  if (GMIME_IS_MULTIPART (object))
    return number <= (guint32) g_mime_multipart_get_count (GMIME_MULTIPART (object))
             ? g_mime_multipart_get_part (GMIME_MULTIPART (object), (int) number - 1)
             : NULL;
  return first && number == 1 ? object : NULL;
}

static GBytes *
read_mime_header (GMimeObject *object)
{
  g_autofree char *headers = NULL;
  GMimeFormatOptions *options = g_mime_format_options_new ();
  char *whole;

  g_mime_format_options_set_newline_format (options, GMIME_NEWLINE_FORMAT_DOS);
  headers = g_mime_object_get_headers (object, options);
  g_mime_format_options_free (options);
  whole = g_strconcat (headers, "\r\n", NULL);
  return g_bytes_new_take (whole, strlen (whole));
}

static GBytes *
read_part (const DermagaPracticeSection *self, GMimeMessage *parsed)
{
  GMimeObject *object = g_mime_message_get_mime_part (parsed);
  g_autoptr (GBytes) inner = NULL;

  for (guint i = 0; object != NULL && i < self->numbers->len; i++)
    object = descend (object, g_array_index (self->numbers, guint32, i), i == 0);
  if (object == NULL)
    return NULL;
  if (self->kind == DERMAGA_PRACTICE_SECTION_ALL)
    return dermaga_practice_part_read (object);
  if (self->kind == DERMAGA_PRACTICE_SECTION_MIME)
    return read_mime_header (object);
  if (!GMIME_IS_MESSAGE_PART (object))
    return NULL;
  inner = dermaga_practice_part_read (object);
  return read_mail (self, inner);
}

static GBytes *
cut (const DermagaPracticeSection *self, GBytes *whole)
{
  gsize length = g_bytes_get_size (whole);
  gsize offset = MIN (self->offset, length);

  return g_bytes_new_from_bytes (whole, offset, MIN (self->count, length - offset));
}

gboolean
dermaga_practice_section_needs_parts (const DermagaPracticeSection *self)
{
  return self->numbers->len > 0;
}

/* What cannot be taken apart is one part, which is all that is behind its header. */
static GBytes *
read_flat (const DermagaPracticeSection *self, GBytes *contents)
{
  DermagaPracticeSection text = { .kind = self->kind == DERMAGA_PRACTICE_SECTION_MIME
                                            ? DERMAGA_PRACTICE_SECTION_HEADER
                                            : DERMAGA_PRACTICE_SECTION_TEXT };

  if (self->numbers->len != 1 || g_array_index (self->numbers, guint32, 0) != 1
      || (self->kind != DERMAGA_PRACTICE_SECTION_ALL
          && self->kind != DERMAGA_PRACTICE_SECTION_MIME))
    return NULL;
  return read_mail (&text, contents);
}

GBytes *
dermaga_practice_section_read (const DermagaPracticeSection *self, GBytes *contents,
                               GMimeMessage *parsed)
{
  g_autoptr (GBytes) whole = NULL;

  if (self->numbers->len == 0)
    whole = read_mail (self, contents);
  else
    whole = parsed != NULL ? read_part (self, parsed) : read_flat (self, contents);
  return whole != NULL && self->partial ? cut (self, whole) : g_steal_pointer (&whole);
}
