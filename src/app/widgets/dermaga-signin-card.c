#include "config.h"

#include "app/widgets/dermaga-signin-card.h"

#include <glib/gi18n.h>

#include "app/widgets/dermaga-finding-row.h"
#include "app/widgets/dermaga-why-button.h"
#include "learn/dermaga-learn.h"

const char *
dermaga_signin_get_icon (DermagaSeverity severity)
{
  switch (severity)
    {
    case DERMAGA_SEVERITY_INFO:
      return "object-select-symbolic";
    case DERMAGA_SEVERITY_WARNING:
      return "dialog-warning-symbolic";
    case DERMAGA_SEVERITY_ERROR:
      return "dialog-error-symbolic";
    }
  g_return_val_if_reached ("dialog-error-symbolic");
}

const char *
dermaga_signin_get_css_class (DermagaSeverity severity)
{
  switch (severity)
    {
    case DERMAGA_SEVERITY_INFO:
      return "dermaga-good";
    case DERMAGA_SEVERITY_WARNING:
      return "warning";
    case DERMAGA_SEVERITY_ERROR:
      return "error";
    }
  g_return_val_if_reached ("error");
}

/* Where the words are, and what is appended to them. */
static GtkWidget *
get_text (GtkWidget *card)
{
  return gtk_widget_get_last_child (card);
}

/* @caption: what it is about; @state: how it is, in a word */
static GtkWidget *
card_new (DermagaSeverity severity, const char *caption, const char *state,
          const DermagaWords *words)
{
  GtkWidget *card = g_object_new (GTK_TYPE_BOX, "spacing", 12, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *icon = g_object_new (
      GTK_TYPE_IMAGE, "icon-name", dermaga_signin_get_icon (severity), "accessible-role",
      GTK_ACCESSIBLE_ROLE_PRESENTATION, "valign", GTK_ALIGN_START, NULL);
  GtkWidget *word = dermaga_wrapped_label_new (state, dermaga_signin_get_css_class (severity));
  GtkWidget *headline = dermaga_wrapped_label_new (words->headline, "heading");

  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_add_css_class (icon, dermaga_signin_get_css_class (severity));
  gtk_widget_add_css_class (card, "dermaga-card");
  gtk_widget_add_css_class (card, "dermaga-padded");
  gtk_box_append (GTK_BOX (text), dermaga_wrapped_label_new (caption, "caption"));
  gtk_box_append (GTK_BOX (text), word);
  gtk_box_append (GTK_BOX (text), headline);
  gtk_box_append (GTK_BOX (text), dermaga_words_box_new (words));
  gtk_box_append (GTK_BOX (card), icon);
  gtk_box_append (GTK_BOX (card), text);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  headline, NULL, -1);
  return card;
}

static char *
make_caption (const DermagaServer *server)
{
  switch (server->protocol)
    {
    case DERMAGA_PROTOCOL_SMTP:
      /* Translators: %s is a server name. */
      return g_strdup_printf (_("Sending mail: %s"), server->host);
    case DERMAGA_PROTOCOL_IMAP:
      /* Translators: %s is a server name. */
      return g_strdup_printf (_("Receiving mail (IMAP): %s"), server->host);
    case DERMAGA_PROTOCOL_POP3:
      /* Translators: %s is a server name. */
      return g_strdup_printf (_("Receiving mail (POP3): %s"), server->host);
    }
  g_return_val_if_reached (NULL);
}

/* Both servers may have said the same, so the button is told apart by the server. */
static GtkWidget *
make_why_button (GtkWidget *card, const char *topic)
{
  GtkWidget *button = dermaga_why_button_new (topic);
  GtkWidget *caption = gtk_widget_get_first_child (get_text (card));

  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  caption, NULL, -1);
  return button;
}

GtkWidget *
dermaga_signin_card_new (const DermagaSigninResult *result, const char *lockout)
{
  g_autoptr (DermagaWords) words = dermaga_explain_signin (result);
  g_autofree char *caption = make_caption (result->server);
  GtkWidget *card = card_new (dermaga_signin_severity (result->verdict), caption,
                              dermaga_explain_signin_state (result->verdict), words);
  const char *topic = dermaga_learn_for_signin (result);

  if (topic != NULL)
    dermaga_signin_card_append (card, make_why_button (card, topic));
  if (lockout != NULL)
    dermaga_signin_card_append (card, dermaga_wrapped_label_new (lockout, "warning"));
  return card;
}

static const char *
delivery_state (DermagaSeverity severity)
{
  switch (severity)
    {
    case DERMAGA_SEVERITY_INFO:
      return _("Taken");
    case DERMAGA_SEVERITY_WARNING:
      return _("Not certain");
    case DERMAGA_SEVERITY_ERROR:
      return _("Refused");
    }
  g_return_val_if_reached ("");
}

GtkWidget *
dermaga_signin_delivery_card_new (const DermagaSigninResult *result)
{
  g_autoptr (DermagaWords) words = dermaga_explain_delivery (result);
  DermagaSeverity severity = dermaga_delivery_severity (result->delivery);

  return card_new (severity, _("Test message"), delivery_state (severity), words);
}

void
dermaga_signin_card_append (GtkWidget *card, GtkWidget *child)
{
  gtk_widget_set_margin_top (child, 6);
  gtk_box_append (GTK_BOX (get_text (card)), child);
}
