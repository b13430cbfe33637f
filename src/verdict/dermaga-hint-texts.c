#include "config.h"

#include "verdict/dermaga-verdict.h"

#include <glib/gi18n.h>

const char *
dermaga_explain_hint (DermagaHint hint)
{
  switch (hint)
    {
    case DERMAGA_HINT_NONE:
      return NULL;
    case DERMAGA_HINT_APP_PASSWORD:
      return _("First create an app password in your account settings on the provider’s website, "
               "and use it in the mail program instead of your usual password.");
    case DERMAGA_HINT_BROWSER_SIGN_IN:
      return _("This provider accepts no passwords from mail programs: use a mail program that "
               "signs in through the browser (OAuth 2.0).");
    case DERMAGA_HINT_ENABLE_ACCESS:
      return _("First allow mail programs (IMAP, POP3 or SMTP) in your account settings on the "
               "provider’s website.");
    case DERMAGA_HINT_PAID_ONLY:
      return _("At this provider, mail programs can be used with paid accounts only.");
    case DERMAGA_HINT_SERVICE_LOGIN:
      return _("First have your domain confirmed by this sending service, and take the user name "
               "and the password or key from its control panel.");
    case DERMAGA_HINT_OWN_DOMAIN:
      return _("Enter your own domain: at this provider the servers are usually named after it. "
               "The control panel shows their exact names.");
    case DERMAGA_HINT_LOCAL_BRIDGE:
      return _("First install the provider’s own program (the bridge) on this computer: the mail "
               "program connects to it, not to the provider.");
    case DERMAGA_HINT_NO_MAIL_PROGRAM:
      return _("This provider cannot be used with mail programs: read and write your mail on its "
               "website or in its own app.");
    }
  g_assert_not_reached ();
}
