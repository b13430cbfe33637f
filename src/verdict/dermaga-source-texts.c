#include "config.h"

#include "verdict/dermaga-words.h"

#include <glib/gi18n.h>

/* How a place is asked, which decides what its troubles are called. */
typedef enum {
  WAY_OWN, /* what the user gave, and what the program brings along */
  WAY_DNS,
  WAY_WEB,
} Way;

/**
 * Place:
 * @name: a title, for a list
 * @nothing: what it means that there is nothing, in a sentence
 */
typedef struct {
  const char *id;
  Way way;
  const char *name;
  const char *nothing;
} Place;

static const Place places[] = {
  { "user", WAY_OWN, N_("Your own entries"), N_("You named no server.") },
  { "file", WAY_OWN, N_("Your file"), N_("Your file names no mail server.") },
  { "table", WAY_OWN, N_("Dermaga’s own list"), N_("The list does not know this provider.") },
  { "pacc", WAY_WEB, N_("Provider’s configuration (PACC)"),
    N_("The provider publishes no configuration here.") },
  { "autoconfig", WAY_WEB, N_("Provider’s configuration (autoconfig)"),
    N_("The provider publishes no configuration here.") },
  { "well-known", WAY_WEB, N_("Provider’s configuration (well-known)"),
    N_("The provider publishes no configuration here.") },
  { "ispdb", WAY_WEB, N_("Mozilla’s public list"), N_("The list does not know this provider.") },
  { "srv", WAY_DNS, N_("DNS service records (SRV)"),
    N_("The domain announces no mail server in this way.") },
  { "mx", WAY_DNS, N_("DNS mail records (MX)"),
    N_("The domain names no server to which its mail is delivered.") },
  { "mx-autoconfig", WAY_WEB, N_("Configuration of the mail’s provider (autoconfig)"),
    N_("The provider to which the mail is delivered publishes no configuration here.") },
  { "mx-ispdb", WAY_WEB, N_("Mozilla’s public list on the mail’s provider"),
    N_("The list does not know the provider to which the mail is delivered.") },
  { "mta-sts", WAY_WEB, N_("Policy for mail delivery (MTA-STS)"),
    N_("The domain publishes no such policy.") },
  { "autodiscover", WAY_WEB, N_("Microsoft Exchange (Autodiscover)"),
    N_("There is no sign of Microsoft Exchange.") },
  { "http", WAY_WEB, N_("Provider’s configuration without protection (http)"),
    N_("The provider publishes no configuration here.") },
  { "guess", WAY_DNS, N_("Usual server names"), N_("None of the usual names leads anywhere.") },
};

/* %NULL: the place's own sentence for nothing holds. */
static const char *const web_problems[DERMAGA_N_SOURCE_PROBLEMS] = {
  [DERMAGA_SOURCE_PROBLEM_NONE] = N_("It gave no answer that can be used."),
  [DERMAGA_SOURCE_PROBLEM_PRIVACY] = N_("Not asked, as you chose."),
  [DERMAGA_SOURCE_PROBLEM_NOT_NEEDED] = N_("Not needed in this check."),
  [DERMAGA_SOURCE_PROBLEM_UNFINISHED] = N_("The check ended before there was an answer."),
  [DERMAGA_SOURCE_PROBLEM_DNS_FAILED] =
    N_("The directory of names (DNS) gave no answer that can be used."),
  [DERMAGA_SOURCE_PROBLEM_UNREACHABLE] = N_("The web server cannot be reached."),
  [DERMAGA_SOURCE_PROBLEM_TIMEOUT] = N_("The web server did not answer in time."),
  [DERMAGA_SOURCE_PROBLEM_CERTIFICATE] =
    N_("The web server could not prove who it is, so what it says is not used."),
  [DERMAGA_SOURCE_PROBLEM_TLS] =
    N_("No encrypted connection to the web server came about, so nothing was asked."),
  [DERMAGA_SOURCE_PROBLEM_FORBIDDEN] = N_("The web server does not let Dermaga see it."),
  [DERMAGA_SOURCE_PROBLEM_STATUS] = N_("The web server did not answer as it should."),
  [DERMAGA_SOURCE_PROBLEM_REDIRECTS] =
    N_("The web server sends visitors on from address to address, too many times."),
  [DERMAGA_SOURCE_PROBLEM_DOWNGRADE] =
    N_("The web server sends visitors on to an address that is not protected, which was not "
       "followed."),
  [DERMAGA_SOURCE_PROBLEM_BAD_REPLY] = N_("The web server’s answer was broken or cut off."),
  [DERMAGA_SOURCE_PROBLEM_TOO_BIG] = N_("The answer was far too large, so it was not used."),
  [DERMAGA_SOURCE_PROBLEM_WEB_PAGE] =
    N_("It answered with a web page instead of a configuration."),
  [DERMAGA_SOURCE_PROBLEM_SYNTAX] = N_("What is published here is damaged and cannot be read."),
  [DERMAGA_SOURCE_PROBLEM_KIND] = N_("What is published here is something else."),
  [DERMAGA_SOURCE_PROBLEM_NO_SERVER] =
    N_("What is published here names no mail server that can be used."),
  [DERMAGA_SOURCE_PROBLEM_DIGEST] =
    N_("The document is not the one that the domain confirms in its directory of names (DNS), so "
       "it is not used."),
};

