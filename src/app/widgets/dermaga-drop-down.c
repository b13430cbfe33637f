#include "config.h"

#include "app/widgets/dermaga-drop-down.h"

#include "app/widgets/dermaga-finding-row.h"

static void
row_setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, dermaga_wrapped_label_new (NULL, NULL));
}

static void
button_setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (
      item, g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL));
}

static void
label_bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject *text = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (text));
}

static GtkListItemFactory *
make_factory (GCallback setup)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", setup, NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (label_bind_cb), NULL);
  return factory;
}

void
dermaga_drop_down_set_texts (GtkDropDown *self, GtkStringList *texts)
{
  g_autoptr (GtkListItemFactory) button = make_factory (G_CALLBACK (button_setup_cb));
  g_autoptr (GtkListItemFactory) rows = make_factory (G_CALLBACK (row_setup_cb));

  gtk_drop_down_set_factory (self, button);
  gtk_drop_down_set_list_factory (self, rows);
  gtk_drop_down_set_model (self, G_LIST_MODEL (texts));
}
