#include "config.h"

#include "app/dermaga-window.h"

#include <glib/gi18n.h>

#include "app/dermaga-a11y-tree.h"
#include "app/dermaga-beside.h"
#include "app/dermaga-detour.h"
#include "app/dermaga-opener.h"
#include "app/dermaga-page.h"
#include "app/dermaga-slide.h"
#include "app/pages/dermaga-domain-page.h"
#include "app/pages/dermaga-export-page.h"
#include "app/pages/dermaga-testing-page.h"
#include "app/pages/dermaga-verdict-page.h"

/* Below this the suggested button moves from the header bar to a bar of its own. */
#define NARROW_WIDTH 500

struct _DermagaWindow
{
  GtkApplicationWindow parent_instance;

  DermagaWizard *wizard;
  GtkStack *stack;
  GtkLabel *title;
  GtkLabel *step;
  GtkWidget *back;
  GtkMenuButton *menu;
  GMenuModel *primary_menu;
  GtkButton *next;
  GtkButton *next_below;
  GtkWidget *bottom_bar;
  DermagaPage *pages[DERMAGA_N_STEPS];
  DermagaPage *beside[DERMAGA_N_BESIDE]; /* (nullable) */
  DermagaPage *page;             /* the one shown */
  DermagaDetour *detour;         /* through the pages beside the steps */
  gboolean narrow;
  guint layout_id;
};

G_DEFINE_FINAL_TYPE (DermagaWindow, dermaga_window, GTK_TYPE_APPLICATION_WINDOW)

static const char *const step_names[] = { "domain", "testing", "verdict", "export" };

static void
set_enabled (DermagaWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static gboolean
shows (DermagaWindow *self, DermagaBeside beside)
{
  return self->page != NULL && self->page == self->beside[beside];
}

/* Whether what is shown is a page beside the steps. */
static gboolean
is_beside (DermagaWindow *self)
{
  return dermaga_detour_get_page (self->detour) >= 0;
}

/* Whether there is something to cancel on the page that is shown. */
static gboolean
is_busy (DermagaWindow *self)
{
  if (shows (self, DERMAGA_BESIDE_PORT))
    return dermaga_port_inquiry_get_running (dermaga_wizard_get_port_inquiry (self->wizard));
  if (shows (self, DERMAGA_BESIDE_SIGNIN))
    return dermaga_signin_inquiry_get_running (dermaga_wizard_get_signin_inquiry (self->wizard));
  return dermaga_wizard_get_running (self->wizard)
         && dermaga_wizard_get_step (self->wizard) == DERMAGA_STEP_TESTING;
}

static void
update_actions (DermagaWindow *self)
{
  DermagaStep step = dermaga_wizard_get_step (self->wizard);
  gboolean running = dermaga_wizard_get_running (self->wizard);
  gboolean can_go_next = self->page != NULL && dermaga_page_get_can_go_next (self->page);
  gboolean beside = is_beside (self);

  set_enabled (self, "back", beside || step != DERMAGA_STEP_DOMAIN);
  set_enabled (self, "next", can_go_next);
  set_enabled (self, "cancel", is_busy (self));
  set_enabled (self, "skip", shows (self, DERMAGA_BESIDE_SIGNIN));
  set_enabled (self, "test-again",
               beside ? shows (self, DERMAGA_BESIDE_PORT) && can_go_next
                      : !running && (step == DERMAGA_STEP_TESTING || step == DERMAGA_STEP_VERDICT));
  set_enabled (self, "save", can_go_next
                                 && (beside ? shows (self, DERMAGA_BESIDE_PRACTICE)
                                            : step == DERMAGA_STEP_EXPORT));
}

static void
update_chrome (DermagaWindow *self)
{
  const char *next_label = dermaga_page_get_next_label (self->page);
  g_autofree char *step = NULL;

  /* Translators: the place in the wizard: "Step 2 of 4" */
  step = g_strdup_printf (_("Step %u of %u"), dermaga_wizard_get_step (self->wizard) + 1u,
                          DERMAGA_N_STEPS + 0u);
  gtk_label_set_text (self->title, dermaga_page_get_title (self->page));
  gtk_label_set_text (self->step, step);
  gtk_button_set_label (self->next, next_label != NULL ? next_label : "");
  gtk_button_set_label (self->next_below, next_label != NULL ? next_label : "");
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (self->next_below)), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->step), !is_beside (self));
  gtk_widget_set_visible (self->back,
                          is_beside (self)
                              || dermaga_wizard_get_step (self->wizard) != DERMAGA_STEP_DOMAIN);
  gtk_widget_set_visible (GTK_WIDGET (self->next), next_label != NULL && !self->narrow);
  gtk_widget_set_visible (self->bottom_bar, next_label != NULL && self->narrow);
  gtk_window_set_default_widget (GTK_WINDOW (self),
                                 next_label == NULL ? NULL
                                 : self->narrow     ? GTK_WIDGET (self->next_below)
                                                    : GTK_WIDGET (self->next));
  update_actions (self);
}

