#include "config.h"

#include "cli/password.h"

#include "base/dermaga-text.h"
#include "cli/options.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define MAX_PROMPT 1000
#define MAX_ANSWER 16

/* What may end or stop the program while the terminal does not echo. */
static const int caught_signals[]
  = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU, SIGALRM, SIGPIPE };

#define N_CAUGHT G_N_ELEMENTS (caught_signals)

static volatile sig_atomic_t caught;

static void
catch_signal (int number)
{
  caught = number;
}

/* One line that was read; on the stack, and wiped before it goes. */
typedef struct {
  char bytes[DERMAGA_SECRET_MAX + 2];
  gsize length;
  gboolean too_long;
  gboolean failed;
} Line;

/* A signal that comes just before a read would not end it: while @open is given, signals are let in
 * only where waiting for the next byte sees them. */
static ssize_t
read_byte (int fd, const sigset_t *open, char *byte)
{
  struct pollfd wanted = { .fd = fd, .events = POLLIN };

  if (open != NULL && ppoll (&wanted, 1, NULL, open) < 0)
    return -1;
  return read (fd, byte, 1);
}

/* Byte by byte, so that nothing behind the line is taken away from whoever reads on. @open:
 * (nullable) */
static void
read_line (int fd, const sigset_t *open, Line *line)
{
  for (;;)
    {
      char byte;
      ssize_t n = read_byte (fd, open, &byte);

      if (n < 0 && errno == EINTR && caught == 0)
        continue;
      if (n < 0)
        line->failed = TRUE;
      if (n <= 0 || byte == '\n')
        break;
      if (line->length < sizeof line->bytes)
        line->bytes[line->length++] = byte;
      else
        line->too_long = TRUE;
      dermaga_wipe (&byte, 1);
    }
  if (line->length > 0 && line->bytes[line->length - 1] == '\r')
    line->length--;
}

static gboolean
write_all (int fd, const char *text)
{
  for (gsize left = strlen (text); left > 0;)
    {
      ssize_t n = write (fd, text, left);

      if (n < 0 && errno != EINTR)
        return FALSE;
      if (n > 0)
        {
          text += n;
          left -= (gsize) n;
        }
    }
  return TRUE;
}

static gboolean
is_stop (int number)
{
  return number == SIGTSTP || number == SIGTTIN || number == SIGTTOU;
}

/* One go at it. Between the two changes of the terminal every signal only interrupts the reading:
 * the terminal comes first, then the signal does what it always does. */
static void
read_hidden_once (int fd, const char *prompt, Line *line)
{
  struct sigaction action = { .sa_handler = catch_signal };
  struct sigaction before[N_CAUGHT];
  struct termios usual, hidden;
  sigset_t held, open;

  caught = 0;
  sigemptyset (&action.sa_mask);
  sigemptyset (&held);
  /* Those of a job in the background come from the terminal calls themselves. */
  for (guint i = 0; i < N_CAUGHT; i++)
    if (caught_signals[i] != SIGTTIN && caught_signals[i] != SIGTTOU)
      sigaddset (&held, caught_signals[i]);
  sigprocmask (SIG_BLOCK, &held, &open);
  for (guint i = 0; i < N_CAUGHT; i++)
    {
      sigaction (caught_signals[i], &action, &before[i]);
      if (before[i].sa_handler == SIG_IGN)
        sigaction (caught_signals[i], &before[i], NULL);
    }
  if (tcgetattr (fd, &usual) == 0)
    {
      hidden = usual;
      hidden.c_lflag &= ~(tcflag_t) ECHO;
      hidden.c_lflag |= ECHONL | ICANON | ISIG;
      line->failed = tcsetattr (fd, TCSAFLUSH, &hidden) != 0;
      if (!line->failed)
        {
          line->failed = prompt != NULL && !write_all (fd, prompt);
          if (!line->failed)
            read_line (fd, &open, line);
          while (tcsetattr (fd, TCSAFLUSH, &usual) != 0 && errno == EINTR && !is_stop (caught))
            continue;
        }
    }
  else
    line->failed = TRUE;
  if (caught != 0)
    write_all (fd, "\n");
  for (guint i = 0; i < N_CAUGHT; i++)
    sigaction (caught_signals[i], &before[i], NULL);
  sigprocmask (SIG_SETMASK, &open, NULL);
}