/* What is said differently where no web server is asked; %NULL: as above. */
static const char *const dns_problems[DERMAGA_N_SOURCE_PROBLEMS] = {
  [DERMAGA_SOURCE_PROBLEM_UNREACHABLE] = N_("The directory of names (DNS) cannot be reached."),
  [DERMAGA_SOURCE_PROBLEM_TIMEOUT] = N_("The directory of names (DNS) did not answer in time."),
  [DERMAGA_SOURCE_PROBLEM_BAD_REPLY] =
    N_("The directory of names (DNS) gave no answer that can be used."),
  [DERMAGA_SOURCE_PROBLEM_SYNTAX] =
    N_("The directory of names (DNS) gave no answer that can be used."),
  [DERMAGA_SOURCE_PROBLEM_NO_SERVER] = N_("It names no mail server that can be used."),
};

static const char *const own_problems[DERMAGA_N_SOURCE_PROBLEMS] = {
  [DERMAGA_SOURCE_PROBLEM_WEB_PAGE] = N_("It is a web page instead of a configuration."),
  [DERMAGA_SOURCE_PROBLEM_TOO_BIG] = N_("It is far too large, so it was not used."),
  [DERMAGA_SOURCE_PROBLEM_SYNTAX] = N_("It is damaged and cannot be read."),
  [DERMAGA_SOURCE_PROBLEM_KIND] = N_("It is something else than a configuration."),
  [DERMAGA_SOURCE_PROBLEM_NO_SERVER] = N_("It names no mail server that can be used."),
};

static const Place *
find_place (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_strcmp0 (places[i].id, id) == 0)
      return &places[i];
  return NULL;
}

const char *
dermaga_explain_source_name (const char *id)
{
  const Place *place = find_place (id);

  return place != NULL ? _(place->name) : id;
}

/* The hosts that a place named, each once, in its own order: those of its servers or, where it
 * named only hosts, those of its detail. */
static GStrv
list_hosts (const DermagaSourceReport *report)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) words = g_strsplit (report->servers->len > 0 ? "" : report->detail, " ", -1);

  for (guint i = 0; i < report->servers->len; i++)
    {
      DermagaCandidate *server = report->servers->pdata[i];

      if (g_hash_table_add (seen, server->host))
        g_strv_builder_add (builder, server->host);
    }
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && g_hash_table_add (seen, words[i]))
      g_strv_builder_add (builder, words[i]);
  return g_strv_builder_end (builder);
}

/* One host, two, and more. */
static const char *
find_template (const DermagaSourceReport *report, guint n_hosts)
{
  guint n_more = n_hosts - MIN (n_hosts, 2);

  if (g_str_equal (report->id, "guess"))
    return n_hosts == 1 ? _("Of the usual names, {host} leads somewhere.")
           : n_hosts == 2
             ? _("Of the usual names, {host} and {other} lead somewhere.")
             : ngettext ("Of the usual names, {host}, {other} and {number} more lead somewhere.",
                         "Of the usual names, {host}, {other} and {number} more lead somewhere.",
                         n_more);
  if (g_str_equal (report->id, "user"))
    return n_hosts == 1 ? _("You named {host}.") : _("You named {host} and {other}.");
  if (g_str_equal (report->id, "mx") && report->servers->len == 0)
    return n_hosts == 1 ? _("The domain’s mail is delivered to {host}.")
           : n_hosts == 2
             ? _("The domain’s mail is delivered to {host} and {other}.")
             : ngettext ("The domain’s mail is delivered to {host}, {other} and {number} more "
                         "server.",
                         "The domain’s mail is delivered to {host}, {other} and {number} more "
                         "servers.",
                         n_more);
  if (g_str_equal (report->id, "mx"))
    return n_hosts == 1 ? _("It leads to {host}.")
           : n_hosts == 2
             ? _("It leads to {host} and {other}.")
             : ngettext ("It leads to {host}, {other} and {number} more server.",
                         "It leads to {host}, {other} and {number} more servers.", n_more);
  return n_hosts == 1 ? _("It names {host}.")
         : n_hosts == 2 ? _("It names {host} and {other}.")
                        : ngettext ("It names {host}, {other} and {number} more server.",
                                    "It names {host}, {other} and {number} more servers.", n_more);
}

