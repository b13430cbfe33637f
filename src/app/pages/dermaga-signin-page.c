#include "config.h"

#include "app/pages/dermaga-signin-page.h"

#include <glib/gi18n.h>

#include "app/dermaga-a11y.h"
#include "app/dermaga-signin-plan.h"
#include "app/widgets/dermaga-column.h"
#include "app/widgets/dermaga-heading.h"
#include "app/widgets/dermaga-hyphens.h"
#include "app/widgets/dermaga-signin-card.h"
#include "app/widgets/dermaga-signin-form.h"

#define IN DERMAGA_DIRECTION_INCOMING
#define OUT DERMAGA_DIRECTION_OUTGOING

struct _DermagaSigninPage
{
  DermagaPage parent_instance;

  GtkImage *icon;
  DermagaHeading *answer;
  GtkLabel *meaning;
  GtkWidget *progress_line;
  GtkSpinner *spinner;
  GtkBox *results;
  DermagaSigninForm *form;
  GtkWidget *send_test;
  GtkButton *skip;

  GPtrArray *name_buttons; /* in results */
  gboolean was_running;
};

G_DEFINE_FINAL_TYPE (DermagaSigninPage, dermaga_signin_page, DERMAGA_TYPE_PAGE)

static DermagaWizard *
get_wizard (DermagaSigninPage *self)
{
  return dermaga_page_get_wizard (DERMAGA_PAGE (self));
}

static DermagaSigninInquiry *
get_inquiry (DermagaSigninPage *self)
{
  return dermaga_wizard_get_signin_inquiry (get_wizard (self));
}

static DermagaSigninPlan *
make_plan (DermagaSigninPage *self)
{
  return dermaga_signin_plan_new (get_wizard (self), dermaga_signin_get_email (get_wizard (self)));
}

/* The answer */

/* What there is to say before the first try, where one is possible. */
static void
show_question (DermagaSigninPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->icon), FALSE);
  dermaga_heading_set_label (self->answer, _("Is your password accepted?"));
  gtk_label_set_text (self->meaning,
                      _("This is optional. Dermaga signs in once, to see whether the user name and "
                        "the password are right before you set up a mail program."));
}

static void
show_answer (DermagaSigninPage *self, DermagaSeverity severity, const char *answer,
             const char *meaning)
{
  const char *classes[] = { dermaga_signin_get_css_class (severity), NULL };

  gtk_image_set_from_icon_name (self->icon, dermaga_signin_get_icon (severity));
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), TRUE);
  dermaga_heading_set_label (self->answer, answer);
  gtk_label_set_text (self->meaning, meaning);
}

static void
show_obstacle (DermagaSigninPage *self, DermagaSigninObstacle obstacle)
{
  g_autofree char *domain = NULL;
  g_autofree char *text = NULL;

  switch (obstacle)
    {
    case DERMAGA_SIGNIN_POSSIBLE:
      break;
    case DERMAGA_SIGNIN_UNSAFE:
      show_answer (self, DERMAGA_SEVERITY_ERROR, _("No password can be tried here"),
                   _("No server was found that is encrypted and has proved who it is. Dermaga "
                     "sends a password to no other."));
      break;
    case DERMAGA_SIGNIN_UNKNOWN:
      domain = dermaga_isolate (dermaga_wizard_get_target (get_wizard (self))->display_domain);
      /* Translators: %s is a domain. */
      text = g_strdup_printf (_("The servers lie outside %s, and nobody vouches that they belong "
                                "to it. If you know them, go back and say so first: until then, no "
                                "password is sent to them."),
                              domain);
      show_answer (self, DERMAGA_SEVERITY_WARNING, _("Do you know these servers?"), text);
      break;
    case DERMAGA_SIGNIN_BROWSER:
      show_answer (self, DERMAGA_SEVERITY_WARNING, _("Sign-in goes through the web browser here"),
                   dermaga_explain_hint (DERMAGA_HINT_BROWSER_SIGN_IN));
      break;
    case DERMAGA_SIGNIN_STOPPED:
      show_answer (self, DERMAGA_SEVERITY_ERROR, _("No more is tried here"),
                   _("The server has refused too often. Further tries could lock the account: ask "
                     "your provider, or sign in to its website."));
      break;
    }
}

static guint
count_results (DermagaSigninInquiry *inquiry, guint *n_accepted)
{
  guint n = 0;

  *n_accepted = 0;
  for (guint i = IN; i <= OUT; i++)
    {
      const DermagaSigninResult *result = dermaga_signin_inquiry_get_result (inquiry, i);

      n += result != NULL;
      *n_accepted += result != NULL && result->verdict == DERMAGA_SIGNIN_ACCEPTED;
    }
  return n;
}

