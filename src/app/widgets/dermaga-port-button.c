#include "config.h"

#include "app/widgets/dermaga-port-button.h"

#include <glib/gi18n.h>

GtkWidget *
dermaga_port_button_new (guint16 port)
{
  /* Translators: a button; %u is a port number such as 25 */
  g_autofree char *label = g_strdup_printf (_("Is Port %u Blocked Here?"), port);
  GtkWidget *text = gtk_label_new (label);
  GtkWidget *button = gtk_button_new ();

  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_button_set_child (GTK_BUTTON (button), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.ask-port");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "q", port);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_margin_top (button, 6);
  return button;
}

gboolean
dermaga_port_button_fits (DermagaProbe *probe)
{
  DermagaOutcome outcome = dermaga_probe_get_outcome (probe);

  return dermaga_port_check_is_mail_port (dermaga_probe_get_candidate (probe)->port)
         && (outcome == DERMAGA_OUTCOME_TIMEOUT || outcome == DERMAGA_OUTCOME_REFUSED
             || outcome == DERMAGA_OUTCOME_NET_BLOCKED || outcome == DERMAGA_OUTCOME_DROPPED
             || outcome == DERMAGA_OUTCOME_HOST_UNREACH || outcome == DERMAGA_OUTCOME_INTERCEPTED);
}
