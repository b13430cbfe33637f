#include "config.h"

#include "export/dermaga-formats-device.h"
#include "export/dermaga-report-pen.h"
#include "export/dermaga-report.h"
#include "export/dermaga-sheet.h"

#include <glib/gi18n.h>

/* The page of a report, without its veil: the values are the person's own, checked, and must stay
 * as they are. The pen's class escapes them. */
static void
heading (gpointer data, guint level, const char *text)
{
  DermagaPen *pen = data;

  pen->class->heading (pen, level, 0, text);
}

static void
sentence (gpointer data, gboolean warning, const char *text)
{
  DermagaPen *pen = data;

  pen->class->paragraph (pen, warning ? DERMAGA_TONE_BAD : DERMAGA_TONE_PLAIN, text);
}

static void
begin_facts (gpointer data)
{
  DermagaPen *pen = data;

  pen->table = DERMAGA_TABLE_FACTS;
  pen->class->table (pen, DERMAGA_TABLE_FACTS, NULL, 0);
}

static void
fact (gpointer data, const char *label, const char *value)
{
  DermagaPen *pen = data;
  const DermagaCell cells[] = { { label, DERMAGA_TONE_FAINT, 0 },
                                { value, DERMAGA_TONE_PLAIN, 0 } };

  pen->class->row (pen, cells, G_N_ELEMENTS (cells));
}

static void
end_facts (gpointer data)
{
  DermagaPen *pen = data;

  pen->class->end_table (pen);
}

static const DermagaSheetWriter html_writer = {
  .heading = heading,
  .sentence = sentence,
  .begin_facts = begin_facts,
  .fact = fact,
  .end_facts = end_facts,
};

static char *
make_page (const DermagaSettings *settings, GError **error)
{
  g_autofree char *title = dermaga_sheet_title (settings);
  DermagaPen pen = { .class = &dermaga_html_pen, .out = g_string_new (NULL) };

  pen.class->begin (&pen, title, dermaga_report_language_spoken ());
  pen.class->heading (&pen, 1, 0, title);
  dermaga_sheet_write (settings, &dermaga_format_sheet_html, &html_writer, &pen);
  pen.class->end (&pen);
  return g_string_free (pen.out, FALSE);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup_printf ("email-%s.html", dermaga_email_domain (settings->email));
}

const DermagaFormat dermaga_format_sheet_html = {
  .id = "sheet-html",
  .title = N_("A sheet to print"),
  .summary = N_("The same as a page for the browser, made to be printed"),
  .media_type = "text/html",
  .program = "Thunderbird, Outlook, Apple Mail, Gmail",
  .audience = DERMAGA_AUDIENCE_BY_HAND,
  .traits = DERMAGA_TRAIT_EITHER_LANGUAGE,
  .proof = DERMAGA_PROOF_DOCUMENTED,
  .text = make_page,
  .needs_incoming = TRUE,
  .needs_outgoing = TRUE,
  .file_name = file_name,
  .next_steps = dermaga_sheet_steps,
};
