#include "config.h"

#include <gtk/gtk.h>

#include "app/dermaga-application.h"
#include "base/dermaga-i18n.h"

int
main (int argc, char **argv)
{
  g_autoptr (DermagaApplication) application = NULL;

  dermaga_i18n_init ();
  /* Done already, and more kindly to a locale that is not installed. */
  gtk_disable_setlocale ();
  application = dermaga_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
