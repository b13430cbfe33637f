/* How long the main loop is ever busy at a stretch while a domain is checked: the time in which a
 * window would not answer.
 *
 * usage: stalls DOMAIN CA-FILE
 *
 * Prints the longest stretch in milliseconds. It is taken around poll(), where the loop waits.
 */
#include <glib.h>

#include "probe/dermaga-sweep.h"

static gint64 woke;
static gint64 longest;

static int
poll_func (GPollFD *fds, guint n_fds, int timeout)
{
  int ready;

  if (woke != 0)
    longest = MAX (longest, g_get_monotonic_time () - woke);
  ready = g_poll (fds, n_fds, timeout);
  woke = g_get_monotonic_time ();
  return ready;
}

static void
ended_cb (GObject *sweep, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!dermaga_sweep_run_finish (DERMAGA_SWEEP (sweep), result, &error))
    g_printerr ("stalls: %s\n", error->message);
  g_main_loop_quit (user_data);
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaTarget) target = NULL;
  g_autoptr (DermagaNetwork) network = NULL;
  g_autoptr (DermagaSweep) sweep = NULL;
  DermagaSweepOptions options = { .full = TRUE };

  if (argc != 3)
    {
      g_printerr ("usage: stalls DOMAIN CA-FILE\n");
      return 2;
    }
  target = dermaga_target_parse (argv[1], &error);
  if (target != NULL)
    network = dermaga_network_new (argv[2], &error);
  if (network == NULL)
    {
      g_printerr ("stalls: %s\n", error->message);
      return 1;
    }
  g_main_context_set_poll_func (NULL, poll_func);
  sweep = dermaga_sweep_new (target, &options, network);
  dermaga_sweep_run_async (sweep, NULL, ended_cb, loop);
  g_main_loop_run (loop);
  g_print ("%.1f\n", (double) longest / 1000);
  return 0;
}
