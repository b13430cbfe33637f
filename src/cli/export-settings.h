#pragma once

#include "cli/request.h"
#include "export/dermaga-format.h"

G_BEGIN_DECLS

/**
 * DermagaExportRequest: what an export is to be made from.
 * @name: (nullable): the sender's name
 * @result_file: (nullable): a report to take in place of a check
 * @accept_insecure: what works only without encryption may be used where nothing else is there
 */
typedef struct {
  DermagaRequest request;
  char *name;
  char *result_file;
  gboolean accept_insecure;
  const DermagaFormat *format;
} DermagaExportRequest;

/**
 * dermaga_export_settings:
 * @settings: (out) (transfer full): what was found for the format
 *
 * Checks, or reads the report, and complains in a sentence where that gives nothing that the format
 * can be made from.
 *
 * Returns: a #DermagaExit
 */
int dermaga_export_settings (DermagaExportRequest *request, DermagaSettings **settings);

G_END_DECLS
