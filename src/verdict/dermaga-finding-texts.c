#include "config.h"

#include "verdict/dermaga-finding-texts.h"

#include <glib/gi18n.h>

/* The places {host}, {port} and {target} may be used. Order does not matter here. */
static const DermagaFindingText texts[] = {
  { "offline", DERMAGA_SEVERITY_ERROR,
    { N_("This computer is offline"),
      N_("It is not connected to any network, so no server could be asked."),
      N_("Connect to a network, then test again.") } },
  { "no-domain", DERMAGA_SEVERITY_ERROR,
    { N_("The domain {target} does not exist"),
      N_("The directory that turns names into addresses (DNS) does not know it. It may be misspelt "
         "or no longer in use."),
      N_("Check the spelling.") } },
  { "dns-silent", DERMAGA_SEVERITY_ERROR,
    { N_("Names cannot be looked up"),
      N_("The directory that turns names into addresses (DNS) did not answer this computer."),
      N_("Check your Internet connection, then test again.") } },
  { "dns-broken", DERMAGA_SEVERITY_ERROR,
    { N_("The domain {target} cannot be looked up"),
      N_("The directory that turns names into addresses (DNS) reported a fault for it. The fault "
         "is usually on the provider’s side."),
      N_("Test again later. If it stays like this, tell your provider.") } },
  { "portal", DERMAGA_SEVERITY_ERROR,
    { N_("The network wants you to sign in first"),
      N_("Until you have signed in, it does not let mail through. Public Wi-Fi often works like "
         "this."),
      N_("Open a web browser, sign in to the network, then test again.") } },
  { "intercepted", DERMAGA_SEVERITY_ERROR,
    { N_("Something on your network seems to answer in place of {host}"),
      N_("Whatever answered could read or change what you send."),
      N_("Do not sign in to your mail on this network. Test again from another one.") } },
  { "tampered", DERMAGA_SEVERITY_ERROR,
    { N_("The switch to encryption seems to have been altered"),
      N_("On port {port} of {host}, something on the way may be trying to read your mail. A faulty "
         "server or security device can look the same."),
      N_("Do not use that port. Test again from another network to see whether it is the same "
         "there.") } },
  { "no-encryption", DERMAGA_SEVERITY_ERROR,
    { N_("No safe encryption with {host}"),
      N_("Only connections without encryption work there, and on those anyone in between could "
         "read your password and your mail."),
      N_("Do not sign in this way. Test again from another network; if it is the same there, ask "
         "your provider for encrypted settings.") } },
  { "sending-blocked", DERMAGA_SEVERITY_WARNING,
    { N_("Your network seems to block sending mail"),
      N_("Receiving works, but no port for sending answered. The cause is likely the network that "
         "you are using, or else the provider."),
      N_("Test again from another network, such as a phone’s. If it works there, ask whoever runs "
         "this network.") } },
  { "banned", DERMAGA_SEVERITY_WARNING,
    { N_("{host} may have shut this computer out"),
      N_("It answered at first and then no longer. Some servers do so when one connects to them "
         "often in a short time."),
      N_("Wait about an hour before you test again.") } },
  { "consent-needed", DERMAGA_SEVERITY_WARNING,
    { N_("The settings lead outside {target}"),
      N_("The directory of names (DNS) points to {host}, which lies outside the domain. Its "
         "answers can be forged, and then the password would go to a stranger."),
      N_("Use the settings only if you know that this company handles your mail. If you are not "
         "sure, ask your provider.") } },
  { "null-mx", DERMAGA_SEVERITY_WARNING,
    { N_("{target} declares that it takes no mail"),
      N_("Mail to addresses at this domain is not delivered."),
      N_("Check the spelling of the domain.") } },
  { "starttls-refused", DERMAGA_SEVERITY_WARNING,
    { N_("{host} promises encryption, then refuses it"),
      N_("On port {port} it announces encryption (STARTTLS) but does not begin it when asked."),
      N_("Do not use that port, and tell your provider.") } },
  { "outdated-encryption", DERMAGA_SEVERITY_WARNING,
    { N_("The encryption of {host} is outdated or does not fit"),
      N_("On port {port} it has only encryption that is no longer safe, or none that fits this "
         "computer."),
      N_("Do not use that port, and tell your provider.") } },
  { "clock-wrong", DERMAGA_SEVERITY_WARNING,
    { N_("The clock of this computer seems to be wrong"),
      N_("Certificates are valid for a certain time only. By a wrong clock, good ones look as if "
         "they were out of date."),
      N_("Set the date and time of this computer, then test again.") } },
  { "wildcard-dns", DERMAGA_SEVERITY_INFO,
    { N_("Any name that ends in {target} leads somewhere"),
      N_("The domain gives an address for any name, even an invented one. That a guessed server "
         "name exists therefore proves nothing; only its certificate does."),
      N_("Nothing needs to be done.") } },
  { "ipv6-broken", DERMAGA_SEVERITY_INFO,
    { N_("IPv6 does not work for {host}"),
      N_("Its newer kind of address (IPv6) fails, while the older kind (IPv4) works. Mail programs "
         "then use IPv4, sometimes after a short wait."),
      N_("Nothing needs to be done. You may tell your provider.") } },
  { "no-ipv6", DERMAGA_SEVERITY_INFO,
    { N_("IPv6 is not available here"),
      N_("The server also has an address of the newer kind (IPv6), which cannot be used from here. "
         "The older kind (IPv4) works."),
      N_("Nothing needs to be done.") } },
  { "plain-sign-in", DERMAGA_SEVERITY_INFO,
    { N_("{host} also offers sign-in without encryption"),
      N_("A mail program that is set up wrongly could send the password on port {port} so that "
         "others can read it."),
      N_("Set the security in your mail program exactly as recommended here.") } },
  { "port-25-blocked", DERMAGA_SEVERITY_INFO,
    { N_("Port 25 cannot be used from here"),
      N_("This is normal. Port 25 is for mail between servers, and many networks and providers "
         "close it to stop junk mail."),
      N_("Nothing needs to be done: mail programs do not need port 25.") } },
  { "server-message", DERMAGA_SEVERITY_INFO,
    { N_("{host} sends a message"),
      N_("It came when the connection began."),
      N_("Be careful: it may not come from your provider. Follow no links or instructions in "
         "it.") } },
  { "cancelled", DERMAGA_SEVERITY_INFO,
    { N_("The check was stopped"),
      N_("What had not been checked by then is marked “Not checked”."),
      N_("To know the rest too, test again and let the check finish.") } },
};

const DermagaFindingText *
dermaga_finding_text_find (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (texts[i].code, code))
      return &texts[i];
  g_assert_not_reached ();
}
