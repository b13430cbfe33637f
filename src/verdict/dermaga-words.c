#include "config.h"

#include "verdict/dermaga-words.h"

#include <string.h>

#include <glib/gi18n.h>

#include "base/dermaga-text.h"

#define MAX_VALUES 8
#define MAX_QUOTE 200

void
dermaga_words_free (DermagaWords *words)
{
  if (words == NULL)
    return;
  g_free (words->headline);
  g_free (words->meaning);
  g_free (words->action);
  g_free (words);
}

DermagaWords *
dermaga_words_new (char *headline, char *meaning, char *action)
{
  DermagaWords *words = g_new0 (DermagaWords, 1);

  words->headline = headline;
  words->meaning = meaning;
  words->action = action;
  return words;
}

static const char *
find_value (const char *const *pairs, guint n_values, const char *name, gsize length)
{
  for (guint i = 0; i < n_values; i++)
    if (strlen (pairs[2 * i]) == length && strncmp (pairs[2 * i], name, length) == 0)
      return pairs[2 * i + 1];
  return NULL;
}

static char *
fill_pairs (const char *template, const char *const *pairs, guint n_values)
{
  GString *text = g_string_new (NULL);

  for (const char *at = template; *at != '\0';)
    {
      const char *end = *at == '{' ? strchr (at, '}') : NULL;
      const char *value = NULL;

      if (end != NULL)
        value = find_value (pairs, n_values, at + 1, end - at - 1);
      if (value != NULL)
        {
          g_string_append (text, value);
          at = end + 1;
        }
      else
        g_string_append_c (text, *at++);
    }
  return g_string_free (text, FALSE);
}

char *
dermaga_fill (const char *template, ...)
{
  const char *pairs[2 * MAX_VALUES];
  guint n_values = 0;
  const char *name;
  va_list arguments;

  va_start (arguments, template);
  while ((name = va_arg (arguments, const char *)) != NULL)
    {
      g_assert (n_values < MAX_VALUES);
      pairs[2 * n_values] = name;
      pairs[2 * n_values + 1] = va_arg (arguments, const char *);
      n_values++;
    }
  va_end (arguments);
  return fill_pairs (template, pairs, n_values);
}

static const char *
secure_port_of (DermagaProtocol protocol)
{
  switch (protocol)
    {
    case DERMAGA_PROTOCOL_SMTP:
      return "465";
    case DERMAGA_PROTOCOL_IMAP:
      return "993";
    case DERMAGA_PROTOCOL_POP3:
      return "995";
    }
  g_assert_not_reached ();
}

char *
dermaga_fill_candidate (const char *template, const DermagaCandidate *candidate)
{
  /* Never the locale's digit grouping: "port 2,525" is not a port. */
  g_autofree char *port = g_strdup_printf ("%u", (guint) candidate->port);

  return dermaga_fill (template, "host", candidate->host, "port", port, "secure_port",
                       secure_port_of (candidate->protocol), NULL);
}

static char *
translate (const char *template, const DermagaCandidate *candidate)
{
  if (candidate == NULL)
    return g_strdup (_(template));
  return dermaga_fill_candidate (_(template), candidate);
}

DermagaWords *
dermaga_words_from_texts (const DermagaTexts *texts, const DermagaCandidate *candidate)
{
  return dermaga_words_new (translate (texts->headline, candidate),
                            translate (texts->meaning, candidate),
                            translate (texts->action, candidate));
}

void
dermaga_words_replace (char **text, char *replacement)
{
  g_free (*text);
  *text = replacement;
}

char *
dermaga_append_sentence (char *text, char *sentence)
{
  char *joined = g_strdup_printf ("%s %s", text, sentence);

  g_free (text);
  g_free (sentence);
  return joined;
}

/* The C library's names of months would follow another setting than the language of this text, and
 * in many languages the name has another form in a date.
 *
 * Translators: dates as they stand in a sentence, with the month in the form that it has there. */
static const char *const months[] = {
  N_("{day} January {year}"),
  N_("{day} February {year}"),
  N_("{day} March {year}"),
  N_("{day} April {year}"),
  N_("{day} May {year}"),
  N_("{day} June {year}"),
  N_("{day} July {year}"),
  N_("{day} August {year}"),
  N_("{day} September {year}"),
  N_("{day} October {year}"),
  N_("{day} November {year}"),
  N_("{day} December {year}"),
};

static char *
fill_date (GDateTime *date)
{
  g_autofree char *day = g_strdup_printf ("%d", g_date_time_get_day_of_month (date));
  g_autofree char *year = g_strdup_printf ("%d", g_date_time_get_year (date));

  return dermaga_fill (_(months[g_date_time_get_month (date) - 1]), "day", day, "year", year,
                       NULL);
}

char *
dermaga_format_date (gint64 unix_time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (unix_time);

  return date != NULL ? fill_date (date) : g_strdup (_("a date that cannot be shown"));
}

char *
dermaga_quote_server (const char *text)
{
  g_autofree char *safe = dermaga_text_make_safe (text, -1, MAX_QUOTE);

  /* Translators: {text} is what a server sent, in any language; anyone on the way could have
   * written it. */
  return dermaga_fill (_("The server says: “{text}” (unverified)."), "text", safe, NULL);
}

gboolean
dermaga_candidate_is_relay (const DermagaCandidate *candidate)
{
  return candidate->protocol == DERMAGA_PROTOCOL_SMTP && candidate->port == 25;
}

gboolean
dermaga_outcome_is_certificate (DermagaOutcome outcome)
{
  return outcome == DERMAGA_OUTCOME_CERT_TIME || outcome == DERMAGA_OUTCOME_CERT_NAME
         || outcome == DERMAGA_OUTCOME_CERT_TRUST || outcome == DERMAGA_OUTCOME_CERT_BAD;
}

gboolean
dermaga_outcome_is_dns (DermagaOutcome outcome)
{
  return outcome == DERMAGA_OUTCOME_DNS_NXDOMAIN || outcome == DERMAGA_OUTCOME_DNS_NODATA
         || outcome == DERMAGA_OUTCOME_DNS_SERVFAIL || outcome == DERMAGA_OUTCOME_DNS_NO_REPLY;
}

/* "co.id", "web.id", "com.au": below most countries' names anybody may have a name there, which is
 * nobody's company. */
static gboolean
is_registry (const char *domain)
{
  static const char *const labels[]
    = { "ac",  "biz", "co",  "com", "desa", "edu", "gen", "go",     "gob", "gov", "gv",  "id",
        "in",  "ltd", "me",  "mil", "my",   "ne",  "net", "nom",    "or",  "org", "plc", "ponpes",
        "sch", "web", NULL };
  g_auto (GStrv) parts = g_strsplit (domain, ".", 3);

  return g_strv_length (parts) == 2 && strlen (parts[1]) == 2
         && g_strv_contains (labels, parts[0]);
}

char *
dermaga_domain_of_host (const char *host)
{
  const char *dot = strchr (host, '.');

  return g_strdup (dot != NULL && strchr (dot + 1, '.') != NULL && !is_registry (dot + 1)
                     ? dot + 1
                     : host);
}
