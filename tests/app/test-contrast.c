#include "config.h"

#include "app/dermaga-style.h"

#include <math.h>
#include <string.h>

/* GTK_THEME says which theme is in use: texts can be told from their grounds in all of them, and
 * edges in those that promise high contrast. */

static double
get_share (double channel)
{
  return channel <= 0.03928 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

/* As WCAG 2.1 defines it. */
static double
get_luminance (const GdkRGBA *colour)
{
  return 0.2126 * get_share (colour->red) + 0.7152 * get_share (colour->green)
         + 0.0722 * get_share (colour->blue);
}

static double
get_contrast (const GdkRGBA *one, const GdkRGBA *other)
{
  double a = get_luminance (one) + 0.05;
  double b = get_luminance (other) + 0.05;

  return MAX (a, b) / MIN (a, b);
}

static void
assert_contrast (GtkWidget *widget, const char *one, const char *other, double least)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA first;
  GdkRGBA second;
  double contrast;

  g_assert_true (gtk_style_context_lookup_color (style, other, &second));
  if (one != NULL)
    g_assert_true (gtk_style_context_lookup_color (style, one, &first));
  else
    gtk_style_context_get_color (style, &first);
  contrast = get_contrast (&first, &second);
  g_test_message ("%s on %s: %.2f", one != NULL ? one : "text", other, contrast);
  g_assert_cmpfloat (contrast, >=, least);
}

static void
test_edges (void)
{
  GtkWidget *window = g_object_ref_sink (gtk_window_new ());

  assert_contrast (window, "borders", "theme_bg_color", 3);
  assert_contrast (window, "borders", "theme_base_color", 3);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (window);
}

static void
test_texts (void)
{
  static const char *const classes[] = { "warning", "error", "dermaga-good" };
  GtkWidget *window = g_object_ref_sink (gtk_window_new ());

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      GtkWidget *text = gtk_label_new ("");

      gtk_widget_add_css_class (text, classes[i]);
      gtk_window_set_child (GTK_WINDOW (window), text);
      assert_contrast (text, NULL, "theme_bg_color", 4.5);
      assert_contrast (text, NULL, "theme_base_color", 4.5);
    }
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (window);
}

static void
test_links (void)
{
  GtkWidget *window = g_object_ref_sink (gtk_window_new ());
  GtkWidget *link = gtk_button_new_with_label ("");

  gtk_widget_add_css_class (link, "link");
  gtk_window_set_child (GTK_WINDOW (window), link);
  assert_contrast (link, NULL, "theme_bg_color", 4.5);
  assert_contrast (link, NULL, "theme_base_color", 4.5);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  dermaga_style_load ();
  g_test_add_func ("/contrast/texts", test_texts);
  g_test_add_func ("/contrast/links", test_links);
  if (strstr (g_getenv ("GTK_THEME"), "-hc") != NULL)
    g_test_add_func ("/contrast/edges", test_edges);
  return g_test_run ();
}
