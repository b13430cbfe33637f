#include "config.h"

#include "app/dermaga-a11y.h"

#include "app/widgets/dermaga-heading.h"

static gboolean
says_itself (GtkWidget *focus, GtkWidget *widget, const char *message)
{
  if (DERMAGA_IS_HEADING (focus))
    return g_str_equal (dermaga_heading_get_label (DERMAGA_HEADING (focus)), message);
  return GTK_IS_BUTTON (focus) && focus == widget;
}

#if !GTK_CHECK_VERSION(4, 14, 0)
static void
set_name (GtkWindow *window, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (window), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* What has the focus now is told instead of this. */
static void
focus_moved_cb (GtkWindow *window)
{
  const char *title = gtk_window_get_title (window);

  g_signal_handlers_disconnect_by_func (window, focus_moved_cb, NULL);
  set_name (window, title != NULL ? title : "");
}
#endif

void
dermaga_a11y_announce (GtkWidget *widget, const char *message)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (!GTK_IS_WINDOW (root) || says_itself (gtk_root_get_focus (root), widget, message))
    return;
#if GTK_CHECK_VERSION(4, 14, 0)
  /* Newer than what the project is pinned to, hence the silenced warning. */
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_accessible_announce (GTK_ACCESSIBLE (widget), message,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  G_GNUC_END_IGNORE_DEPRECATIONS
#else
  g_signal_handlers_disconnect_by_func (root, focus_moved_cb, NULL);
  g_signal_connect (root, "notify::focus-widget", G_CALLBACK (focus_moved_cb), NULL);
  set_name (GTK_WINDOW (root), message);
#endif
}

/* What is wrong is the description of @accessible: by @label where GTK is old enough to describe by
 * what has the role of a status; newer GTK lets that have no name, and takes nothing from it. Never
 * by the error-message relation: GTK 4.8 takes one widget for it and later releases a list, and the
 * wrong one ends the program. */
static void
describe_by (GtkAccessible *accessible, GtkLabel *label)
{
#if GTK_CHECK_VERSION(4, 14, 0)
  gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gtk_label_get_text (label), -1);
#else
  gtk_accessible_update_relation (accessible, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, label, NULL,
                                  -1);
#endif
}

static void
describe_no_more (GtkAccessible *accessible)
{
#if GTK_CHECK_VERSION(4, 14, 0)
  gtk_accessible_reset_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
#else
  gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
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
      describe_no_more (accessible);
      return;
    }

  gtk_widget_set_visible (GTK_WIDGET (label), TRUE);
  gtk_widget_add_css_class (entry, "error");
  gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
  describe_by (accessible, label);
}

char *
dermaga_isolate (const char *text)
{
  return g_strconcat ("\u2066", text, "\u2069", NULL);
}
