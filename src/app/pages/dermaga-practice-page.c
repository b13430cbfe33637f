#include "config.h"

#include "app/pages/dermaga-practice-page.h"

#include <string.h>

#include <glib/gi18n.h>

#include "app/dermaga-a11y.h"
#include "app/dermaga-file-saver.h"
#include "app/widgets/dermaga-column.h"
#include "app/widgets/dermaga-mail-list.h"
#include "app/widgets/dermaga-mail-view.h"
#include "app/widgets/dermaga-panes.h"
#include "app/widgets/dermaga-practice-places.h"
#include "base/dermaga-file.h"
#include "verdict/dermaga-verdict.h"

struct _DermagaPracticePage
{
  DermagaPage parent_instance;

  DermagaPanes *panes;
  DermagaMailList *list;
  GtkScrolledWindow *scroller;
  GtkWidget *places_column;
  DermagaPracticePlaces *places;
  DermagaMailView *view;
  GtkLabel *outcome;

  DermagaPracticeMessage *message; /* (nullable): the one that is shown */
  gboolean reading;                /* rather than looking at the list, where only one is shown */
  gboolean visible;
  GBytes *to_save;                 /* (nullable): while a person picks where to */
};

G_DEFINE_FINAL_TYPE (DermagaPracticePage, dermaga_practice_page, DERMAGA_TYPE_PAGE)

static DermagaPracticeRoom *
get_room (DermagaPracticePage *self)
{
  return dermaga_wizard_get_practice_room (dermaga_page_get_wizard (DERMAGA_PAGE (self)));
}

static DermagaPracticeStore *
get_store (DermagaPracticePage *self)
{
  return dermaga_practice_room_get_store (get_room (self));
}

static gboolean
is_wide (DermagaPracticePage *self)
{
  return dermaga_panes_get_wide (self->panes);
}

static gboolean
is_empty (DermagaPracticePage *self)
{
  return dermaga_practice_store_get_count (get_store (self)) == 0;
}

/* Without mail there is nothing to see in the list. */
static void
update_panes (DermagaPracticePage *self)
{
  gboolean reads = self->message != NULL && (self->reading || is_wide (self));

  dermaga_panes_set_show_end (self->panes, self->reading || is_empty (self));
  /* Where no mail is open there is nothing to suggest. */
  dermaga_page_set_next_label (DERMAGA_PAGE (self), reads ? _("_Save Mail…") : NULL);
  dermaga_page_set_can_go_next (DERMAGA_PAGE (self), reads);
}

static void
mark_seen (DermagaPracticePage *self)
{
  guint flags = dermaga_practice_message_get_flags (self->message);

  dermaga_practice_store_set_flags (get_store (self), self->message,
                                    flags | DERMAGA_PRACTICE_FLAG_SEEN);
}

/* The mail that is chosen, or where to send to. */
static void
show_chosen (DermagaPracticePage *self)
{
  DermagaPracticeMessage *message = dermaga_mail_list_get_chosen (self->list);

  if (!g_set_object (&self->message, message))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->outcome), FALSE);
  dermaga_mail_view_set_message (self->view, message);
  gtk_widget_set_visible (GTK_WIDGET (self->view), message != NULL);
  gtk_widget_set_visible (self->places_column, message == NULL);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  if (message != NULL)
    mark_seen (self);
}

/* Whoever goes through a list that is shown alone has not read its mails by that. */
static void
chosen_cb (DermagaPracticePage *self)
{
  gboolean chosen = dermaga_mail_list_get_chosen (self->list) != NULL;

  if (is_wide (self))
    self->reading = chosen;
  else if (!chosen)
    self->reading = FALSE;
  if (is_wide (self) || self->reading || !chosen)
    show_chosen (self);
  update_panes (self);
}

static void
opened_cb (DermagaPracticePage *self, gboolean by_keyboard)
{
  if (dermaga_mail_list_get_chosen (self->list) == NULL)
    return;
  self->reading = TRUE;
  show_chosen (self);
  update_panes (self);
  if (by_keyboard || !is_wide (self))
    dermaga_mail_view_take_focus (self->view);
}

static void
where_cb (DermagaPracticePage *self)
{
  dermaga_mail_list_choose_none (self->list);
  self->reading = !is_empty (self);
  show_chosen (self);
  update_panes (self);
  dermaga_practice_places_take_focus (self->places);
}

