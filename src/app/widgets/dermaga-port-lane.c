#include "config.h"

#include "app/widgets/dermaga-port-lane.h"

#include <glib/gi18n.h>

#include "app/widgets/dermaga-look.h"
#include "verdict/dermaga-verdict.h"
#include "verdict/dermaga-words.h"

static GtkWidget *
make_stroke (const char *css_class, gboolean expands)
{
  GtkWidget *stroke = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (stroke, css_class);
  gtk_widget_set_valign (stroke, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (stroke, expands);
  gtk_widget_set_size_request (stroke, 24, -1);
  return stroke;
}

GtkWidget *
dermaga_port_line_new (DermagaSecurity security)
{
  GtkWidget *line = g_object_new (GTK_TYPE_BOX, "valign", GTK_ALIGN_CENTER, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  if (security != DERMAGA_SECURITY_TLS)
    gtk_box_append (GTK_BOX (line), make_stroke ("dermaga-line-open",
                                                 security == DERMAGA_SECURITY_NONE));
  if (security != DERMAGA_SECURITY_NONE)
    gtk_box_append (GTK_BOX (line), make_stroke ("dermaga-line-encrypted", TRUE));
  return line;
}

/* What the menus of mail programs say; the same in every language. */
static const char *
get_short_name (DermagaSecurity security)
{
  switch (security)
    {
    case DERMAGA_SECURITY_NONE:
      return "";
    case DERMAGA_SECURITY_STARTTLS:
      return "STARTTLS";
    case DERMAGA_SECURITY_TLS:
      return "SSL/TLS";
    }
  g_return_val_if_reached ("");
}

static GtkWidget *
make_small_label (const char *text, const char *css_class, gboolean wraps)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", wraps,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, css_class);
  return label;
}

GtkWidget *
dermaga_port_caption_new (DermagaSecurity security, DermagaProbe *probe)
{
  GtkWidget *caption = g_object_new (GTK_TYPE_BOX, "spacing", 6, "accessible-role",
                                     GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  g_autofree char *state = NULL;
  DermagaLook look;
  GtkWidget *icon;

  gtk_box_append (GTK_BOX (caption),
                  make_small_label (get_short_name (security), "dim-label", FALSE));
  if (probe == NULL)
    return caption;
  look = dermaga_look_of_probe (probe);
  state = dermaga_explain_state (probe);
  icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", look.icon, "pixel-size", 14, "valign",
                       GTK_ALIGN_START, "margin-top", 2, "accessible-role",
                       GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (icon, look.css_class);
  gtk_box_append (GTK_BOX (caption), icon);
  gtk_box_append (GTK_BOX (caption), make_small_label (state, look.css_class, TRUE));
  return caption;
}

char *
dermaga_port_lane_describe (guint16 port, DermagaSecurity security, DermagaProbe *probe)
{
  g_autofree char *number = g_strdup_printf ("%u", port);
  g_autofree char *state = NULL;

  if (probe == NULL)
    return dermaga_fill (_("Port {port}: {security}"), "port", number, "security",
                         dermaga_explain_security (security), NULL);
  state = dermaga_explain_state (probe);
  /* Translators: {state} is "Works", "Refused"... */
  return dermaga_fill (_("Port {port}: {security}. At your provider: {state}"), "port", number,
                       "security", dermaga_explain_security (security), "state", state, NULL);
}

static GtkWidget *
make_arrow (const char *icon_name)
{
  GtkWidget *arrow = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon_name, "pixel-size", 16,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (arrow, "dermaga-lane-arrow");
  return arrow;
}

GtkWidget *
dermaga_port_lane_new (guint16 port, DermagaSecurity security, DermagaLaneWay way,
                       DermagaProbe *probe)
{
  g_autofree char *number_text = g_strdup_printf ("%u", port);
  g_autofree char *sentence = dermaga_port_lane_describe (port, security, probe);
  GtkWidget *lane = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  GtkWidget *top = g_object_new (GTK_TYPE_BOX, "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *line = dermaga_port_line_new (security);
  GtkWidget *number = g_object_new (GTK_TYPE_LABEL, "label", number_text, "width-chars", 5,
                                    "xalign", 1.0, "accessible-role",
                                    GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (number, "heading");
  gtk_widget_add_css_class (number, "dermaga-numbers");
  gtk_widget_set_hexpand (line, TRUE);
  /* These two icons look the other way where people read from right to left. */
  if (way == DERMAGA_LANE_FROM_SERVER)
    gtk_box_append (GTK_BOX (top), make_arrow ("pan-start-symbolic"));
  gtk_box_append (GTK_BOX (top), line);
  if (way == DERMAGA_LANE_TO_SERVER)
    gtk_box_append (GTK_BOX (top), make_arrow ("pan-end-symbolic"));
  gtk_box_append (GTK_BOX (top), number);
  gtk_box_append (GTK_BOX (lane), top);
  gtk_box_append (GTK_BOX (lane), dermaga_port_caption_new (security, probe));
  gtk_accessible_update_property (GTK_ACCESSIBLE (lane), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
  return lane;
}
