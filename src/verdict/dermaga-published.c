#include "config.h"

#include "verdict/dermaga-published.h"

#include "verdict/dermaga-words.h"

#include <glib/gi18n.h>

DermagaNamed
dermaga_named_judge (DermagaResult *result, const DermagaCandidate *server)
{
  DermagaProbe *probe = dermaga_result_find (result, server);
  DermagaOutcome outcome;

  if (probe == NULL || !dermaga_probe_is_done (probe))
    return DERMAGA_NAMED_UNKNOWN;
  outcome = dermaga_probe_get_outcome (probe);
  if (outcome == DERMAGA_OUTCOME_NOT_CHECKED)
    return DERMAGA_NAMED_UNKNOWN;
  if (dermaga_candidate_is_relay (server) && dermaga_probe_get_auth (probe)[0] == NULL)
    return DERMAGA_NAMED_FAILS;
  if (outcome == DERMAGA_OUTCOME_OK_PLAIN)
    return DERMAGA_NAMED_INSECURE;
  return dermaga_outcome_is_safe (outcome) ? DERMAGA_NAMED_WORKS : DERMAGA_NAMED_FAILS;
}

/* The first of a direction of which that was found. */
static const DermagaCandidate *
find (DermagaResult *result, const DermagaSourceReport *report, DermagaDirection direction,
      DermagaNamed named)
{
  for (guint i = 0; i < report->servers->len; i++)
    {
      const DermagaCandidate *server = report->servers->pdata[i];

      if (dermaga_protocol_get_direction (server->protocol) == direction
          && dermaga_named_judge (result, server) == named)
        return server;
    }
  return NULL;
}

const DermagaCandidate *
dermaga_published_find_first (const DermagaSourceReport *report, DermagaDirection direction)
{
  for (guint i = 0; i < report->servers->len; i++)
    {
      const DermagaCandidate *server = report->servers->pdata[i];

      if (dermaga_protocol_get_direction (server->protocol) == direction)
        return server;
    }
  return NULL;
}

/* The last of each is for a first server that fails while a later one works. */
typedef struct {
  const char *none;
  const char *named[DERMAGA_NAMED_UNKNOWN + 1];
  const char *order;
} WayTexts;

static const WayTexts way_texts[] = {
  [DERMAGA_DIRECTION_INCOMING] = {
    .none = N_("The file names no server for receiving mail."),
    .named = {
      [DERMAGA_NAMED_WORKS] = N_("Mail programs that read this file find a server for receiving "
                                 "mail that works: {host}, port {port}."),
      [DERMAGA_NAMED_INSECURE] =
        N_("Mail programs that read this file receive mail without encryption from {host}, port "
           "{port}: others can read the password and the mail."),
      [DERMAGA_NAMED_FAILS] = N_("Mail programs that read this file cannot receive mail: {host}, "
                                 "port {port}, does not work."),
      [DERMAGA_NAMED_UNKNOWN] =
        N_("Whether mail programs that read this file can receive mail is not known: {host}, port "
           "{port}, could not be checked."),
    },
    .order = N_("A later server for receiving mail works: {host}, port {port}. Put it first, since "
                "many mail programs take the first only."),
  },
  [DERMAGA_DIRECTION_OUTGOING] = {
    .none = N_("The file names no server for sending mail."),
    .named = {
      [DERMAGA_NAMED_WORKS] = N_("Mail programs that read this file find a server for sending mail "
                                 "that works: {host}, port {port}."),
      [DERMAGA_NAMED_INSECURE] =
        N_("Mail programs that read this file send mail without encryption to {host}, port "
           "{port}: others can read the password and the mail."),
      [DERMAGA_NAMED_FAILS] = N_("Mail programs that read this file cannot send mail: {host}, port "
                                 "{port}, does not work."),
      [DERMAGA_NAMED_UNKNOWN] =
        N_("Whether mail programs that read this file can send mail is not known: {host}, port "
           "{port}, could not be checked."),
    },
    .order = N_("A later server for sending mail works: {host}, port {port}. Put it first, since "
                "many mail programs take the first only."),
  },
};

char *
dermaga_explain_published_way (DermagaResult *result, const DermagaSourceReport *report,
                               DermagaDirection direction)
{
  const WayTexts *texts = &way_texts[direction];
  const DermagaCandidate *first = dermaga_published_find_first (report, direction);
  const DermagaCandidate *better = find (result, report, direction, DERMAGA_NAMED_WORKS);
  DermagaNamed named;
  char *sentence;

  if (first == NULL)
    return g_strdup (_(texts->none));
  named = dermaga_named_judge (result, first);
  sentence = dermaga_fill_candidate (_(texts->named[named]), first);
  if (better == NULL || named == DERMAGA_NAMED_WORKS || named == DERMAGA_NAMED_UNKNOWN)
    return sentence;
  return dermaga_append_sentence (sentence, dermaga_fill_candidate (_(texts->order), better));
}

static const char *const published_names[] = {
  [DERMAGA_PUBLISHED_NOTHING] = "nothing",
  [DERMAGA_PUBLISHED_UNREADABLE] = "unreadable",
  [DERMAGA_PUBLISHED_NOT_ASKED] = "not-asked",
  [DERMAGA_PUBLISHED_BROKEN] = "broken",
  [DERMAGA_PUBLISHED_INSECURE] = "insecure",
  [DERMAGA_PUBLISHED_LACKING] = "lacking",
  [DERMAGA_PUBLISHED_UNTESTED] = "untested",
  [DERMAGA_PUBLISHED_MATCHES] = "matches",
};

const char *
dermaga_published_to_string (DermagaPublished published)
{
  g_return_val_if_fail ((guint) published < G_N_ELEMENTS (published_names), NULL);

  return published_names[published];
}

