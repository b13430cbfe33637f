#pragma once

#include "export/dermaga-report-pen.h"
#include "export/dermaga-report.h"

G_BEGIN_DECLS

/* Inside export/ only: the parts of a report. */

/**
 * DermagaReport:
 * @rows: (element-type DermagaProbe): for receiving and for sending, best first
 * @anchors: row → the number of its evidence, from 1; no entry where nothing was connected to
 */
typedef struct {
  DermagaPen pen;
  DermagaResult *result;
  const DermagaRecommendation *recommendation;
  gboolean agreed;
  GPtrArray *rows[2];
  GHashTable *anchors;
} DermagaReport;

/** dermaga_report_add_rows: all that was tried, a table for each direction. */
void dermaga_report_add_rows (DermagaReport *report);
/** dermaga_report_add_evidence: what every row's answer rests on. */
void dermaga_report_add_evidence (DermagaReport *report);
/** dermaga_report_add_transcript: one connection's dialogue. */
void dermaga_report_add_transcript (DermagaReport *report, DermagaTranscript *transcript);

/** dermaga_report_name_row: (transfer full): "IMAP at imap.example.com, port 993, SSL/TLS". */
char *dermaga_report_name_row (DermagaProbe *probe);
/** dermaga_report_label_protocol: "SMTP", "IMAP", "POP3". */
const char *dermaga_report_label_protocol (DermagaProtocol protocol);
/** dermaga_report_label_security: short, for a column. */
const char *dermaga_report_label_security (DermagaSecurity security);
/** dermaga_report_format_ms: (transfer full): "12 ms"; @us in microseconds. */
char *dermaga_report_format_ms (gint64 us);

G_END_DECLS
