#include "config.h"

#include "conversation.h"

#include <string.h>

/* POP3. */

#define FIRST "Subject: satu\r\n\r\n.titik\r\ndua\r\n"
#define SECOND "Subject: dua\r\n\r\nbaris\r\nakhir" /* without a line end */

static DermagaPracticeStore *
two_mails (void)
{
  DermagaPracticeStore *store = dermaga_practice_store_new (NULL);

  conversation_deliver (store, FIRST);
  conversation_deliver (store, SECOND);
  return store;
}

static void
test_reading (void)
{
  static const struct { const char *line; const char *answer; } cases[] = {
    { "STAT", "+OK 2 58\r\n" },
    { "LIST", "+OK\r\n1 30\r\n2 28\r\n.\r\n" },
    { "LIST 2", "+OK 2 28\r\n" },
    { "LIST 3", "-ERR There is no such mail\r\n" },
    { "LIST 0", "-ERR The number of a mail is meant\r\n" },
    { "LIST -1", "-ERR The number of a mail is meant\r\n" },
    { "LIST 1x", "-ERR The number of a mail is meant\r\n" },
    { "LIST 99999999999999999999", "-ERR The number of a mail is meant\r\n" },
    { "RETR 1", "+OK 30 octets\r\nSubject: satu\r\n\r\n..titik\r\ndua\r\n.\r\n" },
    { "RETR 2", "+OK 28 octets\r\nSubject: dua\r\n\r\nbaris\r\nakhir\r\n.\r\n" },
    { "TOP 1 0", "+OK The top follows\r\nSubject: satu\r\n\r\n.\r\n" },
    { "TOP 1 1", "+OK The top follows\r\nSubject: satu\r\n\r\n..titik\r\n.\r\n" },
    { "TOP 2 9", "+OK The top follows\r\nSubject: dua\r\n\r\nbaris\r\nakhir\r\n.\r\n" },
    { "TOP 1", "-ERR How many lines?\r\n" },
    { "TOP 1 x", "-ERR How many lines?\r\n" },
    { "USER x", "-ERR You are signed in already\r\n" },
    { "DELE 1", "+OK It goes when you say QUIT\r\n" },
    { "DELE 1", "-ERR There is no such mail\r\n" },
    { "RETR 1", "-ERR There is no such mail\r\n" },
    { "STAT", "+OK 1 28\r\n" },
    { "LIST", "+OK\r\n2 28\r\n.\r\n" },
    { "RSET", "+OK\r\n" },
    { "STAT", "+OK 2 58\r\n" },
    { "DELE 2", "+OK It goes when you say QUIT\r\n" },
  };
  g_autoptr (DermagaPracticeStore) store = two_mails ();
  g_autoptr (Conversation) talk = conversation_signed_in (&dermaga_practice_pop3, 995, store);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_said (talk, cases[i].line, cases[i].answer);
  g_assert_cmpuint (dermaga_practice_store_get_count (store), ==, 2);
  assert_said (talk, "QUIT", "+OK Goodbye\r\n");
  g_assert_cmpuint (dermaga_practice_store_get_count (store), ==, 1);
  g_assert_nonnull (dermaga_practice_store_find (store, 1));
}

/* Who hangs up without QUIT deletes nothing. */
static void
test_hung_up (void)
{
  g_autoptr (DermagaPracticeStore) store = two_mails ();
  Conversation *talk = conversation_signed_in (&dermaga_practice_pop3, 995, store);

  assert_holds (talk, "DELE 1", "+OK ");
  conversation_free (talk);
  g_assert_cmpuint (dermaga_practice_store_get_count (store), ==, 2);
}

/* What came or went meanwhile: numbers stay what they were at sign-in. */
static void
test_meanwhile (void)
{
  g_autoptr (DermagaPracticeStore) store = two_mails ();
  g_autoptr (Conversation) talk = conversation_signed_in (&dermaga_practice_pop3, 995, store);

  conversation_deliver (store, FIRST);
  dermaga_practice_store_remove (store, 1);
  assert_said (talk, "STAT", "+OK 1 28\r\n");
  assert_said (talk, "RETR 1", "-ERR There is no such mail\r\n");
  assert_said (talk, "LIST", "+OK\r\n2 28\r\n.\r\n");
}

