#include "config.h"

#include "app/widgets/dermaga-mail-list.h"

#include <glib/gi18n.h>

#include "app/dermaga-a11y.h"
#include "app/dermaga-newest-first.h"
#include "app/widgets/dermaga-hyphens.h"
#include "app/widgets/dermaga-mail-row.h"
#include "app/widgets/dermaga-row.h"
#include "verdict/dermaga-words.h"

/* What is counted is told at most ten times a second. */
#define UPDATE_MS 100

struct _DermagaMailList
{
  GtkBox parent_instance;

  GtkSearchEntry *search;
  GtkLabel *status;
  GtkLabel *dropped;
  GtkScrolledWindow *scroller;
  GtkListView *view;
  GtkWidget *confirm;
  GtkLabel *confirm_text;
  GtkWidget *keep;
  GtkWidget *actions;
  GtkWidget *where;
  GtkWidget *delete_all;

  DermagaPracticeStore *store;
  DermagaNewestFirst *mails;
  GtkFilterListModel *found;
  GtkSingleSelection *selection;
  GHashTable *rows; /* all that are alive, to find the one of a mail */
  guint update_id;
  guint follow_id; /* the top was shown, and what comes on top is to be */
  guint frames_left;
};

enum { SIGNAL_CHOSEN, SIGNAL_OPENED, SIGNAL_WHERE, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DermagaMailList, dermaga_mail_list, GTK_TYPE_BOX)

/* What is told about the whole */

static guint
count_new (DermagaMailList *self)
{
  guint count = dermaga_practice_store_get_count (self->store);
  guint n_new = 0;

  for (guint i = 0; i < count; i++)
    if ((dermaga_practice_message_get_flags (dermaga_practice_store_get (self->store, i))
         & DERMAGA_PRACTICE_FLAG_SEEN)
        == 0)
      n_new++;
  return n_new;
}

static char *
make_status (DermagaMailList *self)
{
  guint count = dermaga_practice_store_get_count (self->store);
  g_autofree char *all = g_strdup_printf ("%u", count);
  g_autofree char *part = NULL;
  guint n_new;

  if (count == 0)
    return g_strdup (_("No mail yet"));
  if (gtk_filter_list_model_get_filter (self->found) != NULL)
    {
      part = g_strdup_printf ("%u", g_list_model_get_n_items (G_LIST_MODEL (self->found)));
      /* Translators: how many messages hold what is searched for */
      return dermaga_fill (ngettext ("{found} of {all} message", "{found} of {all} messages",
                                     count),
                           "found", part, "all", all, NULL);
    }
  n_new = count_new (self);
  if (n_new == 0)
    return dermaga_fill (ngettext ("{all} message", "{all} messages", count), "all", all, NULL);
  part = g_strdup_printf ("%u", n_new);
  return dermaga_fill (ngettext ("{all} message, {new} new", "{all} messages, {new} new", count),
                       "all", all, "new", part, NULL);
}

static void
show_dropped (DermagaMailList *self)
{
  guint64 n_dropped = dermaga_practice_store_get_dropped (self->store);
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, n_dropped);
  g_autofree char *text = dermaga_fill (
      ngettext ("The oldest message was deleted to make room.",
                "The {number} oldest messages were deleted to make room.", (gulong) n_dropped),
      "number", number, NULL);

  gtk_label_set_text (self->dropped, text);
  gtk_widget_set_visible (GTK_WIDGET (self->dropped), n_dropped > 0);
}

static void
close_confirm (DermagaMailList *self)
{
  gtk_widget_set_visible (self->confirm, FALSE);
  gtk_widget_set_visible (self->actions, TRUE);
}

/* Left to itself, a list holds on to the rows that are shown, whatever comes above them. Whether
 * the top is shown can be read before the new rows are laid out only, and to scroll is possible
 * only after that: in the frame after the next one. */
static gboolean
follow_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  DermagaMailList *self = data;

  if (--self->frames_left > 0)
    return G_SOURCE_CONTINUE;
  self->follow_id = 0;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->found)) > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", 0);
  return G_SOURCE_REMOVE;
}

static void
follow (DermagaMailList *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  if (self->follow_id == 0 && gtk_adjustment_get_value (adjustment) >= 1)
    return;
  self->frames_left = 2;
  if (self->follow_id == 0)
    self->follow_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), follow_cb, self, NULL);
}

