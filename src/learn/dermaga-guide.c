#include "config.h"

#include "learn/dermaga-guide.h"

#include <glib/gi18n.h>

/* RFC 8314: 465 before 587; what neither offers nor blocks decides the rest. */
DermagaAdvice
dermaga_guide_advise (const DermagaGuide *guide)
{
  switch (guide->offers_465)
    {
    case DERMAGA_ANSWER_NONE:
      return DERMAGA_ADVICE_ASK_465;
    case DERMAGA_ANSWER_YES:
      return DERMAGA_ADVICE_465;
    case DERMAGA_ANSWER_UNKNOWN:
      return DERMAGA_ADVICE_CHECK;
    case DERMAGA_ANSWER_NO:
      break;
    }
  switch (guide->closed_587)
    {
    case DERMAGA_ANSWER_NONE:
      return DERMAGA_ADVICE_ASK_587;
    case DERMAGA_ANSWER_YES:
      return DERMAGA_ADVICE_2525;
    case DERMAGA_ANSWER_NO:
      return DERMAGA_ADVICE_587;
    case DERMAGA_ANSWER_UNKNOWN:
      return guide->elsewhere ? DERMAGA_ADVICE_CHECK_THERE : DERMAGA_ADVICE_CHECK_587;
    }
  g_return_val_if_reached (DERMAGA_ADVICE_CHECK);
}

const char *
dermaga_advice_get_title (DermagaAdvice advice)
{
  switch (advice)
    {
    case DERMAGA_ADVICE_ASK_465:
    case DERMAGA_ADVICE_ASK_587:
      return "";
    case DERMAGA_ADVICE_465:
      return _("Use port 465");
    case DERMAGA_ADVICE_587:
      return _("Use port 587");
    case DERMAGA_ADVICE_2525:
      return _("Try port 2525, or another network");
    case DERMAGA_ADVICE_CHECK:
      return _("Let Dermaga find out");
    case DERMAGA_ADVICE_CHECK_587:
      return _("Find out whether port 587 is blocked here");
    case DERMAGA_ADVICE_CHECK_THERE:
      return _("Use port 587, and test it from there");
    }
  g_return_val_if_reached ("");
}

const char *
dermaga_advice_get_text (DermagaAdvice advice)
{
  switch (advice)
    {
    case DERMAGA_ADVICE_ASK_465:
    case DERMAGA_ADVICE_ASK_587:
      return "";
    case DERMAGA_ADVICE_465:
      return _("Choose “SSL/TLS” with it: the connection is encrypted from the start. The check "
               "shows whether it works from here, and with which server.");
    case DERMAGA_ADVICE_587:
      return _("Choose “STARTTLS” with it: the connection switches to encryption. The check shows "
               "whether it works from here, and with which server.");
    case DERMAGA_ADVICE_2525:
      return _("Services that send mail for websites often answer on port 2525, with “STARTTLS”. "
               "Providers of mailboxes rarely do: then another network is the way, such as a "
               "phone’s. The check tries port 2525, too.");
    case DERMAGA_ADVICE_CHECK:
      return _("The check tries every mail port of your provider and recommends the best that "
               "works.");
    case DERMAGA_ADVICE_CHECK_587:
      return _("Dermaga asks servers of other companies whether port 587 lets you through. If it "
               "does, use it with “STARTTLS”.");
    case DERMAGA_ADVICE_CHECK_THERE:
      return _("A web host may close other ports than the network that you are in, so only a test "
               "from there counts. For WordPress, Dermaga writes a file that tests from the web "
               "host. Choose “STARTTLS” with port 587.");
    }
  g_return_val_if_reached ("");
}

const char *
dermaga_advice_get_topic (DermagaAdvice advice)
{
  switch (advice)
    {
    case DERMAGA_ADVICE_465:
      return "port-465";
    case DERMAGA_ADVICE_587:
      return "port-587";
    case DERMAGA_ADVICE_2525:
      return "port-2525";
    case DERMAGA_ADVICE_CHECK_587:
      return "is-it-blocked";
    case DERMAGA_ADVICE_CHECK_THERE:
      return "wordpress";
    case DERMAGA_ADVICE_ASK_465:
    case DERMAGA_ADVICE_ASK_587:
    case DERMAGA_ADVICE_CHECK:
      return "choice";
    }
  g_return_val_if_reached ("choice");
}
