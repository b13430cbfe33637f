#include "config.h"

#include "app/pages/dermaga-port-page.h"

#include <glib/gi18n.h>

#include "app/dermaga-a11y.h"
#include "app/widgets/dermaga-column.h"
#include "app/widgets/dermaga-control-row.h"
#include "app/widgets/dermaga-drop-down.h"
#include "app/widgets/dermaga-finding-row.h"
#include "app/widgets/dermaga-heading.h"
#include "app/widgets/dermaga-why-button.h"
#include "learn/dermaga-learn.h"
#include "verdict/dermaga-verdict.h"

struct _DermagaPortPage
{
  DermagaPage parent_instance;

  GtkImage *icon;
  DermagaHeading *answer;
  GtkLabel *meaning;
  GtkWidget *practice_note;
  GtkLabel *action;
  GtkButton *why;
  GtkWidget *progress_line;
  GtkProgressBar *progress;
  GtkLabel *count;
  GtkDropDown *port;
  GtkWidget *permission;
  GtkLabel *permission_text;
  GtkButton *allow;
  GtkWidget *controls_section;
  GtkLabel *controls_heading;
  GtkListBox *controls;
  GtkLabel *by_hand_text;

  gboolean setting; /* not by the person */
  gboolean was_running;
};

G_DEFINE_FINAL_TYPE (DermagaPortPage, dermaga_port_page, DERMAGA_TYPE_PAGE)

static DermagaPortInquiry *
get_inquiry (DermagaPortPage *self)
{
  return dermaga_wizard_get_port_inquiry (dermaga_page_get_wizard (DERMAGA_PAGE (self)));
}

/* What each port is for, in a word. */
static const char *
get_use (guint16 port)
{
  switch (port)
    {
    case 25:
      return _("25: mail between servers");
    case 465:
      return _("465: sending, encrypted from the start (SSL/TLS)");
    case 587:
      return _("587: sending, switch to encryption (STARTTLS)");
    case 2525:
      return _("2525: sending, in place of 587");
    case 993:
      return _("993: receiving by IMAP, encrypted from the start (SSL/TLS)");
    case 143:
      return _("143: receiving by IMAP, switch to encryption (STARTTLS)");
    case 995:
      return _("995: receiving by POP3, encrypted from the start (SSL/TLS)");
    case 110:
      return _("110: receiving by POP3, switch to encryption (STARTTLS)");
    default:
      g_return_val_if_reached ("");
    }
}

/* The verdict */

typedef struct {
  const char *icon;
  const char *css_class;
} Look;

static Look
get_look (DermagaPortVerdict verdict)
{
  switch (verdict)
    {
    case DERMAGA_PORT_VERDICT_UNKNOWN:
      return (Look) { "dialog-information-symbolic", "dim-label" };
    case DERMAGA_PORT_VERDICT_OPEN:
      return (Look) { "object-select-symbolic", "dermaga-good" };
    case DERMAGA_PORT_VERDICT_BLOCKED:
    case DERMAGA_PORT_VERDICT_MAIL_BLOCKED:
    case DERMAGA_PORT_VERDICT_PORTAL:
    case DERMAGA_PORT_VERDICT_OFFLINE:
      return (Look) { "dialog-warning-symbolic", "warning" };
    case DERMAGA_PORT_VERDICT_INTERCEPTED:
      return (Look) { "dialog-error-symbolic", "error" };
    }
  g_return_val_if_reached (((Look) { NULL, "dim-label" }));
}

