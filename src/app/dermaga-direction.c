#include "config.h"

#include "app/dermaga-direction.h"

#include <glib/gi18n.h>

void
dermaga_direction_follow_language (void)
{
  /* Translators: "default:RTL" if your language is written from right to left, otherwise
   * "default:LTR". It is not shown; do not translate the words. */
  gboolean rtl = g_str_equal (_("default:LTR"), "default:RTL");

  gtk_widget_set_default_direction (rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
}

void
dermaga_direction_set_below (GtkWidget *widget, GtkTextDirection direction)
{
  gtk_widget_set_direction (widget, direction);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    dermaga_direction_set_below (child, direction);
}

const char *
dermaga_direction_mark (void)
{
  return gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL ? "\u200f" : "";
}

char *
dermaga_direction_isolate (const char *text)
{
  if (gtk_widget_get_default_direction () != GTK_TEXT_DIR_RTL)
    return g_strdup (text);
  return g_strconcat ("\u2067", text, "\u2069", NULL);
}
