#include "config.h"

#include "app/dermaga-a11y-tree.h"

#include "app/dermaga-page.h"

/* What a label with an access key shows. */
static char *
take_out_mark (const char *label)
{
  GString *text = g_string_new (NULL);

  for (const char *at = label; *at != '\0'; at++)
    if (*at != '_' || (at > label && at[-1] == '_'))
      g_string_append_c (text, *at);
  return g_string_free (text, FALSE);
}

/* However often it is asked for, since widgets are mapped again and again, once a signal. */
static void
do_at (gpointer widget, const char *signal, GCallback what)
{
  g_signal_handlers_disconnect_by_func (widget, (gpointer) what, NULL);
  g_signal_connect (widget, signal, what, NULL);
}

static void
name_button (GtkButton *button)
{
  const char *label = gtk_button_get_label (button);
  g_autofree char *text = NULL;

  if (label == NULL || !gtk_button_get_use_underline (button))
    return;
  text = take_out_mark (label);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
}

/* A picture adds its type to the name that the button was given. */
static void
forget_picture (GtkButton *button)
{
  if (gtk_button_get_icon_name (button) != NULL)
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* Those of other types name themselves, and say more than their words. */
static void
mend_button (GtkButton *button)
{
  forget_picture (button);
  do_at (button, "notify::icon-name", G_CALLBACK (forget_picture));
  if (G_OBJECT_TYPE (button) != GTK_TYPE_BUTTON)
    {
      if (gtk_button_get_label (button) != NULL && gtk_button_get_use_underline (button))
        gtk_accessible_reset_relation (GTK_ACCESSIBLE (button),
                                       GTK_ACCESSIBLE_RELATION_LABELLED_BY);
      return;
    }
  name_button (button);
  do_at (button, "notify::label", G_CALLBACK (name_button));
}

static void
name_menu_item (GtkWidget *item)
{
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  g_object_get (item, "text", &text, NULL);
  if (text == NULL)
    return;
  name = take_out_mark (text);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* GTK 4.18 gives an item of a menu no name at all. */
static void
mend_menu_item (GtkWidget *item)
{
  name_menu_item (item);
  do_at (item, "notify::text", G_CALLBACK (name_menu_item));
}

/* Their type is private to GTK. */
static gboolean
is_menu_item (GtkWidget *widget)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkModelButton");
}

/* The list is called what its label says; the button in it, which has the focus, what is chosen. */
static void
name_drop_down (GtkDropDown *drop_down)
{
  GtkWidget *part = gtk_widget_get_first_child (GTK_WIDGET (drop_down));
  GObject *item = gtk_drop_down_get_selected_item (drop_down);

  if (part != NULL && GTK_IS_STRING_OBJECT (item))
    gtk_accessible_update_property (
        GTK_ACCESSIBLE (part), GTK_ACCESSIBLE_PROPERTY_LABEL,
        gtk_string_object_get_string (GTK_STRING_OBJECT (item)), -1);
}

static void
mend_drop_down (GtkDropDown *drop_down)
{
  name_drop_down (drop_down);
  do_at (drop_down, "notify::selected-item", G_CALLBACK (name_drop_down));
}

/* (transfer full): the first page of a menu is the menu, which has a name; another is called after
 * the item that leads there. */
static char *
get_menu_page_name (GtkStackPage *page)
{
  const char *name = gtk_stack_page_get_name (page);

  return name == NULL || g_str_equal (name, "main") ? g_strdup ("") : take_out_mark (name);
}

/* (transfer full) (nullable) */
static char *
get_page_name (GtkStackPage *page)
{
  GtkWidget *child = gtk_stack_page_get_child (page);

  if (DERMAGA_IS_PAGE (child))
    return g_strdup (dermaga_page_get_title (DERMAGA_PAGE (child)));
  if (gtk_widget_get_ancestor (child, GTK_TYPE_POPOVER_MENU) != NULL)
    return get_menu_page_name (page);
  return g_strdup (gtk_stack_page_get_title (page));
}

/* Who comes into a page hears its name first. */
static void
name_page (GtkStackPage *page)
{
  g_autofree char *name = get_page_name (page);

  if (name != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* After the button that opens it. */
static void
name_menu (GtkWidget *menu)
{
  GtkWidget *button = gtk_widget_get_parent (menu);
  const char *name = GTK_IS_MENU_BUTTON (button) ? gtk_widget_get_tooltip_text (button) : NULL;

  if (name != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (menu), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* Closed from a menu within it, it would keep the focus, where no key leads out again. */
static gboolean
leave_menu_cb (gpointer data)
{
  GtkWidget *menu = data;
  GtkRoot *root = gtk_widget_get_root (menu);
  GtkWidget *button = gtk_widget_get_parent (menu);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (button != NULL && root != NULL && (focus == NULL || gtk_widget_is_ancestor (focus, menu)))
    gtk_widget_grab_focus (button);
  return G_SOURCE_REMOVE;
}

/* Not at once: what was chosen comes after it, and may lead to a page, which remembers where the
 * focus was before the menu. */
static void
menu_closed_cb (GtkWidget *menu)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, leave_menu_cb, g_object_ref (menu), g_object_unref);
}

static void
mend_menu (GtkWidget *menu)
{
  name_menu (menu);
  do_at (menu, "closed", G_CALLBACK (menu_closed_cb));
}

static void
hide_other_pages (GtkStack *stack)
{
  g_autoptr (GListModel) pages = G_LIST_MODEL (gtk_stack_get_pages (stack));
  GtkWidget *shown = gtk_stack_get_visible_child (stack);

  for (guint i = 0; i < g_list_model_get_n_items (pages); i++)
    {
      g_autoptr (GObject) page = g_list_model_get_item (pages, i);
      GtkWidget *child = gtk_stack_page_get_child (GTK_STACK_PAGE (page));

      gtk_accessible_update_state (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_STATE_HIDDEN,
                                   child != shown, -1);
      if (child == shown)
        name_page (GTK_STACK_PAGE (page));
    }
}

static void
mend_stack (GtkStack *stack)
{
  hide_other_pages (stack);
  do_at (stack, "notify::visible-child", G_CALLBACK (hide_other_pages));
}

static void
name_icon (GtkWidget *icon)
{
  const char *text = gtk_widget_get_tooltip_text (icon);

  if (text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                    -1);
}

/* An icon within a password's field is pressed like a button, and says so only in its tooltip. */
static void
mend_icon (GtkWidget *icon)
{
  name_icon (icon);
  do_at (icon, "notify::tooltip-text", G_CALLBACK (name_icon));
}

/* Where nothing can be selected, nothing is "not selected" either. */
static void
mend_row (GtkListBoxRow *row)
{
  GtkWidget *list = gtk_widget_get_parent (GTK_WIDGET (row));

  if (GTK_IS_LIST_BOX (list)
      && gtk_list_box_get_selection_mode (GTK_LIST_BOX (list)) == GTK_SELECTION_NONE)
    gtk_accessible_reset_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_SELECTED);
}

/* Whatever appears passes here, also what is made while the program runs. */
static gboolean
mapped_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  GtkWidget *widget = g_value_get_object (values);

  if (GTK_IS_BUTTON (widget))
    mend_button (GTK_BUTTON (widget));
  else if (GTK_IS_DROP_DOWN (widget))
    mend_drop_down (GTK_DROP_DOWN (widget));
  else if (GTK_IS_STACK (widget))
    mend_stack (GTK_STACK (widget));
  else if (GTK_IS_LIST_BOX_ROW (widget))
    mend_row (GTK_LIST_BOX_ROW (widget));
  else if (GTK_IS_POPOVER_MENU (widget))
    mend_menu (widget);
  else if (is_menu_item (widget))
    mend_menu_item (widget);
  else if (GTK_IS_IMAGE (widget) && GTK_IS_PASSWORD_ENTRY (gtk_widget_get_parent (widget)))
    mend_icon (widget);
  else if (GTK_IS_EXPANDER (widget))
    /* All have a name of their own. */
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  return TRUE;
}

void
dermaga_a11y_mend_tree (void)
{
  static gboolean done;

  if (done)
    return;
  done = TRUE;
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, mapped_cb, NULL, NULL);
}
