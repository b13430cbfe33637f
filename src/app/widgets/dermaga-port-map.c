#include "config.h"

#include "app/widgets/dermaga-port-map.h"

#include <glib/gi18n.h>

#include "app/widgets/dermaga-finding-row.h"
#include "app/widgets/dermaga-port-lane.h"
#include "verdict/dermaga-verdict.h"

#define GAP 12
#define MAX_NODE_WIDTH 132

/* What it is made of, in the order of the message. */
typedef enum {
  SENDER,
  SUBMISSION,
  PROVIDER,
  RELAY_LINE,
  RELAY_TEXT,
  MAILBOX,
  COLLECTION,
  RECIPIENT,
  LEGEND,
} Part;

#define N_PARTS (LEGEND + 1)

struct _DermagaPortMap
{
  GtkWidget parent_instance;

  GtkWidget *parts[N_PARTS];
};

G_DEFINE_FINAL_TYPE (DermagaPortMap, dermaga_port_map, GTK_TYPE_WIDGET)

/* The layout */

/* Of each part, from the start and the top. */
typedef struct {
  int x;
  int y;
  int width;
  int height;
} Place;

static int
get_height (DermagaPortMap *self, Part part, int width)
{
  int minimum;
  int natural;

  gtk_widget_measure (self->parts[part], GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL,
                      NULL);
  return natural;
}

static int
get_width (DermagaPortMap *self, Part part)
{
  int minimum;

  gtk_widget_measure (self->parts[part], GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                      NULL);
  return minimum;
}

/* No more than its text takes, so that it stands beside the line. */
static int
get_relay_text_width (DermagaPortMap *self, int room)
{
  int natural;

  gtk_widget_measure (self->parts[RELAY_TEXT], GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural,
                      NULL, NULL);
  return MIN (natural, room);
}

static int
get_node_width (DermagaPortMap *self, int width)
{
  static const Part nodes[] = { SENDER, PROVIDER, MAILBOX, RECIPIENT };
  int node_width = MIN (MAX_NODE_WIDTH, width / 4);

  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    node_width = MAX (node_width, get_width (self, nodes[i]));
  return node_width;
}

static int
get_lanes_width (DermagaPortMap *self)
{
  return MAX (MAX (get_width (self, SUBMISSION), get_width (self, COLLECTION)), 180);
}

static gboolean
is_wide (DermagaPortMap *self, int width)
{
  return width >= 2 * get_node_width (self, width) + 2 * GAP + get_lanes_width (self);
}

/* A program, its lanes and a server side by side; returns where the next row begins. */
static int
place_row (DermagaPortMap *self, int y, int width, const Part parts[3], Place *places)
{
  int node_width = get_node_width (self, width);
  int widths[3] = { node_width, width - 2 * node_width - 2 * GAP, node_width };
  int height = 0;
  int x = 0;

  for (guint i = 0; i < 3; i++)
    height = MAX (height, get_height (self, parts[i], widths[i]));
  for (guint i = 0; i < 3; i++)
    {
      places[parts[i]] = (Place) { x, y, widths[i], height };
      x += widths[i] + GAP;
    }
  return y + height;
}

static int
place_wide (DermagaPortMap *self, int width, Place *places)
{
  static const Part there[3] = { SENDER, SUBMISSION, PROVIDER };
  static const Part back[3] = { RECIPIENT, COLLECTION, MAILBOX };
  int node_width = get_node_width (self, width);
  int text_width = width - node_width - GAP;
  int y = place_row (self, 0, width, there, places);
  int height = MAX (get_height (self, RELAY_LINE, node_width),
                    get_height (self, RELAY_TEXT, text_width) + 2 * GAP);

  places[RELAY_LINE] = (Place) { width - node_width, y, node_width, height };
  places[RELAY_TEXT] = (Place) { 0, y, text_width, height };
  y = place_row (self, y + height, width, back, places);
  height = get_height (self, LEGEND, width);
  places[LEGEND] = (Place) { 0, y + 2 * GAP, width, height };
  return y + 2 * GAP + height;
}

