#include "config.h"

#include "net/dermaga-dns-message.h"

#include "base/dermaga-target.h"

#include <ares.h>

#define HEADER_SIZE 12
#define MAX_ADDRESSES 16u
#define MAX_RECORDS 32u
#define MAX_TEXT 4096
#define MAX_SEEN 1000u
#define MAX_ALIASES 8u

#define CLASS_IN 1
#define TYPE_CNAME 5

typedef struct {
  const guint8 *bytes;
  gsize length;
  gsize position;
} Reader;

typedef struct {
  char *owner; /* as c-ares expands it, unusual characters escaped */
  guint16 type;
  guint16 class;
  gsize data;
  gsize data_length;
} ResourceRecord;

static void
resource_record_clear (gpointer data)
{
  g_free (((ResourceRecord *) data)->owner);
}

static void
record_free (gpointer data)
{
  DermagaDnsRecord *record = data;

  g_free (record->target);
  g_free (record);
}

int
dermaga_dns_type_to_number (DermagaDnsType type)
{
  static const int numbers[] = { [DERMAGA_DNS_A] = 1, [DERMAGA_DNS_AAAA] = 28,
                                 [DERMAGA_DNS_SRV] = 33, [DERMAGA_DNS_MX] = 15,
                                 [DERMAGA_DNS_TXT] = 16 };

  return numbers[type];
}

DermagaDnsAnswer *
dermaga_dns_answer_new (DermagaDnsStatus status)
{
  DermagaDnsAnswer *answer = g_new0 (DermagaDnsAnswer, 1);

  answer->status = status;
  answer->addresses = g_ptr_array_new_with_free_func (g_object_unref);
  answer->records = g_ptr_array_new_with_free_func (record_free);
  answer->texts = g_ptr_array_new_with_free_func (g_free);
  return answer;
}

void
dermaga_dns_answer_free (DermagaDnsAnswer *answer)
{
  if (answer == NULL)
    return;
  g_ptr_array_unref (answer->addresses);
  g_ptr_array_unref (answer->records);
  g_ptr_array_unref (answer->texts);
  g_free (answer);
}

/* Blockers answer 0.0.0.0, which the kernel would take for this computer. */
static gboolean
address_is_usable (GInetAddress *address)
{
  return !g_inet_address_get_is_any (address) && !g_inet_address_get_is_multicast (address);
}

static gboolean
address_equal (gconstpointer a, gconstpointer b)
{
  return g_inet_address_equal ((GInetAddress *) a, (GInetAddress *) b);
}

void
dermaga_dns_answer_add_address (DermagaDnsAnswer *answer, GInetAddress *address)
{
  if (answer->addresses->len < MAX_ADDRESSES && address_is_usable (address)
      && !g_ptr_array_find_with_equal_func (answer->addresses, address, address_equal, NULL))
    g_ptr_array_add (answer->addresses, g_object_ref (address));
}

static guint16
read_u16 (const guint8 *bytes)
{
  return (guint16) (bytes[0] << 8 | bytes[1]);
}

/* @used: octets that the name takes at @position. */
static char *
expand_name (const guint8 *bytes, gsize length, gsize position, gsize *used)
{
  char *expanded = NULL;
  char *name;
  long encoded = 0;

  if (position >= length
      || ares_expand_name (bytes + position, bytes, (int) length, &expanded, &encoded)
           != ARES_SUCCESS)
    return NULL;
  name = g_strdup (expanded);
  ares_free_string (expanded);
  *used = (gsize) encoded;
  return name;
}

static gboolean
skip_question (Reader *reader)
{
  gsize used;
  g_autofree char *name = expand_name (reader->bytes, reader->length, reader->position, &used);

  if (name == NULL || reader->length - reader->position < used + 4)
    return FALSE;
  reader->position += used + 4;
  return TRUE;
}

