#include "config.h"

#include "verdict/dermaga-signin-texts.h"

#include <glib/gi18n.h>

#include "verdict/dermaga-words.h"

static const DermagaTexts delivery_texts[] = {
  [DERMAGA_DELIVERY_NOT_ASKED] = {
    N_("No test message was sent"),
    N_("It is sent only when it is asked for and {host} has accepted the sign-in."),
    N_("Have one sent once the sign-in is accepted, if you want to know whether {host} takes your "
       "mail too."),
  },
  [DERMAGA_DELIVERY_ACCEPTED] = {
    N_("The server took the test message"),
    N_("{host} took it for delivery. That does not prove yet that it arrives: it may still be held "
       "back or returned."),
    N_("Look into your inbox in a few minutes, and among the junk mail too."),
  },
  [DERMAGA_DELIVERY_SENDER_REFUSED] = {
    N_("The server does not let you send from this address"),
    N_("{host} accepted the sign-in, but not this address as the sender for the account."),
    N_("Send from the address that belongs to the account, or ask your provider to allow the other "
       "one."),
  },
  [DERMAGA_DELIVERY_RECIPIENT_REFUSED] = {
    N_("The server does not take mail for this address"),
    N_("{host} accepted the sign-in, but not this address as the recipient. Perhaps it is "
       "mistyped, or there is no such mailbox."),
    N_("Check the address. If it is right, ask your provider."),
  },
  [DERMAGA_DELIVERY_RELAY_DENIED] = {
    N_("The server does not pass this mail on"),
    N_("{host} accepted the sign-in, but does not let this account send mail through it to this "
       "address (relaying)."),
    N_("Check whether this is your provider’s server for sending and whether the address belongs "
       "to the account. If so, ask your provider to allow sending."),
  },
  [DERMAGA_DELIVERY_TOO_LARGE] = {
    N_("The message is too large for the server"),
    N_("The test message is very small, so the limit of {host} is unusually low, or the mailbox "
       "has almost no room left."),
    N_("See whether the mailbox is full. If not, ask your provider about the limit."),
  },
  [DERMAGA_DELIVERY_MAILBOX_FULL] = {
    N_("The mailbox is full, as the server says"),
    N_("{host} accepted the sign-in, but has no room for further mail to this address."),
    N_("Delete mail that you no longer need, or have the mailbox made larger. Then try again."),
  },
  [DERMAGA_DELIVERY_LIMIT] = {
    N_("A limit on sending has been reached"),
    N_("As {host} says, this account has sent too much for now, or sends too fast."),
    N_("Wait, up to a day at some providers, then try once. If you have not sent much, somebody "
       "else may know your password: change it on your provider’s website."),
  },
  [DERMAGA_DELIVERY_CONTENT_REFUSED] = {
    N_("The server refused the message itself"),
    N_("{host} accepted the sign-in and both addresses, and refused the message once it had seen "
       "it, as filters against junk mail do."),
    N_("Your settings are right. Ask your provider why it refuses the message."),
  },
  [DERMAGA_DELIVERY_TEMPORARY] = {
    N_("The server cannot take the message at present"),
    N_("{host} accepted the sign-in and put the message off. Mail programs then try again by "
       "themselves."),
    N_("Wait about 15 minutes, then send the test message again."),
  },
  [DERMAGA_DELIVERY_REFUSED] = {
    N_("The server refused the test message"),
    N_("{host} accepted the sign-in, but not the message. Its answer does not fit any cause that "
       "Dermaga knows."),
    N_("Ask your provider, and tell it what the server says."),
  },
  [DERMAGA_DELIVERY_CUT] = {
    N_("It is not known whether the test message was taken"),
    N_("The conversation with {host} broke off, or made no sense any more, while the message was "
       "being sent."),
    N_("Look into your inbox in a few minutes before you send another one."),
  },
};

G_STATIC_ASSERT (G_N_ELEMENTS (delivery_texts) == DERMAGA_N_DELIVERIES);

DermagaWords *
dermaga_explain_delivery (const DermagaSigninResult *result)
{
  const DermagaTexts *texts = &delivery_texts[result->delivery];
  const char *host = result->server->host;
  DermagaWords *words = dermaga_words_new (dermaga_fill (_(texts->headline), "host", host, NULL),
                                           dermaga_fill (_(texts->meaning), "host", host, NULL),
                                           dermaga_fill (_(texts->action), "host", host, NULL));

  if (result->delivery != DERMAGA_DELIVERY_NOT_ASKED && result->delivery_reply != NULL
      && *result->delivery_reply != '\0')
    words->meaning
      = dermaga_append_sentence (words->meaning, dermaga_quote_reply (result->delivery_reply));
  return words;
}

DermagaSeverity
dermaga_delivery_severity (DermagaDelivery delivery)
{
  switch (delivery)
    {
    case DERMAGA_DELIVERY_NOT_ASKED:
    case DERMAGA_DELIVERY_ACCEPTED:
      return DERMAGA_SEVERITY_INFO;
    case DERMAGA_DELIVERY_LIMIT:
    case DERMAGA_DELIVERY_TEMPORARY:
    case DERMAGA_DELIVERY_CUT:
      return DERMAGA_SEVERITY_WARNING;
    case DERMAGA_DELIVERY_SENDER_REFUSED:
    case DERMAGA_DELIVERY_RECIPIENT_REFUSED:
    case DERMAGA_DELIVERY_RELAY_DENIED:
    case DERMAGA_DELIVERY_TOO_LARGE:
    case DERMAGA_DELIVERY_MAILBOX_FULL:
    case DERMAGA_DELIVERY_CONTENT_REFUSED:
    case DERMAGA_DELIVERY_REFUSED:
      return DERMAGA_SEVERITY_ERROR;
    }
  g_assert_not_reached ();
}

char *
dermaga_test_message_subject (void)
{
  return g_strdup (_("Test message from Dermaga"));
}

char *
dermaga_test_message_body (const char *email)
{
  return dermaga_fill (_("You, or somebody who knows your password, had the program Dermaga send "
                         "this message from {email} to itself, to see whether sending works.\n\n"
                         "That you read it shows that it does. You may delete it.\n"),
                       "email", email, NULL);
}
