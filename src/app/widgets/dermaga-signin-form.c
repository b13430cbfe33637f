#include "config.h"

#include "app/widgets/dermaga-signin-form.h"

#include <string.h>

#include <glib/gi18n.h>

#include "app/dermaga-a11y.h"
#include "app/dermaga-entry.h"
#include "verdict/dermaga-verdict.h"

#define IN DERMAGA_DIRECTION_INCOMING
#define OUT DERMAGA_DIRECTION_OUTGOING

struct _DermagaSigninForm
{
  GtkBox parent_instance;

  DermagaWizard *wizard; /* (nullable) */
  GtkLabel *hints;
  GtkWidget *email_field;
  GtkEditable *email;
  GtkLabel *email_error;
  GtkWidget *incoming_user_field;
  GtkLabel *incoming_user_label;
  GtkEditable *incoming_user;
  GtkLabel *incoming_user_error;
  GtkWidget *outgoing_user_field;
  GtkLabel *outgoing_user_label;
  GtkEditable *outgoing_user;
  GtkLabel *outgoing_user_error;
  GtkEditable *password;
  GtkLabel *password_error;
  GtkLabel *note;

  gboolean setting; /* not by the person */
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DermagaSigninForm, dermaga_signin_form, GTK_TYPE_BOX)

static DermagaSigninInquiry *
get_inquiry (DermagaSigninForm *self)
{
  return dermaga_wizard_get_signin_inquiry (self->wizard);
}

const char *
dermaga_signin_get_email (DermagaWizard *wizard)
{
  const DermagaTarget *target = dermaga_wizard_get_target (wizard);
  const char *typed = dermaga_wizard_get_text (wizard, DERMAGA_FIELD_EMAIL);

  if (target != NULL && target->email != NULL)
    return target->email;
  return dermaga_email_is_valid (typed) ? typed : NULL;
}

/* The password */

/* GTK tells the accessibility bus each text that is deleted or inserted, also of a password, and
 * copies of these messages stay in memory. One character at a time they tell less than the number
 * of characters, and the last of them is overwritten by each that is deleted before it. */
static void
delete_text_cb (GtkEditable *text, int start, int end)
{
  int length = (int) g_utf8_strlen (gtk_editable_get_text (text), -1);

  if (end < 0 || end > length)
    end = length;
  if (end - start <= 1)
    return;
  g_signal_stop_emission_by_name (text, "delete-text");
  for (int i = end; i > start; i--)
    gtk_editable_delete_text (text, i - 1, i);
}

static void
insert_text_cb (GtkEditable *text, const char *inserted, int length, int *position)
{
  const char *end = inserted + (length >= 0 ? (gsize) length : strlen (inserted));

  if (inserted == end || g_utf8_next_char (inserted) >= end)
    return;
  g_signal_stop_emission_by_name (text, "insert-text");
  for (const char *p = inserted; p < end; p = g_utf8_next_char (p))
    gtk_editable_insert_text (text, p, (int) (g_utf8_next_char (p) - p), position);
}

/* The entry's buffer is GTK's own: it is kept out of swap, but of what is deleted from it some
 * bytes stay where they were until something else is written there. */
void
dermaga_signin_form_wipe (DermagaSigninForm *self)
{
  gsize length;
  g_autofree char *cover = NULL;

  g_return_if_fail (DERMAGA_IS_SIGNIN_FORM (self));

  length = strlen (gtk_editable_get_text (self->password));
  cover = g_strnfill (length, '*');
  self->setting = TRUE;
  if (length > 0)
    gtk_editable_set_text (self->password, cover);
  gtk_editable_set_text (self->password, "");
  self->setting = FALSE;
  dermaga_a11y_set_error (GTK_WIDGET (self->password), self->password_error, NULL);
}

gboolean
dermaga_signin_form_has_password (DermagaSigninForm *self)
{
  g_return_val_if_fail (DERMAGA_IS_SIGNIN_FORM (self), FALSE);
  return gtk_editable_get_text (self->password)[0] != '\0';
}

/* What is typed */

