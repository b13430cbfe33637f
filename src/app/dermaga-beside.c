#include "config.h"

#include "app/dermaga-beside.h"

#include "app/pages/dermaga-learn-page.h"
#include "app/pages/dermaga-port-page.h"
#include "app/pages/dermaga-practice-page.h"
#include "app/pages/dermaga-signin-page.h"

const char *
dermaga_beside_get_name (DermagaBeside beside)
{
  static const char *const names[DERMAGA_N_BESIDE] = { "port", "signin", "learn", "practice" };

  return names[beside];
}

DermagaPage *
dermaga_beside_new (DermagaBeside beside, DermagaWizard *wizard)
{
  switch (beside)
    {
    case DERMAGA_BESIDE_PORT:
      return dermaga_port_page_new (wizard);
    case DERMAGA_BESIDE_SIGNIN:
      return dermaga_signin_page_new (wizard);
    case DERMAGA_BESIDE_LEARN:
      return dermaga_learn_page_new (wizard);
    case DERMAGA_BESIDE_PRACTICE:
      return dermaga_practice_page_new (wizard);
    }
  g_assert_not_reached ();
}

void
dermaga_beside_set_open (DermagaBeside beside, DermagaWizard *wizard, gboolean open)
{
  switch (beside)
    {
    case DERMAGA_BESIDE_PORT:
      dermaga_port_inquiry_set_open (dermaga_wizard_get_port_inquiry (wizard), open);
      return;
    case DERMAGA_BESIDE_SIGNIN:
      dermaga_signin_inquiry_set_open (dermaga_wizard_get_signin_inquiry (wizard), open);
      return;
    case DERMAGA_BESIDE_LEARN:
      dermaga_reading_set_open (dermaga_wizard_get_reading (wizard), open);
      return;
    case DERMAGA_BESIDE_PRACTICE:
      dermaga_practice_room_set_open (dermaga_wizard_get_practice_room (wizard), open);
      return;
    }
}

int
dermaga_beside_find_open (DermagaWizard *wizard)
{
  if (dermaga_port_inquiry_get_open (dermaga_wizard_get_port_inquiry (wizard)))
    return DERMAGA_BESIDE_PORT;
  if (dermaga_signin_inquiry_get_open (dermaga_wizard_get_signin_inquiry (wizard)))
    return DERMAGA_BESIDE_SIGNIN;
  if (dermaga_reading_get_open (dermaga_wizard_get_reading (wizard)))
    return DERMAGA_BESIDE_LEARN;
  if (dermaga_practice_room_get_open (dermaga_wizard_get_practice_room (wizard)))
    return DERMAGA_BESIDE_PRACTICE;
  return -1;
}
