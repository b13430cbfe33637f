#include "config.h"

#include "app/widgets/dermaga-proof-mark.h"

#include "app/widgets/dermaga-finding-row.h"

typedef struct {
  const char *icon;
  const char *css_class;
} Look;

static Look
get_look (DermagaProof proof)
{
  switch (proof)
    {
    case DERMAGA_PROOF_TESTED:
      return (Look) { "object-select-symbolic", "dermaga-good" };
    case DERMAGA_PROOF_READ:
      return (Look) { "dialog-information-symbolic", "dim-label" };
    case DERMAGA_PROOF_DOCUMENTED:
      return (Look) { "dermaga-not-checked-symbolic", "dim-label" };
    }
  g_return_val_if_reached (((Look) { NULL, "dim-label" }));
}

static GtkWidget *
make_line (Look look, const char *text, const char *css_class)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = dermaga_wrapped_label_new (text, css_class);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", look.icon, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, "valign", GTK_ALIGN_START,
                                  NULL);

  gtk_widget_add_css_class (icon, look.css_class);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), label);
  return line;
}

GtkWidget *
dermaga_proof_mark_new (const DermagaFormat *format, gboolean whole)
{
  g_autofree char *text = whole ? dermaga_format_dup_proof (format)
                                : dermaga_format_dup_mark (format);

  return make_line (get_look (format->proof), text, "caption");
}

GtkWidget *
dermaga_warning_new (const char *text)
{
  return make_line ((Look) { "dialog-warning-symbolic", "warning" }, text, NULL);
}