static void
emit_changed (DermagaSigninForm *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
show_names (DermagaSigninForm *self, const DermagaSigninPlan *plan)
{
  const DermagaServer *in = plan->servers[IN], *out = plan->servers[OUT];

  self->setting = TRUE;
  if (in != NULL && !g_str_equal (gtk_editable_get_text (self->incoming_user), in->user_name))
    dermaga_entry_set_text (self->incoming_user, in->user_name);
  if (out != NULL && !g_str_equal (gtk_editable_get_text (self->outgoing_user), out->user_name))
    dermaga_entry_set_text (self->outgoing_user, out->user_name);
  self->setting = FALSE;
}

/* A user name that was not typed follows the address. */
static void
email_changed_cb (DermagaSigninForm *self)
{
  g_autoptr (DermagaSigninPlan) plan = NULL;

  dermaga_a11y_set_error (GTK_WIDGET (self->email), self->email_error, NULL);
  if (self->setting || self->wizard == NULL)
    return;
  dermaga_wizard_set_text (self->wizard, DERMAGA_FIELD_EMAIL, gtk_editable_get_text (self->email));
  plan = dermaga_signin_plan_new (self->wizard, dermaga_signin_get_email (self->wizard));
  show_names (self, plan);
  emit_changed (self);
}

/* While one entry stands for both, what is typed there is for both. */
static void
incoming_user_changed_cb (DermagaSigninForm *self)
{
  const char *text = gtk_editable_get_text (self->incoming_user);

  dermaga_a11y_set_error (GTK_WIDGET (self->incoming_user), self->incoming_user_error, NULL);
  if (self->setting || self->wizard == NULL)
    return;
  dermaga_signin_inquiry_set_user_name (get_inquiry (self), IN, text);
  if (!gtk_widget_get_visible (self->outgoing_user_field))
    dermaga_signin_inquiry_set_user_name (get_inquiry (self), OUT, text);
  emit_changed (self);
}

static void
outgoing_user_changed_cb (DermagaSigninForm *self)
{
  dermaga_a11y_set_error (GTK_WIDGET (self->outgoing_user), self->outgoing_user_error, NULL);
  if (self->setting || self->wizard == NULL)
    return;
  dermaga_signin_inquiry_set_user_name (get_inquiry (self), OUT,
                                        gtk_editable_get_text (self->outgoing_user));
  emit_changed (self);
}

static void
password_changed_cb (DermagaSigninForm *self)
{
  if (self->setting)
    return;
  dermaga_a11y_set_error (GTK_WIDGET (self->password), self->password_error, NULL);
  emit_changed (self);
}

static void
complain (DermagaSigninForm *self, GtkEditable *entry, GtkLabel *label, const char *sentence)
{
  dermaga_a11y_set_error (GTK_WIDGET (entry), label, sentence);
  dermaga_a11y_announce (GTK_WIDGET (self), sentence);
  gtk_widget_grab_focus (GTK_WIDGET (entry));
}

static gboolean
check_name (DermagaSigninForm *self, GtkWidget *field, GtkEditable *entry, GtkLabel *label)
{
  if (!gtk_widget_get_visible (field)
      || dermaga_user_name_is_valid (gtk_editable_get_text (entry)))
    return TRUE;
  complain (self, entry, label,
            _("This user name cannot be used: it is empty, too long, or holds characters that "
              "cannot be seen."));
  return FALSE;
}

/* An address is needed only for what follows from it. */
static gboolean
check_email (DermagaSigninForm *self)
{
  const char *text = gtk_editable_get_text (self->email);

  if (!gtk_widget_get_visible (self->email_field) || text[0] == '\0'
      || dermaga_email_is_valid (text))
    return TRUE;
  complain (self, self->email, self->email_error,
            _("A full address is needed, such as name@example.com."));
  return FALSE;
}

DermagaSecret *
dermaga_signin_form_take (DermagaSigninForm *self)
{
  DermagaSecret *secret;

  g_return_val_if_fail (DERMAGA_IS_SIGNIN_FORM (self), NULL);

  if (!check_email (self)
      || !check_name (self, self->incoming_user_field, self->incoming_user,
                      self->incoming_user_error)
      || !check_name (self, self->outgoing_user_field, self->outgoing_user,
                      self->outgoing_user_error))
    return NULL;
  secret = dermaga_secret_new (gtk_editable_get_text (self->password), -1);
  if (secret == NULL)
    complain (self, self->password, self->password_error,
              _("This password cannot be used: it is empty, longer than 1024 bytes, or holds a "
                "character that no sign-in can carry."));
  return secret;
}

/* Around it */

static void
append_hint (GString *text, guint hints, DermagaHint hint)
{
  if ((hints & hint) != 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", dermaga_explain_hint (hint));
}

static void
show_hints (DermagaSigninForm *self, guint hints)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_hint (text, hints, DERMAGA_HINT_ENABLE_ACCESS);
  append_hint (text, hints, DERMAGA_HINT_APP_PASSWORD);
  append_hint (text, hints, DERMAGA_HINT_SERVICE_LOGIN);
  append_hint (text, hints, DERMAGA_HINT_PAID_ONLY);
  gtk_label_set_text (self->hints, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->hints), text->len > 0);
}

/* To whom the password goes, before it is typed. */
static void
show_note (DermagaSigninForm *self, const DermagaSigninPlan *plan)
{
  gboolean in = dermaga_signin_plan_may_try (plan, get_inquiry (self), IN);
  gboolean out = dermaga_signin_plan_may_try (plan, get_inquiry (self), OUT);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *text = NULL;

  if (in && out && !g_str_equal (plan->servers[IN]->host, plan->servers[OUT]->host))
    {
      first = dermaga_isolate (plan->servers[IN]->host);
      second = dermaga_isolate (plan->servers[OUT]->host);
      /* Translators: two server names. */
      text = g_strdup_printf (_("Sent only to %s and %s over encrypted connections. Not saved."),
                              first, second);
    }
  else if (in || out)
    {
      first = dermaga_isolate (plan->servers[in ? IN : OUT]->host);
      /* Translators: %s is a server name. */
      text
          = g_strdup_printf (_("Sent only to %s over the encrypted connection. Not saved."), first);
    }
  gtk_label_set_text (self->note, text != NULL ? text : "");
}

