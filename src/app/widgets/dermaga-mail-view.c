#include "config.h"

#include "app/widgets/dermaga-mail-view.h"

#include <glib/gi18n.h>

#include "app/dermaga-mail-words.h"
#include "app/widgets/dermaga-finding-row.h"
#include "app/widgets/dermaga-heading.h"
#include "app/widgets/dermaga-mail-facts.h"
#include "app/widgets/dermaga-row.h"
#include "verdict/dermaga-words.h"

/* At each side, by the style sheet. */
#define MARGIN 12

struct _DermagaMailView
{
  GtkBox parent_instance;

  DermagaHeading *subject;
  GtkGrid *facts;
  GtkBox *notes;
  GtkWidget *switcher;
  GtkWidget *switcher_frame;
  GtkDropDown *chooser;
  GtkStack *parts;
  GtkTextView *text;
  GtkTextView *html;
  GtkTextView *headers;
  GtkTextView *source;
  GtkListBox *files;

  DermagaPracticeReading *reading; /* (nullable) */
  GPtrArray *shown;                /* names of the parts that the chooser offers */
  gboolean setting;                /* not by the person */
  int width;                       /* what there is */
};

enum { SIGNAL_DELETE, SIGNAL_SAVE_FILE, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DermagaMailView, dermaga_mail_view, GTK_TYPE_BOX)

static void
delete_cb (DermagaMailView *self)
{
  g_signal_emit (self, signals[SIGNAL_DELETE], 0);
}

/* What is shown of it */

static void
stack_changed_cb (DermagaMailView *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->parts);

  for (guint i = 0; name != NULL && self->shown != NULL && i < self->shown->len; i++)
    if (g_str_equal (self->shown->pdata[i], name))
      {
        self->setting = TRUE;
        gtk_drop_down_set_selected (self->chooser, i);
        self->setting = FALSE;
      }
}

static void
chooser_changed_cb (DermagaMailView *self)
{
  guint selected = gtk_drop_down_get_selected (self->chooser);

  if (!self->setting && self->shown != NULL && selected < self->shown->len)
    gtk_stack_set_visible_child_name (self->parts, self->shown->pdata[selected]);
}

static GtkStackPage *
get_page (DermagaMailView *self, const char *name)
{
  return gtk_stack_get_page (self->parts, gtk_stack_get_child_by_name (self->parts, name));
}

/* Tabs where they fit beside each other; how wide they are depends on the language. */
static void
pick_chooser (DermagaMailView *self)
{
  int width;

  gtk_widget_measure (self->switcher, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_set_visible (self->switcher_frame, width <= self->width);
  gtk_widget_set_visible (GTK_WIDGET (self->chooser), width > self->width);
}

/* The chooser offers what the switcher does. */
static void
fill_chooser (DermagaMailView *self)
{
  static const char *const names[] = { "text", "html", "headers", "source", "files" };
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->shown, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (gtk_stack_page_get_visible (get_page (self, names[i])))
      {
        g_ptr_array_add (self->shown, (gpointer) names[i]);
        gtk_string_list_append (titles, gtk_stack_page_get_title (get_page (self, names[i])));
      }
  self->setting = TRUE;
  gtk_drop_down_set_model (self->chooser, G_LIST_MODEL (titles));
  self->setting = FALSE;
  stack_changed_cb (self);
}

/* What a mail lacks is not offered; what was looked at last stays, where this one has it. */
static void
offer_pages (DermagaMailView *self)
{
  const DermagaPracticeReading *reading = self->reading;
  const char *first = reading->text != NULL || reading->html == NULL ? "text" : "html";
  g_autofree char *before = g_strdup (gtk_stack_get_visible_child_name (self->parts));
  g_autofree char *number = g_strdup_printf ("%u", reading->files->len);
  g_autofree char *title = dermaga_fill (_("Attachments ({number})"), "number", number, NULL);

  gtk_stack_page_set_visible (get_page (self, "text"), g_str_equal (first, "text"));
  gtk_stack_page_set_visible (get_page (self, "html"), reading->html != NULL);
  gtk_stack_page_set_visible (get_page (self, "files"), reading->files->len > 0);
  gtk_stack_page_set_title (get_page (self, "files"), title);
  if (before == NULL || !gtk_stack_page_get_visible (get_page (self, before)))
    gtk_stack_set_visible_child_name (self->parts, first);
  fill_chooser (self);
  pick_chooser (self);
}

static void
set_text (GtkTextView *view, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start;

  gtk_text_buffer_set_text (buffer, text != NULL ? text : "", -1);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
}

static char *
list_headers (const DermagaPracticeReading *reading)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < reading->fields->len; i++)
    {
      const DermagaPracticeReadField *field = reading->fields->pdata[i];

      if (*field->name != '\0')
        g_string_append_printf (text, "%s: ", field->name);
      g_string_append_printf (text, "%s\n", field->value);
    }
  return g_string_free (text, FALSE);
}

/* Attachments */

