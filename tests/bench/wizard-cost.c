/* What the wizard costs while it runs: in a window of its own, driven as a person would.
 *
 * usage: wizard-cost runs NUMBER
 *        wizard-cost memory
 *        wizard-cost frames DOMAIN CA-FILE
 *
 * "runs": NUMBER whole runs on the practice provider in one process, from the address to an export;
 * prints a line after each: octets in use, widgets, descriptors.
 * "memory": prints what memory.h says, after the first frame and after one run.
 * "frames": a check of DOMAIN, watched to its end. Prints the rows that it had, the longest turn of
 * the main loop in milliseconds of this thread's processor time, and how many were longer than 16.
 */
#include "config.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/scenes.h"
#include "memory.h"

#define FRAME_US 16000

static guint
count_entries (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n_entries = 0;

  while (g_dir_read_name (dir) != NULL)
    n_entries++;
  return n_entries;
}

static guint
count_widgets (GtkWidget *widget)
{
  guint n_widgets = 1;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_widgets += count_widgets (child);
  return n_widgets;
}

static gsize
get_octets_in_use (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
}

static void
run_once (Scene *scene)
{
  gtk_editable_set_text (GTK_EDITABLE (scene_find (scene, GTK_TYPE_ENTRY, "target")),
                         DERMAGA_PRACTICE_ADDRESS);
  scene_check (scene);
  scene_settle (scene);
  scene_next (scene);
  g_assert_cmpint (dermaga_wizard_get_step (scene->wizard), ==, DERMAGA_STEP_VERDICT);
  g_assert_cmpstr (scene_get_text (scene, "port"), ==, "993");
  scene_next (scene);
  g_assert_cmpint (dermaga_wizard_get_step (scene->wizard), ==, DERMAGA_STEP_EXPORT);
  scene_choose_audience (scene, DERMAGA_AUDIENCE_WORDPRESS);
  scene_settle (scene);
}

static void
start_over (Scene *scene)
{
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.start-over", NULL);
  scene_settle (scene);
  g_assert_cmpint (dermaga_wizard_get_step (scene->wizard), ==, DERMAGA_STEP_DOMAIN);
}

static void
measure_runs (guint n_runs)
{
  g_autoptr (Scene) scene = scene_new (SCENE_ROOM, "");

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  for (guint i = 0; i < n_runs; i++)
    {
      run_once (scene);
      start_over (scene);
      g_print ("%" G_GSIZE_FORMAT " %u %u\n", get_octets_in_use (),
               count_widgets (GTK_WIDGET (scene->window)), count_entries ("/proc/self/fd"));
    }
}

static void
measure_memory (void)
{
  g_autoptr (Scene) scene = scene_new (SCENE_ROOM, "");

  scene_wait_for_frame (GTK_WIDGET (scene->window));
  memory_print ();
  run_once (scene);
  memory_print ();
}

/* Frames */

static gint64 woke;
static gint64 longest;
static guint n_long;

/* Of this thread alone: others may have the processor meanwhile. */
static gint64
get_busy_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* The main loop works between two waits: what is due, and then a frame of it. */
static int
poll_func (GPollFD *fds, guint n_fds, int timeout)
{
  int ready;

  if (woke != 0)
    {
      gint64 turn = get_busy_us () - woke;

      longest = MAX (longest, turn);
      n_long += turn > FRAME_US;
    }
  ready = g_poll (fds, n_fds, timeout);
  woke = get_busy_us ();
  return ready;
}

static void
measure_frames (const char *domain, const char *ca_file)
{
  g_autoptr (DermagaWizard) wizard = dermaga_wizard_new (ca_file);
  Scene scene = { .wizard = wizard };
  guint n_all;

  dermaga_wizard_set_text (wizard, DERMAGA_FIELD_TARGET, domain);
  scene.window = dermaga_window_new (NULL, wizard);
  gtk_window_present (GTK_WINDOW (scene.window));
  scene_wait_for_frame (GTK_WIDGET (scene.window));
  g_main_context_set_poll_func (NULL, poll_func);
  scene_check (&scene);
  scene_settle (&scene);
  dermaga_result_count (dermaga_wizard_get_result (wizard), NULL, &n_all);
  g_print ("%u %.1f %u\n", n_all, (double) longest / 1000, n_long);
  gtk_window_destroy (GTK_WINDOW (scene.window));
}

int
main (int argc, char **argv)
{
  setvbuf (stdout, NULL, _IOLBF, 0);
  gtk_init ();
  if (argc == 3 && g_str_equal (argv[1], "runs"))
    measure_runs ((guint) strtoul (argv[2], NULL, 10));
  else if (argc == 2 && g_str_equal (argv[1], "memory"))
    measure_memory ();
  else if (argc == 4 && g_str_equal (argv[1], "frames"))
    measure_frames (argv[2], argv[3]);
  else
    {
      g_printerr ("usage: wizard-cost runs NUMBER | memory | frames DOMAIN CA-FILE\n");
      return 2;
    }
  return 0;
}
