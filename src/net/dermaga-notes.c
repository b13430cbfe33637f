#include "config.h"

#include "net/dermaga-notes.h"

void
dermaga_notes_add_handshake (DermagaTranscript *transcript, gint64 at, const DermagaTlsFacts *tls)
{
  g_autofree char *agreed = NULL;

  if (!tls->complete)
    {
      gsize length = 0;
      const guint8 *bytes
        = tls->first_bytes != NULL ? g_bytes_get_data (tls->first_bytes, &length) : NULL;

      if (length > 0)
        dermaga_transcript_add_received (transcript, at, FALSE, bytes, length);
      dermaga_transcript_add (transcript, DERMAGA_EVENT_TLS_FAILED, at, tls->reason_text);
      return;
    }
  agreed = g_strdup_printf ("%s, %s", tls->version != NULL ? tls->version : "?",
                            tls->cipher != NULL ? tls->cipher : "?");
  dermaga_transcript_add (transcript, DERMAGA_EVENT_TLS_COMPLETE, at, agreed);
  for (guint i = 0; i < tls->faults->len; i++)
    dermaga_transcript_add (
      transcript, DERMAGA_EVENT_TLS_FAULT, at,
      dermaga_tls_fault_to_string (&g_array_index (tls->faults, DermagaTlsFault, i)));
}

void
dermaga_notes_add_end (DermagaTranscript *transcript, gint64 at, const DermagaFacts *facts,
                       gboolean ended, gboolean reset)
{
  DermagaEventKind kind = DERMAGA_EVENT_STOPPED;

  if (reset)
    kind = DERMAGA_EVENT_PEER_RESET;
  else if (ended || facts->trouble == DERMAGA_TROUBLE_EOF)
    kind = DERMAGA_EVENT_PEER_CLOSED;
  else if (facts->trouble == DERMAGA_TROUBLE_TIMEOUT)
    kind = DERMAGA_EVENT_DEADLINE;
  else if (facts->stage >= DERMAGA_STAGE_LEAVE)
    kind = DERMAGA_EVENT_CLOSED;
  dermaga_transcript_add (transcript, kind, at, NULL);
}
