#include "config.h"

#include "app/widgets/dermaga-format-row.h"

#include <glib/gi18n.h>

#include "app/widgets/dermaga-finding-row.h"

struct _DermagaFormatRow
{
  GtkListBoxRow parent_instance;

  const DermagaFormat *format;
  GtkWidget *summary;
  GtkWidget *tick;
};

G_DEFINE_FINAL_TYPE (DermagaFormatRow, dermaga_format_row, GTK_TYPE_LIST_BOX_ROW)

/* The chosen one carries a tick: colour alone would not do. */
static void
dermaga_format_row_state_flags_changed (GtkWidget *widget, GtkStateFlags previous)
{
  GtkWidgetClass *parent_class = GTK_WIDGET_CLASS (dermaga_format_row_parent_class);

  if (parent_class->state_flags_changed != NULL)
    parent_class->state_flags_changed (widget, previous);
  gtk_widget_set_opacity (DERMAGA_FORMAT_ROW (widget)->tick,
                          gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (widget)) ? 1 : 0);
}

static void
dermaga_format_row_class_init (DermagaFormatRowClass *klass)
{
  GTK_WIDGET_CLASS (klass)->state_flags_changed = dermaga_format_row_state_flags_changed;
}

static void
dermaga_format_row_init (DermagaFormatRow *self)
{
  self->tick = g_object_new (GTK_TYPE_IMAGE, "icon-name", "object-select-symbolic",
                             "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "opacity", 0.0,
                             NULL);
}

void
dermaga_format_row_set_possible (DermagaFormatRow *self, gboolean possible)
{
  const char *title;
  const char *summary;

  g_return_if_fail (DERMAGA_IS_FORMAT_ROW (self));
  title = _(self->format->title);
  summary = possible ? _(self->format->summary)
                     : _("Not possible: no safe settings were found for a server that it needs.");
  gtk_widget_set_sensitive (GTK_WIDGET (self), possible);
  gtk_label_set_text (GTK_LABEL (self->summary), summary);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, summary, -1);
}

GtkWidget *
dermaga_format_row_new (const DermagaFormat *format)
{
  DermagaFormatRow *self = g_object_new (DERMAGA_TYPE_FORMAT_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->format = format;
  self->summary = dermaga_wrapped_label_new (NULL, "caption");
  gtk_widget_add_css_class (self->summary, "dim-label");
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (text), dermaga_wrapped_label_new (_(format->title), NULL));
  gtk_box_append (GTK_BOX (text), self->summary);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), self->tick);
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
