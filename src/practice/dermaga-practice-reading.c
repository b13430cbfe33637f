#include "config.h"

#include "practice/dermaga-practice-reading.h"

#include "base/dermaga-text.h"
#include "practice/dermaga-practice-header.h"
#include "practice/dermaga-practice-html.h"
#include "practice/dermaga-practice-parts.h"
#include "practice/dermaga-practice-reading-private.h"

#include <string.h>

#define MAX_FIELDS 500u
#define MAX_NAME 80u
#define MAX_VALUE 2000u
#define MAX_RAW_VALUE (16u * 1024)
/* Of each text, in characters; more of it is in the file that is saved. */
#define MAX_TEXT 100000u
/* Of a part before it is decoded, in octets. */
#define MAX_RAW_TEXT (1024u * 1024)
#define MAX_LINE 1000u

static void
field_free (gpointer data)
{
  DermagaPracticeReadField *field = data;

  g_free (field->name);
  g_free (field->value);
  g_free (field);
}

static void
file_free (gpointer data)
{
  DermagaPracticeFile *file = data;

  g_free (file->name);
  g_free (file->type);
  g_free (file);
}

void
dermaga_practice_reading_free (DermagaPracticeReading *self)
{
  g_free (self->from);
  g_free (self->to);
  g_free (self->cc);
  g_free (self->reply_to);
  g_free (self->subject);
  g_free (self->date);
  g_free (self->message_id);
  g_ptr_array_unref (self->fields);
  g_free (self->text);
  g_free (self->html);
  g_free (self->source);
  g_ptr_array_unref (self->files);
  g_strfreev (self->unnamed);
  g_free (self);
}

/* Header */

static char *
dup_value (const DermagaPracticeField *field)
{
  g_autofree char *raw = dermaga_practice_field_dup_value (field, MAX_RAW_VALUE);
  g_autofree char *decoded = dermaga_practice_mime_decode (raw);

  return dermaga_text_make_safe (decoded, -1, MAX_VALUE);
}