static void
show_results_summary (DermagaSigninPage *self, guint n, guint n_accepted)
{
  if (n_accepted == n)
    show_answer (self, DERMAGA_SEVERITY_INFO, _("Your password is accepted"),
                 _("Below is what each server answered."));
  else if (n_accepted > 0)
    show_answer (self, DERMAGA_SEVERITY_WARNING, _("Only one server accepts your password"),
                 _("Below is what each server answered, and what to do."));
  else
    show_answer (self, DERMAGA_SEVERITY_ERROR, _("Not signed in"),
                 _("Below is what each server answered, and what to do."));
}

static void
show_top (DermagaSigninPage *self, DermagaSigninObstacle obstacle)
{
  DermagaSigninInquiry *inquiry = get_inquiry (self);
  gboolean running = dermaga_signin_inquiry_get_running (inquiry);
  guint n_accepted, n = count_results (inquiry, &n_accepted);

  gtk_widget_set_visible (self->progress_line, running);
  gtk_spinner_set_spinning (self->spinner, running);
  if (running)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->icon), FALSE);
      dermaga_heading_set_label (self->answer, _("Signing in"));
      gtk_label_set_text (self->meaning, _("Waiting for the answer of the server."));
    }
  else if (obstacle != DERMAGA_SIGNIN_POSSIBLE)
    show_obstacle (self, obstacle);
  else if (n > 0)
    show_results_summary (self, n, n_accepted);
  else
    show_question (self);
}

/* The results */

static void try_other_name_cb (DermagaSigninPage *self, GtkButton *button);

/* Pressing it is the consent: never tried by itself. */
static void
append_other_name (DermagaSigninPage *self, GtkWidget *card, const DermagaSigninPlan *plan,
                   const DermagaSigninResult *result)
{
  DermagaDirection direction = dermaga_protocol_get_direction (result->server->protocol);
  g_autofree char *name = dermaga_signin_plan_find_other_name (
      plan, dermaga_signin_get_email (get_wizard (self)), result);
  g_autofree char *shown = NULL;
  g_autofree char *label = NULL;
  GtkWidget *button, *text;

  if (name == NULL || !dermaga_signin_plan_may_try (plan, get_inquiry (self), direction))
    return;
  shown = dermaga_isolate (name);
  /* Translators: %s is a user name. */
  label = g_strdup_printf (_("Try the User Name “%s” There"), shown);
  text = g_object_new (GTK_TYPE_LABEL, "label", label, "wrap", TRUE, "wrap-mode",
                       PANGO_WRAP_WORD_CHAR, NULL);
  dermaga_label_avoid_hyphens (GTK_LABEL (text));
  button = g_object_new (GTK_TYPE_BUTTON, "child", text, "halign", GTK_ALIGN_START, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "user-name", g_steal_pointer (&name), g_free);
  g_object_set_data (G_OBJECT (button), "direction", GUINT_TO_POINTER (direction));
  g_signal_connect_object (button, "clicked", G_CALLBACK (try_other_name_cb), self,
                           G_CONNECT_SWAPPED);
  g_ptr_array_add (self->name_buttons, button);
  dermaga_signin_card_append (card, button);
}

static void
append_result (DermagaSigninPage *self, const DermagaSigninPlan *plan,
               const DermagaSigninResult *result)
{
  guint n_refused
      = dermaga_signin_inquiry_count_refusals (get_inquiry (self), result->server->host);
  g_autofree char *lockout = result->verdict == DERMAGA_SIGNIN_ACCEPTED
                                 ? NULL
                                 : dermaga_explain_lockout (result->server->host, n_refused);
  GtkWidget *card = dermaga_signin_card_new (result, lockout);

  append_other_name (self, card, plan, result);
  gtk_box_append (self->results, card);
  if (result->delivery != DERMAGA_DELIVERY_NOT_ASKED)
    gtk_box_append (self->results, dermaga_signin_delivery_card_new (result));
}

/* One of two servers that takes no password is explained without asking it. */
static void
append_browser (DermagaSigninPage *self, const DermagaSigninPlan *plan,
                DermagaDirection direction)
{
  g_autoptr (DermagaSigninResult) result = NULL;

  if (plan->servers[direction] == NULL
      || plan->offers[direction] != DERMAGA_SIGNIN_OFFER_BROWSER || !plan->consents)
    return;
  result = dermaga_signin_result_new (plan->servers[direction]);
  result->verdict = DERMAGA_SIGNIN_BROWSER_NEEDED;
  gtk_box_append (self->results, dermaga_signin_card_new (result, NULL));
}

static void
show_results (DermagaSigninPage *self, const DermagaSigninPlan *plan)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->name_buttons, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->results))) != NULL)
    gtk_box_remove (self->results, child);
  for (guint i = IN; i <= OUT; i++)
    {
      const DermagaSigninResult *result
          = dermaga_signin_inquiry_get_result (get_inquiry (self), i);

      if (result != NULL)
        append_result (self, plan, result);
      else
        append_browser (self, plan, i);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->results),
                          gtk_widget_get_first_child (GTK_WIDGET (self->results)) != NULL);
}