static void
page_changed_cb (DermagaWindow *self, GParamSpec *pspec, DermagaPage *page)
{
  if (page == self->page)
    update_chrome (self);
}

void
dermaga_window_store (DermagaWindow *self)
{
  g_return_if_fail (DERMAGA_IS_WINDOW (self));
  if (self->page != NULL)
    dermaga_page_leave (self->page);
}

static DermagaPage *
make_page (DermagaWindow *self, DermagaStep step)
{
  switch (step)
    {
    case DERMAGA_STEP_DOMAIN:
      return dermaga_domain_page_new (self->wizard);
    case DERMAGA_STEP_TESTING:
      return dermaga_testing_page_new (self->wizard);
    case DERMAGA_STEP_VERDICT:
      return dermaga_verdict_page_new (self->wizard);
    case DERMAGA_STEP_EXPORT:
      return dermaga_export_page_new (self->wizard);
    }
  g_assert_not_reached ();
}

/* A page is made when it is first gone to, so that the first one is there sooner; those before it
 * are made along with it, since the stack slides by the order in which it got them. */
static void
ensure_pages (DermagaWindow *self, DermagaStep last)
{
  for (DermagaStep step = DERMAGA_STEP_DOMAIN; step <= last; step++)
    {
      if (self->pages[step] != NULL)
        continue;
      self->pages[step] = make_page (self, step);
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->pages[step]), step_names[step]);
      g_signal_connect_object (self->pages[step], "notify", G_CALLBACK (page_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
}

/* What was left behind ends; a question about a port goes on while one reads why it is asked. */
static void
leave_beside (DermagaWindow *self)
{
  DermagaPortInquiry *port = dermaga_wizard_get_port_inquiry (self->wizard);
  DermagaSigninInquiry *signin = dermaga_wizard_get_signin_inquiry (self->wizard);

  if (!dermaga_detour_contains (self->detour, DERMAGA_BESIDE_PORT))
    dermaga_port_inquiry_cancel (port);
  dermaga_signin_inquiry_cancel (signin);
  for (guint beside = 0; beside < DERMAGA_N_BESIDE; beside++)
    dermaga_beside_set_open (beside, self->wizard, FALSE);
}

void
dermaga_window_go (DermagaWindow *self, DermagaStep step)
{
  g_return_if_fail (DERMAGA_IS_WINDOW (self));

  dermaga_window_store (self);
  dermaga_detour_clear (self->detour);
  leave_beside (self);
  dermaga_wizard_set_step (self->wizard, step);
  ensure_pages (self, step);
  self->page = self->pages[step];
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->page));
  update_chrome (self);
  dermaga_page_shown (self->page);
}

