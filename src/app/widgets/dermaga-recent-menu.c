#include "config.h"

#include "app/widgets/dermaga-recent-menu.h"

#include <glib/gi18n.h>

#include "app/dermaga-preferences.h"
#include "app/dermaga-remember.h"
#include "base/dermaga-target.h"

/* A line below a menu's texts would mark an access key. */
static char *
escape_label (const char *domain)
{
  g_autoptr (DermagaTarget) target = dermaga_target_parse (domain, NULL);
  g_auto (GStrv) parts = g_strsplit (target != NULL ? target->display_domain : domain, "_", -1);

  return g_strjoinv ("__", parts);
}

static GMenuModel *
make_domains (char **domains)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; domains[i] != NULL; i++)
    {
      g_autofree char *label = escape_label (domains[i]);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "recent.use", "s", domains[i]);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_menu (void)
{
  g_auto (GStrv) domains = dermaga_preferences_get_domains ();
  g_autoptr (GMenuModel) found = make_domains (domains);
  g_autoptr (GMenu) manage = g_menu_new ();
  GMenu *menu = g_menu_new ();

  if (domains[0] != NULL)
    g_menu_append_section (menu, _("Checked Before"), found);
  g_menu_append (manage, _("_Remember Domains and Results"), "recent.remember");
  if (dermaga_remember_exists ())
    g_menu_append (manage, _("_Forget Domains and Results"), "recent.clear");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (manage));
  return G_MENU_MODEL (menu);
}

/* The same window each time: of one that goes, GTK 4.8 may keep in mind that it was pressed, and
 * ask it for its place later. */
static void
create_popup_cb (GtkMenuButton *button, gpointer data)
{
  g_autoptr (GMenuModel) menu = make_menu ();
  GtkPopover *popover = gtk_menu_button_get_popover (button);

  if (popover != NULL)
    gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (popover), menu);
  else
    gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (menu));
}

static void
use_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkEditable *entry = data;

  gtk_editable_set_text (entry, g_variant_get_string (parameter, NULL));
  gtk_widget_grab_focus (GTK_WIDGET (entry));
  gtk_editable_set_position (entry, -1);
}

static GtkWindow *
get_window (gpointer entry)
{
  GtkRoot *root = gtk_widget_get_root (entry);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
clear_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  dermaga_remember_forget (get_window (data));
}

static void
remember_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  dermaga_remember_set (g_variant_get_boolean (state), get_window (data));
  g_simple_action_set_state (action, state);
}

static gboolean
popup_cb (GtkWidget *entry, GVariant *arguments, gpointer data)
{
  gtk_menu_button_popup (data);
  return TRUE;
}

static void
open_with_alt_down (GtkMenuButton *button, GtkWidget *entry)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Down, GDK_ALT_MASK),
                        gtk_callback_action_new (popup_cb, button, NULL)));
  gtk_widget_add_controller (entry, controller);
}

void
dermaga_recent_menu_set (GtkMenuButton *button, GtkEditable *entry)
{
  static const GActionEntry entries[] = {
    { "use", use_cb, "s" },
    { "clear", clear_cb },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) remember = g_simple_action_new_stateful (
      "remember", NULL, g_variant_new_boolean (dermaga_preferences_get_remember ()));

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), entry);
  g_signal_connect (remember, "change-state", G_CALLBACK (remember_cb), entry);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (remember));
  gtk_widget_insert_action_group (GTK_WIDGET (button), "recent", G_ACTION_GROUP (group));
  gtk_menu_button_set_create_popup_func (button, create_popup_cb, NULL, NULL);
  open_with_alt_down (button, GTK_WIDGET (entry));
}
