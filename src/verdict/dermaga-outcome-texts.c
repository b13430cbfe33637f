#include "config.h"

#include "verdict/dermaga-words.h"

#include <glib/gi18n.h>

/*
 * What each outcome says when nothing about the port, the protocol or the name makes a difference.
 * Written for people who never heard of a port: what happened, what it means, what to do. No text
 * ever offers "no encryption" as a way out.
 */
static const DermagaTexts general_texts[DERMAGA_N_OUTCOMES] = {
  [DERMAGA_OUTCOME_NOT_CHECKED] = {
    N_("Not checked"),
    N_("The check ended before this was known: it was stopped, its time was over, or better "
       "settings had already been found."),
    N_("To know it too, test again and wait until everything is checked."),
  },
  [DERMAGA_OUTCOME_OK_TLS] = {
    N_("Works, encrypted from the start"),
    N_("The connection is encrypted before anything is said, and the server proved who it is."),
    N_("You can use these settings."),
  },
  [DERMAGA_OUTCOME_OK_STARTTLS] = {
    N_("Works, encrypted with STARTTLS"),
    N_("The connection begins unencrypted and switches to encryption (STARTTLS) before the "
       "password is sent. The server proved who it is."),
    N_("You can use these settings. Where a port that is encrypted from the start works too, "
       "prefer that one."),
  },
  [DERMAGA_OUTCOME_OK_PLAIN] = {
    N_("Answers, but without encryption"),
    N_("Anyone in between, such as others on the same Wi-Fi, could read your password and your "
       "mail."),
    N_("Do not use these settings. Choose settings that are encrypted, or ask your provider for "
       "them."),
  },
  [DERMAGA_OUTCOME_DNS_NXDOMAIN] = {
    N_("The name {host} does not exist"),
    N_("The name was looked up, and there is no server of this name."),
    N_("Check the spelling, or ask your provider for the right server name."),
  },
  [DERMAGA_OUTCOME_DNS_NODATA] = {
    N_("No server stands behind the name {host}"),
    N_("The name exists, but it has no address at which a mail program could find a server."),
    N_("Check the spelling, or ask your provider for the right server name."),
  },
  [DERMAGA_OUTCOME_DNS_SERVFAIL] = {
    N_("The name {host} could not be looked up"),
    N_("The directory that turns names into addresses (DNS) reported a fault for this domain. "
       "The fault is usually on the provider’s side."),
    N_("Test again later. If it stays like this, tell your provider that DNS fails for this name."),
  },
  [DERMAGA_OUTCOME_DNS_NO_REPLY] = {
    N_("Looking up the name {host} got no answer"),
    N_("The directory that turns names into addresses (DNS) could not be reached from this "
       "computer."),
    N_("Check your Internet connection, then test again."),
  },
  [DERMAGA_OUTCOME_NET_UNREACH] = {
    N_("Your network has no way to this server"),
    N_("This computer cannot make this kind of connection. Often IPv6, the newer kind of "
       "Internet address, is missing."),
    N_("If other settings work, ignore this. Otherwise check your Internet connection."),
  },
  [DERMAGA_OUTCOME_HOST_UNREACH] = {
    N_("The server cannot be reached from this network"),
    N_("A device on the way reported that it cannot reach the server or does not let the "
       "connection through."),
    N_("Use other settings, or test again from another network."),
  },
  [DERMAGA_OUTCOME_LOCAL_BLOCK] = {
    N_("This computer blocked the connection"),
    N_("A firewall or another protection on this computer did not let the connection out."),
    N_("See whether the firewall or the security software lets mail programs connect, or ask "
       "whoever looks after this computer."),
  },
  [DERMAGA_OUTCOME_REFUSED] = {
    N_("The connection was refused"),
    N_("Ports are the numbered doors of a server. Door {port} is closed: nothing there takes "
       "connections."),
    N_("Use settings with another port."),
  },
  [DERMAGA_OUTCOME_TIMEOUT] = {
    N_("No answer on port {port}"),
    N_("The server did not answer here at all. It may be down or not use this port, or something "
       "on the way, such as your own network, blocks it."),
    N_("Use settings with another port. If none answers, test again from another network."),
  },
  [DERMAGA_OUTCOME_NET_BLOCKED] = {
    N_("Your network seems to block port {port}"),
    N_("No server answered on this port, while other ports were answered. The cause is likely "
       "the network that you are using, not your provider."),
    N_("Use settings with another port, or test again from another network, such as a phone’s."),
  },
  [DERMAGA_OUTCOME_PORTAL] = {
    N_("The network wants you to sign in first"),
    N_("Until you have signed in, it does not let mail through. Public Wi-Fi often works like "
       "this."),
    N_("Open a web browser, sign in to the network, then test again."),
  },
  [DERMAGA_OUTCOME_INTERCEPTED] = {
    N_("Something on your network seems to answer in place of the server"),
    N_("The connection likely did not come as far as {host}. Whatever answered could read or "
       "change what you send."),
    N_("Do not sign in to your mail on this network. Test again from another one."),
  },
  [DERMAGA_OUTCOME_DROPPED] = {
    N_("The server hung up"),
    N_("The connection was made and then ended before everything was said. The server may not "
       "want connections from your network, or something on the way cut it off."),
    N_("Use other settings if some work. Otherwise wait a few minutes and test again."),
  },
  [DERMAGA_OUTCOME_SILENT] = {
    N_("Connected, but the server stays silent"),
    N_("The connection was made, but the answer that should have come did not. The server may be "
       "overloaded, or something else may be answering on port {port}."),
    N_("Use other settings if some work. Otherwise test again later."),
  },
  [DERMAGA_OUTCOME_GREET_REFUSED] = {
    N_("The server turned this computer away"),
    N_("It answered, but it refuses to talk to this computer, often because of the network that "
       "you are using."),
    N_("Use settings with another port. If all are like this, ask your provider."),
  },
  [DERMAGA_OUTCOME_TEMPFAIL] = {
    N_("The server is busy at the moment"),
    N_("It answered that it cannot serve you just now, or it limits how often one may connect."),
    N_("Wait about 15 minutes, then test again."),
  },
  [DERMAGA_OUTCOME_NOT_MAIL] = {
    N_("Another service answers on port {port}"),
    N_("What answered is not the kind of mail server that was asked for. The server name or the "
       "port is probably wrong."),
    N_("Check the server name, or use settings with another port."),
  },
  [DERMAGA_OUTCOME_NEED_STARTTLS] = {
    N_("This port begins without encryption"),
    N_("Encryption starts a moment later here (STARTTLS), so a program that begins with it is not "
       "understood."),
    N_("If you use port {port}, choose STARTTLS for it."),
  },
  [DERMAGA_OUTCOME_NEED_TLS] = {
    N_("This port is encrypted from the start"),
    N_("The server expects encryption at once and does not understand an unencrypted beginning."),
    N_("If you use port {port}, choose encryption from the start (SSL/TLS) for it."),
  },
  [DERMAGA_OUTCOME_EHLO_REFUSED] = {
    N_("The server did not accept the introduction"),
    N_("A program first says who it is. The server rejected that, so it is not known what it "
       "offers."),
    N_("Use settings with another port, or ask your provider."),
  },
  [DERMAGA_OUTCOME_NO_STARTTLS] = {
    N_("No encryption is offered on port {port}"),
    N_("The server did not offer to switch to encryption (STARTTLS). Either it cannot, or "
       "something on the way has hidden the offer."),
    N_("Do not send a password here. Use a port that is encrypted from the start, usually "
       "{secure_port}."),
  },
  [DERMAGA_OUTCOME_STARTTLS_FAIL] = {
    N_("Encryption was offered, then refused"),
    N_("The server announced encryption (STARTTLS) but did not begin it when asked. A mail "
       "program must stop here."),
    N_("Use a port that is encrypted from the start, usually {secure_port}, and tell your "
       "provider."),
  },
  [DERMAGA_OUTCOME_TAMPERED] = {
    N_("The switch to encryption seems to have been altered"),
    N_("What arrived is not what a sound server sends at this point. Something on the way may be "
       "trying to read your mail."),
    N_("Do not sign in with these settings. Test again from another network, and use a port that "
       "is encrypted from the start, usually {secure_port}."),
  },
  [DERMAGA_OUTCOME_TLS_OLD] = {
    N_("Only outdated encryption is offered"),
    N_("The server knows only old kinds of encryption that are no longer safe. Today’s mail "
       "programs refuse them."),
    N_("Use settings with another port, and tell your provider."),
  },
  [DERMAGA_OUTCOME_TLS_WEAK] = {
    N_("The encryption is too weak or does not fit"),
    N_("This computer and the server know no strong kind of encryption in common."),
    N_("Use settings with another port, and tell your provider."),
  },
  [DERMAGA_OUTCOME_TLS_CUT] = {
    N_("The connection broke off before it was encrypted"),
    N_("The server, or something on the way, ended it while encryption was being set up."),
    N_("Test again. If it stays like this, try from another network."),
  },
  [DERMAGA_OUTCOME_CERT_TIME] = {
    N_("The certificate is not valid today"),
    N_("A certificate is a server’s identity card. That of {host} has expired or is not valid "
       "yet, or the clock of this computer is wrong."),
    N_("Do not accept it as an exception. Check the date and time of this computer; if they are "
       "right, tell your provider."),
  },
  [DERMAGA_OUTCOME_CERT_NAME] = {
    N_("The certificate belongs to another name"),
    N_("A certificate is a server’s identity card. The one shown was not made for {host}, so this "
       "may not be the right server."),
    N_("Do not accept it as an exception. Ask your provider for the right server name."),
  },
  [DERMAGA_OUTCOME_CERT_TRUST] = {
    N_("Nobody trusted vouches for the certificate"),
    N_("A certificate is a server’s identity card. That of {host} comes from an issuer whom this "
       "computer does not know, so anyone could have made it."),
    N_("Do not accept it as an exception. An antivirus program that checks mail may be the cause: "
       "look at its settings. Otherwise tell your provider."),
  },
  [DERMAGA_OUTCOME_CERT_BAD] = {
    N_("The certificate cannot be accepted"),
    N_("A certificate is a server’s identity card. That of {host} was withdrawn, is too weak, or "
       "was made for another purpose."),
    N_("Do not sign in here. Tell your provider."),
  },
  [DERMAGA_OUTCOME_BANNED] = {
    N_("The server may have shut this computer out"),
    N_("It answered at first and then no longer. Some servers do so when one connects to them "
       "often in a short time."),
    N_("Wait about an hour, then test again."),
  },
};

DermagaTexts
dermaga_texts_find (DermagaOutcome outcome, const DermagaCandidate *candidate)
{
  DermagaTexts texts = dermaga_texts_find_role (outcome, candidate);

  if (texts.headline == NULL)
    texts.headline = general_texts[outcome].headline;
  if (texts.meaning == NULL)
    texts.meaning = general_texts[outcome].meaning;
  if (texts.action == NULL)
    texts.action = general_texts[outcome].action;
  return texts;
}
