#include "config.h"

#include "app/widgets/dermaga-practice-places.h"

#include <glib/gi18n.h>

#include "app/widgets/dermaga-copy-button.h"
#include "app/widgets/dermaga-finding-row.h"
#include "app/widgets/dermaga-heading.h"
#include "verdict/dermaga-scene-texts.h"
#include "verdict/dermaga-verdict.h"
#include "verdict/dermaga-words.h"

/* The certificate is for this address, too. */
#define SERVER "127.0.0.1"

struct _DermagaPracticePlaces
{
  GtkBox parent_instance;

  DermagaHeading *heading;
  GtkLabel *trouble;
  GtkWidget *values;
  GtkLabel *server;
  GtkLabel *password;
  DermagaCopyButton *copy_server;
  DermagaCopyButton *copy_password;
  GtkWidget *outgoing_section;
  GtkListBox *outgoing;
  GtkWidget *incoming_section;
  GtkListBox *incoming;
  GtkWidget *certificate_section;

  char *authority; /* (nullable): of what is shown */
};

enum { SIGNAL_SAVE_CERTIFICATE, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DermagaPracticePlaces, dermaga_practice_places, GTK_TYPE_BOX)

static void
save_certificate_cb (DermagaPracticePlaces *self)
{
  g_signal_emit (self, signals[SIGNAL_SAVE_CERTIFICATE], 0);
}

static void
dermaga_practice_places_finalize (GObject *object)
{
  g_free (DERMAGA_PRACTICE_PLACES (object)->authority);
  G_OBJECT_CLASS (dermaga_practice_places_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DermagaPracticePlaces, heading);
  gtk_widget_class_bind_template_child (widget_class, DermagaPracticePlaces, trouble);
  gtk_widget_class_bind_template_child (widget_class, DermagaPracticePlaces, values);
  gtk_widget_class_bind_template_child (widget_class, DermagaPracticePlaces, server);
  gtk_widget_class_bind_template_child (widget_class, DermagaPracticePlaces, password);
  gtk_widget_class_bind_template_child (widget_class, DermagaPracticePlaces, copy_server);
  gtk_widget_class_bind_template_child (widget_class, DermagaPracticePlaces, copy_password);
  gtk_widget_class_bind_template_child (widget_class, DermagaPracticePlaces, outgoing_section);
  gtk_widget_class_bind_template_child (widget_class, DermagaPracticePlaces, outgoing);
  gtk_widget_class_bind_template_child (widget_class, DermagaPracticePlaces, incoming_section);
  gtk_widget_class_bind_template_child (widget_class, DermagaPracticePlaces, incoming);
  gtk_widget_class_bind_template_child (widget_class, DermagaPracticePlaces, certificate_section);
}

static void
dermaga_practice_places_class_init (DermagaPracticePlacesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = dermaga_practice_places_finalize;
  signals[SIGNAL_SAVE_CERTIFICATE]
      = g_signal_new ("save-certificate", DERMAGA_TYPE_PRACTICE_PLACES, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (DERMAGA_TYPE_COPY_BUTTON);
  g_type_ensure (DERMAGA_TYPE_HEADING);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/dermaga/Dermaga/widgets/dermaga-practice-places.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, save_certificate_cb);
}

static void
dermaga_practice_places_init (DermagaPracticePlaces *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_label_set_text (self->server, SERVER);
  gtk_label_set_text (self->password, DERMAGA_PRACTICE_PASSWORD);
  dermaga_copy_button_set_text (self->copy_server, SERVER);
  dermaga_copy_button_set_text (self->copy_password, DERMAGA_PRACTICE_PASSWORD);
}

static char *
describe_place (const DermagaPracticePlace *place)
{
  g_autofree char *port = g_strdup_printf ("%u", place->port);

  if (place->port == 25)
    return dermaga_fill (_("as port 25 between servers: without sign-in, to {domain} only"),
                         "domain", DERMAGA_PRACTICE_DOMAIN, NULL);
  return dermaga_fill (place->protocol == DERMAGA_PROTOCOL_SMTP
                           ? _("as port {port} elsewhere: {security}")
                       : place->protocol == DERMAGA_PROTOCOL_IMAP
                           ? _("IMAP, as port {port} elsewhere: {security}")
                           : _("POP3, as port {port} elsewhere: {security}"),
                       "port", port, "security", dermaga_explain_security (place->security), NULL);
}

