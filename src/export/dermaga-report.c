#include "config.h"

#include "export/dermaga-report-private.h"

#include "base/dermaga-i18n.h"
#include "verdict/dermaga-words.h"

#include <glib/gi18n.h>

static const DermagaReportLanguage languages[] = {
  { "en", "English" },
  { "id", "Bahasa Indonesia" },
  { "pl", "Polski" },
};

const DermagaReportLanguage *
dermaga_report_languages (guint *n_languages)
{
  *n_languages = G_N_ELEMENTS (languages);
  return languages;
}

const DermagaReportLanguage *
dermaga_report_language_find (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_strcmp0 (languages[i].code, code) == 0)
      return &languages[i];
  return NULL;
}

const char *
dermaga_report_language_spoken (void)
{
  /* Translators: the code of the language that these texts are translated into, such as “id”;
   * it tells a web browser how to read a report aloud. */
  const DermagaReportLanguage *language = dermaga_report_language_find (_("en"));

  return language != NULL ? language->code : languages[0].code;
}

char *
dermaga_report_file_name (DermagaResult *result, DermagaReportFormat format)
{
  return g_strdup_printf ("dermaga-%s.%s", dermaga_result_get_target (result),
                          format == DERMAGA_REPORT_HTML ? "html" : "txt");
}

DermagaReportFormat
dermaga_report_format_of_path (const char *path)
{
  g_autofree char *small = g_ascii_strdown (path, -1);

  return g_str_has_suffix (small, ".html") || g_str_has_suffix (small, ".htm")
           ? DERMAGA_REPORT_HTML
           : DERMAGA_REPORT_TEXT;
}

/* The answer */

static char *
format_time (gint64 unix_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (unix_us / G_USEC_PER_SEC);

  /* Translators: date and time in numbers only, for g_date_time_format(): month names would follow
   * another setting than the language of this text. %%:z is the zone, such as “+07:00”.
   * xgettext:no-c-format */
  return g_date_time_format (time, _("%Y-%m-%d %H:%M (UTC%:z)"));
}

static void
add_head (DermagaReport *report)
{
  DermagaPen *pen = &report->pen;
  const char *target = dermaga_result_get_target (report->result);
  gint64 elapsed = dermaga_result_get_elapsed (report->result);
  g_autofree char *title = dermaga_fill (_("Mail check of {domain}"), "domain", target, NULL);
  g_autofree char *time = format_time (dermaga_result_get_started (report->result));
  g_autofree char *took = elapsed >= 0 ? dermaga_report_format_ms (elapsed) : NULL;

  dermaga_pen_begin (pen, title, dermaga_report_language_spoken ());
  dermaga_pen_heading (pen, 1, 0, title);
  dermaga_pen_table (pen, DERMAGA_TABLE_FACTS, NULL, 0);
  dermaga_pen_fact (pen, _("Domain"), target);
  dermaga_pen_fact (pen, _("Date and time"), time);
  dermaga_pen_fact (pen, _("It took"), took);
  dermaga_pen_fact (pen, _("Made by"), "Dermaga " DERMAGA_VERSION);
  dermaga_pen_end_table (pen);
}

static void
add_answer (DermagaReport *report)
{
  const DermagaRecommendation *recommendation = report->recommendation;
  gboolean fine = dermaga_recommendation_is_safe_pair (recommendation)
                  && (report->agreed || !dermaga_recommendation_needs_consent (recommendation));

  dermaga_pen_heading (&report->pen, 2, 0, _("The answer"));
  dermaga_pen_begin_box (&report->pen, fine ? DERMAGA_TONE_GOOD : DERMAGA_TONE_WARNING);
  dermaga_pen_heading (&report->pen, 3, 0,
                       report->agreed ? recommendation->agreed_title : recommendation->title);
  dermaga_pen_paragraph (&report->pen, DERMAGA_TONE_PLAIN,
                         report->agreed ? recommendation->agreed_summary
                                        : recommendation->summary);
  dermaga_pen_end_box (&report->pen);
  dermaga_pen_paragraph (&report->pen, DERMAGA_TONE_FAINT,
                         _("The check tried no password and sent no message."));
}

static char *
describe_user_name (const DermagaReport *report, const char *user_name)
{
  g_autofree char *pattern = dermaga_report_veil_user_name (report->pen.veil, user_name);

  if (g_str_equal (pattern, "%EMAILADDRESS%"))
    return g_strdup (_("the full email address"));
  if (g_str_equal (pattern, "%EMAILLOCALPART%"))
    return g_strdup (_("the part of the email address before the @"));
  return g_steal_pointer (&pattern);
}

