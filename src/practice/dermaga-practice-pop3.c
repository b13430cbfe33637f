#include "config.h"

#include "practice/dermaga-practice-protocol.h"

#include "practice/dermaga-practice-header.h"
#include "practice/dermaga-practice-sasl.h"

#include <string.h>

/* RFC 1939, RFC 2449 (CAPA), RFC 2595 (STLS), RFC 5034 (SASL). */

typedef struct {
  guint32 id;
  gboolean deleted;
} Item;

typedef struct {
  char *user;         /* (nullable): said with USER */
  gboolean authenticating;
  DermagaPracticeSasl sasl;
  GArray *drop;       /* (nullable): element-type Item: what was there at sign-in */
  guint listing;      /* the index that the rest of a list begins with */
  gboolean with_uids; /* the list is one of UIDL */
} Pop3;

static gpointer
state_new (void)
{
  return g_new0 (Pop3, 1);
}

static void
state_free (gpointer state)
{
  Pop3 *pop3 = state;

  g_free (pop3->user);
  dermaga_practice_sasl_clear (&pop3->sasl);
  g_clear_pointer (&pop3->drop, g_array_unref);
  g_free (pop3);
}

static DermagaPracticeNext
say (DermagaPracticeSession *session, const char *words)
{
  dermaga_practice_output_printf (session->out, "%s\r\n", words);
  return DERMAGA_PRACTICE_GO_ON;
}

static void
greet (DermagaPracticeSession *session)
{
  say (session, "+OK Dermaga practice provider");
}

static DermagaPracticeNext
answer_capa (DermagaPracticeSession *session, const char *argument)
{
  dermaga_practice_output_say (session->out, "+OK Capabilities follow\r\nTOP\r\nUIDL\r\n"
                                             "RESP-CODES\r\nPIPELINING\r\n");
  if (session->secure)
    dermaga_practice_output_say (session->out, "USER\r\nSASL PLAIN LOGIN\r\n");
  else if (session->starttls)
    say (session, "STLS");
  return say (session, ".");
}

static DermagaPracticeNext
answer_stls (DermagaPracticeSession *session, const char *argument)
{
  if (session->secure || !session->starttls)
    return say (session, "-ERR STLS is not offered now");
  say (session, "+OK Begin TLS now");
  return DERMAGA_PRACTICE_START_TLS;
}

/* What is in INBOX now is what this session sees. */
static void
open_drop (DermagaPracticeSession *session)
{
  Pop3 *pop3 = session->state;

  pop3->drop = g_array_new (FALSE, TRUE, sizeof (Item));
  for (guint i = 0; i < dermaga_practice_store_get_count (session->store); i++)
    {
      DermagaPracticeMessage *message = dermaga_practice_store_get (session->store, i);
      Item item = { .id = dermaga_practice_message_get_id (message) };

      if (g_str_equal (dermaga_practice_message_get_mailbox (message), "INBOX"))
        g_array_append_val (pop3->drop, item);
    }
}

static DermagaPracticeNext
refuse (DermagaPracticeSession *session)
{
  say (session, "-ERR [AUTH] Wrong user name or password");
  return dermaga_practice_session_is_tiresome (session) ? DERMAGA_PRACTICE_LEAVE
                                                        : DERMAGA_PRACTICE_GO_ON;
}

static DermagaPracticeNext
welcome (DermagaPracticeSession *session)
{
  open_drop (session);
  return say (session, "+OK You are signed in");
}

