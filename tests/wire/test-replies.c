#include "config.h"

#include "wire/dermaga-capabilities.h"
#include "wire/dermaga-imap-response.h"
#include "wire/dermaga-pop3-reply.h"
#include "wire/dermaga-smtp-reply.h"

#include <string.h>

static gboolean
smtp_accepts (const char *line)
{
  g_autoptr (DermagaSmtpReply) reply = dermaga_smtp_reply_new ();

  return dermaga_smtp_reply_add_line (reply, line);
}

static void
test_smtp_lines (void)
{
  g_autoptr (DermagaSmtpReply) reply = dermaga_smtp_reply_new ();
  g_autofree char *text = NULL;

  g_assert_true (dermaga_smtp_reply_add_line (reply, "250-one"));
  g_assert_false (reply->complete);
  g_assert_true (dermaga_smtp_reply_add_line (reply, "250-"));
  g_assert_true (dermaga_smtp_reply_add_line (reply, "250"));
  g_assert_true (reply->complete);
  g_assert_cmpint (reply->code, ==, 250);
  g_assert_cmpuint (reply->texts->len, ==, 3);
  text = dermaga_smtp_reply_dup_text (reply);
  g_assert_cmpstr (text, ==, "250 one  ");

  dermaga_smtp_reply_reset (reply);
  g_assert_cmpint (reply->code, ==, 0);
  g_assert_true (dermaga_smtp_reply_add_line (reply, "599 x"));
  g_assert_cmpint (reply->code, ==, 599);
}

