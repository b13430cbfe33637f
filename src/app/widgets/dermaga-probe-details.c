#include "config.h"

#include "app/widgets/dermaga-probe-details.h"

#include <glib/gi18n.h>

#include "app/dermaga-direction.h"
#include "app/widgets/dermaga-finding-row.h"
#include "app/widgets/dermaga-port-button.h"
#include "app/widgets/dermaga-why-button.h"
#include "learn/dermaga-learn.h"
#include "verdict/dermaga-verdict.h"
#include "verdict/dermaga-words.h"

#define MAX_NAMES 8

static void
add_fact (GtkGrid *grid, const char *caption, const char *value)
{
  GtkWidget *name;
  GtkWidget *text;
  int row = 0;

  if (value == NULL || value[0] == '\0')
    return;
  while (gtk_grid_get_child_at (grid, 0, row) != NULL)
    row++;

  name = gtk_label_new (caption);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_yalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_widget_set_valign (name, GTK_ALIGN_START);
  gtk_widget_add_css_class (name, "dim-label");
  gtk_grid_attach (grid, name, 0, row, 1, 1);

  text = dermaga_wrapped_label_new (value, NULL);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, name,
                                  NULL, -1);
  gtk_grid_attach (grid, text, 1, row, 1, 1);
}

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

static void
add_certificate (GtkGrid *grid, const DermagaTlsFacts *tls)
{
  const DermagaCertificate *certificate;
  g_autofree char *names = NULL;
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;

  if (tls->version != NULL && tls->cipher != NULL)
    {
      g_autofree char *encryption = g_strdup_printf ("%s, %s", tls->version, tls->cipher);

      add_fact (grid, _("Encryption"), encryption);
    }
  if (tls->chain == NULL || tls->chain->len == 0)
    return;

  certificate = g_ptr_array_index (tls->chain, 0);
  names = join_names (certificate->names);
  from = dermaga_format_date (certificate->not_before);
  until = dermaga_format_date (certificate->not_after);
  add_fact (grid, _("Certificate for"), names);
  add_fact (grid, _("Issued by"), certificate->issuer);
  add_fact (grid, _("Valid from"), from);
  add_fact (grid, _("Valid until"), until);
}

static int
to_ms (gint64 microseconds)
{
  return (int) ((microseconds + 500) / 1000);
}

static char *
describe_timing (const DermagaTiming *timing)
{
  if (timing->connect < 0)
    return NULL;
  if (timing->tls >= 0)
    /* Translators: both numbers are milliseconds since the connection was begun */
    return g_strdup_printf (_("connected after %d ms, encrypted after %d ms"),
                            to_ms (timing->connect), to_ms (timing->tls));
  /* Translators: the number is milliseconds since the connection was begun */
  return g_strdup_printf (_("connected after %d ms"), to_ms (timing->connect));
}

static void
add_addresses (GtkGrid *grid, DermagaProbe *probe)
{
  GPtrArray *addresses = dermaga_probe_get_addresses (probe);

  for (guint i = 0; i < addresses->len; i++)
    {
      const DermagaAddressResult *address = g_ptr_array_index (addresses, i);
      g_autoptr (DermagaWords) words
          = dermaga_explain_outcome (address->outcome, dermaga_probe_get_candidate (probe));
      g_autofree char *caption
          = g_strdup_printf ("%s (%s)", address->address, address->is_ipv6 ? "IPv6" : "IPv4");
      g_autofree char *timing = describe_timing (&address->timing);
      g_autofree char *value
          = timing != NULL ? g_strdup_printf ("%s\n%s", words->headline, timing)
                           : g_strdup (words->headline);

      add_fact (grid, caption, value);
    }
}

static void
add_server_words (GtkGrid *grid, DermagaProbe *probe)
{
  const DermagaAddressResult *decisive = dermaga_probe_get_decisive (probe);
  g_autofree char *auth = g_strjoinv (", ", (char **) dermaga_probe_get_auth (probe));
  g_autofree char *auth_upper = g_ascii_strup (auth, -1);

  add_fact (grid, _("Sign-in methods"), auth_upper);
  if (decisive == NULL || decisive->facts == NULL)
    return;
  /* Translators: what follows is the mail server's own text, shown as it came */
  add_fact (grid, _("The server says"), decisive->facts->greeting);
  add_fact (grid, _("The server answers"), decisive->facts->trouble_text);
}

