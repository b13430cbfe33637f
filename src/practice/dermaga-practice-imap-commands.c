#include "config.h"

#include "practice/dermaga-practice-imap-private.h"

#include "base/dermaga-secret.h"

#include <string.h>

const char *
dermaga_practice_imap_capabilities (const DermagaPracticeSession *session)
{
  if (session->user != NULL)
    return "IMAP4rev1 LITERAL+ IDLE NAMESPACE ID UNSELECT UIDPLUS SPECIAL-USE";
  if (session->secure)
    return "IMAP4rev1 LITERAL+ ID SASL-IR AUTH=PLAIN AUTH=LOGIN";
  return session->starttls ? "IMAP4rev1 LITERAL+ ID STARTTLS LOGINDISABLED"
                           : "IMAP4rev1 LITERAL+ ID LOGINDISABLED";
}

/* Commands that are valid at any time, or before sign-in. */

static DermagaPracticeNext
answer_capability (DermagaPracticeSession *session, const char *tag, DermagaPracticeCursor *cursor)
{
  dermaga_practice_output_printf (session->out, "* CAPABILITY %s\r\n",
                                  dermaga_practice_imap_capabilities (session));
  return dermaga_practice_imap_done (session, tag, "OK Done");
}

static DermagaPracticeNext
answer_noop (DermagaPracticeSession *session, const char *tag, DermagaPracticeCursor *cursor)
{
  dermaga_practice_imap_sync (session, TRUE);
  return dermaga_practice_imap_done (session, tag, "OK Done");
}

static DermagaPracticeNext
answer_id (DermagaPracticeSession *session, const char *tag, DermagaPracticeCursor *cursor)
{
  dermaga_practice_output_say (session->out, "* ID (\"name\" \"Dermaga practice provider\")\r\n");
  return dermaga_practice_imap_done (session, tag, "OK Done");
}

static DermagaPracticeNext
answer_logout (DermagaPracticeSession *session, const char *tag, DermagaPracticeCursor *cursor)
{
  dermaga_practice_imap_bye (session, "Goodbye");
  dermaga_practice_imap_done (session, tag, "OK Logged out");
  return DERMAGA_PRACTICE_LEAVE;
}

static DermagaPracticeNext
answer_starttls (DermagaPracticeSession *session, const char *tag, DermagaPracticeCursor *cursor)
{
  if (session->secure || !session->starttls)
    return dermaga_practice_imap_done (session, tag, "BAD STARTTLS is not offered now");
  dermaga_practice_imap_done (session, tag, "OK Begin TLS now");
  return DERMAGA_PRACTICE_START_TLS;
}

static DermagaPracticeNext
welcome (DermagaPracticeSession *session, const char *tag)
{
  dermaga_practice_output_printf (session->out, "%s OK [CAPABILITY %s] You are signed in\r\n", tag,
                                  dermaga_practice_imap_capabilities (session));
  return DERMAGA_PRACTICE_GO_ON;
}

static DermagaPracticeNext
refuse (DermagaPracticeSession *session, const char *tag)
{
  dermaga_practice_imap_done (session, tag,
                              "NO [AUTHENTICATIONFAILED] Wrong user name or password");
  return dermaga_practice_session_is_tiresome (session)
           ? dermaga_practice_imap_bye (session, "Too many tries")
           : DERMAGA_PRACTICE_GO_ON;
}

static DermagaPracticeNext
answer_login (DermagaPracticeSession *session, const char *tag, DermagaPracticeCursor *cursor)
{
  g_autofree char *user = NULL;
  g_autofree char *password = NULL;
  gboolean right;

  if (!session->secure)
    return dermaga_practice_imap_done (session, tag, "NO [PRIVACYREQUIRED] Encryption first");
  user = dermaga_practice_cursor_dup_string (cursor, TRUE);
  if (user != NULL && dermaga_practice_cursor_take (cursor, ' '))
    password = dermaga_practice_cursor_dup_string (cursor, TRUE);
  if (password == NULL || !dermaga_practice_cursor_at_end (cursor))
    return dermaga_practice_imap_done (session, tag, "BAD LOGIN takes a user name and a password");
  right = dermaga_practice_session_sign_in (session, user, password);
  dermaga_wipe (password, strlen (password));
  return right ? welcome (session, tag) : refuse (session, tag);
}

