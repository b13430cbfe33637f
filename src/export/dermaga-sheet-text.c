#include "config.h"

#include "export/dermaga-formats-device.h"
#include "export/dermaga-sheet.h"

#include <glib/gi18n.h>

#define LABEL_COLUMN 28

static void
underline (GString *out, const char *text, char with)
{
  for (glong i = g_utf8_strlen (text, -1); i > 0; i--)
    g_string_append_c (out, with);
  g_string_append_c (out, '\n');
}

static void
heading (gpointer data, guint level, const char *text)
{
  GString *out = data;

  g_string_append_printf (out, "\n%s\n", text);
  if (level == 2)
    underline (out, text, '-');
}

static void
sentence (gpointer data, gboolean warning, const char *text)
{
  g_string_append_printf (data, "%s\n", text);
}

static void
begin_facts (gpointer data)
{
}

static void
end_facts (gpointer data)
{
}

/* Values are never broken into lines: they are copied from here. */
static void
fact (gpointer data, const char *label, const char *value)
{
  GString *out = data;
  glong length = g_utf8_strlen (label, -1) + 1;

  g_string_append_printf (out, "%s:", label);
  for (glong i = length; i < MAX (LABEL_COLUMN, length + 1); i++)
    g_string_append_c (out, ' ');
  g_string_append_printf (out, "%s\n", value);
}

static const DermagaSheetWriter text_writer = {
  .heading = heading,
  .sentence = sentence,
  .begin_facts = begin_facts,
  .fact = fact,
  .end_facts = end_facts,
};

static char *
make_sheet (const DermagaSettings *settings, GError **error)
{
  g_autofree char *title = dermaga_sheet_title (settings);
  GString *out = g_string_new (title);

  g_string_append_c (out, '\n');
  underline (out, title, '=');
  g_string_append_c (out, '\n');
  dermaga_sheet_write (settings, &dermaga_format_sheet, &text_writer, out);
  return g_string_free (out, FALSE);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup_printf ("email-%s.txt", dermaga_email_domain (settings->email));
}

const DermagaFormat dermaga_format_sheet = {
  .id = "sheet",
  .title = N_("A sheet to read"),
  .summary = N_("All settings in words, under the names that mail programs give their fields"),
  .media_type = "text/plain",
  .program = "Thunderbird, Outlook, Apple Mail, Gmail",
  .audience = DERMAGA_AUDIENCE_BY_HAND,
  .traits = DERMAGA_TRAIT_EITHER_LANGUAGE,
  .proof = DERMAGA_PROOF_DOCUMENTED,
  .text = make_sheet,
  .needs_incoming = TRUE,
  .needs_outgoing = TRUE,
  .file_name = file_name,
  .next_steps = dermaga_sheet_steps,
};