static gboolean
update_cb (gpointer data)
{
  DermagaMailList *self = data;
  guint count = dermaga_practice_store_get_count (self->store);
  g_autofree char *status = make_status (self);

  self->update_id = 0;
  gtk_label_set_text (self->status, status);
  show_dropped (self);
  gtk_widget_set_sensitive (self->delete_all, count > 0);
  if (count == 0)
    close_confirm (self);
  return G_SOURCE_REMOVE;
}

static void
update_soon (DermagaMailList *self)
{
  if (self->update_id == 0)
    self->update_id = g_timeout_add (UPDATE_MS, update_cb, self);
}

static void
found_changed_cb (DermagaMailList *self)
{
  follow (self);
  update_soon (self);
}

static void
flags_changed_cb (DermagaMailList *self, DermagaPracticeMessage *message)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    if (dermaga_mail_row_get_message (row) == message)
      dermaga_mail_row_refresh (row);
  update_soon (self);
}

/* Rows */

static void
released_cb (GtkGestureClick *gesture, int n_presses, double x, double y, DermagaMailList *self)
{
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, FALSE);
}

static void
row_gone_cb (DermagaMailList *self, GtkWidget *row)
{
  g_hash_table_remove (self->rows, row);
}

static void
setup_cb (DermagaMailList *self, GtkListItem *item)
{
  GtkWidget *row = dermaga_mail_row_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (row, "destroy", G_CALLBACK (row_gone_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, row);
  g_hash_table_add (self->rows, row);
}

static void
bind_cb (DermagaMailList *self, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  dermaga_mail_row_set_message (DERMAGA_MAIL_ROW (row), gtk_list_item_get_item (item));
  /* Else Enter would press the suggested button. */
  if (gtk_widget_get_parent (row) != NULL)
    gtk_widget_set_receives_default (gtk_widget_get_parent (row), TRUE);
}

static void
unbind_cb (DermagaMailList *self, GtkListItem *item)
{
  dermaga_mail_row_set_message (DERMAGA_MAIL_ROW (gtk_list_item_get_child (item)), NULL);
}

static GtkListItemFactory *
make_factory (DermagaMailList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  return factory;
}

static void
chosen_cb (DermagaMailList *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
view_activated_cb (DermagaMailList *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, TRUE);
}

/* Search */

static gboolean
matches (gpointer item, gpointer text)
{
  return dermaga_practice_message_matches (item, text);
}

static void
search_changed_cb (DermagaMailList *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autoptr (GtkFilter) filter = NULL;

  if (*text != '\0')
    filter = GTK_FILTER (gtk_custom_filter_new (matches, g_strdup (text), g_free));
  gtk_filter_list_model_set_filter (self->found, filter);
  update_soon (self);
}

static void
stop_search_cb (DermagaMailList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  dermaga_mail_list_take_focus (self);
}

static void
search_activated_cb (DermagaMailList *self)
{
  dermaga_mail_list_take_focus (self);
}

/* Actions */

static void
where_cb (DermagaMailList *self)
{
  g_signal_emit (self, signals[SIGNAL_WHERE], 0);
}

static void
delete_all_cb (DermagaMailList *self)
{
  guint count = dermaga_practice_store_get_count (self->store);
  g_autofree char *number = g_strdup_printf ("%u", count);
  g_autofree char *text
      = dermaga_fill (ngettext ("Delete the message? It cannot be brought back.",
                                "Delete all {number} messages? They cannot be brought back.",
                                count),
                      "number", number, NULL);

  gtk_label_set_text (self->confirm_text, text);
  gtk_widget_set_visible (self->actions, FALSE);
  gtk_widget_set_visible (self->confirm, TRUE);
  gtk_widget_grab_focus (self->keep);
  dermaga_a11y_announce (GTK_WIDGET (self), text);
}

static void
keep_cb (DermagaMailList *self)
{
  close_confirm (self);
  gtk_widget_grab_focus (self->delete_all);
}

static void
really_delete_cb (DermagaMailList *self)
{
  close_confirm (self);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  dermaga_practice_store_clear (self->store);
  dermaga_newest_first_sync (self->mails);
  g_signal_emit (self, signals[SIGNAL_WHERE], 0);
}

static void
dermaga_mail_list_dispose (GObject *object)
{
  DermagaMailList *self = DERMAGA_MAIL_LIST (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  if (self->follow_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->follow_id);
  self->follow_id = 0;
  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  self->view = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->found);
  g_clear_object (&self->mails);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (dermaga_mail_list_parent_class)->dispose (object);
}

static void
dermaga_mail_list_finalize (GObject *object)
{
  g_hash_table_unref (DERMAGA_MAIL_LIST (object)->rows);
  G_OBJECT_CLASS (dermaga_mail_list_parent_class)->finalize (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, DERMAGA_TYPE_MAIL_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DermagaMailList, search);
  gtk_widget_class_bind_template_child (widget_class, DermagaMailList, status);
  gtk_widget_class_bind_template_child (widget_class, DermagaMailList, dropped);
  gtk_widget_class_bind_template_child (widget_class, DermagaMailList, scroller);
  gtk_widget_class_bind_template_child (widget_class, DermagaMailList, view);
  gtk_widget_class_bind_template_child (widget_class, DermagaMailList, confirm);
  gtk_widget_class_bind_template_child (widget_class, DermagaMailList, confirm_text);
  gtk_widget_class_bind_template_child (widget_class, DermagaMailList, keep);
  gtk_widget_class_bind_template_child (widget_class, DermagaMailList, actions);
  gtk_widget_class_bind_template_child (widget_class, DermagaMailList, where);
  gtk_widget_class_bind_template_child (widget_class, DermagaMailList, delete_all);
}

static void
dermaga_mail_list_class_init (DermagaMailListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dermaga_mail_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = dermaga_mail_list_finalize;
  signals[SIGNAL_CHOSEN] = add_signal ("chosen");
  signals[SIGNAL_OPENED]
      = g_signal_new ("opened", DERMAGA_TYPE_MAIL_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SIGNAL_WHERE] = add_signal ("where");
  g_type_ensure (DERMAGA_TYPE_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/dermaga/Dermaga/widgets/dermaga-mail-list.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, where_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, really_delete_cb);
}

/* Two buttons side by side have half the window each; with large letters a word may be longer. */
static void
let_break (GtkWidget *button)
{
  GtkLabel *label = GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button)));

  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  dermaga_label_avoid_hyphens (label);
}

