#include "config.h"

#include "cli/read-text.h"

#include "cli/labels.h"
#include "cli/paper.h"

#include <glib/gi18n.h>
#include <string.h>

#define INDENT 2u
#define GAP 2u
#define PORT_COLUMN 5u

static void
write_facts (DermagaPaper *paper, const DermagaProviderConfig *config)
{
  g_autofree char *domains = g_strjoinv (", ", config->domains);
  const struct { const char *label; const char *value; } lines[] = {
    /* Translators: the name by which a configuration file is known, usually a domain. */
    { _("Identifier"), config->id },
    { _("Name"), config->display_name },
    { _("Domains"), *domains != '\0' ? domains : NULL },
  };
  guint column = 0;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    column = MAX (column, (guint) g_utf8_strlen (lines[i].label, -1) + GAP);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (lines[i].value != NULL)
      {
        dermaga_paper_write (paper, DERMAGA_INK_FAINT, lines[i].label, column);
        dermaga_paper_wrap (paper, DERMAGA_INK_PLAIN, lines[i].value, column, column);
      }
}

static void
write_sign_in (DermagaPaper *paper, const DermagaProviderServer *server)
{
  g_autofree char *auth = g_strjoinv (", ", server->auth);
  /* Translators: what a configuration file does not say. */
  const char *unsaid = _("not said");
  g_autofree char *line = NULL;

  /* Translators: the first %s is a user name or a pattern such as %EMAILADDRESS%, the second a list
   * of words of the file such as "password-cleartext". */
  line = g_strdup_printf (_("User name: %s; sign-in: %s"),
                          server->user_name != NULL ? server->user_name : unsaid,
                          *auth != '\0' ? auth : unsaid);
  dermaga_paper_wrap (paper, DERMAGA_INK_FAINT, line, 3 * INDENT, 0);
}

static void
write_server (DermagaPaper *paper, const DermagaProviderServer *server, guint host_column)
{
  g_autofree char *port = g_strdup_printf ("%u", server->port);
  gboolean safe = server->security != DERMAGA_SECURITY_NONE;

  dermaga_paper_pad (paper, INDENT);
  dermaga_paper_write (paper, DERMAGA_INK_PLAIN, server->host, host_column + GAP);
  dermaga_paper_write (paper, DERMAGA_INK_PLAIN, dermaga_label_protocol (server->protocol),
                       strlen ("IMAP") + GAP);
  dermaga_paper_pad (paper, PORT_COLUMN - (guint) strlen (port));
  dermaga_paper_write (paper, DERMAGA_INK_PLAIN, port, 0);
  dermaga_paper_pad (paper, GAP);
  dermaga_paper_write (paper, safe ? DERMAGA_INK_PLAIN : DERMAGA_INK_WARNING,
                       dermaga_label_security (server->security), 0);
  dermaga_paper_end_line (paper);
  write_sign_in (paper, server);
}

static void
write_servers (DermagaPaper *paper, GPtrArray *servers, DermagaDirection direction,
               guint host_column)
{
  if (servers->len == 0)
    return;
  dermaga_paper_end_line (paper);
  dermaga_paper_write (paper, DERMAGA_INK_HEADING, dermaga_label_direction (direction), 0);
  dermaga_paper_end_line (paper);
  for (guint i = 0; i < servers->len; i++)
    write_server (paper, g_ptr_array_index (servers, i), host_column);
}

static guint
measure_hosts (GPtrArray *servers, guint column)
{
  for (guint i = 0; i < servers->len; i++)
    {
      const DermagaProviderServer *server = g_ptr_array_index (servers, i);

      column = MAX (column, (guint) strlen (server->host));
    }
  return column;
}

static void
write_remark (DermagaPaper *paper, const char *sentence)
{
  dermaga_paper_end_line (paper);
  dermaga_paper_wrap (paper, DERMAGA_INK_WARNING, sentence, 0, 0);
}

static void
write_remarks (DermagaPaper *paper, const DermagaProviderConfig *config)
{
  if (config->incoming->len == 0)
    write_remark (paper, _("No server for receiving mail can be used."));
  if (config->outgoing->len == 0)
    write_remark (paper, _("No server for sending mail can be used."));
  if ((config->hints & DERMAGA_HINT_BROWSER_SIGN_IN) != 0)
    write_remark (paper, _("Signing in needs a web browser (OAuth 2.0); a password alone is not "
                           "enough."));
  if (config->n_dropped > 0)
    {
      g_autofree char *sentence
        = g_strdup_printf (ngettext ("%u server was left out, because its entry cannot be used.",
                                     "%u servers were left out, because their entries cannot be "
                                     "used.",
                                     config->n_dropped),
                           config->n_dropped);

      write_remark (paper, sentence);
    }
}

char *
dermaga_read_text (const DermagaProviderConfig *config, gboolean colour, guint width)
{
  DermagaPaper paper = { g_string_new (NULL), colour, width };
  guint host_column = measure_hosts (config->outgoing, measure_hosts (config->incoming, 0));

  write_facts (&paper, config);
  write_servers (&paper, config->incoming, DERMAGA_DIRECTION_INCOMING, host_column);
  write_servers (&paper, config->outgoing, DERMAGA_DIRECTION_OUTGOING, host_column);
  write_remarks (&paper, config);
  return g_string_free (paper.text, FALSE);
}
