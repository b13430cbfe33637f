#include "config.h"

#include "export/dermaga-report-private.h"

#include "verdict/dermaga-words.h"

#include <glib/gi18n.h>

#define MAX_NAMES 20

/* Certificates */

static char *
join_names (char **names)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) some = NULL;
  guint n_names = names != NULL ? g_strv_length (names) : 0;

  for (guint i = 0; i < MIN (n_names, MAX_NAMES); i++)
    g_strv_builder_add (builder, names[i]);
  if (n_names > MAX_NAMES)
    g_strv_builder_add (builder, "…");
  some = g_strv_builder_end (builder);
  return g_strjoinv (", ", some);
}

static const char *
fault_template (DermagaFaultKind kind)
{
  switch (kind)
    {
    case DERMAGA_FAULT_KIND_TIME:
      return _("not valid at this time ({word})");
    case DERMAGA_FAULT_KIND_NAME:
      return _("made for another name ({word})");
    case DERMAGA_FAULT_KIND_TRUST:
      return _("nobody trusted vouches for it ({word})");
    case DERMAGA_FAULT_KIND_BAD:
      return _("cannot be accepted ({word})");
    }
  g_assert_not_reached ();
}

/* (transfer full) (nullable) */
static char *
list_faults (const DermagaTlsFacts *tls, int depth)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < tls->faults->len; i++)
    {
      const DermagaTlsFault *fault = &g_array_index (tls->faults, DermagaTlsFault, i);
      g_autofree char *text = NULL;

      /* What was found above the last certificate that was sent is told with that one. */
      if (MIN (fault->depth, (int) tls->chain->len - 1) != depth)
        continue;
      text = dermaga_fill (fault_template (dermaga_tls_fault_get_kind (fault)), "word",
                           dermaga_tls_fault_to_string (fault), NULL);
      g_string_append_printf (list, "%s%s", list->len > 0 ? "; " : "", text);
    }
  return list->len > 0 ? g_string_free (g_steal_pointer (&list), FALSE) : NULL;
}

static char *
format_validity (const DermagaCertificate *certificate)
{
  g_autofree char *from = dermaga_format_date (certificate->not_before);
  g_autofree char *until = dermaga_format_date (certificate->not_after);

  return dermaga_fill (_("from {from} until {until}"), "from", from, "until", until, NULL);
}

static void
add_certificate (DermagaPen *pen, const DermagaTlsFacts *tls, guint depth)
{
  const DermagaCertificate *certificate = tls->chain->pdata[depth];
  g_autofree char *names = join_names (certificate->names);
  g_autofree char *validity = format_validity (certificate);
  g_autofree char *faults = list_faults (tls, (int) depth);

  if (depth == 0)
    dermaga_pen_fact (pen, _("Certificate for"), *names != '\0' ? names : certificate->subject);
  else
    dermaga_pen_fact (pen, _("Sent with it"), certificate->subject);
  dermaga_pen_fact (pen, _("Issued by"), certificate->issuer);
  dermaga_pen_fact (pen, _("Valid"), validity);
  if (depth == 0)
    dermaga_pen_fact (pen, _("SHA-256 fingerprint"), certificate->sha256);
  dermaga_pen_fact (pen, _("Faults"), faults != NULL  ? faults
                                      : depth == 0 && tls->faults->len == 0 ? _("none")
                                                                            : NULL);
}

static void
add_tls (DermagaPen *pen, const DermagaTlsFacts *tls)
{
  g_autofree char *agreed
    = tls->version != NULL && tls->cipher != NULL
        ? g_strdup_printf ("%s, %s", tls->version, tls->cipher)
        : NULL;

  dermaga_pen_fact (pen, _("Encryption"), agreed);
  for (guint i = 0; i < tls->chain->len; i++)
    add_certificate (pen, tls, i);
}

/* Addresses */

static void
add_time (DermagaPen *pen, const char *name, gint64 us)
{
  g_autofree char *time = us >= 0 ? dermaga_report_format_ms (us) : NULL;

  dermaga_pen_fact (pen, name, time);
}