DermagaPracticeNext
dermaga_practice_imap_say_sasl (DermagaPracticeSession *session, DermagaPracticeSaslStep step,
                                const char *challenge)
{
  DermagaPracticeImap *imap = session->state;

  imap->authenticating = step == DERMAGA_PRACTICE_SASL_ASK;
  switch (step)
    {
    case DERMAGA_PRACTICE_SASL_ASK:
      dermaga_practice_output_printf (session->out, "+ %s\r\n", challenge);
      return DERMAGA_PRACTICE_GO_ON;
    case DERMAGA_PRACTICE_SASL_ACCEPTED:
      return welcome (session, imap->tag);
    case DERMAGA_PRACTICE_SASL_REFUSED:
      return refuse (session, imap->tag);
    case DERMAGA_PRACTICE_SASL_MALFORMED:
      return dermaga_practice_imap_done (session, imap->tag, "BAD That cannot be read");
    case DERMAGA_PRACTICE_SASL_CANCELLED:
      return dermaga_practice_imap_done (session, imap->tag, "BAD Cancelled");
    case DERMAGA_PRACTICE_SASL_UNKNOWN:
      return dermaga_practice_imap_done (session, imap->tag,
                                         "NO [CANNOT] That mechanism is not offered");
    }
  g_assert_not_reached ();
}

static DermagaPracticeNext
answer_authenticate (DermagaPracticeSession *session, const char *tag,
                     DermagaPracticeCursor *cursor)
{
  DermagaPracticeImap *imap = session->state;
  const char *challenge = NULL;
  g_autofree char *arguments = NULL;
  DermagaPracticeSaslStep step;

  if (!session->secure)
    return dermaga_practice_imap_done (session, tag, "NO [PRIVACYREQUIRED] Encryption first");
  g_free (imap->tag);
  imap->tag = g_strdup (tag);
  arguments = g_strndup (cursor->at, (gsize) (cursor->end - cursor->at));
  step = dermaga_practice_sasl_begin (&imap->sasl, session, arguments, &challenge);
  dermaga_wipe (arguments, strlen (arguments));
  return dermaga_practice_imap_say_sasl (session, step, challenge);
}

/* Commands of those who signed in. */

static DermagaPracticeNext
answer_namespace (DermagaPracticeSession *session, const char *tag, DermagaPracticeCursor *cursor)
{
  dermaga_practice_output_say (session->out, "* NAMESPACE ((\"\" \"/\")) NIL NIL\r\n");
  return dermaga_practice_imap_done (session, tag, "OK Done");
}

/* Subscriptions are not kept: all mailboxes are always there. */
static DermagaPracticeNext
answer_subscribe (DermagaPracticeSession *session, const char *tag, DermagaPracticeCursor *cursor)
{
  return dermaga_practice_imap_done (session, tag, "OK Done");
}

static DermagaPracticeNext
answer_fixed (DermagaPracticeSession *session, const char *tag, DermagaPracticeCursor *cursor)
{
  return dermaga_practice_imap_done (session, tag, "NO [CANNOT] The mailboxes here are fixed");
}

static DermagaPracticeNext
answer_idle (DermagaPracticeSession *session, const char *tag, DermagaPracticeCursor *cursor)
{
  DermagaPracticeImap *imap = session->state;

  g_free (imap->tag);
  imap->tag = g_strdup (tag);
  imap->idling = TRUE;
  dermaga_practice_output_say (session->out, "+ Waiting; DONE ends it\r\n");
  dermaga_practice_imap_sync (session, TRUE);
  return DERMAGA_PRACTICE_GO_ON;
}

/* Commands on a mailbox. */

static DermagaPracticeNext
answer_expunge (DermagaPracticeSession *session, const char *tag, DermagaPracticeCursor *cursor)
{
  DermagaPracticeImap *imap = session->state;

  if (imap->read_only)
    return dermaga_practice_imap_done (session, tag, "NO The mailbox is open for reading only");
  dermaga_practice_imap_expunge (session, NULL);
  dermaga_practice_imap_sync (session, TRUE);
  return dermaga_practice_imap_done (session, tag, "OK Done");
}

static DermagaPracticeNext
answer_uid_expunge (DermagaPracticeSession *session, const char *tag, DermagaPracticeCursor *cursor)
{
  DermagaPracticeImap *imap = session->state;
  g_autoptr (GArray) set = dermaga_practice_cursor_dup_set (cursor);

  if (set == NULL || !dermaga_practice_cursor_at_end (cursor))
    return dermaga_practice_imap_done (session, tag, "BAD UID EXPUNGE takes a set");
  if (imap->read_only)
    return dermaga_practice_imap_done (session, tag, "NO The mailbox is open for reading only");
  dermaga_practice_imap_expunge (session, set);
  dermaga_practice_imap_sync (session, TRUE);
  return dermaga_practice_imap_done (session, tag, "OK Done");
}

static DermagaPracticeNext
answer_close (DermagaPracticeSession *session, const char *tag, DermagaPracticeCursor *cursor)
{
  DermagaPracticeImap *imap = session->state;

  if (!imap->read_only)
    dermaga_practice_imap_expunge (session, NULL);
  dermaga_practice_imap_deselect (imap);
  return dermaga_practice_imap_done (session, tag, "OK Done");
}

static DermagaPracticeNext
answer_unselect (DermagaPracticeSession *session, const char *tag, DermagaPracticeCursor *cursor)
{
  dermaga_practice_imap_deselect (session->state);
  return dermaga_practice_imap_done (session, tag, "OK Done");
}