static void
add_choice (DermagaReport *report, const char *heading, const DermagaChoice *choice)
{
  DermagaPen *pen = &report->pen;
  const DermagaCandidate *candidate;
  g_autofree char *port = NULL;
  g_autofree char *user_name = NULL;
  g_autofree char *origins = NULL;

  if (choice == NULL)
    return;
  candidate = dermaga_probe_get_candidate (choice->probe);
  port = g_strdup_printf ("%u", (guint) candidate->port);
  user_name = describe_user_name (report, choice->user_name);
  origins = dermaga_explain_origin_names (report->result, candidate);
  dermaga_pen_heading (pen, 3, 0, heading);
  dermaga_pen_table (pen, DERMAGA_TABLE_FACTS, NULL, 0);
  dermaga_pen_fact (pen, _("Protocol"), dermaga_report_label_protocol (candidate->protocol));
  dermaga_pen_fact (pen, _("Server"), candidate->host);
  dermaga_pen_fact (pen, _("Port"), port);
  dermaga_pen_fact (pen, _("Security"), dermaga_explain_security (candidate->security));
  dermaga_pen_fact (pen, _("User name"), user_name);
  dermaga_pen_fact (pen, _("Source"), dermaga_explain_source (candidate->source));
  /* Translators: before a list of titles, such as “Mozilla’s public list”. */
  dermaga_pen_fact (pen, _("Named by"), origins);
  dermaga_pen_fact (pen, _("Reason"), choice->reason);
  dermaga_pen_end_table (pen);
}

static void
add_choices (DermagaReport *report)
{
  const DermagaRecommendation *recommendation = report->recommendation;

  if (recommendation->incoming == NULL && recommendation->outgoing == NULL)
    return;
  dermaga_pen_heading (&report->pen, 2, 0, _("Recommended settings"));
  add_choice (report, _("Receiving mail"), recommendation->incoming);
  add_choice (report, _("Sending mail"), recommendation->outgoing);
}

/* Findings */

static DermagaTone
severity_tone (DermagaSeverity severity)
{
  switch (severity)
    {
    case DERMAGA_SEVERITY_INFO:
      return DERMAGA_TONE_FAINT;
    case DERMAGA_SEVERITY_WARNING:
      return DERMAGA_TONE_WARNING;
    case DERMAGA_SEVERITY_ERROR:
      return DERMAGA_TONE_BAD;
    }
  g_assert_not_reached ();
}

/* Never by colour alone. */
static const char *
severity_template (DermagaSeverity severity)
{
  switch (severity)
    {
    case DERMAGA_SEVERITY_INFO:
      return _("Note: {headline}");
    case DERMAGA_SEVERITY_WARNING:
      return _("Warning: {headline}");
    case DERMAGA_SEVERITY_ERROR:
      return _("Problem: {headline}");
    }
  g_assert_not_reached ();
}

static void
add_words (DermagaReport *report, const DermagaWords *words)
{
  dermaga_pen_paragraph (&report->pen, DERMAGA_TONE_PLAIN, words->meaning);
  dermaga_pen_paragraph (&report->pen, DERMAGA_TONE_PLAIN, words->action);
}

static void
add_findings (DermagaReport *report)
{
  g_autoptr (GPtrArray) findings = dermaga_findings (report->result, report->recommendation);

  if (findings->len > 0)
    dermaga_pen_heading (&report->pen, 2, 0, _("What was noticed"));
  for (guint i = 0; i < findings->len; i++)
    {
      const DermagaFinding *finding = findings->pdata[i];
      const char *culprit = dermaga_explain_culprit (finding->culprit);
      g_autofree char *headline = dermaga_fill (severity_template (finding->severity), "headline",
                                                finding->words->headline, NULL);

      dermaga_pen_begin_box (&report->pen, severity_tone (finding->severity));
      dermaga_pen_heading (&report->pen, 3, 0, headline);
      add_words (report, finding->words);
      if (culprit != NULL)
        dermaga_pen_paragraph (&report->pen, DERMAGA_TONE_FAINT, culprit);
      dermaga_pen_end_box (&report->pen);
    }
}

static void
add_port_checks (DermagaReport *report)
{
  GPtrArray *checks = dermaga_result_get_port_checks (report->result);

  if (checks->len > 0)
    dermaga_pen_heading (&report->pen, 2, 0, _("Ports in the network of this computer"));
  for (guint i = 0; i < checks->len; i++)
    {
      const DermagaPortCheck *check = checks->pdata[i];
      g_autoptr (DermagaWords) words = dermaga_explain_port_check (check);

      dermaga_pen_begin_box (&report->pen, DERMAGA_TONE_FAINT);
      dermaga_pen_heading (&report->pen, 3, 0, words->headline);
      add_words (report, words);
      for (guint j = 0; j < check->controls->len; j++)
        {
          g_autofree char *line = dermaga_explain_control (check->controls->pdata[j]);

          dermaga_pen_paragraph (&report->pen, DERMAGA_TONE_FAINT, line);
        }
      dermaga_pen_end_box (&report->pen);
    }
}

