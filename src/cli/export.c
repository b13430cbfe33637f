#include "config.h"

#include "cli/commands.h"

#include "base/dermaga-file.h"
#include "cli/finish.h"
#include "cli/options.h"
#include "cli/paper.h"
#include "cli/report-file.h"
#include "cli/request.h"
#include "cli/terminal.h"
#include "export/dermaga-format.h"
#include "model/dermaga-json.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

typedef struct {
  DermagaRequest request;
  char *format_id;
  char *name;
  char *output;
  char *result_file;
  gboolean force;
  const DermagaFormat *format;
} Export;

static void
export_clear (Export *self)
{
  dermaga_request_clear (&self->request);
  g_free (self->format_id);
  g_free (self->name);
  g_free (self->output);
  g_free (self->result_file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

static int
wrong_use (const char *sentence)
{
  dermaga_complain (sentence);
  return DERMAGA_EXIT_WRONG_USE;
}

static int
wrong_use_of (const char *what, const GError *error)
{
  g_autofree char *reason = dermaga_explain_error (error);
  g_autofree char *sentence = g_strdup_printf ("%s: %s", what, reason);

  return wrong_use (sentence);
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

/* What can be known to be no use before anything is asked of the network. */
static int
check_arguments (Export *self, const char *target)
{
  if (!dermaga_request_prepare (&self->request, target))
    return DERMAGA_EXIT_WRONG_USE;
  if (self->format_id == NULL)
    return wrong_use (_("--format is needed; “dermaga-cli formats” lists them."));
  self->format = dermaga_format_find (self->format_id);
  if (self->format == NULL)
    return wrong_use (_("There is no such format; “dermaga-cli formats” lists them."));
  if (self->request.target->email == NULL)
    return wrong_use (_("--email is needed: the address to set up."));
  if (goes_to_stdout (self) && !is_text (self->format) && isatty (STDOUT_FILENO))
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

/* Makes the settings from a check that is run now. */
static int
settings_from_check (Export *self, DermagaSettings **settings)
{
  g_autoptr (DermagaResult) result = dermaga_request_run (&self->request);
  g_autoptr (DermagaRecommendation) recommendation = NULL;
  int status;

  if (result == NULL)
    return DERMAGA_EXIT_WRONG_USE;
  recommendation = dermaga_recommend (result);
  status = dermaga_exit_status (result, recommendation, self->request.accept_unverified);
  if (status == DERMAGA_EXIT_SAFE_PAIR)
    *settings = dermaga_recommendation_to_settings (recommendation, result,
                                                    self->request.target->email, self->name);
  else if (dermaga_recommendation_is_safe_pair (recommendation))
    return dermaga_refuse_without_consent ();
  else
    dermaga_complain (recommendation->title);
  return status;
}

static void
fill_server (DermagaServer **server, DermagaSavedChoice *choice, const char *email)
{
  g_autofree char *user_name = NULL;

  if (choice == NULL)
    return;
  user_name = dermaga_expand_user_name (choice->server->user_name, email);
  *server = dermaga_server_new (choice->server->protocol, choice->server->host,
                                choice->server->port, choice->server->security, user_name);
}

/* Makes the settings from a report that "check --json" wrote. */
static int
settings_from_file (Export *self, DermagaSettings **settings)
{
  const DermagaTarget *wanted = self->request.target;
  g_autofree char *target = NULL;
  g_autoptr (DermagaSavedChoice) incoming = NULL;
  g_autoptr (DermagaSavedChoice) outgoing = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  g_autofree char *text = dermaga_report_file_read (self->result_file, &length, &error);

  if (text == NULL
      || !dermaga_json_read_recommendation (text, (gssize) length, &target, &incoming, &outgoing,
                                            &error))
    return wrong_use_of ("--result", error);
  if (g_strcmp0 (target, wanted->domain) != 0)
    return wrong_use (_("The report in --result is about another domain."));
  if (!self->request.accept_unverified
      && ((incoming != NULL && incoming->consent_needed)
          || (outgoing != NULL && outgoing->consent_needed)))
    return dermaga_refuse_without_consent ();
  if (incoming == NULL && outgoing == NULL)
    {
      dermaga_complain (_("The report in --result recommends no settings."));
      return DERMAGA_EXIT_NO_PAIR;
    }
  *settings = dermaga_settings_new (wanted->email, self->name);
  fill_server (&(*settings)->incoming, incoming, wanted->email);
  fill_server (&(*settings)->outgoing, outgoing, wanted->email);
  return DERMAGA_EXIT_SAFE_PAIR;
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

static int
print_next_steps (const Export *self, const DermagaSettings *settings)
{
  g_autofree char *steps = dermaga_format_next_steps (self->format, settings);
  g_auto (GStrv) lines = g_strsplit (steps, "\n", -1);
  DermagaPaper paper = { g_string_new (NULL), dermaga_terminal_wants_colour (STDOUT_FILENO),
                         dermaga_terminal_get_width (STDOUT_FILENO) };
  g_autofree char *saved = NULL;
  g_autofree char *text = NULL;

  /* Translators: %s is the path of a file. */
  saved = g_strdup_printf (_("Saved as %s."), self->output);
  dermaga_paper_wrap (&paper, DERMAGA_INK_HEADING, saved, 0, 0);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      dermaga_paper_wrap (&paper, DERMAGA_INK_PLAIN, lines[i], 2, 0);
  text = g_string_free (paper.text, FALSE);
  return dermaga_print (text) ? DERMAGA_EXIT_SAFE_PAIR : DERMAGA_EXIT_WRONG_USE;
}

static int
write_out (const Export *self, const DermagaSettings *settings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) contents = dermaga_format_render (self->format, settings, &error);

  if (contents == NULL)
    return wrong_use_of (self->format->id, error);
  if (goes_to_stdout (self))
    return write_to_stdout (contents);
  if (!dermaga_file_save (self->output, contents, self->force, &error))
    return wrong_use_of (self->output, error);
  return print_next_steps (self, settings);
}

static int
run (Export *self, const char *target)
{
  g_autoptr (DermagaSettings) settings = NULL;
  int status = check_arguments (self, target);

  if (status != DERMAGA_EXIT_SAFE_PAIR)
    return status;
  status = self->result_file != NULL ? settings_from_file (self, &settings)
                                     : settings_from_check (self, &settings);
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
    { "name", N_("NAME"), N_("Your name, as others will see it"), .text = &self.name },
    { "output", N_("FILE"), N_("Where to write it; standard output if left out"),
      .text = &self.output },
    { "result", N_("FILE"), N_("Use this report of “dermaga-cli check --json”; check nothing"),
      .text = &self.result_file },
    { "force", NULL, N_("Replace a file that exists already"), .flag = &self.force },
  };
  DermagaUsage usage = { "export", N_("DOMAIN-OR-ADDRESS"),
                         N_("Writes a file that sets a mail program up with the settings that "
                            "work."),
                         options };
  g_autofree char *target = NULL;

  g_array_append_vals (options, own, G_N_ELEMENTS (own));
  dermaga_request_add_options (&self.request, options);
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
