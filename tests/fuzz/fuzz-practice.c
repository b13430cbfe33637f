#include "config.h"

#include "../practice/conversation.h"
#include "fuzz.h"

/* The first octet chooses the protocol and whether somebody is signed in, the second how the rest
 * is cut into pieces. There are two mails to read, the first of which is the input itself. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const DermagaPracticeProtocol *const protocols[]
    = { &dermaga_practice_smtp, &dermaga_practice_imap, &dermaga_practice_pop3 };
  static const DermagaPracticeLimits limits = { 20, 1 << 20, 1 << 18 };
  g_autoptr (DermagaPracticeStore) store = NULL;
  g_autoptr (Conversation) talk = NULL;
  g_autofree char *mail = NULL;
  const DermagaPracticeProtocol *protocol;

  if (size < 2)
    return 0;
  store = dermaga_practice_store_new (&limits);
  mail = g_strndup ((const char *) data + 2, size - 2);
  conversation_deliver (store, mail);
  conversation_deliver (store, "Subject: a\r\n\r\n.b\r\n");
  protocol = protocols[data[0] % 3];
  talk = (data[0] & 0x80) != 0 ? conversation_signed_in (protocol, 465, store)
                               : conversation_new (protocol, 25, TRUE, store);
  if ((data[0] & 0xc0) == 0xc0 && protocol == &dermaga_practice_imap)
    conversation_say (talk, "x SELECT INBOX\r\n", -1);
  conversation_say_in_pieces (talk, (const char *) data + 2, (gssize) size - 2, 1 + data[1] % 64);
  g_assert_cmpuint (dermaga_practice_store_get_count (store), <=, limits.n_mails);
  g_assert_cmpuint (dermaga_practice_store_get_octets (store), <=, limits.octets + size + 1024);
  return 0;
}