static DermagaPracticeNext
say_sasl (DermagaPracticeSession *session, DermagaPracticeSaslStep step, const char *challenge)
{
  Pop3 *pop3 = session->state;

  pop3->authenticating = step == DERMAGA_PRACTICE_SASL_ASK;
  switch (step)
    {
    case DERMAGA_PRACTICE_SASL_ASK:
      dermaga_practice_output_printf (session->out, "+ %s\r\n", challenge);
      return DERMAGA_PRACTICE_GO_ON;
    case DERMAGA_PRACTICE_SASL_ACCEPTED:
      return welcome (session);
    case DERMAGA_PRACTICE_SASL_REFUSED:
      return refuse (session);
    case DERMAGA_PRACTICE_SASL_MALFORMED:
      return say (session, "-ERR That cannot be read");
    case DERMAGA_PRACTICE_SASL_CANCELLED:
      return say (session, "-ERR Cancelled");
    case DERMAGA_PRACTICE_SASL_UNKNOWN:
      return say (session, "-ERR That mechanism is not offered");
    }
  g_assert_not_reached ();
}

static DermagaPracticeNext
answer_auth (DermagaPracticeSession *session, const char *argument)
{
  Pop3 *pop3 = session->state;
  const char *challenge = NULL;
  DermagaPracticeSaslStep step;

  if (!session->secure)
    return say (session, "-ERR Encryption first");
  if (*argument == '\0')
    return say (session, "+OK Mechanisms follow\r\nPLAIN\r\nLOGIN\r\n.");
  step = dermaga_practice_sasl_begin (&pop3->sasl, session, argument, &challenge);
  return say_sasl (session, step, challenge);
}

static DermagaPracticeNext
answer_user (DermagaPracticeSession *session, const char *argument)
{
  Pop3 *pop3 = session->state;

  if (!session->secure)
    return say (session, "-ERR Encryption first");
  if (*argument == '\0')
    return say (session, "-ERR USER needs a name");
  g_free (pop3->user);
  pop3->user = g_strdup (argument);
  return say (session, "+OK And the password?");
}

static DermagaPracticeNext
answer_pass (DermagaPracticeSession *session, const char *argument)
{
  Pop3 *pop3 = session->state;
  g_autofree char *user = g_steal_pointer (&pop3->user);

  if (user == NULL)
    return say (session, "-ERR USER first");
  return dermaga_practice_session_sign_in (session, user, argument) ? welcome (session)
                                                                    : refuse (session);
}

static DermagaPracticeNext
answer_noop (DermagaPracticeSession *session, const char *argument)
{
  return say (session, "+OK");
}

/* RFC 1939 §6: only who says goodbye deletes. */
static DermagaPracticeNext
answer_quit (DermagaPracticeSession *session, const char *argument)
{
  Pop3 *pop3 = session->state;

  for (guint i = 0; pop3->drop != NULL && i < pop3->drop->len; i++)
    {
      const Item *item = &g_array_index (pop3->drop, Item, i);

      if (item->deleted)
        dermaga_practice_store_remove (session->store, item->id);
    }
  say (session, "+OK Goodbye");
  return DERMAGA_PRACTICE_LEAVE;
}

/* (nullable): the mail, unless it was deleted, here or elsewhere. */
static DermagaPracticeMessage *
get_message (DermagaPracticeSession *session, guint index)
{
  const Pop3 *pop3 = session->state;
  const Item *item = index < pop3->drop->len ? &g_array_index (pop3->drop, Item, index) : NULL;

  return item != NULL && !item->deleted ? dermaga_practice_store_find (session->store, item->id)
                                        : NULL;
}

/* (nullable): the mail that @argument names; complains if there is none.
 * @rest: (out): behind the number */
static DermagaPracticeMessage *
named_message (DermagaPracticeSession *session, const char *argument, guint *index,
               const char **rest)
{
  char *end = NULL;
  guint64 number = g_ascii_isdigit (*argument) ? g_ascii_strtoull (argument, &end, 10) : 0;
  DermagaPracticeMessage *message;

  *rest = end != NULL ? end : argument;
  if (number == 0 || number > G_MAXUINT || (**rest != '\0' && **rest != ' '))
    {
      say (session, "-ERR The number of a mail is meant");
      return NULL;
    }
  *index = (guint) number - 1;
  message = get_message (session, *index);
  if (message == NULL)
    say (session, "-ERR There is no such mail");
  return message;
}

