#include "config.h"

#include "cli/report-text.h"

#include "cli/labels.h"
#include "cli/paper.h"

#include <glib/gi18n.h>

#define INDENT 2u
#define GAP 2u
#define TIME_COLUMN 9u /* of a source: "999999 ms" */

static char *
describe_user_name (const char *pattern, const char *email)
{
  if (email != NULL)
    return dermaga_expand_user_name (pattern, email);
  if (g_str_equal (pattern, "%EMAILADDRESS%"))
    return g_strdup (_("your full email address"));
  if (g_str_equal (pattern, "%EMAILLOCALPART%"))
    return g_strdup (_("the part of your email address before the @"));
  return g_strdup (pattern);
}

static void
write_heading (DermagaPaper *paper, const char *heading)
{
  dermaga_paper_end_line (paper);
  dermaga_paper_write (paper, DERMAGA_INK_HEADING, heading, 0);
  dermaga_paper_end_line (paper);
}

static void
write_choice (DermagaPaper *paper, DermagaResult *result, DermagaDirection direction,
              const DermagaChoice *choice)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (choice->probe);
  const char *email = dermaga_result_get_email (result);
  g_autofree char *origins = dermaga_explain_origin_names (result, candidate);
  g_autofree char *port = g_strdup_printf ("%u", candidate->port);
  g_autofree char *user_name = describe_user_name (choice->user_name, email);
  const struct { const char *label; const char *value; } lines[] = {
    { _("Protocol"), dermaga_label_protocol (candidate->protocol) },
    { _("Server"), candidate->host },
    { _("Port"), port },
    { _("Security"), dermaga_explain_security (candidate->security) },
    { _("User name"), user_name },
    { _("Source"), dermaga_explain_source (candidate->source) },
    /* Translators: before a list of titles, such as “Mozilla’s public list”. */
    { _("Named by"), origins },
    { _("Reason"), choice->reason },
  };
  guint column = 0;

  write_heading (paper, dermaga_label_direction (direction));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    column = MAX (column, (guint) g_utf8_strlen (lines[i].label, -1));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      if (lines[i].value == NULL)
        continue;
      dermaga_paper_pad (paper, INDENT);
      dermaga_paper_write (paper, DERMAGA_INK_FAINT, lines[i].label, column + GAP);
      dermaga_paper_wrap (paper, DERMAGA_INK_PLAIN, lines[i].value, INDENT + column + GAP,
                          INDENT + column + GAP);
    }
}

static DermagaInk
severity_ink (DermagaSeverity severity)
{
  switch (severity)
    {
    case DERMAGA_SEVERITY_INFO:
      return DERMAGA_INK_HEADING;
    case DERMAGA_SEVERITY_WARNING:
      return DERMAGA_INK_WARNING;
    case DERMAGA_SEVERITY_ERROR:
      return DERMAGA_INK_BAD;
    }
  g_assert_not_reached ();
}

static void
write_finding (DermagaPaper *paper, const DermagaFinding *finding)
{
  dermaga_paper_wrap (paper, severity_ink (finding->severity), finding->words->headline, INDENT, 0);
  dermaga_paper_wrap (paper, DERMAGA_INK_PLAIN, finding->words->meaning, 2 * INDENT, 0);
  dermaga_paper_wrap (paper, DERMAGA_INK_PLAIN, finding->words->action, 2 * INDENT, 0);
}

static void
write_findings (DermagaPaper *paper, DermagaResult *result,
                const DermagaRecommendation *recommendation)
{
  g_autoptr (GPtrArray) findings = dermaga_findings (result, recommendation);

  for (guint i = 0; i < findings->len; i++)
    {
      if (i == 0)
        write_heading (paper, _("What we noticed"));
      else if (i == DERMAGA_FINDINGS_IN_FRONT)
        write_heading (paper, _("Also noticed"));
      write_finding (paper, findings->pdata[i]);
    }
}

static void
write_source (DermagaPaper *paper, const DermagaSourceReport *report)
{
  gboolean found = report->status == DERMAGA_SOURCE_STATUS_FOUND;
  g_autofree char *sentence = dermaga_explain_source_report (report);
  g_autofree char *text
    = g_strdup_printf ("%s: %s", dermaga_explain_source_name (report->id), sentence);
  g_autofree char *time
    = report->elapsed_us < 0
        ? g_strdup ("")
        : g_strdup_printf ("%6" G_GINT64_FORMAT " ms", (report->elapsed_us + 500) / 1000);
  guint indent = INDENT + TIME_COLUMN + GAP;

  dermaga_paper_pad (paper, INDENT);
  dermaga_paper_write (paper, DERMAGA_INK_FAINT, time, TIME_COLUMN + GAP);
  dermaga_paper_wrap (paper, found ? DERMAGA_INK_PLAIN : DERMAGA_INK_FAINT, text, indent, indent);
  if (found && report->url != NULL)
    dermaga_paper_wrap (paper, DERMAGA_INK_FAINT, report->url, indent, 0);
}

