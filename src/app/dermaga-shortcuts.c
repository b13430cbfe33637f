#include "config.h"

#include "app/dermaga-shortcuts.h"

#include <glib/gi18n.h>

#include "app/dermaga-alert.h"
#include "app/widgets/dermaga-column.h"

/*
 * @action: (nullable): what the keys do; %NULL where a widget has them of itself
 * @title: what that is, in words
 */
typedef struct {
  const char *action;
  const char *keys[2];
  const char *title;
} Shortcut;

/* @shortcuts: the last one has no keys */
typedef struct {
  const char *title;
  const Shortcut *shortcuts;
} Group;

static const Shortcut check_shortcuts[] = {
  { NULL, { "Return" }, N_("Go on") },
  { NULL, { "<Alt>Down" }, N_("Show the domains that were checked") },
  { "win.back", { "<Alt>Left" }, N_("Go back") },
  { "win.cancel", { "Escape" }, N_("Cancel the check") },
  { "win.test-again", { "F5", "<Control>r" }, N_("Test again") },
  { NULL, { "<Control>c" }, N_("Copy the row that has the focus") },
  { "win.save", { "<Control>s" }, N_("Save the file") },
  { "win.open", { "<Control>o" }, N_("Open a saved result") },
  { NULL, { NULL }, NULL },
};

static const Shortcut program_shortcuts[] = {
  { "win.learn('')", { "F1" }, N_("Learn about what is shown") },
  { NULL, { "F10" }, N_("Open the main menu") },
  { "app.shortcuts", { "<Control>question" }, N_("Show the keyboard shortcuts") },
  { "app.new-window", { "<Control>n" }, N_("Open another window") },
  { "window.close", { "<Control>w" }, N_("Close the window") },
  { "app.quit", { "<Control>q" }, N_("Quit") },
  { NULL, { NULL }, NULL },
};

static const Group groups[] = {
  { N_("Checking"), check_shortcuts },
  { N_("The Program"), program_shortcuts },
};

/* In a language from right to left, the way back leads to the right. */
static const char *
get_keys (const Shortcut *shortcut, guint number)
{
  const char *keys = shortcut->keys[number];

  if (g_strcmp0 (keys, "<Alt>Left") == 0
      && gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL)
    return "<Alt>Right";
  return keys;
}

void
dermaga_shortcuts_set (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const Shortcut *shortcut = groups[i].shortcuts; shortcut->title != NULL; shortcut++)
      {
        const char *keys[] = { get_keys (shortcut, 0), get_keys (shortcut, 1), NULL };

        if (shortcut->action != NULL)
          gtk_application_set_accels_for_action (application, shortcut->action, keys);
      }
}

/* As they stand on the keyboard, in the person's language. */
static char *
get_key_label (const char *keys)
{
  guint key;
  GdkModifierType modifiers;

  return gtk_accelerator_parse (keys, &key, &modifiers) ? gtk_accelerator_get_label (key, modifiers)
                                                        : g_strdup (keys);
}

static GtkWidget *
make_key (const char *text)
{
  GtkWidget *key = gtk_label_new (text);

  gtk_widget_add_css_class (key, "dermaga-key");
  gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
  return key;
}

static GtkWidget *
make_row (const Shortcut *shortcut)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (_(shortcut->title));
  g_autoptr (GString) name = g_string_new (_(shortcut->title));

  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (box), title);
  for (guint i = 0; i < G_N_ELEMENTS (shortcut->keys) && shortcut->keys[i] != NULL; i++)
    {
      g_autofree char *label = get_key_label (get_keys (shortcut, i));

      gtk_box_append (GTK_BOX (box), make_key (label));
      g_string_append_printf (name, "%s %s", i == 0 ? ":" : ",", label);
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str,
                                  -1);
  return row;
}

static void
add_group (GtkBox *page, const Group *group)
{
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL, "label", _(group->title), "accessible-role",
                                     GTK_ACCESSIBLE_ROLE_HEADING, "xalign", 0.0, NULL);
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (list, "dermaga-card");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  for (const Shortcut *shortcut = group->shortcuts; shortcut->title != NULL; shortcut++)
    gtk_list_box_append (GTK_LIST_BOX (list), make_row (shortcut));
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(group->title), -1);
  gtk_box_append (page, heading);
  gtk_box_append (page, list);
}

GtkWindow *
dermaga_shortcuts_window_new (GtkWindow *parent)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *column = g_object_new (DERMAGA_TYPE_COLUMN, "child", page, NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (page, "dermaga-page");
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    add_group (GTK_BOX (page), &groups[i]);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), column);
  gtk_window_set_child (window, scroller);
  gtk_window_set_title (window, _("Keyboard Shortcuts"));
  gtk_window_set_titlebar (window, gtk_header_bar_new ());
  gtk_window_set_default_size (window, 460, 560);
  gtk_window_set_transient_for (window, parent);
  gtk_window_set_destroy_with_parent (window, TRUE);
  gtk_window_set_modal (window, TRUE);
  dermaga_close_on_escape (window);
  return window;
}
