#include "config.h"

#include "app/widgets/dermaga-file-view.h"

#include "app/widgets/dermaga-copy-button.h"
#include "app/widgets/dermaga-flow.h"
#include "app/widgets/dermaga-proof-mark.h"
#include "base/dermaga-i18n.h"
#include "export/dermaga-report.h"
#include "verdict/dermaga-verdict.h"

/* Fits a narrow window, and is large enough for a phone held over the screen. */
#define MAX_PICTURE_WIDTH 296
#define UNBROKEN "unbroken" /* the tag of text to which no hyphen is added */

struct _DermagaFileView
{
  GtkBox parent_instance;

  GtkBox *warnings;
  GtkWidget *language_line;
  GtkDropDown *language;
  DermagaCopyButton *copy;
  GtkLabel *trouble;
  GtkWidget *paper;
  GtkPicture *picture;
  GtkWidget *preview_frame;
  GtkTextView *preview;
  GtkBox *proof;
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DermagaFileView, dermaga_file_view, GTK_TYPE_BOX)

static void
language_picked_cb (DermagaFileView *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
dermaga_file_view_class_init (DermagaFileViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", DERMAGA_TYPE_FILE_VIEW, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (DERMAGA_TYPE_COPY_BUTTON);
  g_type_ensure (DERMAGA_TYPE_FLOW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/dermaga/Dermaga/widgets/dermaga-file-view.ui");
  gtk_widget_class_bind_template_child (widget_class, DermagaFileView, warnings);
  gtk_widget_class_bind_template_child (widget_class, DermagaFileView, language_line);
  gtk_widget_class_bind_template_child (widget_class, DermagaFileView, language);
  gtk_widget_class_bind_template_child (widget_class, DermagaFileView, copy);
  gtk_widget_class_bind_template_child (widget_class, DermagaFileView, trouble);
  gtk_widget_class_bind_template_child (widget_class, DermagaFileView, paper);
  gtk_widget_class_bind_template_child (widget_class, DermagaFileView, picture);
  gtk_widget_class_bind_template_child (widget_class, DermagaFileView, preview_frame);
  gtk_widget_class_bind_template_child (widget_class, DermagaFileView, preview);
  gtk_widget_class_bind_template_child (widget_class, DermagaFileView, proof);
  gtk_widget_class_bind_template_callback (widget_class, language_picked_cb);
}

static void
fill_languages (DermagaFileView *self)
{
  guint n_languages;
  const DermagaReportLanguage *languages = dermaga_report_languages (&n_languages);
  const char *spoken = dermaga_report_language_spoken ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < n_languages; i++)
    gtk_string_list_append (names, languages[i].name);
  gtk_drop_down_set_model (self->language, G_LIST_MODEL (names));
  for (guint i = 0; i < n_languages; i++)
    if (g_str_equal (languages[i].code, spoken))
      gtk_drop_down_set_selected (self->language, i);
}

static void
dermaga_file_view_init (DermagaFileView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_languages (self);
  /* What mail programs and web servers read is written from left to right in every language. */
  gtk_widget_set_direction (GTK_WIDGET (self->preview), GTK_TEXT_DIR_LTR);
  gtk_text_buffer_create_tag (gtk_text_view_get_buffer (self->preview), UNBROKEN, "insert-hyphens",
                              FALSE, NULL);
}

static gboolean
has_trait (const DermagaFormat *format, DermagaFormatTraits trait)
{
  return (format->traits & trait) != 0;
}

/* (nullable): %NULL for the one that is spoken. */
static const char *
get_language (DermagaFileView *self, const DermagaFormat *format)
{
  guint n_languages;
  const DermagaReportLanguage *languages = dermaga_report_languages (&n_languages);
  guint selected = gtk_drop_down_get_selected (self->language);

  return has_trait (format, DERMAGA_TRAIT_EITHER_LANGUAGE) && selected < n_languages
             ? languages[selected].code
             : NULL;
}

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
show_warnings (DermagaFileView *self, const DermagaFormat *format, const DermagaSettings *settings)
{
  g_auto (GStrv) warnings = settings != NULL ? dermaga_format_warnings (format, settings) : NULL;

  clear_box (self->warnings);
  for (guint i = 0; warnings != NULL && warnings[i] != NULL; i++)
    gtk_box_append (self->warnings, dermaga_warning_new (warnings[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->warnings), warnings != NULL && warnings[0] != NULL);
}

/* By a whole number of its dots for each of the screen, so that none is wider than another. */
static int
get_shown_width (int width)
{
  return width / ((width + MAX_PICTURE_WIDTH - 1) / MAX_PICTURE_WIDTH);
}

static void
show_picture (DermagaFileView *self, const DermagaFormat *format, const DermagaSettings *settings)
{
  g_autoptr (GBytes) png = settings != NULL ? dermaga_format_picture (format, settings, NULL)
                                            : NULL;
  g_autoptr (GdkTexture) texture = png != NULL ? gdk_texture_new_from_bytes (png, NULL) : NULL;

  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_widget_set_visible (self->paper, texture != NULL);
  if (texture != NULL)
    gtk_widget_set_size_request (GTK_WIDGET (self->picture),
                                 get_shown_width (gdk_texture_get_width (texture)),
                                 get_shown_width (gdk_texture_get_height (texture)));
}

static char *
make_preview (DermagaFileView *self, const DermagaFormat *format, const DermagaSettings *settings,
              GError **error)
{
  G_GNUC_UNUSED g_autoptr (DermagaLanguageScope) scope
      = dermaga_i18n_enter (get_language (self, format));

  return dermaga_format_preview (format, settings, error);
}

/* Notes that run from the right begin at the end of the longest line, where nobody would see them:
 * there, lines are broken, but by no hyphen, which would seem to be in the file. */
static void
show_text (DermagaFileView *self, const DermagaFormat *format, const char *text)
{
  gboolean from_right = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL
                        && !has_trait (format, DERMAGA_TRAIT_EITHER_LANGUAGE);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->preview);
  GtkTextIter start, end;

  gtk_text_view_set_wrap_mode (self->preview, from_right ? GTK_WRAP_WORD_CHAR : GTK_WRAP_NONE);
  gtk_text_buffer_set_text (buffer, text != NULL ? text : "", -1);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_apply_tag_by_name (buffer, UNBROKEN, &start, &end);
}

gboolean
dermaga_file_view_show (DermagaFileView *self, const DermagaFormat *format,
                        const DermagaSettings *settings, const char *trouble)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *fault = NULL;
  gboolean binary = has_trait (format, DERMAGA_TRAIT_BINARY);

  g_return_val_if_fail (DERMAGA_IS_FILE_VIEW (self), FALSE);
  text = settings != NULL ? make_preview (self, format, settings, &error) : NULL;
  if (error != NULL)
    fault = dermaga_explain_error (error);
  show_warnings (self, format, text != NULL ? settings : NULL);
  show_picture (self, format, text != NULL ? settings : NULL);
  show_text (self, format, text);
  gtk_widget_set_visible (self->preview_frame, text != NULL);
  gtk_widget_set_visible (self->language_line, has_trait (format, DERMAGA_TRAIT_EITHER_LANGUAGE));
  /* The text of a file that is none would be of no use in its place. */
  dermaga_copy_button_set_text (self->copy, binary ? NULL : text);
  gtk_widget_set_visible (GTK_WIDGET (self->copy), !binary);
  gtk_label_set_text (self->trouble, fault != NULL ? fault : trouble != NULL ? trouble : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), text == NULL);
  clear_box (self->proof);
  gtk_box_append (self->proof, dermaga_proof_mark_new (format, TRUE));
  return text != NULL;
}

GBytes *
dermaga_file_view_render (DermagaFileView *self, const DermagaFormat *format,
                          const DermagaSettings *settings, GError **error)
{
  G_GNUC_UNUSED g_autoptr (DermagaLanguageScope) scope
      = dermaga_i18n_enter (get_language (self, format));

  return dermaga_format_render (format, settings, error);
}

gboolean
dermaga_file_view_shows (DermagaFileView *self)
{
  g_return_val_if_fail (DERMAGA_IS_FILE_VIEW (self), FALSE);
  return gtk_widget_get_visible (self->preview_frame);
}
