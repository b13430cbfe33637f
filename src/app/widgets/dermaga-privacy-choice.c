#include "config.h"

#include "app/widgets/dermaga-privacy-choice.h"

#include <glib/gi18n.h>

#include "app/dermaga-a11y.h"
#include "app/widgets/dermaga-company-list.h"

#define N_CHOICES (DERMAGA_PRIVACY_OFFLINE + 1)

struct _DermagaPrivacyChoice
{
  GtkBox parent_instance;

  GtkExpander *expander;
  GtkLabel *expander_label;
  GtkCheckButton *public_list;
  GtkCheckButton *provider;
  GtkCheckButton *offline;
  GtkCheckButton *ask_controls;
  GtkListBox *companies;
  GtkCheckButton *send_address;
  GtkLabel *contacted;

  gboolean has_address;
  gboolean setting; /* not by the person */
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DermagaPrivacyChoice, dermaga_privacy_choice, GTK_TYPE_BOX)

static const char *const titles[N_CHOICES] = {
  [DERMAGA_PRIVACY_PUBLIC_LIST] = N_("_Who is asked: the provider, and Mozilla’s public list too"),
  [DERMAGA_PRIVACY_PROVIDER] = N_("_Who is asked: the provider only"),
  [DERMAGA_PRIVACY_OFFLINE] = N_("_Who is asked: nobody (offline)"),
};

/* In place of the first below, where other companies may be asked too. */
static const char contacts_with_controls[]
    = N_("Contacted: the directory of names (DNS), the provider’s web and mail servers, Mozilla’s "
         "public list, and, where a port does not answer, servers of other companies. Nobody else, "
         "and no sign-in is tried.");

static const char *const contacts[N_CHOICES] = {
  [DERMAGA_PRIVACY_PUBLIC_LIST]
      = N_("Contacted: the directory of names (DNS), the provider’s web and mail servers, and "
           "Mozilla’s public list. Nobody else, and no sign-in is tried."),
  [DERMAGA_PRIVACY_PROVIDER]
      = N_("Contacted: the directory of names (DNS), and the provider’s web and mail servers. "
           "Nobody else, and no sign-in is tried."),
  [DERMAGA_PRIVACY_OFFLINE]
      = N_("Contacted: the directory of names (DNS), for addresses only, and the mail servers for "
           "this domain. Nobody else, and no sign-in is tried."),
};

static gboolean
can_send_address (DermagaPrivacyChoice *self)
{
  return self->has_address
         && dermaga_privacy_choice_get_privacy (self) != DERMAGA_PRIVACY_OFFLINE;
}

static gboolean
asks_controls (DermagaPrivacyChoice *self)
{
  return dermaga_privacy_choice_get_privacy (self) == DERMAGA_PRIVACY_PUBLIC_LIST
         && dermaga_privacy_choice_get_ask_controls (self);
}

static void
update (DermagaPrivacyChoice *self)
{
  DermagaPrivacy privacy = dermaga_privacy_choice_get_privacy (self);

  gtk_label_set_text_with_mnemonic (self->expander_label, _(titles[privacy]));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->expander_label), -1);
  gtk_label_set_text (self->contacted, asks_controls (self) ? _(contacts_with_controls)
                                                            : _(contacts[privacy]));
  /* Whoever wants only the provider asked, or nobody, wants no other company asked either. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->ask_controls),
                            privacy == DERMAGA_PRIVACY_PUBLIC_LIST);
  gtk_widget_set_sensitive (GTK_WIDGET (self->send_address), can_send_address (self));
}

static void
toggled_cb (DermagaPrivacyChoice *self, GtkCheckButton *button)
{
  /* Of a group two buttons change: the one that goes out says nothing. */
  if (self->setting
      || (button != self->send_address && button != self->ask_controls
          && !gtk_check_button_get_active (button)))
    return;
  update (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Not before it is wanted: the first page is to be there at once. */
static void
which_expanded_cb (DermagaPrivacyChoice *self)
{
  if (gtk_list_box_get_row_at_index (self->companies, 0) == NULL)
    dermaga_company_list_fill (self->companies, &dermaga_control_table);
}

static void
dermaga_privacy_choice_class_init (DermagaPrivacyChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", DERMAGA_TYPE_PRIVACY_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/dermaga/Dermaga/widgets/dermaga-privacy-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, DermagaPrivacyChoice, expander);
  gtk_widget_class_bind_template_child (widget_class, DermagaPrivacyChoice, expander_label);
  gtk_widget_class_bind_template_child (widget_class, DermagaPrivacyChoice, public_list);
  gtk_widget_class_bind_template_child (widget_class, DermagaPrivacyChoice, provider);
  gtk_widget_class_bind_template_child (widget_class, DermagaPrivacyChoice, offline);
  gtk_widget_class_bind_template_child (widget_class, DermagaPrivacyChoice, ask_controls);
  gtk_widget_class_bind_template_child (widget_class, DermagaPrivacyChoice, companies);
  gtk_widget_class_bind_template_child (widget_class, DermagaPrivacyChoice, send_address);
  gtk_widget_class_bind_template_child (widget_class, DermagaPrivacyChoice, contacted);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, which_expanded_cb);
}

