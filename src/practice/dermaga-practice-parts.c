#include "config.h"

#include "practice/dermaga-practice-parts.h"

#include "base/dermaga-text.h"
#include "practice/dermaga-practice-section.h"

#define MAX_PARTS 200u
#define MAX_DEPTH 32u
#define MAX_TYPE 80u

static gboolean
is_file (GMimeObject *object)
{
  const char *disposition = g_mime_object_get_disposition (object);

  return !GMIME_IS_PART (object) || GMIME_IS_MESSAGE_PARTIAL (object)
         || (disposition != NULL && g_ascii_strcasecmp (disposition, "attachment") == 0)
         || g_mime_part_get_filename (GMIME_PART (object)) != NULL;
}

static DermagaPracticePartKind
get_kind (GMimeObject *object)
{
  GMimeContentType *type = g_mime_object_get_content_type (object);

  if (is_file (object))
    return DERMAGA_PRACTICE_PART_FILE;
  if (g_mime_content_type_is_type (type, "text", "html"))
    return DERMAGA_PRACTICE_PART_HTML;
  return g_mime_content_type_is_type (type, "text", "plain") ? DERMAGA_PRACTICE_PART_TEXT
                                                             : DERMAGA_PRACTICE_PART_FILE;
}

static void
list (GArray *parts, GMimeObject *object, guint depth, gboolean *cut)
{
  if (parts->len >= MAX_PARTS || depth >= MAX_DEPTH)
    {
      *cut = TRUE;
      return;
    }
  if (GMIME_IS_MULTIPART (object))
    {
      GMimeMultipart *multipart = GMIME_MULTIPART (object);
      int count = g_mime_multipart_get_count (multipart);

      for (int i = 0; i < count && parts->len <= MAX_PARTS && !*cut; i++)
        list (parts, g_mime_multipart_get_part (multipart, i), depth + 1, cut);
    }
  else
    {
      DermagaPracticePart part = { get_kind (object), object };

      g_array_append_val (parts, part);
    }
}

GArray *
dermaga_practice_parts_list (GMimeMessage *message, gboolean *cut)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (DermagaPracticePart));
  GMimeObject *root = g_mime_message_get_mime_part (message);

  *cut = FALSE;
  if (root != NULL)
    list (parts, root, 0, cut);
  return parts;
}

GBytes *
dermaga_practice_part_dup_octets (const DermagaPracticePart *part)
{
  return GMIME_IS_PART (part->object)
           ? dermaga_practice_mime_dup_octets (GMIME_PART (part->object))
           : dermaga_practice_part_read (part->object);
}

char *
dermaga_practice_part_dup_type (const DermagaPracticePart *part)
{
  GMimeContentType *type = g_mime_object_get_content_type (part->object);
  g_autofree char *whole = g_mime_content_type_get_mime_type (type);
  g_autofree char *lower = g_ascii_strdown (whole, -1);

  return dermaga_text_make_safe (lower, -1, MAX_TYPE);
}

typedef struct {
  const char *type;
  const char *extension;
} Ending;

static const char *
get_extension (const char *type)
{
  static const Ending endings[] = {
    { "message/rfc822", ".eml" },  { "text/plain", ".txt" },      { "text/html", ".html" },
    { "text/calendar", ".ics" },   { "text/csv", ".csv" },        { "image/png", ".png" },
    { "image/jpeg", ".jpg" },      { "image/gif", ".gif" },       { "image/svg+xml", ".svg" },
    { "application/pdf", ".pdf" }, { "application/zip", ".zip" }, { "application/json", ".json" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_equal (endings[i].type, type))
      return endings[i].extension;
  return ".bin";
}

/* (transfer full) (nullable): of a letter within the letter */
static char *
dup_subject (GMimeObject *object)
{
  GMimeMessage *inner = GMIME_IS_MESSAGE_PART (object)
                          ? g_mime_message_part_get_message (GMIME_MESSAGE_PART (object))
                          : NULL;

  return inner != NULL ? g_strdup (g_mime_message_get_subject (inner)) : NULL;
}

char *
dermaga_practice_part_dup_name (const DermagaPracticePart *part)
{
  const char *name
    = GMIME_IS_PART (part->object) ? g_mime_part_get_filename (GMIME_PART (part->object)) : NULL;
  g_autofree char *subject = dup_subject (part->object);
  g_autofree char *type = dermaga_practice_part_dup_type (part);

  if (name != NULL)
    return dermaga_practice_file_name (name, NULL, "part");
  return dermaga_practice_file_name (subject != NULL ? subject : "", get_extension (type), "part");
}
