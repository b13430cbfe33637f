#include "config.h"

#include "verdict/dermaga-words.h"

#include <glib/gi18n.h>

/* The addresses of one family that were tried. */
typedef struct {
  guint n_tried;
  guint n_failed;
  const char *failed; /* the first of them */
} Family;

static gboolean
works (DermagaOutcome outcome)
{
  return dermaga_outcome_is_safe (outcome) || outcome == DERMAGA_OUTCOME_OK_PLAIN;
}

static Family
look_at_family (DermagaProbe *probe, gboolean is_ipv6)
{
  GPtrArray *addresses = dermaga_probe_get_addresses (probe);
  Family family = { 0 };

  for (guint i = 0; i < addresses->len; i++)
    {
      const DermagaAddressResult *result = addresses->pdata[i];

      if (result->is_ipv6 != is_ipv6 || result->outcome == DERMAGA_OUTCOME_NOT_CHECKED)
        continue;
      family.n_tried++;
      if (works (result->outcome))
        continue;
      if (family.n_failed++ == 0)
        family.failed = result->address;
    }
  return family;
}

static gboolean
family_works (const Family *family)
{
  return family->n_failed < family->n_tried;
}

static const char *
compare_families (const Family *v4, const Family *v6)
{
  if (v4->n_tried == 0 || v6->n_tried == 0 || family_works (v4) == family_works (v6))
    return NULL;
  if (family_works (v4))
    return _("It works over IPv4, the older kind of Internet address, but not over IPv6.");
  return _("It works over IPv6, the newer kind of Internet address, but not over IPv4.");
}

/* Beside others that work; a family that does not work at all is another matter. */
static char *
tell_dead_addresses (const Family *v4, const Family *v6)
{
  guint n_tried = 0;
  guint n_failed = 0;
  const char *failed = NULL;
  g_autofree char *count = NULL;
  g_autofree char *total = NULL;
  const Family *families[] = { v4, v6 };

  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    if (family_works (families[i]))
      {
        n_tried += families[i]->n_tried;
        n_failed += families[i]->n_failed;
        failed = failed != NULL ? failed : families[i]->failed;
      }
  if (n_failed == 0)
    return NULL;
  count = g_strdup_printf ("%u", n_failed);
  total = g_strdup_printf ("%u", n_tried);
  if (n_failed == 1)
    return dermaga_fill (_("One of its {total} addresses did not work: {address}. A mail program "
                           "that tries it first may take long."),
                         "total", total, "address", failed, NULL);
  /* Translators: {count}, of which the form depends, is two or more here. */
  return dermaga_fill (ngettext ("{count} of its {total} addresses did not work. A mail program "
                                 "that tries one of them first may take long.",
                                 "{count} of its {total} addresses did not work. A mail program "
                                 "that tries one of them first may take long.",
                                 n_failed),
                       "count", count, "total", total, NULL);
}

char *
dermaga_explain_addresses (DermagaProbe *probe)
{
  Family v4 = look_at_family (probe, FALSE);
  Family v6 = look_at_family (probe, TRUE);
  const char *families = compare_families (&v4, &v6);
  /* Where one has a fault that outweighs the others, the row tells of nothing else. */
  char *dead
    = works (dermaga_probe_get_outcome (probe)) ? tell_dead_addresses (&v4, &v6) : NULL;

  if (families == NULL)
    return dead;
  return dead != NULL ? dermaga_append_sentence (g_strdup (families), dead) : g_strdup (families);
}