static void
test_uidl (void)
{
  g_autoptr (DermagaPracticeStore) store = two_mails ();
  g_autoptr (Conversation) talk = conversation_signed_in (&dermaga_practice_pop3, 995, store);
  guint32 validity = dermaga_practice_store_get_validity (store);
  g_autofree char *all
    = g_strdup_printf ("+OK\r\n1 %08x00000001\r\n2 %08x00000002\r\n.\r\n", validity, validity);
  g_autofree char *one = g_strdup_printf ("+OK 2 %08x00000002\r\n", validity);

  assert_said (talk, "UIDL", all);
  assert_said (talk, "UIDL 2", one);
}

static void
test_sign_in (void)
{
  g_autoptr (Conversation) talk = conversation_new (&dermaga_practice_pop3, 110, TRUE, NULL);

  assert_said (talk, "PASS practice", "-ERR USER first\r\n");
  assert_said (talk, "USER budi", "+OK And the password?\r\n");
  assert_said (talk, "PASS sandi", "-ERR [AUTH] Wrong user name or password\r\n");
  assert_said (talk, "PASS practice", "-ERR USER first\r\n");
  assert_said (talk, "AUTH", "+OK Mechanisms follow\r\nPLAIN\r\nLOGIN\r\n.\r\n");
  assert_said (talk, "AUTH PLAIN", "+ \r\n");
  assert_said (talk, "*", "-ERR Cancelled\r\n");
  assert_said (talk, "AUTH LOGIN", "+ VXNlcm5hbWU6\r\n");
  assert_said (talk, "YnVkaQ==", "+ UGFzc3dvcmQ6\r\n");
  assert_said (talk, "cHJhY3RpY2U=", "+OK You are signed in\r\n");
  assert_said (talk, "STAT", "+OK 0 0\r\n");
}

/* A list goes out piece by piece, and is whole. */
static void
test_long_list (void)
{
  g_autoptr (DermagaPracticeStore) store = dermaga_practice_store_new (NULL);
  g_autoptr (Conversation) talk = NULL;
  g_autofree char *heard = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 1700; i++)
    conversation_deliver (store, SECOND);
  talk = conversation_signed_in (&dermaga_practice_pop3, 995, store);
  conversation_say (talk, "LIST\r\nNOOP\r\n", -1);
  heard = conversation_take (talk);
  lines = g_strsplit (heard, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 1700 + 1 + 1 + 1);
  g_assert_cmpstr (lines[1700], ==, "1700 28");
  g_assert_cmpstr (lines[1702], ==, "+OK");
}

static void
test_pieces (void)
{
  static const char said[] = "USER budi\r\nPASS practice\r\nRETR 1\r\nTOP 2 1\r\nLIST\r\nQUIT\r\n";
  g_autoptr (DermagaPracticeStore) store = two_mails ();
  g_autofree char *whole = NULL;

  for (gsize piece = sizeof said - 1; piece > 0; piece--)
    {
      g_autoptr (Conversation) talk = conversation_new (&dermaga_practice_pop3, 995, TRUE, store);
      g_autofree char *heard = NULL;

      conversation_say_in_pieces (talk, said, -1, piece);
      heard = conversation_take (talk);
      if (whole == NULL)
        whole = g_steal_pointer (&heard);
      else
        g_assert_cmpstr (heard, ==, whole);
      g_assert_cmpint (talk->next, ==, DERMAGA_PRACTICE_LEAVE);
    }
  g_assert_true (g_str_has_suffix (whole, "+OK Goodbye\r\n"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice-fetching/reading", test_reading);
  g_test_add_func ("/practice-fetching/hung-up", test_hung_up);
  g_test_add_func ("/practice-fetching/meanwhile", test_meanwhile);
  g_test_add_func ("/practice-fetching/uidl", test_uidl);
  g_test_add_func ("/practice-fetching/sign-in", test_sign_in);
  g_test_add_func ("/practice-fetching/long-list", test_long_list);
  g_test_add_func ("/practice-fetching/pieces", test_pieces);
  return g_test_run ();
}