static void
dermaga_privacy_choice_init (DermagaPrivacyChoice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

void
dermaga_privacy_choice_set (DermagaPrivacyChoice *self, DermagaPrivacy privacy,
                            gboolean ask_controls, gboolean send_address)
{
  GtkCheckButton *button;

  g_return_if_fail (DERMAGA_IS_PRIVACY_CHOICE (self));

  button = privacy == DERMAGA_PRIVACY_PROVIDER  ? self->provider
           : privacy == DERMAGA_PRIVACY_OFFLINE ? self->offline
                                                : self->public_list;
  self->setting = TRUE;
  gtk_check_button_set_active (button, TRUE);
  gtk_check_button_set_active (self->ask_controls, ask_controls);
  gtk_check_button_set_active (self->send_address, send_address);
  self->setting = FALSE;
  update (self);
}

DermagaPrivacy
dermaga_privacy_choice_get_privacy (DermagaPrivacyChoice *self)
{
  g_return_val_if_fail (DERMAGA_IS_PRIVACY_CHOICE (self), DERMAGA_PRIVACY_OFFLINE);
  if (gtk_check_button_get_active (self->offline))
    return DERMAGA_PRIVACY_OFFLINE;
  return gtk_check_button_get_active (self->provider) ? DERMAGA_PRIVACY_PROVIDER
                                                      : DERMAGA_PRIVACY_PUBLIC_LIST;
}

gboolean
dermaga_privacy_choice_get_ask_controls (DermagaPrivacyChoice *self)
{
  g_return_val_if_fail (DERMAGA_IS_PRIVACY_CHOICE (self), FALSE);
  return gtk_check_button_get_active (self->ask_controls);
}

gboolean
dermaga_privacy_choice_get_send_address (DermagaPrivacyChoice *self)
{
  g_return_val_if_fail (DERMAGA_IS_PRIVACY_CHOICE (self), FALSE);
  return gtk_check_button_get_active (self->send_address);
}

void
dermaga_privacy_choice_set_target (DermagaPrivacyChoice *self, const DermagaTarget *target)
{
  g_return_if_fail (DERMAGA_IS_PRIVACY_CHOICE (self));
  self->has_address = target != NULL && target->email != NULL;
  update (self);
}

/* The sentence for an address that is sent; the second place is a web server. */
static char *
describe_sending (DermagaPrivacy privacy, const char *domain, const char *web_server)
{
  if (privacy == DERMAGA_PRIVACY_PUBLIC_LIST)
    /* Translators: the first %s is a domain such as example.com, the second a web server */
    return g_strdup_printf (_("%s is looked up, in Mozilla’s public list too. Your full address is "
                              "sent only to %s, over an encrypted connection."),
                            domain, web_server);
  /* Translators: the first %s is a domain such as example.com, the second a web server */
  return g_strdup_printf (_("%s is looked up. Your full address is sent only to %s, over an "
                            "encrypted connection."),
                          domain, web_server);
}

char *
dermaga_privacy_choice_describe (DermagaPrivacyChoice *self, const DermagaTarget *target)
{
  DermagaPrivacy privacy;
  g_autofree char *domain = NULL;
  g_autofree char *web_server = NULL;
  g_autofree char *shown_web_server = NULL;

  g_return_val_if_fail (DERMAGA_IS_PRIVACY_CHOICE (self), NULL);
  if (target == NULL || target->email == NULL)
    return NULL;

  privacy = dermaga_privacy_choice_get_privacy (self);
  domain = dermaga_isolate (target->display_domain);
  web_server = g_strconcat ("autoconfig.", target->display_domain, NULL);
  shown_web_server = dermaga_isolate (web_server);
  if (privacy == DERMAGA_PRIVACY_OFFLINE)
    /* Translators: %s is a domain such as example.com */
    return g_strdup_printf (_("Nobody is asked for the settings of %s; only the addresses of its "
                              "servers are looked up. Your address stays on this computer."),
                            domain);
  if (dermaga_privacy_choice_get_send_address (self))
    return describe_sending (privacy, domain, shown_web_server);
  if (privacy == DERMAGA_PRIVACY_PUBLIC_LIST)
    /* Translators: %s is a domain such as example.com */
    return g_strdup_printf (_("Only %s is looked up, in Mozilla’s public list too. Your address "
                              "stays on this computer."),
                            domain);
  /* Translators: %s is a domain such as example.com */
  return g_strdup_printf (_("Only %s is looked up. Your address stays on this computer."), domain);
}
