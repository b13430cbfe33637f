#include "config.h"

#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#define USUAL_WIDTH 80u
#define LEAST_WIDTH 40u
#define GREATEST_WIDTH 100u

gboolean
dermaga_terminal_understands (int fd)
{
  const char *kind = g_getenv ("TERM");

  return isatty (fd) && kind != NULL && !g_str_equal (kind, "dumb");
}

guint
dermaga_terminal_get_width (int fd)
{
  struct winsize size;

  if (ioctl (fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return USUAL_WIDTH;
  return CLAMP (size.ws_col, LEAST_WIDTH, GREATEST_WIDTH);
}

gboolean
dermaga_terminal_wants_colour (int fd)
{
  const char *no_colour = g_getenv ("NO_COLOR");

  return dermaga_terminal_understands (fd) && (no_colour == NULL || *no_colour == '\0');
}