/* In the order in which they came: with STARTTLS the greeting is first. */
static void
add_times (DermagaPen *pen, const DermagaTiming *timing)
{
  gboolean greeting_first = timing->greeting < timing->tls;

  add_time (pen, _("Connected after"), timing->connect);
  if (greeting_first)
    add_time (pen, _("Greeting after"), timing->greeting);
  add_time (pen, _("Encrypted after"), timing->tls);
  if (!greeting_first)
    add_time (pen, _("Greeting after"), timing->greeting);
  add_time (pen, _("All known after"), timing->total);
}

static void
add_address (DermagaReport *report, DermagaProbe *probe, const DermagaAddressResult *address,
             GHashTable *shown)
{
  DermagaPen *pen = &report->pen;
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);
  g_autoptr (DermagaWords) words = dermaga_explain_outcome (address->outcome, candidate);
  g_autofree char *family
    = g_strdup_printf ("%s (%s)", address->address, address->is_ipv6 ? "IPv6" : "IPv4");
  guint other;

  dermaga_pen_table (pen, DERMAGA_TABLE_FACTS, NULL, 0);
  dermaga_pen_fact (pen, _("Server address"), family);
  dermaga_pen_fact (pen, _("Result"), words->headline);
  add_times (pen, &address->timing);
  if (address->tls != NULL)
    add_tls (pen, address->tls);
  dermaga_pen_end_table (pen);
  if (address->transcript == NULL)
    return;
  other = GPOINTER_TO_UINT (g_hash_table_lookup (shown, address->transcript));
  if (other == 0)
    {
      g_hash_table_insert (shown, address->transcript,
                           g_hash_table_lookup (report->anchors, probe));
      dermaga_report_add_transcript (report, address->transcript);
    }
  else
    {
      g_autofree char *number = g_strdup_printf ("%u", other);
      g_autofree char *sentence = dermaga_fill (
        /* Translators: {number} is that of another part of this report. */
        _("This is the same connection as in number {number}, where its transcript stands."),
        "number", number, NULL);

      dermaga_pen_paragraph (pen, DERMAGA_TONE_FAINT, sentence);
    }
}

static void
add_row (DermagaReport *report, DermagaProbe *probe, GHashTable *shown)
{
  DermagaPen *pen = &report->pen;
  GPtrArray *addresses = dermaga_probe_get_addresses (probe);
  guint anchor = GPOINTER_TO_UINT (g_hash_table_lookup (report->anchors, probe));
  g_autofree char *name = dermaga_report_name_row (probe);
  g_autoptr (DermagaWords) words = dermaga_explain_probe (probe);
  g_autofree char *joined = g_strjoinv (", ", (char **) dermaga_probe_get_auth (probe));
  g_autofree char *auth = g_ascii_strup (joined, -1);
  g_autofree char *origins
    = dermaga_explain_origin_names (report->result, dermaga_probe_get_candidate (probe));

  if (anchor == 0)
    return;
  dermaga_pen_heading (pen, 3, anchor, name);
  dermaga_pen_paragraph (pen, DERMAGA_TONE_PLAIN, words->meaning);
  dermaga_pen_table (pen, DERMAGA_TABLE_FACTS, NULL, 0);
  dermaga_pen_fact (pen, _("Sign-in methods"), auth);
  dermaga_pen_fact (pen, _("Named by"), origins);
  dermaga_pen_end_table (pen);
  for (guint i = 0; i < addresses->len; i++)
    add_address (report, probe, addresses->pdata[i], shown);
}

void
dermaga_report_add_evidence (DermagaReport *report)
{
  g_autoptr (GHashTable) shown = g_hash_table_new (NULL, NULL);

  if (g_hash_table_size (report->anchors) == 0)
    return;
  dermaga_pen_heading (&report->pen, 2, 0, _("Evidence"));
  for (guint i = 0; i < G_N_ELEMENTS (report->rows); i++)
    for (guint j = 0; j < report->rows[i]->len; j++)
      add_row (report, report->rows[i]->pdata[j], shown);
}
