#pragma once

#include "export/dermaga-format-private.h"

G_BEGIN_DECLS

/*
 * The settings in words, to be typed in by hand: first as they are, then under the names that the
 * fields of well-known programs have.
 */

/** DermagaSheetWriter: how the sheet is put down; texts are translated and values are as they are.
 *  @warning: whether the sentence is a warning */
typedef struct {
  void (*heading) (gpointer data, guint level, const char *text);
  void (*sentence) (gpointer data, gboolean warning, const char *text);
  void (*begin_facts) (gpointer data);
  void (*fact) (gpointer data, const char *label, const char *value);
  void (*end_facts) (gpointer data);
} DermagaSheetWriter;

/** dermaga_sheet_title: (transfer full): translated. */
char *dermaga_sheet_title (const DermagaSettings *settings);
/** dermaga_sheet_write: everything below the title. */
void dermaga_sheet_write (const DermagaSettings *settings, const DermagaFormat *format,
                          const DermagaSheetWriter *writer, gpointer data);
/** dermaga_sheet_steps: (transfer full): translated: what to do with it, one step a line. */
char *dermaga_sheet_steps (const DermagaSettings *settings);

G_END_DECLS
