#include "config.h"

#include "cli/commands.h"

#include "cli/options.h"
#include "cli/paper.h"
#include "cli/terminal.h"
#include "probe/dermaga-port-probe.h"
#include "verdict/dermaga-report-json.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <unistd.h>

typedef struct {
  gboolean json;
  gboolean offline;
  gboolean no_third_party;
  gboolean no_controls;
  char *ca_file;
  guint16 port;
} Request;

/* While it runs: what was said of it already. */
typedef struct {
  DermagaPortProbe *probe;
  GHashTable *named; /* hosts and addresses */
  GHashTable *shown; /* DermagaControl */
  GCancellable *cancellable;
  guint interrupt;
  gboolean finished;
} Run;

static void
request_clear (Request *request)
{
  g_free (request->ca_file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

static gboolean
parse_port (const char *text, guint16 *port)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT16, &number, NULL)
      || !dermaga_port_check_is_mail_port (number))
    {
      dermaga_complain (_("This is no mail port. Those are 25, 465, 587 and 2525 for sending, 143, "
                          "993, 110 and 995 for receiving."));
      return FALSE;
    }
  *port = number;
  return TRUE;
}

/* Who is asked is told before any answer is there. */
static void
name_control (Run *run, const DermagaControl *control)
{
  const char *host = control->host != NULL ? control->host : control->address;
  g_autofree char *key = g_strdup_printf ("%s %u", host, control->port);
  g_autofree char *line = NULL;

  if (!g_hash_table_add (run->named, g_strdup (key)))
    return;
  if (control->kind == DERMAGA_CONTROL_NEGATIVE)
    /* Translators: %s is an address, %u a port. */
    line = g_strdup_printf (_("Asking %s, port %u, where nobody is"), host, control->port);
  else
    /* Translators: a server name, a port, and the company that runs the server. */
    line = g_strdup_printf (_("Asking %s, port %u (%s)"), host, control->port, control->company);
  g_printerr ("%s\n", line);
}

/* As each ends; the last word on those that were not waited for comes with the end. */
static void
show_control (Run *run, const DermagaPortCheck *check, DermagaControl *control)
{
  g_autofree char *line = NULL;

  if ((control->outcome == DERMAGA_OUTCOME_NOT_CHECKED && !check->finished)
      || !g_hash_table_add (run->shown, control))
    return;
  line = dermaga_explain_control (control);
  g_printerr ("  %s\n", line);
}

static void
changed_cb (DermagaPortProbe *probe, gpointer data)
{
  Run *run = data;
  const DermagaPortCheck *check = dermaga_port_probe_get_check (probe);

  for (guint i = 0; i < check->controls->len; i++)
    name_control (run, check->controls->pdata[i]);
  for (guint i = 0; i < check->controls->len; i++)
    show_control (run, check, check->controls->pdata[i]);
}

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

  /* It has no errors: what went wrong is in the check. */
  dermaga_port_probe_run_finish (DERMAGA_PORT_PROBE (source), result, NULL);
  run->finished = TRUE;
}

static void
run_probe (DermagaPortProbe *probe)
{
  g_autoptr (GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) shown = g_hash_table_new (NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Run run = { .probe = probe, .named = named, .shown = shown, .cancellable = cancellable };

  run.interrupt = g_unix_signal_add (SIGINT, interrupt_cb, &run);
  g_signal_connect (probe, "changed", G_CALLBACK (changed_cb), &run);
  dermaga_port_probe_run_async (probe, cancellable, finished_cb, &run);
  changed_cb (probe, &run);
  while (!run.finished)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (probe, &run);
  g_clear_handle_id (&run.interrupt, g_source_remove);
}

static DermagaInk
verdict_ink (DermagaPortVerdict verdict)
{
  switch (verdict)
    {
    case DERMAGA_PORT_VERDICT_OPEN:
      return DERMAGA_INK_GOOD;
    case DERMAGA_PORT_VERDICT_INTERCEPTED:
      return DERMAGA_INK_BAD;
    case DERMAGA_PORT_VERDICT_BLOCKED:
    case DERMAGA_PORT_VERDICT_MAIL_BLOCKED:
    case DERMAGA_PORT_VERDICT_PORTAL:
    case DERMAGA_PORT_VERDICT_OFFLINE:
      return DERMAGA_INK_WARNING;
    case DERMAGA_PORT_VERDICT_UNKNOWN:
      return DERMAGA_INK_HEADING;
    }
  g_assert_not_reached ();
}

static char *
check_text (const DermagaPortCheck *check)
{
  g_autoptr (DermagaWords) words = dermaga_explain_port_check (check);
  g_autofree char *by_hand = dermaga_explain_port_by_hand (check->port);
  g_auto (GStrv) paragraphs = g_strsplit (by_hand, "\n\n", -1);
  DermagaPaper paper = { g_string_new (NULL), dermaga_terminal_wants_colour (STDOUT_FILENO),
                         dermaga_terminal_get_width (STDOUT_FILENO) };

  dermaga_paper_wrap (&paper, verdict_ink (dermaga_port_check_get_verdict (check)),
                      words->headline, 0, 0);
  dermaga_paper_wrap (&paper, DERMAGA_INK_PLAIN, words->meaning, 0, 0);
  dermaga_paper_wrap (&paper, DERMAGA_INK_PLAIN, words->action, 0, 0);
  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      dermaga_paper_end_line (&paper);
      dermaga_paper_wrap (&paper, DERMAGA_INK_FAINT, paragraphs[i], 0, 0);
    }
  return g_string_free (paper.text, FALSE);
}