static void
arranged_cb (DermagaPracticePage *self)
{
  dermaga_mail_view_set_width (self->view, dermaga_panes_get_end_width (self->panes));
  if (is_wide (self))
    chosen_cb (self);
}

/* With the first mail the list takes the place of what was read meanwhile, and the keyboard. */
static void
store_changed_cb (DermagaPracticePage *self)
{
  GtkWidget *focus = self->visible ? gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)))
                                   : NULL;
  gboolean leaves = focus != NULL && !is_wide (self) && !self->reading && !is_empty (self)
                    && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->scroller));

  update_panes (self);
  if (leaves)
    dermaga_mail_list_take_focus (self->list);
}

static void
room_changed_cb (DermagaPracticePage *self)
{
  if (self->visible)
    dermaga_practice_places_show (self->places, get_room (self));
}

/* Saving */

static void
show_outcome (DermagaPracticePage *self, const char *text)
{
  gtk_label_set_text (self->outcome, text);
  gtk_widget_set_visible (GTK_WIDGET (self->outcome), TRUE);
  dermaga_a11y_announce (GTK_WIDGET (self), text);
}

static void
file_chosen_cb (GFile *file, gboolean replace, gpointer data)
{
  DermagaPracticePage *self = data;
  g_autoptr (GBytes) contents = g_steal_pointer (&self->to_save);
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = g_file_get_parse_name (file);
  g_autofree char *shown = dermaga_isolate (name);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (contents == NULL)
    return;
  if (path == NULL)
    text = g_strdup (_("Choose a folder on this computer."));
  else if (dermaga_file_save (path, contents, replace, &error))
    /* Translators: %s is the name of a file */
    text = g_strdup_printf (_("Saved as %s."), shown);
  else
    text = dermaga_explain_error (error);
  show_outcome (self, text);
}

/* Takes @contents. */
static void
save (DermagaPracticePage *self, GBytes *contents, const char *name)
{
  g_clear_pointer (&self->to_save, g_bytes_unref);
  self->to_save = contents;
  dermaga_file_saver_ask (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Save"), name,
                          G_OBJECT (self), file_chosen_cb);
}

static void
save_certificate_cb (DermagaPracticePage *self)
{
  DermagaPractice *practice = dermaga_practice_room_peek_practice (get_room (self));
  const char *pem = practice != NULL ? dermaga_practice_get_authority_pem (practice) : NULL;

  if (pem != NULL)
    save (self, g_bytes_new (pem, strlen (pem)), "dermaga-practice.pem");
}

static void
save_file_cb (DermagaPracticePage *self, guint index)
{
  const char *name = dermaga_mail_view_get_file_name (self->view, index);
  GBytes *contents = self->message != NULL
                         ? dermaga_practice_reading_extract (self->message, index)
                         : NULL;

  if (contents != NULL && name != NULL)
    save (self, contents, name);
  else
    g_clear_pointer (&contents, g_bytes_unref);
}

static void
dermaga_practice_page_save (DermagaPage *page)
{
  DermagaPracticePage *self = DERMAGA_PRACTICE_PAGE (page);
  g_autofree char *name = NULL;

  if (self->message == NULL)
    return;
  /* Translators: the name of a file with a mail that has no subject, without its ".eml" */
  name = dermaga_practice_reading_file_name (self->message, _("mail"));
  save (self, g_bytes_ref (dermaga_practice_message_get_contents (self->message)), name);
}

static gboolean
dermaga_practice_page_next (DermagaPage *page)
{
  dermaga_practice_page_save (page);
  return FALSE;
}

/* Keyboard */

static void
delete_cb (DermagaPracticePage *self)
{
  gboolean had_list = is_wide (self) || !self->reading;

  dermaga_mail_list_delete_chosen (self->list);
  if (is_empty (self))
    dermaga_practice_places_take_focus (self->places);
  else if (had_list)
    dermaga_mail_list_take_focus (self->list);
  else
    dermaga_mail_view_take_focus (self->view);
  dermaga_a11y_announce (GTK_WIDGET (self), _("Deleted"));
}

/* In an entry the key is for its text. */
static gboolean
delete_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  DermagaPracticePage *self = DERMAGA_PRACTICE_PAGE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (GTK_IS_EDITABLE (focus) || dermaga_mail_list_get_chosen (self->list) == NULL)
    return FALSE;
  delete_cb (self);
  return TRUE;
}