static const DermagaCandidate *
find_any (DermagaResult *result, const DermagaSourceReport *report, DermagaNamed named)
{
  const DermagaCandidate *incoming
    = find (result, report, DERMAGA_DIRECTION_INCOMING, named);

  return incoming != NULL ? incoming : find (result, report, DERMAGA_DIRECTION_OUTGOING, named);
}

static gboolean
lacks (DermagaResult *result, const DermagaSourceReport *report, DermagaDirection direction)
{
  return find (result, report, direction, DERMAGA_NAMED_WORKS) == NULL
         && find (result, report, direction, DERMAGA_NAMED_UNKNOWN) == NULL;
}

static DermagaPublished
judge_servers (DermagaResult *result, const DermagaSourceReport *report)
{
  if (find_any (result, report, DERMAGA_NAMED_FAILS) != NULL)
    return DERMAGA_PUBLISHED_BROKEN;
  if (find_any (result, report, DERMAGA_NAMED_INSECURE) != NULL)
    return DERMAGA_PUBLISHED_INSECURE;
  if (lacks (result, report, DERMAGA_DIRECTION_INCOMING)
      || lacks (result, report, DERMAGA_DIRECTION_OUTGOING))
    return DERMAGA_PUBLISHED_LACKING;
  return find_any (result, report, DERMAGA_NAMED_UNKNOWN) != NULL ? DERMAGA_PUBLISHED_UNTESTED
                                                                  : DERMAGA_PUBLISHED_MATCHES;
}

DermagaPublished
dermaga_published_judge (DermagaResult *result, const DermagaSourceReport *report)
{
  switch (report->status)
    {
    case DERMAGA_SOURCE_STATUS_FOUND:
      return report->servers->len > 0 ? judge_servers (result, report)
                                      : DERMAGA_PUBLISHED_NOTHING;
    case DERMAGA_SOURCE_STATUS_NONE:
      return DERMAGA_PUBLISHED_NOTHING;
    case DERMAGA_SOURCE_STATUS_FAILED:
      return DERMAGA_PUBLISHED_UNREADABLE;
    case DERMAGA_SOURCE_STATUS_PENDING:
    case DERMAGA_SOURCE_STATUS_SKIPPED:
      return DERMAGA_PUBLISHED_NOT_ASKED;
    }
  g_assert_not_reached ();
}

static guint
count (DermagaResult *result, const DermagaSourceReport *report, DermagaNamed named)
{
  guint n = 0;

  for (guint i = 0; i < report->servers->len; i++)
    n += dermaga_named_judge (result, report->servers->pdata[i]) == named;
  return n;
}

static char *
describe_broken (DermagaResult *result, const DermagaSourceReport *report)
{
  const DermagaCandidate *server = find_any (result, report, DERMAGA_NAMED_FAILS);
  guint n = count (result, report, DERMAGA_NAMED_FAILS);
  g_autofree char *port = g_strdup_printf ("%u", (guint) server->port);
  g_autofree char *number = g_strdup_printf ("%u", n);

  /* Translators: {number} is how many servers do not work, two or more. */
  return dermaga_fill (n == 1 ? _("It names {host}, port {port}, which does not work.")
                              : ngettext ("It names {number} server that does not work, such as "
                                          "{host}, port {port}.",
                                          "It names {number} servers that do not work, such as "
                                          "{host}, port {port}.",
                                          n),
                       "host", server->host, "port", port, "number", number, NULL);
}

static char *
describe_lacking (DermagaResult *result, const DermagaSourceReport *report)
{
  gboolean incoming = lacks (result, report, DERMAGA_DIRECTION_INCOMING);
  gboolean outgoing = lacks (result, report, DERMAGA_DIRECTION_OUTGOING);

  if (incoming && outgoing)
    return g_strdup (_("It names no server that works."));
  if (incoming)
    return g_strdup (_("It names no working server for receiving mail."));
  return outgoing ? g_strdup (_("It names no working server for sending mail.")) : NULL;
}

char *
dermaga_explain_published (DermagaResult *result, const DermagaSourceReport *report)
{
  g_autofree char *lacking = NULL;

  switch (dermaga_published_judge (result, report))
    {
    case DERMAGA_PUBLISHED_NOTHING:
    case DERMAGA_PUBLISHED_UNREADABLE:
    case DERMAGA_PUBLISHED_NOT_ASKED:
      return dermaga_explain_source_report (report);
    case DERMAGA_PUBLISHED_BROKEN:
      lacking = describe_lacking (result, report);
      return lacking == NULL ? describe_broken (result, report)
                             : dermaga_append_sentence (describe_broken (result, report),
                                                        g_steal_pointer (&lacking));
    case DERMAGA_PUBLISHED_INSECURE:
      return dermaga_fill_candidate (_("It names {host}, port {port}, without encryption."),
                                     find_any (result, report, DERMAGA_NAMED_INSECURE));
    case DERMAGA_PUBLISHED_LACKING:
      return describe_lacking (result, report);
    case DERMAGA_PUBLISHED_UNTESTED:
      return dermaga_fill_candidate (_("It names {host}, port {port}, which was not checked."),
                                     find_any (result, report, DERMAGA_NAMED_UNKNOWN));
    case DERMAGA_PUBLISHED_MATCHES:
      return g_strdup (_("All servers that it names work."));
    }
  g_assert_not_reached ();
}

gboolean
dermaga_published_is_source (const char *id)
{
  static const char *const ids[] = { "pacc", "autoconfig", "well-known", "srv", "ispdb", NULL };

  return g_strv_contains (ids, id);
}
