#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DermagaContact: what one connection to an address showed of the willingness there.
 * @started, @ended: monotonic time; @ended is 0 while it is open
 * @answered: when the peer first said something; 0 if it did not
 * @failed: it ended without a word: refused, not answered, or closed at once
 */
typedef struct {
  guint16 port;
  gint64 started;
  gint64 answered;
  gint64 ended;
  gboolean failed;
} DermagaContact;

/**
 * dermaga_ban_find_start:
 * @contacts: (array length=n_contacts): all connections to one address
 *
 * Whether an address that answered shuts this computer out. That takes two connections without a
 * word to ports that had answered before those were begun, and no answer on any port to a
 * connection begun since. A port that never answered proves nothing: it may just be closed.
 *
 * Returns: when the first of those connections was begun, 0 where no ban shows
 */
gint64 dermaga_ban_find_start (const DermagaContact *contacts, guint n_contacts);

G_END_DECLS
