#include "config.h"

#include "app/dermaga-window-actions.h"

static void
set_enabled (DermagaWindow *window, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (window), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* Whether there is something to cancel on the page that is shown. */
static gboolean
is_busy (DermagaWizard *wizard, DermagaPager *pager)
{
  if (dermaga_pager_shows (pager, DERMAGA_BESIDE_PORT))
    return dermaga_port_inquiry_get_running (dermaga_wizard_get_port_inquiry (wizard));
  if (dermaga_pager_shows (pager, DERMAGA_BESIDE_SIGNIN))
    return dermaga_signin_inquiry_get_running (dermaga_wizard_get_signin_inquiry (wizard));
  return dermaga_wizard_get_running (wizard)
         && dermaga_wizard_get_step (wizard) == DERMAGA_STEP_TESTING;
}

void
dermaga_window_actions_update (DermagaWindow *window)
{
  DermagaWizard *wizard = dermaga_window_get_wizard (window);
  DermagaPager *pager = dermaga_window_get_pager (window);
  DermagaStep step;
  gboolean running, can_go_next, beside;

  /* It is going away. */
  if (pager == NULL)
    return;
  step = dermaga_wizard_get_step (wizard);
  running = dermaga_wizard_get_running (wizard);
  can_go_next = dermaga_pager_get_page (pager) != NULL
                && dermaga_page_get_can_go_next (dermaga_pager_get_page (pager));
  beside = dermaga_pager_is_beside (pager);

  set_enabled (window, "back", beside || step != DERMAGA_STEP_DOMAIN);
  set_enabled (window, "next", can_go_next);
  set_enabled (window, "cancel", is_busy (wizard, pager));
  set_enabled (window, "skip", dermaga_pager_shows (pager, DERMAGA_BESIDE_SIGNIN));
  set_enabled (window, "test-again",
               beside ? dermaga_pager_shows (pager, DERMAGA_BESIDE_PORT) && can_go_next
                      : !running && (step == DERMAGA_STEP_TESTING || step == DERMAGA_STEP_VERDICT));
  set_enabled (window, "save", can_go_next
                                   && (beside ? dermaga_pager_shows (pager, DERMAGA_BESIDE_PRACTICE)
                                              : step == DERMAGA_STEP_EXPORT));
}

static void
ask_port_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DermagaPager *pager = dermaga_window_get_pager (data);

  dermaga_wizard_choose_port (dermaga_window_get_wizard (data), g_variant_get_uint16 (parameter));
  if (!dermaga_pager_shows (pager, DERMAGA_BESIDE_PORT))
    dermaga_pager_open (pager, DERMAGA_BESIDE_PORT);
}

/* Without a topic, the one that fits what is shown. */
static void
learn_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DermagaPager *pager = dermaga_window_get_pager (data);
  DermagaReading *reading = dermaga_wizard_get_reading (dermaga_window_get_wizard (data));
  const char *topic = g_variant_get_string (parameter, NULL);

  if (*topic == '\0')
    topic = dermaga_page_get_topic (dermaga_pager_get_page (pager));
  if (dermaga_pager_shows (pager, DERMAGA_BESIDE_LEARN))
    {
      dermaga_reading_go (reading, topic);
      return;
    }
  dermaga_reading_begin (reading, topic);
  dermaga_pager_open (pager, DERMAGA_BESIDE_LEARN);
}

static void
first_step_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  dermaga_window_go (DERMAGA_WINDOW (data), DERMAGA_STEP_DOMAIN);
}

static void
check_password_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DermagaWizard *wizard = dermaga_window_get_wizard (data);
  DermagaPager *pager = dermaga_window_get_pager (data);

  if (dermaga_wizard_get_result (wizard) != NULL && !dermaga_wizard_is_saved (wizard)
      && !dermaga_pager_shows (pager, DERMAGA_BESIDE_SIGNIN))
    dermaga_pager_open (pager, DERMAGA_BESIDE_SIGNIN);
}

