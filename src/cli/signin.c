#include "config.h"

#include "cli/commands.h"

#include "cli/options.h"
#include "cli/paper.h"
#include "cli/password.h"
#include "cli/signin-run.h"
#include "cli/terminal.h"
#include "verdict/dermaga-signin-json.h"
#include "verdict/dermaga-signin-texts.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <unistd.h>

typedef struct {
  DermagaRequest request;
  char *user_name;
  char *result_file;
  char *fd_text;
  gboolean incoming_only;
  gboolean outgoing_only;
  gboolean send_test;
  gboolean try_other_names;
  gboolean json;
  int fd; /* -1: ask at the terminal */
} Signin;

static void
signin_clear (Signin *self)
{
  dermaga_request_clear (&self->request);
  g_free (self->user_name);
  g_free (self->result_file);
  g_free (self->fd_text);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Signin, signin_clear)

static int
wrong_use (const char *sentence)
{
  dermaga_complain (sentence);
  return DERMAGA_EXIT_WRONG_USE;
}

/* Whatever was meant to be the password is not repeated. */
static gboolean
holds_password (char **arguments)
{
  static const char *const prefixes[] = { "--pass", "--pw", "--secret", "-p" };

  for (guint i = 0; arguments[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (prefixes); j++)
      if (g_str_has_prefix (arguments[i], prefixes[j])
          && !g_str_equal (arguments[i], "--password-fd")
          && !g_str_has_prefix (arguments[i], "--password-fd="))
        return TRUE;
  return FALSE;
}

static gboolean
parse_fd (Signin *self)
{
  guint64 number;

  self->fd = -1;
  if (self->fd_text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (self->fd_text, 10, 0, G_MAXINT, &number, NULL)
      || fcntl ((int) number, F_GETFD) < 0)
    {
      dermaga_complain (_("--password-fd needs the number of an open file descriptor, such as 0 "
                          "for standard input."));
      return FALSE;
    }
  self->fd = (int) number;
  return TRUE;
}

/* What can be known to be no use before anything is asked of the network. */
static int
check_arguments (Signin *self, const char *target)
{
  if (!dermaga_request_prepare (&self->request, target) || !parse_fd (self))
    return DERMAGA_EXIT_WRONG_USE;
  if (self->request.target->email == NULL)
    return wrong_use (_("--email is needed: the address of the account to sign in to."));
  if (self->user_name != NULL && !dermaga_user_name_is_valid (self->user_name))
    return wrong_use (_("This user name cannot be used: it is empty, too long, or holds characters "
                        "that cannot be seen."));
  if (self->incoming_only && self->outgoing_only)
    return wrong_use (_("--incoming-only and --outgoing-only exclude each other."));
  if (self->incoming_only && self->send_test)
    return wrong_use (_("A test message can be sent only where the sign-in is for sending."));
  if (self->try_other_names && !dermaga_terminal_is_there ())
    return wrong_use (_("--try-other-names asks before each further try, and there is no terminal "
                        "to ask at."));
  if (self->fd < 0 && !dermaga_terminal_is_there ())
    return wrong_use (_("There is no terminal to ask for the password at; give it on a file "
                        "descriptor with --password-fd."));
  return DERMAGA_EXIT_SAFE_PAIR;
}

static gboolean
is_same_host (const DermagaSigninServers *servers)
{
  return servers->incoming != NULL && servers->outgoing != NULL
         && g_str_equal (servers->incoming->host, servers->outgoing->host);
}

/* To whom it goes is said before it is typed. */
static char *
make_prompt (const DermagaSigninServers *servers)
{
  const DermagaServer *one = servers->incoming != NULL ? servers->incoming : servers->outgoing;

  if (servers->incoming != NULL && servers->outgoing != NULL && !is_same_host (servers))
    /* Translators: a user name, then two server names. */
    return g_strdup_printf (_("Password for “%s” (sent only to %s and %s over encrypted "
                              "connections, not saved):"),
                            one->user_name, servers->incoming->host, servers->outgoing->host);
  /* Translators: a user name, then a server name. */
  return g_strdup_printf (_("Password for “%s” (sent only to %s over the encrypted connection, not "
                            "saved):"),
                          one->user_name, one->host);
}

static DermagaSecret *
get_password (const Signin *self, const DermagaSigninServers *servers)
{
  g_autofree char *prompt = NULL;

  if (self->fd >= 0)
    return dermaga_password_read (self->fd);
  prompt = make_prompt (servers);
  return dermaga_password_ask (prompt);
}

static DermagaInk
ink_of (DermagaSeverity severity)
{
  switch (severity)
    {
    case DERMAGA_SEVERITY_INFO:
      return DERMAGA_INK_GOOD;
    case DERMAGA_SEVERITY_WARNING:
      return DERMAGA_INK_WARNING;
    case DERMAGA_SEVERITY_ERROR:
      return DERMAGA_INK_BAD;
    }
  g_assert_not_reached ();
}

static void
write_result (DermagaPaper *paper, const DermagaSigninResult *result)
{
  g_autoptr (DermagaWords) words = dermaga_explain_signin (result);
  g_autofree char *row = dermaga_explain_signin_row (result);

  dermaga_paper_wrap (paper, ink_of (dermaga_signin_severity (result->verdict)), row, 0, 0);
  dermaga_paper_wrap (paper, DERMAGA_INK_PLAIN, words->meaning, 2, 0);
  dermaga_paper_wrap (paper, DERMAGA_INK_PLAIN, words->action, 2, 0);
}

static void
write_delivery (DermagaPaper *paper, const DermagaSigninResult *result)
{
  g_autoptr (DermagaWords) words = dermaga_explain_delivery (result);

  dermaga_paper_end_line (paper);
  dermaga_paper_wrap (paper, ink_of (dermaga_delivery_severity (result->delivery)),
                      words->headline, 0, 0);
  dermaga_paper_wrap (paper, DERMAGA_INK_PLAIN, words->meaning, 2, 0);
  dermaga_paper_wrap (paper, DERMAGA_INK_PLAIN, words->action, 2, 0);
}

static char *
make_text (const Signin *self, GPtrArray *results)
{
  DermagaPaper paper = { g_string_new (NULL), dermaga_terminal_wants_colour (STDOUT_FILENO),
                         dermaga_terminal_get_width (STDOUT_FILENO) };

  for (guint i = 0; i < results->len; i++)
    {
      const DermagaSigninResult *result = results->pdata[i];

      if (i > 0)
        dermaga_paper_end_line (&paper);
      write_result (&paper, result);
      if (self->send_test && result->server->protocol == DERMAGA_PROTOCOL_SMTP)
        write_delivery (&paper, result);
    }
  return g_string_free (paper.text, FALSE);
}

static int
exit_status (const Signin *self, GPtrArray *results)
{
  gboolean all = TRUE, no_network = TRUE;

  for (guint i = 0; i < results->len; i++)
    {
      const DermagaSigninResult *result = results->pdata[i];

      all = all && result->verdict == DERMAGA_SIGNIN_ACCEPTED
            && (!self->send_test || result->server->protocol != DERMAGA_PROTOCOL_SMTP
                || result->delivery == DERMAGA_DELIVERY_ACCEPTED);
      no_network = no_network && result->verdict == DERMAGA_SIGNIN_NOT_REACHED
                   && result->outcome == DERMAGA_OUTCOME_NET_UNREACH;
    }
  if (all)
    return DERMAGA_EXIT_SAFE_PAIR;
  return no_network ? DERMAGA_EXIT_NO_NETWORK : DERMAGA_EXIT_NO_PAIR;
}

/* The password is gone before anything is written, however long that takes. */
static GPtrArray *
sign_in (Signin *self, DermagaNetwork *network, const DermagaSigninServers *servers,
         DermagaSecret *password)
{
  const char *email = self->request.target->email;
  g_autofree char *subject = dermaga_test_message_subject ();
  g_autofree char *body = dermaga_test_message_body (email);
  const DermagaTestMessage message = { email, subject, body };
  const DermagaTestMessage *wanted = self->send_test ? &message : NULL;
  GPtrArray *results = dermaga_signin_run (network, servers, password, wanted);

  if (self->try_other_names)
    dermaga_signin_try_other_names (results, network, servers, email, password, wanted);
  dermaga_secret_wipe (password);
  return results;
}

static int
run_with (Signin *self, const DermagaSigninServers *servers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaNetwork) network = dermaga_network_new (self->request.ca_file, &error);
  g_autoptr (DermagaSecret) password = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autofree char *text = NULL;

  if (network == NULL)
    {
      g_autofree char *sentence = dermaga_explain_error (error);

      return wrong_use (sentence);
    }
  password = get_password (self, servers);
  if (password == NULL)
    return DERMAGA_EXIT_WRONG_USE;
  results = sign_in (self, network, servers, password);
  text = self->json ? dermaga_signin_json (results) : make_text (self, results);
  return dermaga_print (text) ? exit_status (self, results) : DERMAGA_EXIT_WRONG_USE;
}

