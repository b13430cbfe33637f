#include "config.h"

#include "cli/commands.h"

#include "base/dermaga-file.h"
#include "base/dermaga-i18n.h"
#include "cli/export-settings.h"
#include "cli/options.h"
#include "cli/paper.h"
#include "cli/terminal.h"
#include "export/dermaga-report.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

typedef struct {
  DermagaExportRequest what;
  char *format_id;
  char *language;
  char *output;
  gboolean force;
} Export;

static void
export_clear (Export *self)
{
  dermaga_request_clear (&self->what.request);
  g_free (self->what.name);
  g_free (self->what.result_file);
  g_free (self->format_id);
  g_free (self->language);
  g_free (self->output);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

static int
wrong_use (const char *sentence)
{
  dermaga_complain (sentence);
  return DERMAGA_EXIT_WRONG_USE;
}

static gboolean
goes_to_stdout (const Export *self)
{
  return self->output == NULL || g_str_equal (self->output, "-");
}

static gboolean
is_text (const DermagaFormat *format)
{
  return (format->traits & DERMAGA_TRAIT_BINARY) == 0;
}

static int
check_output (const Export *self)
{
  if (goes_to_stdout (self) && !is_text (self->what.format) && isatty (STDOUT_FILENO))
    return wrong_use (_("This file is not text; give it a name with --output."));
  if (!goes_to_stdout (self) && g_file_test (self->output, G_FILE_TEST_EXISTS))
    {
      if (!g_file_test (self->output, G_FILE_TEST_IS_REGULAR))
        return wrong_use (_("--output names something that is no file."));
      if (!self->force)
        return wrong_use (_("The file exists already; --force replaces it."));
    }
  return DERMAGA_EXIT_SAFE_PAIR;
}

/* What can be known to be no use before anything is asked of the network. */
static int
check_arguments (Export *self, const char *target)
{
  if (!dermaga_request_prepare (&self->what.request, target))
    return DERMAGA_EXIT_WRONG_USE;
  if (self->format_id == NULL)
    return wrong_use (_("--format is needed; “dermaga-cli formats” lists them."));
  self->what.format = dermaga_format_find (self->format_id);
  if (self->what.format == NULL)
    return wrong_use (_("There is no such format; “dermaga-cli formats” lists them."));
  if (self->what.request.target->email == NULL)
    return wrong_use (_("--email is needed: the address to set up."));
  if (self->language != NULL && dermaga_report_language_find (self->language) == NULL)
    return wrong_use (_("--language: a file can be written in English (en), Indonesian "
                         "(id) or Polish (pl)."));
  return check_output (self);
}

static int
write_to_stdout (GBytes *contents)
{
  gsize length;
  const void *bytes = g_bytes_get_data (contents, &length);

  if (fwrite (bytes, 1, length, stdout) != length || !dermaga_print (""))
    return DERMAGA_EXIT_WRONG_USE;
  return DERMAGA_EXIT_SAFE_PAIR;
}

static void
write_step (DermagaPaper *paper, const DermagaFormatStep *step)
{
  g_autofree char *number = NULL;

  if (step->number == 0)
    {
      /* Code is to be copied: it is not broken into lines. */
      dermaga_paper_pad (paper, 7);
      dermaga_paper_write (paper, DERMAGA_INK_HEADING, step->text, 0);
      dermaga_paper_end_line (paper);
      return;
    }
  number = g_strdup_printf ("%2u. ", step->number);
  dermaga_paper_pad (paper, 1);
  dermaga_paper_write (paper, DERMAGA_INK_PLAIN, number, 4);
  dermaga_paper_wrap (paper, DERMAGA_INK_PLAIN, step->text, 5, 5);
}

static int
print_next_steps (const Export *self, const DermagaSettings *settings)
{
  g_autoptr (GPtrArray) steps = dermaga_format_list_steps (self->what.format, settings);
  DermagaPaper paper = { g_string_new (NULL), dermaga_terminal_wants_colour (STDOUT_FILENO),
                         dermaga_terminal_get_width (STDOUT_FILENO) };
  g_autofree char *saved = NULL;
  g_autofree char *text = NULL;

  /* Translators: %s is the path of a file. */
  saved = g_strdup_printf (_("Saved as %s."), self->output);
  dermaga_paper_wrap (&paper, DERMAGA_INK_HEADING, saved, 0, 0);
  for (guint i = 0; i < steps->len; i++)
    write_step (&paper, g_ptr_array_index (steps, i));
  text = g_string_free (paper.text, FALSE);
  return dermaga_print (text) ? DERMAGA_EXIT_SAFE_PAIR : DERMAGA_EXIT_WRONG_USE;
}

/* Beside the file, which may go to standard output. */
static void
print_warnings (const Export *self, const DermagaSettings *settings)
{
  g_auto (GStrv) warnings = dermaga_format_warnings (self->what.format, settings);

  for (guint i = 0; warnings[i] != NULL; i++)
    dermaga_complain (warnings[i]);
}

/* (nullable): what is to be read is whole in its own language, or in English; notes for those who
 * look into a file are in the one that is spoken. */
static const char *
get_language (const Export *self)
{
  if (self->language != NULL)
    return self->language;
  return (self->what.format->traits & DERMAGA_TRAIT_EITHER_LANGUAGE) != 0
             ? dermaga_report_language_spoken ()
             : NULL;
}

static GBytes *
render (const Export *self, const DermagaSettings *settings, GError **error)
{
  G_GNUC_UNUSED g_autoptr (DermagaLanguageScope) scope
      = dermaga_i18n_enter (get_language (self));

  return dermaga_format_render (self->what.format, settings, error);
}

static int
write_out (const Export *self, const DermagaSettings *settings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) contents = render (self, settings, &error);

  if (contents == NULL)
    return dermaga_complain_of (self->what.format->id, error);
  print_warnings (self, settings);
  if (goes_to_stdout (self))
    return write_to_stdout (contents);
  if (!dermaga_file_save (self->output, contents, self->force, &error))
    return dermaga_complain_of (self->output, error);
  return print_next_steps (self, settings);
}

