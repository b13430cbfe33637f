#include "config.h"

#include "wire/dermaga-dialogue.h"

#include <string.h>

static void
feed (DermagaDialogue *dialogue, const char *text)
{
  dermaga_dialogue_feed (dialogue, (const guint8 *) text, strlen (text));
}

static void
assert_next (DermagaDialogue *dialogue, DermagaAction expected)
{
  GBytes *send = NULL;

  g_assert_cmpint (dermaga_dialogue_next (dialogue, &send), ==, expected);
  g_assert_null (send);
}

static char *
take_command (DermagaDialogue *dialogue)
{
  GBytes *send = NULL;
  char *command;

  g_assert_cmpint (dermaga_dialogue_next (dialogue, &send), ==, DERMAGA_ACTION_SEND);
  command = g_strndup (g_bytes_get_data (send, NULL), g_bytes_get_size (send));
  g_bytes_unref (send);
  return command;
}

static void
test_send_once (void)
{
  g_autoptr (DermagaDialogue) dialogue
    = dermaga_dialogue_new (DERMAGA_PROTOCOL_SMTP, DERMAGA_SECURITY_NONE, 1);
  g_autofree char *command = NULL;

  assert_next (dialogue, DERMAGA_ACTION_NEED_INPUT);
  feed (dialogue, "220 x\r\n");
  command = take_command (dialogue);
  g_assert_cmpstr (command, ==, "EHLO [127.0.0.1]\r\n");
  assert_next (dialogue, DERMAGA_ACTION_NEED_INPUT);
  assert_next (dialogue, DERMAGA_ACTION_NEED_INPUT);
}

static void
test_known_before_leaving (void)
{
  g_autoptr (DermagaDialogue) dialogue
    = dermaga_dialogue_new (DERMAGA_PROTOCOL_SMTP, DERMAGA_SECURITY_NONE, 1);
  g_autofree char *ehlo = NULL;
  g_autofree char *quit = NULL;

  feed (dialogue, "220 x\r\n");
  ehlo = take_command (dialogue);
  feed (dialogue, "250-x\r\n250 AUTH PLAIN\r\n");
  g_assert_cmpint (dermaga_dialogue_get_facts (dialogue)->stage, ==, DERMAGA_STAGE_LEAVE);
  g_assert_true (dermaga_dialogue_get_facts (dialogue)->clear.seen);
  /* Too early for an answer to QUIT, but nothing can be lost any more. */
  feed (dialogue, "221 bye\r\n");
  quit = take_command (dialogue);
  g_assert_cmpstr (quit, ==, "QUIT\r\n");
  dermaga_dialogue_end (dialogue);
  assert_next (dialogue, DERMAGA_ACTION_DONE);
  g_assert_cmpint (dermaga_dialogue_get_facts (dialogue)->trouble, ==, DERMAGA_TROUBLE_NONE);
}

static void
test_end_before_quit_was_sent (void)
{
  g_autoptr (DermagaDialogue) dialogue
    = dermaga_dialogue_new (DERMAGA_PROTOCOL_POP3, DERMAGA_SECURITY_NONE, 1);
  g_autofree char *capa = NULL;

  feed (dialogue, "+OK\r\n");
  capa = take_command (dialogue);
  feed (dialogue, "-ERR\r\n");
  dermaga_dialogue_expire (dialogue);
  assert_next (dialogue, DERMAGA_ACTION_DONE);
}

/* The driver hands over all TLS records of one read before it asks what to do. */
static void
test_chatty_before_command (void)
{
  g_autoptr (DermagaDialogue) dialogue
    = dermaga_dialogue_new (DERMAGA_PROTOCOL_IMAP, DERMAGA_SECURITY_TLS, 1);
  const DermagaFacts *facts = dermaga_dialogue_get_facts (dialogue);
  g_autofree char *ask = NULL;
  g_autofree char *answer = NULL;

  dermaga_dialogue_secured (dialogue);
  feed (dialogue, "* OK x\r\n");
  feed (dialogue, "* 3 EXISTS\r\n* CAPABILITY EARLY\r\n* OK [ALE");
  feed (dialogue, "RT] text\r\n");
  ask = take_command (dialogue);
  answer = g_strdup_printf ("* CAPABILITY IMAP4rev1\r\n%.*s OK done\r\n",
                            (int) strcspn (ask, " "), ask);
  feed (dialogue, answer);
  g_assert_cmpint (facts->stage, ==, DERMAGA_STAGE_LEAVE);
  g_assert_cmpstr (facts->secure.names[0], ==, "IMAP4REV1");
  g_assert_null (facts->secure.names[1]);
  g_assert_cmpstr (facts->alert_text, ==, "text");
}