static DermagaPracticeNext
answer_stat (DermagaPracticeSession *session, const char *argument)
{
  const Pop3 *pop3 = session->state;
  guint count = 0;
  guint64 octets = 0;

  for (guint i = 0; i < pop3->drop->len; i++)
    {
      DermagaPracticeMessage *message = get_message (session, i);

      if (message == NULL)
        continue;
      count++;
      octets += dermaga_practice_message_get_size (message);
    }
  dermaga_practice_output_printf (session->out, "+OK %u %" G_GUINT64_FORMAT "\r\n", count, octets);
  return DERMAGA_PRACTICE_GO_ON;
}

static void
say_item (DermagaPracticeSession *session, const char *before, DermagaPracticeMessage *message,
          guint index)
{
  const Pop3 *pop3 = session->state;

  if (pop3->with_uids)
    dermaga_practice_output_printf (session->out, "%s%u %08x%08x\r\n", before, index + 1,
                                    dermaga_practice_store_get_validity (session->store),
                                    dermaga_practice_message_get_id (message));
  else
    dermaga_practice_output_printf (session->out, "%s%u %" G_GSIZE_FORMAT "\r\n", before, index + 1,
                                    dermaga_practice_message_get_size (message));
}

/* A piece of a list at a time: whoever does not read it does not make it grow in memory. */
static DermagaPracticeNext
more (DermagaPracticeSession *session)
{
  Pop3 *pop3 = session->state;
  guint end = MIN (pop3->listing + 500, pop3->drop->len);

  for (; pop3->listing < end; pop3->listing++)
    {
      DermagaPracticeMessage *message = get_message (session, pop3->listing);

      if (message != NULL)
        say_item (session, "", message, pop3->listing);
    }
  if (pop3->listing < pop3->drop->len)
    return DERMAGA_PRACTICE_MORE;
  return say (session, ".");
}

static DermagaPracticeNext
list (DermagaPracticeSession *session, const char *argument, gboolean with_uids)
{
  Pop3 *pop3 = session->state;
  DermagaPracticeMessage *message;
  guint index;

  pop3->with_uids = with_uids;
  if (*argument == '\0')
    {
      pop3->listing = 0;
      say (session, "+OK");
      return DERMAGA_PRACTICE_MORE;
    }
  message = named_message (session, argument, &index, &argument);
  if (message != NULL)
    say_item (session, "+OK ", message, index);
  return DERMAGA_PRACTICE_GO_ON;
}

static DermagaPracticeNext
answer_list (DermagaPracticeSession *session, const char *argument)
{
  return list (session, argument, FALSE);
}

static DermagaPracticeNext
answer_uidl (DermagaPracticeSession *session, const char *argument)
{
  return list (session, argument, TRUE);
}

static DermagaPracticeNext
answer_retr (DermagaPracticeSession *session, const char *argument)
{
  guint index;
  DermagaPracticeMessage *message = named_message (session, argument, &index, &argument);

  if (message == NULL)
    return DERMAGA_PRACTICE_GO_ON;
  dermaga_practice_output_printf (session->out, "+OK %" G_GSIZE_FORMAT " octets\r\n",
                                  dermaga_practice_message_get_size (message));
  dermaga_practice_output_mail (session->out, dermaga_practice_message_get_contents (message));
  return DERMAGA_PRACTICE_GO_ON;
}

/* The header and the first @n_lines lines behind it. */
static GBytes *
top_of (GBytes *contents, guint64 n_lines)
{
  gsize length;
  const char *data = g_bytes_get_data (contents, &length);
  gsize end = dermaga_practice_header_length (data, length);

  for (; n_lines > 0 && end < length; n_lines--)
    {
      const char *newline = memchr (data + end, '\n', length - end);

      end = newline != NULL ? (gsize) (newline - data) + 1 : length;
    }
  return g_bytes_new_from_bytes (contents, 0, end);
}