static void
save_clicked_cb (GtkWidget *button, DermagaMailView *self)
{
  g_signal_emit (self, signals[SIGNAL_SAVE_FILE], 0,
                 GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index")));
}

static GtkWidget *
make_save_button (DermagaMailView *self, const DermagaPracticeFile *file, guint index)
{
  GtkWidget *button = gtk_button_new_with_label (_("Save…"));
  g_autofree char *name = dermaga_fill (_("Save {name}"), "name", file->name, NULL);

  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  gtk_widget_set_receives_default (button, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  /* Newer GTK would still call it what its label says. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (save_clicked_cb), self, 0);
  return button;
}

static GtkWidget *
make_file_row (DermagaMailView *self, const DermagaPracticeFile *file, guint index)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *size = dermaga_mail_size (file->size);
  /* Translators: of an attachment */
  g_autofree char *text = dermaga_fill (_("{type}, {size}"), "type", file->type, "size", size,
                                        NULL);
  g_autofree char *sentence = g_strdup_printf ("%s, %s", file->name, text);

  gtk_box_append (GTK_BOX (texts), dermaga_wrapped_label_new (file->name, NULL));
  gtk_box_append (GTK_BOX (texts), dermaga_wrapped_label_new (text, "dim-label"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (line), texts);
  gtk_box_append (GTK_BOX (line), make_save_button (self, file, index));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
  return row;
}

static void
fill_files (DermagaMailView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->files))) != NULL)
    gtk_list_box_remove (self->files, child);
  for (guint i = 0; i < self->reading->files->len; i++)
    gtk_list_box_append (self->files, make_file_row (self, self->reading->files->pdata[i], i));
}

static void
dermaga_mail_view_finalize (GObject *object)
{
  DermagaMailView *self = DERMAGA_MAIL_VIEW (object);

  g_clear_pointer (&self->reading, dermaga_practice_reading_free);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  G_OBJECT_CLASS (dermaga_mail_view_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DermagaMailView, subject);
  gtk_widget_class_bind_template_child (widget_class, DermagaMailView, facts);
  gtk_widget_class_bind_template_child (widget_class, DermagaMailView, notes);
  gtk_widget_class_bind_template_child (widget_class, DermagaMailView, switcher);
  gtk_widget_class_bind_template_child (widget_class, DermagaMailView, switcher_frame);
  gtk_widget_class_bind_template_child (widget_class, DermagaMailView, chooser);
  gtk_widget_class_bind_template_child (widget_class, DermagaMailView, parts);
  gtk_widget_class_bind_template_child (widget_class, DermagaMailView, text);
  gtk_widget_class_bind_template_child (widget_class, DermagaMailView, html);
  gtk_widget_class_bind_template_child (widget_class, DermagaMailView, headers);
  gtk_widget_class_bind_template_child (widget_class, DermagaMailView, source);
  gtk_widget_class_bind_template_child (widget_class, DermagaMailView, files);
}

static void
dermaga_mail_view_class_init (DermagaMailViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = dermaga_mail_view_finalize;
  signals[SIGNAL_DELETE] = g_signal_new ("delete", DERMAGA_TYPE_MAIL_VIEW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SAVE_FILE]
      = g_signal_new ("save-file", DERMAGA_TYPE_MAIL_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 1, G_TYPE_UINT);

  g_type_ensure (DERMAGA_TYPE_HEADING);
  g_type_ensure (DERMAGA_TYPE_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/dermaga/Dermaga/widgets/dermaga-mail-view.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
  gtk_widget_class_bind_template_callback (widget_class, stack_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chooser_changed_cb);
}

static void
dermaga_mail_view_init (DermagaMailView *self)
{
  self->shown = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_box_layout_set_homogeneous (
      GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (self->switcher)), FALSE);
  /* GTK remembers for good how a box that was empty before it was shown is to be measured. */
  gtk_grid_attach (self->facts, dermaga_wrapped_label_new ("", NULL), 0, 0, 1, 1);
  gtk_box_append (self->notes, dermaga_wrapped_label_new ("", NULL));
  /* What goes over the wire is written from left to right in every language. */
  gtk_widget_set_direction (GTK_WIDGET (self->headers), GTK_TEXT_DIR_LTR);
  gtk_widget_set_direction (GTK_WIDGET (self->source), GTK_TEXT_DIR_LTR);
}

void
dermaga_mail_view_set_message (DermagaMailView *self, DermagaPracticeMessage *message)
{
  g_autofree char *subject = NULL;
  g_autofree char *headers = NULL;

  g_return_if_fail (DERMAGA_IS_MAIL_VIEW (self));
  g_clear_pointer (&self->reading, dermaga_practice_reading_free);
  if (message == NULL)
    return;
  /* Translators: what an image in a mail is called where its text alone is shown */
  self->reading = dermaga_practice_reading_new (message, _("image"));
  subject = dermaga_mail_subject (message);
  headers = list_headers (self->reading);
  dermaga_heading_set_label (self->subject, subject);
  dermaga_mail_facts_fill (self->facts, message, self->reading);
  dermaga_mail_notes_fill (self->notes, message, self->reading);
  set_text (self->text, self->reading->text);
  set_text (self->html, self->reading->html);
  set_text (self->headers, headers);
  set_text (self->source, self->reading->source);
  fill_files (self);
  offer_pages (self);
}

const char *
dermaga_mail_view_get_file_name (DermagaMailView *self, guint index)
{
  g_return_val_if_fail (DERMAGA_IS_MAIL_VIEW (self), NULL);
  if (self->reading == NULL || index >= self->reading->files->len)
    return NULL;
  return ((const DermagaPracticeFile *) self->reading->files->pdata[index])->name;
}

void
dermaga_mail_view_set_width (DermagaMailView *self, int width)
{
  g_return_if_fail (DERMAGA_IS_MAIL_VIEW (self));
  self->width = width - 2 * MARGIN;
  pick_chooser (self);
}

void
dermaga_mail_view_take_focus (DermagaMailView *self)
{
  g_return_if_fail (DERMAGA_IS_MAIL_VIEW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->subject));
}