static GtkWidget *
make_row (const DermagaPracticePlace *place)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *copy = g_object_new (DERMAGA_TYPE_COPY_BUTTON, "compact", TRUE, "valign",
                                  GTK_ALIGN_CENTER, NULL);
  g_autofree char *number = g_strdup_printf ("%u", place->real_port);
  g_autofree char *title = dermaga_fill (_("Port {port}"), "port", number, NULL);
  g_autofree char *copy_name = dermaga_fill (_("Copy port {port}"), "port", number, NULL);
  g_autofree char *text = describe_place (place);
  g_autofree char *sentence = g_strdup_printf ("%s, %s", title, text);

  gtk_box_append (GTK_BOX (texts), dermaga_wrapped_label_new (title, "dermaga-numbers"));
  gtk_box_append (GTK_BOX (texts), dermaga_wrapped_label_new (text, "dim-label"));
  gtk_widget_set_hexpand (texts, TRUE);
  g_object_set (copy, "name-of-text", copy_name, NULL);
  dermaga_copy_button_set_text (DERMAGA_COPY_BUTTON (copy), number);
  gtk_widget_add_css_class (copy, "flat");
  gtk_box_append (GTK_BOX (line), texts);
  gtk_box_append (GTK_BOX (line), copy);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
  return row;
}

static void
fill (GtkListBox *list, GtkWidget *section, const GArray *places, DermagaDirection direction)
{
  GtkWidget *child;
  guint n_rows = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      const DermagaPracticePlace *place = &g_array_index (places, DermagaPracticePlace, i);

      if (dermaga_protocol_get_direction (place->protocol) != direction)
        continue;
      gtk_list_box_append (list, make_row (place));
      n_rows++;
    }
  gtk_widget_set_visible (section, n_rows > 0);
}

static char *
make_trouble (DermagaPracticeRoom *room, const GError *error)
{
  const char *scene = dermaga_practice_room_get_scene (room);

  if (error != NULL)
    return dermaga_fill (_("The practice provider could not be started: {reason}"), "reason",
                         error->message, NULL);
  if (g_str_equal (scene, "good"))
    return g_strdup ("");
  return dermaga_fill (_("At present the practice provider shows a trouble: {scene}."), "scene",
                       dermaga_scene_get_title (scene), NULL);
}

void
dermaga_practice_places_show (DermagaPracticePlaces *self, DermagaPracticeRoom *room)
{
  g_autoptr (GError) error = NULL;
  DermagaPractice *practice;
  const char *authority;
  g_autoptr (GArray) places = NULL;
  g_autofree char *trouble = NULL;

  g_return_if_fail (DERMAGA_IS_PRACTICE_PLACES (self));
  practice = dermaga_practice_room_get_practice (room, &error);
  authority = practice != NULL ? dermaga_practice_get_authority_pem (practice) : NULL;
  /* Only another provider has other places; to make the rows again would take the keyboard away. */
  if (authority != NULL && g_strcmp0 (authority, self->authority) == 0)
    return;
  g_free (self->authority);
  self->authority = g_strdup (authority);
  if (practice != NULL)
    places = dermaga_practice_get_places (practice);
  fill (self->outgoing, self->outgoing_section, places, DERMAGA_DIRECTION_OUTGOING);
  fill (self->incoming, self->incoming_section, places, DERMAGA_DIRECTION_INCOMING);
  trouble = make_trouble (room, error);
  gtk_label_set_text (self->trouble, trouble);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), *trouble != '\0');
  gtk_widget_set_visible (self->values, practice != NULL);
  gtk_widget_set_visible (self->certificate_section, practice != NULL);
}

void
dermaga_practice_places_take_focus (DermagaPracticePlaces *self)
{
  g_return_if_fail (DERMAGA_IS_PRACTICE_PLACES (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->heading));
}
