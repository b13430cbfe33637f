/* A wire with a length: carries packets between two TUN devices and holds each for a while.
 *
 * usage: delay-wire FD FD MICROSECONDS
 *
 * The descriptors are TUN devices opened by the caller. The delay is that of one direction, half a
 * round trip. Packets are never reordered; one that finds the queue full is lost, as on a router.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#define MAX_PACKET 2048
#define MAX_QUEUE 4096

typedef struct {
  int64_t due_ns;
  size_t length;
  unsigned char data[MAX_PACKET];
} Packet;

typedef struct {
  int from;
  int to;
  size_t first;
  size_t count;
  Packet *queue;
} Direction;

static int64_t
now_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (int64_t) now.tv_sec * 1000000000 + now.tv_nsec;
}

/* Takes in all that waits at one end. */
static bool
take_in (Direction *direction, int64_t delay_ns)
{
  for (;;)
    {
      static unsigned char surplus[MAX_PACKET];
      bool full = direction->count == MAX_QUEUE;
      Packet *packet = &direction->queue[(direction->first + direction->count) % MAX_QUEUE];
      ssize_t length = read (direction->from, full ? surplus : packet->data, MAX_PACKET);

      if (length <= 0)
        return length < 0 && (errno == EAGAIN || errno == EINTR);
      if (full)
        continue;
      packet->due_ns = now_ns () + delay_ns;
      packet->length = (size_t) length;
      direction->count++;
    }
}

/* Lets out what has been held long enough. */
static void
let_out (Direction *direction)
{
  while (direction->count > 0)
    {
      Packet *packet = &direction->queue[direction->first];

      if (packet->due_ns > now_ns ())
        return;
      if (write (direction->to, packet->data, packet->length) < 0 && errno == EAGAIN)
        return;
      direction->first = (direction->first + 1) % MAX_QUEUE;
      direction->count--;
    }
}

/* Returns the time until the next packet is due, or NULL when none waits. */
static struct timespec *
time_to_next (const Direction *directions, struct timespec *wait)
{
  int64_t next = INT64_MAX;

  for (int i = 0; i < 2; i++)
    if (directions[i].count > 0 && directions[i].queue[directions[i].first].due_ns < next)
      next = directions[i].queue[directions[i].first].due_ns;
  if (next == INT64_MAX)
    return NULL;
  next -= now_ns ();
  if (next < 0)
    next = 0;
  wait->tv_sec = next / 1000000000;
  wait->tv_nsec = next % 1000000000;
  return wait;
}

int
main (int argc, char **argv)
{
  Direction directions[2] = { 0 };
  int64_t delay_ns;

  if (argc != 4)
    {
      fprintf (stderr, "usage: delay-wire FD FD MICROSECONDS\n");
      return 2;
    }
  delay_ns = strtoll (argv[3], NULL, 10) * 1000;
  for (int i = 0; i < 2; i++)
    {
      directions[i].from = (int) strtol (argv[1 + i], NULL, 10);
      directions[i].to = (int) strtol (argv[2 - i], NULL, 10);
      directions[i].queue = calloc (MAX_QUEUE, sizeof (Packet));
      if (directions[i].queue == NULL || fcntl (directions[i].from, F_SETFL, O_NONBLOCK) != 0)
        {
          perror ("delay-wire");
          return 1;
        }
    }
  prctl (PR_SET_TIMERSLACK, 1000);

  for (;;)
    {
      struct timespec wait;
      struct pollfd polls[2] = {
        { .fd = directions[0].from, .events = POLLIN },
        { .fd = directions[1].from, .events = POLLIN },
      };

      if (ppoll (polls, 2, time_to_next (directions, &wait), NULL) < 0 && errno != EINTR)
        return 1;
      for (int i = 0; i < 2; i++)
        {
          if (polls[i].revents != 0 && !take_in (&directions[i], delay_ns))
            return 0;
          let_out (&directions[i]);
        }
    }
}