/* The buttons */

/* Whether every server that would be asked has a user name. */
static gboolean
has_user_names (const DermagaSigninPlan *plan, DermagaSigninInquiry *inquiry)
{
  for (guint i = IN; i <= OUT; i++)
    if (dermaga_signin_plan_may_try (plan, inquiry, i) && plan->servers[i]->user_name[0] == '\0')
      return FALSE;
  return TRUE;
}

static void
show_buttons (DermagaSigninPage *self, const DermagaSigninPlan *plan)
{
  DermagaSigninInquiry *inquiry = get_inquiry (self);
  const DermagaSigninResult *sending = dermaga_signin_inquiry_get_result (inquiry, OUT);
  gboolean ready = !dermaga_signin_inquiry_get_running (inquiry)
                   && dermaga_signin_form_has_password (self->form);
  guint n_accepted, n = count_results (inquiry, &n_accepted);

  dermaga_page_set_can_go_next (
      DERMAGA_PAGE (self), ready && has_user_names (plan, inquiry)
                               && dermaga_signin_plan_find_obstacle (plan, inquiry)
                                      == DERMAGA_SIGNIN_POSSIBLE);
  gtk_widget_set_visible (self->send_test,
                          sending != NULL && sending->verdict == DERMAGA_SIGNIN_ACCEPTED
                              && dermaga_signin_plan_may_try (plan, inquiry, OUT));
  gtk_widget_set_sensitive (self->send_test,
                            ready && dermaga_signin_get_email (get_wizard (self)) != NULL);
  for (guint i = 0; i < self->name_buttons->len; i++)
    gtk_widget_set_sensitive (self->name_buttons->pdata[i], ready);
  gtk_button_set_label (self->skip, n > 0 && n_accepted == n ? _("_Continue") : _("S_kip"));
}

static void
form_changed_cb (DermagaSigninPage *self)
{
  g_autoptr (DermagaSigninPlan) plan = make_plan (self);

  show_buttons (self, plan);
}

static void
update (DermagaSigninPage *self)
{
  g_autoptr (DermagaSigninPlan) plan = make_plan (self);
  DermagaSigninInquiry *inquiry = get_inquiry (self);
  DermagaSigninObstacle obstacle = dermaga_signin_plan_find_obstacle (plan, inquiry);

  if (obstacle != DERMAGA_SIGNIN_POSSIBLE)
    dermaga_signin_form_wipe (self->form);
  show_top (self, obstacle);
  show_results (self, plan);
  if (obstacle != DERMAGA_SIGNIN_POSSIBLE
      && gtk_widget_get_focus_child (GTK_WIDGET (self->form)) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->answer));
  dermaga_signin_form_show (self->form, plan);
  gtk_widget_set_visible (GTK_WIDGET (self->form), obstacle == DERMAGA_SIGNIN_POSSIBLE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form),
                            !dermaga_signin_inquiry_get_running (inquiry));
  show_buttons (self, plan);
}

/* Of the many things that happen only the end is said, and read next. */
static void
inquiry_changed_cb (DermagaSigninPage *self)
{
  gboolean running = dermaga_signin_inquiry_get_running (get_inquiry (self));
  gboolean ended = self->was_running && !running;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (running != self->was_running)
    gtk_widget_grab_focus (GTK_WIDGET (self->answer));
  update (self);
  if (ended)
    dermaga_a11y_announce (GTK_WIDGET (self), dermaga_heading_get_label (self->answer));
  self->was_running = running;
}

/* Trying */

static void
try_server (DermagaSigninPage *self, const DermagaServer *server, DermagaSecret *password,
            const DermagaTestMessage *message)
{
  g_autoptr (GError) error = NULL;

  if (dermaga_wizard_sign_in (get_wizard (self), server, password, message, &error))
    return;
  g_warning ("Could not begin: %s", error->message);
  show_answer (self, DERMAGA_SEVERITY_ERROR, _("No password can be tried here"),
               _("Encrypted connections cannot be made on this computer. Reinstall Dermaga, or ask "
                 "whoever looks after this computer."));
}

/* One press, one try at each server. */
static gboolean
dermaga_signin_page_next (DermagaPage *page)
{
  DermagaSigninPage *self = DERMAGA_SIGNIN_PAGE (page);
  g_autoptr (DermagaSecret) password = dermaga_signin_form_take (self->form);
  g_autoptr (DermagaSigninPlan) plan = NULL;

  if (password == NULL)
    return FALSE;
  plan = make_plan (self);
  for (guint i = IN; i <= OUT; i++)
    if (dermaga_signin_plan_may_try (plan, get_inquiry (self), i))
      try_server (self, plan->servers[i], password, NULL);
  return FALSE;
}