static void
test_early_bytes (void)
{
  static const struct {
    DermagaProtocol protocol;
    const char *greeting;
    const char *early;
  } cases[] = {
    { DERMAGA_PROTOCOL_SMTP, "220 x\r\n", "2" },
    { DERMAGA_PROTOCOL_POP3, "+OK x\r\n", "+OK\r\n" },
    { DERMAGA_PROTOCOL_IMAP, "* OK x\r\n", "a1 OK done\r\n" },
    { DERMAGA_PROTOCOL_IMAP, "* OK x\r\n", "\x16\x03\x03" },
    { DERMAGA_PROTOCOL_IMAP, "* OK [CAPABILITY STARTTLS] x\r\n", "* 1 EXISTS\r\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DermagaDialogue) dialogue
        = dermaga_dialogue_new (cases[i].protocol, DERMAGA_SECURITY_STARTTLS, i);

      feed (dialogue, cases[i].greeting);
      feed (dialogue, cases[i].early);
      assert_next (dialogue, DERMAGA_ACTION_FAILED);
      g_assert_cmpint (dermaga_dialogue_get_facts (dialogue)->trouble, ==,
                       DERMAGA_TROUBLE_INJECTED);
    }
}

/* What was heard inside TLS is no result when that part did not end as it should. */
static void
test_nothing_half_secure (void)
{
  g_autoptr (DermagaDialogue) imap
    = dermaga_dialogue_new (DERMAGA_PROTOCOL_IMAP, DERMAGA_SECURITY_TLS, 1);
  g_autoptr (DermagaDialogue) smtp
    = dermaga_dialogue_new (DERMAGA_PROTOCOL_SMTP, DERMAGA_SECURITY_TLS, 1);
  g_autofree char *ehlo = NULL;

  dermaga_dialogue_secured (imap);
  feed (imap, "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] x\r\n* half a line");
  dermaga_dialogue_end (imap);
  assert_next (imap, DERMAGA_ACTION_FAILED);
  g_assert_false (dermaga_dialogue_get_facts (imap)->secure.seen);
  g_assert_null (dermaga_dialogue_get_facts (imap)->secure.auth[0]);

  dermaga_dialogue_secured (smtp);
  feed (smtp, "220 x\r\n");
  ehlo = take_command (smtp);
  feed (smtp, "250-x\r\n250 AUTH PLAIN\r\n250 more\r\n");
  assert_next (smtp, DERMAGA_ACTION_FAILED);
  g_assert_false (dermaga_dialogue_get_facts (smtp)->secure.seen);
  g_assert_null (dermaga_dialogue_get_facts (smtp)->secure.auth[0]);
}

static void
test_tls_comes_first (void)
{
  g_autoptr (DermagaDialogue) dialogue
    = dermaga_dialogue_new (DERMAGA_PROTOCOL_IMAP, DERMAGA_SECURITY_TLS, 1);

  assert_next (dialogue, DERMAGA_ACTION_START_TLS);
  assert_next (dialogue, DERMAGA_ACTION_START_TLS);
  dermaga_dialogue_secured (dialogue);
  assert_next (dialogue, DERMAGA_ACTION_NEED_INPUT);
  g_assert_cmpint (dermaga_dialogue_get_facts (dialogue)->stage, ==,
                   DERMAGA_STAGE_SECURE_GREETING);
}

static void
test_bytes_before_tls (void)
{
  g_autoptr (DermagaDialogue) dialogue
    = dermaga_dialogue_new (DERMAGA_PROTOCOL_SMTP, DERMAGA_SECURITY_TLS, 1);

  feed (dialogue, "2");
  assert_next (dialogue, DERMAGA_ACTION_FAILED);
  /* The handshake that was under way changes nothing. */
  dermaga_dialogue_secured (dialogue);
  assert_next (dialogue, DERMAGA_ACTION_FAILED);
  g_assert_cmpint (dermaga_dialogue_get_facts (dialogue)->trouble, ==, DERMAGA_TROUBLE_INJECTED);
  g_assert_cmpint (dermaga_dialogue_get_facts (dialogue)->stage, ==, DERMAGA_STAGE_HANDSHAKE);
}

static void
test_end_in_handshake (void)
{
  g_autoptr (DermagaDialogue) dialogue
    = dermaga_dialogue_new (DERMAGA_PROTOCOL_SMTP, DERMAGA_SECURITY_TLS, 1);

  dermaga_dialogue_end (dialogue);
  assert_next (dialogue, DERMAGA_ACTION_FAILED);
  g_assert_cmpint (dermaga_dialogue_get_facts (dialogue)->trouble, ==, DERMAGA_TROUBLE_EOF);
}

static char *
first_tag (guint32 seed)
{
  g_autoptr (DermagaDialogue) dialogue
    = dermaga_dialogue_new (DERMAGA_PROTOCOL_IMAP, DERMAGA_SECURITY_NONE, seed);
  g_autofree char *command = NULL;

  feed (dialogue, "* OK x\r\n");
  command = take_command (dialogue);
  g_assert_true (g_str_has_suffix (command, " CAPABILITY\r\n"));
  return g_strndup (command, strcspn (command, " "));
}

static void
test_tags_differ (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint32 seed = 0; seed < 200; seed++)
    {
      char *tag = first_tag (seed);

      g_assert_cmpuint (strlen (tag), >=, 8);
      g_assert_true (g_ascii_isalpha (tag[0]));
      g_assert_true (g_hash_table_add (seen, tag));
    }
}

