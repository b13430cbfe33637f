#include "config.h"

#include "practice/dermaga-practice.h"
#include "probe/dermaga-signin.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* After a sign-in the password is nowhere in this process: neither as it is nor in base64. What is
 * looked for is kept with every bit turned, so that the search does not find itself. */

#define LENGTH 22u
#define TURN(c) ((guint8) ((c) ^ 0xff))
#define CHUNK (1u << 20)
/* Long, with the marker at its end, so that what is freed is not soon used for something else. */
#define PASSWORD_LENGTH 700u

static volatile guint8 turned[LENGTH]; /* or a compiler would turn it back, beside the loop */
/* The part of its base64 that does not depend on what stands around it, in three positions. */
static volatile guint8 turned_base64[3][2 * LENGTH];
static gsize base64_length[3];

static void
turn (const char *text, volatile guint8 *result, gsize length)
{
  for (gsize i = 0; i < length; i++)
    result[i] = TURN (text[i]);
}

static void
make_marker (char *marker)
{
  for (guint i = 0; i < LENGTH; i++)
    marker[i] = (char) ('a' + g_random_int_range (0, 26));
  turn (marker, turned, LENGTH);
  for (guint offset = 0; offset < 3; offset++)
    {
      static const guint begins[] = { 0, 2, 3 };
      guint8 *padded = g_malloc0 (LENGTH + 3);
      gsize whole = (offset + LENGTH) / 3 * 4;
      char *encoded;

      memcpy (padded + offset, marker, LENGTH);
      encoded = g_base64_encode (padded, offset + LENGTH);
      base64_length[offset] = whole - begins[offset] - 4;
      turn (encoded + begins[offset], turned_base64[offset], base64_length[offset]);
      dermaga_wipe (encoded, strlen (encoded));
      dermaga_wipe (padded, LENGTH + 3);
      g_free (padded);
      g_free (encoded);
    }
}

static gboolean
is_at (const guint8 *memory, const volatile guint8 *needle, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if ((memory[i] ^ needle[i]) != 0xff)
      return FALSE;
  return TRUE;
}

static guint
count_in (const guint8 *memory, gsize length)
{
  guint n_found = 0;

  for (gsize i = 0; i + 2 * LENGTH < length; i++)
    {
      n_found += is_at (memory + i, turned, LENGTH);
      for (guint offset = 0; offset < 3; offset++)
        n_found += is_at (memory + i, turned_base64[offset], base64_length[offset]);
    }
  return n_found;
}

/* Reads the whole of one mapping in pieces that overlap. */
static guint
count_in_mapping (int memory_fd, guint8 *buffer, unsigned long start, unsigned long end)
{
  guint n_found = 0;

  while (start < end)
    {
      gsize length = MIN (CHUNK, end - start);
      ssize_t got = pread (memory_fd, buffer, length, (off_t) start);

      if (got <= 0)
        return n_found;
      n_found += count_in (buffer, (gsize) got);
      start += (unsigned long) got > 4 * LENGTH && start + (unsigned long) got < end
                 ? (unsigned long) got - 2 * LENGTH
                 : (unsigned long) got;
    }
  return n_found;
}

/* All that is writable, but for the buffer in which it is looked at. */
static guint
count_in_process (void)
{
  guint8 *buffer = g_malloc0 (CHUNK);
  int memory_fd = open ("/proc/self/mem", O_RDONLY | O_CLOEXEC);
  FILE *maps = fopen ("/proc/self/maps", "re");
  char line[512];
  guint n_found = 0;

  g_assert_cmpint (memory_fd, >=, 0);
  g_assert_nonnull (maps);
  while (fgets (line, sizeof line, maps) != NULL)
    {
      unsigned long start, end;
      char access[8];

      if (sscanf (line, "%lx-%lx %7s", &start, &end, access) != 3 || access[1] != 'w')
        continue;
      if ((unsigned long) buffer >= start && (unsigned long) buffer < end)
        {
          n_found += count_in_mapping (memory_fd, buffer, start, (unsigned long) buffer);
          start = (unsigned long) buffer + CHUNK;
        }
      n_found += count_in_mapping (memory_fd, buffer, start, end);
    }
  fclose (maps);
  close (memory_fd);
  dermaga_wipe (buffer, CHUNK);
  g_free (buffer);
  return n_found;
}

typedef struct {
  DermagaSigninResult *result;
  gboolean ended;
} Ended;

static void
ended_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  Ended *ended = user_data;

  ended->result = dermaga_signin_finish (async, NULL);
  ended->ended = TRUE;
}

static void
sign_in (DermagaNetwork *network, DermagaProtocol protocol, guint16 port, DermagaSecret *secret)
{
  g_autoptr (DermagaServer) server = dermaga_server_new (
    protocol, "mail.practice.test", port,
    port == 587 ? DERMAGA_SECURITY_STARTTLS : DERMAGA_SECURITY_TLS, "budi");
  Ended ended = { 0 };

  dermaga_signin_async (network, server, secret, NULL, NULL, ended_cb, &ended);
  while (!ended.ended)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (ended.result->verdict, ==, DERMAGA_SIGNIN_REJECTED);
  dermaga_signin_result_free (ended.result);
}

/* The practice provider, in this very process, has had it, too. */
static void
test_gone (void)
{
  g_autoptr (DermagaPractice) practice = dermaga_practice_new (NULL);
  DermagaNetwork *network = dermaga_practice_get_network (practice);
  char *password = g_strnfill (PASSWORD_LENGTH, 'x');
  DermagaSecret *secret;

  make_marker (password + PASSWORD_LENGTH - LENGTH);
  secret = dermaga_secret_new (password, PASSWORD_LENGTH);
  dermaga_wipe (password, PASSWORD_LENGTH);
  g_free (password);
  /* The search finds what is there. */
  g_assert_cmpuint (count_in_process (), ==, 1);

  sign_in (network, DERMAGA_PROTOCOL_SMTP, 465, secret);
  sign_in (network, DERMAGA_PROTOCOL_SMTP, 587, secret);
  sign_in (network, DERMAGA_PROTOCOL_IMAP, 993, secret);
  sign_in (network, DERMAGA_PROTOCOL_POP3, 995, secret);
  g_assert_cmpuint (count_in_process (), ==, 1);
  dermaga_secret_unref (secret);
  g_assert_cmpuint (count_in_process (), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signin-memory/gone", test_gone);
  return g_test_run ();
}
