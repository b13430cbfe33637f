#include "config.h"

#include "model/dermaga-pacc-digest.h"

#include <string.h>

#define VERSION "UAAC1"
#define ALGORITHM "sha256"
#define BLANK " \t"

/* What one TXT record says; the tags are not owned. */
typedef struct {
  char *version;
  char *algorithm;
  char *digest;
  gboolean broken;
} Record;

static char *
strip_blank (char *text)
{
  gsize length;

  text += strspn (text, BLANK);
  length = strlen (text);
  while (length > 0 && strchr (BLANK, text[length - 1]) != NULL)
    text[--length] = '\0';
  return text;
}

static gboolean
is_name (const char *name)
{
  const char *end = name;

  while (g_ascii_isalnum (*end))
    end++;
  return end > name && *end == '\0';
}

static gboolean
is_value (const char *value)
{
  const char *end = value;

  while (g_ascii_isgraph (*end))
    end++;
  return end > value && *end == '\0';
}

/* A tag that is given twice means nothing: nobody can say which was meant. */
static void
set_tag (Record *record, char **tag, char *value)
{
  record->broken |= *tag != NULL;
  *tag = value;
}

static void
read_tag (Record *record, char *specification)
{
  char *value = strchr (specification, '=');
  char *name;

  if (value == NULL)
    {
      record->broken = TRUE;
      return;
    }
  *value = '\0';
  name = strip_blank (specification);
  value = strip_blank (value + 1);
  record->broken |= !is_name (name) || !is_value (value);
  if (g_str_equal (name, "v"))
    set_tag (record, &record->version, value);
  else if (g_str_equal (name, "a"))
    set_tag (record, &record->algorithm, value);
  else if (g_str_equal (name, "d"))
    set_tag (record, &record->digest, value);
}

/* Tags in any order, with white space around "=" and ";", and perhaps a last ";"; later versions of
 * the draft may add tags. @text is taken to pieces. */
static Record
read_record (char *text)
{
  Record record = { NULL };
  gsize length;

  text = strip_blank (text);
  length = strlen (text);
  if (length > 0 && text[length - 1] == ';')
    text[length - 1] = '\0';
  while (text != NULL)
    {
      char *next = strchr (text, ';');

      if (next != NULL)
        *next++ = '\0';
      read_tag (&record, text);
      text = next;
    }
  return record;
}

/* The canonical Base64 of a digest is the only one: comparing it needs no decoder. */
static char *
encode_digest (GBytes *document)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize digest_length = sizeof digest;
  gsize length;
  const guchar *bytes = g_bytes_get_data (document, &length);

  if (length > 0)
    g_checksum_update (checksum, bytes, (gssize) length);
  g_checksum_get_digest (checksum, digest, &digest_length);
  return g_base64_encode (digest, digest_length);
}

DermagaPaccDigest
dermaga_pacc_digest_check (GPtrArray *texts, GBytes *document)
{
  DermagaPaccDigest result = DERMAGA_PACC_DIGEST_ABSENT;
  g_autofree char *expected = document != NULL ? encode_digest (document) : NULL;

  g_return_val_if_fail (texts != NULL, DERMAGA_PACC_DIGEST_ABSENT);

  for (guint i = 0; i < texts->len; i++)
    {
      g_autofree char *text = g_strdup (g_ptr_array_index (texts, i));
      Record record = read_record (text);

      if (g_strcmp0 (record.version, VERSION) != 0)
        continue;
      if (!record.broken && record.algorithm != NULL && !g_str_equal (record.algorithm, ALGORITHM))
        continue;
      if (!record.broken && record.algorithm != NULL && expected != NULL
          && g_strcmp0 (record.digest, expected) == 0)
        return DERMAGA_PACC_DIGEST_MATCH;
      result = DERMAGA_PACC_DIGEST_MISMATCH;
    }
  return result;
}

char *
dermaga_pacc_digest_record (GBytes *document)
{
  g_autofree char *digest = NULL;

  g_return_val_if_fail (document != NULL, NULL);

  digest = encode_digest (document);
  return g_strconcat ("v=" VERSION "; a=" ALGORITHM "; d=", digest, NULL);
}
