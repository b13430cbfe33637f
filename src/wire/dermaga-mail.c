#include "config.h"

#include "wire/dermaga-mail.h"

#include <string.h>

#define MAX_LINE 76u         /* RFC 2045 §6.7, without the line end */
#define MAX_WORD_OCTETS 42u  /* of text in one encoded word: base64 of it fits into 75 characters */
#define MAX_PLAIN_SUBJECT 66u

/* Header */

static void
append_date (GString *mail, gint64 now)
{
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now);

  g_return_if_fail (time != NULL);

  /* In no language but the standard's, and in no time zone that tells where the user is. */
  g_string_append_printf (mail, "Date: %s, %d %s %04d %02d:%02d:%02d +0000\r\n",
                          days[g_date_time_get_day_of_week (time) - 1],
                          g_date_time_get_day_of_month (time),
                          months[g_date_time_get_month (time) - 1], g_date_time_get_year (time),
                          g_date_time_get_hour (time), g_date_time_get_minute (time),
                          g_date_time_get_second (time));
}

/* (transfer full): one line, without what is no character. */
static char *
flatten (const char *subject)
{
  g_autofree char *valid = g_utf8_make_valid (subject, -1);
  GString *flat = g_string_new (NULL);

  for (const char *position = valid; *position != '\0'; position = g_utf8_next_char (position))
    {
      gunichar c = g_utf8_get_char (position);

      if (g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_LINE_SEPARATOR
          || g_unichar_type (c) == G_UNICODE_PARAGRAPH_SEPARATOR)
        c = ' ';
      g_string_append_unichar (flat, c);
    }
  return g_strstrip (g_string_free (flat, FALSE));
}

static gboolean
can_be_plain (const char *subject)
{
  return g_str_is_ascii (subject) && strlen (subject) <= MAX_PLAIN_SUBJECT
         && strstr (subject, "=?") == NULL;
}

/* How much of @text, in whole characters, fits into one encoded word. */
static gsize
measure_word (const char *text)
{
  gsize length = 0;

  while (text[length] != '\0')
    {
      gsize next = (gsize) (g_utf8_next_char (text + length) - text);

      if (next > MAX_WORD_OCTETS)
        break;
      length = next;
    }
  return length;
}

static void
append_subject (GString *mail, const char *subject)
{
  g_autofree char *flat = flatten (subject);
  const char *rest = flat;

  g_string_append (mail, "Subject:");
  if (can_be_plain (flat))
    {
      g_string_append_printf (mail, " %s\r\n", flat);
      return;
    }
  while (*rest != '\0')
    {
      gsize length = measure_word (rest);
      g_autofree char *encoded = g_base64_encode ((const guint8 *) rest, length);

      g_string_append_printf (mail, "%s =?utf-8?B?%s?=", rest == flat ? "" : "\r\n", encoded);
      rest += length;
    }
  g_string_append (mail, "\r\n");
}

/* Body: quoted-printable, which stays readable where the letters are Latin */

static void
append_encoded (GString *mail, guint *column, const char *encoded, gsize length)
{
  if (*column + length > MAX_LINE - 1)
    {
      g_string_append (mail, "=\r\n");
      *column = 0;
    }
  g_string_append_len (mail, encoded, (gssize) length);
  *column += length;
}

static gboolean
may_stand (const char *c, guint column)
{
  gboolean ends_line = c[1] == '\0' || c[1] == '\n' || (c[1] == '\r' && c[2] == '\n');

  if (*c == ' ' || *c == '\t')
    return !ends_line;
  /* A dot alone ends a message, and servers were seen to forget how it is doubled. */
  if (*c == '.' && column == 0)
    return FALSE;
  return *c > ' ' && *c <= '~' && *c != '=';
}

static void
append_body (GString *mail, const char *body)
{
  guint column = 0;

  for (const char *c = body; *c != '\0'; c++)
    {
      char encoded[4];

      if (*c == '\n' || (*c == '\r' && c[1] == '\n'))
        {
          c += *c == '\r';
          g_string_append (mail, "\r\n");
          column = 0;
        }
      else if (may_stand (c, column < MAX_LINE - 1 ? column : 0))
        append_encoded (mail, &column, c, 1);
      else
        {
          g_snprintf (encoded, sizeof encoded, "=%02X", (guint8) *c);
          append_encoded (mail, &column, encoded, 3);
        }
    }
  if (column > 0)
    g_string_append (mail, "\r\n");
}

GBytes *
dermaga_mail_compose (const char *email, const char *subject, const char *body, gint64 now)
{
  GString *mail = g_string_new (NULL);
  const char *domain;

  g_return_val_if_fail (email != NULL && strchr (email, '@') != NULL, NULL);
  g_return_val_if_fail (subject != NULL && body != NULL, NULL);

  domain = strrchr (email, '@') + 1;
  append_date (mail, now);
  g_string_append_printf (mail, "From: <%s>\r\nTo: <%s>\r\n", email, email);
  append_subject (mail, subject);
  g_string_append_printf (mail, "Message-ID: <%08x%08x%08x%08x@%s>\r\n", g_random_int (),
                          g_random_int (), g_random_int (), g_random_int (), domain);
  g_string_append (mail, "MIME-Version: 1.0\r\n"
                         "Content-Type: text/plain; charset=utf-8\r\n"
                         "Content-Transfer-Encoding: quoted-printable\r\n"
                         "Auto-Submitted: auto-generated\r\n"
                         "\r\n");
  append_body (mail, body);
  return g_string_free_to_bytes (mail);
}
