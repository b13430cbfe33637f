#include "config.h"

#include "model/dermaga-probe.h"

#include <string.h>

static gboolean
is_browser_mechanism (const char *mechanism)
{
  return g_str_equal (mechanism, "xoauth2") || g_str_equal (mechanism, "oauthbearer");
}

/* EXTERNAL takes a certificate, ANONYMOUS nothing: no mail program is set up with them. */
static gboolean
takes_password (const char *mechanism)
{
  return !is_browser_mechanism (mechanism) && !g_str_equal (mechanism, "external")
         && !g_str_equal (mechanism, "anonymous")
         && !g_str_equal (mechanism, "plain-clienttoken");
}

/* IMAP's LOGIN and POP3's USER need no mechanism. */
static gboolean
takes_login_command (DermagaProbe *self)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (self);
  const DermagaAddressResult *decisive = dermaga_probe_get_decisive (self);
  const DermagaCapabilities *capabilities;

  if (candidate->protocol == DERMAGA_PROTOCOL_SMTP)
    return FALSE;
  if (decisive == NULL || decisive->facts == NULL)
    return TRUE; /* not known: read back from a file */
  capabilities = candidate->security == DERMAGA_SECURITY_NONE ? &decisive->facts->clear
                                                              : &decisive->facts->secure;
  return candidate->protocol == DERMAGA_PROTOCOL_IMAP ? !capabilities->login_disabled
                                                      : capabilities->user_login;
}

gboolean
dermaga_probe_wants_browser (DermagaProbe *self)
{
  const char *const *auth = dermaga_probe_get_auth (self);
  gboolean browser = FALSE;

  if (dermaga_probe_was_said_to_want_browser (self))
    return TRUE;
  for (guint i = 0; auth[i] != NULL; i++)
    {
      if (takes_password (auth[i]))
        return FALSE;
      browser = browser || is_browser_mechanism (auth[i]);
    }
  return browser && !takes_login_command (self);
}
