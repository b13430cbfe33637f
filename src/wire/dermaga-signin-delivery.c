#include "config.h"

#include "wire/dermaga-signin-dialogue-private.h"

#include <string.h>

/* RFC 5321 §3.3; RFC 1870 (SIZE), RFC 6531 (SMTPUTF8). One command at a time, as always. */

static gboolean
needs_utf8 (DermagaSigninDialogue *self)
{
  return !g_str_is_ascii (self->email);
}

/* (transfer full): what follows "MAIL FROM:<...>" */
static char *
mail_parameters (DermagaSigninDialogue *self)
{
  GString *parameters = g_string_new (NULL);

  if (dermaga_signin_offers (self, "SIZE"))
    g_string_append_printf (parameters, " SIZE=%zu", g_bytes_get_size (self->content));
  if (needs_utf8 (self))
    g_string_append (parameters, " BODY=8BITMIME SMTPUTF8");
  return g_string_free (parameters, FALSE);
}

static void
refuse_ourselves (DermagaSigninDialogue *self, DermagaDelivery delivery)
{
  self->facts.delivery = delivery;
  dermaga_signin_leave (self);
}

void
dermaga_signin_deliver (DermagaSigninDialogue *self)
{
  g_autofree char *parameters = NULL;
  guint64 limit = dermaga_signin_get_capabilities (self)->size;

  if (self->protocol != DERMAGA_PROTOCOL_SMTP || self->email == NULL)
    {
      dermaga_signin_leave (self);
      return;
    }
  /* An address that the server cannot write is not one that it would take. */
  if (needs_utf8 (self) && !dermaga_signin_offers (self, "SMTPUTF8"))
    {
      refuse_ourselves (self, DERMAGA_DELIVERY_SENDER_REFUSED);
      return;
    }
  if (limit > 0 && g_bytes_get_size (self->content) > limit)
    {
      refuse_ourselves (self, DERMAGA_DELIVERY_TOO_LARGE);
      return;
    }
  parameters = mail_parameters (self);
  dermaga_signin_say (self, DERMAGA_SIGNIN_STEP_MAIL, "MAIL FROM:<", self->email, ">", parameters,
                      "\r\n", NULL);
}

/* A dot at the start of a line is doubled, and one alone ends it all (RFC 5321 §4.5.2). */
static GBytes *
stuff (GBytes *content)
{
  gsize length;
  const char *data = g_bytes_get_data (content, &length);
  GString *stuffed = g_string_sized_new (length + 64);

  for (gsize i = 0; i < length; i++)
    {
      if (data[i] == '.' && (i == 0 || data[i - 1] == '\n'))
        g_string_append_c (stuffed, '.');
      g_string_append_c (stuffed, data[i]);
    }
  if (length < 2 || memcmp (data + length - 2, "\r\n", 2) != 0)
    g_string_append (stuffed, "\r\n");
  g_string_append (stuffed, ".\r\n");
  return g_string_free_to_bytes (stuffed);
}

static DermagaDeliveryStep
get_delivery_step (DermagaSigninDialogue *self)
{
  switch (self->step)
    {
    case DERMAGA_SIGNIN_STEP_RCPT:
      return DERMAGA_DELIVERY_STEP_RCPT;
    case DERMAGA_SIGNIN_STEP_DATA:
      return DERMAGA_DELIVERY_STEP_DATA;
    case DERMAGA_SIGNIN_STEP_CONTENT:
      return DERMAGA_DELIVERY_STEP_CONTENT;
    case DERMAGA_SIGNIN_STEP_MAIL:
    case DERMAGA_SIGNIN_STEP_OPENING:
    case DERMAGA_SIGNIN_STEP_EXCHANGE:
    case DERMAGA_SIGNIN_STEP_HASHING:
    case DERMAGA_SIGNIN_STEP_CANCELLING:
    case DERMAGA_SIGNIN_STEP_NAME:
    case DERMAGA_SIGNIN_STEP_PASSWORD:
    case DERMAGA_SIGNIN_STEP_LEAVE:
    case DERMAGA_SIGNIN_STEP_FINISHED:
      break;
    }
  return DERMAGA_DELIVERY_STEP_MAIL;
}

static void
end_delivery (DermagaSigninDialogue *self, DermagaDelivery delivery)
{
  self->facts.delivery = delivery;
  self->facts.delivery_code = self->answer_code;
  if (self->answer_status != NULL)
    self->facts.delivery_status = dermaga_signin_quote (self->answer_status, self->password);
  self->facts.delivery_reply = dermaga_signin_quote (self->answer_text, self->password);
  dermaga_signin_leave (self);
}

void
dermaga_signin_deliver_on (DermagaSigninDialogue *self)
{
  if (self->answer != DERMAGA_ANSWER_YES)
    {
      end_delivery (self, dermaga_delivery_judge (get_delivery_step (self), self->answer_code,
                                                  self->answer_status, self->answer_text));
      return;
    }
  switch (self->step)
    {
    case DERMAGA_SIGNIN_STEP_MAIL:
      dermaga_signin_say (self, DERMAGA_SIGNIN_STEP_RCPT, "RCPT TO:<", self->email, ">\r\n", NULL);
      break;
    case DERMAGA_SIGNIN_STEP_RCPT:
      dermaga_signin_say (self, DERMAGA_SIGNIN_STEP_DATA, "DATA\r\n", NULL);
      break;
    case DERMAGA_SIGNIN_STEP_DATA:
      dermaga_signin_send (self, DERMAGA_SIGNIN_STEP_CONTENT, stuff (self->content));
      break;
    case DERMAGA_SIGNIN_STEP_CONTENT:
      end_delivery (self, DERMAGA_DELIVERY_ACCEPTED);
      break;
    case DERMAGA_SIGNIN_STEP_OPENING:
    case DERMAGA_SIGNIN_STEP_EXCHANGE:
    case DERMAGA_SIGNIN_STEP_HASHING:
    case DERMAGA_SIGNIN_STEP_CANCELLING:
    case DERMAGA_SIGNIN_STEP_NAME:
    case DERMAGA_SIGNIN_STEP_PASSWORD:
    case DERMAGA_SIGNIN_STEP_LEAVE:
    case DERMAGA_SIGNIN_STEP_FINISHED:
      g_assert_not_reached ();
    }
}