static void
add_sources (DermagaReport *report)
{
  GPtrArray *sources = dermaga_result_get_sources (report->result);
  const char *columns[] = { _("Place"), _("Time"), _("Address"), _("What it says") };

  if (sources->len == 0)
    return;
  dermaga_pen_heading (&report->pen, 2, 0, _("Where Dermaga looked"));
  dermaga_pen_table (&report->pen, DERMAGA_TABLE_ROWS, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < sources->len; i++)
    {
      const DermagaSourceReport *source = sources->pdata[i];
      g_autofree char *sentence = dermaga_explain_source_report (source);
      g_autofree char *time
        = source->elapsed_us >= 0 ? dermaga_report_format_ms (source->elapsed_us) : NULL;
      const DermagaCell cells[] = {
        { dermaga_explain_source_name (source->id), DERMAGA_TONE_PLAIN, 0 },
        { time, DERMAGA_TONE_FAINT, 0 },
        { source->url, DERMAGA_TONE_FAINT, 0 },
        { sentence, DERMAGA_TONE_PLAIN, 0 },
      };

      dermaga_pen_row (&report->pen, cells, G_N_ELEMENTS (cells));
    }
  dermaga_pen_end_table (&report->pen);
}

static void
add_foot (DermagaReport *report)
{
  dermaga_pen_heading (&report->pen, 2, 0, _("About this report"));
  dermaga_pen_paragraph (&report->pen, DERMAGA_TONE_PLAIN,
                         _("It shows what was measured from one computer at one time; from another "
                           "network it may be different. What servers said is quoted as it came "
                           "and is not verified: anyone on the way could have written it."));
  dermaga_pen_paragraph (&report->pen, DERMAGA_TONE_PLAIN,
                         _("It does not name the person who made it: the email address and the "
                           "addresses of the computer were taken out of what servers said."));
  dermaga_pen_end (&report->pen);
}

/* The rows */

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return dermaga_candidate_compare (dermaga_probe_get_candidate (*(DermagaProbe *const *) a),
                                    dermaga_probe_get_candidate (*(DermagaProbe *const *) b));
}

static void
collect_rows (DermagaReport *report)
{
  GListModel *probes = dermaga_result_get_probes (report->result);
  guint n_anchors = 0;

  report->anchors = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (report->rows); i++)
    report->rows[i] = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      DermagaProbe *probe = g_list_model_get_item (probes, i);
      gboolean receives = dermaga_probe_get_direction (probe) == DERMAGA_DIRECTION_INCOMING;

      g_ptr_array_add (report->rows[receives ? 0 : 1], probe);
    }
  for (guint i = 0; i < G_N_ELEMENTS (report->rows); i++)
    {
      g_ptr_array_sort (report->rows[i], compare_rows);
      for (guint j = 0; j < report->rows[i]->len; j++)
        if (dermaga_probe_get_addresses (report->rows[i]->pdata[j])->len > 0)
          g_hash_table_insert (report->anchors, report->rows[i]->pdata[j],
                               GUINT_TO_POINTER (++n_anchors));
    }
}

char *
dermaga_report_write (DermagaResult *result, const DermagaRecommendation *recommendation,
                      const DermagaReportOptions *options)
{
  G_GNUC_UNUSED g_autoptr (DermagaLanguageScope) scope = dermaga_i18n_enter (
    options->language != NULL ? options->language : dermaga_report_language_spoken ());
  g_autoptr (DermagaRecommendation) again = dermaga_recommendation_again (recommendation, result);
  g_autoptr (DermagaReportVeil) veil = dermaga_report_veil_new (result);
  DermagaReport report = {
    .pen = { .class = options->format == DERMAGA_REPORT_HTML ? &dermaga_html_pen
                                                             : &dermaga_text_pen,
             .out = g_string_new (NULL),
             .veil = veil },
    .result = result,
    .recommendation = again,
    .agreed = options->agreed,
  };

  g_return_val_if_fail (DERMAGA_IS_RESULT (result), NULL);

  collect_rows (&report);
  add_head (&report);
  add_answer (&report);
  add_choices (&report);
  add_findings (&report);
  add_port_checks (&report);
  dermaga_report_add_rows (&report);
  add_sources (&report);
  dermaga_report_add_evidence (&report);
  add_foot (&report);
  for (guint i = 0; i < G_N_ELEMENTS (report.rows); i++)
    g_ptr_array_unref (report.rows[i]);
  g_hash_table_unref (report.anchors);
  return g_string_free (report.pen.out, FALSE);
}
