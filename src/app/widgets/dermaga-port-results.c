#include "config.h"

#include "app/widgets/dermaga-port-results.h"

#include <glib/gi18n.h>

#include "app/dermaga-a11y.h"
#include "app/widgets/dermaga-finding-row.h"
#include "app/widgets/dermaga-hyphens.h"
#include "app/widgets/dermaga-look.h"
#include "verdict/dermaga-verdict.h"
#include "verdict/dermaga-words.h"

static GtkWidget *
make_row (guint16 port, DermagaProbe *probe)
{
  DermagaLook look = dermaga_look_of_probe (probe);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *number = g_strdup_printf ("%u", port);
  g_autofree char *state = dermaga_explain_state (probe);
  g_autofree char *host = dermaga_isolate (dermaga_probe_get_candidate (probe)->host);
  g_autofree char *sentence = dermaga_explain_row (probe);
  GtkWidget *name = gtk_label_new (number);
  GtkWidget *where = dermaga_wrapped_label_new (host, "caption");
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", look.icon, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_label_set_width_chars (GTK_LABEL (name), 5);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_add_css_class (name, "dermaga-numbers");
  gtk_widget_add_css_class (name, "heading");
  gtk_widget_add_css_class (icon, look.css_class);
  gtk_widget_add_css_class (where, "dim-label");
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (text), dermaga_wrapped_label_new (state, look.css_class));
  gtk_box_append (GTK_BOX (text), where);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), text);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
  return row;
}

static GtkWidget *
make_heading (const char *domain)
{
  g_autofree char *isolated = dermaga_isolate (domain);
  g_autofree char *text = dermaga_fill (_("What the check of {domain} found"), "domain", isolated,
                                        NULL);
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE,
                                     "wrap-mode", PANGO_WRAP_WORD_CHAR, "accessible-role",
                                     GTK_ACCESSIBLE_ROLE_HEADING, NULL);

  dermaga_label_avoid_hyphens (GTK_LABEL (heading));
  gtk_widget_add_css_class (heading, "heading");
  return heading;
}

GtkWidget *
dermaga_port_results_new (DermagaResult *result, const char *domain, const guint16 *ports)
{
  GtkWidget *box = NULL;
  GtkWidget *list = NULL;

  for (const guint16 *port = ports; *port != 0; port++)
    {
      DermagaProbe *probe = dermaga_result_find_port (result, *port);

      if (probe == NULL)
        continue;
      if (box == NULL)
        {
          GtkWidget *heading = make_heading (domain);

          box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
          list = gtk_list_box_new ();
          gtk_widget_add_css_class (list, "dermaga-card");
          gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
          gtk_accessible_update_relation (GTK_ACCESSIBLE (list),
                                          GTK_ACCESSIBLE_RELATION_LABELLED_BY, heading, NULL, -1);
          gtk_box_append (GTK_BOX (box), heading);
          gtk_box_append (GTK_BOX (box), list);
        }
      gtk_list_box_append (GTK_LIST_BOX (list), make_row (*port, probe));
    }
  return box;
}
