#include "config.h"

#include "app/widgets/dermaga-mail-row.h"

#include <glib/gi18n.h>

#include "app/dermaga-mail-words.h"

struct _DermagaMailRow
{
  GtkBox parent_instance;

  GtkLabel *subject;
  GtkLabel *time;
  GtkLabel *from;
  GtkWidget *badge;

  DermagaPracticeMessage *message; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (DermagaMailRow, dermaga_mail_row, GTK_TYPE_BOX)

static void
dermaga_mail_row_dispose (GObject *object)
{
  g_clear_object (&DERMAGA_MAIL_ROW (object)->message);
  G_OBJECT_CLASS (dermaga_mail_row_parent_class)->dispose (object);
}

static void
dermaga_mail_row_class_init (DermagaMailRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dermaga_mail_row_dispose;
}

static GtkWidget *
make_label (gboolean expand, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize",
                                   expand ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE, "hexpand",
                                   expand, "single-line-mode", TRUE, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
append_line (DermagaMailRow *self, GtkWidget *first, GtkWidget *second)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  gtk_box_append (GTK_BOX (line), first);
  gtk_box_append (GTK_BOX (line), second);
  gtk_box_append (GTK_BOX (self), line);
}

static void
dermaga_mail_row_init (DermagaMailRow *self)
{
  GtkWidget *subject = make_label (TRUE, NULL);
  GtkWidget *time = make_label (FALSE, "caption");
  GtkWidget *from = make_label (TRUE, "dim-label");

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
  gtk_widget_add_css_class (time, "dermaga-numbers");
  self->badge = make_label (FALSE, "caption");
  gtk_widget_add_css_class (self->badge, "dermaga-badge");
  /* Translators: marks a mail that was not read yet */
  gtk_label_set_text (GTK_LABEL (self->badge), _("New"));
  self->subject = GTK_LABEL (subject);
  self->time = GTK_LABEL (time);
  self->from = GTK_LABEL (from);
  append_line (self, subject, time);
  append_line (self, from, self->badge);
}

GtkWidget *
dermaga_mail_row_new (void)
{
  return g_object_new (DERMAGA_TYPE_MAIL_ROW, NULL);
}

void
dermaga_mail_row_refresh (DermagaMailRow *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *sentence = NULL;
  gboolean seen;

  g_return_if_fail (DERMAGA_IS_MAIL_ROW (self) && self->message != NULL);
  seen = (dermaga_practice_message_get_flags (self->message) & DERMAGA_PRACTICE_FLAG_SEEN) != 0;
  gtk_widget_set_visible (self->badge, !seen);
  if (seen)
    gtk_widget_remove_css_class (GTK_WIDGET (self->subject), "heading");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->subject), "heading");
  /* The item of the list around this is what has the focus, and has no name of its own. */
  sentence = dermaga_mail_sentence (self->message);
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    sentence, -1);
}

void
dermaga_mail_row_set_message (DermagaMailRow *self, DermagaPracticeMessage *message)
{
  g_autofree char *subject = NULL;
  g_autofree char *from = NULL;
  g_autofree char *time = NULL;

  g_return_if_fail (DERMAGA_IS_MAIL_ROW (self));
  g_set_object (&self->message, message);
  if (message == NULL)
    return;
  subject = dermaga_mail_subject (message);
  from = dermaga_mail_from (message);
  time = dermaga_mail_time (message);
  gtk_label_set_text (self->subject, subject);
  gtk_label_set_text (self->from, from);
  gtk_label_set_text (self->time, time);
  dermaga_mail_row_refresh (self);
}

DermagaPracticeMessage *
dermaga_mail_row_get_message (DermagaMailRow *self)
{
  g_return_val_if_fail (DERMAGA_IS_MAIL_ROW (self), NULL);
  return self->message;
}