static void
test_smtp_bad_lines (void)
{
  static const char *const bad[] = {
    "", "2", "22", "199 x", "600 x", "2200 x", "220x", "220\tx", " 220 x", "22a x", "-220 x",
    "\xd9\xa2\xd9\xa2\xd9\xa0 x",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (smtp_accepts (bad[i]));
  g_assert_true (smtp_accepts ("200"));
  g_assert_true (smtp_accepts ("200-"));
}

static void
assert_response (const char *line, DermagaImapKind kind, const char *tag, const char *code,
                 const char *arguments, const char *text)
{
  g_autoptr (DermagaImapResponse) response = dermaga_imap_response_parse (line);

  g_assert_cmpint (response->kind, ==, kind);
  g_assert_cmpstr (response->tag, ==, tag);
  g_assert_cmpstr (response->code, ==, code);
  g_assert_cmpstr (response->arguments, ==, arguments);
  g_assert_cmpstr (response->text, ==, text);
}

static void
test_imap_responses (void)
{
  assert_response ("* OK", DERMAGA_IMAP_UNTAGGED, NULL, NULL, NULL, "");
  assert_response ("* ok [ALERT] be  careful ", DERMAGA_IMAP_UNTAGGED, NULL, "ALERT", "",
                   "be  careful");
  assert_response ("* OK [CAPABILITY A B] hi", DERMAGA_IMAP_UNTAGGED, NULL, "CAPABILITY", "A B",
                   "hi");
  assert_response ("* BYE [", DERMAGA_IMAP_UNTAGGED, NULL, NULL, NULL, "[");
  assert_response ("* OK []", DERMAGA_IMAP_UNTAGGED, NULL, "", "", "");
  assert_response ("* OKAY", DERMAGA_IMAP_DATA, NULL, NULL, "OKAY", NULL);
  assert_response ("a1 NO x", DERMAGA_IMAP_TAGGED, "a1", NULL, NULL, "x");
  assert_response ("a1 bad", DERMAGA_IMAP_TAGGED, "a1", NULL, NULL, "");
  assert_response ("+ go", DERMAGA_IMAP_CONTINUATION, NULL, NULL, NULL, NULL);
  assert_response ("+", DERMAGA_IMAP_CONTINUATION, NULL, NULL, NULL, NULL);
}

static void
test_imap_invalid (void)
{
  static const char *const bad[] = {
    "", "*", "* ", "a1", "a1 BYE x", "a1 PREAUTH", "a1  OK", "a1\tOK", " OK x", "a*1 OK", "(a OK",
    "a\xc3\xa9 OK", "+go", "*OK x", "a1 OKAY",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_response (bad[i], DERMAGA_IMAP_INVALID, NULL, NULL, NULL, NULL);
}

static gboolean
has_literal (const char *line)
{
  g_autoptr (DermagaImapResponse) response = dermaga_imap_response_parse (line);

  return response->literal;
}

static void
test_imap_literals (void)
{
  g_assert_true (has_literal ("* 1 FETCH (BODY[] {28}"));
  g_assert_true (has_literal ("* LIST {0}"));
  g_assert_true (has_literal ("* LIST {4294967296+}"));
  g_assert_true (has_literal ("* LIST ~{5}"));
  g_assert_false (has_literal ("* LIST {}"));
  g_assert_false (has_literal ("* LIST {5"));
  g_assert_false (has_literal ("* LIST {5} x"));
  g_assert_false (has_literal ("* LIST {5++}"));
  /* Only a text for people. */
  g_assert_false (has_literal ("* OK see {5}"));
}

static void
test_imap_codes (void)
{
  g_autoptr (DermagaImapResponse) busy = dermaga_imap_response_parse ("* BYE [inuse] x");
  g_autoptr (DermagaImapResponse) other = dermaga_imap_response_parse ("* BYE [INUSEX] x");
  g_autoptr (DermagaImapResponse) list = dermaga_imap_response_parse ("* CAPABILITYX A");
  g_autoptr (DermagaImapResponse) bare = dermaga_imap_response_parse ("* CAPABILITY");

  g_assert_true (dermaga_imap_response_is_temporary (busy));
  g_assert_false (dermaga_imap_response_is_temporary (other));
  g_assert_null (dermaga_imap_response_get_capabilities (list));
  g_assert_null (dermaga_imap_response_get_capabilities (bare));
}

static void
test_pop3_status (void)
{
  g_assert_cmpint (dermaga_pop3_status ("+OK"), ==, DERMAGA_POP3_OK);
  g_assert_cmpint (dermaga_pop3_status ("+OK hi"), ==, DERMAGA_POP3_OK);
  g_assert_cmpint (dermaga_pop3_status ("-ERR"), ==, DERMAGA_POP3_ERR);
  g_assert_cmpint (dermaga_pop3_status ("+OKAY"), ==, DERMAGA_POP3_OTHER);
  g_assert_cmpint (dermaga_pop3_status ("+ok"), ==, DERMAGA_POP3_OTHER);
  g_assert_cmpint (dermaga_pop3_status ("+OK\thi"), ==, DERMAGA_POP3_OTHER);
  g_assert_cmpint (dermaga_pop3_status (""), ==, DERMAGA_POP3_OTHER);
  g_assert_cmpint (dermaga_pop3_status (" +OK"), ==, DERMAGA_POP3_OTHER);
}

static void
test_pop3_codes (void)
{
  g_assert_true (dermaga_pop3_is_temporary ("-ERR [SYS/TEMP] x"));
  g_assert_true (dermaga_pop3_is_temporary ("-ERR  [in-use]"));
  g_assert_false (dermaga_pop3_is_temporary ("-ERR [SYS/TEMP"));
  g_assert_false (dermaga_pop3_is_temporary ("-ERR [SYS/TEMPX] x"));
  g_assert_false (dermaga_pop3_is_temporary ("+OK [SYS/TEMP] x"));
  g_assert_false (dermaga_pop3_is_temporary ("-ERR x [SYS/TEMP]"));
  g_assert_cmpstr (dermaga_pop3_get_text ("-ERR [SYS/PERM]  text"), ==, "text");
  g_assert_cmpstr (dermaga_pop3_get_text ("-ERR [SYS/PERM text"), ==, "[SYS/PERM text");
  g_assert_cmpstr (dermaga_pop3_get_text ("-ERR"), ==, "");
}

static void
test_capability_bounds (void)
{
  DermagaCapabilities capabilities;
  DermagaCapabilities copy;
  g_autofree char *longest = g_strnfill (DERMAGA_CAPABILITIES_MAX_NAME, 'a');
  g_autofree char *too_long = g_strnfill (DERMAGA_CAPABILITIES_MAX_NAME + 1, 'a');

  dermaga_capabilities_init (&capabilities);
  dermaga_capabilities_add_name (&capabilities, too_long);
  dermaga_capabilities_add_name (&capabilities, "");
  dermaga_capabilities_add_name (&capabilities, "a b");
  g_assert_cmpuint (g_strv_length (capabilities.names), ==, 0);
  dermaga_capabilities_add_name (&capabilities, longest);
  dermaga_capabilities_add_name (&capabilities, longest);
  g_assert_cmpuint (g_strv_length (capabilities.names), ==, 1);
  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *name = g_strdup_printf ("X%u", i);

      dermaga_capabilities_add_name (&capabilities, name);
      dermaga_capabilities_add_mechanisms (&capabilities, name);
    }
  g_assert_cmpuint (g_strv_length (capabilities.names), ==, DERMAGA_CAPABILITIES_MAX_NAMES);
  g_assert_cmpuint (g_strv_length (capabilities.auth), ==, DERMAGA_CAPABILITIES_MAX_NAMES);

  dermaga_capabilities_copy (&capabilities, &copy);
  g_assert_cmpstrv (capabilities.names, copy.names);
  g_assert_true (capabilities.names != copy.names);
  dermaga_capabilities_clear (&capabilities);
  dermaga_capabilities_clear (&copy);
}

/* No line may crash a parser; the sanitizers look on. */
static void
test_random_lines (void)
{
  static const char alphabet[] = "* +-[]{}. 0123459OKBYEAUTH=PLAINREFSYS/TEMP\t\r\x1b\xff";
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint round = 0; round < 20000; round++)
    {
      char line[24];
      guint length = g_rand_int_range (random, 0, sizeof line);
      DermagaCapabilities capabilities;
      DermagaImapResponse *response;
      const char *list;

      for (guint i = 0; i < length; i++)
        line[i] = alphabet[g_rand_int_range (random, 0, sizeof alphabet - 1)];
      line[length] = '\0';

      dermaga_capabilities_init (&capabilities);
      response = dermaga_imap_response_parse (line);
      list = dermaga_imap_response_get_capabilities (response);
      dermaga_imap_read_capabilities (list != NULL ? list : line, &capabilities);
      dermaga_pop3_read_capability (line, &capabilities);
      g_assert_true (dermaga_pop3_get_text (line) >= line);
      g_assert_true (dermaga_pop3_get_text (line) <= line + length);
      g_assert_false (smtp_accepts (line) && response->kind != DERMAGA_IMAP_INVALID
                      && response->kind != DERMAGA_IMAP_TAGGED);
      dermaga_imap_response_free (response);
      dermaga_capabilities_clear (&capabilities);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/replies/smtp/lines", test_smtp_lines);
  g_test_add_func ("/replies/smtp/bad-lines", test_smtp_bad_lines);
  g_test_add_func ("/replies/imap/responses", test_imap_responses);
  g_test_add_func ("/replies/imap/invalid", test_imap_invalid);
  g_test_add_func ("/replies/imap/literals", test_imap_literals);
  g_test_add_func ("/replies/imap/codes", test_imap_codes);
  g_test_add_func ("/replies/pop3/status", test_pop3_status);
  g_test_add_func ("/replies/pop3/codes", test_pop3_codes);
  g_test_add_func ("/replies/capability-bounds", test_capability_bounds);
  g_test_add_func ("/replies/random-lines", test_random_lines);
  return g_test_run ();
}