void
dermaga_signin_form_show (DermagaSigninForm *self, const DermagaSigninPlan *plan)
{
  const DermagaServer *in = plan->servers[IN], *out = plan->servers[OUT];
  gboolean two = dermaga_signin_plan_names_differ (plan);
  const char *email;

  g_return_if_fail (DERMAGA_IS_SIGNIN_FORM (self) && self->wizard != NULL);

  email = dermaga_wizard_get_text (self->wizard, DERMAGA_FIELD_EMAIL);
  self->setting = TRUE;
  if (!g_str_equal (gtk_editable_get_text (self->email), email))
    dermaga_entry_set_text (self->email, email);
  self->setting = FALSE;
  show_names (self, plan);
  gtk_widget_set_visible (self->email_field,
                          dermaga_wizard_get_target (self->wizard)->email == NULL);
  gtk_widget_set_visible (self->incoming_user_field, in != NULL);
  gtk_widget_set_visible (self->outgoing_user_field, out != NULL && (in == NULL || two));
  gtk_label_set_label (self->incoming_user_label,
                       two ? _("_User name for receiving") : _("_User name"));
  show_hints (self, plan->hints);
  show_note (self, plan);
}

void
dermaga_signin_form_focus (DermagaSigninForm *self)
{
  GtkEditable *entry = self->password;

  g_return_if_fail (DERMAGA_IS_SIGNIN_FORM (self));

  if (gtk_widget_get_visible (self->incoming_user_field)
      && gtk_editable_get_text (self->incoming_user)[0] == '\0')
    entry = self->incoming_user;
  if (gtk_widget_get_visible (self->email_field)
      && gtk_editable_get_text (self->email)[0] == '\0')
    entry = self->email;
  gtk_widget_grab_focus (GTK_WIDGET (entry));
}

void
dermaga_signin_form_set_wizard (DermagaSigninForm *self, DermagaWizard *wizard)
{
  g_return_if_fail (DERMAGA_IS_SIGNIN_FORM (self));
  g_set_object (&self->wizard, wizard);
}

static void
dermaga_signin_form_dispose (GObject *object)
{
  DermagaSigninForm *self = DERMAGA_SIGNIN_FORM (object);

  if (self->password != NULL)
    dermaga_signin_form_wipe (self);
  g_clear_object (&self->wizard);
  G_OBJECT_CLASS (dermaga_signin_form_parent_class)->dispose (object);
}

static void
dermaga_signin_form_class_init (DermagaSigninFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dermaga_signin_form_dispose;
  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", DERMAGA_TYPE_SIGNIN_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/dermaga/Dermaga/widgets/dermaga-signin-form.ui");
  gtk_widget_class_bind_template_child (widget_class, DermagaSigninForm, hints);
  gtk_widget_class_bind_template_child (widget_class, DermagaSigninForm, email_field);
  gtk_widget_class_bind_template_child (widget_class, DermagaSigninForm, email);
  gtk_widget_class_bind_template_child (widget_class, DermagaSigninForm, email_error);
  gtk_widget_class_bind_template_child (widget_class, DermagaSigninForm, incoming_user_field);
  gtk_widget_class_bind_template_child (widget_class, DermagaSigninForm, incoming_user_label);
  gtk_widget_class_bind_template_child (widget_class, DermagaSigninForm, incoming_user);
  gtk_widget_class_bind_template_child (widget_class, DermagaSigninForm, incoming_user_error);
  gtk_widget_class_bind_template_child (widget_class, DermagaSigninForm, outgoing_user_field);
  gtk_widget_class_bind_template_child (widget_class, DermagaSigninForm, outgoing_user_label);
  gtk_widget_class_bind_template_child (widget_class, DermagaSigninForm, outgoing_user);
  gtk_widget_class_bind_template_child (widget_class, DermagaSigninForm, outgoing_user_error);
  gtk_widget_class_bind_template_child (widget_class, DermagaSigninForm, password);
  gtk_widget_class_bind_template_child (widget_class, DermagaSigninForm, password_error);
  gtk_widget_class_bind_template_child (widget_class, DermagaSigninForm, note);
  gtk_widget_class_bind_template_callback (widget_class, email_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, incoming_user_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, outgoing_user_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_changed_cb);
}

static void
dermaga_signin_form_init (DermagaSigninForm *self)
{
  GtkEditable *text;

  gtk_widget_init_template (GTK_WIDGET (self));
  text = gtk_editable_get_delegate (self->password);
  g_signal_connect (text, "delete-text", G_CALLBACK (delete_text_cb), NULL);
  g_signal_connect (text, "insert-text", G_CALLBACK (insert_text_cb), NULL);
}
