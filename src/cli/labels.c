#include "config.h"

#include "cli/labels.h"

#include <glib/gi18n.h>
#include <string.h>

const char *
dermaga_label_protocol (DermagaProtocol protocol)
{
  switch (protocol)
    {
    case DERMAGA_PROTOCOL_SMTP:
      return "SMTP";
    case DERMAGA_PROTOCOL_IMAP:
      return "IMAP";
    case DERMAGA_PROTOCOL_POP3:
      return "POP3";
    }
  g_assert_not_reached ();
}

const char *
dermaga_label_security (DermagaSecurity security)
{
  switch (security)
    {
    case DERMAGA_SECURITY_NONE:
      /* Translators: no encryption; a narrow column of a table. */
      return _("none");
    case DERMAGA_SECURITY_STARTTLS:
      return "STARTTLS";
    case DERMAGA_SECURITY_TLS:
      return "SSL/TLS";
    }
  g_assert_not_reached ();
}

guint
dermaga_label_security_width (void)
{
  return (guint) MAX (g_utf8_strlen (_("none"), -1), (glong) strlen ("STARTTLS"));
}

const char *
dermaga_label_direction (DermagaDirection direction)
{
  return direction == DERMAGA_DIRECTION_INCOMING ? _("Receiving mail") : _("Sending mail");
}