static const char *
get_topic (const DermagaPortCheck *check)
{
  if (!check->finished)
    return "is-it-blocked";
  switch (dermaga_port_check_get_verdict (check))
    {
    case DERMAGA_PORT_VERDICT_OPEN:
      return dermaga_learn_for_port (check->port);
    case DERMAGA_PORT_VERDICT_BLOCKED:
      return dermaga_learn_for_outcome (DERMAGA_OUTCOME_NET_BLOCKED, check->port);
    case DERMAGA_PORT_VERDICT_PORTAL:
    case DERMAGA_PORT_VERDICT_INTERCEPTED:
      return "someone-between";
    case DERMAGA_PORT_VERDICT_UNKNOWN:
    case DERMAGA_PORT_VERDICT_MAIL_BLOCKED:
    case DERMAGA_PORT_VERDICT_OFFLINE:
      return "no-answer";
    }
  g_return_val_if_reached ("is-it-blocked");
}

static void
show_question (DermagaPortPage *self)
{
  g_autofree char *question
      /* Translators: %u is a port number such as 25 */
      = g_strdup_printf (_("Is port %u blocked here?"),
                         dermaga_port_inquiry_get_port (get_inquiry (self)));

  gtk_widget_set_visible (GTK_WIDGET (self->icon), FALSE);
  dermaga_heading_set_label (self->answer, question);
  gtk_label_set_text (self->meaning,
                      _("Dermaga tries to reach servers of other companies on this port, and on "
                        "others to compare. No sign-in is tried, and no mail is sent."));
  gtk_widget_set_visible (GTK_WIDGET (self->action), FALSE);
}

static void
show_answer (DermagaPortPage *self, const DermagaPortCheck *check)
{
  Look look = get_look (dermaga_port_check_get_verdict (check));
  const char *classes[] = { look.css_class, NULL };
  g_autoptr (DermagaWords) words = dermaga_explain_port_check (check);

  gtk_image_set_from_icon_name (self->icon, look.icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), check->finished);
  dermaga_heading_set_label (self->answer, words->headline);
  gtk_label_set_text (self->meaning, words->meaning);
  gtk_label_set_text (self->action, words->action);
  gtk_widget_set_visible (GTK_WIDGET (self->action), check->finished);
}

static void
show_progress (DermagaPortPage *self, const DermagaPortCheck *check, gboolean running)
{
  guint n_done = 0;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->progress_line, running);
  if (!running)
    return;
  for (guint i = 0; i < check->controls->len; i++)
    if (((const DermagaControl *) check->controls->pdata[i])->outcome
        != DERMAGA_OUTCOME_NOT_CHECKED)
      n_done++;
  text = g_strdup_printf (_("%u of %u"), n_done, check->controls->len);
  gtk_label_set_text (self->count, text);
  gtk_progress_bar_set_fraction (self->progress, (double) n_done / MAX (check->controls->len, 1));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

/* Who is asked, before it happens, while it does, and afterwards. */
static void
show_controls (DermagaPortPage *self, const DermagaPortCheck *check, gboolean running)
{
  DermagaControlStage stage = running             ? DERMAGA_CONTROL_STAGE_RUNNING
                              : check->finished ? DERMAGA_CONTROL_STAGE_ENDED
                                                : DERMAGA_CONTROL_STAGE_PLANNED;

  dermaga_control_rows_update (self->controls, check->controls, stage);
  gtk_label_set_text (self->controls_heading, stage == DERMAGA_CONTROL_STAGE_PLANNED
                                                  ? _("Other companies’ servers to ask")
                                                  : _("Other companies’ servers that were asked"));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->controls), GTK_ACCESSIBLE_STATE_BUSY, running,
                               -1);
  gtk_widget_set_visible (self->controls_section, check->controls->len > 0);
}

/* Permission */

static const char *
get_permission_text (DermagaPrivacy privacy)
{
  switch (privacy)
    {
    case DERMAGA_PRIVACY_PUBLIC_LIST:
      return _("You switched off that other companies’ servers may be asked. Without them Dermaga "
               "cannot tell a port that this network blocks from a server that does not answer.");
    case DERMAGA_PRIVACY_PROVIDER:
      return _("You chose that only the provider is asked. Without other companies’ servers "
               "Dermaga cannot tell a port that this network blocks from a server that does not "
               "answer.");
    case DERMAGA_PRIVACY_OFFLINE:
      return _("You chose that nobody is asked. Without other companies’ servers Dermaga cannot "
               "tell a port that this network blocks from a server that does not answer.");
    }
  g_return_val_if_reached ("");
}