static char *
describe_hosts (const DermagaSourceReport *report, const char *const *hosts)
{
  guint n_hosts = g_strv_length ((GStrv) hosts);
  g_autofree char *number = g_strdup_printf ("%u", n_hosts - MIN (n_hosts, 2));
  char *sentence = dermaga_fill (find_template (report, n_hosts), "host", hosts[0], "other",
                                 hosts[1], "number", number, NULL);

  if (!g_str_equal (report->id, "http"))
    return sentence;
  return dermaga_append_sentence (sentence,
                                  g_strdup (_("Anyone on the way could have altered that.")));
}

static char *
describe_found (const DermagaSourceReport *report)
{
  g_auto (GStrv) hosts = NULL;

  /* These answer something else than servers; their detail is where they were asked. */
  if (g_str_equal (report->id, "autodiscover"))
    return g_strdup (_("It answers as Microsoft Exchange does."));
  if (g_str_equal (report->id, "mta-sts"))
    return g_strdup (_("The domain says with proof where its mail is delivered."));
  hosts = list_hosts (report);
  return *hosts != NULL ? describe_hosts (report, (const char *const *) hosts)
                        : g_strdup (_("It names mail servers."));
}

static const char *
describe_problem (const Place *place, DermagaSourceProblem problem)
{
  const char *text = NULL;

  if (g_str_equal (place->id, "mta-sts") && problem == DERMAGA_SOURCE_PROBLEM_WEB_PAGE)
    return N_("It answered with a web page instead of a policy.");
  if (g_str_equal (place->id, "mta-sts") && problem == DERMAGA_SOURCE_PROBLEM_NO_SERVER)
    return N_("The policy does not confirm the servers that the directory of names (DNS) gives for "
              "the domain’s mail.");
  if (place->way == WAY_OWN)
    text = own_problems[problem];
  if (place->way == WAY_DNS)
    text = dns_problems[problem];
  if (text == NULL)
    text = web_problems[problem];
  return text != NULL ? text : place->nothing;
}

static const char *
describe_nothing (const Place *place, const DermagaSourceReport *report)
{
  /* The table also knows providers of which it can only say what they ask for. */
  if (g_str_equal (place->id, "table") && *report->detail != '\0')
    return N_("The list knows this provider, but not its servers.");
  if (g_str_equal (place->id, "mx") && g_str_equal (report->detail, "."))
    return N_("The domain declares that it takes no mail.");
  /* A web server that has nothing to do with Exchange may answer anything. */
  if (report->problem == DERMAGA_SOURCE_PROBLEM_NONE || g_str_equal (place->id, "autodiscover"))
    return place->nothing;
  return describe_problem (place, report->problem);
}

char *
dermaga_explain_source_report (const DermagaSourceReport *report)
{
  const Place *place = find_place (report->id);

  g_return_val_if_fail (place != NULL, g_strdup (""));

  switch (report->status)
    {
    case DERMAGA_SOURCE_STATUS_PENDING:
      return g_strdup (_("No answer yet."));
    case DERMAGA_SOURCE_STATUS_FOUND:
      return describe_found (report);
    case DERMAGA_SOURCE_STATUS_NONE:
      return g_strdup (_(describe_nothing (place, report)));
    case DERMAGA_SOURCE_STATUS_FAILED:
      return g_strdup (_(describe_problem (place, report->problem)));
    case DERMAGA_SOURCE_STATUS_SKIPPED:
      return g_strdup (report->problem == DERMAGA_SOURCE_PROBLEM_NONE
                         ? _("Not asked.")
                         : _(describe_problem (place, report->problem)));
    }
  g_assert_not_reached ();
}

GPtrArray *
dermaga_explain_origins (DermagaResult *result, const DermagaCandidate *candidate)
{
  GPtrArray *sources = dermaga_result_get_sources (result);
  GPtrArray *origins = g_ptr_array_new ();

  for (guint i = 0; i < sources->len; i++)
    {
      const DermagaSourceReport *report = sources->pdata[i];

      if (g_ptr_array_find_with_equal_func (report->servers, candidate,
                                            (GEqualFunc) dermaga_candidate_equal, NULL))
        g_ptr_array_add (origins, (gpointer) report);
    }
  return origins;
}

char *
dermaga_explain_origin_names (DermagaResult *result, const DermagaCandidate *candidate)
{
  g_autoptr (GPtrArray) origins = dermaga_explain_origins (result, candidate);
  GString *names = NULL;

  for (guint i = 0; i < origins->len; i++)
    {
      const DermagaSourceReport *report = origins->pdata[i];

      if (names == NULL)
        names = g_string_new (NULL);
      else
        /* Translators: between the titles of a list, such as “Mozilla’s public list”. */
        g_string_append (names, _(", "));
      g_string_append (names, dermaga_explain_source_name (report->id));
    }
  return names != NULL ? g_string_free (names, FALSE) : NULL;
}
