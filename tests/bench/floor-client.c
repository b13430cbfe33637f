/* The floor: the least that any program must do to prove mail ports, with nothing left out and
 * nothing added. What a check takes longer than this is its own.
 *
 * usage: floor-client --dns=IP --ca=PEM [--timeout=MS] HOST:PORT...
 *
 * One question for A of each host at the same time, then all connections at the same time. On 465,
 * 993 and 995 TLS at once, then greeting and capabilities; elsewhere greeting, capabilities,
 * STARTTLS, TLS and capabilities again. IMAP capabilities that come in the greeting are not asked
 * for. The certificate is verified for the host. Prints the milliseconds until all were proved;
 * --timeout=MS gives up on connections that get no answer (default 5000).
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MAX_TARGETS 16

typedef enum { SMTP, IMAP, POP3 } Protocol;
typedef enum { CONNECT, GREETING, CAPS, UPGRADE, HANDSHAKE, DONE, FAILED } Phase;

typedef struct {
  char host[128];
  uint16_t port;
  Protocol protocol;
  struct in_addr address;
  bool resolved;
  int fd;
  SSL *ssl;
  bool encrypted;
  Phase phase;
  short events;
  char reply[8192];
  size_t length;
} Target;

static Target targets[MAX_TARGETS];
static int n_targets;

static double
now_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static bool
fail (Target *target, const char *what)
{
  fprintf (stderr, "floor-client: %s port %u: %s\n", target->host, target->port, what);
  target->phase = FAILED;
  return false;
}

/* Writes a question for the address of @host; returns its length. */
static size_t
make_question (unsigned char *out, uint16_t id, const char *host)
{
  size_t length = 12;

  memset (out, 0, 12);
  out[0] = (unsigned char) (id >> 8);
  out[1] = (unsigned char) id;
  out[2] = 1;
  out[5] = 1;
  while (*host != '\0')
    {
      size_t label = strcspn (host, ".");

      out[length++] = (unsigned char) label;
      memcpy (out + length, host, label);
      length += label;
      host += label + (host[label] == '.');
    }
  memcpy (out + length, "\0\0\1\0\1", 5);
  return length + 5;
}

/* Takes the last A record of an answer: the lab's name server gives exactly one. */
static bool
take_answer (const unsigned char *data, ssize_t length)
{
  int id = length > 12 ? data[0] << 8 | data[1] : -1;

  if (id < 0 || id >= n_targets || length < 16 || data[7] == 0)
    return false;
  memcpy (&targets[id].address, data + length - 4, 4);
  targets[id].resolved = true;
  for (int i = 0; i < n_targets; i++)
    if (strcmp (targets[i].host, targets[id].host) == 0)
      {
        targets[i].address = targets[id].address;
        targets[i].resolved = true;
      }
  return true;
}

static bool
resolve_all (const char *server)
{
  struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons (53) };
  struct pollfd answer = { .fd = socket (AF_INET, SOCK_DGRAM, 0), .events = POLLIN };
  unsigned char packet[512];
  int waiting = 0;

  inet_pton (AF_INET, server, &to.sin_addr);
  if (connect (answer.fd, (struct sockaddr *) &to, sizeof to) != 0)
    return false;
  for (int i = 0; i < n_targets; i++)
    {
      bool asked = false;

      for (int j = 0; j < i; j++)
        asked = asked || strcmp (targets[i].host, targets[j].host) == 0;
      if (asked)
        continue;
      if (send (answer.fd, packet, make_question (packet, (uint16_t) i, targets[i].host), 0) < 0)
        return false;
      waiting++;
    }
  for (; waiting > 0; waiting--)
    if (poll (&answer, 1, 5000) != 1
        || !take_answer (packet, recv (answer.fd, packet, sizeof packet, 0)))
      return false;
  close (answer.fd);
  return true;
}