/* A page beside the steps comes from the end and goes back there; the steps stay as they are. */
static void
open_beside (DermagaWindow *self, DermagaBeside beside)
{
  if (self->beside[beside] == NULL)
    {
      self->beside[beside] = dermaga_beside_new (beside, self->wizard);
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->beside[beside]),
                           dermaga_beside_get_name (beside));
      g_signal_connect_object (self->beside[beside], "notify", G_CALLBACK (page_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  dermaga_window_store (self);
  dermaga_detour_go (self->detour, beside, gtk_root_get_focus (GTK_ROOT (self)));
  leave_beside (self);
  dermaga_beside_set_open (beside, self->wizard, TRUE);
  self->page = self->beside[beside];
  gtk_stack_set_visible_child_full (self->stack, dermaga_beside_get_name (beside),
                                    GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT);
  update_chrome (self);
  dermaga_page_shown (self->page);
}

/* Back to the page before, and to the very button that led away from it where it still is. */
static void
close_beside (DermagaWindow *self)
{
  DermagaStep step = dermaga_wizard_get_step (self->wizard);
  GtkWidget *focus;
  int before;

  dermaga_window_store (self);
  before = dermaga_detour_back (self->detour, &focus);
  leave_beside (self);
  if (before >= 0)
    dermaga_beside_set_open (before, self->wizard, TRUE);
  self->page = before >= 0 ? self->beside[before] : self->pages[step];
  gtk_stack_set_visible_child_full (self->stack,
                                    before >= 0 ? dermaga_beside_get_name (before)
                                                : step_names[step],
                                    GTK_STACK_TRANSITION_TYPE_SLIDE_RIGHT);
  update_chrome (self);
  dermaga_page_resumed (self->page);
  if (focus != NULL && gtk_widget_get_mapped (focus))
    gtk_widget_grab_focus (focus);
}

static void
ask_port_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DermagaWindow *self = data;

  dermaga_wizard_choose_port (self->wizard, g_variant_get_uint16 (parameter));
  if (!shows (self, DERMAGA_BESIDE_PORT))
    open_beside (self, DERMAGA_BESIDE_PORT);
}

/* Without a topic, the one that fits what is shown. */
static void
learn_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DermagaWindow *self = data;
  DermagaReading *reading = dermaga_wizard_get_reading (self->wizard);
  const char *topic = g_variant_get_string (parameter, NULL);

  if (*topic == '\0')
    topic = dermaga_page_get_topic (self->page);
  if (shows (self, DERMAGA_BESIDE_LEARN))
    {
      dermaga_reading_go (reading, topic);
      return;
    }
  dermaga_reading_begin (reading, topic);
  open_beside (self, DERMAGA_BESIDE_LEARN);
}

static void
first_step_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  dermaga_window_go (DERMAGA_WINDOW (data), DERMAGA_STEP_DOMAIN);
}

static void
check_password_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DermagaWindow *self = data;

  if (dermaga_wizard_get_result (self->wizard) != NULL && !dermaga_wizard_is_saved (self->wizard)
      && !shows (self, DERMAGA_BESIDE_SIGNIN))
    open_beside (self, DERMAGA_BESIDE_SIGNIN);
}

static void
practice_mail_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DermagaWindow *self = data;

  if (!shows (self, DERMAGA_BESIDE_PRACTICE))
    open_beside (self, DERMAGA_BESIDE_PRACTICE);
}

/* On to what follows the step from which it was opened, where that step lets one. */
static void
skip_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DermagaWindow *self = data;
  DermagaStep step = dermaga_wizard_get_step (self->wizard);

  if (step + 1u < DERMAGA_N_STEPS && dermaga_page_get_can_go_next (self->pages[step]))
    dermaga_window_go (self, step + 1);
  else
    close_beside (self);
}

DermagaWizard *
dermaga_window_get_wizard (DermagaWindow *self)
{
  g_return_val_if_fail (DERMAGA_IS_WINDOW (self), NULL);
  return self->wizard;
}

