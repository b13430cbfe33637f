#include "config.h"

#include "practice/dermaga-practice-date.h"

#include <stdio.h>
#include <string.h>

#define JULIAN_1970 719163
#define DAY ((gint64) 24 * 60 * 60)

static const char months[][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

/* @length: (out): how much of @text it was */
static gboolean
read_day (const char *text, gint64 *day, int *length)
{
  unsigned int in_month = 0;
  unsigned int year = 0;
  char month[4] = "";
  GDate date;

  *length = 0;
  if (sscanf (text, " %2u-%3[A-Za-z]-%4u%n", &in_month, month, &year, length) != 3)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    {
      if (g_ascii_strcasecmp (month, months[i]) != 0
          || !g_date_valid_dmy ((GDateDay) in_month, (GDateMonth) (i + 1), (GDateYear) year))
        continue;
      g_date_clear (&date, 1);
      g_date_set_dmy (&date, (GDateDay) in_month, (GDateMonth) (i + 1), (GDateYear) year);
      *day = (gint64) g_date_get_julian (&date) - JULIAN_1970;
      return TRUE;
    }
  return FALSE;
}

gboolean
dermaga_practice_day_read (const char *text, gint64 *day)
{
  int length;

  return read_day (text, day, &length) && text[length] == '\0';
}

gboolean
dermaga_practice_moment_read (const char *text, gint64 *moment)
{
  unsigned int hour = 0;
  unsigned int minute = 0;
  unsigned int second = 0;
  unsigned int zone = 0;
  char sign = '\0';
  gint64 day;
  gint64 offset;
  int length;
  int rest = 0;

  if (!read_day (text, &day, &length)
      || sscanf (text + length, " %2u:%2u:%2u %c%4u%n", &hour, &minute, &second, &sign, &zone,
                 &rest)
           != 5
      || text[length + rest] != '\0' || hour > 23 || minute > 59 || second > 60
      || (sign != '+' && sign != '-'))
    return FALSE;
  offset = (gint64) (zone / 100 * 60 + zone % 100) * 60;
  *moment = day * DAY + hour * 60 * 60 + minute * 60 + second + (sign == '-' ? offset : -offset);
  return TRUE;
}

char *
dermaga_practice_moment_dup (gint64 moment)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (moment);

  if (date == NULL)
    return g_strdup (" 1-Jan-1970 00:00:00 +0000");
  return g_strdup_printf ("%2d-%s-%04d %02d:%02d:%02d +0000", g_date_time_get_day_of_month (date),
                          months[g_date_time_get_month (date) - 1], g_date_time_get_year (date),
                          g_date_time_get_hour (date), g_date_time_get_minute (date),
                          g_date_time_get_second (date));
}
