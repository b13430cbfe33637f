#include "config.h"

#include "app/widgets/dermaga-control-row.h"

#include <glib/gi18n.h>

#include "app/dermaga-a11y.h"
#include "app/widgets/dermaga-finding-row.h"
#include "app/widgets/dermaga-side-layout.h"
#include "verdict/dermaga-verdict.h"
#include "verdict/dermaga-words.h"

struct _DermagaControlRow
{
  GtkListBoxRow parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *state;
};

G_DEFINE_FINAL_TYPE (DermagaControlRow, dermaga_control_row, GTK_TYPE_LIST_BOX_ROW)

typedef struct {
  const char *icon;
  const char *css_class;
  const char *word; /* not translated yet */
} Look;

static void
dermaga_control_row_class_init (DermagaControlRowClass *klass)
{
}

static void
dermaga_control_row_init (DermagaControlRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                             "pixel-size", 16, "width-request", 16, NULL);
  self->title = GTK_LABEL (dermaga_wrapped_label_new (NULL, NULL));
  self->subtitle = GTK_LABEL (dermaga_wrapped_label_new (NULL, "caption"));
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "dim-label");
  self->state = g_object_new (GTK_TYPE_LABEL, "xalign", 1.0, "yalign", 0.0, "justify",
                              GTK_JUSTIFY_RIGHT, "wrap", TRUE, "natural-wrap-mode",
                              GTK_NATURAL_WRAP_NONE, NULL);
  gtk_label_set_wrap_mode (self->title, PANGO_WRAP_WORD);
  gtk_widget_set_layout_manager (first, g_object_new (DERMAGA_TYPE_SIDE_LAYOUT, NULL));
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
  /* The names of servers, the longest, have the whole width. */
  gtk_box_append (GTK_BOX (first), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (first), GTK_WIDGET (self->state));
  gtk_box_append (GTK_BOX (text), first);
  gtk_box_append (GTK_BOX (text), GTK_WIDGET (self->subtitle));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (line), text);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
}

GtkWidget *
dermaga_control_row_new (void)
{
  return g_object_new (DERMAGA_TYPE_CONTROL_ROW, NULL);
}

static Look
look_at_stage (const DermagaControl *control, DermagaControlStage stage)
{
  switch (stage)
    {
    case DERMAGA_CONTROL_STAGE_PLANNED:
      return (Look) { NULL, "dim-label", "" };
    case DERMAGA_CONTROL_STAGE_RUNNING:
      return (Look) { "process-working-symbolic", "dim-label", N_("Asked…") };
    case DERMAGA_CONTROL_STAGE_ENDED:
      /* With an address the connection was begun, and then could change nothing any more. */
      return (Look) { "dermaga-not-checked-symbolic", "dim-label",
                      control->address != NULL ? N_("Not waited for") : N_("Not asked") };
    }
  g_return_val_if_reached (((Look) { NULL, "dim-label", "" }));
}

/* Nobody is there: that nothing comes back is what should be. */
static Look
look_at_negative (const DermagaControl *control)
{
  if (control->open)
    return (Look) { "dialog-error-symbolic", "error", N_("Something answers") };
  return (Look) { "object-select-symbolic", "dermaga-good", N_("As it should be") };
}

static Look
look_at_failure (DermagaOutcome outcome)
{
  if (dermaga_outcome_is_dns (outcome))
    return (Look) { "window-close-symbolic", "dim-label", N_("Name not found") };
  if (outcome == DERMAGA_OUTCOME_REFUSED)
    return (Look) { "window-close-symbolic", "dim-label", N_("Refused") };
  if (outcome == DERMAGA_OUTCOME_NET_UNREACH)
    return (Look) { "window-close-symbolic", "dim-label", N_("No way there") };
  return (Look) { "window-close-symbolic", "dim-label", N_("No answer") };
}

static Look
get_look (const DermagaControl *control, DermagaControlStage stage)
{
  if (control->outcome == DERMAGA_OUTCOME_NOT_CHECKED)
    return look_at_stage (control, stage);
  if (control->kind == DERMAGA_CONTROL_NEGATIVE)
    return look_at_negative (control);
  if (control->outcome == DERMAGA_OUTCOME_PORTAL)
    return (Look) { "dialog-warning-symbolic", "warning", N_("Another page came") };
  if (control->genuine || (control->kind == DERMAGA_CONTROL_WEB && control->open))
    return (Look) { "object-select-symbolic", "dermaga-good", N_("Reached") };
  if (control->open)
    return (Look) { "dialog-warning-symbolic", "warning", N_("Identity not proved") };
  return look_at_failure (control->outcome);
}