static void
test_facts_copy (void)
{
  g_autoptr (DermagaDialogue) dialogue
    = dermaga_dialogue_new (DERMAGA_PROTOCOL_SMTP, DERMAGA_SECURITY_NONE, 1);
  g_autoptr (DermagaFacts) copy = NULL;

  feed (dialogue, "554 no\r\n");
  copy = dermaga_facts_copy (dermaga_dialogue_get_facts (dialogue));
  g_clear_pointer (&dialogue, dermaga_dialogue_free);
  g_assert_cmpstr (copy->greeting, ==, "554 no");
  g_assert_cmpstr (copy->trouble_text, ==, "554 no");
  g_assert_cmpint (copy->reply_code, ==, 554);
  g_assert_cmpuint (g_strv_length (copy->clear.auth), ==, 0);
  g_assert_cmpuint (g_strv_length (copy->secure.names), ==, 0);
}

static void
test_texts_are_bounded (void)
{
  g_autoptr (DermagaDialogue) dialogue
    = dermaga_dialogue_new (DERMAGA_PROTOCOL_IMAP, DERMAGA_SECURITY_NONE, 1);
  g_autofree char *text = g_strnfill (5000, 'x');
  g_autofree char *line = g_strdup_printf ("* BYE [ALERT] %s\r\n", text);
  const DermagaFacts *facts = dermaga_dialogue_get_facts (dialogue);

  feed (dialogue, line);
  g_assert_cmpuint (g_utf8_strlen (facts->greeting, -1), ==, 200);
  g_assert_cmpuint (g_utf8_strlen (facts->trouble_text, -1), ==, 200);
  g_assert_cmpuint (g_utf8_strlen (facts->alert_text, -1), ==, 200);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dialogue/send-once", test_send_once);
  g_test_add_func ("/dialogue/known-before-leaving", test_known_before_leaving);
  g_test_add_func ("/dialogue/end-before-quit-was-sent", test_end_before_quit_was_sent);
  g_test_add_func ("/dialogue/chatty-before-command", test_chatty_before_command);
  g_test_add_func ("/dialogue/early-bytes", test_early_bytes);
  g_test_add_func ("/dialogue/nothing-half-secure", test_nothing_half_secure);
  g_test_add_func ("/dialogue/tls-comes-first", test_tls_comes_first);
  g_test_add_func ("/dialogue/bytes-before-tls", test_bytes_before_tls);
  g_test_add_func ("/dialogue/end-in-handshake", test_end_in_handshake);
  g_test_add_func ("/dialogue/tags-differ", test_tags_differ);
  g_test_add_func ("/dialogue/facts-copy", test_facts_copy);
  g_test_add_func ("/dialogue/texts-are-bounded", test_texts_are_bounded);
  return g_test_run ();
}