static gboolean
read_record (Reader *reader, ResourceRecord *record)
{
  const guint8 *fixed;
  gsize used;

  record->owner = expand_name (reader->bytes, reader->length, reader->position, &used);
  if (record->owner == NULL)
    return FALSE;
  if (reader->length - reader->position < used + 10)
    return FALSE;
  fixed = reader->bytes + reader->position + used;
  record->type = read_u16 (fixed);
  record->class = read_u16 (fixed + 2);
  record->data_length = read_u16 (fixed + 8);
  record->data = reader->position + used + 10;
  if (reader->length - record->data < record->data_length)
    return FALSE;
  reader->position = record->data + record->data_length;
  return TRUE;
}

/* Returns: (nullable): the answer section, %NULL when the message is broken. */
static GArray *
read_answers (const guint8 *bytes, gsize length)
{
  g_autoptr (GArray) records = g_array_new (FALSE, TRUE, sizeof (ResourceRecord));
  Reader reader = { bytes, length, HEADER_SIZE };
  guint n_questions = read_u16 (bytes + 4);
  guint n_answers = MIN (read_u16 (bytes + 6), MAX_SEEN);

  g_array_set_clear_func (records, resource_record_clear);
  if (n_questions != 1 || !skip_question (&reader))
    return NULL;
  for (guint i = 0; i < n_answers; i++)
    {
      g_array_set_size (records, i + 1);
      if (!read_record (&reader, &g_array_index (records, ResourceRecord, i)))
        return NULL;
    }
  return g_steal_pointer (&records);
}

static gboolean
add_host (DermagaDnsAnswer *answer, const guint8 *bytes, gsize length, const ResourceRecord *record,
          gsize fixed)
{
  const guint8 *data = bytes + record->data;
  DermagaDnsRecord *host;
  g_autofree char *target = NULL;
  gsize used;

  if (record->data_length <= fixed)
    return FALSE;
  target = expand_name (bytes, length, record->data + fixed, &used);
  if (target == NULL || used != record->data_length - fixed)
    return FALSE;
  if (g_str_equal (target, "."))
    target[0] = '\0';
  if (target[0] != '\0' && !dermaga_host_is_valid (target))
    return TRUE; /* unusual, and no host of ours: left out */

  host = g_new0 (DermagaDnsRecord, 1);
  host->priority = read_u16 (data);
  if (fixed == 6)
    {
      host->weight = read_u16 (data + 2);
      host->port = read_u16 (data + 4);
    }
  host->target = g_ascii_strdown (target, -1);
  g_ptr_array_add (answer->records, host);
  return TRUE;
}

/* RFC 1035 §3.3.14: strings, each behind its length; a longer text is cut into several. */
static gboolean
add_text (DermagaDnsAnswer *answer, const guint8 *bytes, const ResourceRecord *record)
{
  const guint8 *data = bytes + record->data;
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean printable = record->data_length <= MAX_TEXT;

  for (gsize i = 0; i < record->data_length; i += data[i] + 1u)
    {
      if (data[i] >= record->data_length - i)
        return FALSE;
      for (gsize j = i + 1; j <= i + data[i]; j++)
        printable = printable && data[j] >= 0x20 && data[j] < 0x7f;
      g_string_append_len (text, (const char *) data + i + 1, data[i]);
    }
  if (printable)
    g_ptr_array_add (answer->texts, g_string_free (g_steal_pointer (&text), FALSE));
  return TRUE;
}

static gboolean
add_record (DermagaDnsAnswer *answer, const guint8 *bytes, gsize length, DermagaDnsType type,
            const ResourceRecord *record)
{
  gsize address_size = type == DERMAGA_DNS_A ? 4 : 16;
  g_autoptr (GInetAddress) address = NULL;

  switch (type)
    {
    case DERMAGA_DNS_SRV:
      return add_host (answer, bytes, length, record, 6);
    case DERMAGA_DNS_MX:
      return add_host (answer, bytes, length, record, 2);
    case DERMAGA_DNS_TXT:
      return add_text (answer, bytes, record);
    case DERMAGA_DNS_A:
    case DERMAGA_DNS_AAAA:
      if (record->data_length != address_size)
        return FALSE;
      address = g_inet_address_new_from_bytes (bytes + record->data,
                                               type == DERMAGA_DNS_A ? G_SOCKET_FAMILY_IPV4
                                                                     : G_SOCKET_FAMILY_IPV6);
      dermaga_dns_answer_add_address (answer, address);
      return TRUE;
    }
  g_assert_not_reached ();
}