static DermagaPracticeNext
answer_numbers (DermagaPracticeSession *session, const char *tag, const char *command,
                DermagaPracticeCursor *cursor, gboolean by_uid)
{
  static const struct {
    const char *word;
    DermagaPracticeNext (*answer) (DermagaPracticeSession *session, const char *tag,
                                   DermagaPracticeCursor *cursor, gboolean by_uid);
  } commands[] = {
    { "FETCH", dermaga_practice_imap_fetch },
    { "SEARCH", dermaga_practice_imap_search },
    { "STORE", dermaga_practice_imap_store },
    { "COPY", dermaga_practice_imap_copy },
  };

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_ascii_strcasecmp (command, commands[i].word) == 0)
      return commands[i].answer (session, tag, cursor, by_uid);
  return dermaga_practice_imap_done (session, tag, "BAD Not implemented");
}

static DermagaPracticeNext
answer_uid (DermagaPracticeSession *session, const char *tag, DermagaPracticeCursor *cursor)
{
  g_autofree char *command = dermaga_practice_cursor_dup_atom (cursor);

  if (command == NULL || !dermaga_practice_cursor_take (cursor, ' '))
    return dermaga_practice_imap_done (session, tag, "BAD UID takes a command");
  if (g_ascii_strcasecmp (command, "EXPUNGE") == 0)
    return answer_uid_expunge (session, tag, cursor);
  return answer_numbers (session, tag, command, cursor, TRUE);
}

typedef enum {
  ALWAYS,
  BEFORE_SIGN_IN,
  SIGNED_IN,
  SELECTED,
} When;

static const struct {
  const char *word;
  DermagaPracticeImapCommand answer; /* (nullable): one of those with numbers */
  When when;
} commands[] = {
  { "CAPABILITY", answer_capability, ALWAYS },
  { "NOOP", answer_noop, ALWAYS },
  { "ID", answer_id, ALWAYS },
  { "LOGOUT", answer_logout, ALWAYS },
  { "STARTTLS", answer_starttls, BEFORE_SIGN_IN },
  { "LOGIN", answer_login, BEFORE_SIGN_IN },
  { "AUTHENTICATE", answer_authenticate, BEFORE_SIGN_IN },
  { "NAMESPACE", answer_namespace, SIGNED_IN },
  { "LIST", dermaga_practice_imap_list, SIGNED_IN },
  { "LSUB", dermaga_practice_imap_lsub, SIGNED_IN },
  { "STATUS", dermaga_practice_imap_status, SIGNED_IN },
  { "SELECT", dermaga_practice_imap_select, SIGNED_IN },
  { "EXAMINE", dermaga_practice_imap_examine, SIGNED_IN },
  { "CREATE", dermaga_practice_imap_create, SIGNED_IN },
  { "DELETE", answer_fixed, SIGNED_IN },
  { "RENAME", answer_fixed, SIGNED_IN },
  { "SUBSCRIBE", answer_subscribe, SIGNED_IN },
  { "UNSUBSCRIBE", answer_subscribe, SIGNED_IN },
  { "IDLE", answer_idle, SIGNED_IN },
  { "CHECK", answer_noop, SELECTED },
  { "CLOSE", answer_close, SELECTED },
  { "UNSELECT", answer_unselect, SELECTED },
  { "EXPUNGE", answer_expunge, SELECTED },
  { "FETCH", NULL, SELECTED },
  { "SEARCH", NULL, SELECTED },
  { "STORE", NULL, SELECTED },
  { "COPY", NULL, SELECTED },
  { "UID", answer_uid, SELECTED },
};

static const char *
why_not_now (DermagaPracticeSession *session, When when)
{
  DermagaPracticeImap *imap = session->state;

  switch (when)
    {
    case ALWAYS:
      return NULL;
    case BEFORE_SIGN_IN:
      return session->user != NULL ? "BAD You are signed in already" : NULL;
    case SIGNED_IN:
      return session->user == NULL ? "BAD Sign in first" : NULL;
    case SELECTED:
      if (session->user == NULL)
        return "BAD Sign in first";
      return imap->mailbox == NULL ? "BAD Select a mailbox first" : NULL;
    }
  g_assert_not_reached ();
}

DermagaPracticeNext
dermaga_practice_imap_answer (DermagaPracticeSession *session, const char *tag, const char *word,
                              DermagaPracticeCursor *cursor)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const char *why_not;

      if (g_ascii_strcasecmp (word, commands[i].word) != 0)
        continue;
      why_not = why_not_now (session, commands[i].when);
      if (why_not != NULL)
        return dermaga_practice_imap_done (session, tag, why_not);
      return commands[i].answer != NULL ? commands[i].answer (session, tag, cursor)
                                        : answer_numbers (session, tag, word, cursor, FALSE);
    }
  return dermaga_practice_imap_done (session, tag, "BAD Not implemented");
}
