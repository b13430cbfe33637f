#include "config.h"

#include "verdict/dermaga-scene-texts.h"

#include <glib/gi18n.h>

static const struct {
  const char *id;
  const char *title;
  const char *summary;
} scenes[] = {
  { "good", N_("All is well"),
    N_("A provider as it should be: every port is open and encrypted.") },
  { "port-25-blocked", N_("Port 25 is blocked"),
    N_("Nobody answers on port 25, as in most homes and offices. Mail programs do not need it.") },
  { "expired-certificate", N_("The certificate has expired"),
    N_("The provider forgot to renew its certificate three days ago. No port is safe.") },
  { "wrong-name", N_("The certificate is for another name"),
    N_("The certificate belongs to a web host, not to this provider. No port is safe.") },
  { "starttls-stripped", N_("STARTTLS is missing"),
    N_("Something took the offer of STARTTLS away. Ports that are encrypted from the start still "
       "work.") },
  { "only-2525", N_("Only port 2525 is open for sending"),
    N_("The usual ports for sending are closed; one that few providers have is left.") },
  { "slow-greeting", N_("The server is slow"),
    N_("The server takes six seconds before its first words. Waiting is part of the check.") },
};

const char *
dermaga_scene_get_title (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
    if (g_str_equal (scenes[i].id, id))
      return _(scenes[i].title);
  return id;
}

const char *
dermaga_scene_get_summary (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
    if (g_str_equal (scenes[i].id, id))
      return _(scenes[i].summary);
  return "";
}
