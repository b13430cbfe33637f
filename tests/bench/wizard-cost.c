/* What the wizard costs while it runs: in a window of its own, driven as a person would.
 *
 * usage: wizard-cost runs NUMBER
 *        wizard-cost selections NUMBER
 *        wizard-cost memory
 *        wizard-cost frames DOMAIN CA-FILE
 *        wizard-cost slide
 *
 * "runs": NUMBER whole runs on the practice provider in one process, from the address to an export;
 * prints a line after each: octets in use, widgets, descriptors.
 * "selections": the floor of it: as many times, two texts are selected in a window of GTK's; prints
 * the octets in use after each. On X11, GTK 4.8 keeps a name for each selection that it looks at.
 * "memory": prints what memory.h says, after the first frame and after one run.
 * "frames": a check of DOMAIN, watched to its end. Prints the rows that it had, the longest turn of
 * the main loop in milliseconds of this thread's processor time, the longest without the drawing in
 * it, the longest drawing, and how many turns were longer than 16 without it.
 * "slide": the floor of drawing: two empty pages in a window as large. Prints the longest drawing.
 *
 * Drawing is what comes after the window has said what is to be drawn: filling and copying pixels,
 * which a graphics card does where there is one. Here it is done by the processor.
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
measure_selections (guint number)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_enable_undo (GTK_EDITABLE (entry), FALSE);
  gtk_window_set_child (GTK_WINDOW (window), entry);
  gtk_window_present (GTK_WINDOW (window));
  scene_wait_for_frame (window);
  for (guint i = 0; i < number; i++)
    {
      for (guint each = 0; each < 2; each++)
        {
          gtk_editable_set_text (GTK_EDITABLE (entry), DERMAGA_PRACTICE_ADDRESS);
          gtk_editable_select_region (GTK_EDITABLE (entry), 0, -1);
          scene_iterate (20);
          gtk_editable_set_text (GTK_EDITABLE (entry), "");
          scene_iterate (20);
        }
      g_print ("%" G_GSIZE_FORMAT "\n", get_octets_in_use ());
    }
  gtk_window_destroy (GTK_WINDOW (window));
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

typedef struct {
  gint64 woke;
  gint64 told; /* what is to be drawn; 0 when nothing is being drawn */
  gint64 drawing;
  gint64 longest;
  gint64 longest_of_ours;
  gint64 longest_drawing;
  guint n_long_of_ours;
} Turns;

static Turns turns;
static void (*snapshot_of_window) (GtkWidget *widget, GtkSnapshot *snapshot);

/* Of this thread alone: others may have the processor meanwhile. */
static gint64
get_busy_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  snapshot_of_window (widget, snapshot);
  turns.told = get_busy_us ();
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer data)
{
  if (turns.told != 0)
    turns.drawing += get_busy_us () - turns.told;
  turns.told = 0;
}

/* The main loop works between two waits: what is due, and then a frame of it. */
static int
poll_func (GPollFD *fds, guint n_fds, int timeout)
{
  int ready;

  if (turns.woke != 0)
    {
      gint64 turn = get_busy_us () - turns.woke;
      gint64 ours = turn - turns.drawing;

      turns.longest = MAX (turns.longest, turn);
      turns.longest_of_ours = MAX (turns.longest_of_ours, ours);
      turns.longest_drawing = MAX (turns.longest_drawing, turns.drawing);
      turns.n_long_of_ours += ours > FRAME_US;
    }
  ready = g_poll (fds, n_fds, timeout);
  turns.woke = get_busy_us ();
  turns.drawing = 0;
  return ready;
}

/* From now on. */
static void
watch_turns (GtkWidget *window)
{
  GtkWidgetClass *window_class = GTK_WIDGET_GET_CLASS (window);

  snapshot_of_window = window_class->snapshot;
  window_class->snapshot = snapshot;
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint",
                    G_CALLBACK (after_paint_cb), NULL);
  g_main_context_set_poll_func (NULL, poll_func);
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
  watch_turns (GTK_WIDGET (scene.window));
  scene_check (&scene);
  dermaga_result_count (dermaga_wizard_get_result (wizard), NULL, &n_all);
  g_print ("%u %.1f %.1f %.1f %u\n", n_all, (double) turns.longest / 1000,
           (double) turns.longest_of_ours / 1000, (double) turns.longest_drawing / 1000,
           turns.n_long_of_ours);
  gtk_window_destroy (GTK_WINDOW (scene.window));
}

static void
measure_slide (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *pages[] = { gtk_box_new (GTK_ORIENTATION_VERTICAL, 0),
                         gtk_box_new (GTK_ORIENTATION_VERTICAL, 0) };

  gtk_window_set_default_size (GTK_WINDOW (window), 720, 560);
  gtk_stack_set_transition_type (GTK_STACK (stack), GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT_RIGHT);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      gtk_widget_add_css_class (pages[i], "view"); /* one colour all over */
      gtk_stack_add_child (GTK_STACK (stack), pages[i]);
    }
  gtk_window_set_child (GTK_WINDOW (window), stack);
  gtk_window_present (GTK_WINDOW (window));
  scene_wait_for_frame (window);
  watch_turns (window);
  gtk_stack_set_visible_child (GTK_STACK (stack), pages[1]);
  while (gtk_stack_get_transition_running (GTK_STACK (stack)))
    g_main_context_iteration (NULL, TRUE);
  g_print ("%.1f\n", (double) turns.longest_drawing / 1000);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  setvbuf (stdout, NULL, _IOLBF, 0);
  gtk_init ();
  if (argc == 3 && g_str_equal (argv[1], "runs"))
    measure_runs ((guint) strtoul (argv[2], NULL, 10));
  else if (argc == 3 && g_str_equal (argv[1], "selections"))
    measure_selections ((guint) strtoul (argv[2], NULL, 10));
  else if (argc == 2 && g_str_equal (argv[1], "memory"))
    measure_memory ();
  else if (argc == 4 && g_str_equal (argv[1], "frames"))
    measure_frames (argv[2], argv[3]);
  else if (argc == 2 && g_str_equal (argv[1], "slide"))
    measure_slide ();
  else
    {
      g_printerr ("usage: wizard-cost runs NUMBER | selections NUMBER | memory | "
                  "frames DOMAIN CA-FILE | slide\n");
      return 2;
    }
  return 0;
}
