#include "config.h"

#include "base/dermaga-target.h"
#include "fuzz.h"
#include "net/dermaga-dns-message.h"

#include <string.h>

/* A reply to a question about mail.test, up to its answers. */
static const guint8 head[] = { 0x12, 0x34, 0x81, 0x80, 0, 1, 0, 9, 0, 0, 0, 0,
                               4, 'm', 'a', 'i', 'l', 4, 't', 'e', 's', 't', 0, 0, 0, 0, 1 };
#define TYPE_AT 24

static void
check_answer (const DermagaDnsAnswer *answer)
{
  guint n_found = answer->addresses->len + answer->records->len + answer->texts->len;

  g_assert_cmpuint (answer->addresses->len, <=, 16);
  g_assert_cmpuint (answer->records->len, <=, 32);
  g_assert_cmpuint (answer->texts->len, <=, 32);
  g_assert_true ((answer->status == DERMAGA_DNS_FOUND) == (n_found > 0));
  for (guint i = 0; i < answer->records->len; i++)
    {
      const DermagaDnsRecord *record = g_ptr_array_index (answer->records, i);

      g_assert_true (*record->target == '\0' || dermaga_host_is_valid (record->target));
    }
  for (guint i = 0; i < answer->texts->len; i++)
    {
      const char *text = g_ptr_array_index (answer->texts, i);

      g_assert_cmpuint (strlen (text), <=, 4096);
      for (const char *p = text; *p != '\0'; p++)
        g_assert_true (g_ascii_isprint (*p));
    }
}

/* The first octet stands for the type; with its highest bit set, the second is the number of
 * answers and the rest is answers alone. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GByteArray) message = g_byte_array_new ();
  g_autoptr (DermagaDnsAnswer) answer = NULL;
  DermagaDnsType type;

  if (size < 2)
    return 0;
  type = (DermagaDnsType) (data[0] % (DERMAGA_DNS_TXT + 1));
  if (data[0] & 0x80)
    {
      g_byte_array_append (message, head, sizeof head);
      message->data[TYPE_AT] = (guint8) dermaga_dns_type_to_number (type);
      message->data[7] = data[1];
    }
  g_byte_array_append (message, data + 2, (guint) size - 2);
  answer = dermaga_dns_message_parse (message->data, message->len, "mail.test", type);
  check_answer (answer);
  return 0;
}
