#include "config.h"

#include "export/dermaga-report-private.h"

#include "verdict/dermaga-words.h"

#include <glib/gi18n.h>

static void
add_event (DermagaReport *report, const DermagaEvent *event)
{
  g_autofree char *time = dermaga_report_format_ms (event->at);
  g_autofree char *sentence = dermaga_explain_event (event);
  /* Translators: who speaks, before a line of a dialogue between this program and a server. */
  const char *speaker = event->kind == DERMAGA_EVENT_RECEIVED ? _("Server") : "Dermaga";
  const DermagaCell cells[] = {
    { time, DERMAGA_TONE_PLAIN, 0 },
    { sentence != NULL ? "" : speaker, DERMAGA_TONE_PLAIN, 0 },
    { sentence != NULL ? sentence : event->text,
      sentence != NULL ? DERMAGA_TONE_FAINT : DERMAGA_TONE_PLAIN, 0 },
  };

  dermaga_pen_row (&report->pen, cells, G_N_ELEMENTS (cells));
}

void
dermaga_report_add_transcript (DermagaReport *report, DermagaTranscript *transcript)
{
  GPtrArray *events = dermaga_transcript_get_events (transcript);
  const char *columns[] = { _("Time"), _("Who"), _("What was said") };

  if (events->len == 0)
    return;
  dermaga_pen_table (&report->pen, DERMAGA_TABLE_DIALOGUE, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < events->len; i++)
    add_event (report, events->pdata[i]);
  dermaga_pen_end_table (&report->pen);
}
