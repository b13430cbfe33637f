#include "config.h"

#include "app/widgets/dermaga-hyphens.h"

void
dermaga_label_avoid_hyphens (GtkLabel *label)
{
  PangoAttrList *before = gtk_label_get_attributes (label);
  PangoAttrList *attributes
      = before != NULL ? pango_attr_list_copy (before) : pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (label, attributes);
  pango_attr_list_unref (attributes);
}