static void
try_other_name_cb (DermagaSigninPage *self, GtkButton *button)
{
  DermagaDirection direction
      = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "direction"));
  const char *name = g_object_get_data (G_OBJECT (button), "user-name");
  g_autoptr (DermagaSecret) password = dermaga_signin_form_take (self->form);
  g_autoptr (DermagaSigninPlan) plan = NULL;

  if (password == NULL)
    return;
  dermaga_signin_inquiry_set_user_name (get_inquiry (self), direction, name);
  plan = make_plan (self);
  if (dermaga_signin_plan_may_try (plan, get_inquiry (self), direction))
    try_server (self, plan->servers[direction], password, NULL);
}

static void
send_test_cb (DermagaSigninPage *self)
{
  g_autofree char *email = g_strdup (dermaga_signin_get_email (get_wizard (self)));
  g_autoptr (DermagaSecret) password = dermaga_signin_form_take (self->form);
  g_autoptr (DermagaSigninPlan) plan = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *body = NULL;
  DermagaTestMessage message;

  if (password == NULL || email == NULL)
    return;
  subject = dermaga_test_message_subject ();
  body = dermaga_test_message_body (email);
  message = (DermagaTestMessage) { email, subject, body };
  plan = make_plan (self);
  if (dermaga_signin_plan_may_try (plan, get_inquiry (self), OUT))
    try_server (self, plan->servers[OUT], password, &message);
}

/* The page */

static void
dermaga_signin_page_shown (DermagaPage *page)
{
  DermagaSigninPage *self = DERMAGA_SIGNIN_PAGE (page);

  self->was_running = FALSE;
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->answer));
  dermaga_a11y_announce (GTK_WIDGET (self), dermaga_heading_get_label (self->answer));
}

/* Whatever led away: nothing of the password stays. */
static void
dermaga_signin_page_leave (DermagaPage *page)
{
  DermagaSigninPage *self = DERMAGA_SIGNIN_PAGE (page);

  dermaga_signin_inquiry_cancel (get_inquiry (self));
  dermaga_signin_form_wipe (self->form);
}

static void
dermaga_signin_page_constructed (GObject *object)
{
  DermagaSigninPage *self = DERMAGA_SIGNIN_PAGE (object);
  DermagaWizard *wizard = dermaga_page_get_wizard (DERMAGA_PAGE (object));

  G_OBJECT_CLASS (dermaga_signin_page_parent_class)->constructed (object);
  dermaga_signin_form_set_wizard (self->form, wizard);
  g_signal_connect_object (get_inquiry (self), "changed", G_CALLBACK (inquiry_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
dermaga_signin_page_finalize (GObject *object)
{
  g_ptr_array_unref (DERMAGA_SIGNIN_PAGE (object)->name_buttons);
  G_OBJECT_CLASS (dermaga_signin_page_parent_class)->finalize (object);
}

static void
dermaga_signin_page_class_init (DermagaSigninPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DermagaPageClass *page_class = DERMAGA_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = dermaga_signin_page_constructed;
  G_OBJECT_CLASS (klass)->finalize = dermaga_signin_page_finalize;
  page_class->shown = dermaga_signin_page_shown;
  page_class->leave = dermaga_signin_page_leave;
  page_class->next = dermaga_signin_page_next;

  g_type_ensure (DERMAGA_TYPE_COLUMN);
  g_type_ensure (DERMAGA_TYPE_HEADING);
  g_type_ensure (DERMAGA_TYPE_SIGNIN_FORM);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/dermaga/Dermaga/pages/dermaga-signin-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DermagaSigninPage, icon);
  gtk_widget_class_bind_template_child (widget_class, DermagaSigninPage, answer);
  gtk_widget_class_bind_template_child (widget_class, DermagaSigninPage, meaning);
  gtk_widget_class_bind_template_child (widget_class, DermagaSigninPage, progress_line);
  gtk_widget_class_bind_template_child (widget_class, DermagaSigninPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, DermagaSigninPage, results);
  gtk_widget_class_bind_template_child (widget_class, DermagaSigninPage, form);
  gtk_widget_class_bind_template_child (widget_class, DermagaSigninPage, send_test);
  gtk_widget_class_bind_template_child (widget_class, DermagaSigninPage, skip);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_test_cb);
}

static void
dermaga_signin_page_init (DermagaSigninPage *self)
{
  self->name_buttons = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

DermagaPage *
dermaga_signin_page_new (DermagaWizard *wizard)
{
  return g_object_new (DERMAGA_TYPE_SIGNIN_PAGE, "wizard", wizard, NULL);
}
