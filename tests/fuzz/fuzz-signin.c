#include "config.h"

#include "base/dermaga-text.h"
#include "fuzz.h"
#include "wire/dermaga-signin-dialogue.h"

#include <string.h>

/* As in fuzz-dialogue: the client's last tag, and the end of a piece. */
#define TAG_BYTE 0x01
#define PIECE_BYTE 0x02

#define USER "budi"
#define PASSWORD "rahasia-sekali"
#define PASSWORD_BASE64 "cmFoYXNpYS1zZWthbGk="
#define PLAIN_BASE64 "AGJ1ZGkAcmFoYXNpYS1zZWthbGk="

typedef struct {
  DermagaSigninDialogue *dialogue;
  DermagaAction action;
  GString *tag;
  guint32 chunks;
  gboolean imap;
  gboolean secured;
  guint n_commands;
  guint n_passwords; /* how often it went out as it is or in base64 */
  guint n_hashed;    /* how many slices of hashing */
} Peer;

static void
check_command (Peer *peer, GBytes *send)
{
  gsize length;
  const char *bytes = g_bytes_get_data (send, &length);
  g_autofree char *command = g_strndup (bytes, length);
  const char *space = strchr (command, ' ');

  /* One whole command, with no line end inside but in the message. */
  g_assert_true (g_str_has_suffix (command, "\r\n"));
  g_assert_cmpuint (strlen (command), ==, length);
  peer->n_commands++;
  if (strstr (command, PASSWORD) != NULL || strstr (command, PASSWORD_BASE64) != NULL
      || strstr (command, PLAIN_BASE64) != NULL)
    {
      g_assert_true (peer->secured);
      peer->n_passwords++;
    }
  if (!peer->secured)
    g_assert_null (strstr (command, USER));
  if (peer->imap && space == command + 9 && g_ascii_islower (command[0]))
    g_string_truncate (g_string_assign (peer->tag, command), 9);
}

static void
poll_dialogue (Peer *peer)
{
  g_autoptr (DermagaSecret) secret = NULL;
  GBytes *send;

  for (;;)
    {
      peer->action = dermaga_signin_talk.next (peer->dialogue, &send);
      if (peer->action == DERMAGA_ACTION_SEND)
        {
          check_command (peer, send);
          g_bytes_unref (send);
        }
      else if (peer->action == DERMAGA_ACTION_START_TLS)
        {
          g_assert_false (peer->secured);
          peer->secured = TRUE;
          secret = dermaga_secret_new (PASSWORD, -1);
          dermaga_signin_talk.unlock (peer->dialogue, USER, secret);
          dermaga_signin_talk.secured (peer->dialogue);
        }
      else if (peer->action == DERMAGA_ACTION_WORK && peer->n_hashed++ > 4)
        return; /* the rest is the same, and slow */
      else if (peer->action != DERMAGA_ACTION_WORK)
        return;
    }
}

static void
feed_piece (Peer *peer, const GString *piece)
{
  gsize offset = 0;

  while (offset < piece->len)
    {
      gsize length;

      peer->chunks = peer->chunks * 1664525u + 1013904223u;
      length = MIN (1 + (peer->chunks >> 24), piece->len - offset);
      dermaga_signin_talk.feed (peer->dialogue, (const guint8 *) piece->str + offset, length);
      offset += length;
    }
  poll_dialogue (peer);
}

static void
feed_all (Peer *peer, const guint8 *data, gsize size)
{
  g_autoptr (GString) piece = g_string_new (NULL);

  for (gsize i = 0; i < size; i++)
    {
      if (data[i] == TAG_BYTE)
        g_string_append (piece, peer->tag->str);
      else if (data[i] != PIECE_BYTE)
        g_string_append_c (piece, (char) data[i]);
      else
        {
          feed_piece (peer, piece);
          g_string_truncate (piece, 0);
        }
    }
  feed_piece (peer, piece);
}

/* Safe, short, and without the password in whatever form the server may have said it. */
static void
check_text (const char *text)
{
  if (text == NULL)
    return;
  g_assert_true (dermaga_text_is_clean (text));
  g_assert_cmpuint (g_utf8_strlen (text, -1), <=, 200);
  g_assert_null (strstr (text, PASSWORD));
  g_assert_null (strstr (text, PASSWORD_BASE64));
  g_assert_null (strstr (text, PLAIN_BASE64));
}

static void
check_end (Peer *peer)
{
  const DermagaSigninFacts *facts = dermaga_signin_dialogue_get_facts (peer->dialogue);

  g_assert_true (peer->action == DERMAGA_ACTION_DONE || peer->action == DERMAGA_ACTION_FAILED);
  g_assert_false (facts->begun && !peer->secured);
  g_assert_false (facts->begun && !facts->judged);
  if (facts->judged && facts->verdict == DERMAGA_SIGNIN_ACCEPTED)
    g_assert_true (facts->begun && facts->mechanism != NULL);
  if (facts->delivery != DERMAGA_DELIVERY_NOT_ASKED)
    g_assert_cmpint (facts->verdict, ==, DERMAGA_SIGNIN_ACCEPTED);
  g_assert_cmpuint (peer->n_passwords, <=, 3); /* PLAIN, LOGIN, and the protocol's own way */
  g_assert_cmpuint (peer->n_commands, <, 64);
  check_text (facts->reply);
  check_text (facts->response_code);
  check_text (facts->delivery_reply);
  check_text (facts->delivery_status);
}

static DermagaSigninDialogue *
make_dialogue (guint8 choice, guint8 seed)
{
  DermagaSecurity mode = (choice / 3) % 2 == 0 ? DERMAGA_SECURITY_TLS : DERMAGA_SECURITY_STARTTLS;
  DermagaSigninDialogue *dialogue = dermaga_signin_dialogue_new (choice % 3, mode, seed);
  g_autoptr (GBytes) content = g_bytes_new_static ("Subject: x\r\n\r\n.\r\n", 17);

  if (seed & 1)
    dermaga_signin_dialogue_set_mail (dialogue, "budi@contoh.test", content);
  return dialogue;
}

/* The first octet chooses protocol, mode and how the end comes, the second how pieces are
 * cut; an odd one asks for a message. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  Peer peer = { 0 };
  g_autoptr (DermagaSigninDialogue) dialogue = NULL;

  if (size < 2)
    return 0;
  dialogue = make_dialogue (data[0], data[1]);
  peer.dialogue = dialogue;
  peer.imap = data[0] % 3 == DERMAGA_PROTOCOL_IMAP;
  peer.tag = g_string_new (NULL);
  peer.chunks = data[1];

  poll_dialogue (&peer);
  feed_all (&peer, data + 2, size - 2);
  if (data[0] & 0x20)
    dermaga_signin_talk.leave (dialogue);
  poll_dialogue (&peer);
  if (data[0] & 0x80)
    dermaga_signin_talk.expire (dialogue);
  else
    dermaga_signin_talk.end (dialogue);
  poll_dialogue (&peer);
  if (peer.action != DERMAGA_ACTION_WORK)
    check_end (&peer);
  g_string_free (peer.tag, TRUE);
  return 0;
}