/* What was typed is forgotten. */
static void
begin (DermagaWindow *self, const char *target)
{
  dermaga_wizard_cancel (self->wizard);
  dermaga_window_store (self);
  self->page = NULL;
  for (guint i = 0; i < DERMAGA_N_FIELDS; i++)
    dermaga_wizard_set_text (self->wizard, i, "");
  /* It was agreed to for an address that is gone. */
  dermaga_wizard_set_send_address (self->wizard, FALSE);
  dermaga_wizard_set_text (self->wizard, DERMAGA_FIELD_TARGET, target);
}

void
dermaga_window_begin (DermagaWindow *self, const char *target)
{
  g_return_if_fail (DERMAGA_IS_WINDOW (self) && target != NULL);

  begin (self, target);
  dermaga_window_go (self, DERMAGA_STEP_DOMAIN);
}

void
dermaga_window_show_saved (DermagaWindow *self, DermagaResult *saved)
{
  g_return_if_fail (DERMAGA_IS_WINDOW (self) && DERMAGA_IS_RESULT (saved));

  begin (self, dermaga_result_get_target (saved));
  dermaga_wizard_show_saved (self->wizard, saved);
  dermaga_window_go (self, DERMAGA_STEP_VERDICT);
}

static void
back_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DermagaWindow *self = data;
  DermagaStep step = dermaga_wizard_get_step (self->wizard);

  if (dermaga_page_back (self->page))
    return;
  if (is_beside (self))
    {
      close_beside (self);
      return;
    }
  if (step == DERMAGA_STEP_TESTING)
    dermaga_wizard_cancel (self->wizard);
  /* What was saved was not seen being checked. */
  if (step == DERMAGA_STEP_VERDICT && dermaga_wizard_is_saved (self->wizard))
    dermaga_window_go (self, DERMAGA_STEP_DOMAIN);
  else if (step != DERMAGA_STEP_DOMAIN)
    dermaga_window_go (self, step - 1);
}

static void
next_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DermagaWindow *self = data;
  DermagaStep step = dermaga_wizard_get_step (self->wizard);

  if (dermaga_page_next (self->page) && step + 1u < DERMAGA_N_STEPS)
    dermaga_window_go (self, step + 1);
}

static void
cancel_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DermagaWindow *self = data;

  if (shows (self, DERMAGA_BESIDE_PORT))
    dermaga_port_inquiry_cancel (dermaga_wizard_get_port_inquiry (self->wizard));
  else if (shows (self, DERMAGA_BESIDE_SIGNIN))
    dermaga_signin_inquiry_cancel (dermaga_wizard_get_signin_inquiry (self->wizard));
  else
    dermaga_wizard_cancel (self->wizard);
}

static void
test_again_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DermagaWindow *self = data;
  g_autoptr (GError) error = NULL;

  if (is_beside (self))
    {
      dermaga_page_next (self->page);
      return;
    }
  if (!dermaga_wizard_start (self->wizard, &error))
    {
      /* The first page has the place to say so, once more is asked for. */
      g_warning ("Could not begin: %s", error->message);
      dermaga_window_go (self, DERMAGA_STEP_DOMAIN);
      return;
    }
  dermaga_window_go (self, DERMAGA_STEP_TESTING);
}

static void
start_over_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  dermaga_window_begin (data, "");
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  dermaga_page_save (DERMAGA_WINDOW (data)->page);
}

/* Not before it is wanted: the first page is to be there at once. */
static void
create_menu_cb (GtkMenuButton *button, gpointer data)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, DERMAGA_WINDOW (data)->primary_menu);
}

static gboolean
apply_layout_cb (gpointer data)
{
  DermagaWindow *self = data;

  self->layout_id = 0;
  update_chrome (self);
  return G_SOURCE_REMOVE;
}

