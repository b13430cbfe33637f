#include "config.h"

#include "cli/commands.h"

#include "base/dermaga-text.h"
#include "cli/finish.h"
#include "cli/options.h"
#include "cli/publish-files.h"
#include "cli/publish-report.h"
#include "cli/report-file.h"
#include "cli/request.h"
#include "cli/terminal.h"
#include "model/dermaga-json.h"

#include <glib/gi18n.h>
#include <unistd.h>

typedef struct {
  DermagaRequest request;
  char *name;
  char *output;
  char *result_file;
  gboolean force;
  gboolean json;
} Publish;

static void
publish_clear (Publish *self)
{
  dermaga_request_clear (&self->request);
  g_free (self->name);
  g_free (self->output);
  g_free (self->result_file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Publish, publish_clear)

static DermagaResult *
complain_about_result (const char *sentence)
{
  g_autofree char *both = g_strdup_printf ("--result: %s", sentence);

  dermaga_complain (both);
  return NULL;
}

static DermagaResult *
load_result (const Publish *self)
{
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  g_autofree char *text = dermaga_report_file_read (self->result_file, &length, &error);
  g_autoptr (DermagaResult) result
    = text != NULL ? dermaga_json_read_result (text, (gssize) length, &error) : NULL;

  if (result == NULL)
    {
      g_autofree char *sentence = dermaga_explain_error (error);

      return complain_about_result (sentence);
    }
  if (!g_str_equal (dermaga_result_get_target (result), self->request.target->domain))
    return complain_about_result (_("The report is about another domain."));
  return g_steal_pointer (&result);
}

static int
refuse (const Publish *self, DermagaResult *result, const DermagaRecommendation *recommendation)
{
  if (dermaga_recommendation_is_safe_pair (recommendation))
    return dermaga_refuse_without_consent ();
  dermaga_complain (_("Nothing is published without a safe server for receiving and one for "
                      "sending; “dermaga-cli check” says what is wrong."));
  return dermaga_exit_status (result, recommendation, self->request.accept_unverified);
}

static gboolean
any_made (GPtrArray *files)
{
  for (guint i = 0; i < files->len; i++)
    if (((DermagaPublishFile *) files->pdata[i])->contents != NULL)
      return TRUE;
  return FALSE;
}

static int
write_out (const Publish *self, DermagaResult *result, GPtrArray *files)
{
  g_autofree char *report = NULL;

  if (self->output != NULL && !dermaga_publish_files_write (files, self->output, self->force))
    return DERMAGA_EXIT_WRONG_USE;
  report = self->json ? dermaga_publish_json (result, files)
                      : dermaga_publish_text (result, files,
                                              dermaga_terminal_wants_colour (STDOUT_FILENO),
                                              dermaga_terminal_get_width (STDOUT_FILENO));
  if (!dermaga_print (report))
    return DERMAGA_EXIT_WRONG_USE;
  return any_made (files) ? DERMAGA_EXIT_SAFE_PAIR : DERMAGA_EXIT_NO_PAIR;
}

static gboolean
check_name (const Publish *self)
{
  if (self->name == NULL || (*self->name != '\0' && dermaga_text_is_clean (self->name)))
    return TRUE;
  dermaga_complain (_("--name: The name is empty or holds invisible characters."));
  return FALSE;
}

static int
run (Publish *self, const char *target)
{
  g_autoptr (DermagaResult) result = NULL;
  g_autoptr (DermagaRecommendation) recommendation = NULL;
  g_autoptr (DermagaPublication) publication = NULL;
  g_autoptr (GPtrArray) files = NULL;

  /* What is not offered can only be said after all was tried. */
  self->request.full = TRUE;
  if (!dermaga_request_prepare (&self->request, target) || !check_name (self)
      || !dermaga_publish_files_check (self->output, self->force))
    return DERMAGA_EXIT_WRONG_USE;
  result = self->result_file != NULL ? load_result (self) : dermaga_request_run (&self->request);
  if (result == NULL)
    return DERMAGA_EXIT_WRONG_USE;
  recommendation = dermaga_recommend (result);
  publication = dermaga_publication_new (result, recommendation, self->name,
                                         self->request.accept_unverified);
  if (publication == NULL)
    return refuse (self, result, recommendation);
  files = dermaga_publish_files_new (publication);
  return write_out (self, result, files);
}

int
dermaga_command_publish (char **arguments)
{
  g_auto (Publish) self = { 0 };
  g_autoptr (GArray) options = g_array_new (FALSE, FALSE, sizeof (DermagaOption));
  const DermagaOption own[] = {
    { "output", N_("FOLDER"), N_("Where to write the files; they are shown if left out"),
      .text = &self.output },
    { "name", N_("NAME"), N_("The provider’s name, as people will see it"), .text = &self.name },
    { "result", N_("FILE"), N_("Use this report of “dermaga-cli check --json”; check nothing"),
      .text = &self.result_file },
    { "force", NULL, N_("Replace files that exist already"), .flag = &self.force },
    { "json", NULL, N_("Print the result as JSON"), .flag = &self.json },
  };
  DermagaUsage usage = { "publish", N_("DOMAIN-OR-ADDRESS"),
                         N_("Writes what the owner of a domain should publish for mail programs, "
                            "and compares what is published now with what works."),
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
