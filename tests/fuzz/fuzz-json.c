#include <stdint.h>

#include "base/dermaga-target.h"
#include "base/dermaga-text.h"
#include "model/dermaga-json.h"
#include "model/dermaga-run.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Whatever was read may go into a file as it is. */
static void
check_choice (const DermagaSavedChoice *choice, DermagaDirection direction)
{
  const DermagaServer *server = choice != NULL ? choice->server : NULL;

  if (server == NULL)
    return;
  g_assert_true (dermaga_protocol_get_direction (server->protocol) == direction);
  g_assert_true (dermaga_host_is_valid (server->host));
  g_assert_true (dermaga_user_name_is_valid (server->user_name));
  g_assert_true (server->security != DERMAGA_SECURITY_NONE);
  g_assert_cmpuint (server->port, >, 0);
}

/* Whatever was read may be shown as it is. */
static void
check_sources (const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sources = dermaga_json_read_sources (text, length, &error);

  g_assert_true ((sources != NULL) == (error == NULL));
  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      const DermagaSourceReport *report = sources->pdata[i];

      g_assert_true (dermaga_source_from_report_id (report->id, NULL));
      g_assert_nonnull (dermaga_source_status_to_string (report->status));
      g_assert_nonnull (dermaga_source_problem_to_string (report->problem));
      g_assert_true (dermaga_text_is_clean (report->detail));
      g_assert_true (report->url == NULL || dermaga_source_url_is_valid (report->url));
      g_assert_true (report->url == NULL || dermaga_text_is_clean (report->url));
      g_assert_cmpuint (report->servers->len, <=, DERMAGA_SOURCE_MAX_SERVERS);
      for (guint j = 0; j < report->servers->len; j++)
        g_assert_true (
            dermaga_host_is_valid (((DermagaCandidate *) report->servers->pdata[j])->host));
    }
}

static void
check_result (const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaResult) result = dermaga_json_read_result (text, length, &error);
  GListModel *probes = result != NULL ? dermaga_result_get_probes (result) : NULL;

  g_assert_true ((result != NULL) == (error == NULL));
  for (guint i = 0; probes != NULL && i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);
      const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);

      g_assert_true (dermaga_host_is_valid (candidate->host));
      g_assert_true (candidate->user_name == NULL
                     || dermaga_user_name_is_valid (candidate->user_name));
      g_assert_true (dermaga_probe_is_done (probe));
    }
}

/* Whatever was read can be written, and is the same when it is read again. */
static void
check_runs (const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = dermaga_runs_read (text, length, "example.com", &error);
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *written = NULL;

  g_assert_true ((runs != NULL) == (error == NULL));
  if (runs == NULL)
    return;
  g_assert_cmpuint (runs->len, <=, DERMAGA_RUN_MAX_KEPT);
  written = dermaga_runs_to_json ("example.com", runs);
  again = dermaga_runs_read (written, -1, "example.com", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, runs->len);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (DermagaSavedChoice) incoming = NULL;
  g_autoptr (DermagaSavedChoice) outgoing = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *target = NULL;
  gboolean read = dermaga_json_read_recommendation ((const char *) data, (gssize) size, &target,
                                                    &incoming, &outgoing, &error);

  g_assert_true (read == (error == NULL));
  g_assert_true (read == (target != NULL));
  g_assert_true (read || (incoming == NULL && outgoing == NULL));
  check_choice (incoming, DERMAGA_DIRECTION_INCOMING);
  check_choice (outgoing, DERMAGA_DIRECTION_OUTGOING);
  check_sources ((const char *) data, (gssize) size);
  check_result ((const char *) data, (gssize) size);
  check_runs ((const char *) data, (gssize) size);
  return 0;
}
