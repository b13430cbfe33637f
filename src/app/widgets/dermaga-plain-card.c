#include "config.h"

#include "app/widgets/dermaga-plain-card.h"

struct _DermagaPlainCard
{
  GtkBox parent_instance;

  GtkLabel *plain_headline;
  GtkLabel *plain_meaning;
  GtkLabel *plain_action;
};

G_DEFINE_FINAL_TYPE (DermagaPlainCard, dermaga_plain_card, GTK_TYPE_BOX)

static void
dermaga_plain_card_class_init (DermagaPlainCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/dermaga/Dermaga/widgets/dermaga-plain-card.ui");
  gtk_widget_class_bind_template_child (widget_class, DermagaPlainCard, plain_headline);
  gtk_widget_class_bind_template_child (widget_class, DermagaPlainCard, plain_meaning);
  gtk_widget_class_bind_template_child (widget_class, DermagaPlainCard, plain_action);
}

static void
dermaga_plain_card_init (DermagaPlainCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
dermaga_plain_card_set_offer (DermagaPlainCard *self, const DermagaPlainOffer *offer)
{
  g_autoptr (DermagaWords) words = dermaga_plain_offer_explain (offer);

  g_return_if_fail (DERMAGA_IS_PLAIN_CARD (self));
  gtk_label_set_text (self->plain_headline, words->headline);
  gtk_label_set_text (self->plain_meaning, words->meaning);
  gtk_label_set_text (self->plain_action, words->action);
}
