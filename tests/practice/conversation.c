#include "config.h"

#include "conversation.h"

#include <string.h>

static void
hear (Conversation *self)
{
  guint8 buffer[100];
  gsize length;

  while ((length = dermaga_practice_output_take (self->session.out, buffer, sizeof buffer)) > 0)
    g_string_append_len (self->heard, (const char *) buffer, (gssize) length);
}

static gboolean
answer_line (Conversation *self)
{
  guint8 *newline
    = self->input->len > 0 ? memchr (self->input->data, '\n', self->input->len) : NULL;
  g_autofree char *line = NULL;
  gsize length;

  if (newline == NULL)
    return FALSE;
  length = (gsize) (newline - self->input->data);
  line = g_strndup ((const char *) self->input->data,
                    length > 0 && newline[-1] == '\r' ? length - 1 : length);
  g_byte_array_remove_range (self->input, 0, (guint) length + 1);
  self->next = self->session.protocol->answer (&self->session, line);
  return TRUE;
}

static gboolean
take_octets (Conversation *self)
{
  gsize used;

  if (self->input->len == 0)
    return FALSE;
  used = self->session.protocol->take (&self->session, self->input->data, self->input->len,
                                       &self->next);
  g_assert_cmpuint (used, >, 0);
  g_assert_cmpuint (used, <=, self->input->len);
  g_byte_array_remove_range (self->input, 0, (guint) used);
  return TRUE;
}

static void
go_on (Conversation *self)
{
  gboolean again = TRUE;

  while (again)
    {
      hear (self);
      switch (self->next)
        {
        case DERMAGA_PRACTICE_GO_ON:
          again = answer_line (self);
          break;
        case DERMAGA_PRACTICE_TAKE:
          again = take_octets (self);
          break;
        case DERMAGA_PRACTICE_MORE:
          self->next = self->session.protocol->more (&self->session);
          break;
        case DERMAGA_PRACTICE_START_TLS:
        case DERMAGA_PRACTICE_LEAVE:
          again = FALSE;
          break;
        }
    }
  hear (self);
}

Conversation *
conversation_new (const DermagaPracticeProtocol *protocol, guint16 port, gboolean secure,
                  DermagaPracticeStore *store)
{
  Conversation *self = g_new0 (Conversation, 1);

  self->store = store != NULL ? g_object_ref (store) : dermaga_practice_store_new (NULL);
  dermaga_practice_session_init (&self->session, protocol, self->store);
  self->session.port = port;
  self->session.secure = secure;
  self->session.implicit_tls = secure;
  self->session.starttls = TRUE;
  self->input = g_byte_array_new ();
  self->heard = g_string_new (NULL);
  protocol->greet (&self->session);
  hear (self);
  g_string_truncate (self->heard, 0);
  return self;
}

void
conversation_free (Conversation *self)
{
  dermaga_practice_session_clear (&self->session);
  g_byte_array_unref (self->input);
  g_string_free (self->heard, TRUE);
  g_object_unref (self->store);
  g_free (self);
}

void
conversation_say (Conversation *self, const char *bytes, gssize length)
{
  g_byte_array_append (self->input, (const guint8 *) bytes,
                       length < 0 ? (guint) strlen (bytes) : (guint) length);
  go_on (self);
}

void
conversation_say_in_pieces (Conversation *self, const char *bytes, gssize length, gsize piece)
{
  gsize all = length < 0 ? strlen (bytes) : (gsize) length;

  for (gsize i = 0; i < all; i += piece)
    conversation_say (self, bytes + i, (gssize) MIN (piece, all - i));
}

char *
conversation_take (Conversation *self)
{
  char *heard = g_strndup (self->heard->str, self->heard->len);

  g_string_truncate (self->heard, 0);
  return heard;
}

void
assert_said (Conversation *self, const char *line, const char *expected)
{
  g_autofree char *heard = NULL;

  conversation_say (self, line, -1);
  conversation_say (self, "\r\n", 2);
  heard = conversation_take (self);
  g_assert_cmpstr (heard, ==, expected);
}

void
assert_holds (Conversation *self, const char *line, const char *part)
{
  g_autofree char *heard = NULL;

  conversation_say (self, line, -1);
  conversation_say (self, "\r\n", 2);
  heard = conversation_take (self);
  if (strstr (heard, part) == NULL)
    g_assert_cmpstr (heard, ==, part);
}

Conversation *
conversation_signed_in (const DermagaPracticeProtocol *protocol, guint16 port,
                        DermagaPracticeStore *store)
{
  Conversation *self = conversation_new (protocol, port, TRUE, store);

  if (protocol == &dermaga_practice_smtp)
    {
      assert_holds (self, "EHLO here", "250-AUTH PLAIN LOGIN\r\n");
      assert_holds (self, "AUTH PLAIN AGJ1ZGkAcHJhY3RpY2U=", "235 ");
    }
  else if (protocol == &dermaga_practice_imap)
    assert_holds (self, "0 LOGIN budi practice", "0 OK ");
  else
    {
      assert_holds (self, "USER budi", "+OK ");
      assert_holds (self, "PASS practice", "+OK ");
    }
  g_assert_cmpstr (self->session.user, ==, "budi");
  return self;
}

guint32
conversation_deliver (DermagaPracticeStore *store, const char *mail)
{
  static char *recipients[] = { (char *) "budi@practice.test", NULL };
  const DermagaPracticeOrigin origin = { .protocol = DERMAGA_PROTOCOL_SMTP,
                                         .port = 465,
                                         .security = DERMAGA_SECURITY_TLS,
                                         .sender = "siti@contoh.test",
                                         .recipients = recipients,
                                         .mailbox = "INBOX",
                                         .date = 1769904000 };
  g_autoptr (GBytes) contents = g_bytes_new (mail, strlen (mail));

  return dermaga_practice_message_get_id (dermaga_practice_store_add (store, contents, &origin));
}