static gboolean
is_allowed (DermagaPortPage *self)
{
  return dermaga_wizard_may_ask_controls (dermaga_page_get_wizard (DERMAGA_PAGE (self)))
         || dermaga_port_inquiry_get_allowed (get_inquiry (self));
}

static void
show_permission (DermagaPortPage *self)
{
  DermagaPrivacy privacy
      = dermaga_wizard_get_privacy (dermaga_page_get_wizard (DERMAGA_PAGE (self)));

  gtk_widget_set_visible (self->permission, !is_allowed (self));
  gtk_label_set_text (self->permission_text, get_permission_text (privacy));
  /* Who may be asked for settings is another question, and stays as it was answered. */
  gtk_button_set_label (self->allow, privacy == DERMAGA_PRIVACY_PUBLIC_LIST
                                         ? _("_Allow Asking Them Again")
                                         : _("_Allow It for Such Tests"));
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (self->allow)), TRUE);
}

static void
show_port (DermagaPortPage *self)
{
  const guint16 *ports = dermaga_port_inquiry_get_ports ();
  guint16 port = dermaga_port_inquiry_get_port (get_inquiry (self));
  g_autofree char *by_hand = dermaga_explain_port_by_hand (port);
  guint chosen = 0;

  while (ports[chosen] != port)
    chosen++;
  self->setting = TRUE;
  gtk_drop_down_set_selected (self->port, chosen);
  self->setting = FALSE;
  gtk_label_set_text (self->by_hand_text, by_hand);
}

static void
update (DermagaPortPage *self)
{
  DermagaPortInquiry *inquiry = get_inquiry (self);
  const DermagaPortCheck *check = dermaga_port_inquiry_get_check (inquiry);
  gboolean running = dermaga_port_inquiry_get_running (inquiry);

  show_port (self);
  gtk_widget_set_visible (
      self->practice_note,
      dermaga_wizard_get_scene (dermaga_page_get_wizard (DERMAGA_PAGE (self))) != NULL);
  if (running || check->finished)
    show_answer (self, check);
  else
    show_question (self);
  dermaga_why_button_set_topic (self->why, get_topic (check));
  show_progress (self, check, running);
  show_permission (self);
  show_controls (self, check, running);
  gtk_widget_set_sensitive (GTK_WIDGET (self->port), !running);
  dermaga_page_set_can_go_next (DERMAGA_PAGE (self), !running && is_allowed (self));
  /* Of the many things that happen only the end is said, and read next. */
  if (self->was_running && !running)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->answer));
      dermaga_a11y_announce (GTK_WIDGET (self), dermaga_heading_get_label (self->answer));
    }
  self->was_running = running;
}

static void
port_chosen_cb (DermagaPortPage *self)
{
  guint chosen = gtk_drop_down_get_selected (self->port);

  if (!self->setting && chosen != GTK_INVALID_LIST_POSITION)
    dermaga_port_inquiry_set_port (get_inquiry (self), dermaga_port_inquiry_get_ports ()[chosen]);
}

static void
allow_cb (DermagaPortPage *self)
{
  DermagaWizard *wizard = dermaga_page_get_wizard (DERMAGA_PAGE (self));

  /* The button goes away; what it was for is the next thing to do. */
  gtk_widget_grab_focus (GTK_WIDGET (self->answer));
  if (dermaga_wizard_get_privacy (wizard) == DERMAGA_PRIVACY_PUBLIC_LIST)
    dermaga_wizard_set_ask_controls (wizard, TRUE);
  else
    dermaga_port_inquiry_set_allowed (get_inquiry (self), TRUE);
}

