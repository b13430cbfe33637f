#include "config.h"

#include "app/widgets/dermaga-port-checks.h"

#include "app/widgets/dermaga-control-row.h"
#include "app/widgets/dermaga-finding-row.h"
#include "app/widgets/dermaga-hyphens.h"
#include "verdict/dermaga-verdict.h"

static GtkWidget *
make_section (const DermagaPortCheck *check)
{
  g_autoptr (DermagaWords) words = dermaga_explain_port_check (check);
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL, "label", words->headline, "accessible-role",
                                     GTK_ACCESSIBLE_ROLE_HEADING, "xalign", 0.0, "wrap", TRUE,
                                     "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  GtkWidget *list = gtk_list_box_new ();

  dermaga_label_avoid_hyphens (GTK_LABEL (heading));
  gtk_widget_add_css_class (heading, "heading");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "dermaga-card");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words->headline, -1);
  dermaga_control_rows_update (GTK_LIST_BOX (list), check->controls, DERMAGA_CONTROL_STAGE_ENDED);
  gtk_box_append (GTK_BOX (section), heading);
  gtk_box_append (GTK_BOX (section), dermaga_wrapped_label_new (words->meaning, NULL));
  gtk_box_append (GTK_BOX (section), list);
  return section;
}

gboolean
dermaga_port_checks_fill (GtkBox *box, DermagaResult *result)
{
  GPtrArray *checks = dermaga_result_get_port_checks (result);
  gboolean asked = FALSE;

  for (guint i = 0; i < checks->len; i++)
    {
      const DermagaPortCheck *check = checks->pdata[i];

      if (check->controls->len == 0)
        continue;
      gtk_box_append (box, make_section (check));
      asked = TRUE;
    }
  return asked;
}
