#include "config.h"

#include "app/widgets/dermaga-server-card.h"

#include <glib/gi18n.h>

#include "app/widgets/dermaga-column.h"
#include "app/widgets/dermaga-copy-button.h"
#include "app/widgets/dermaga-why-button.h"
#include "learn/dermaga-learn.h"

struct _DermagaServerCard
{
  GtkBox parent_instance;

  GtkLabel *heading;
  GtkWidget *values;
  GtkLabel *server;
  GtkLabel *port;
  GtkLabel *security;
  GtkLabel *user_name;
  DermagaCopyButton *copy_server;
  DermagaCopyButton *copy_port;
  DermagaCopyButton *copy_user_name;
  GtkWidget *source_line;
  GtkLabel *source;
  GtkLabel *reason;
  GtkButton *why;
};

G_DEFINE_FINAL_TYPE (DermagaServerCard, dermaga_server_card, GTK_TYPE_BOX)

/* A line holds what a value is, the value, and the button that copies it; in a cramped column, what
 * it is stands above. */
static void
place_value (GtkWidget *grid, GtkWidget *child, gboolean cramped)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (grid);
  GtkLayoutChild *place = gtk_layout_manager_get_layout_child (layout, child);
  int column;
  int row;

  g_object_get (place, "column", &column, "row", &row, NULL);
  if (cramped)
    g_object_set (place, "column", MAX (column - 1, 0), "row", 2 * row + MIN (column, 1),
                  "column-span", column == 0 ? 2 : 1, NULL);
  else
    g_object_set (place, "column", row % 2 == 0 ? 0 : column + 1, "row", row / 2, "column-span", 1,
                  NULL);
}

static void
cramped_cb (DermagaColumn *column, GParamSpec *pspec, DermagaServerCard *self)
{
  gboolean cramped;

  g_object_get (column, "cramped", &cramped, NULL);
  if (cramped == !gtk_grid_get_row_homogeneous (GTK_GRID (self->values)))
    return;
  gtk_grid_set_row_homogeneous (GTK_GRID (self->values), !cramped);
  for (GtkWidget *child = gtk_widget_get_first_child (self->values); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    place_value (self->values, child, cramped);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->source_line),
                                  cramped ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
dermaga_server_card_root (GtkWidget *widget)
{
  GtkWidget *column = gtk_widget_get_ancestor (widget, DERMAGA_TYPE_COLUMN);

  GTK_WIDGET_CLASS (dermaga_server_card_parent_class)->root (widget);
  if (column == NULL)
    return;
  g_signal_handlers_disconnect_by_func (column, cramped_cb, widget);
  g_signal_connect_object (column, "notify::cramped", G_CALLBACK (cramped_cb), widget, 0);
  cramped_cb (DERMAGA_COLUMN (column), NULL, DERMAGA_SERVER_CARD (widget));
}

static void
dermaga_server_card_class_init (DermagaServerCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->root = dermaga_server_card_root;
  g_type_ensure (DERMAGA_TYPE_COPY_BUTTON);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/dermaga/Dermaga/widgets/dermaga-server-card.ui");
  gtk_widget_class_bind_template_child (widget_class, DermagaServerCard, heading);
  gtk_widget_class_bind_template_child (widget_class, DermagaServerCard, values);
  gtk_widget_class_bind_template_child (widget_class, DermagaServerCard, server);
  gtk_widget_class_bind_template_child (widget_class, DermagaServerCard, port);
  gtk_widget_class_bind_template_child (widget_class, DermagaServerCard, security);
  gtk_widget_class_bind_template_child (widget_class, DermagaServerCard, user_name);
  gtk_widget_class_bind_template_child (widget_class, DermagaServerCard, copy_server);
  gtk_widget_class_bind_template_child (widget_class, DermagaServerCard, copy_port);
  gtk_widget_class_bind_template_child (widget_class, DermagaServerCard, copy_user_name);
  gtk_widget_class_bind_template_child (widget_class, DermagaServerCard, source_line);
  gtk_widget_class_bind_template_child (widget_class, DermagaServerCard, source);
  gtk_widget_class_bind_template_child (widget_class, DermagaServerCard, reason);
  gtk_widget_class_bind_template_child (widget_class, DermagaServerCard, why);
}

static void
dermaga_server_card_init (DermagaServerCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The pattern in words, for a person whose address is not known. */
static char *
describe_user_name (const char *pattern)
{
  if (g_str_equal (pattern, "%EMAILADDRESS%"))
    return g_strdup (_("Your full email address"));
  if (g_str_equal (pattern, "%EMAILLOCALPART%"))
    return g_strdup (_("The part of your email address before the @"));
  return g_strdup (strchr (pattern, '%') == NULL ? pattern : _("As your provider told you"));
}

void
dermaga_server_card_set_choice (DermagaServerCard *self, DermagaResult *result,
                                DermagaDirection direction, const DermagaChoice *choice,
                                const char *email)
{
  const DermagaCandidate *candidate;
  g_autofree char *port = NULL;
  g_autofree char *user_name = NULL;
  g_autofree char *source = NULL;

  g_return_if_fail (DERMAGA_IS_SERVER_CARD (self));

  gtk_label_set_text (self->heading, direction == DERMAGA_DIRECTION_INCOMING ? _("Receiving mail")
                                                                             : _("Sending mail"));
  gtk_widget_set_visible (self->values, choice != NULL);
  gtk_widget_set_visible (self->source_line, choice != NULL);
  if (choice == NULL)
    {
      gtk_label_set_text (self->reason, _("No safe settings were found."));
      dermaga_why_button_set_topic (self->why, "without-encryption");
      return;
    }

  candidate = dermaga_probe_get_candidate (choice->probe);
  port = g_strdup_printf ("%u", candidate->port);
  user_name = email != NULL ? dermaga_expand_user_name (choice->user_name, email)
                            : describe_user_name (choice->user_name);
  gtk_label_set_text (self->server, candidate->host);
  gtk_label_set_text (self->port, port);
  gtk_label_set_text (self->security, dermaga_explain_security (candidate->security));
  gtk_label_set_text (self->user_name, user_name);
  source = dermaga_explain_origin_names (result, candidate);
  gtk_label_set_text (self->source,
                      source != NULL ? source : dermaga_explain_source (candidate->source));
  gtk_label_set_text (self->reason, choice->reason);
  dermaga_why_button_set_topic (self->why, dermaga_learn_for_port (candidate->port));
  dermaga_copy_button_set_text (self->copy_server, candidate->host);
  dermaga_copy_button_set_text (self->copy_port, port);
  dermaga_copy_button_set_text (self->copy_user_name, email != NULL ? user_name : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->copy_user_name), email != NULL);
}
