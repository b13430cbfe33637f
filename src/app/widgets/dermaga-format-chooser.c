#include "config.h"

#include "app/widgets/dermaga-format-chooser.h"

#include <glib/gi18n.h>

#include "app/widgets/dermaga-audience-row.h"
#include "app/widgets/dermaga-format-row.h"
#include "app/widgets/dermaga-tab-leaves.h"

struct _DermagaFormatChooser
{
  GtkBox parent_instance;

  GtkListBox *audiences;
  GtkWidget *chosen;
  GtkLabel *summary;
  GtkWidget *formats_heading;
  GtkListBox *formats;

  gboolean incoming;
  gboolean outgoing;
  const DermagaFormat *format; /* (nullable) */
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DermagaFormatChooser, dermaga_format_chooser, GTK_TYPE_BOX)

static gboolean
is_possible (DermagaFormatChooser *self, const DermagaFormat *format)
{
  return dermaga_format_is_possible (format, self->incoming, self->outgoing);
}

/* (nullable): the best one for an audience that can be made. */
static const DermagaFormat *
find_possible (DermagaFormatChooser *self, DermagaAudience audience)
{
  guint n_formats;
  const DermagaFormat *const *formats = dermaga_formats (&n_formats);

  for (guint i = 0; i < n_formats; i++)
    if (formats[i]->audience == audience && is_possible (self, formats[i]))
      return formats[i];
  return NULL;
}

static void
take_format (DermagaFormatChooser *self, const DermagaFormat *format)
{
  self->format = format;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The list selects again what is selected when the keyboard comes back to it. */
static void
format_selected_cb (DermagaFormatChooser *self, GtkListBoxRow *row)
{
  const DermagaFormat *format
      = row != NULL ? dermaga_format_row_get_format (DERMAGA_FORMAT_ROW (row)) : NULL;

  if (format != NULL && format != self->format && gtk_widget_get_visible (self->chosen))
    take_format (self, format);
}

/* The list itself has nothing to hold the focus: its rows have. */
static gboolean
formats_mnemonic_cb (DermagaFormatChooser *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->formats);

  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
clear_formats (DermagaFormatChooser *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->formats))) != NULL)
    gtk_list_box_remove (self->formats, row);
}

/* One that stands alone needs no list. */
static void
fill_formats (DermagaFormatChooser *self, const DermagaFormat *chosen)
{
  guint n_formats;
  const DermagaFormat *const *formats = dermaga_formats (&n_formats);
  GtkWidget *last = NULL;
  GtkListBoxRow *selected = NULL;
  guint n_rows = 0;

  clear_formats (self);
  for (guint i = 0; i < n_formats; i++)
    if (formats[i]->audience == chosen->audience)
      {
        last = dermaga_format_row_new (formats[i],
                                       last != NULL ? DERMAGA_FORMAT_ROW (last) : NULL);
        dermaga_format_row_set_possible (DERMAGA_FORMAT_ROW (last),
                                         is_possible (self, formats[i]));
        gtk_list_box_append (self->formats, last);
        if (formats[i] == chosen)
          selected = GTK_LIST_BOX_ROW (last);
        n_rows++;
      }
  gtk_widget_set_visible (self->formats_heading, n_rows > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->formats), n_rows > 1);
  gtk_label_set_text (self->summary, _(chosen->summary));
  gtk_widget_set_visible (GTK_WIDGET (self->summary), n_rows == 1);
  gtk_list_box_select_row (self->formats, selected);
}

static void
show_chosen (DermagaFormatChooser *self, const DermagaFormat *format)
{
  gtk_widget_set_visible (GTK_WIDGET (self->audiences), format == NULL);
  gtk_widget_set_visible (self->chosen, FALSE); /* what is selected meanwhile is no choice */
  if (format != NULL)
    {
      fill_formats (self, format);
      gtk_widget_set_visible (self->chosen, TRUE);
    }
  take_format (self, format);
}

static gboolean
focus_audience (DermagaFormatChooser *self, DermagaAudience audience)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->audiences)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (dermaga_audience_row_get_audience (DERMAGA_AUDIENCE_ROW (row)) == audience)
      return gtk_widget_grab_focus (row);
  return FALSE;
}

static void
audience_activated_cb (DermagaFormatChooser *self, DermagaAudienceRow *row)
{
  show_chosen (self, find_possible (self, dermaga_audience_row_get_audience (row)));
}

static void
change_clicked_cb (DermagaFormatChooser *self)
{
  DermagaAudience audience = self->format != NULL ? self->format->audience : 0;

  show_chosen (self, NULL);
  focus_audience (self, audience);
}

/* What can be set up, the list of formats says: nothing stands here that no format is for. */
static void
fill_audiences (DermagaFormatChooser *self)
{
  guint n_formats;
  const DermagaFormat *const *formats = dermaga_formats (&n_formats);

  for (guint i = 0; i < n_formats; i++)
    if (i == 0 || formats[i]->audience != formats[i - 1]->audience)
      gtk_list_box_append (self->audiences, dermaga_audience_row_new (formats[i]->audience));
}

static gboolean
dermaga_format_chooser_grab_focus (GtkWidget *widget)
{
  DermagaFormatChooser *self = DERMAGA_FORMAT_CHOOSER (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->formats);

  if (self->format != NULL)
    return row != NULL && gtk_widget_get_visible (GTK_WIDGET (self->formats))
           && gtk_widget_grab_focus (GTK_WIDGET (row));
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->audiences)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_sensitive (child))
      return gtk_widget_grab_focus (child);
  return FALSE;
}

static void
dermaga_format_chooser_class_init (DermagaFormatChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->grab_focus = dermaga_format_chooser_grab_focus;
  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", DERMAGA_TYPE_FORMAT_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/dermaga/Dermaga/widgets/dermaga-format-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, DermagaFormatChooser, audiences);
  gtk_widget_class_bind_template_child (widget_class, DermagaFormatChooser, chosen);
  gtk_widget_class_bind_template_child (widget_class, DermagaFormatChooser, summary);
  gtk_widget_class_bind_template_child (widget_class, DermagaFormatChooser, formats_heading);
  gtk_widget_class_bind_template_child (widget_class, DermagaFormatChooser, formats);
  gtk_widget_class_bind_template_callback (widget_class, audience_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, format_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, formats_mnemonic_cb);
}

static void
dermaga_format_chooser_init (DermagaFormatChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  dermaga_tab_leaves (self->audiences);
  dermaga_tab_leaves (self->formats);
  fill_audiences (self);
}

void
dermaga_format_chooser_set_servers (DermagaFormatChooser *self, gboolean incoming,
                                    gboolean outgoing, const char *id)
{
  const DermagaFormat *wanted = dermaga_format_find (id);

  g_return_if_fail (DERMAGA_IS_FORMAT_CHOOSER (self));
  self->incoming = incoming;
  self->outgoing = outgoing;
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->audiences)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      DermagaAudience audience = dermaga_audience_row_get_audience (DERMAGA_AUDIENCE_ROW (row));

      dermaga_audience_row_set_possible (DERMAGA_AUDIENCE_ROW (row),
                                         find_possible (self, audience) != NULL);
    }
  show_chosen (self, wanted != NULL && is_possible (self, wanted) ? wanted : NULL);
}

const DermagaFormat *
dermaga_format_chooser_get_format (DermagaFormatChooser *self)
{
  g_return_val_if_fail (DERMAGA_IS_FORMAT_CHOOSER (self), NULL);
  return self->format;
}