/* All fields of that name, since nothing hinders a mail from having two. */
static char *
dup_field (const char *header, gsize length, const char *name)
{
  DermagaPracticeField field = { 0 };
  g_autoptr (GString) all = g_string_new (NULL);

  while (dermaga_practice_header_next (header, length, &field) && all->len < MAX_VALUE)
    if (dermaga_practice_field_is (&field, name))
      {
        g_autofree char *value = dup_value (&field);

        g_string_append_printf (all, "%s%s", all->len > 0 ? ", " : "", value);
      }
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static DermagaPracticeReadField *
read_field (const DermagaPracticeField *field)
{
  DermagaPracticeReadField *read = g_new0 (DermagaPracticeReadField, 1);

  read->name = dermaga_text_make_safe (field->field, (gssize) field->name_length, MAX_NAME);
  read->value = field->name_length > 0
                  ? dup_value (field)
                  : dermaga_text_make_safe (field->field, (gssize) field->length, MAX_VALUE);
  return read;
}

static void
read_header (DermagaPracticeReading *self, const char *header, gsize length)
{
  DermagaPracticeField field = { 0 };

  self->from = dup_field (header, length, "From");
  self->to = dup_field (header, length, "To");
  self->cc = dup_field (header, length, "Cc");
  self->reply_to = dup_field (header, length, "Reply-To");
  self->subject = dup_field (header, length, "Subject");
  self->date = dup_field (header, length, "Date");
  self->message_id = dup_field (header, length, "Message-ID");
  while (!self->fields_cut && dermaga_practice_header_next (header, length, &field))
    {
      self->fields_cut = self->fields->len == MAX_FIELDS;
      if (!self->fields_cut)
        g_ptr_array_add (self->fields, read_field (&field));
    }
}

/* Parts */

/* Takes @more, behind what is there. */
static void
add_text (char **text, gboolean *cut, char *more)
{
  g_autofree char *own = more;
  g_autofree char *before = g_steal_pointer (text);
  g_autofree char *all = before != NULL ? g_strconcat (before, "\n\n", own, NULL)
                                        : g_steal_pointer (&own);

  *cut = *cut || g_utf8_strlen (all, -1) >= (glong) MAX_TEXT;
  *text = dermaga_text_make_safe_lines (all, -1, MAX_TEXT, MAX_LINE);
}

static gboolean
is_long (GMimePart *part)
{
  GMimeDataWrapper *content = g_mime_part_get_content (part);
  GMimeStream *stream = content != NULL ? g_mime_data_wrapper_get_stream (content) : NULL;

  return stream != NULL && g_mime_stream_length (stream) > (gint64) MAX_RAW_TEXT;
}

static void
read_text (DermagaPracticeReading *self, GMimePart *part)
{
  g_autofree char *text = NULL;

  if (self->text_cut)
    return;
  text = dermaga_practice_mime_dup_text (part, MAX_RAW_TEXT);
  self->text_cut = is_long (part);
  add_text (&self->text, &self->text_cut,
            dermaga_text_make_safe_lines (text, -1, MAX_TEXT, MAX_LINE));
}

static void
read_html (DermagaPracticeReading *self, GMimePart *part, const char *image)
{
  g_autofree char *html = NULL;
  guint n_remote;

  if (self->html_cut)
    return;
  html = dermaga_practice_mime_dup_text (part, MAX_RAW_TEXT);
  self->html_cut = is_long (part);
  add_text (&self->html, &self->html_cut,
            dermaga_practice_html_to_text (html, strlen (html), image, MAX_TEXT, &n_remote));
  self->n_remote += n_remote;
}

static void
read_file (DermagaPracticeReading *self, const DermagaPracticePart *part)
{
  DermagaPracticeFile *file = g_new0 (DermagaPracticeFile, 1);
  g_autoptr (GBytes) octets = dermaga_practice_part_dup_octets (part);

  file->name = dermaga_practice_part_dup_name (part);
  file->type = dermaga_practice_part_dup_type (part);
  file->size = g_bytes_get_size (octets);
  g_ptr_array_add (self->files, file);
}

static void
read_parts (DermagaPracticeReading *self, GMimeMessage *message, const char *image)
{
  g_autoptr (GArray) parts = dermaga_practice_parts_list (message, &self->files_cut);

  for (guint i = 0; i < parts->len; i++)
    {
      const DermagaPracticePart *part = &g_array_index (parts, DermagaPracticePart, i);

      switch (part->kind)
        {
        case DERMAGA_PRACTICE_PART_TEXT:
          read_text (self, GMIME_PART (part->object));
          break;
        case DERMAGA_PRACTICE_PART_HTML:
          read_html (self, GMIME_PART (part->object), image);
          break;
        case DERMAGA_PRACTICE_PART_FILE:
          read_file (self, part);
          break;
        }
    }
}

static char *
read_lines (const char *data, gsize length, gboolean *cut)
{
  char *text = dermaga_text_make_safe_lines (data, (gssize) length, MAX_TEXT, MAX_LINE);

  *cut = g_utf8_strlen (text, -1) >= (glong) MAX_TEXT;
  return text;
}

DermagaPracticeReading *
dermaga_practice_reading_new (DermagaPracticeMessage *message, const char *image)
{
  DermagaPracticeReading *self = g_new0 (DermagaPracticeReading, 1);
  GBytes *contents = dermaga_practice_message_get_contents (message);
  gsize length;
  const char *octets = g_bytes_get_data (contents, &length);
  const char *data = length > 0 ? octets : "";
  gsize header = dermaga_practice_header_length (data, length);
  g_autoptr (GMimeMessage) parsed = dermaga_practice_mime_parse (contents);

  self->fields = g_ptr_array_new_with_free_func (field_free);
  self->files = g_ptr_array_new_with_free_func (file_free);
  read_header (self, data, header);
  self->source = read_lines (data, length, &self->source_cut);
  if (parsed != NULL)
    read_parts (self, parsed, image);
  else
    {
      self->strange = TRUE;
      self->text = read_lines (data + header, length - header, &self->text_cut);
    }
  if (dermaga_practice_message_get_protocol (message) == DERMAGA_PROTOCOL_SMTP)
    {
      self->sender_differs = dermaga_practice_sender_differs (message, data, header);
      self->unnamed = dermaga_practice_dup_unnamed (message, data, header);
    }
  else
    self->unnamed = g_new0 (char *, 1);
  return self;
}

GBytes *
dermaga_practice_reading_extract (DermagaPracticeMessage *message, guint index)
{
  g_autoptr (GMimeMessage) parsed
    = dermaga_practice_mime_parse (dermaga_practice_message_get_contents (message));
  g_autoptr (GArray) parts = NULL;
  gboolean cut;

  if (parsed == NULL)
    return NULL;
  parts = dermaga_practice_parts_list (parsed, &cut);
  for (guint i = 0; i < parts->len; i++)
    {
      const DermagaPracticePart *part = &g_array_index (parts, DermagaPracticePart, i);

      if (part->kind == DERMAGA_PRACTICE_PART_FILE && index-- == 0)
        return dermaga_practice_part_dup_octets (part);
    }
  return NULL;
}

char *
dermaga_practice_reading_file_name (DermagaPracticeMessage *message, const char *otherwise)
{
  return dermaga_practice_file_name (dermaga_practice_message_get_subject (message), ".eml",
                                     otherwise);
}
