#include "config.h"

#include "probe/dermaga-ban.h"

/* Whether @contact failed on a port that had answered by the time it was begun. */
static gboolean
turned_away (const DermagaContact *contact, const DermagaContact *contacts, guint n_contacts)
{
  for (guint i = 0; contact->failed && i < n_contacts; i++)
    if (contacts[i].port == contact->port && contacts[i].answered != 0
        && contacts[i].answered <= contact->started)
      return TRUE;
  return FALSE;
}

gint64
dermaga_ban_find_start (const DermagaContact *contacts, guint n_contacts)
{
  gint64 start = 0;
  guint n_turned_away = 0;

  for (guint i = 0; i < n_contacts; i++)
    {
      if (!turned_away (&contacts[i], contacts, n_contacts))
        continue;
      n_turned_away++;
      start = start == 0 ? contacts[i].started : MIN (start, contacts[i].started);
    }
  if (n_turned_away < 2)
    return 0;
  for (guint i = 0; i < n_contacts; i++)
    if (contacts[i].started >= start && contacts[i].answered != 0)
      return 0;
  return start;
}