static gboolean
search_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  DermagaPracticePage *self = DERMAGA_PRACTICE_PAGE (widget);

  if (is_empty (self))
    return FALSE;
  if (!is_wide (self))
    self->reading = FALSE;
  update_panes (self);
  dermaga_mail_list_search (self->list);
  return TRUE;
}

static gboolean
dermaga_practice_page_back (DermagaPage *page)
{
  DermagaPracticePage *self = DERMAGA_PRACTICE_PAGE (page);

  if (is_wide (self) || !self->reading || is_empty (self))
    return FALSE;
  self->reading = FALSE;
  update_panes (self);
  dermaga_mail_list_take_focus (self->list);
  return TRUE;
}

static void
dermaga_practice_page_shown (DermagaPage *page)
{
  DermagaPracticePage *self = DERMAGA_PRACTICE_PAGE (page);

  self->visible = TRUE;
  dermaga_practice_places_show (self->places, get_room (self));
  update_panes (self);
  if (is_empty (self) || (self->reading && self->message == NULL))
    dermaga_practice_places_take_focus (self->places);
  else if (self->reading)
    dermaga_mail_view_take_focus (self->view);
  else
    dermaga_mail_list_take_focus (self->list);
}

static void
dermaga_practice_page_leave (DermagaPage *page)
{
  DERMAGA_PRACTICE_PAGE (page)->visible = FALSE;
}

static void
dermaga_practice_page_constructed (GObject *object)
{
  DermagaPracticePage *self = DERMAGA_PRACTICE_PAGE (object);

  G_OBJECT_CLASS (dermaga_practice_page_parent_class)->constructed (object);
  dermaga_mail_list_set_store (self->list, get_store (self));
  g_signal_connect_object (get_store (self), "items-changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_room (self), "changed", G_CALLBACK (room_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
dermaga_practice_page_dispose (GObject *object)
{
  DermagaPracticePage *self = DERMAGA_PRACTICE_PAGE (object);

  g_clear_object (&self->message);
  g_clear_pointer (&self->to_save, g_bytes_unref);
  G_OBJECT_CLASS (dermaga_practice_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/dermaga/Dermaga/pages/dermaga-practice-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DermagaPracticePage, panes);
  gtk_widget_class_bind_template_child (widget_class, DermagaPracticePage, list);
  gtk_widget_class_bind_template_child (widget_class, DermagaPracticePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, DermagaPracticePage, places_column);
  gtk_widget_class_bind_template_child (widget_class, DermagaPracticePage, places);
  gtk_widget_class_bind_template_child (widget_class, DermagaPracticePage, view);
  gtk_widget_class_bind_template_child (widget_class, DermagaPracticePage, outcome);
  gtk_widget_class_bind_template_callback (widget_class, arranged_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, where_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_certificate_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_file_cb);
}

static void
dermaga_practice_page_class_init (DermagaPracticePageClass *klass)
{
  DermagaPageClass *page_class = DERMAGA_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = dermaga_practice_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = dermaga_practice_page_dispose;
  page_class->shown = dermaga_practice_page_shown;
  page_class->leave = dermaga_practice_page_leave;
  page_class->next = dermaga_practice_page_next;
  page_class->save = dermaga_practice_page_save;
  page_class->back = dermaga_practice_page_back;

  g_type_ensure (DERMAGA_TYPE_COLUMN);
  g_type_ensure (DERMAGA_TYPE_MAIL_LIST);
  g_type_ensure (DERMAGA_TYPE_MAIL_VIEW);
  g_type_ensure (DERMAGA_TYPE_PANES);
  g_type_ensure (DERMAGA_TYPE_PRACTICE_PLACES);
  bind_template (GTK_WIDGET_CLASS (klass));
}

/* Before what has the keyboard sees the keys. */
static void
add_keys (DermagaPracticePage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Delete, 0),
                        gtk_callback_action_new (delete_key_cb, NULL, NULL)));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_f, GDK_CONTROL_MASK),
                        gtk_callback_action_new (search_key_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
dermaga_practice_page_init (DermagaPracticePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_keys (self);
}

DermagaPage *
dermaga_practice_page_new (DermagaWizard *wizard)
{
  return g_object_new (DERMAGA_TYPE_PRACTICE_PAGE, "wizard", wizard, NULL);
}
