#include "config.h"

#include "verdict/dermaga-words.h"

#include <string.h>

#include <glib/gi18n.h>

#include "base/dermaga-text.h"

#define MAX_NAMES 3
#define MAX_NAME_CHARS 100

static char *
list_names (const DermagaCertificate *certificate, guint *n_more)
{
  GString *list = g_string_new (NULL);
  guint n_names = g_strv_length (certificate->names);

  for (guint i = 0; i < MIN (n_names, MAX_NAMES); i++)
    {
      g_autofree char *name = dermaga_text_make_safe (certificate->names[i], -1, MAX_NAME_CHARS);

      if (i > 0)
        /* Translators: between the server names of a list. */
        g_string_append (list, _(", "));
      g_string_append (list, name);
    }
  *n_more = n_names > MAX_NAMES ? n_names - MAX_NAMES : 0;
  return g_string_free (list, FALSE);
}

/* (nullable): what a wildcard stands below, "example.com" for "*.example.com". */
static const char *
get_wildcard_base (const char *name)
{
  return g_str_has_prefix (name, "*.") && dermaga_host_is_valid (name + 2) ? name + 2 : NULL;
}

/* (nullable): the pattern that comes nearest to covering the name, and does not. */
static const char *
find_near_wildcard (const DermagaCertificate *certificate, const char *host)
{
  const char *nearest = NULL;

  for (guint i = 0; certificate->names[i] != NULL; i++)
    {
      const char *base = get_wildcard_base (certificate->names[i]);

      if (base != NULL && dermaga_domain_contains (base, host)
          && (nearest == NULL || strlen (nearest) < strlen (certificate->names[i])))
        nearest = certificate->names[i];
    }
  return nearest;
}

static void
tell_made_for (DermagaWords *words, const DermagaCandidate *candidate,
               const DermagaCertificate *certificate)
{
  guint n_more;
  g_autofree char *names = list_names (certificate, &n_more);
  g_autofree char *count = g_strdup_printf ("%u", n_more);
  const char *wildcard = find_near_wildcard (certificate, candidate->host);

  if (n_more == 0)
    dermaga_words_replace (
      &words->meaning,
      dermaga_fill (_("A certificate is a server’s identity card. The one shown was made "
                      "for {names}, not for {host}, so this may not be the right server."),
                    "names", names, "host", candidate->host, NULL));
  else
    dermaga_words_replace (
      &words->meaning,
      /* Translators: {names} is a list of three server names. */
      dermaga_fill (ngettext ("A certificate is a server’s identity card. The one shown was "
                              "made for {names} and {count} more name, not for {host}, so "
                              "this may not be the right server.",
                              "A certificate is a server’s identity card. The one shown was "
                              "made for {names} and {count} more names, not for {host}, so "
                              "this may not be the right server.",
                              n_more),
                    "names", names, "count", count, "host", candidate->host, NULL));
  if (wildcard != NULL)
    words->meaning = dermaga_append_sentence (
      words->meaning,
      /* Translators: {wildcard} is a pattern such as *.example.com, {base} is example.com. */
      dermaga_fill (_("“{wildcard}” stands for names with exactly one part before {base}, such as "
                      "mail.{base}."),
                    "wildcard", wildcard, "base", get_wildcard_base (wildcard), NULL));
}

/* The same server under another name: named only when that name proved to be right. */
static void
tell_alternative (DermagaWords *words, DermagaProbe *probe)
{
  DermagaOutcome outcome;
  const DermagaCandidate *other = dermaga_probe_get_alternative (probe, &outcome);
  const char *action;

  if (other == NULL || !dermaga_outcome_is_safe (outcome))
    return;
  words->meaning = dermaga_append_sentence (
    words->meaning,
    dermaga_fill (_("The name {name} leads to the same machine, and under that name the server "
                    "proved who it is."),
                  "name", other->host, NULL));
  action = other->outside
             ? _("Do not accept it as an exception. Use {name} instead of {host} if you know that "
                 "this company handles your mail; if you are not sure, ask your provider.")
             : _("Do not accept it as an exception. Use {name} instead of {host}.");
  dermaga_words_replace (&words->action,
                         dermaga_fill (action, "name", other->host, "host",
                                       dermaga_probe_get_candidate (probe)->host, NULL));
}

void
dermaga_words_tell_names (DermagaWords *words, DermagaProbe *probe, const DermagaTlsFacts *tls)
{
  const DermagaCertificate *certificate = dermaga_find_certificate (tls, 0);

  if (certificate != NULL && certificate->names != NULL && certificate->names[0] != NULL)
    tell_made_for (words, dermaga_probe_get_candidate (probe), certificate);
  tell_alternative (words, probe);
}

void
dermaga_words_tell_wildcard (DermagaWords *words, const DermagaCandidate *candidate,
                             const DermagaTlsFacts *tls)
{
  const DermagaCertificate *certificate = dermaga_find_certificate (tls, 0);
  const char *dot = strchr (candidate->host, '.');
  g_autofree char *wildcard = dot != NULL ? g_strconcat ("*", dot, NULL) : NULL;
  const char *const *names
    = certificate != NULL ? (const char *const *) certificate->names : NULL;

  if (wildcard == NULL || names == NULL || g_strv_contains (names, candidate->host)
      || !g_strv_contains (names, wildcard))
    return;
  words->meaning = dermaga_append_sentence (
    words->meaning,
    dermaga_fill (_("Its certificate is for all names with one part before {base}."), "base",
                  dot + 1, NULL));
}
