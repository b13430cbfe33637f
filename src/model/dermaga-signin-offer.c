#include "config.h"

#include "model/dermaga-signin-offer.h"

static const char *const password_mechanisms[]
  = { "scram-sha-256", "scram-sha-1", "cram-md5", "plain", "login", NULL };

static const char *const browser_mechanisms[] = { "xoauth2", "oauthbearer", NULL };

static gboolean
offers_any (const char *const *offered, const char *const *wanted)
{
  for (guint i = 0; offered[i] != NULL; i++)
    if (g_strv_contains (wanted, offered[i]))
      return TRUE;
  return FALSE;
}

/* The commands that need no mechanism: LOGIN of IMAP, USER of POP3. Whether they are allowed is
 * known only from the dialogue itself, not from a report. */
static DermagaSigninOffer
find_command (DermagaProbe *probe)
{
  const DermagaAddressResult *decisive = dermaga_probe_get_decisive (probe);
  const DermagaCapabilities *secure;

  if (decisive == NULL || decisive->facts == NULL || !decisive->facts->secure.seen)
    return DERMAGA_SIGNIN_OFFER_UNKNOWN;
  secure = &decisive->facts->secure;
  switch (dermaga_probe_get_candidate (probe)->protocol)
    {
    case DERMAGA_PROTOCOL_IMAP:
      return secure->login_disabled ? DERMAGA_SIGNIN_OFFER_OTHER : DERMAGA_SIGNIN_OFFER_PASSWORD;
    case DERMAGA_PROTOCOL_POP3:
      return secure->user_login ? DERMAGA_SIGNIN_OFFER_PASSWORD : DERMAGA_SIGNIN_OFFER_OTHER;
    case DERMAGA_PROTOCOL_SMTP:
      return DERMAGA_SIGNIN_OFFER_OTHER;
    }
  g_assert_not_reached ();
}

DermagaSigninOffer
dermaga_signin_offer (DermagaProbe *probe)
{
  const char *const *offered = dermaga_probe_get_auth (probe);
  DermagaSigninOffer command;

  if (!dermaga_outcome_is_safe (dermaga_probe_get_outcome (probe)))
    return DERMAGA_SIGNIN_OFFER_UNKNOWN;
  if (offers_any (offered, password_mechanisms))
    return DERMAGA_SIGNIN_OFFER_PASSWORD;
  command = find_command (probe);
  if (command != DERMAGA_SIGNIN_OFFER_OTHER)
    return command;
  return offers_any (offered, browser_mechanisms) ? DERMAGA_SIGNIN_OFFER_BROWSER
                                                  : DERMAGA_SIGNIN_OFFER_OTHER;
}
