#include "config.h"

#include "app/widgets/dermaga-step-list.h"

#include <string.h>

#include <glib/gi18n.h>

#include "app/widgets/dermaga-copy-button.h"
#include "app/widgets/dermaga-finding-row.h"

#define MAX_WHOLE 8 /* octets of a word of code for which there is room even with large letters */

/* Pango would break code where a sentence may be broken: between two quotes, too, which then seem
 * to hold something. Short words of code stay whole. */
static void
keep_words (GtkLabel *label, const char *text)
{
  PangoAttrList *attributes = pango_attr_list_copy (gtk_label_get_attributes (label));
  gsize length;

  for (const char *word = text; *word != '\0'; word += length)
    {
      length = *word == ' ' ? strspn (word, " ") : strcspn (word, " ");
      if (*word != ' ' && length <= MAX_WHOLE)
        {
          PangoAttribute *whole = pango_attr_allow_breaks_new (FALSE);

          whole->start_index = word - text;
          whole->end_index = word - text + length;
          pango_attr_list_insert (attributes, whole);
        }
    }
  gtk_label_set_attributes (label, attributes);
  pango_attr_list_unref (attributes);
}

/* Written from left to right in every language, in letters of one width. */
static GtkWidget *
make_code (const char *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = dermaga_wrapped_label_new (text, "monospace");
  GtkWidget *copy = g_object_new (DERMAGA_TYPE_COPY_BUTTON, "compact", TRUE, "name-of-text",
                                  _("Copy this line"), "valign", GTK_ALIGN_CENTER, NULL);

  gtk_widget_set_direction (line, GTK_TEXT_DIR_LTR);
  gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR);
  gtk_widget_add_css_class (line, "dermaga-code");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  keep_words (GTK_LABEL (label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_add_css_class (copy, "flat");
  dermaga_copy_button_set_text (DERMAGA_COPY_BUTTON (copy), text);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), copy);
  return line;
}

static GtkWidget *
make_step (const DermagaFormatStep *step)
{
  g_autofree char *text = NULL;

  if (step->number == 0)
    return make_code (step->text);
  text = g_strdup_printf ("%u. %s", step->number, step->text);
  return dermaga_wrapped_label_new (text, NULL);
}

void
dermaga_step_list_fill (GtkBox *box, const DermagaFormat *format, const DermagaSettings *settings)
{
  g_autoptr (GPtrArray) steps = dermaga_format_list_steps (format, settings);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  for (guint i = 0; i < steps->len; i++)
    gtk_box_append (box, make_step (g_ptr_array_index (steps, i)));
}