static void
practice_mail_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DermagaPager *pager = dermaga_window_get_pager (data);

  if (!dermaga_pager_shows (pager, DERMAGA_BESIDE_PRACTICE))
    dermaga_pager_open (pager, DERMAGA_BESIDE_PRACTICE);
}

/* On to what follows the step from which it was opened, where that step lets one. */
static void
skip_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DermagaStep step = dermaga_wizard_get_step (dermaga_window_get_wizard (data));
  DermagaPager *pager = dermaga_window_get_pager (data);

  if (step + 1u < DERMAGA_N_STEPS
      && dermaga_page_get_can_go_next (dermaga_pager_get_step_page (pager, step)))
    dermaga_window_go (data, step + 1);
  else
    dermaga_pager_close (pager);
}

static void
back_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DermagaWizard *wizard = dermaga_window_get_wizard (data);
  DermagaPager *pager = dermaga_window_get_pager (data);
  DermagaStep step = dermaga_wizard_get_step (wizard);

  if (dermaga_page_back (dermaga_pager_get_page (pager)))
    return;
  if (dermaga_pager_is_beside (pager))
    {
      dermaga_pager_close (pager);
      return;
    }
  if (step == DERMAGA_STEP_TESTING)
    dermaga_wizard_cancel (wizard);
  /* What was saved was not seen being checked. */
  if (step == DERMAGA_STEP_VERDICT && dermaga_wizard_is_saved (wizard))
    dermaga_window_go (data, DERMAGA_STEP_DOMAIN);
  else if (step != DERMAGA_STEP_DOMAIN)
    dermaga_window_go (data, step - 1);
}

static void
next_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DermagaPage *page = dermaga_pager_get_page (dermaga_window_get_pager (data));
  DermagaStep step = dermaga_wizard_get_step (dermaga_window_get_wizard (data));

  if (dermaga_page_next (page) && step + 1u < DERMAGA_N_STEPS)
    dermaga_window_go (data, step + 1);
}

static void
cancel_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DermagaWizard *wizard = dermaga_window_get_wizard (data);
  DermagaPager *pager = dermaga_window_get_pager (data);

  if (dermaga_pager_shows (pager, DERMAGA_BESIDE_PORT))
    dermaga_port_inquiry_cancel (dermaga_wizard_get_port_inquiry (wizard));
  else if (dermaga_pager_shows (pager, DERMAGA_BESIDE_SIGNIN))
    dermaga_signin_inquiry_cancel (dermaga_wizard_get_signin_inquiry (wizard));
  else
    dermaga_wizard_cancel (wizard);
}

static void
test_again_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DermagaPager *pager = dermaga_window_get_pager (data);
  g_autoptr (GError) error = NULL;

  if (dermaga_pager_is_beside (pager))
    {
      dermaga_page_next (dermaga_pager_get_page (pager));
      return;
    }
  if (!dermaga_wizard_start (dermaga_window_get_wizard (data), &error))
    {
      /* The first page has the place to say so, once more is asked for. */
      g_warning ("Could not begin: %s", error->message);
      dermaga_window_go (data, DERMAGA_STEP_DOMAIN);
      return;
    }
  dermaga_window_go (data, DERMAGA_STEP_TESTING);
}

static void
start_over_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  dermaga_window_begin (data, "");
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  dermaga_page_save (dermaga_pager_get_page (dermaga_window_get_pager (data)));
}

void
dermaga_window_actions_add (DermagaWindow *window)
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
  DermagaWizard *wizard = dermaga_window_get_wizard (window);

  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
  g_signal_connect_object (wizard, "changed", G_CALLBACK (dermaga_window_actions_update), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dermaga_wizard_get_port_inquiry (wizard), "changed",
                           G_CALLBACK (dermaga_window_actions_update), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (dermaga_wizard_get_signin_inquiry (wizard), "changed",
                           G_CALLBACK (dermaga_window_actions_update), window, G_CONNECT_SWAPPED);
}
