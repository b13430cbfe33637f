#include "config.h"

#include "base/dermaga-text.h"
#include "fuzz.h"
#include "practice/dermaga-practice-html.h"
#include "practice/dermaga-practice-reading.h"

static void
check_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_true (dermaga_text_is_clean (lines[i]));
}

/* The input as a mail, and as a page: what comes of it is safe to show, and short. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static char *recipients[] = { (char *) "a@b.test", NULL };
  const DermagaPracticeOrigin origin = { DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_TLS, NULL,
                                         "a@b.test", recipients, "INBOX", 0, 0 };
  g_autoptr (GBytes) contents = g_bytes_new (data, size);
  g_autoptr (DermagaPracticeMessage) message = dermaga_practice_message_new (1, contents, &origin);
  g_autoptr (DermagaPracticeReading) reading = dermaga_practice_reading_new (message, "image");
  g_autofree char *valid = g_utf8_make_valid ((const char *) data, (gssize) size);
  g_autofree char *page = dermaga_practice_html_to_text (valid, strlen (valid), "i", 1000, NULL);

  check_lines (page);
  g_assert_cmpint (g_utf8_strlen (page, -1), <=, 1000);
  check_lines (reading->text);
  check_lines (reading->html);
  check_lines (reading->source);
  for (guint i = 0; i < reading->files->len; i++)
    {
      const DermagaPracticeFile *file = reading->files->pdata[i];
      g_autoptr (GBytes) octets = dermaga_practice_reading_extract (message, i);

      g_assert_null (strpbrk (file->name, "/\\"));
      g_assert_cmpuint (g_bytes_get_size (octets), ==, file->size);
    }
  return 0;
}
