#include "config.h"

#include "cli/request.h"

#include "cli/config-file.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "net/dermaga-connection.h"
#include "verdict/dermaga-verdict.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <math.h>
#include <signal.h>

#define MAX_TIMEOUT_S 3600.0
#define TAKE_LEAVE_MS 300

void
dermaga_request_clear (DermagaRequest *request)
{
  g_free (request->email_text);
  g_free (request->incoming_text);
  g_free (request->outgoing_text);
  g_free (request->timeout_text);
  g_free (request->ca_file);
  g_free (request->config_file);
  g_clear_pointer (&request->options.config, dermaga_provider_config_free);
  g_free (request->options.incoming_host);
  g_free (request->options.outgoing_host);
  g_clear_pointer (&request->target, dermaga_target_free);
}

void
dermaga_request_add_options (DermagaRequest *request, GArray *options)
{
  const DermagaOption added[] = {
    { "email", N_("ADDRESS"), N_("The email address to set up"), .text = &request->email_text },
    { "incoming", N_("HOST"), N_("The server for receiving mail, if you know it"),
      .text = &request->incoming_text },
    { "outgoing", N_("HOST"), N_("The server for sending mail, if you know it"),
      .text = &request->outgoing_text },
    { "full", NULL, N_("Check all ports, even after the answer is known"), .flag = &request->full },
    { "offline", NULL, N_("Ask for the addresses of servers only, for no published settings"),
      .flag = &request->offline },
    { "no-third-party", NULL, N_("Ask nobody but the provider, not Mozilla’s public list"),
      .flag = &request->no_third_party },
    { "no-controls", NULL,
      N_("Ask no servers of other companies when a port may be blocked in this network"),
      .flag = &request->no_controls },
    { "send-address", NULL,
      N_("Send the full address to the provider’s own server for published settings"),
      .flag = &request->options.send_address },
    { "timeout", N_("SECONDS"), N_("End the check after this time"),
      .text = &request->timeout_text },
    { "ca-file", N_("FILE"), N_("Trust the certificate authorities in this PEM file too"),
      .text = &request->ca_file },
    { "accept-unverified", NULL,
      N_("Accept servers outside the domain whose names came without protection (DNS or http)"),
      .flag = &request->accept_unverified },
  };

  g_array_append_vals (options, added, G_N_ELEMENTS (added));
}

static gboolean
complain_about (const char *what, const char *sentence)
{
  g_autofree char *both = what != NULL ? g_strdup_printf ("%s: %s", what, sentence)
                                       : g_strdup (sentence);

  dermaga_complain (both);
  return FALSE;
}

static gboolean
complain_about_error (const char *what, const GError *error)
{
  g_autofree char *sentence = dermaga_explain_error (error);

  return complain_about (what, sentence);
}

static gboolean
parse_host (const char *what, const char *text, char **host)
{
  g_autoptr (GError) error = NULL;

  if (text == NULL)
    return TRUE;
  *host = dermaga_host_parse (text, &error);
  return *host != NULL || complain_about_error (what, error);
}

/* The domain says where to look; the address, if any, who is to sign in there. */
static gboolean
parse_email (DermagaRequest *request)
{
  g_autoptr (DermagaTarget) address = NULL;
  g_autoptr (GError) error = NULL;

  if (request->email_text == NULL)
    return TRUE;
  address = dermaga_target_parse (request->email_text, &error);
  if (address == NULL)
    return complain_about_error ("--email", error);
  if (address->email == NULL)
    return complain_about ("--email", _("A full address is needed, such as name@example.com."));
  g_free (request->target->email);
  g_free (request->target->local_part);
  request->target->email = g_steal_pointer (&address->email);
  request->target->local_part = g_steal_pointer (&address->local_part);
  return TRUE;
}

static gboolean
check_send_address (const DermagaRequest *request)
{
  if (!request->options.send_address || request->target->email != NULL)
    return TRUE;
  return complain_about ("--send-address",
                         _("There is no address to send; give one with --email."));
}

static gboolean
parse_timeout (DermagaRequest *request)
{
  char *end;
  double seconds;

  if (request->timeout_text == NULL)
    return TRUE;
  seconds = g_ascii_strtod (request->timeout_text, &end);
  if (end == request->timeout_text || *end != '\0' || !isfinite (seconds) || seconds < 0.1
      || seconds > MAX_TIMEOUT_S)
    return complain_about ("--timeout", _("A number of seconds from 0.1 to 3600 is needed."));
  request->options.timeout_us = (gint64) (seconds * G_USEC_PER_SEC);
  return TRUE;
}

