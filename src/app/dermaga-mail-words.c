#include "config.h"

#include "app/dermaga-mail-words.h"

#include <time.h>

#include <glib/gi18n.h>

#include "app/dermaga-a11y.h"
#include "verdict/dermaga-verdict.h"
#include "verdict/dermaga-words.h"

/* Of many recipients only so many are named. */
#define MAX_NAMED 20u

char *
dermaga_mail_subject (DermagaPracticeMessage *message)
{
  const char *subject = dermaga_practice_message_get_subject (message);

  return g_strdup (*subject != '\0' ? subject : _("(no subject)"));
}

char *
dermaga_mail_from (DermagaPracticeMessage *message)
{
  const char *from = dermaga_practice_message_get_from (message);

  if (*from == '\0')
    from = dermaga_practice_message_get_sender (message);
  return g_strdup (*from != '\0' ? from : _("(no sender)"));
}

char *
dermaga_mail_time (DermagaPracticeMessage *message)
{
  time_t now = time (NULL);
  time_t then = (time_t) dermaga_practice_message_get_date (message);
  struct tm now_parts;
  struct tm parts;
  g_autofree char *day = NULL;
  g_autofree char *hour = NULL;

  /* A GDateTime would look for the time zone's file each time, a hundred times for a list. */
  if (localtime_r (&now, &now_parts) == NULL || localtime_r (&then, &parts) == NULL)
    return g_strdup ("");
  hour = g_strdup_printf ("%02d:%02d", parts.tm_hour, parts.tm_min);
  if (now_parts.tm_year == parts.tm_year && now_parts.tm_yday == parts.tm_yday)
    return g_steal_pointer (&hour);
  /* Translators: a day in numbers, and the time: year, month, day */
  day = g_strdup_printf (_("%1$04d-%2$02d-%3$02d"), parts.tm_year + 1900, parts.tm_mon + 1,
                         parts.tm_mday);
  return g_strdup_printf ("%s %s", day, hour);
}

char *
dermaga_mail_size (gsize octets)
{
  g_autofree char *number = NULL;

  if (octets < 1000)
    {
      number = g_strdup_printf ("%" G_GSIZE_FORMAT, octets);
      return dermaga_fill (ngettext ("{number} byte", "{number} bytes", (gulong) octets), "number",
                           number, NULL);
    }
  if (octets < 1000000)
    {
      number = g_strdup_printf ("%" G_GSIZE_FORMAT, (octets + 500) / 1000);
      return dermaga_fill (_("{number} kB"), "number", number, NULL);
    }
  number = g_strdup_printf ("%.1f", (double) octets / 1e6);
  return dermaga_fill (_("{number} MB"), "number", number, NULL);
}

char *
dermaga_mail_sentence (DermagaPracticeMessage *message)
{
  gboolean seen = (dermaga_practice_message_get_flags (message) & DERMAGA_PRACTICE_FLAG_SEEN) != 0;
  g_autofree char *subject = dermaga_mail_subject (message);
  g_autofree char *from = dermaga_mail_from (message);
  g_autofree char *time = dermaga_mail_time (message);

  return dermaga_fill (seen ? _("{subject}, from {sender}, {time}")
                            : _("New: {subject}, from {sender}, {time}"),
                       "subject", subject, "sender", from, "time", time, NULL);
}

char *
dermaga_mail_way (DermagaPracticeMessage *message)
{
  const char *user = dermaga_practice_message_get_user (message);
  const char *security = dermaga_explain_security (dermaga_practice_message_get_security (message));
  g_autofree char *port = g_strdup_printf ("%u", dermaga_practice_message_get_port (message));
  g_autofree char *isolated = user != NULL ? dermaga_isolate (user) : NULL;

  if (dermaga_practice_message_get_protocol (message) != DERMAGA_PROTOCOL_SMTP)
    return dermaga_fill (_("put into a mailbox by a mail program, port {port}, {security}, signed "
                           "in as {user}"),
                         "port", port, "security", security, "user",
                         isolated != NULL ? isolated : "", NULL);
  if (user == NULL)
    return dermaga_fill (_("port {port}, {security}, without sign-in"), "port", port, "security",
                         security, NULL);
  return dermaga_fill (_("port {port}, {security}, signed in as {user}"), "port", port, "security",
                       security, "user", isolated, NULL);
}

static char *
join_recipients (DermagaPracticeMessage *message)
{
  const char *const *recipients = dermaga_practice_message_get_recipients (message);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; recipients[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (all, ", ");
      if (i == MAX_NAMED)
        {
          g_string_append (all, "…");
          break;
        }
      g_string_append (all, recipients[i]);
    }
  return dermaga_isolate (all->str);
}

char *
dermaga_mail_envelope (DermagaPracticeMessage *message)
{
  const char *sender = dermaga_practice_message_get_sender (message);
  g_autofree char *isolated = dermaga_isolate (sender);
  g_autofree char *recipients = NULL;

  if (dermaga_practice_message_get_protocol (message) != DERMAGA_PROTOCOL_SMTP)
    return g_strdup ("");
  recipients = join_recipients (message);
  return dermaga_fill (*sender != '\0'
                           ? _("from {sender} to {recipients}")
                           : _("from nobody, as reports of failure are, to {recipients}"),
                       "sender", isolated, "recipients", recipients, NULL);
}