static void
dermaga_mail_list_init (DermagaMailList *self)
{
  self->rows = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  /* For other entries, it stands in the file. */
  gtk_text_set_input_hints (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->search))),
                            GTK_INPUT_HINT_NO_EMOJI);
  let_break (self->where);
  let_break (self->delete_all);
  let_break (self->keep);
  let_break (gtk_widget_get_next_sibling (self->keep));
}

void
dermaga_mail_list_set_store (DermagaMailList *self, DermagaPracticeStore *store)
{
  g_autoptr (GtkListItemFactory) factory = NULL;

  g_return_if_fail (DERMAGA_IS_MAIL_LIST (self) && self->store == NULL);
  factory = make_factory (self);
  self->store = g_object_ref (store);
  self->mails = dermaga_newest_first_new (store);
  self->found = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->mails)), NULL);
  gtk_filter_list_model_set_incremental (self->found, TRUE);
  self->selection = g_object_new (GTK_TYPE_SINGLE_SELECTION, "autoselect", FALSE, "can-unselect",
                                  TRUE, "model", self->found, NULL);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->found, "items-changed", G_CALLBACK (found_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "items-changed", G_CALLBACK (update_soon), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "flags-changed", G_CALLBACK (flags_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update_cb (self);
}

DermagaPracticeMessage *
dermaga_mail_list_get_chosen (DermagaMailList *self)
{
  g_return_val_if_fail (DERMAGA_IS_MAIL_LIST (self), NULL);
  return gtk_single_selection_get_selected_item (self->selection);
}

void
dermaga_mail_list_choose_none (DermagaMailList *self)
{
  g_return_if_fail (DERMAGA_IS_MAIL_LIST (self));
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

void
dermaga_mail_list_delete_chosen (DermagaMailList *self)
{
  DermagaPracticeMessage *message = dermaga_mail_list_get_chosen (self);
  guint32 id;
  guint position;
  guint count;

  if (message == NULL)
    return;
  id = dermaga_practice_message_get_id (message);
  position = gtk_single_selection_get_selected (self->selection);
  count = g_list_model_get_n_items (G_LIST_MODEL (self->found));
  /* First, so that there is no moment in which nothing is chosen. */
  if (count > 1)
    gtk_single_selection_set_selected (self->selection,
                                       position + 1 < count ? position + 1 : position - 1);
  dermaga_practice_store_remove (self->store, id);
  dermaga_newest_first_sync (self->mails);
}

void
dermaga_mail_list_search (DermagaMailList *self)
{
  g_return_if_fail (DERMAGA_IS_MAIL_LIST (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
dermaga_mail_list_take_focus (DermagaMailList *self)
{
  g_return_if_fail (DERMAGA_IS_MAIL_LIST (self));
  dermaga_newest_first_sync (self->mails);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->found)) > 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  else
    gtk_widget_grab_focus (self->where);
}