/* The relay's line and what is said of it, side by side; returns their height. */
static int
place_relay (DermagaPortMap *self, int y, int width, Place *places)
{
  int line_width = get_width (self, RELAY_LINE);
  int text_width = get_relay_text_width (self, width - line_width - GAP);
  int height = MAX (get_height (self, RELAY_LINE, line_width),
                    get_height (self, RELAY_TEXT, text_width));

  places[RELAY_LINE] = (Place) { 0, y, line_width, height };
  places[RELAY_TEXT] = (Place) { line_width + GAP, y, text_width, height };
  return height;
}

static int
place_narrow (DermagaPortMap *self, int width, Place *places)
{
  int y = 0;

  for (Part part = SENDER; part < N_PARTS; part++)
    {
      int height;

      if (part == RELAY_TEXT)
        continue;
      if (part == RELAY_LINE)
        height = place_relay (self, y, width, places);
      else
        {
          height = get_height (self, part, width);
          places[part] = (Place) { 0, y, width, height };
        }
      y += height + GAP;
    }
  return y - GAP;
}

static int
place_all (DermagaPortMap *self, int width, Place *places)
{
  return is_wide (self, width) ? place_wide (self, width, places)
                               : place_narrow (self, width, places);
}

static GtkSizeRequestMode
dermaga_port_map_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
dermaga_port_map_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                          int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  DermagaPortMap *self = DERMAGA_PORT_MAP (widget);
  int least = 0;

  for (Part part = SENDER; part < N_PARTS; part++)
    least = MAX (least, get_width (self, part));
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = MAX (least, 2 * MAX_NODE_WIDTH + 2 * GAP + 2 * get_lanes_width (self));
    }
  else
    {
      Place places[N_PARTS];

      *minimum = *natural = place_all (self, MAX (for_size, least), places);
    }
}

static void
dermaga_port_map_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DermagaPortMap *self = DERMAGA_PORT_MAP (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  Place places[N_PARTS];

  place_all (self, width, places);
  for (Part part = SENDER; part < N_PARTS; part++)
    {
      const Place *place = &places[part];
      GtkAllocation allocation = { mirrored ? width - place->x - place->width : place->x, place->y,
                                   place->width, place->height };

      gtk_widget_size_allocate (self->parts[part], &allocation, -1);
    }
}

/* The parts */

static GtkWidget *
make_node (const char *text)
{
  GtkWidget *node = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_set_vexpand (label, TRUE);
  gtk_widget_add_css_class (node, "dermaga-card");
  gtk_widget_add_css_class (node, "dermaga-node");
  gtk_box_append (GTK_BOX (node), label);
  return node;
}

typedef struct {
  guint16 port;
  DermagaSecurity security;
} Lane;

static GtkWidget *
make_lanes (const char *label, const Lane *lanes, guint n_lanes, DermagaLaneWay way,
            DermagaResult *result)
{
  GtkWidget *list
      = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 9, "valign",
                      GTK_ALIGN_CENTER, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  for (guint i = 0; i < n_lanes; i++)
    gtk_box_append (GTK_BOX (list),
                    dermaga_port_lane_new (lanes[i].port, lanes[i].security, way,
                                           result != NULL
                                               ? dermaga_result_find_port (result, lanes[i].port)
                                               : NULL));
  return list;
}

