#include "config.h"

#include "cli/export-settings.h"

#include "cli/finish.h"
#include "cli/options.h"
#include "cli/report-file.h"
#include "model/dermaga-json.h"
#include "verdict/dermaga-verdict.h"

#include <glib/gi18n.h>

static gboolean
lacks_server (const DermagaFormat *format, const DermagaSettings *settings)
{
  return (format->needs_incoming && settings->incoming == NULL)
         || (format->needs_outgoing && settings->outgoing == NULL);
}

static int
refuse_insecure (const DermagaPlainOffer *offer)
{
  g_autoptr (DermagaWords) words = dermaga_plain_offer_explain (offer);
  g_autofree char *sentence = NULL;

  /* Translators: both %s are sentences: what is dangerous, and what to do instead. */
  sentence = g_strdup_printf (_("%s %s If you understand that others can read this, and want the "
                                "file all the same, use --accept-insecure."),
                              words->meaning, words->action);
  dermaga_complain (sentence);
  return DERMAGA_EXIT_NO_PAIR;
}

/*
 * What is still lacking may be on offer without encryption.
 * @otherwise: what to say where it is not
 */
static int
complete (const DermagaExportRequest *request, DermagaResult *result, const char *otherwise,
          DermagaSettings *settings)
{
  const DermagaFormat *format = request->format;
  g_autoptr (DermagaPlainOffer) offer = NULL;

  if (!lacks_server (format, settings))
    return DERMAGA_EXIT_SAFE_PAIR;
  offer = dermaga_plain_offer_find (result);
  if (offer == NULL
      || (format->needs_incoming && settings->incoming == NULL && offer->incoming == NULL)
      || (format->needs_outgoing && settings->outgoing == NULL && offer->outgoing == NULL))
    {
      dermaga_complain (otherwise);
      return DERMAGA_EXIT_NO_PAIR;
    }
  if (!request->accept_insecure)
    return refuse_insecure (offer);
  dermaga_plain_offer_complete (offer, format->needs_incoming, format->needs_outgoing, settings);
  settings->accept_insecure = TRUE;
  return DERMAGA_EXIT_SAFE_PAIR;
}

/* From a check that is run now. */
static int
settings_from_check (DermagaExportRequest *self, DermagaSettings **settings)
{
  g_autoptr (DermagaResult) result = dermaga_request_run (&self->request);
  g_autoptr (DermagaRecommendation) recommendation = NULL;

  if (result == NULL)
    return DERMAGA_EXIT_WRONG_USE;
  recommendation = dermaga_recommend (result);
  if (!self->request.accept_unverified && dermaga_recommendation_needs_consent (recommendation))
    return dermaga_refuse_without_consent ();
  *settings = dermaga_recommendation_to_settings (recommendation, result,
                                                  self->request.target->email, self->name);
  if (lacks_server (self->format, *settings)
      && (dermaga_result_get_conditions (result) & DERMAGA_CONDITION_OFFLINE) != 0)
    {
      dermaga_complain (recommendation->title);
      return DERMAGA_EXIT_NO_NETWORK;
    }
  return complete (self, result, recommendation->title, *settings);
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

/* What a report of "check --json" recommends, and what else it knows. */
typedef struct {
  char *target;
  DermagaSavedChoice *incoming;
  DermagaSavedChoice *outgoing;
  DermagaResult *result;
} Report;

static void
report_clear (Report *report)
{
  g_free (report->target);
  dermaga_saved_choice_free (report->incoming);
  dermaga_saved_choice_free (report->outgoing);
  g_clear_object (&report->result);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Report, report_clear)

static gboolean
read_report (const char *path, Report *report, GError **error)
{
  gsize length = 0;
  g_autofree char *text = dermaga_report_file_read (path, &length, error);

  if (text == NULL
      || !dermaga_json_read_recommendation (text, (gssize) length, &report->target,
                                            &report->incoming, &report->outgoing, error))
    return FALSE;
  report->result = dermaga_json_read_result (text, (gssize) length, error);
  return report->result != NULL;
}

static gboolean
needs_consent (const DermagaSavedChoice *choice)
{
  return choice != NULL && choice->consent_needed;
}

/* From a report that "check --json" wrote. */
static int
settings_from_file (DermagaExportRequest *self, DermagaSettings **settings)
{
  const DermagaTarget *wanted = self->request.target;
  g_auto (Report) report = { 0 };
  g_autoptr (GError) error = NULL;
  const char *otherwise;

  if (!read_report (self->result_file, &report, &error))
    return dermaga_complain_of ("--result", error);
  if (g_strcmp0 (report.target, wanted->domain) != 0)
    {
      dermaga_complain (_("The report in --result is about another domain."));
      return DERMAGA_EXIT_WRONG_USE;
    }
  if (!self->request.accept_unverified
      && (needs_consent (report.incoming) || needs_consent (report.outgoing)))
    return dermaga_refuse_without_consent ();
  *settings = dermaga_settings_new (wanted->email, self->name);
  fill_server (&(*settings)->incoming, report.incoming, wanted->email);
  fill_server (&(*settings)->outgoing, report.outgoing, wanted->email);
  dermaga_settings_add_known (*settings, report.result);
  otherwise = report.incoming == NULL && report.outgoing == NULL
                  ? _("The report in --result recommends no settings.")
                  : _("The report in --result recommends no server that this file needs.");
  return complete (self, report.result, otherwise, *settings);
}

int
dermaga_export_settings (DermagaExportRequest *request, DermagaSettings **settings)
{
  return request->result_file != NULL ? settings_from_file (request, settings)
                                      : settings_from_check (request, settings);
}
