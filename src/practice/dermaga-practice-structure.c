#include "config.h"

#include "practice/dermaga-practice-structure.h"

#include "practice/dermaga-practice-header.h"
#include "practice/dermaga-practice-section.h"

#include <string.h>

#define MAX_DEPTH 32u
#define MAX_PARAMETERS 50

static void
append_upper (GString *out, const char *text, const char *otherwise)
{
  g_autofree char *upper = g_ascii_strup (text != NULL && *text != '\0' ? text : otherwise, -1);

  dermaga_practice_append_string (out, upper);
}

static void
append_parameters (GString *out, GMimeParamList *list)
{
  int count = list != NULL ? MIN (g_mime_param_list_length (list), MAX_PARAMETERS) : 0;

  for (int i = 0; i < count; i++)
    {
      GMimeParam *parameter = g_mime_param_list_get_parameter_at (list, i);
      const char *value = g_mime_param_get_value (parameter);
      g_autofree char *encoded
        = g_mime_utils_header_encode_text (NULL, value != NULL ? value : "", NULL);

      g_string_append (out, i > 0 ? " " : "(");
      append_upper (out, g_mime_param_get_name (parameter), "X");
      g_string_append (out, " ");
      dermaga_practice_append_string (out, encoded);
    }
  g_string_append (out, count > 0 ? ")" : "NIL");
}

static void
append_disposition (GString *out, GMimeObject *object)
{
  GMimeContentDisposition *disposition = g_mime_object_get_content_disposition (object);

  if (disposition == NULL)
    {
      g_string_append (out, "NIL");
      return;
    }
  g_string_append (out, "(");
  append_upper (out, g_mime_content_disposition_get_disposition (disposition), "ATTACHMENT");
  g_string_append (out, " ");
  append_parameters (out, g_mime_content_disposition_get_parameters (disposition));
  g_string_append (out, ")");
}

static guint
count_lines (GBytes *octets)
{
  gsize length;
  const char *data = g_bytes_get_data (octets, &length);
  guint n_lines = 0;

  for (const char *p = data; length > 0 && p != NULL && p < data + length; n_lines++)
    {
      p = memchr (p, '\n', (gsize) (data + length - p));
      if (p == NULL)
        break;
      p++;
    }
  return n_lines;
}

static void append_part (GString *out, GMimeObject *object, gboolean extended, guint depth);

static void
append_multipart (GString *out, GMimeObject *object, gboolean extended, guint depth)
{
  GMimeMultipart *multipart = GMIME_MULTIPART (object);
  GMimeContentType *type = g_mime_object_get_content_type (object);

  g_string_append (out, "(");
  for (int i = 0; i < g_mime_multipart_get_count (multipart); i++)
    append_part (out, g_mime_multipart_get_part (multipart, i), extended, depth + 1);
  g_string_append (out, " ");
  append_upper (out, g_mime_content_type_get_media_subtype (type), "MIXED");
  if (extended)
    {
      g_string_append (out, " ");
      append_parameters (out, g_mime_content_type_get_parameters (type));
      g_string_append (out, " ");
      append_disposition (out, object);
      g_string_append (out, " NIL NIL");
    }
  g_string_append (out, ")");
}

/* A mail inside a mail: its envelope, its structure, its lines. */
static void
append_inner (GString *out, GMimeObject *object, GBytes *octets, gboolean extended, guint depth)
{
  GMimeMessage *message = g_mime_message_part_get_message (GMIME_MESSAGE_PART (object));
  GMimeObject *body = message != NULL ? g_mime_message_get_mime_part (message) : NULL;
  gsize length;
  const char *data = g_bytes_get_data (octets, &length);

  g_string_append (out, " ");
  dermaga_practice_append_envelope (out, data, dermaga_practice_header_length (data, length));
  g_string_append (out, " ");
  if (body != NULL)
    append_part (out, body, extended, depth + 1);
  else
    g_string_append (out, "(\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 0 0)");
  g_string_append_printf (out, " %u", count_lines (octets));
}

static const char *
encoding_of (GMimeObject *object)
{
  const char *encoding = NULL;

  if (GMIME_IS_PART (object))
    encoding
      = g_mime_content_encoding_to_string (g_mime_part_get_content_encoding (GMIME_PART (object)));
  return encoding;
}

static void
append_leaf (GString *out, GMimeObject *object, gboolean extended, guint depth)
{
  GMimeContentType *type = g_mime_object_get_content_type (object);
  g_autoptr (GBytes) octets = dermaga_practice_part_read (object);
  gboolean is_inner = GMIME_IS_MESSAGE_PART (object) && depth < MAX_DEPTH;
  const char *description = g_mime_object_get_header (object, "Content-Description");
  gboolean is_text = g_mime_content_type_is_type (type, "text", "*");

  g_string_append (out, "(");
  append_upper (out, g_mime_content_type_get_media_type (type), "TEXT");
  g_string_append (out, " ");
  append_upper (out, g_mime_content_type_get_media_subtype (type), "PLAIN");
  g_string_append (out, " ");
  append_parameters (out, g_mime_content_type_get_parameters (type));
  g_string_append (out, " ");
  dermaga_practice_append_string (out, g_mime_object_get_header (object, "Content-Id"));
  g_string_append (out, " ");
  dermaga_practice_append_string (out, description);
  g_string_append (out, " ");
  append_upper (out, encoding_of (object), "7BIT");
  g_string_append_printf (out, " %" G_GSIZE_FORMAT, g_bytes_get_size (octets));
  if (is_inner)
    append_inner (out, object, octets, extended, depth);
  else if (is_text)
    g_string_append_printf (out, " %u", count_lines (octets));
  if (extended)
    {
      g_string_append (out, " NIL ");
      append_disposition (out, object);
      g_string_append (out, " NIL NIL");
    }
  g_string_append (out, ")");
}

/* What lies too deep is not taken apart any more. */
static void
append_deep (GString *out, GMimeObject *object)
{
  g_autoptr (GBytes) octets = dermaga_practice_part_read (object);

  g_string_append_printf (out,
                          "(\"APPLICATION\" \"OCTET-STREAM\" NIL NIL NIL \"7BIT\" %" G_GSIZE_FORMAT
                          ")",
                          g_bytes_get_size (octets));
}

static void
append_part (GString *out, GMimeObject *object, gboolean extended, guint depth)
{
  if (depth >= MAX_DEPTH)
    append_deep (out, object);
  else if (GMIME_IS_MULTIPART (object)
           && g_mime_multipart_get_count (GMIME_MULTIPART (object)) > 0)
    append_multipart (out, object, extended, depth);
  else
    append_leaf (out, object, extended, depth);
}

static void
append_flat (GString *out, GBytes *contents, gboolean extended)
{
  gsize length;
  const char *data = g_bytes_get_data (contents, &length);
  gsize header = dermaga_practice_header_length (data, length);
  g_autoptr (GBytes) text = g_bytes_new_from_bytes (contents, header, length - header);

  g_string_append_printf (out, "(\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" %" G_GSIZE_FORMAT " %u",
                          length - header, count_lines (text));
  g_string_append (out, extended ? " NIL NIL NIL NIL)" : ")");
}

void
dermaga_practice_append_structure (GString *out, GBytes *contents, GMimeMessage *parsed,
                                   gboolean extended)
{
  GMimeObject *body = parsed != NULL ? g_mime_message_get_mime_part (parsed) : NULL;

  if (body != NULL)
    append_part (out, body, extended, 0);
  else
    append_flat (out, contents, extended);
}
