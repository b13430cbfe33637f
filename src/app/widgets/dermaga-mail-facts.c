#include "config.h"

#include "app/widgets/dermaga-mail-facts.h"

#include <glib/gi18n.h>

#include "app/dermaga-a11y.h"
#include "app/dermaga-mail-words.h"
#include "app/widgets/dermaga-finding-row.h"
#include "app/widgets/dermaga-proof-mark.h"
#include "base/dermaga-text.h"
#include "verdict/dermaga-words.h"

/* Characters of one value; all of it is among the headers. */
#define MAX_SHOWN 300

static void
add_fact (GtkGrid *grid, int *row, const char *name, const char *value)
{
  g_autofree char *shown = dermaga_text_make_safe (value, -1, MAX_SHOWN);
  GtkWidget *caption;
  GtkWidget *label;

  if (*value == '\0')
    return;
  caption = g_object_new (GTK_TYPE_LABEL, "label", name, "xalign", 0.0, "yalign", 0.0, NULL);
  label = dermaga_wrapped_label_new (shown, NULL);
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  caption, NULL, -1);
  gtk_grid_attach (grid, caption, 0, *row, 1, 1);
  gtk_grid_attach (grid, label, 1, *row, 1, 1);
  (*row)++;
}

void
dermaga_mail_facts_fill (GtkGrid *grid, DermagaPracticeMessage *message,
                         const DermagaPracticeReading *reading)
{
  g_autofree char *from = dermaga_mail_from (message);
  g_autofree char *way = dermaga_mail_way (message);
  g_autofree char *envelope = dermaga_mail_envelope (message);
  GtkWidget *child;
  int row = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
  add_fact (grid, &row, _("From"), *reading->from != '\0' ? reading->from : from);
  add_fact (grid, &row, _("To"), reading->to);
  add_fact (grid, &row, _("Cc"), reading->cc);
  add_fact (grid, &row, _("Reply to"), reading->reply_to);
  add_fact (grid, &row, _("Date"), reading->date);
  /* Translators: by which port and how a mail came */
  add_fact (grid, &row, _("Received on"), way);
  /* Translators: what servers go by, as opposed to what is written in the letter */
  add_fact (grid, &row, _("Envelope"), envelope);
}

static char *
join (char **addresses)
{
  guint count = g_strv_length (addresses);
  g_autofree char *all = NULL;

  if (count <= 5)
    all = g_strjoinv (", ", addresses);
  else
    all = g_strdup_printf ("%s, %s, %s, %s, …", addresses[0], addresses[1], addresses[2],
                           addresses[3]);
  return dermaga_isolate (all);
}

/* Takes @text. */
static void
add_note (GtkBox *box, char *text)
{
  g_autofree char *own = text;

  gtk_box_append (box, dermaga_warning_new (own));
}

static void
add_envelope_notes (GtkBox *box, DermagaPracticeMessage *message,
                    const DermagaPracticeReading *reading)
{
  g_autofree char *sender = dermaga_isolate (dermaga_practice_message_get_sender (message));
  g_autofree char *unnamed = join (reading->unnamed);

  if (reading->sender_differs)
    add_note (box, dermaga_fill (_("The envelope names another sender than the letter: {sender}. "
                                   "Replies and reports of failure may go to different places."),
                                 "sender", sender, NULL));
  if (reading->unnamed[0] != NULL)
    add_note (box, dermaga_fill (_("Sent also to {recipients}, whom the letter does not name, as "
                                   "with Bcc."),
                                 "recipients", unnamed, NULL));
}

void
dermaga_mail_notes_fill (GtkBox *box, DermagaPracticeMessage *message,
                         const DermagaPracticeReading *reading)
{
  GtkWidget *child;
  g_autofree char *number = g_strdup_printf ("%u", reading->n_remote);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  add_envelope_notes (box, message, reading);
  if (reading->n_remote > 0)
    add_note (box, dermaga_fill (ngettext ("The HTML names an image on the internet. Dermaga does "
                                           "not fetch it.",
                                           "The HTML names {number} images on the internet. "
                                           "Dermaga does not fetch them.",
                                           reading->n_remote),
                                 "number", number, NULL));
  if (reading->strange)
    add_note (box, g_strdup (_("This mail has too many parts or fields to be taken apart. What "
                               "stands behind its header is shown as it is.")));
  if (reading->text_cut || reading->html_cut || reading->source_cut || reading->fields_cut
      || reading->files_cut)
    add_note (box, g_strdup (_("This mail is long, and not all of it is shown. Save it to see the "
                               "rest.")));
  gtk_widget_set_visible (GTK_WIDGET (box),
                          gtk_widget_get_first_child (GTK_WIDGET (box)) != NULL);
}
