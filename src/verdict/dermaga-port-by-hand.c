#include "config.h"

#include "verdict/dermaga-words.h"

#include <glib/gi18n.h>

/* A well-known server on each port, for the person who tries it: data/controls.ini has more. */
static const char *
example_for (guint16 port)
{
  switch (port)
    {
    case 25:
      return "gmail-smtp-in.l.google.com";
    case 465:
    case 587:
      return "smtp.gmail.com";
    case 2525:
      return "smtp.sendgrid.net";
    case 993:
      return "imap.gmail.com";
    case 995:
      return "pop.gmail.com";
    case 143:
      return "imap.gmx.net";
    default:
      return "pop.gmx.net";
    }
}

static const char *
greeting_for (guint16 port)
{
  switch (port)
    {
    case 465:
    case 993:
    case 995:
      return N_("If it says “Connected”, the port is likely open. Nothing more appears: this "
                "port is encrypted from the start.");
    case 143:
      return N_("If a line that begins with “* OK” appears, the port is likely open.");
    case 110:
      return N_("If a line that begins with “+OK” appears, the port is likely open.");
    default:
      return N_("If a line that begins with “220” appears, the port is likely open.");
    }
}

char *
dermaga_explain_port_by_hand (guint16 port)
{
  g_autofree char *number = g_strdup_printf ("%u", (guint) port);
  g_autofree char *how = dermaga_fill (
    _("The well-known test by hand: in a terminal, type “telnet {host} {port}”."), "host",
    example_for (port), "port", number, NULL);
  const char *leave = port == 25 || port == 587 || port == 2525 || port == 110
                        ? _("Leave with “quit”.")
                        : _("Leave with Ctrl and ], then “quit”.");

  return g_strdup_printf (
    "%s\n\n%s %s\n\n%s\n\n%s", how, _(greeting_for (port)), leave,
    _("“Connection refused” and a long silence both mean that this server cannot be reached on "
      "the port from here. Some guides call a refusal “not blocked”, but a device in the "
      "network can refuse as well as the server."),
    _("One server alone proves little: it may be down, or turn only you away. Dermaga therefore "
      "asks servers of several companies, checks who they are, and compares with other ports. On "
      "a web host, the test has to be made there: this one is about the network of this "
      "computer."));
}