static void
write_sources (DermagaPaper *paper, DermagaResult *result)
{
  GPtrArray *sources = dermaga_result_get_sources (result);

  if (sources->len == 0)
    return;
  write_heading (paper, _("Where Dermaga looked"));
  for (guint i = 0; i < sources->len; i++)
    write_source (paper, g_ptr_array_index (sources, i));
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return dermaga_candidate_compare (dermaga_probe_get_candidate (*(DermagaProbe *const *) a),
                                    dermaga_probe_get_candidate (*(DermagaProbe *const *) b));
}

/* Best first, as the recommendation ranks them. */
static GPtrArray *
sort_rows (DermagaResult *result, DermagaDirection direction)
{
  GListModel *probes = dermaga_result_get_probes (result);
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);

      if (dermaga_probe_get_direction (probe) == direction)
        g_ptr_array_add (rows, g_steal_pointer (&probe));
    }
  g_ptr_array_sort (rows, compare_rows);
  return rows;
}

static DermagaInk
outcome_ink (DermagaOutcome outcome)
{
  if (dermaga_outcome_is_safe (outcome))
    return DERMAGA_INK_GOOD;
  if (dermaga_outcome_is_warning (outcome))
    return DERMAGA_INK_BAD;
  return outcome == DERMAGA_OUTCOME_OK_PLAIN ? DERMAGA_INK_WARNING : DERMAGA_INK_PLAIN;
}

static void
write_row (DermagaPaper *paper, DermagaProbe *probe, guint host_column, guint security_column,
           const char *against)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);
  g_autofree char *port = g_strdup_printf ("%5u", candidate->port);
  g_autofree char *state = dermaga_explain_state (probe);

  dermaga_paper_pad (paper, INDENT);
  dermaga_paper_write (paper, DERMAGA_INK_PLAIN, candidate->host, host_column + GAP);
  dermaga_paper_write (paper, DERMAGA_INK_PLAIN, dermaga_label_protocol (candidate->protocol), 4);
  dermaga_paper_pad (paper, 6 - (guint) strlen (port) + GAP - 1);
  dermaga_paper_write (paper, DERMAGA_INK_PLAIN, port, 0);
  dermaga_paper_pad (paper, GAP);
  dermaga_paper_write (paper, DERMAGA_INK_PLAIN, dermaga_label_security (candidate->security),
                       security_column + GAP);
  dermaga_paper_write (paper, outcome_ink (dermaga_probe_get_outcome (probe)), state, 0);
  dermaga_paper_end_line (paper);
  if (against != NULL)
    dermaga_paper_wrap (paper, DERMAGA_INK_FAINT, against, 3 * INDENT, 0);
}

static void
write_rows (DermagaPaper *paper, DermagaResult *result,
            const DermagaRecommendation *recommendation, DermagaDirection direction)
{
  g_autoptr (GPtrArray) rows = sort_rows (result, direction);
  guint host_column = 0;
  guint security_column = dermaga_label_security_width ();

  if (rows->len == 0)
    return;
  write_heading (paper, direction == DERMAGA_DIRECTION_INCOMING
                          ? _("Receiving mail: all that was tried")
                          : _("Sending mail: all that was tried"));
  for (guint i = 0; i < rows->len; i++)
    host_column
      = MAX (host_column,
             (guint) strlen (dermaga_probe_get_candidate (g_ptr_array_index (rows, i))->host));
  for (guint i = 0; i < rows->len; i++)
    {
      DermagaProbe *probe = g_ptr_array_index (rows, i);
      g_autofree char *against = dermaga_explain_against (recommendation, probe);

      write_row (paper, probe, host_column, security_column, against);
    }
}

char *
dermaga_report_text (DermagaResult *result, const DermagaRecommendation *recommendation,
                     gboolean colour, guint width)
{
  DermagaPaper paper = { g_string_new (NULL), colour, width };

  dermaga_paper_write (&paper, DERMAGA_INK_HEADING, dermaga_result_get_target (result), 0);
  dermaga_paper_end_line (&paper);
  dermaga_paper_wrap (&paper, DERMAGA_INK_HEADING, recommendation->title, 0, 0);
  dermaga_paper_wrap (&paper, DERMAGA_INK_PLAIN, recommendation->summary, 0, 0);
  if (recommendation->incoming != NULL)
    write_choice (&paper, result, DERMAGA_DIRECTION_INCOMING, recommendation->incoming);
  if (recommendation->outgoing != NULL)
    write_choice (&paper, result, DERMAGA_DIRECTION_OUTGOING, recommendation->outgoing);
  write_findings (&paper, result, recommendation);
  write_sources (&paper, result);
  write_rows (&paper, result, recommendation, DERMAGA_DIRECTION_INCOMING);
  write_rows (&paper, result, recommendation, DERMAGA_DIRECTION_OUTGOING);
  return g_string_free (paper.text, FALSE);
}
