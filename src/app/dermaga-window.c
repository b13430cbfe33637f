#include "config.h"

#include "app/dermaga-window.h"

#include <glib/gi18n.h>

#include "app/dermaga-a11y-tree.h"
#include "app/dermaga-opener.h"
#include "app/dermaga-popovers.h"
#include "app/dermaga-scroll.h"
#include "app/dermaga-slide.h"
#include "app/dermaga-window-actions.h"

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
  DermagaPager *pager;
  gboolean narrow;
  guint layout_id;
};

G_DEFINE_FINAL_TYPE (DermagaWindow, dermaga_window, GTK_TYPE_APPLICATION_WINDOW)

static void
update_chrome (DermagaWindow *self)
{
  DermagaPage *page = dermaga_pager_get_page (self->pager);
  const char *next_label = dermaga_page_get_next_label (page);
  gboolean beside = dermaga_pager_is_beside (self->pager);
  g_autofree char *step = NULL;

  /* Translators: the place in the wizard: "Step 2 of 4" */
  step = g_strdup_printf (_("Step %u of %u"), dermaga_wizard_get_step (self->wizard) + 1u,
                          DERMAGA_N_STEPS + 0u);
  gtk_label_set_text (self->title, dermaga_page_get_title (page));
  gtk_label_set_text (self->step, step);
  gtk_button_set_label (self->next, next_label != NULL ? next_label : "");
  gtk_button_set_label (self->next_below, next_label != NULL ? next_label : "");
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (self->next_below)), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->step), !beside);
  gtk_widget_set_visible (self->back,
                          beside || dermaga_wizard_get_step (self->wizard) != DERMAGA_STEP_DOMAIN);
  gtk_widget_set_visible (GTK_WIDGET (self->next), next_label != NULL && !self->narrow);
  gtk_widget_set_visible (self->bottom_bar, next_label != NULL && self->narrow);
  gtk_window_set_default_widget (GTK_WINDOW (self),
                                 next_label == NULL ? NULL
                                 : self->narrow     ? GTK_WIDGET (self->next_below)
                                                    : GTK_WIDGET (self->next));
  dermaga_window_actions_update (self);
}

DermagaWizard *
dermaga_window_get_wizard (DermagaWindow *self)
{
  g_return_val_if_fail (DERMAGA_IS_WINDOW (self), NULL);
  return self->wizard;
}

DermagaPager *
dermaga_window_get_pager (DermagaWindow *self)
{
  g_return_val_if_fail (DERMAGA_IS_WINDOW (self), NULL);
  return self->pager;
}

void
dermaga_window_store (DermagaWindow *self)
{
  g_return_if_fail (DERMAGA_IS_WINDOW (self));
  if (self->pager != NULL)
    dermaga_pager_store (self->pager);
}

void
dermaga_window_go (DermagaWindow *self, DermagaStep step)
{
  g_return_if_fail (DERMAGA_IS_WINDOW (self));
  dermaga_pager_go (self->pager, step);
}

/* What was typed is forgotten. */
static void
begin (DermagaWindow *self, const char *target)
{
  dermaga_wizard_cancel (self->wizard);
  dermaga_window_store (self);
  dermaga_pager_forget (self->pager);
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

/* Those that go with it, such as About. Where somebody still holds one, such as the opening of a
 * link in it, GTK 4.8 would leave it a parent that is gone. */
static void
destroy_children (GtkWindow *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i > 0; i--)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i - 1);

      if (window == NULL || gtk_window_get_transient_for (window) != self
          || !gtk_window_get_destroy_with_parent (window))
        continue;
      gtk_window_set_transient_for (window, NULL);
      gtk_window_destroy (window);
    }
}

static void
dermaga_window_dispose (GObject *object)
{
  DermagaWindow *self = DERMAGA_WINDOW (object);
  GtkPopover *popover = self->menu != NULL ? gtk_menu_button_get_popover (self->menu) : NULL;
  g_autoptr (GtkPopover) menu = popover != NULL ? g_object_ref (popover) : NULL;

  destroy_children (GTK_WINDOW (self));
  /* The pages go after this; what they still say is no longer for us. */
  g_clear_object (&self->pager);
  g_clear_handle_id (&self->layout_id, g_source_remove);
  g_clear_object (&self->wizard);
  G_OBJECT_CLASS (dermaga_window_parent_class)->dispose (object);
  /* A window of GTK 4.8 forgets to let go of a menu that was closed from a menu within it, and GTK
   * would ask that one for a tooltip, though it has no surface any more. */
  if (menu != NULL)
    g_object_run_dispose (G_OBJECT (menu));
}

static void
dermaga_window_class_init (DermagaWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  dermaga_a11y_mend_tree ();
  dermaga_popovers_close_in_time ();
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
  gtk_widget_init_template (GTK_WIDGET (self));
  dermaga_slide_end_at_key (GTK_WIDGET (self), self->stack);
  dermaga_scroll_to_beginnings (GTK_WINDOW (self));
  dermaga_scroll_before_menus (GTK_WINDOW (self));
  gtk_menu_button_set_create_popup_func (self->menu, create_menu_cb, self, NULL);
}

DermagaWindow *
dermaga_window_new (GtkApplication *application, DermagaWizard *wizard)
{
  /* Once GTK 4.8 is asked for the tree it takes the role of a new window before that is known, and
   * none; a screen reader then passes the whole window by. */
  DermagaWindow *self = g_object_new (DERMAGA_TYPE_WINDOW, "application", application,
                                      "accessible-role", GTK_ACCESSIBLE_ROLE_WINDOW, NULL);
  int open = dermaga_beside_find_open (wizard);

  self->wizard = g_object_ref (wizard);
  self->pager = dermaga_pager_new (wizard, self->stack);
  g_signal_connect_object (self->pager, "changed", G_CALLBACK (update_chrome), self,
                           G_CONNECT_SWAPPED);
  dermaga_window_actions_add (self);
  dermaga_opener_add (self);
  dermaga_window_go (self, dermaga_wizard_get_step (wizard));
  if (open >= 0)
    dermaga_pager_open (self->pager, open);
  return self;
}