static int
exit_status (const DermagaPortCheck *check)
{
  switch (dermaga_port_check_get_verdict (check))
    {
    case DERMAGA_PORT_VERDICT_OPEN:
      return DERMAGA_EXIT_SAFE_PAIR;
    case DERMAGA_PORT_VERDICT_OFFLINE:
      return DERMAGA_EXIT_NO_NETWORK;
    case DERMAGA_PORT_VERDICT_UNKNOWN:
    case DERMAGA_PORT_VERDICT_BLOCKED:
    case DERMAGA_PORT_VERDICT_MAIL_BLOCKED:
    case DERMAGA_PORT_VERDICT_INTERCEPTED:
    case DERMAGA_PORT_VERDICT_PORTAL:
      return DERMAGA_EXIT_NO_PAIR;
    }
  g_assert_not_reached ();
}

static int
check_port (const Request *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaNetwork) network = dermaga_network_new (request->ca_file, &error);
  g_autoptr (DermagaPortProbe) probe = NULL;
  const DermagaPortCheck *check;
  g_autofree char *text = NULL;

  if (network == NULL)
    {
      g_autofree char *sentence = dermaga_explain_error (error);

      dermaga_complain (sentence);
      return DERMAGA_EXIT_WRONG_USE;
    }
  probe = dermaga_port_probe_new (network, request->port);
  dermaga_port_probe_set_ask (probe, !request->offline && !request->no_third_party
                                       && !request->no_controls);
  run_probe (probe);
  check = dermaga_port_probe_get_check (probe);
  text = request->json ? dermaga_port_check_json (check) : check_text (check);
  return dermaga_print (text) ? exit_status (check) : DERMAGA_EXIT_WRONG_USE;
}

int
dermaga_command_port (char **arguments)
{
  g_auto (Request) request = { 0 };
  g_autofree char *operand = NULL;
  g_autoptr (GArray) options = g_array_new (FALSE, FALSE, sizeof (DermagaOption));
  const DermagaOption own[] = {
    { "json", NULL, N_("Print the result as JSON"), .flag = &request.json },
    { "offline", NULL, N_("Ask nobody: then nothing can be found out"), .flag = &request.offline },
    { "no-third-party", NULL, N_("Ask nobody: then nothing can be found out"),
      .flag = &request.no_third_party },
    { "no-controls", NULL, N_("Ask nobody: then nothing can be found out"),
      .flag = &request.no_controls },
    { "ca-file", N_("FILE"), N_("Trust the certificate authorities in this PEM file too"),
      .text = &request.ca_file },
  };
  DermagaUsage usage = { "port", N_("PORT"),
                         N_("Finds out whether a mail port is likely blocked in this network, by "
                            "connecting to servers of other companies (without signing in). Exit "
                            "status: 0 open, 1 likely blocked or not known, 2 wrong use, 3 no "
                            "network."),
                         options, N_("“port” needs the number of a port, such as 25.") };

  g_array_append_vals (options, own, G_N_ELEMENTS (own));
  switch (dermaga_options_parse (&usage, arguments, &operand))
    {
    case DERMAGA_PARSED:
      return parse_port (operand, &request.port) ? check_port (&request)
                                                 : DERMAGA_EXIT_WRONG_USE;
    case DERMAGA_PARSED_HELP:
      return DERMAGA_EXIT_SAFE_PAIR;
    case DERMAGA_PARSED_WRONG:
      return DERMAGA_EXIT_WRONG_USE;
    }
  g_assert_not_reached ();
}
