#include "config.h"

#include "wire/dermaga-signin-judge.h"

#include <string.h>

/* Of servers that say too little by their codes: Postfix, Exim, Exchange. */
static const char *const relay_words[] = { "relay", NULL };
static const char *const limit_words[] = { "rate limit", "sending limit", "quota for sending",
                                           "daily limit",   "daily user sending", "hourly limit",
                                           "too many messages", "too many recipients",
                                           "exceeded the",  NULL };
static const char *const full_words[] = { "mailbox full", "mailbox is full", "over quota",
                                          "quota exceeded", NULL };

static gboolean
has_any (const char *text, const char *const *words)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (lower, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
has_status (const char *status, const char *subject)
{
  return status != NULL && strlen (status) > 2 && g_str_equal (status + 2, subject);
}

/* The class of "5.7.26" and of "550": what the server did not take. */
static DermagaDelivery
judge_by_step (DermagaDeliveryStep step)
{
  switch (step)
    {
    case DERMAGA_DELIVERY_STEP_MAIL:
      return DERMAGA_DELIVERY_SENDER_REFUSED;
    case DERMAGA_DELIVERY_STEP_RCPT:
      return DERMAGA_DELIVERY_RECIPIENT_REFUSED;
    case DERMAGA_DELIVERY_STEP_CONTENT:
      return DERMAGA_DELIVERY_CONTENT_REFUSED;
    case DERMAGA_DELIVERY_STEP_DATA:
      return DERMAGA_DELIVERY_REFUSED;
    }
  g_return_val_if_reached (DERMAGA_DELIVERY_REFUSED);
}

/* RFC 3463, RFC 5248, RFC 7505: subjects that name their object whatever the command was. */
static gboolean
judge_status (const char *status, DermagaDelivery *delivery)
{
  static const struct {
    const char *subject;
    DermagaDelivery delivery;
  } subjects[] = {
    { "3.4", DERMAGA_DELIVERY_TOO_LARGE },        { "2.3", DERMAGA_DELIVERY_TOO_LARGE },
    { "2.2", DERMAGA_DELIVERY_MAILBOX_FULL },     { "1.7", DERMAGA_DELIVERY_SENDER_REFUSED },
    { "1.8", DERMAGA_DELIVERY_SENDER_REFUSED },   { "7.60", DERMAGA_DELIVERY_SENDER_REFUSED },
    { "1.1", DERMAGA_DELIVERY_RECIPIENT_REFUSED }, { "1.2", DERMAGA_DELIVERY_RECIPIENT_REFUSED },
    { "1.10", DERMAGA_DELIVERY_RECIPIENT_REFUSED }, { "2.1", DERMAGA_DELIVERY_RECIPIENT_REFUSED },
    { "4.5", DERMAGA_DELIVERY_LIMIT },            { "7.28", DERMAGA_DELIVERY_LIMIT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    if (has_status (status, subjects[i].subject))
      {
        *delivery = subjects[i].delivery;
        return TRUE;
      }
  return FALSE;
}

static gboolean
names_sender_or_recipient (DermagaDeliveryStep step)
{
  return step == DERMAGA_DELIVERY_STEP_MAIL || step == DERMAGA_DELIVERY_STEP_RCPT;
}

/* Postfix waits with "Sender address rejected: not owned by user" until RCPT. */
static gboolean
blames_sender (const char *text)
{
  static const char *const words[] = { "sender address", "sender verify", "not owned by user",
                                       "send as this sender", "sender is not", "from address",
                                       "sendasdenied", NULL };

  return has_any (text, words);
}

DermagaDelivery
dermaga_delivery_judge (DermagaDeliveryStep step, int code, const char *status, const char *text)
{
  DermagaDelivery delivery;

  g_return_val_if_fail (text != NULL, DERMAGA_DELIVERY_CUT);

  if (code < 400)
    return DERMAGA_DELIVERY_CUT;
  if (names_sender_or_recipient (step) && blames_sender (text))
    return DERMAGA_DELIVERY_SENDER_REFUSED;
  if (names_sender_or_recipient (step) && has_any (text, relay_words))
    return DERMAGA_DELIVERY_RELAY_DENIED;
  if (has_any (text, full_words))
    return DERMAGA_DELIVERY_MAILBOX_FULL;
  if (has_any (text, limit_words))
    return DERMAGA_DELIVERY_LIMIT;
  if (judge_status (status, &delivery))
    return delivery;
  if (code == 552)
    return DERMAGA_DELIVERY_TOO_LARGE;
  if (code < 500)
    return DERMAGA_DELIVERY_TEMPORARY;
  if (names_sender_or_recipient (step) && (has_status (status, "7.1") || code == 551))
    return DERMAGA_DELIVERY_RELAY_DENIED;
  if (code == 550 || code == 553 || code == 554)
    return judge_by_step (step);
  return DERMAGA_DELIVERY_REFUSED;
}
