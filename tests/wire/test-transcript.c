#include <string.h>

#include "base/dermaga-text.h"
#include "wire/dermaga-transcript.h"

static void
receive (DermagaTranscript *transcript, const char *text, gboolean secure)
{
  dermaga_transcript_add_received (transcript, 1000, secure, (const guint8 *) text, strlen (text));
}

static void
send_text (DermagaTranscript *transcript, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  dermaga_transcript_add_sent (transcript, 2000, FALSE, bytes);
}

static const DermagaEvent *
get (DermagaTranscript *transcript, guint i)
{
  GPtrArray *events = dermaga_transcript_get_events (transcript);

  g_assert_cmpuint (i, <, events->len);
  return events->pdata[i];
}

static void
assert_line (DermagaTranscript *transcript, guint i, DermagaEventKind kind, const char *text)
{
  g_assert_cmpint (get (transcript, i)->kind, ==, kind);
  g_assert_cmpstr (get (transcript, i)->text, ==, text);
}

/* However the network cuts the bytes. */
static void
test_lines (void)
{
  static const char heard[] = "220 mail.example\r\n250-mail.example\r\n250 SIZE\n";

  for (gsize cut = 0; cut < sizeof heard; cut++)
    {
      g_autoptr (DermagaTranscript) transcript = dermaga_transcript_new ();

      dermaga_transcript_add_received (transcript, 0, FALSE, (const guint8 *) heard, cut);
      receive (transcript, heard + cut, FALSE);
      g_assert_cmpuint (dermaga_transcript_get_events (transcript)->len, ==, 3);
      assert_line (transcript, 0, DERMAGA_EVENT_RECEIVED, "220 mail.example");
      assert_line (transcript, 1, DERMAGA_EVENT_RECEIVED, "250-mail.example");
      assert_line (transcript, 2, DERMAGA_EVENT_RECEIVED, "250 SIZE");
    }
}

/* A line that never ended is told before whatever happened then. */
static void
test_unfinished (void)
{
  g_autoptr (DermagaTranscript) transcript = dermaga_transcript_new ();

  receive (transcript, "220 mai", FALSE);
  g_assert_cmpuint (dermaga_transcript_get_events (transcript)->len, ==, 0);
  send_text (transcript, "EHLO [127.0.0.1]\r\n");
  receive (transcript, "in clear", FALSE);
  receive (transcript, "inside", TRUE);
  dermaga_transcript_add (transcript, DERMAGA_EVENT_PEER_CLOSED, 3000, NULL);
  assert_line (transcript, 0, DERMAGA_EVENT_RECEIVED, "220 mai");
  assert_line (transcript, 1, DERMAGA_EVENT_SENT, "EHLO [127.0.0.1]");
  assert_line (transcript, 2, DERMAGA_EVENT_RECEIVED, "in clear");
  assert_line (transcript, 3, DERMAGA_EVENT_RECEIVED, "inside");
  assert_line (transcript, 4, DERMAGA_EVENT_PEER_CLOSED, NULL);
  g_assert_false (get (transcript, 2)->secure);
  g_assert_true (get (transcript, 3)->secure);
  g_assert_cmpint (get (transcript, 1)->at, ==, 2000);
}

static void
test_hostile (void)
{
  g_autoptr (DermagaTranscript) transcript = dermaga_transcript_new ();
  g_autofree char *endless = g_strnfill (8192, 'x');
  GPtrArray *events = dermaga_transcript_get_events (transcript);

  receive (transcript, endless, FALSE);
  receive (transcript, "\n\033[2J\xff\xfe\xe2\x80\xae\x07" "evil\r\n", FALSE);
  dermaga_transcript_add (transcript, DERMAGA_EVENT_TLS_FAILED, 0, "a\nb\033c");
  for (guint i = 0; i < events->len; i++)
    {
      const DermagaEvent *event = events->pdata[i];

      g_assert_true (dermaga_text_is_clean (event->text));
      g_assert_cmpint (g_utf8_strlen (event->text, -1), <=, DERMAGA_TRANSCRIPT_MAX_LINE_CHARS);
    }
  g_assert_cmpuint (events->len, ==, 3);
  g_assert_true (g_str_has_prefix (get (transcript, 0)->text, "xxxxxxxx"));
  g_assert_true (g_str_has_suffix (get (transcript, 0)->text, "…"));
  g_assert_nonnull (strstr (get (transcript, 1)->text, "evil"));
}

static void
test_bounds (void)
{
  g_autoptr (DermagaTranscript) transcript = dermaga_transcript_new ();
  GPtrArray *events = dermaga_transcript_get_events (transcript);

  for (guint i = 0; i < 10000; i++)
    receive (transcript, "250-AGAIN\r\n", FALSE);
  send_text (transcript, "QUIT\r\n");
  g_assert_cmpuint (events->len, ==, DERMAGA_TRANSCRIPT_MAX_LINES + 1);
  g_assert_cmpint (get (transcript, events->len - 1)->kind, ==, DERMAGA_EVENT_OMITTED);
  g_assert_cmpuint (get (transcript, events->len - 1)->count, ==,
                    10001 - DERMAGA_TRANSCRIPT_MAX_LINES);
  for (guint i = 0; i < 1000; i++)
    dermaga_transcript_add (transcript, DERMAGA_EVENT_TLS_FAULT, 0, "expired");
  g_assert_cmpuint (events->len, ==, DERMAGA_TRANSCRIPT_MAX_EVENTS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/transcript/lines", test_lines);
  g_test_add_func ("/wire/transcript/unfinished", test_unfinished);
  g_test_add_func ("/wire/transcript/hostile", test_hostile);
  g_test_add_func ("/wire/transcript/bounds", test_bounds);
  return g_test_run ();
}
