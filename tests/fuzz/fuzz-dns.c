#include "config.h"

#include "base/dermaga-target.h"
#include "fuzz.h"
#include "net/dermaga-dns-message.h"

/* A reply to a question about mail.test, up to its answers. */
static const guint8 head[] = { 0x12, 0x34, 0x81, 0x80, 0, 1, 0, 9, 0, 0, 0, 0,
                               4, 'm', 'a', 'i', 'l', 4, 't', 'e', 's', 't', 0, 0, 0, 0, 1 };
#define TYPE_AT 24

static void
check_answer (const DermagaDnsAnswer *answer)
{
  guint n_found = answer->addresses->len + answer->records->len;

  g_assert_cmpuint (answer->addresses->len, <=, 16);
  g_assert_cmpuint (answer->records->len, <=, 32);
  g_assert_true ((answer->status == DERMAGA_DNS_FOUND) == (n_found > 0));
  for (guint i = 0; i < answer->records->len; i++)
    {
      const DermagaDnsRecord *record = g_ptr_array_index (answer->records, i);

      g_assert_true (*record->target == '\0' || dermaga_host_is_valid (record->target));
    }
}

/* Two bits of the first octet are the type; with another set, the rest is answers alone. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GByteArray) message = g_byte_array_new ();
  g_autoptr (DermagaDnsAnswer) answer = NULL;
  DermagaDnsType type;

  if (size == 0)
    return 0;
  type = (DermagaDnsType) (data[0] & 3);
  if (data[0] & 4)
    {
      g_byte_array_append (message, head, sizeof head);
      message->data[TYPE_AT] = (guint8) dermaga_dns_type_to_number (type);
      message->data[7] = data[0] >> 3;
    }
  g_byte_array_append (message, data + 1, (guint) size - 1);
  answer = dermaga_dns_message_parse (message->data, message->len, "mail.test", type);
  check_answer (answer);
  return 0;
}
