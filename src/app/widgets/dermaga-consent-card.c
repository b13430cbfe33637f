#include "config.h"

#include "app/widgets/dermaga-consent-card.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/dermaga-a11y.h"
#include "app/widgets/dermaga-finding-row.h"
#include "app/widgets/dermaga-hyphens.h"
#include "net/dermaga-public-suffix.h"

struct _DermagaConsentCard
{
  GtkBox parent_instance;

  GtkImage *icon;
  GtkLabel *question;
  GtkWidget *advice;
  GtkBox *hosts;
  GtkWidget *answers;
  GtkLabel *agree_label;
  GtkWidget *reconsider;
};

enum { SIGNAL_AGREED, SIGNAL_DECLINED, SIGNAL_RECONSIDERED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DermagaConsentCard, dermaga_consent_card, GTK_TYPE_BOX)

static void
agree_clicked_cb (DermagaConsentCard *self)
{
  g_signal_emit (self, signals[SIGNAL_AGREED], 0);
}

static void
decline_clicked_cb (DermagaConsentCard *self)
{
  g_signal_emit (self, signals[SIGNAL_DECLINED], 0);
}

static void
reconsider_clicked_cb (DermagaConsentCard *self)
{
  g_signal_emit (self, signals[SIGNAL_RECONSIDERED], 0);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, DERMAGA_TYPE_CONSENT_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
dermaga_consent_card_class_init (DermagaConsentCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_AGREED] = add_signal ("agreed");
  signals[SIGNAL_DECLINED] = add_signal ("declined");
  signals[SIGNAL_RECONSIDERED] = add_signal ("reconsidered");

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/dermaga/Dermaga/widgets/dermaga-consent-card.ui");
  gtk_widget_class_bind_template_child (widget_class, DermagaConsentCard, icon);
  gtk_widget_class_bind_template_child (widget_class, DermagaConsentCard, question);
  gtk_widget_class_bind_template_child (widget_class, DermagaConsentCard, advice);
  gtk_widget_class_bind_template_child (widget_class, DermagaConsentCard, hosts);
  gtk_widget_class_bind_template_child (widget_class, DermagaConsentCard, answers);
  gtk_widget_class_bind_template_child (widget_class, DermagaConsentCard, agree_label);
  gtk_widget_class_bind_template_child (widget_class, DermagaConsentCard, reconsider);
  gtk_widget_class_bind_template_callback (widget_class, agree_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, decline_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, reconsider_clicked_cb);
}

static void
dermaga_consent_card_init (DermagaConsentCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* By which way the name came, since that is what could be forged. */
static const char *
explain_way (DermagaSource source)
{
  if (source == DERMAGA_SOURCE_HTTP)
    return _("Its name came from a configuration without encryption (http), which anyone on the "
             "way could have changed.");
  if (source == DERMAGA_SOURCE_CERTIFICATE)
    return _("Its name came from the certificate of the server that answered. Whoever answers in "
             "its place could show one of their own.");
  if (source == DERMAGA_SOURCE_MX_PROVIDER || source == DERMAGA_SOURCE_MX)
    return _("It was found by where your mail is delivered (MX). The directory of names (DNS) says "
             "so without a signature, so it could be forged.");
  return _("The directory of names (DNS) names it in a service record (SRV) without a signature, "
           "so it could be forged.");
}

/* What somebody registered, which is what people know a company by. */
static char *
get_domain (const char *host)
{
  char *domain = dermaga_domain_get_base (host);

  return domain != NULL ? domain : g_strdup (host);
}

/* The whole name, never cut, with the part by which its owner is known in bold. */
static GtkWidget *
make_host_label (const char *host, const char *domain)
{
  GtkWidget *label = dermaga_wrapped_label_new (host, NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

  if (g_str_has_suffix (host, domain))
    bold->start_index = strlen (host) - strlen (domain);
  pango_attr_list_insert (attributes, bold);
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  dermaga_label_avoid_hyphens (GTK_LABEL (label));
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  return label;
}

static void
append_host (DermagaConsentCard *self, const char *use, const DermagaCandidate *candidate,
             const char *display_domain)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *caption = dermaga_wrapped_label_new (use, "dim-label");
  g_autofree char *domain = get_domain (candidate->host);
  GtkWidget *host = make_host_label (candidate->host, domain);
  g_autofree char *shown_domain = dermaga_isolate (domain);
  g_autofree char *own_domain = dermaga_isolate (display_domain);
  /* Translators: both %s are domains such as example.com */
  g_autofree char *owner = g_strdup_printf (_("It belongs to %s, not to %s."), shown_domain,
                                            own_domain);

  gtk_accessible_update_relation (GTK_ACCESSIBLE (host), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  caption, NULL, -1);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), host);
  gtk_box_append (GTK_BOX (box), dermaga_wrapped_label_new (owner, NULL));
  gtk_box_append (GTK_BOX (box), dermaga_wrapped_label_new (explain_way (candidate->source), NULL));
  gtk_box_append (self->hosts, box);
}

