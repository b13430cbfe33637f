#include "config.h"

#include "cli/commands.h"

#include "base/dermaga-file.h"
#include "cli/finish.h"
#include "cli/options.h"
#include "cli/practice-json.h"
#include "cli/practice-serve.h"
#include "cli/report-save.h"
#include "cli/request.h"
#include "practice/dermaga-practice-scene.h"
#include "verdict/dermaga-report-json.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  char *scene_text;
  char *base_text;
  char *save_ca;
  gboolean json;
  gboolean stay;
  gboolean check_only;
  DermagaReportRequest report;
  DermagaPracticeOptions options;
} Practice;

static void
practice_clear (Practice *self)
{
  g_free (self->scene_text);
  g_free (self->base_text);
  g_free (self->save_ca);
  dermaga_report_request_clear (&self->report);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Practice, practice_clear)

static gboolean
refuse_scene (void)
{
  guint n_scenes;
  const DermagaPracticeScene *scenes = dermaga_practice_scenes (&n_scenes);
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autofree char *sentence = NULL;

  for (guint i = 0; i < n_scenes; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "", scenes[i].id);
  /* Translators: %s is a list of words that may be typed. */
  sentence = g_strdup_printf (_("--scene: there is no such scene; there are: %s."), ids->str);
  dermaga_complain (sentence);
  return FALSE;
}

static gboolean
prepare (Practice *self)
{
  const DermagaPracticeScene *scene
    = dermaga_practice_scene_find (self->scene_text != NULL ? self->scene_text : "good");
  guint64 base = 0;

  if (scene == NULL)
    return refuse_scene ();
  self->options = scene->options;
  if (self->base_text != NULL
      && !g_ascii_string_to_unsigned (self->base_text, 10, 1, DERMAGA_PRACTICE_MAX_BASE, &base,
                                      NULL))
    {
      dermaga_complain (_("--port-base: a number from 1 to 63010 is meant."));
      return FALSE;
    }
  self->options.port_base = (guint) base;
  return dermaga_report_request_prepare (&self->report);
}

static DermagaPractice *
start (const Practice *self)
{
  g_autoptr (GError) error = NULL;
  DermagaPractice *practice = dermaga_practice_new_with (&self->options, &error);
  g_autofree char *sentence = NULL;

  if (practice != NULL)
    return practice;
  /* Translators: %s is the system's reason, in its own words. */
  sentence = g_strdup_printf (_("The practice provider could not be started: %s"), error->message);
  dermaga_complain (sentence);
  return NULL;
}

/* So that the user's own mail program can trust this run, and this run alone. */
static gboolean
save_authority (const Practice *self, DermagaPractice *practice)
{
  const char *pem = dermaga_practice_get_authority_pem (practice);
  g_autoptr (GBytes) contents = g_bytes_new (pem, strlen (pem));
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *sentence = NULL;

  if (self->save_ca == NULL || dermaga_file_save_public (self->save_ca, contents, TRUE, &error))
    return TRUE;
  reason = dermaga_explain_error (error);
  sentence = g_strdup_printf ("%s: %s", self->save_ca, reason);
  dermaga_complain (sentence);
  return FALSE;
}

static gboolean
is_to_stay (const Practice *self)
{
  return self->stay || (!self->check_only && isatty (STDIN_FILENO));
}

/* One line, where lines follow. */
static int
finish_as_line (DermagaResult *result)
{
  g_autoptr (DermagaRecommendation) recommendation = dermaga_recommend (result);
  g_autofree char *report = dermaga_report_json (result);
  g_autofree char *line = dermaga_practice_json_check (report);

  return dermaga_print (line) ? dermaga_exit_status (result, recommendation, FALSE)
                              : DERMAGA_EXIT_WRONG_USE;
}

static int
check (const Practice *self, DermagaPractice *practice)
{
  g_autoptr (DermagaTarget) target = dermaga_target_parse (DERMAGA_PRACTICE_DOMAIN, NULL);
  DermagaSweepOptions options = { .full = TRUE };
  g_autoptr (DermagaResult) result
    = dermaga_check_run (target, &options, dermaga_practice_get_network (practice));
  int status = self->json && is_to_stay (self) ? finish_as_line (result)
                                               : dermaga_finish (result, self->json, FALSE);

  return dermaga_report_request_save (&self->report, result, FALSE) ? status
                                                                    : DERMAGA_EXIT_WRONG_USE;
}

static int
run (Practice *self)
{
  g_autoptr (DermagaPractice) practice = NULL;
  int status;

  if (!prepare (self))
    return DERMAGA_EXIT_WRONG_USE;
  practice = start (self);
  if (practice == NULL)
    return DERMAGA_EXIT_NO_PAIR;
  if (!save_authority (self, practice))
    return DERMAGA_EXIT_WRONG_USE;
  status = check (self, practice);
  if (status == DERMAGA_EXIT_WRONG_USE || !is_to_stay (self))
    return status;
  return dermaga_practice_serve (practice, self->json) ? status : DERMAGA_EXIT_WRONG_USE;
}

int
dermaga_command_practice (char **arguments)
{
  g_auto (Practice) self = { 0 };
  g_autoptr (GArray) options = g_array_new (FALSE, FALSE, sizeof (DermagaOption));
  const DermagaOption own[] = {
    { "scene", N_("SCENE"), N_("Show this trouble, such as port-25-blocked or only-2525"),
      .text = &self.scene_text },
    { "port-base", N_("NUMBER"),
      N_("Use fixed ports: the usual ones, each with this number added"),
      .text = &self.base_text },
    { "save-ca", N_("FILE"),
      N_("Save the certificate of this run’s authority, for your own mail program to trust"),
      .text = &self.save_ca },
    { "stay", NULL, N_("Run until Ctrl+C, also where the input is no terminal"),
      .flag = &self.stay },
    { "check-only", NULL, N_("End after the check"), .flag = &self.check_only },
    { "json", NULL, N_("Print JSON: the result, or one event a line while it runs"),
      .flag = &self.json },
  };
  DermagaUsage usage = { "practice", NULL,
                         N_("Starts a mail provider on this computer alone, checks it, and shows "
                            "the mail that is sent to it."),
                         options };

  g_array_append_vals (options, own, G_N_ELEMENTS (own));
  dermaga_report_request_add_options (&self.report, options);
  switch (dermaga_options_parse (&usage, arguments, NULL))
    {
    case DERMAGA_PARSED:
      return run (&self);
    case DERMAGA_PARSED_HELP:
      return DERMAGA_EXIT_SAFE_PAIR;
    case DERMAGA_PARSED_WRONG:
      return DERMAGA_EXIT_WRONG_USE;
    }
  g_assert_not_reached ();
}
