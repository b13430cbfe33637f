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

/* Those of other types name themselves, and say more than their words. */
static void
mend_button (GtkButton *button)
{
  if (G_OBJECT_TYPE (button) != GTK_TYPE_BUTTON)
    {
      if (gtk_button_get_label (button) != NULL && gtk_button_get_use_underline (button))
        gtk_accessible_reset_relation (GTK_ACCESSIBLE (button),
                                       GTK_ACCESSIBLE_RELATION_LABELLED_BY);
      return;
    }
  name_button (button);
  g_signal_handlers_disconnect_by_func (button, name_button, NULL);
  g_signal_connect (button, "notify::label", G_CALLBACK (name_button), NULL);
}

static void
name_drop_down (GtkDropDown *drop_down)
{
  GtkWidget *part = gtk_widget_get_first_child (GTK_WIDGET (drop_down));
  GObject *item = gtk_drop_down_get_selected_item (drop_down);
  g_autoptr (GList) labels = gtk_widget_list_mnemonic_labels (GTK_WIDGET (drop_down));

  if (part == NULL || labels == NULL || !GTK_IS_STRING_OBJECT (item))
    return;
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (part), GTK_ACCESSIBLE_PROPERTY_LABEL,
      gtk_label_get_text (GTK_LABEL (labels->data)), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      gtk_string_object_get_string (GTK_STRING_OBJECT (item)), -1);
}

static void
mend_drop_down (GtkDropDown *drop_down)
{
  name_drop_down (drop_down);
  g_signal_handlers_disconnect_by_func (drop_down, name_drop_down, NULL);
  g_signal_connect (drop_down, "notify::selected-item", G_CALLBACK (name_drop_down), NULL);
}

/* Who comes into a page hears its name first. */
static void
name_page (GtkStackPage *page)
{
  GtkWidget *child = gtk_stack_page_get_child (page);
  const char *title = DERMAGA_IS_PAGE (child) ? dermaga_page_get_title (DERMAGA_PAGE (child))
                                              : gtk_stack_page_get_title (page);

  if (title != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                    -1);
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
  g_signal_handlers_disconnect_by_func (stack, hide_other_pages, NULL);
  g_signal_connect (stack, "notify::visible-child", G_CALLBACK (hide_other_pages), NULL);
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
  g_signal_handlers_disconnect_by_func (icon, name_icon, NULL);
  g_signal_connect (icon, "notify::tooltip-text", G_CALLBACK (name_icon), NULL);
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