/* Every place that names it; where no report lists it, at least the kind of place is known. */
static void
add_origins (GtkGrid *grid, DermagaResult *result, DermagaProbe *probe)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);
  g_autofree char *names = dermaga_explain_origin_names (result, candidate);

  add_fact (grid, _("Source"),
            names != NULL ? names : dermaga_explain_source (candidate->source));
}

/* "S:" and "C:" as in the documents that define these protocols: no language has others. */
static char *
format_event (const DermagaEvent *event)
{
  g_autofree char *sentence = dermaga_explain_event (event);
  const char *speaker = event->kind == DERMAGA_EVENT_RECEIVED ? "S:" : "C:";

  if (sentence != NULL)
    {
      g_autofree char *isolated = dermaga_direction_isolate (sentence);

      return g_strdup_printf ("%4d ms -- %s", to_ms (event->at), isolated);
    }
  return g_strdup_printf ("%4d ms %s %s", to_ms (event->at), speaker, event->text);
}

static char *
format_transcript (DermagaTranscript *transcript)
{
  GPtrArray *events = dermaga_transcript_get_events (transcript);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < events->len; i++)
    {
      g_autofree char *line = format_event (events->pdata[i]);

      g_string_append (text, i > 0 ? "\n" : "");
      g_string_append (text, line);
    }
  return g_string_free (text, FALSE);
}

/* The dialogue itself: bounded and made safe when it was kept. From left to right in every
 * language. */
static GtkWidget *
make_transcript (DermagaTranscript *transcript)
{
  g_autofree char *text = format_transcript (transcript);
  GtkWidget *expander = gtk_expander_new (_("What was said"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *dialogue = dermaga_wrapped_label_new (text, "monospace");

  gtk_widget_set_receives_default (expander, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What was said"), -1);
  gtk_widget_add_css_class (dialogue, "caption");
  gtk_widget_set_direction (dialogue, GTK_TEXT_DIR_LTR);
  gtk_label_set_selectable (GTK_LABEL (dialogue), TRUE);
  gtk_widget_set_margin_top (box, 6);
  gtk_box_append (GTK_BOX (box),
                  dermaga_wrapped_label_new (_("S is the server, C is Dermaga. Nobody vouches for "
                                               "what a server says outside encryption."),
                                             "caption"));
  gtk_box_append (GTK_BOX (box), dialogue);
  gtk_expander_set_child (GTK_EXPANDER (expander), box);
  return expander;
}

static GtkWidget *
make_why (DermagaProbe *probe)
{
  return dermaga_why_button_new (dermaga_learn_for_outcome (
      dermaga_probe_get_outcome (probe), dermaga_probe_get_candidate (probe)->port));
}

GtkWidget *
dermaga_probe_details_new (DermagaResult *result, DermagaProbe *probe)
{
  const DermagaAddressResult *decisive = dermaga_probe_get_decisive (probe);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *grid = gtk_grid_new ();
  g_autoptr (DermagaWords) words = dermaga_explain_probe (probe);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  gtk_widget_add_css_class (grid, "caption");

  gtk_box_append (GTK_BOX (box), dermaga_wrapped_label_new (words->headline, "heading"));
  gtk_box_append (GTK_BOX (box), dermaga_words_box_new (words));
  if (dermaga_port_button_fits (probe))
    gtk_box_append (GTK_BOX (box),
                    dermaga_port_button_new (dermaga_probe_get_candidate (probe)->port));
  gtk_box_append (GTK_BOX (box), make_why (probe));
  add_addresses (GTK_GRID (grid), probe);
  if (decisive != NULL && decisive->tls != NULL)
    add_certificate (GTK_GRID (grid), decisive->tls);
  add_server_words (GTK_GRID (grid), probe);
  add_origins (GTK_GRID (grid), result, probe);
  gtk_box_append (GTK_BOX (box), grid);
  if (decisive != NULL && decisive->transcript != NULL
      && dermaga_transcript_get_events (decisive->transcript)->len > 0)
    gtk_box_append (GTK_BOX (box), make_transcript (decisive->transcript));
  return box;
}
