#include "config.h"

#include "app/widgets/dermaga-audience-row.h"

#include <glib/gi18n.h>

#include "app/widgets/dermaga-finding-row.h"

struct _DermagaAudienceRow
{
  GtkListBoxRow parent_instance;

  DermagaAudience audience;
  GtkWidget *programs;
};

G_DEFINE_FINAL_TYPE (DermagaAudienceRow, dermaga_audience_row, GTK_TYPE_LIST_BOX_ROW)

static void
dermaga_audience_row_class_init (DermagaAudienceRowClass *klass)
{
}

static void
dermaga_audience_row_init (DermagaAudienceRow *self)
{
}

/* The programs that it is about; where that is one, what is made for it. */
static char *
describe (DermagaAudience audience)
{
  g_autoptr (GPtrArray) programs = g_ptr_array_new ();
  const DermagaFormat *first = NULL;
  guint n_formats;
  const DermagaFormat *const *formats = dermaga_formats (&n_formats);

  for (guint i = 0; i < n_formats; i++)
    if (formats[i]->audience == audience)
      {
        first = first != NULL ? first : formats[i];
        if (!g_ptr_array_find_with_equal_func (programs, formats[i]->program, g_str_equal, NULL))
          g_ptr_array_add (programs, (gpointer) formats[i]->program);
      }
  if (programs->len < 2)
    return g_strdup (first != NULL ? _(first->summary) : "");
  g_ptr_array_add (programs, NULL);
  return g_strjoinv (", ", (char **) programs->pdata);
}

void
dermaga_audience_row_set_possible (DermagaAudienceRow *self, gboolean possible)
{
  const char *title;
  g_autofree char *text = NULL;

  g_return_if_fail (DERMAGA_IS_AUDIENCE_ROW (self));
  title = dermaga_audience_get_title (self->audience);
  text = possible ? describe (self->audience)
                  : g_strdup (_("Not possible: no safe settings were found for a server that it "
                                "needs."));
  gtk_widget_set_sensitive (GTK_WIDGET (self), possible);
  gtk_label_set_text (GTK_LABEL (self->programs), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

GtkWidget *
dermaga_audience_row_new (DermagaAudience audience)
{
  DermagaAudienceRow *self = g_object_new (DERMAGA_TYPE_AUDIENCE_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *arrow
      = g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                      GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  self->audience = audience;
  self->programs = dermaga_wrapped_label_new (NULL, "caption");
  gtk_widget_add_css_class (self->programs, "dim-label");
  gtk_widget_add_css_class (arrow, "dim-label");
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (text),
                  dermaga_wrapped_label_new (dermaga_audience_get_title (audience), NULL));
  gtk_box_append (GTK_BOX (text), self->programs);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), arrow);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  dermaga_audience_row_set_possible (self, TRUE);
  return GTK_WIDGET (self);
}

DermagaAudience
dermaga_audience_row_get_audience (DermagaAudienceRow *self)
{
  g_return_val_if_fail (DERMAGA_IS_AUDIENCE_ROW (self), 0);
  return self->audience;
}