static bool
start (Target *target)
{
  struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons (target->port) };
  int one = 1;

  to.sin_addr = target->address;
  target->fd = socket (AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  setsockopt (target->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  target->events = POLLOUT;
  if (connect (target->fd, (struct sockaddr *) &to, sizeof to) != 0 && errno != EINPROGRESS)
    return fail (target, strerror (errno));
  return true;
}

static void
begin_tls (Target *target, SSL_CTX *context)
{
  target->ssl = SSL_new (context);
  SSL_set_fd (target->ssl, target->fd);
  SSL_set_tlsext_host_name (target->ssl, target->host);
  SSL_set1_host (target->ssl, target->host);
  target->phase = HANDSHAKE;
}

static bool
is_implicit (const Target *target)
{
  return target->port == 465 || target->port == 993 || target->port == 995;
}

static bool
say (Target *target, const char *text)
{
  int length = (int) strlen (text);

  target->length = 0;
  if (target->encrypted ? SSL_write (target->ssl, text, length) != length
                        : write (target->fd, text, (size_t) length) != length)
    return fail (target, "cannot write");
  target->events = POLLIN;
  return true;
}

static bool
ask_caps (Target *target)
{
  static const char *const questions[] = { "EHLO [127.0.0.1]\r\n", "a CAPABILITY\r\n", "CAPA\r\n" };

  target->phase = CAPS;
  return say (target, questions[target->protocol]);
}

/* Whether a whole reply has come. */
static bool
is_complete (const Target *target)
{
  const char *last = target->reply;

  if (target->length < 2 || target->reply[target->length - 1] != '\n')
    return false;
  for (const char *p = target->reply; (p = strchr (p, '\n')) != NULL && p[1] != '\0'; p++)
    last = p + 1;
  if (target->protocol == SMTP)
    return strlen (last) > 3 && last[3] == ' ';
  if (target->protocol == IMAP)
    return target->phase == GREETING || strncmp (last, "a ", 2) == 0;
  return target->phase != CAPS || strcmp (last, ".\r\n") == 0;
}

static bool
next_step (Target *target)
{
  static const char *const upgrades[] = { "STARTTLS\r\n", "a STARTTLS\r\n", "STLS\r\n" };

  if (target->phase == GREETING
      && (target->protocol != IMAP || strstr (target->reply, "[CAPABILITY") == NULL))
    return ask_caps (target);
  if (target->phase == UPGRADE || target->encrypted)
    {
      target->phase = target->phase == UPGRADE ? HANDSHAKE : DONE;
      return true;
    }
  target->phase = UPGRADE;
  return say (target, upgrades[target->protocol]);
}

/* Reads what is there; returns false when there is nothing more for now. */
static bool
read_some (Target *target)
{
  size_t room = sizeof target->reply - 1 - target->length;
  char *into = target->reply + target->length;
  int one = 1;
  ssize_t length =
    target->encrypted ? SSL_read (target->ssl, into, (int) room) : read (target->fd, into, room);

  setsockopt (target->fd, IPPROTO_TCP, TCP_QUICKACK, &one, sizeof one);
  if (length <= 0)
    {
      bool again = target->encrypted
                     ? SSL_get_error (target->ssl, (int) length) == SSL_ERROR_WANT_READ
                     : length < 0 && errno == EAGAIN;
      target->events = POLLIN;
      return again ? false : fail (target, "ended early");
    }
  target->length += (size_t) length;
  target->reply[target->length] = '\0';
  return true;
}

static bool
shake_hands (Target *target)
{
  int one = 1, status = SSL_connect (target->ssl), error;

  setsockopt (target->fd, IPPROTO_TCP, TCP_QUICKACK, &one, sizeof one);
  if (status == 1)
    {
      target->encrypted = true;
      target->length = 0;
      if (!is_implicit (target))
        return ask_caps (target);
      target->phase = GREETING;
      return true;
    }
  error = SSL_get_error (target->ssl, status);
  target->events = error == SSL_ERROR_WANT_WRITE ? POLLOUT : POLLIN;
  return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE
           ? false
           : fail (target, "no verified TLS");
}

static bool
connected (Target *target, SSL_CTX *context)
{
  int error = 0;
  socklen_t size = sizeof error;

  getsockopt (target->fd, SOL_SOCKET, SO_ERROR, &error, &size);
  if (error != 0)
    return fail (target, strerror (error));
  target->phase = GREETING;
  target->events = POLLIN;
  if (is_implicit (target))
    begin_tls (target, context);
  return true;
}

/* Goes on as far as possible without waiting. */
static void
advance (Target *target, SSL_CTX *context)
{
  bool more = true;

  while (more && target->phase != DONE && target->phase != FAILED)
    if (target->phase == CONNECT)
      more = connected (target, context);
    else if (target->phase == HANDSHAKE)
      {
        if (target->ssl == NULL)
          begin_tls (target, context);
        more = shake_hands (target);
      }
    else
      more = read_some (target) && (!is_complete (target) || next_step (target));
}

static bool
run_all (SSL_CTX *context, double deadline)
{
  for (;;)
    {
      struct pollfd polls[MAX_TARGETS];
      int waiting = 0, left = (int) (deadline - now_ms ());

      for (int i = 0; i < n_targets; i++)
        {
          bool over = targets[i].phase == DONE || targets[i].phase == FAILED;

          polls[i] =
            (struct pollfd){ .fd = over ? -1 : targets[i].fd, .events = targets[i].events };
          waiting += !over;
        }
      if (waiting == 0)
        return true;
      if (left <= 0)
        return false;
      poll (polls, (nfds_t) n_targets, left);
      for (int i = 0; i < n_targets; i++)
        if (polls[i].revents != 0)
          advance (&targets[i], context);
    }
}

static bool
add_target (const char *text)
{
  Target *target = &targets[n_targets];
  const char *colon = strrchr (text, ':');

  if (n_targets == MAX_TARGETS || colon == NULL || (size_t) (colon - text) >= sizeof target->host)
    return false;
  memcpy (target->host, text, (size_t) (colon - text));
  target->port = (uint16_t) strtoul (colon + 1, NULL, 10);
  target->protocol = SMTP;
  if (target->port == 143 || target->port == 993)
    target->protocol = IMAP;
  if (target->port == 110 || target->port == 995)
    target->protocol = POP3;
  n_targets++;
  return true;
}

int
main (int argc, char **argv)
{
  double begin = now_ms (), timeout = 5000;
  const char *dns = "127.0.0.1", *ca = NULL;
  SSL_CTX *context = SSL_CTX_new (TLS_client_method ());
  bool good = true;

  for (int i = 1; i < argc; i++)
    if (strncmp (argv[i], "--dns=", 6) == 0)
      dns = argv[i] + 6;
    else if (strncmp (argv[i], "--ca=", 5) == 0)
      ca = argv[i] + 5;
    else if (strncmp (argv[i], "--timeout=", 10) == 0)
      timeout = strtod (argv[i] + 10, NULL);
    else if (!add_target (argv[i]))
      good = false;
  if (!good || n_targets == 0 || ca == NULL || SSL_CTX_load_verify_file (context, ca) != 1)
    {
      fprintf (stderr, "usage: floor-client --dns=IP --ca=PEM [--timeout=MS] HOST:PORT...\n");
      return 2;
    }
  SSL_CTX_set_verify (context, SSL_VERIFY_PEER, NULL);
  if (!resolve_all (dns))
    {
      fprintf (stderr, "floor-client: a name was not found\n");
      return 1;
    }
  for (int i = 0; i < n_targets; i++)
    start (&targets[i]);
  run_all (context, begin + timeout);
  for (int i = 0; i < n_targets; i++)
    good = good && targets[i].phase == DONE;
  printf ("%.1f\n", now_ms () - begin);
  return good ? 0 : 1;
}