static const char *
find_purpose (const DermagaControl *control)
{
  switch (control->kind)
    {
    case DERMAGA_CONTROL_NEGATIVE:
      return N_("{server}, port {port}: must not answer");
    case DERMAGA_CONTROL_SAME_PORT:
      return N_("{server}, port {port}");
    case DERMAGA_CONTROL_OTHER_PORT:
      return N_("{server}, port {port}, to compare");
    case DERMAGA_CONTROL_WEB:
      return N_("{server}, a web page, to compare");
    }
  g_return_val_if_reached ("");
}

/* The host by name; several addresses of one are told apart by their family. */
static char *
describe_server (const DermagaControl *control)
{
  const char *family = control->is_ipv6 ? "IPv6" : "IPv4";
  const char *name = control->host != NULL ? control->host : control->address;
  g_autofree char *shown = dermaga_isolate (name != NULL ? name : "");

  if (control->host == NULL || control->address == NULL)
    return g_steal_pointer (&shown);
  return g_strdup_printf ("%s (%s)", shown, family);
}

static void
set_css_class (GtkWidget *widget, const char *css_class)
{
  const char *classes[] = { css_class, NULL };

  gtk_widget_set_css_classes (widget, classes);
}

void
dermaga_control_row_set (DermagaControlRow *self, const DermagaControl *control,
                         DermagaControlStage stage)
{
  Look look = get_look (control, stage);
  const char *word = look.word[0] != '\0' ? _(look.word) : "";
  g_autofree char *port = g_strdup_printf ("%u", (guint) control->port);
  g_autofree char *server = describe_server (control);
  g_autofree char *purpose
      = dermaga_fill (_(find_purpose (control)), "server", server, "port", port, NULL);
  const char *title
      = control->company != NULL ? control->company : _("Nobody’s address");
  g_autofree char *sentence = NULL;

  g_return_if_fail (DERMAGA_IS_CONTROL_ROW (self));
  if (control->outcome != DERMAGA_OUTCOME_NOT_CHECKED)
    sentence = dermaga_explain_control (control);
  else
    /* Translators: whose server it is, then which one: "Google: smtp.gmail.com, port 465" */
    sentence = g_strdup_printf (_("%s: %s"), title, purpose);
  gtk_image_set_from_icon_name (self->icon, look.icon);
  set_css_class (GTK_WIDGET (self->icon), look.css_class);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->subtitle, purpose);
  gtk_label_set_text (self->state, word);
  set_css_class (GTK_WIDGET (self->state), look.css_class);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), stage != DERMAGA_CONTROL_STAGE_PLANNED);
  gtk_widget_set_visible (GTK_WIDGET (self->state), word[0] != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, word, -1);
}

static void
add_kind (GPtrArray *sorted, GPtrArray *controls, DermagaControlKind kind)
{
  for (guint i = 0; i < controls->len; i++)
    if (((const DermagaControl *) controls->pdata[i])->kind == kind)
      g_ptr_array_add (sorted, controls->pdata[i]);
}

void
dermaga_control_rows_update (GtkListBox *list, GPtrArray *controls, DermagaControlStage stage)
{
  static const DermagaControlKind order[] = {
    DERMAGA_CONTROL_SAME_PORT,
    DERMAGA_CONTROL_WEB,
    DERMAGA_CONTROL_NEGATIVE,
    DERMAGA_CONTROL_OTHER_PORT,
  };
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GtkListBoxRow *row;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    add_kind (sorted, controls, order[i]);
  for (guint i = 0; i < sorted->len; i++)
    {
      if (gtk_list_box_get_row_at_index (list, i) == NULL)
        gtk_list_box_append (list, dermaga_control_row_new ());
      row = gtk_list_box_get_row_at_index (list, i);
      dermaga_control_row_set (DERMAGA_CONTROL_ROW (row), sorted->pdata[i], stage);
    }
  while ((row = gtk_list_box_get_row_at_index (list, sorted->len)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}