static gboolean
load_config (DermagaRequest *request)
{
  g_autoptr (GError) error = NULL;

  if (request->config_file == NULL)
    return TRUE;
  request->options.config = dermaga_config_file_load (request->config_file, &error);
  return request->options.config != NULL || complain_about_error ("--config", error);
}

static gboolean
names_domains (char **domains)
{
  for (guint i = 0; domains[i] != NULL; i++)
    if (!dermaga_host_is_valid (domains[i]))
      return FALSE;
  return domains[0] != NULL;
}

/* For a configuration that serves any domain, somebody must say which. */
static gboolean
parse_target (DermagaRequest *request, const char *target)
{
  char **domains = request->options.config != NULL ? request->options.config->domains : NULL;
  g_autoptr (GError) error = NULL;

  if (target == NULL && !names_domains (domains))
    return complain_about ("--config", _("The file does not say for which domain it is; give the "
                                         "domain as well."));
  request->target = dermaga_target_parse (target != NULL ? target : domains[0], &error);
  return request->target != NULL || complain_about_error (NULL, error);
}

gboolean
dermaga_request_prepare (DermagaRequest *request, const char *target)
{
  if (!load_config (request) || !parse_target (request, target))
    return FALSE;
  request->options.full = request->full;
  request->options.ask_controls =
    !request->no_controls && !request->no_third_party && !request->offline;
  if (request->offline)
    request->options.privacy = DERMAGA_PRIVACY_OFFLINE;
  else if (request->no_third_party)
    request->options.privacy = DERMAGA_PRIVACY_PROVIDER;
  return parse_email (request) && check_send_address (request) && parse_timeout (request)
         && parse_host ("--incoming", request->incoming_text, &request->options.incoming_host)
         && parse_host ("--outgoing", request->outgoing_text, &request->options.outgoing_host);
}

typedef struct {
  GCancellable *cancellable;
  guint interrupt;
  gboolean finished;
} Run;

static gboolean
interrupt_cb (gpointer data)
{
  Run *run = data;

  /* A second Ctrl+C ends the program as usual. */
  run->interrupt = 0;
  g_cancellable_cancel (run->cancellable);
  return G_SOURCE_REMOVE;
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Run *run = data;

  /* It has no errors: what went wrong is in the result. */
  dermaga_sweep_run_finish (DERMAGA_SWEEP (source), result, NULL);
  run->finished = TRUE;
}

DermagaResult *
dermaga_check_run (const DermagaTarget *target, const DermagaSweepOptions *options,
                   DermagaNetwork *network)
{
  g_autoptr (DermagaSweep) sweep = dermaga_sweep_new (target, options, network);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  DermagaResult *result = g_object_ref (dermaga_sweep_get_result (sweep));
  DermagaProgress *progress = dermaga_progress_new (result, target->display_domain);
  Run run = { .cancellable = cancellable };

  run.interrupt = g_unix_signal_add (SIGINT, interrupt_cb, &run);
  dermaga_sweep_run_async (sweep, cancellable, finished_cb, &run);
  while (!run.finished)
    g_main_context_iteration (NULL, TRUE);
  g_clear_handle_id (&run.interrupt, g_source_remove);
  dermaga_progress_free (progress);
  return result;
}

DermagaResult *
dermaga_request_run (DermagaRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaNetwork) network = dermaga_network_new (request->ca_file, &error);

  if (network == NULL)
    {
      complain_about_error (request->ca_file != NULL ? "--ca-file" : NULL, error);
      return NULL;
    }
  return dermaga_check_run (request->target, &request->options, network);
}

static gboolean
moment_cb (gpointer data)
{
  gboolean *over = data;

  *over = TRUE;
  return G_SOURCE_REMOVE;
}

void
dermaga_take_leave (void)
{
  gboolean over = FALSE;
  guint timer = g_timeout_add (TAKE_LEAVE_MS, moment_cb, &over);

  while (!over && dermaga_connection_count_leaving () > 0)
    g_main_context_iteration (NULL, TRUE);
  if (!over)
    g_source_remove (timer);
}
