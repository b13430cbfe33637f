#include "config.h"

#include "cli/config-text.h"

#include "cli/labels.h"
#include "cli/paper.h"
#include "verdict/dermaga-published.h"

#include <glib/gi18n.h>
#include <string.h>

#define INDENT 2u
#define GAP 2u
#define PORT_COLUMN 5u

/* (nullable): what became of the file's servers. */
static const DermagaSourceReport *
find_report (DermagaResult *result)
{
  GPtrArray *sources = dermaga_result_get_sources (result);

  for (guint i = 0; i < sources->len; i++)
    {
      const DermagaSourceReport *report = sources->pdata[i];

      if (g_str_equal (report->id, "file"))
        return report;
    }
  return NULL;
}

gboolean
dermaga_config_succeeds (DermagaResult *result)
{
  static const DermagaDirection directions[]
    = { DERMAGA_DIRECTION_INCOMING, DERMAGA_DIRECTION_OUTGOING };
  const DermagaSourceReport *report = find_report (result);

  for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
    {
      const DermagaCandidate *first
        = report != NULL ? dermaga_published_find_first (report, directions[i]) : NULL;

      if (first == NULL || dermaga_named_judge (result, first) != DERMAGA_NAMED_WORKS)
        return FALSE;
    }
  return TRUE;
}

static DermagaInk
ink_of (DermagaNamed named)
{
  switch (named)
    {
    case DERMAGA_NAMED_WORKS:
      return DERMAGA_INK_GOOD;
    case DERMAGA_NAMED_INSECURE:
      return DERMAGA_INK_WARNING;
    case DERMAGA_NAMED_FAILS:
      return DERMAGA_INK_BAD;
    case DERMAGA_NAMED_UNKNOWN:
      return DERMAGA_INK_FAINT;
    }
  g_assert_not_reached ();
}

static void
write_server (DermagaPaper *paper, DermagaResult *result, const DermagaCandidate *server,
              guint host_column)
{
  DermagaProbe *probe = dermaga_result_find (result, server);
  DermagaNamed named = dermaga_named_judge (result, server);
  g_autoptr (DermagaWords) words = probe != NULL ? dermaga_explain_probe (probe) : NULL;
  g_autofree char *state
    = probe != NULL ? dermaga_explain_state (probe) : g_strdup (_("Not checked"));
  g_autofree char *port = g_strdup_printf ("%u", server->port);

  dermaga_paper_pad (paper, INDENT);
  dermaga_paper_write (paper, DERMAGA_INK_PLAIN, server->host, host_column + GAP);
  dermaga_paper_write (paper, DERMAGA_INK_PLAIN, dermaga_label_protocol (server->protocol),
                       strlen ("IMAP") + GAP);
  dermaga_paper_pad (paper, PORT_COLUMN - (guint) strlen (port));
  dermaga_paper_write (paper, DERMAGA_INK_PLAIN, port, 0);
  dermaga_paper_pad (paper, GAP);
  dermaga_paper_write (paper, DERMAGA_INK_PLAIN, dermaga_label_security (server->security),
                       dermaga_label_security_width () + GAP);
  dermaga_paper_write (paper, ink_of (named), state, 0);
  dermaga_paper_end_line (paper);
  if (words != NULL && named != DERMAGA_NAMED_WORKS)
    dermaga_paper_wrap (paper, DERMAGA_INK_FAINT, words->meaning, 3 * INDENT, 0);
}

static void
write_direction (DermagaPaper *paper, DermagaResult *result, const DermagaSourceReport *report,
                 DermagaDirection direction)
{
  const DermagaCandidate *first = dermaga_published_find_first (report, direction);
  gboolean good = first != NULL && dermaga_named_judge (result, first) == DERMAGA_NAMED_WORKS;
  g_autofree char *sentence = dermaga_explain_published_way (result, report, direction);
  guint host_column = 0;

  dermaga_paper_end_line (paper);
  dermaga_paper_write (paper, DERMAGA_INK_HEADING, dermaga_label_direction (direction), 0);
  dermaga_paper_end_line (paper);
  dermaga_paper_wrap (paper, good ? DERMAGA_INK_GOOD : DERMAGA_INK_BAD, sentence, INDENT, 0);
  for (guint i = 0; i < report->servers->len; i++)
    {
      const DermagaCandidate *server = report->servers->pdata[i];

      host_column = MAX (host_column, (guint) strlen (server->host));
    }
  for (guint i = 0; i < report->servers->len; i++)
    {
      const DermagaCandidate *server = report->servers->pdata[i];

      if (dermaga_protocol_get_direction (server->protocol) == direction)
        write_server (paper, result, server, host_column);
    }
}

/* A file made for other domains only is read all the same by those who ask for it. */
static gboolean
is_for (const DermagaProviderConfig *config, const char *domain)
{
  for (char **name = config->domains; *name != NULL; name++)
    if (strchr (*name, '%') != NULL || g_str_equal (*name, domain))
      return TRUE;
  return config->domains[0] == NULL;
}

static void
write_remark (DermagaPaper *paper, const char *sentence)
{
  dermaga_paper_end_line (paper);
  dermaga_paper_wrap (paper, DERMAGA_INK_WARNING, sentence, 0, 0);
}

static void
write_remarks (DermagaPaper *paper, const DermagaProviderConfig *config, DermagaResult *result)
{
  g_autofree char *sentence = NULL;

  if (!is_for (config, dermaga_result_get_target (result)))
    {
      /* Translators: %s is a domain. */
      sentence = g_strdup_printf (_("The file does not say that it is for %s."),
                                  dermaga_result_get_target (result));
      write_remark (paper, sentence);
    }
  if (config->n_dropped > 0)
    {
      g_free (sentence);
      sentence = g_strdup_printf (ngettext ("%u server was left out, because its entry cannot be "
                                            "used.",
                                            "%u servers were left out, because their entries "
                                            "cannot be used.",
                                            config->n_dropped),
                                  config->n_dropped);
      write_remark (paper, sentence);
    }
}

char *
dermaga_config_text (const DermagaProviderConfig *config, DermagaResult *result, gboolean colour,
                     guint width)
{
  DermagaPaper paper = { g_string_new (NULL), colour, width };
  const DermagaSourceReport *report = find_report (result);
  const char *summary = dermaga_config_succeeds (result)
                          ? _("Mail programs that read this file find servers that work. Signing "
                              "in was not tried, because that needs a password.")
                          : _("Mail programs that read this file will have trouble.");

  dermaga_paper_write (&paper, DERMAGA_INK_HEADING, dermaga_result_get_target (result), 0);
  dermaga_paper_end_line (&paper);
  dermaga_paper_wrap (&paper, DERMAGA_INK_HEADING, summary, 0, 0);
  if (report != NULL)
    {
      write_direction (&paper, result, report, DERMAGA_DIRECTION_INCOMING);
      write_direction (&paper, result, report, DERMAGA_DIRECTION_OUTGOING);
    }
  write_remarks (&paper, config, result);
  return g_string_free (paper.text, FALSE);
}
