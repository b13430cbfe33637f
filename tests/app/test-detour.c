#include "config.h"

#include "app/dermaga-detour.h"

/* Each page once; Back leads to the one before, in the end to the step. */
static void
test_way (void)
{
  g_autoptr (DermagaDetour) detour = dermaga_detour_new ();
  GtkWidget *focus;

  g_assert_cmpint (dermaga_detour_get_page (detour), ==, -1);
  dermaga_detour_go (detour, 2, NULL);
  dermaga_detour_go (detour, 0, NULL);
  dermaga_detour_go (detour, 5, NULL);
  dermaga_detour_go (detour, 0, NULL);
  g_assert_cmpint (dermaga_detour_get_page (detour), ==, 0);
  g_assert_false (dermaga_detour_contains (detour, 5));
  g_assert_true (dermaga_detour_contains (detour, 2));
  g_assert_cmpint (dermaga_detour_back (detour, &focus), ==, 2);
  g_assert_null (focus);
  g_assert_cmpint (dermaga_detour_back (detour, &focus), ==, -1);
  g_assert_cmpint (dermaga_detour_back (detour, &focus), ==, -1);
  dermaga_detour_go (detour, 3, NULL);
  dermaga_detour_clear (detour);
  g_assert_cmpint (dermaga_detour_get_page (detour), ==, -1);
}

/* What had the keyboard may go while one is away, and as well by coming back. */
static void
test_focus_goes (void)
{
  g_autoptr (DermagaDetour) detour = dermaga_detour_new ();
  GtkWidget *gone = g_object_ref_sink (gtk_button_new ());
  GtkWidget *there = g_object_ref_sink (gtk_button_new ());
  GtkWidget *focus;

  dermaga_detour_go (detour, 1, there);
  dermaga_detour_go (detour, 2, gone);
  g_object_unref (gone);
  dermaga_detour_back (detour, &focus);
  g_assert_null (focus);
  dermaga_detour_back (detour, &focus);
  g_object_unref (there);
  g_assert_true (focus == there && GTK_IS_BUTTON (focus));
  g_assert_finalize_object (focus);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/detour/way", test_way);
  g_test_add_func ("/detour/focus-goes", test_focus_goes);
  return g_test_run ();
}
