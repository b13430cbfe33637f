#include "config.h"

#include "base/dermaga-text.h"
#include "fuzz.h"
#include "wire/dermaga-dialogue.h"

#include <string.h>

/* In the server's bytes: stands for the client's last tag, which no input could guess. */
#define TAG_BYTE 0x01
/* Ends a piece: what follows comes after the client's answer. */
#define PIECE_BYTE 0x02

typedef struct {
  DermagaDialogue *dialogue;
  DermagaAction action;
  GString *tag;
  guint32 chunks; /* decides how pieces are cut */
  gboolean secured;
} Peer;

static void
check_command (Peer *peer, GBytes *send)
{
  static const char *const words[] = {
    "EHLO [127.0.0.1]", "HELO [127.0.0.1]", "STARTTLS", "QUIT", "CAPABILITY", "LOGOUT", "CAPA",
    "STLS", NULL,
  };
  gsize length;
  const char *bytes = g_bytes_get_data (send, &length);
  g_autofree char *command = g_strndup (bytes, length);
  char *word = command;

  g_assert_true (g_str_has_suffix (command, "\r\n"));
  command[length - 2] = '\0';
  if (dermaga_dialogue_get_facts (peer->dialogue)->protocol == DERMAGA_PROTOCOL_IMAP)
    {
      word = strchr (command, ' ');
      g_assert_nonnull (word);
      *word++ = '\0';
      g_string_assign (peer->tag, command);
    }
  g_assert_true (g_strv_contains (words, word));
}

static void
poll_dialogue (Peer *peer)
{
  GBytes *send;

  for (;;)
    {
      peer->action = dermaga_dialogue_next (peer->dialogue, &send);
      if (peer->action == DERMAGA_ACTION_SEND)
        {
          check_command (peer, send);
          g_bytes_unref (send);
        }
      else if (peer->action == DERMAGA_ACTION_START_TLS)
        {
          g_assert_false (peer->secured);
          peer->secured = TRUE;
          dermaga_dialogue_secured (peer->dialogue);
        }
      else
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
      dermaga_dialogue_feed (peer->dialogue, (const guint8 *) piece->str + offset, length);
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

static void
check_text (const char *text)
{
  if (text == NULL)
    return;
  g_assert_true (dermaga_text_is_clean (text));
  g_assert_cmpuint (g_utf8_strlen (text, -1), <=, 200);
}

static void
check_capabilities (const DermagaCapabilities *capabilities)
{
  g_assert_cmpuint (g_strv_length (capabilities->names), <=, 128);
  g_assert_cmpuint (g_strv_length (capabilities->auth), <=, 128);
  for (guint i = 0; capabilities->names[i] != NULL; i++)
    check_text (capabilities->names[i]);
  for (guint i = 0; capabilities->auth[i] != NULL; i++)
    check_text (capabilities->auth[i]);
  if (!capabilities->seen)
    g_assert_null (capabilities->names[0]);
}

static void
check_end (Peer *peer)
{
  const DermagaFacts *facts = dermaga_dialogue_get_facts (peer->dialogue);

  g_assert_true (peer->action == DERMAGA_ACTION_DONE || peer->action == DERMAGA_ACTION_FAILED);
  g_assert_true ((facts->trouble == DERMAGA_TROUBLE_NONE)
                 == (facts->stage == DERMAGA_STAGE_FINISHED));
  g_assert_true ((peer->action == DERMAGA_ACTION_DONE)
                 == (facts->trouble == DERMAGA_TROUBLE_NONE));
  g_assert_false (facts->secure.seen && !peer->secured);
  g_assert_false (facts->secure.seen && facts->trouble != DERMAGA_TROUBLE_NONE);
  g_assert_false (facts->mode == DERMAGA_SECURITY_NONE && peer->secured);
  g_assert_false (facts->mode == DERMAGA_SECURITY_TLS && facts->clear.seen);
  check_text (facts->greeting);
  check_text (facts->trouble_text);
  check_text (facts->alert_text);
  check_capabilities (&facts->clear);
  check_capabilities (&facts->secure);
}

/* The first octet chooses protocol, mode and how the end comes, the second how pieces are cut. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  Peer peer = { 0 };
  g_autoptr (DermagaDialogue) dialogue = NULL;

  if (size < 2)
    return 0;
  dialogue = dermaga_dialogue_new (data[0] % 3, data[0] / 3 % 3, data[1]);
  peer.dialogue = dialogue;
  peer.tag = g_string_new (NULL);
  peer.chunks = data[1];

  poll_dialogue (&peer);
  feed_all (&peer, data + 2, size - 2);
  if (data[0] & 0x80)
    dermaga_dialogue_expire (dialogue);
  else
    dermaga_dialogue_end (dialogue);
  poll_dialogue (&peer);
  check_end (&peer);
  g_string_free (peer.tag, TRUE);
  return 0;
}
