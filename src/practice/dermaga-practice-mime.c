#include "config.h"

#include "practice/dermaga-practice-mime.h"

#include "practice/dermaga-practice-header.h"

#include <errno.h>
#include <string.h>

#define MAX_SEARCHED (1024u * 1024)
#define MAX_PARTS 100
/* Each line of these kinds may become an object in memory. */
#define MAX_BOUNDARIES 20000u
#define MAX_FIELDS 200000u
/* Groups of addresses in groups: GMime goes down one call for each. */
#define MAX_COLONS 200u

static void
prepare (void)
{
  static gsize done = 0;

  if (g_once_init_enter (&done))
    {
      g_mime_init ();
      g_once_init_leave (&done, 1);
    }
}

char *
dermaga_practice_mime_decode (const char *value)
{
  prepare ();
  return g_mime_utils_header_decode_text (NULL, value);
}

/* "name:", as a field of some header begins */
static gboolean
may_be_field (const char *line, const char *end)
{
  const char *p = line;

  while (p < end && g_ascii_isgraph (*p) && *p != ':')
    p++;
  return p > line && p < end && *p == ':';
}

gboolean
dermaga_practice_mime_is_tame (const char *addresses, gsize length)
{
  guint n_colons = 0;

  for (gsize i = 0; i < length; i++)
    n_colons += addresses[i] == ':';
  return n_colons <= MAX_COLONS;
}

static gboolean
has_tame_addresses (const char *line, const char *end)
{
  static const char *const names[] = { "From", "Sender", "Reply-To", "To", "Cc", "Bcc" };
  DermagaPracticeField field = { 0 };

  if (!dermaga_practice_header_next (line, (gsize) (end - line), &field))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (dermaga_practice_field_is (&field, names[i]))
      return dermaga_practice_mime_is_tame (field.field, field.length);
  return TRUE;
}

static gboolean
is_affordable (const char *data, gsize length)
{
  const char *end = length > 0 ? data + length : data;
  guint n_boundaries = 0;
  guint n_fields = 0;

  for (const char *line = data; line != NULL && line < end;)
    {
      if (end - line > 2 && line[0] == '-' && line[1] == '-')
        n_boundaries++;
      else if (may_be_field (line, end))
        {
          n_fields++;
          if (!has_tame_addresses (line, end))
            return FALSE;
        }
      line = memchr (line, '\n', (gsize) (end - line));
      if (line != NULL)
        line++;
    }
  return n_boundaries <= MAX_BOUNDARIES && n_fields <= MAX_FIELDS;
}

GMimeMessage *
dermaga_practice_mime_parse (GBytes *contents)
{
  gsize length;
  const char *data = g_bytes_get_data (contents, &length);
  g_autoptr (GMimeStream) stream = NULL;
  g_autoptr (GMimeParser) parser = NULL;

  if (!is_affordable (data, length))
    return NULL;
  prepare ();
  stream = g_mime_stream_mem_new_with_buffer (length > 0 ? data : "", length);
  parser = g_mime_parser_new_with_stream (stream);
  return g_mime_parser_construct_message (parser, NULL);
}

/* The part's octets as they are in the mail, decoded by what its header says of them. */
static GByteArray *
decode_octets (GMimePart *part, gsize max)
{
  GMimeDataWrapper *content = g_mime_part_get_content (part);
  GMimeStream *stream = content != NULL ? g_mime_data_wrapper_get_stream (content) : NULL;
  GByteArray *octets = g_byte_array_new ();
  GMimeEncoding encoding;
  char raw[4096];
  gsize taken = 0;
  ssize_t length;

  if (stream == NULL)
    return octets;
  g_mime_stream_reset (stream);
  g_mime_encoding_init_decode (&encoding, g_mime_data_wrapper_get_encoding (content));
  while (taken < max && (length = g_mime_stream_read (stream, raw, sizeof raw)) > 0)
    {
      gsize before = octets->len;

      g_byte_array_set_size (octets, (guint) (before + g_mime_encoding_outlen (&encoding,
                                                                              (size_t) length)));
      before += g_mime_encoding_step (&encoding, raw, (size_t) length,
                                      (char *) octets->data + before);
      g_byte_array_set_size (octets, (guint) before);
      taken += (gsize) length;
    }
  return octets;
}

GBytes *
dermaga_practice_mime_dup_octets (GMimePart *part)
{
  return g_byte_array_free_to_bytes (decode_octets (part, G_MAXSIZE));
}