/* Down from one server to the other. */
static GtkWidget *
make_relay_line (void)
{
  GtkWidget *line = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "halign",
                                  GTK_ALIGN_CENTER, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *open = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *encrypted = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *arrow = g_object_new (GTK_TYPE_IMAGE, "icon-name", "pan-down-symbolic", "pixel-size",
                                   16, NULL);
  GtkWidget *number = gtk_label_new ("25");

  gtk_widget_add_css_class (open, "dermaga-line-open-down");
  gtk_widget_set_size_request (open, -1, 15);
  gtk_widget_set_halign (open, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (encrypted, "dermaga-line-encrypted-down");
  gtk_widget_set_size_request (encrypted, -1, 15);
  gtk_widget_set_halign (encrypted, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (encrypted, TRUE);
  gtk_widget_add_css_class (arrow, "dermaga-lane-arrow-down");
  gtk_widget_add_css_class (number, "heading");
  gtk_widget_set_size_request (line, 32, -1);
  gtk_box_append (GTK_BOX (line), open);
  gtk_box_append (GTK_BOX (line), encrypted);
  gtk_box_append (GTK_BOX (line), arrow);
  gtk_box_append (GTK_BOX (line), number);
  return line;
}

static GtkWidget *
make_relay_text (DermagaResult *result)
{
  DermagaProbe *probe = result != NULL ? dermaga_result_find_port (result, 25) : NULL;
  g_autofree char *sentence
      = dermaga_port_lane_describe (25, DERMAGA_SECURITY_STARTTLS, probe);
  GtkWidget *item = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "valign",
                                  GTK_ALIGN_CENTER, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  GtkWidget *list = g_object_new (GTK_TYPE_BOX, "halign", GTK_ALIGN_END, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_LIST, NULL);
  GtkWidget *note = dermaga_wrapped_label_new (_("encrypted where both servers offer it"),
                                               "caption");

  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("From server to server"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
  gtk_widget_add_css_class (note, "dim-label");
  gtk_box_append (GTK_BOX (item), dermaga_port_caption_new (DERMAGA_SECURITY_STARTTLS, probe));
  gtk_box_append (GTK_BOX (item), note);
  gtk_box_append (GTK_BOX (list), item);
  return list;
}

static GtkWidget *
make_legend (void)
{
  static const DermagaSecurity securities[]
      = { DERMAGA_SECURITY_TLS, DERMAGA_SECURITY_STARTTLS, DERMAGA_SECURITY_NONE };
  GtkWidget *legend = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  for (guint i = 0; i < G_N_ELEMENTS (securities); i++)
    {
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);
      GtkWidget *sample = dermaga_port_line_new (securities[i]);

      gtk_widget_set_size_request (sample, 64, -1);
      gtk_widget_set_hexpand (sample, FALSE);
      gtk_box_append (GTK_BOX (row), sample);
      gtk_box_append (GTK_BOX (row),
                      dermaga_wrapped_label_new (dermaga_explain_security (securities[i]),
                                                 "caption"));
      gtk_box_append (GTK_BOX (legend), row);
    }
  return legend;
}

static void
dermaga_port_map_dispose (GObject *object)
{
  DermagaPortMap *self = DERMAGA_PORT_MAP (object);

  for (Part part = SENDER; part < N_PARTS; part++)
    g_clear_pointer (&self->parts[part], gtk_widget_unparent);
  G_OBJECT_CLASS (dermaga_port_map_parent_class)->dispose (object);
}

static void
dermaga_port_map_class_init (DermagaPortMapClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dermaga_port_map_dispose;
  widget_class->get_request_mode = dermaga_port_map_get_request_mode;
  widget_class->measure = dermaga_port_map_measure;
  widget_class->size_allocate = dermaga_port_map_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
dermaga_port_map_init (DermagaPortMap *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The way of a message through the mail ports"), -1);
}

GtkWidget *
dermaga_port_map_new (DermagaResult *result)
{
  static const Lane submission[] = { { 465, DERMAGA_SECURITY_TLS },
                                     { 587, DERMAGA_SECURITY_STARTTLS },
                                     { 2525, DERMAGA_SECURITY_STARTTLS } };
  static const Lane collection[] = { { 993, DERMAGA_SECURITY_TLS },
                                     { 995, DERMAGA_SECURITY_TLS },
                                     { 143, DERMAGA_SECURITY_STARTTLS },
                                     { 110, DERMAGA_SECURITY_STARTTLS } };
  DermagaPortMap *self = g_object_new (DERMAGA_TYPE_PORT_MAP, NULL);

  self->parts[SENDER] = make_node (_("Your mail program"));
  self->parts[SUBMISSION]
      = make_lanes (_("From your mail program to your provider’s server"), submission,
                    G_N_ELEMENTS (submission), DERMAGA_LANE_TO_SERVER, result);
  self->parts[PROVIDER] = make_node (_("Your provider’s server"));
  self->parts[RELAY_LINE] = make_relay_line ();
  self->parts[RELAY_TEXT] = make_relay_text (result);
  self->parts[MAILBOX] = make_node (_("The recipient’s server"));
  self->parts[COLLECTION]
      = make_lanes (_("From the recipient’s server to the recipient’s mail program"), collection,
                    G_N_ELEMENTS (collection), DERMAGA_LANE_FROM_SERVER, result);
  self->parts[RECIPIENT] = make_node (_("The recipient’s mail program"));
  self->parts[LEGEND] = make_legend ();
  for (Part part = SENDER; part < N_PARTS; part++)
    gtk_widget_set_parent (self->parts[part], GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