static int
compare_records (gconstpointer a, gconstpointer b)
{
  const DermagaDnsRecord *first = *(DermagaDnsRecord *const *) a;
  const DermagaDnsRecord *second = *(DermagaDnsRecord *const *) b;

  if (first->priority != second->priority)
    return first->priority < second->priority ? -1 : 1;
  if (first->weight != second->weight)
    return first->weight > second->weight ? -1 : 1;
  return g_strcmp0 (first->target, second->target);
}

/* Takes the records of @owner. @alias: (out): where its CNAME leads, %NULL without one. */
static gboolean
collect (DermagaDnsAnswer *answer, GArray *records, const guint8 *bytes, gsize length,
         DermagaDnsType type, const char *owner, gboolean *any, char **alias)
{
  for (guint i = 0; i < records->len; i++)
    {
      const ResourceRecord *record = &g_array_index (records, ResourceRecord, i);
      gsize used;

      if (record->class != CLASS_IN || g_ascii_strcasecmp (record->owner, owner) != 0)
        continue;
      if (record->type == dermaga_dns_type_to_number (type))
        {
          *any = TRUE;
          if (!add_record (answer, bytes, length, type, record))
            return FALSE;
        }
      else if (record->type == TYPE_CNAME && *alias == NULL)
        {
          *alias = expand_name (bytes, length, record->data, &used);
          if (*alias == NULL)
            return FALSE;
        }
    }
  return TRUE;
}

static DermagaDnsStatus
fill (DermagaDnsAnswer *answer, const guint8 *bytes, gsize length, const char *name,
      DermagaDnsType type)
{
  g_autoptr (GArray) records = read_answers (bytes, length);
  g_autofree char *owner = g_strdup (name);
  gboolean any = FALSE;

  if (records == NULL)
    return DERMAGA_DNS_SERVFAIL;
  for (guint hop = 0; hop <= MAX_ALIASES; hop++)
    {
      g_autofree char *alias = NULL;

      if (!collect (answer, records, bytes, length, type, owner, &any, &alias))
        return DERMAGA_DNS_SERVFAIL;
      if (any || alias == NULL)
        break;
      g_free (owner);
      owner = g_steal_pointer (&alias);
    }
  g_ptr_array_sort (answer->records, compare_records);
  if (answer->records->len > MAX_RECORDS)
    g_ptr_array_set_size (answer->records, MAX_RECORDS);
  if (answer->texts->len > MAX_RECORDS)
    g_ptr_array_set_size (answer->texts, MAX_RECORDS);
  return answer->records->len + answer->addresses->len + answer->texts->len > 0
           ? DERMAGA_DNS_FOUND
           : DERMAGA_DNS_NODATA;
}

DermagaDnsAnswer *
dermaga_dns_message_parse (const guint8 *bytes, gsize length, const char *name, DermagaDnsType type)
{
  DermagaDnsAnswer *answer = dermaga_dns_answer_new (DERMAGA_DNS_SERVFAIL);

  if (length < HEADER_SIZE || length > G_MAXUINT16)
    return answer;
  switch (bytes[3] & 0x0f)
    {
    case 0:
      answer->status = fill (answer, bytes, length, name, type);
      if (answer->status == DERMAGA_DNS_SERVFAIL)
        {
          g_ptr_array_set_size (answer->addresses, 0);
          g_ptr_array_set_size (answer->records, 0);
          g_ptr_array_set_size (answer->texts, 0);
        }
      return answer;
    case 3:
      answer->status = DERMAGA_DNS_NXDOMAIN;
      return answer;
    default:
      return answer;
    }
}
