#include "config.h"

#include "verdict/dermaga-words.h"

#include <glib/gi18n.h>

/* (nullable): a sentence about what happened; {text} may stand in it. */
static const char *
get_template (const DermagaEvent *event)
{
  switch (event->kind)
    {
    case DERMAGA_EVENT_SENT:
    case DERMAGA_EVENT_RECEIVED:
      return NULL;
    case DERMAGA_EVENT_CONNECTED:
      return _("The server accepted the connection.");
    case DERMAGA_EVENT_CONNECT_FAILED:
      return _("No connection came about.");
    case DERMAGA_EVENT_OMITTED:
      /* Translators: {text} is a number. */
      return _("Left out here: {text} more lines.");
    case DERMAGA_EVENT_TLS_STARTED:
      return _("Encryption (TLS) begins.");
    case DERMAGA_EVENT_TLS_COMPLETE:
      return _("TLS handshake complete: {text}");
    case DERMAGA_EVENT_TLS_FAULT:
      return _("Certificate fault: {text}");
    case DERMAGA_EVENT_TLS_FAILED:
      return event->text != NULL && *event->text != '\0'
               ? _("The encryption could not be set up: {text}")
               : _("The encryption could not be set up.");
    case DERMAGA_EVENT_DEADLINE:
      return _("The server took too long; Dermaga closed the connection.");
    case DERMAGA_EVENT_PEER_CLOSED:
      return _("The server closed the connection.");
    case DERMAGA_EVENT_PEER_RESET:
      return _("The connection was broken off (reset).");
    case DERMAGA_EVENT_STOPPED:
      return _("Dermaga did not go on and closed the connection.");
    case DERMAGA_EVENT_CLOSED:
      return _("All was known; Dermaga closed the connection.");
    case DERMAGA_EVENT_CANCELLED:
      return _("The check ended; Dermaga closed the connection.");
    }
  g_assert_not_reached ();
}

char *
dermaga_explain_event (const DermagaEvent *event)
{
  const char *template = get_template (event);
  g_autofree char *count = g_strdup_printf ("%u", event->count);

  if (template == NULL)
    return NULL;
  return dermaga_fill (template, "text",
                       event->kind == DERMAGA_EVENT_OMITTED ? count
                       : event->text != NULL                ? event->text
                                                            : "",
                       NULL);
}