static void
append_converted (GString *text, GIConv converter, const GByteArray *octets)
{
  char *in = (char *) octets->data;
  gsize in_left = octets->len;
  char room[4096];

  while (in_left > 0)
    {
      char *out = room;
      gsize out_left = sizeof room;
      gsize done = g_iconv (converter, &in, &in_left, &out, &out_left);
      int error = errno;

      g_string_append_len (text, room, out - room);
      if (done != (gsize) -1 || error == E2BIG)
        continue;
      if (error != EILSEQ)
        return;
      g_string_append (text, "\xef\xbf\xbd");
      in++;
      in_left--;
    }
}

/* (nullable): %NULL for a charset that is not known here. What is not in it is marked, and costs
 * nothing but itself. */
static char *
convert (const GByteArray *octets, const char *charset)
{
  g_autoptr (GString) text = NULL;
  GIConv converter = g_iconv_open ("UTF-8", g_mime_charset_iconv_name (charset));

  if (converter == (GIConv) -1)
    return NULL;
  text = g_string_sized_new (octets->len);
  append_converted (text, converter, octets);
  g_iconv_close (converter);
  return g_utf8_make_valid (text->str, (gssize) text->len);
}

/* What is sent without a word about its charset, or with too small a one, is mostly this. */
static char *
guess (const GByteArray *octets)
{
  const char *text = (const char *) octets->data;
  char *converted = NULL;

  if (!g_utf8_validate (text, (gssize) octets->len, NULL))
    converted = convert (octets, "windows-1252");
  return converted != NULL ? converted : g_utf8_make_valid (text, (gssize) octets->len);
}

char *
dermaga_practice_mime_dup_text (GMimePart *part, gsize max)
{
  g_autoptr (GByteArray) octets = decode_octets (part, max);
  const char *charset
    = g_mime_object_get_content_type_parameter (GMIME_OBJECT (part), "charset");
  char *text = NULL;

  if (octets->len == 0)
    return g_strdup ("");
  if (charset == NULL || g_ascii_strcasecmp (charset, "us-ascii") == 0)
    return guess (octets);
  /* A charset that is a lie, or that is not known here, is no reason to show nothing. */
  if (g_ascii_strcasecmp (charset, "utf-8") != 0)
    text = convert (octets, charset);
  return text != NULL ? text
                      : g_utf8_make_valid ((const char *) octets->data, (gssize) octets->len);
}

static gboolean
text_has (const char *text, const char *folded)
{
  g_autofree char *other = g_utf8_casefold (text, -1);

  return strstr (other, folded) != NULL;
}

typedef struct {
  const char *folded;
  guint n_parts;
  gboolean found;
} Search;

static void
search_part (GMimeObject *parent, GMimeObject *object, gpointer data)
{
  Search *search = data;
  g_autofree char *text = NULL;

  if (search->found || search->n_parts++ >= MAX_PARTS || !GMIME_IS_PART (object)
      || !g_mime_content_type_is_type (g_mime_object_get_content_type (object), "text", "*"))
    return;
  text = dermaga_practice_mime_dup_text (GMIME_PART (object), MAX_SEARCHED);
  search->found = text_has (text, search->folded);
}

static gboolean
source_has (const char *data, gsize length, const char *text)
{
  gsize wanted = strlen (text);
  int first = g_ascii_tolower (*text);

  for (gsize i = 0; i + wanted <= length; i++)
    if (g_ascii_tolower (data[i]) == first && g_ascii_strncasecmp (data + i, text, wanted) == 0)
      return TRUE;
  return FALSE;
}

gboolean
dermaga_practice_mime_contains (GBytes *contents, gsize offset, const char *text)
{
  gsize length;
  const char *data = g_bytes_get_data (contents, &length);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *folded = g_utf8_casefold (valid, -1);
  g_autoptr (GMimeMessage) message = NULL;
  Search search = { .folded = folded };

  if (length > offset && source_has (data + offset, length - offset, text))
    return TRUE;
  message = dermaga_practice_mime_parse (contents);
  if (message != NULL)
    g_mime_message_foreach (message, search_part, &search);
  return search.found;
}

typedef struct {
  guint32 id;
  GMimeMessage *message; /* (nullable) */
} Parsed;

static void
parsed_free (gpointer data)
{
  Parsed *parsed = data;

  g_clear_object (&parsed->message);
  g_free (parsed);
}

GMimeMessage *
dermaga_practice_mime_get (DermagaPracticeStore *store, DermagaPracticeMessage *message)
{
  Parsed *parsed = g_object_get_data (G_OBJECT (store), "dermaga-parsed");
  guint32 id = dermaga_practice_message_get_id (message);

  if (parsed == NULL || parsed->id != id)
    {
      parsed = g_new0 (Parsed, 1);
      parsed->id = id;
      parsed->message
        = dermaga_practice_mime_parse (dermaga_practice_message_get_contents (message));
      g_object_set_data_full (G_OBJECT (store), "dermaga-parsed", parsed, parsed_free);
    }
  return parsed->message;
}