static int
run (Signin *self, const char *target)
{
  g_auto (DermagaSigninServers) servers = { 0 };
  int status = check_arguments (self, target);

  if (status == DERMAGA_EXIT_SAFE_PAIR)
    status = dermaga_signin_servers_find (&servers, &self->request, self->result_file,
                                          self->user_name, !self->outgoing_only,
                                          !self->incoming_only);
  return status == DERMAGA_EXIT_SAFE_PAIR ? run_with (self, &servers) : status;
}

int
dermaga_command_signin (char **arguments)
{
  g_auto (Signin) self = { 0 };
  g_autoptr (GArray) options = g_array_new (FALSE, FALSE, sizeof (DermagaOption));
  const DermagaOption own[] = {
    { "user", N_("NAME"), N_("The user name, if it is not what the provider publishes"),
      .text = &self.user_name },
    { "password-fd", N_("NUMBER"),
      N_("Read the password from this file descriptor; otherwise it is asked for"),
      .text = &self.fd_text },
    { "incoming-only", NULL, N_("Sign in for receiving mail only"), .flag = &self.incoming_only },
    { "outgoing-only", NULL, N_("Sign in for sending mail only"), .flag = &self.outgoing_only },
    { "send-test", NULL, N_("After signing in for sending, send a test message to yourself"),
      .flag = &self.send_test },
    { "try-other-names", NULL,
      N_("If the user name is refused, ask for each other form of it whether to try it"),
      .flag = &self.try_other_names },
    { "result", N_("FILE"), N_("Use this report of “dermaga-cli check --json”; check nothing"),
      .text = &self.result_file },
    { "json", NULL, N_("Print the result as JSON"), .flag = &self.json },
  };
  DermagaUsage usage = { "signin", N_("DOMAIN-OR-ADDRESS"),
                         N_("Signs in to the servers that work, once, over verified encryption "
                            "only. Exit status: 0 accepted by all, 1 not, 2 wrong use, 3 no "
                            "network."),
                         options };
  g_autofree char *target = NULL;

  if (holds_password (arguments))
    return wrong_use (_("A password on the command line can be read by every program on this "
                        "computer and stays in the shell’s history, so it is not taken from there. "
                        "It is asked for, or read with --password-fd. Change it if it was real."));
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
