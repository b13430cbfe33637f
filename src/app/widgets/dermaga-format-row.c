#include "config.h"

#include "app/widgets/dermaga-format-row.h"

#include <glib/gi18n.h>

#include "app/widgets/dermaga-finding-row.h"
#include "app/widgets/dermaga-proof-mark.h"

struct _DermagaFormatRow
{
  GtkListBoxRow parent_instance;

  const DermagaFormat *format;
  GtkWidget *summary;
  GtkCheckButton *dot;
};

G_DEFINE_FINAL_TYPE (DermagaFormatRow, dermaga_format_row, GTK_TYPE_LIST_BOX_ROW)

/* The chosen one carries a dot: colour alone would not do. */
static void
dermaga_format_row_state_flags_changed (GtkWidget *widget, GtkStateFlags previous)
{
  GtkWidgetClass *parent_class = GTK_WIDGET_CLASS (dermaga_format_row_parent_class);

  if (parent_class->state_flags_changed != NULL)
    parent_class->state_flags_changed (widget, previous);
  gtk_check_button_set_active (DERMAGA_FORMAT_ROW (widget)->dot,
                               gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (widget)));
}

static void
dermaga_format_row_class_init (DermagaFormatRowClass *klass)
{
  GTK_WIDGET_CLASS (klass)->state_flags_changed = dermaga_format_row_state_flags_changed;
}

static void
keep_out_of_tree (GtkCheckButton *dot)
{
  g_object_set (dot, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

/* It only shows what the row is: it takes no part in the keyboard, the pointer and the tree. */
static void
dermaga_format_row_init (DermagaFormatRow *self)
{
  self->dot = g_object_new (GTK_TYPE_CHECK_BUTTON, "can-focus", FALSE, "can-target", FALSE,
                            "valign", GTK_ALIGN_START, NULL);
  keep_out_of_tree (self->dot);
}

void
dermaga_format_row_set_possible (DermagaFormatRow *self, gboolean possible)
{
  const char *title;
  const char *summary;
  g_autofree char *mark = NULL;
  g_autofree char *description = NULL;

  g_return_if_fail (DERMAGA_IS_FORMAT_ROW (self));
  title = _(self->format->title);
  summary = possible ? _(self->format->summary)
                     : _("Not possible: no safe settings were found for a server that it needs.");
  mark = dermaga_format_dup_mark (self->format);
  description = g_strdup_printf ("%s. %s", summary, mark);
  gtk_widget_set_sensitive (GTK_WIDGET (self), possible);
  gtk_label_set_text (GTK_LABEL (self->summary), summary);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

GtkWidget *
dermaga_format_row_new (const DermagaFormat *format, DermagaFormatRow *beside)
{
  DermagaFormatRow *self = g_object_new (DERMAGA_TYPE_FORMAT_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->format = format;
  self->summary = dermaga_wrapped_label_new (NULL, "caption");
  gtk_check_button_set_group (self->dot, beside != NULL ? beside->dot : NULL);
  /* On GTK 4.18, whatever is in a group has become a radio button by that. */
  keep_out_of_tree (self->dot);
  if (beside != NULL)
    keep_out_of_tree (beside->dot);
  gtk_widget_add_css_class (self->summary, "dim-label");
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (text), dermaga_wrapped_label_new (_(format->title), NULL));
  gtk_box_append (GTK_BOX (text), self->summary);
  gtk_box_append (GTK_BOX (text), dermaga_proof_mark_new (format, FALSE));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->dot));
  gtk_box_append (GTK_BOX (box), text);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  dermaga_format_row_set_possible (self, TRUE);
  return GTK_WIDGET (self);
}

const DermagaFormat *
dermaga_format_row_get_format (DermagaFormatRow *self)
{
  g_return_val_if_fail (DERMAGA_IS_FORMAT_ROW (self), NULL);
  return self->format;
}
