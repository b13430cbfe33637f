#include "config.h"

#include "wire/dermaga-signin-dialogue-private.h"

#include <string.h>

/* RFC 9051 §6.2.2 and §6.2.3, RFC 4959 (SASL-IR). */

#define MAX_ASIDES 4096u

static void
begin (DermagaSigninDialogue *self)
{
  g_autofree char *name = g_ascii_strup (self->facts.mechanism, -1);
  const char *tag = dermaga_signin_next_tag (self);
  char *first;

  if (!dermaga_sasl_goes_first (self->sasl) || !dermaga_signin_offers (self, "SASL-IR"))
    {
      dermaga_signin_say (self, DERMAGA_SIGNIN_STEP_EXCHANGE, tag, " AUTHENTICATE ", name, "\r\n",
                          NULL);
      return;
    }
  first = dermaga_signin_encode_response (self);
  dermaga_signin_say (self, DERMAGA_SIGNIN_STEP_EXCHANGE, tag, " AUTHENTICATE ", name, " ", first,
                      "\r\n", NULL);
  dermaga_wipe (first, strlen (first));
  g_free (first);
}

/* LOGIN: strings of printable ASCII are quoted; others go as literals, whose octets are free. A
 * literal waits for the server's "+" (no LITERAL+: a refused command must not be followed by what
 * was its argument). */

static gboolean
can_be_quoted (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    if (*c < 0x20 || *c > 0x7e)
      return FALSE;
  return TRUE;
}

/* (transfer full): wipe it. */
static char *
quote (const char *text)
{
  char *quoted = g_malloc (2 * strlen (text) + 3);
  char *end = quoted;

  *end++ = '"';
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"' || *c == '\\')
        *end++ = '\\';
      *end++ = *c;
    }
  *end++ = '"';
  *end = '\0';
  return quoted;
}

static void
say_password (DermagaSigninDialogue *self, const char *before)
{
  const char *password = dermaga_secret_peek (self->password);
  char *quoted;

  if (!can_be_quoted (password))
    {
      char announced[16];

      g_snprintf (announced, sizeof announced, " {%zu}",
                  dermaga_secret_get_length (self->password));
      dermaga_signin_say (self, DERMAGA_SIGNIN_STEP_NAME, before, announced, "\r\n", NULL);
      return;
    }
  quoted = quote (password);
  self->gave_password = TRUE;
  dermaga_signin_say (self, DERMAGA_SIGNIN_STEP_PASSWORD, before, " ", quoted, "\r\n", NULL);
  dermaga_wipe (quoted, strlen (quoted));
  g_free (quoted);
}

static void
begin_own (DermagaSigninDialogue *self)
{
  const char *tag = dermaga_signin_next_tag (self);
  g_autofree char *command = NULL;

  self->gave_password = FALSE;
  if (can_be_quoted (self->user_name))
    {
      g_autofree char *quoted = quote (self->user_name);

      self->n_challenges = 1;
      command = g_strdup_printf ("%s LOGIN %s", tag, quoted);
      say_password (self, command);
      return;
    }
  command = g_strdup_printf ("%s LOGIN {%zu}\r\n", tag, strlen (self->user_name));
  dermaga_signin_say (self, DERMAGA_SIGNIN_STEP_NAME, command, NULL);
}

/* The server is ready for a literal: first the name, unless it was quoted, then the password. */
static void
go_on_own (DermagaSigninDialogue *self)
{
  if (self->answer != DERMAGA_ANSWER_CHALLENGE)
    {
      dermaga_signin_cut (self);
      return;
    }
  if (self->n_challenges++ == 0)
    {
      say_password (self, self->user_name);
      return;
    }
  self->gave_password = TRUE;
  dermaga_signin_say (self, DERMAGA_SIGNIN_STEP_PASSWORD, dermaga_secret_peek (self->password),
                      "\r\n", NULL);
}

static gboolean
may_own (DermagaSigninDialogue *self)
{
  return !dermaga_signin_get_capabilities (self)->login_disabled;
}

/* Reading */

/* Google sends the reason beside the answer: "* NO [WEBALERT https://...] Web login required". */
static void
note_aside (DermagaSigninDialogue *self, const DermagaImapResponse *response)
{
  if (self->asides->len > MAX_ASIDES)
    return;
  if (response->code != NULL)
    g_string_append_printf (self->asides, "[%s] ", response->code);
  g_string_append_printf (self->asides, "%s ", response->text);
}

static gboolean
asks_to_be_shown (const DermagaImapResponse *response)
{
  return dermaga_imap_response_has_code (response, "ALERT")
         || dermaga_imap_response_has_code (response, "WEBALERT");
}

static void
read_untagged (DermagaSigninDialogue *self, const DermagaImapResponse *response)
{
  if (response->status == DERMAGA_IMAP_PREAUTH)
    {
      dermaga_signin_cut (self);
      return;
    }
  if (response->status == DERMAGA_IMAP_BYE)
    {
      self->bye = TRUE;
      g_free (self->bye_code);
      g_free (self->bye_text);
      self->bye_code = g_strdup (response->code);
      self->bye_text = g_strdup (response->text);
    }
  if (response->status == DERMAGA_IMAP_BYE || asks_to_be_shown (response))
    note_aside (self, response);
}

static void
read_tagged (DermagaSigninDialogue *self, const DermagaImapResponse *response)
{
  if (self->answer != DERMAGA_ANSWER_NONE)
    {
      dermaga_signin_out_of_turn (self);
      return;
    }
  if (!g_str_equal (response->tag, self->tag))
    {
      dermaga_signin_cut (self);
      return;
    }
  if (asks_to_be_shown (response))
    g_string_append_printf (self->asides, "[%s] ", response->code);
  dermaga_signin_take_answer (self,
                              response->status == DERMAGA_IMAP_OK ? DERMAGA_ANSWER_YES
                                                                  : DERMAGA_ANSWER_NO,
                              0, response->code, response->text);
  self->answer_failed = response->status == DERMAGA_IMAP_BAD;
}

static void
read_line (DermagaSigninDialogue *self, const char *line)
{
  g_autoptr (DermagaImapResponse) response = dermaga_imap_response_parse (line);

  switch (response->kind)
    {
    case DERMAGA_IMAP_UNTAGGED:
      read_untagged (self, response);
      break;
    case DERMAGA_IMAP_DATA:
      if (response->literal)
        dermaga_signin_cut (self);
      break;
    case DERMAGA_IMAP_TAGGED:
      read_tagged (self, response);
      break;
    case DERMAGA_IMAP_CONTINUATION:
      if (self->answer != DERMAGA_ANSWER_NONE)
        dermaga_signin_out_of_turn (self);
      else
        dermaga_signin_take_answer (self, DERMAGA_ANSWER_CHALLENGE, 0, NULL,
                                    line[1] == ' ' ? line + 2 : line + 1);
      break;
    case DERMAGA_IMAP_INVALID:
      dermaga_signin_cut (self);
      break;
    }
}

const DermagaSigninDialect dermaga_imap_signin = {
  .leave = "LOGOUT",
  .tagged = TRUE,
  .own_way = "imap-login",
  .begin = begin,
  .may_own = may_own,
  .begin_own = begin_own,
  .go_on_own = go_on_own,
  .line = read_line,
};