/* A person may stop the program here and go on later: then the question is asked again. */
static void
read_hidden (int fd, const char *prompt, Line *line)
{
  do
    {
      dermaga_wipe (line, sizeof *line);
      read_hidden_once (fd, prompt, line);
      if (caught != 0)
        {
          dermaga_wipe (line, sizeof *line);
          line->failed = TRUE;
          kill (getpid (), caught);
        }
    }
  while (is_stop (caught));
}

/* Wipes @line. */
static DermagaSecret *
take_secret (Line *line)
{
  DermagaSecret *secret = NULL;

  if (line->failed)
    dermaga_complain (_("The password could not be read."));
  else if (line->too_long || line->length > DERMAGA_SECRET_MAX)
    dermaga_complain (_("The password is too long: at most 1024 bytes can be sent."));
  else if (line->length == 0)
    dermaga_complain (_("No password was given."));
  else
    {
      secret = dermaga_secret_new (line->bytes, (gssize) line->length);
      if (secret == NULL)
        dermaga_complain (_("The password holds a character that no sign-in can carry."));
    }
  dermaga_wipe (line, sizeof *line);
  return secret;
}

static int
open_terminal (void)
{
  return open ("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
}

gboolean
dermaga_terminal_is_there (void)
{
  int fd = open_terminal ();

  if (fd >= 0)
    close (fd);
  return fd >= 0;
}

DermagaSecret *
dermaga_password_ask (const char *prompt)
{
  g_autofree char *safe = dermaga_text_make_safe (prompt, -1, MAX_PROMPT);
  g_autofree char *shown = g_strconcat (safe, " ", NULL);
  Line line = { .failed = FALSE };
  int fd = open_terminal ();

  if (fd < 0)
    {
      dermaga_complain (_("There is no terminal to ask for the password at; give it on a file "
                          "descriptor with --password-fd."));
      return NULL;
    }
  read_hidden (fd, shown, &line);
  close (fd);
  return take_secret (&line);
}

DermagaSecret *
dermaga_password_read (int fd)
{
  Line line = { .failed = FALSE };

  if (isatty (fd))
    read_hidden (fd, NULL, &line);
  else
    read_line (fd, NULL, &line);
  return take_secret (&line);
}

static gboolean
is_yes (const char *answer)
{
  g_autofree char *lower = g_utf8_strdown (answer, -1);
  /* Translators: what is typed for “yes” and for its short form, with a space between. */
  g_auto (GStrv) words = g_strsplit (_("yes y"), " ", -1);

  return g_str_equal (lower, "y") || g_str_equal (lower, "yes")
         || g_strv_contains ((const char *const *) words, lower);
}

gboolean
dermaga_terminal_agrees (const char *question)
{
  g_autofree char *safe = dermaga_text_make_safe (question, -1, MAX_PROMPT);
  g_autofree char *shown = g_strconcat (safe, " ", NULL);
  char answer[MAX_ANSWER + 1] = { 0 };
  Line line = { .failed = FALSE };
  int fd = open_terminal ();

  if (fd < 0)
    return FALSE;
  caught = 0;
  line.failed = !write_all (fd, shown);
  if (!line.failed)
    read_line (fd, NULL, &line);
  close (fd);
  if (line.failed || line.length > MAX_ANSWER)
    return FALSE;
  memcpy (answer, line.bytes, line.length);
  g_strstrip (answer);
  return g_utf8_validate (answer, -1, NULL) && is_yes (answer);
}