static DermagaPracticeNext
answer_top (DermagaPracticeSession *session, const char *argument)
{
  guint index;
  guint64 n_lines;
  DermagaPracticeMessage *message = named_message (session, argument, &index, &argument);
  g_autoptr (GBytes) top = NULL;

  if (message == NULL)
    return DERMAGA_PRACTICE_GO_ON;
  while (*argument == ' ')
    argument++;
  if (!g_ascii_string_to_unsigned (argument, 10, 0, G_MAXUINT32, &n_lines, NULL))
    return say (session, "-ERR How many lines?");
  top = top_of (dermaga_practice_message_get_contents (message), n_lines);
  say (session, "+OK The top follows");
  dermaga_practice_output_mail (session->out, top);
  return DERMAGA_PRACTICE_GO_ON;
}

static DermagaPracticeNext
answer_dele (DermagaPracticeSession *session, const char *argument)
{
  Pop3 *pop3 = session->state;
  guint index;

  if (named_message (session, argument, &index, &argument) == NULL)
    return DERMAGA_PRACTICE_GO_ON;
  g_array_index (pop3->drop, Item, index).deleted = TRUE;
  return say (session, "+OK It goes when you say QUIT");
}

static DermagaPracticeNext
answer_rset (DermagaPracticeSession *session, const char *argument)
{
  Pop3 *pop3 = session->state;

  for (guint i = 0; i < pop3->drop->len; i++)
    g_array_index (pop3->drop, Item, i).deleted = FALSE;
  return say (session, "+OK");
}

typedef enum {
  ALWAYS,
  BEFORE_SIGN_IN,
  SIGNED_IN,
} When;

static DermagaPracticeNext
answer_command (DermagaPracticeSession *session, const char *line)
{
  static const struct {
    const char *word;
    DermagaPracticeNext (*answer) (DermagaPracticeSession *session, const char *argument);
    When when;
  } commands[] = {
    { "CAPA", answer_capa, ALWAYS },          { "NOOP", answer_noop, ALWAYS },
    { "QUIT", answer_quit, ALWAYS },          { "STLS", answer_stls, BEFORE_SIGN_IN },
    { "AUTH", answer_auth, BEFORE_SIGN_IN },  { "USER", answer_user, BEFORE_SIGN_IN },
    { "PASS", answer_pass, BEFORE_SIGN_IN },  { "STAT", answer_stat, SIGNED_IN },
    { "LIST", answer_list, SIGNED_IN },       { "UIDL", answer_uidl, SIGNED_IN },
    { "RETR", answer_retr, SIGNED_IN },       { "TOP", answer_top, SIGNED_IN },
    { "DELE", answer_dele, SIGNED_IN },       { "RSET", answer_rset, SIGNED_IN },
  };
  const char *argument = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (!dermaga_practice_word_is (line, commands[i].word, &argument))
        continue;
      if (commands[i].when == SIGNED_IN && session->user == NULL)
        return say (session, "-ERR Sign in first");
      if (commands[i].when == BEFORE_SIGN_IN && session->user != NULL)
        return say (session, "-ERR You are signed in already");
      return commands[i].answer (session, argument);
    }
  return say (session, "-ERR Not implemented");
}

static DermagaPracticeNext
answer (DermagaPracticeSession *session, const char *line)
{
  Pop3 *pop3 = session->state;
  const char *challenge = NULL;
  DermagaPracticeSaslStep step;

  if (!pop3->authenticating)
    return answer_command (session, line);
  step = dermaga_practice_sasl_answer (&pop3->sasl, session, line, &challenge);
  return say_sasl (session, step, challenge);
}

const DermagaPracticeProtocol dermaga_practice_pop3 = {
  .patience_us = 10 * 60 * G_USEC_PER_SEC,
  .state_new = state_new,
  .state_free = state_free,
  .greet = greet,
  .answer = answer,
  .more = more,
};