static const DermagaCandidate *
get_candidate (const DermagaChoice *choice)
{
  return choice != NULL && choice->consent_needed ? dermaga_probe_get_candidate (choice->probe)
                                                  : NULL;
}

/* Agreeing names who is known, so that it cannot be pressed without a look at it. */
static char *
describe_agreement (const DermagaCandidate *incoming, const DermagaCandidate *outgoing)
{
  const DermagaCandidate *first = incoming != NULL ? incoming : outgoing;
  const DermagaCandidate *second = outgoing != NULL ? outgoing : incoming;
  g_autofree char *domain = get_domain (first->host);
  g_autofree char *other_domain = get_domain (second->host);
  g_autofree char *shown = dermaga_isolate (domain);
  g_autofree char *shown_other = dermaga_isolate (other_domain);

  if (g_str_equal (first->host, second->host))
    /* Translators: %s is a domain such as example.com; a button */
    return g_strdup_printf (_("I _Know %s: Use This Server"), shown);
  if (g_str_equal (domain, other_domain))
    /* Translators: %s is a domain such as example.com; a button */
    return g_strdup_printf (_("I _Know %s: Use These Servers"), shown);
  /* Translators: both %s are domains such as example.com; a button */
  return g_strdup_printf (_("I _Know %s and %s: Use These Servers"), shown, shown_other);
}

static void
clear_hosts (DermagaConsentCard *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->hosts))) != NULL)
    gtk_box_remove (self->hosts, child);
}

static void
show_answers (DermagaConsentCard *self, gboolean asking)
{
  gtk_widget_set_visible (GTK_WIDGET (self->icon), asking);
  gtk_widget_set_visible (self->advice, asking);
  gtk_widget_set_visible (GTK_WIDGET (self->hosts), asking);
  gtk_widget_set_visible (self->answers, asking);
  gtk_widget_set_visible (self->reconsider, !asking);
}

void
dermaga_consent_card_ask (DermagaConsentCard *self, const DermagaRecommendation *recommendation,
                          const char *display_domain)
{
  const DermagaCandidate *incoming = get_candidate (recommendation->incoming);
  const DermagaCandidate *outgoing = get_candidate (recommendation->outgoing);
  gboolean is_one = incoming == NULL || outgoing == NULL
                    || g_str_equal (incoming->host, outgoing->host);
  g_autofree char *agreement = NULL;

  g_return_if_fail (DERMAGA_IS_CONSENT_CARD (self));
  g_return_if_fail (incoming != NULL || outgoing != NULL);

  clear_hosts (self);
  if (incoming != NULL && outgoing != NULL && is_one && incoming->source == outgoing->source)
    append_host (self, _("Receiving and sending mail"), incoming, display_domain);
  else
    {
      if (incoming != NULL)
        append_host (self, _("Receiving mail"), incoming, display_domain);
      if (outgoing != NULL)
        append_host (self, _("Sending mail"), outgoing, display_domain);
    }
  gtk_label_set_text (self->question, is_one ? _("Do you know this server?")
                                             : _("Do you know these servers?"));
  agreement = describe_agreement (incoming, outgoing);
  gtk_label_set_text_with_mnemonic (self->agree_label, agreement);
  show_answers (self, TRUE);
}

void
dermaga_consent_card_show_declined (DermagaConsentCard *self, const char *display_domain)
{
  g_autofree char *domain = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (DERMAGA_IS_CONSENT_CARD (self));
  domain = dermaga_isolate (display_domain);
  /* Translators: %s is a domain such as example.com */
  text = g_strdup_printf (_("Servers outside %s were found too. You chose not to use them."),
                          domain);
  clear_hosts (self);
  gtk_label_set_text (self->question, text);
  show_answers (self, FALSE);
}