static int
run (Export *self, const char *target)
{
  g_autoptr (DermagaSettings) settings = NULL;
  int status = check_arguments (self, target);

  if (status == DERMAGA_EXIT_SAFE_PAIR)
    status = dermaga_export_settings (&self->what, &settings);
  return status == DERMAGA_EXIT_SAFE_PAIR ? write_out (self, settings) : status;
}

int
dermaga_command_export (char **arguments)
{
  g_auto (Export) self = { 0 };
  g_autoptr (GArray) options = g_array_new (FALSE, FALSE, sizeof (DermagaOption));
  const DermagaOption own[] = {
    { "format", N_("FORMAT"), N_("What to write; “dermaga-cli formats” lists them"),
      .text = &self.format_id },
    { "name", N_("NAME"), N_("Your name, as others will see it"), .text = &self.what.name },
    { "language", N_("LANGUAGE"), N_("Language of the comments in the file: en, id or pl"),
      .text = &self.language },
    { "output", N_("FILE"), N_("Where to write it; standard output if left out"),
      .text = &self.output },
    { "result", N_("FILE"), N_("Use this report of “dermaga-cli check --json”; check nothing"),
      .text = &self.what.result_file },
    { "accept-insecure", NULL,
      N_("I understand that others can read this: use what works only without encryption, where "
         "nothing else does"),
      .flag = &self.what.accept_insecure },
    { "force", NULL, N_("Replace a file that exists already"), .flag = &self.force },
  };
  DermagaUsage usage = { "export", N_("DOMAIN-OR-ADDRESS"),
                         N_("Writes a file that sets a mail program up with the settings that "
                            "work."),
                         options };
  g_autofree char *target = NULL;

  g_array_append_vals (options, own, G_N_ELEMENTS (own));
  dermaga_request_add_options (&self.what.request, options);
  switch (dermaga_options_parse (&usage, arguments, &target))
    {
    case DERMAGA_PARSED:
      return run (&self, target);
    case DERMAGA_PARSED_HELP:
      return DERMAGA_EXIT_SAFE_PAIR;
    case DERMAGA_PARSED_WRONG:
      return DERMAGA_EXIT_WRONG_USE;
    }
  g_assert_not_reached ();
}
