#include "config.h"

#include "app/dermaga-application.h"
#include "base/dermaga-i18n.h"

int
main (int argc, char **argv)
{
  g_autoptr (DermagaApplication) application = NULL;

  dermaga_i18n_init ();
  application = dermaga_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
