#include "config.h"

#include "export/dermaga-report-private.h"

#include "verdict/dermaga-words.h"

#include <glib/gi18n.h>

const char *
dermaga_report_label_protocol (DermagaProtocol protocol)
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
dermaga_report_label_security (DermagaSecurity security)
{
  switch (security)
    {
    case DERMAGA_SECURITY_NONE:
      return _("no encryption");
    case DERMAGA_SECURITY_STARTTLS:
      return "STARTTLS";
    case DERMAGA_SECURITY_TLS:
      return "SSL/TLS";
    }
  g_assert_not_reached ();
}

char *
dermaga_report_format_ms (gint64 us)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " ms", (us + 500) / 1000);
}

char *
dermaga_report_name_row (DermagaProbe *probe)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);
  g_autofree char *port = g_strdup_printf ("%u", (guint) candidate->port);

  /* Translators: one way to connect: “IMAP at imap.example.com, port 993, SSL/TLS”. */
  return dermaga_fill (_("{protocol} at {host}, port {port}, {security}"), "protocol",
                       dermaga_report_label_protocol (candidate->protocol), "host",
                       candidate->host, "port", port, "security",
                       dermaga_report_label_security (candidate->security), NULL);
}

static DermagaTone
outcome_tone (DermagaOutcome outcome)
{
  if (dermaga_outcome_is_safe (outcome))
    return DERMAGA_TONE_GOOD;
  if (dermaga_outcome_is_warning (outcome))
    return DERMAGA_TONE_BAD;
  return outcome == DERMAGA_OUTCOME_OK_PLAIN ? DERMAGA_TONE_WARNING : DERMAGA_TONE_PLAIN;
}

static void
add_row (DermagaReport *report, DermagaProbe *probe)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);
  const DermagaRecommendation *recommendation = report->recommendation;
  guint anchor = GPOINTER_TO_UINT (g_hash_table_lookup (report->anchors, probe));
  gboolean chosen
    = (recommendation->incoming != NULL && recommendation->incoming->probe == probe)
      || (recommendation->outgoing != NULL && recommendation->outgoing->probe == probe);
  g_autofree char *port = g_strdup_printf ("%u", (guint) candidate->port);
  g_autofree char *state = dermaga_explain_state (probe);
  g_autofree char *against = dermaga_explain_against (recommendation, probe);
  const DermagaCell cells[] = {
    { candidate->host, DERMAGA_TONE_PLAIN, anchor },
    { dermaga_report_label_protocol (candidate->protocol), DERMAGA_TONE_PLAIN, 0 },
    { port, DERMAGA_TONE_PLAIN, 0 },
    { dermaga_report_label_security (candidate->security), DERMAGA_TONE_PLAIN, 0 },
    { state, outcome_tone (dermaga_probe_get_outcome (probe)), 0 },
    { chosen ? _("Recommended.") : against, DERMAGA_TONE_PLAIN, 0 },
  };

  dermaga_pen_row (&report->pen, cells, G_N_ELEMENTS (cells));
}

void
dermaga_report_add_rows (DermagaReport *report)
{
  const char *columns[] = { _("Server"), _("Protocol"), _("Port"), _("Security"), _("Result"),
                            _("Why not this one?") };
  const char *headings[] = { _("Receiving mail: all that was tried"),
                             _("Sending mail: all that was tried") };

  for (guint i = 0; i < G_N_ELEMENTS (report->rows); i++)
    {
      if (report->rows[i]->len == 0)
        continue;
      dermaga_pen_heading (&report->pen, 2, 0, headings[i]);
      dermaga_pen_table (&report->pen, DERMAGA_TABLE_ROWS, columns, G_N_ELEMENTS (columns));
      for (guint j = 0; j < report->rows[i]->len; j++)
        add_row (report, report->rows[i]->pdata[j]);
      dermaga_pen_end_table (&report->pen);
    }
}
