#include "config.h"

#include "probe/dermaga-port-cache.h"

#include <gio/gio.h>

#define KEPT_US (10 * 60 * G_TIME_SPAN_SECOND)

typedef struct {
  const DermagaControlTable *table;
  DermagaPortCheck *check;
  gint64 time;
} Entry;

/* (element-type Entry) (nullable) */
static GPtrArray *entries;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  dermaga_port_check_free (entry->check);
  g_free (entry);
}

void
dermaga_port_cache_clear (void)
{
  g_clear_pointer (&entries, g_ptr_array_unref);
}

static void
network_changed_cb (GNetworkMonitor *monitor, gboolean available, gpointer data)
{
  dermaga_port_cache_clear ();
}

static gboolean
find (const DermagaControlTable *table, guint16 port, guint *index)
{
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const Entry *entry = entries->pdata[i];

      if (entry->table == table && entry->check->port == port)
        {
          *index = i;
          return TRUE;
        }
    }
  return FALSE;
}

DermagaPortCheck *
dermaga_port_cache_find (const DermagaControlTable *table, guint16 port)
{
  guint index;
  const Entry *entry;

  if (!find (table, port, &index))
    return NULL;
  entry = entries->pdata[index];
  if (g_get_monotonic_time () - entry->time < KEPT_US)
    return dermaga_port_check_copy (entry->check);
  g_ptr_array_remove_index (entries, index);
  return NULL;
}

void
dermaga_port_cache_keep (const DermagaControlTable *table, const DermagaPortCheck *check)
{
  static gboolean watching;
  DermagaPortVerdict verdict = dermaga_port_check_get_verdict (check);
  Entry *entry;
  guint index;

  if (verdict == DERMAGA_PORT_VERDICT_PORTAL || verdict == DERMAGA_PORT_VERDICT_OFFLINE)
    return;
  if (!watching)
    g_signal_connect (g_network_monitor_get_default (), "network-changed",
                      G_CALLBACK (network_changed_cb), NULL);
  watching = TRUE;
  if (find (table, check->port, &index))
    g_ptr_array_remove_index (entries, index);
  if (entries == NULL)
    entries = g_ptr_array_new_with_free_func (entry_free);
  entry = g_new0 (Entry, 1);
  entry->table = table;
  entry->check = dermaga_port_check_copy (check);
  entry->time = g_get_monotonic_time ();
  g_ptr_array_add (entries, entry);
}
