#include "config.h"

#include "app/widgets/dermaga-change-list.h"

#include <glib/gi18n.h>

#include "app/widgets/dermaga-finding-row.h"
#include "app/widgets/dermaga-hyphens.h"
#include "verdict/dermaga-change-texts.h"

struct _DermagaChangeList
{
  GtkBox parent_instance;

  GtkLabel *line;
  GtkExpander *expander;
  GtkLabel *title;
  GtkBox *rows;
  GPtrArray *shown; /* (nullable): the changes that the rows show */
};

G_DEFINE_FINAL_TYPE (DermagaChangeList, dermaga_change_list, GTK_TYPE_BOX)

static void
dermaga_change_list_finalize (GObject *object)
{
  g_clear_pointer (&DERMAGA_CHANGE_LIST (object)->shown, g_ptr_array_unref);
  G_OBJECT_CLASS (dermaga_change_list_parent_class)->finalize (object);
}

static void
dermaga_change_list_class_init (DermagaChangeListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dermaga_change_list_finalize;
}

static void
dermaga_change_list_init (DermagaChangeList *self)
{
  self->line = GTK_LABEL (dermaga_wrapped_label_new (NULL, "dim-label"));
  self->title = g_object_new (GTK_TYPE_LABEL, "use-underline", TRUE, "xalign", 0.0, "wrap", TRUE,
                              "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  dermaga_label_avoid_hyphens (self->title);
  self->rows = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12,
                             "margin-top", 12, NULL);
  self->expander = g_object_new (GTK_TYPE_EXPANDER, "receives-default", TRUE, "label-widget",
                                 self->title, "child", self->rows, NULL);
  gtk_label_set_mnemonic_widget (self->title, GTK_WIDGET (self->expander));
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "dermaga-card");
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "dermaga-padded");
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->line));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->expander));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static const char *
get_icon (const DermagaChange *change, const char **css_class)
{
  switch (change->kind)
    {
    case DERMAGA_CHANGE_LOST:
    case DERMAGA_CHANGE_CERTIFICATE_PROBLEM:
      *css_class = "warning";
      return "dialog-warning-symbolic";
    case DERMAGA_CHANGE_CERTIFICATE_WELL:
    case DERMAGA_CHANGE_GAINED:
      *css_class = dermaga_outcome_is_safe (change->now) ? "dermaga-good" : "dim-label";
      return dermaga_outcome_is_safe (change->now) ? "object-select-symbolic"
                                                   : "dialog-information-symbolic";
    case DERMAGA_CHANGE_RECOMMENDED:
    case DERMAGA_CHANGE_OTHER:
      *css_class = "dim-label";
      return "dialog-information-symbolic";
    }
  g_return_val_if_reached ("dialog-information-symbolic");
}

static GtkWidget *
make_row (const char *text, const char *icon_name, const char *css_class)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = dermaga_wrapped_label_new (text, NULL);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon_name, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, "valign", GTK_ALIGN_START,
                                  NULL);

  gtk_widget_add_css_class (icon, css_class);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), label);
  return row;
}

static void
show_rows (DermagaChangeList *self, const DermagaRun *then, const DermagaRun *now)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, child);
  for (guint i = 0; i < self->shown->len; i++)
    {
      const DermagaChange *change = self->shown->pdata[i];
      g_autofree char *text = dermaga_explain_change (change, then, now);
      const char *css_class = NULL;
      const char *icon = get_icon (change, &css_class);

      gtk_box_append (self->rows, make_row (text, icon, css_class));
    }
  if (dermaga_changes_suggest_other_network (self->shown))
    {
      g_autofree char *text = dermaga_explain_other_network (then, now);

      gtk_box_append (self->rows, make_row (text, "dialog-information-symbolic", "dim-label"));
    }
}

/* What got worse is to be seen without being asked for. */
static gboolean
is_bad (GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const DermagaChange *change = changes->pdata[i];

      if (change->kind == DERMAGA_CHANGE_LOST || change->kind == DERMAGA_CHANGE_RECOMMENDED
          || change->kind == DERMAGA_CHANGE_CERTIFICATE_PROBLEM)
        return TRUE;
    }
  return FALSE;
}

static void
show_changes (DermagaChangeList *self, DermagaPast *past)
{
  const DermagaRun *then = dermaga_past_get_then (past);
  const DermagaRun *now = dermaga_past_get_now (past);
  g_autofree char *title = NULL;

  if (self->shown == dermaga_past_get_changes (past))
    return;
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = g_ptr_array_ref (dermaga_past_get_changes (past));
  title = dermaga_changes_title (then, now);
  gtk_label_set_text_with_mnemonic (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->title), -1);
  show_rows (self, then, now);
  gtk_expander_set_expanded (self->expander, is_bad (self->shown));
}

static void
show_line (DermagaChangeList *self, DermagaPast *past)
{
  g_autofree char *text = NULL;

  if (dermaga_past_get_state (past) == DERMAGA_PAST_SAME)
    text = dermaga_changes_none (dermaga_past_get_then (past), dermaga_past_get_now (past));
  else
    text = g_strdup (_("What earlier checks of this domain found cannot be read, so nothing is "
                       "compared."));
  gtk_label_set_text (self->line, text);
}

void
dermaga_change_list_show (DermagaChangeList *self, DermagaPast *past)
{
  DermagaPastState state;

  g_return_if_fail (DERMAGA_IS_CHANGE_LIST (self) && DERMAGA_IS_PAST (past));
  state = dermaga_past_get_state (past);
  if (state == DERMAGA_PAST_CHANGED)
    show_changes (self, past);
  else if (state != DERMAGA_PAST_NOTHING)
    show_line (self, past);
  gtk_widget_set_visible (GTK_WIDGET (self->expander), state == DERMAGA_PAST_CHANGED);
  gtk_widget_set_visible (GTK_WIDGET (self->line), state != DERMAGA_PAST_CHANGED);
  gtk_widget_set_visible (GTK_WIDGET (self), state != DERMAGA_PAST_NOTHING);
}