static void
fill_ports (DermagaPortPage *self)
{
  g_autoptr (GtkStringList) uses = gtk_string_list_new (NULL);

  for (const guint16 *port = dermaga_port_inquiry_get_ports (); *port != 0; port++)
    gtk_string_list_append (uses, get_use (*port));
  self->setting = TRUE;
  dermaga_drop_down_set_texts (self->port, uses);
  self->setting = FALSE;
}

static gboolean
dermaga_port_page_next (DermagaPage *page)
{
  DermagaPortPage *self = DERMAGA_PORT_PAGE (page);
  g_autoptr (GError) error = NULL;

  gtk_widget_grab_focus (GTK_WIDGET (self->answer));
  if (!dermaga_wizard_ask_port (dermaga_page_get_wizard (page), &error))
    {
      g_warning ("Could not begin: %s", error->message);
      gtk_label_set_text (self->meaning,
                          _("Encrypted connections cannot be made on this computer. Reinstall "
                            "Dermaga, or ask whoever looks after this computer."));
    }
  return FALSE;
}

static void
dermaga_port_page_shown (DermagaPage *page)
{
  DermagaPortPage *self = DERMAGA_PORT_PAGE (page);

  self->was_running = FALSE;
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->answer));
  dermaga_a11y_announce (GTK_WIDGET (self), dermaga_heading_get_label (self->answer));
}

static void
dermaga_port_page_constructed (GObject *object)
{
  DermagaPortPage *self = DERMAGA_PORT_PAGE (object);
  DermagaWizard *wizard = dermaga_page_get_wizard (DERMAGA_PAGE (object));

  G_OBJECT_CLASS (dermaga_port_page_parent_class)->constructed (object);
  fill_ports (self);
  g_signal_connect_object (get_inquiry (self), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (wizard, "privacy-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
}

static void
dermaga_port_page_class_init (DermagaPortPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DermagaPageClass *page_class = DERMAGA_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = dermaga_port_page_constructed;
  page_class->shown = dermaga_port_page_shown;
  page_class->next = dermaga_port_page_next;

  g_type_ensure (DERMAGA_TYPE_COLUMN);
  g_type_ensure (DERMAGA_TYPE_HEADING);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/dermaga/Dermaga/pages/dermaga-port-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DermagaPortPage, icon);
  gtk_widget_class_bind_template_child (widget_class, DermagaPortPage, answer);
  gtk_widget_class_bind_template_child (widget_class, DermagaPortPage, meaning);
  gtk_widget_class_bind_template_child (widget_class, DermagaPortPage, practice_note);
  gtk_widget_class_bind_template_child (widget_class, DermagaPortPage, action);
  gtk_widget_class_bind_template_child (widget_class, DermagaPortPage, why);
  gtk_widget_class_bind_template_child (widget_class, DermagaPortPage, progress_line);
  gtk_widget_class_bind_template_child (widget_class, DermagaPortPage, progress);
  gtk_widget_class_bind_template_child (widget_class, DermagaPortPage, count);
  gtk_widget_class_bind_template_child (widget_class, DermagaPortPage, port);
  gtk_widget_class_bind_template_child (widget_class, DermagaPortPage, permission);
  gtk_widget_class_bind_template_child (widget_class, DermagaPortPage, permission_text);
  gtk_widget_class_bind_template_child (widget_class, DermagaPortPage, allow);
  gtk_widget_class_bind_template_child (widget_class, DermagaPortPage, controls_section);
  gtk_widget_class_bind_template_child (widget_class, DermagaPortPage, controls_heading);
  gtk_widget_class_bind_template_child (widget_class, DermagaPortPage, controls);
  gtk_widget_class_bind_template_child (widget_class, DermagaPortPage, by_hand_text);
  gtk_widget_class_bind_template_callback (widget_class, port_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, allow_cb);
}

static void
dermaga_port_page_init (DermagaPortPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

DermagaPage *
dermaga_port_page_new (DermagaWizard *wizard)
{
  return g_object_new (DERMAGA_TYPE_PORT_PAGE, "wizard", wizard, NULL);
}
