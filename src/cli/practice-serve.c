#include "config.h"

#include "cli/practice-serve.h"

#include "cli/labels.h"
#include "cli/options.h"
#include "cli/paper.h"
#include "cli/practice-json.h"
#include "cli/terminal.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <unistd.h>

typedef struct {
  DermagaPractice *practice;
  DermagaPracticeStore *store;
  gboolean json;
  gboolean ended;
  gboolean written;     /* all, so far */
  gboolean said_dropped;
  guint64 n_captured;
} Serving;

static void
print (Serving *self, const char *text)
{
  if (!self->written)
    return;
  self->written = dermaga_print (text);
  if (!self->written)
    self->ended = TRUE;
}

static DermagaPaper
new_paper (void)
{
  return (DermagaPaper){ g_string_new (NULL), dermaga_terminal_wants_colour (STDOUT_FILENO),
                         dermaga_terminal_get_width (STDOUT_FILENO) };
}

static void
print_paper (Serving *self, DermagaPaper *paper)
{
  g_autofree char *text = g_string_free (paper->text, FALSE);

  print (self, text);
}

static void
write_place (DermagaPaper *paper, const DermagaPracticePlace *place)
{
  g_autofree char *address = g_strdup_printf ("127.0.0.1:%u", place->real_port);
  g_autofree char *usual = NULL;

  /* Translators: %u is the port that such a server has elsewhere. */
  usual = g_strdup_printf (_("stands for port %u"), place->port);
  dermaga_paper_pad (paper, 2);
  dermaga_paper_write (paper, DERMAGA_INK_PLAIN, dermaga_label_protocol (place->protocol), 6);
  dermaga_paper_write (paper, DERMAGA_INK_HEADING, address, 17);
  dermaga_paper_write (paper, DERMAGA_INK_PLAIN, dermaga_label_security (place->security),
                       dermaga_label_security_width () + 2);
  dermaga_paper_write (paper, DERMAGA_INK_FAINT, usual, 0);
  dermaga_paper_end_line (paper);
}

static void
print_places (Serving *self)
{
  DermagaPaper paper = new_paper ();
  g_autoptr (GArray) places = dermaga_practice_get_places (self->practice);

  dermaga_paper_end_line (&paper);
  dermaga_paper_write (&paper, DERMAGA_INK_HEADING, _("Practice mail server"), 0);
  dermaga_paper_end_line (&paper);
  dermaga_paper_wrap (&paper, DERMAGA_INK_PLAIN,
                      _("Sign in with any user name and the password “practice”. Whatever is sent "
                        "to anybody stays here and is listed below. Ctrl+C ends it, and all mail "
                        "is gone."),
                      0, 0);
  for (guint i = 0; i < places->len; i++)
    write_place (&paper, &g_array_index (places, DermagaPracticePlace, i));
  dermaga_paper_end_line (&paper);
  print_paper (self, &paper);
}

/* "budi@contoh.test" or "budi@contoh.test +3" */
static char *
format_recipients (DermagaPracticeMessage *message)
{
  const char *const *recipients = dermaga_practice_message_get_recipients (message);
  guint count = g_strv_length ((char **) recipients);

  if (count == 0)
    return g_strdup (dermaga_practice_message_get_mailbox (message));
  return count > 1 ? g_strdup_printf ("%s +%u", recipients[0], count - 1)
                   : g_strdup (recipients[0]);
}

static void
print_message (Serving *self, DermagaPracticeMessage *message)
{
  DermagaPaper paper = new_paper ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%H:%M:%S");
  g_autofree char *size = g_format_size (dermaga_practice_message_get_size (message));
  g_autofree char *recipients = format_recipients (message);
  const char *sender = dermaga_practice_message_get_sender (message);
  const char *subject = dermaga_practice_message_get_subject (message);
  g_autofree char *facts = g_strdup_printf (
    "  %s → %s  %s  %u %s", *sender != '\0' ? sender : "<>", recipients, size,
    dermaga_practice_message_get_port (message),
    dermaga_label_security (dermaga_practice_message_get_security (message)));

  dermaga_paper_write (&paper, DERMAGA_INK_FAINT, time, 10);
  dermaga_paper_write (&paper, DERMAGA_INK_HEADING,
                       *subject != '\0' ? subject : _("(no subject)"), 0);
  dermaga_paper_write (&paper, DERMAGA_INK_PLAIN, facts, 0);
  dermaga_paper_end_line (&paper);
  print_paper (self, &paper);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Serving *self = data;

  for (guint i = position; i < position + added; i++)
    {
      DermagaPracticeMessage *message = dermaga_practice_store_get (self->store, i);
      g_autofree char *line = NULL;

      self->n_captured++;
      if (!self->json)
        {
          print_message (self, message);
          continue;
        }
      line = dermaga_practice_json_message (message);
      print (self, line);
    }
  if (self->said_dropped || dermaga_practice_store_get_dropped (self->store) == 0)
    return;
  self->said_dropped = TRUE;
  dermaga_complain (_("There is no room for more mail: from now on, the oldest goes when a new one "
                      "comes."));
}

static gboolean
end_cb (gpointer data)
{
  Serving *self = data;

  self->ended = TRUE;
  return G_SOURCE_CONTINUE;
}

static void
say_end (Serving *self)
{
  g_autofree char *text = NULL;

  if (self->json)
    text = dermaga_practice_json_end (self->n_captured,
                                      dermaga_practice_store_get_dropped (self->store));
  else
    text = g_strdup_printf (ngettext ("\n%u message was captured.\n",
                                      "\n%u messages were captured.\n",
                                      (guint) self->n_captured),
                            (guint) self->n_captured);
  print (self, text);
}

gboolean
dermaga_practice_serve (DermagaPractice *practice, gboolean json)
{
  Serving self = { .practice = practice, .store = dermaga_practice_get_store (practice),
                   .json = json, .written = TRUE };
  guint interrupt = g_unix_signal_add (SIGINT, end_cb, &self);
  guint terminate = g_unix_signal_add (SIGTERM, end_cb, &self);
  gulong handler
    = g_signal_connect (self.store, "items-changed", G_CALLBACK (items_changed_cb), &self);

  if (json)
    {
      g_autofree char *line = dermaga_practice_json_ready (practice);

      print (&self, line);
    }
  else
    print_places (&self);
  while (!self.ended)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (self.store, handler);
  g_source_remove (interrupt);
  g_source_remove (terminate);
  say_end (&self);
  return self.written;
}