/* Not at once: while sizes are given out, nothing may appear or go. */
static void
dermaga_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DermagaWindow *self = DERMAGA_WINDOW (widget);
  gboolean narrow = width < NARROW_WIDTH;

  GTK_WIDGET_CLASS (dermaga_window_parent_class)->size_allocate (widget, width, height, baseline);
  if (narrow == self->narrow)
    return;
  self->narrow = narrow;
  if (self->layout_id == 0)
    self->layout_id = g_idle_add (apply_layout_cb, self);
}

/* Nobody waits for it any more. */
static gboolean
dermaga_window_close_request (GtkWindow *window)
{
  dermaga_wizard_cancel (DERMAGA_WINDOW (window)->wizard);
  return GTK_WINDOW_CLASS (dermaga_window_parent_class)->close_request (window);
}

static void
dermaga_window_dispose (GObject *object)
{
  DermagaWindow *self = DERMAGA_WINDOW (object);

  /* The pages go after this; what they still say is no longer for us. */
  self->page = NULL;
  g_clear_pointer (&self->detour, dermaga_detour_free);
  g_clear_handle_id (&self->layout_id, g_source_remove);
  if (self->wizard != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->wizard, self);
      g_signal_handlers_disconnect_by_data (dermaga_wizard_get_port_inquiry (self->wizard), self);
      g_signal_handlers_disconnect_by_data (dermaga_wizard_get_signin_inquiry (self->wizard), self);
    }
  g_clear_object (&self->wizard);
  G_OBJECT_CLASS (dermaga_window_parent_class)->dispose (object);
}

static void
dermaga_window_class_init (DermagaWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  dermaga_a11y_mend_tree ();
  G_OBJECT_CLASS (klass)->dispose = dermaga_window_dispose;
  widget_class->size_allocate = dermaga_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = dermaga_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/dermaga/Dermaga/dermaga-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DermagaWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, DermagaWindow, title);
  gtk_widget_class_bind_template_child (widget_class, DermagaWindow, step);
  gtk_widget_class_bind_template_child (widget_class, DermagaWindow, back);
  gtk_widget_class_bind_template_child (widget_class, DermagaWindow, menu);
  gtk_widget_class_bind_template_child (widget_class, DermagaWindow, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, DermagaWindow, next);
  gtk_widget_class_bind_template_child (widget_class, DermagaWindow, next_below);
  gtk_widget_class_bind_template_child (widget_class, DermagaWindow, bottom_bar);
}

static void
dermaga_window_init (DermagaWindow *self)
{
  static const GActionEntry entries[] = {
    { "back", back_cb },
    { "next", next_cb },
    { "cancel", cancel_cb },
    { "test-again", test_again_cb },
    { "start-over", start_over_cb },
    { "save", save_cb },
    { "ask-port", ask_port_cb, "q" },
    { "check-password", check_password_cb },
    { "practice-mail", practice_mail_cb },
    { "skip", skip_cb },
    { "learn", learn_cb, "s" },
    { "first-step", first_step_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  self->detour = dermaga_detour_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  dermaga_slide_end_at_key (GTK_WIDGET (self), self->stack);
  gtk_menu_button_set_create_popup_func (self->menu, create_menu_cb, self, NULL);
}

DermagaWindow *
dermaga_window_new (GtkApplication *application, DermagaWizard *wizard)
{
  DermagaWindow *self = g_object_new (DERMAGA_TYPE_WINDOW, "application", application, NULL);
  DermagaPortInquiry *port = dermaga_wizard_get_port_inquiry (wizard);
  DermagaSigninInquiry *signin = dermaga_wizard_get_signin_inquiry (wizard);
  int open;

  self->wizard = g_object_ref (wizard);
  g_signal_connect_object (wizard, "changed", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (port, "changed", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (signin, "changed", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  dermaga_opener_add (self);
  open = dermaga_beside_find_open (wizard);
  dermaga_window_go (self, dermaga_wizard_get_step (wizard));
  if (open >= 0)
    open_beside (self, open);
  return self;
}
