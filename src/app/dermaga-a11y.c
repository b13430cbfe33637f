#include "config.h"

#include "app/dermaga-a11y.h"

void
dermaga_a11y_announce (GtkWidget *widget, const char *message)
{
#if GTK_CHECK_VERSION(4, 14, 0)
  /* Newer than what the project is pinned to, hence the silenced warning. */
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_accessible_announce (GTK_ACCESSIBLE (widget), message,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  G_GNUC_END_IGNORE_DEPRECATIONS
#endif
}

void
dermaga_a11y_set_error (GtkWidget *entry, GtkLabel *label, const char *message)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (entry);

  gtk_label_set_text (label, message != NULL ? message : "");
  if (message == NULL || message[0] == '\0')
    {
      gtk_widget_set_visible (GTK_WIDGET (label), FALSE);
      gtk_widget_remove_css_class (entry, "error");
      gtk_accessible_reset_state (accessible, GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
      return;
    }

  gtk_widget_set_visible (GTK_WIDGET (label), TRUE);
  gtk_widget_add_css_class (entry, "error");
  gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
  /* Not the error-message relation: GTK 4.8 takes one widget for it and later releases a list, and
   * the wrong one ends the program. A description is a list in all of them. */
  gtk_accessible_update_relation (accessible, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, label, NULL,
                                  -1);
}

char *
dermaga_isolate (const char *text)
{
  return g_strconcat ("\u2066", text, "\u2069", NULL);
}
