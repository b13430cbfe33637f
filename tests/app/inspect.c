#include "config.h"

#include "inspect.h"

#include <string.h>

#include "app/widgets/dermaga-heading.h"
#include "export/dermaga-format.h"
#include "learn/dermaga-learn.h"
#include "practice/dermaga-practice-reading.h"
#include "probe/dermaga-control-table.h"

/* A window that asks for more is not usable on the smallest screen that is promised. */
#define SMALLEST_WIDTH 360

/* Written alike in every language: protocols, languages, and the companies of the port scenes. */
static const char *const same_everywhere[] = {
  "Dermaga",  "Mozilla",   "IMAP",    "POP3",  "SMTP",    "STARTTLS",
  "IPv4",     "IPv6",      "PLAIN",   "LOGIN", "English", "Bahasa Indonesia",
  "Melati",   "Kenanga Surat", "Cempaka", "localhost",
  DERMAGA_PRACTICE_PASSWORD,
};
/* How what servers and certificates say begins. */
static const char *const foreign_words[] = { "* OK", "+OK", "220 ", "CN=" };

typedef struct {
  GtkWidget *window;
  GHashTable *names; /* and the texts to learn from, which other tests look at */
  GPtrArray *faults;
} Inspection;

static gboolean
has_letters (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalpha (g_utf8_get_char (at)))
      return TRUE;
  return FALSE;
}

/* What is left of @text when all that stands between brackets, or was marked as a foreign word, is
 * taken out. */
static char *
take_out_translated (const char *text)
{
  GString *rest = g_string_new (NULL);
  int depth = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (character == '[' || (character >= 0x2066 && character <= 0x2068))
        depth++;
      else if ((character == ']' || character == 0x2069) && depth > 0)
        depth--;
      else if (depth == 0)
        g_string_append_unichar (rest, character);
    }
  return g_string_free (rest, FALSE);
}

/* Addresses and names of servers and files: one word with a dot or an @ in it. */
static gboolean
is_name (const char *text)
{
  return strpbrk (text, " \t\n") == NULL && strpbrk (text, ".@:/_") != NULL;
}

static gboolean
is_known (Inspection *self, const char *text)
{
  return !has_letters (text) || is_name (text) || g_hash_table_contains (self->names, text);
}

static gboolean
is_data (Inspection *self, const char *text)
{
  g_autofree char *rest = take_out_translated (text);
  g_auto (GStrv) parts = NULL;

  g_strstrip (rest);
  for (guint i = 0; i < G_N_ELEMENTS (foreign_words); i++)
    if (g_str_has_prefix (text, foreign_words[i]))
      return TRUE;
  if (is_known (self, rest) || is_known (self, text))
    return TRUE;
  parts = g_strsplit_set (rest, ",:()\n", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (!is_known (self, g_strstrip (parts[i])))
      return FALSE;
  return TRUE;
}

static void G_GNUC_PRINTF (2, 3)
complain (Inspection *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->faults, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static void
inspect_text (Inspection *self, const char *what, const char *text)
{
  if (text != NULL && !is_data (self, text))
    complain (self, "%s is not translated: %s", what, text);
}

/* GTK tells what a screen reader would hear only to those who expect something else. */
static void
inspect_accessible (Inspection *self, GtkWidget *widget)
{
  static const struct {
    GtkAccessibleProperty property;
    const char *what;
  } properties[] = {
    { GTK_ACCESSIBLE_PROPERTY_LABEL, "an accessible name" },
    { GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "an accessible description" },
    { GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "an accessible value" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
      g_autofree char *text = NULL;

      /* A label is its own name, unless it was given another. */
      if (!gtk_test_accessible_has_property (accessible, properties[i].property)
          || (GTK_IS_LABEL (widget) && properties[i].property == GTK_ACCESSIBLE_PROPERTY_LABEL))
        continue;
      text = gtk_test_accessible_check_property (accessible, properties[i].property, "\001");
      inspect_text (self, properties[i].what, text);
    }
}

/* The head of the window may be cut short, and so may what is chosen in a list, and a mail's line
 * in the list of mails. */
static gboolean
may_end_early (GtkWidget *label)
{
  return gtk_widget_get_ancestor (label, GTK_TYPE_HEADER_BAR) != NULL
         || gtk_widget_get_ancestor (label, GTK_TYPE_LIST_VIEW) != NULL
         || gtk_widget_get_ancestor (label, GTK_TYPE_DROP_DOWN) != NULL;
}

/* A hyphen that was set in the name of a server would be read as a part of it. */
static gboolean
sets_hyphens (GtkLabel *label)
{
  PangoAttrList *attributes = gtk_label_get_attributes (label);
  PangoAttrIterator *iterator;
  PangoAttribute *hyphens;
  gboolean sets;

  if (!gtk_label_get_wrap (label) || gtk_label_get_wrap_mode (label) != PANGO_WRAP_WORD_CHAR)
    return FALSE;
  if (attributes == NULL)
    return TRUE;
  iterator = pango_attr_list_get_iterator (attributes);
  hyphens = pango_attr_iterator_get (iterator, PANGO_ATTR_INSERT_HYPHENS);
  sets = hyphens == NULL || ((PangoAttrInt *) hyphens)->value != 0;
  pango_attr_iterator_destroy (iterator);
  return sets;
}

static void
inspect_label (Inspection *self, GtkLabel *label)
{
  GtkWidget *widget = GTK_WIDGET (label);
  int width;
  int height;

  inspect_text (self, "a label", gtk_label_get_text (label));
  if (pango_layout_is_ellipsized (gtk_label_get_layout (label)) && !may_end_early (widget))
    complain (self, "a label ends early: %s", gtk_label_get_text (label));
  if (sets_hyphens (label))
    complain (self, "a label sets hyphens: %s", gtk_label_get_text (label));
  pango_layout_get_pixel_size (gtk_label_get_layout (label), &width, &height);
  if (width > gtk_widget_get_width (widget) || height > gtk_widget_get_height (widget))
    complain (self, "a label of %d×%d has %d×%d: %s", width, height, gtk_widget_get_width (widget),
              gtk_widget_get_height (widget), gtk_label_get_text (label));
}

/* What can be scrolled sideways, such as a file, is as wide as it likes. */
static gboolean
can_scroll_aside (GtkWidget *widget)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkPolicyType policy;

  if (scroller == NULL)
    return FALSE;
  gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (scroller), &policy, NULL);
  return policy != GTK_POLICY_NEVER;
}

static void
inspect_place (Inspection *self, GtkWidget *widget)
{
  graphene_rect_t bounds;

  if (widget == self->window || can_scroll_aside (widget) || gtk_widget_get_width (widget) == 0
      || !gtk_widget_compute_bounds (widget, self->window, &bounds))
    return;
  if (bounds.origin.x < -1
      || bounds.origin.x + bounds.size.width > gtk_widget_get_width (self->window) + 1)
    complain (self, "%s stands out of the window: from %.0f to %.0f", G_OBJECT_TYPE_NAME (widget),
              bounds.origin.x, bounds.origin.x + bounds.size.width);
}

static void
inspect_menu (Inspection *self, GMenuModel *menu)
{
  static const char *const links[] = { G_MENU_LINK_SECTION, G_MENU_LINK_SUBMENU };

  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GVariant) action
          = g_menu_model_get_item_attribute_value (menu, i, G_MENU_ATTRIBUTE_TARGET, NULL);
      gboolean is_language = action != NULL && g_variant_is_of_type (action, G_VARIANT_TYPE_STRING)
                             && strlen (g_variant_get_string (action, NULL)) == 2;
      g_autofree char *label = NULL;

      /* Each language is named in itself. */
      if (g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label)
          && !is_language)
        inspect_text (self, "a menu item", label);
      for (guint j = 0; j < G_N_ELEMENTS (links); j++)
        {
          g_autoptr (GMenuModel) below = g_menu_model_get_item_link (menu, i, links[j]);

          if (below != NULL)
            inspect_menu (self, below);
        }
    }
}

/* A file is in a language of its own choice, code and dialogues in none; GTK speaks for itself. */
static gboolean
is_foreign (GtkWidget *widget)
{
  return GTK_IS_TEXT_VIEW (widget) || GTK_IS_WINDOW_CONTROLS (widget)
         || gtk_widget_has_css_class (widget, "monospace")
         || (GTK_IS_IMAGE (widget) && GTK_IS_PASSWORD_ENTRY (gtk_widget_get_parent (widget)))
         || (GTK_IS_IMAGE (widget) && gtk_widget_get_ancestor (widget, GTK_TYPE_SEARCH_ENTRY));
}

/* A menu may be made when it is opened. */
static void
inspect_menu_button (Inspection *self, GtkMenuButton *button)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    {
      gtk_menu_button_popup (button);
      gtk_menu_button_popdown (button);
    }
  if (gtk_menu_button_get_menu_model (button) != NULL)
    inspect_menu (self, gtk_menu_button_get_menu_model (button));
}

/* While the list of emoji fills, Tab and Up in it never end on GTK 4.8.3: in a window that has only
 * an entry, too. */
static void
inspect_hints (Inspection *self, GtkText *text)
{
  if (gtk_text_get_visibility (text) && gtk_editable_get_editable (GTK_EDITABLE (text))
      && (gtk_text_get_input_hints (text) & GTK_INPUT_HINT_NO_EMOJI) == 0)
    complain (self, "an entry offers emoji: %s", gtk_widget_get_name (GTK_WIDGET (text)));
}

static void
inspect_widget (Inspection *self, GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget) || is_foreign (widget))
    return;
  inspect_text (self, "a tooltip", gtk_widget_get_tooltip_text (widget));
  inspect_accessible (self, widget);
  inspect_place (self, widget);
  if (GTK_IS_LABEL (widget))
    inspect_label (self, GTK_LABEL (widget));
  if (GTK_IS_ENTRY (widget))
    inspect_text (self, "a hint", gtk_entry_get_placeholder_text (GTK_ENTRY (widget)));
  if (GTK_IS_TEXT (widget))
    inspect_hints (self, GTK_TEXT (widget));
  if (GTK_IS_MENU_BUTTON (widget))
    inspect_menu_button (self, GTK_MENU_BUTTON (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    inspect_widget (self, child);
}

static void
collect_lesson (GHashTable *names, const char *id)
{
  g_autoptr (DermagaLesson) lesson = dermaga_learn_read (id);

  g_hash_table_add (names, g_strdup (lesson->title));
  for (guint i = 0; i < lesson->blocks->len; i++)
    g_hash_table_add (names, dermaga_lesson_block_to_text (lesson->blocks->pdata[i]));
}

static void
collect_mail (GHashTable *names, DermagaPracticeMessage *message)
{
  g_autoptr (DermagaPracticeReading) reading = dermaga_practice_reading_new (message, "");
  const char *said[]
      = { reading->from, reading->to, reading->cc, reading->reply_to, reading->subject,
          reading->date };

  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    g_hash_table_add (names, g_strdup (said[i]));
  for (guint i = 0; i < reading->files->len; i++)
    {
      const DermagaPracticeFile *file = reading->files->pdata[i];

      g_hash_table_add (names, g_strdup (file->name));
    }
}

/* What captured mails say is in their senders' language. */
static void
collect_mails (GHashTable *names, GtkWindow *window)
{
  DermagaPracticeStore *store;

  if (!DERMAGA_IS_WINDOW (window))
    return;
  store = dermaga_practice_room_get_store (
      dermaga_wizard_get_practice_room (dermaga_window_get_wizard (DERMAGA_WINDOW (window))));
  for (guint i = 0; i < dermaga_practice_store_get_count (store); i++)
    collect_mail (names, dermaga_practice_store_get (store, i));
}

static GHashTable *
collect_names (GtkWindow *window)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_topics;
  const DermagaTopic *topics = dermaga_learn_topics (&n_topics);
  guint n_formats;
  const DermagaFormat *const *formats = dermaga_formats (&n_formats);

  for (guint i = 0; i < G_N_ELEMENTS (same_everywhere); i++)
    g_hash_table_add (names, g_strdup (same_everywhere[i]));
  for (guint i = 0; i < n_topics; i++)
    collect_lesson (names, topics[i].id);
  for (guint i = 0; i < n_formats; i++)
    {
      g_auto (GStrv) programs = g_strsplit (formats[i]->program, ", ", -1);

      for (guint j = 0; programs[j] != NULL; j++)
        g_hash_table_add (names, g_strdup (programs[j]));
    }
  for (guint i = 0; i < dermaga_control_table.n_servers; i++)
    g_hash_table_add (names, g_strdup (dermaga_control_table.servers[i].company));
  collect_mails (names, window);
  return names;
}

/* With the way down to what asks for so much. */
static void
complain_of_widest (Inspection *self, GtkWidget *window, int width)
{
  g_autoptr (GString) way = g_string_new (NULL);

  for (GtkWidget *widget = window; widget != NULL;)
    {
      GtkWidget *widest = NULL;
      int most = 0;

      g_string_append_printf (way, " %s", G_OBJECT_TYPE_NAME (widget));
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        {
          int needed = 0;

          if (gtk_widget_get_mapped (child))
            gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &needed, NULL, NULL, NULL);
          if (needed > most)
            {
              most = needed;
              widest = child;
            }
        }
      if (GTK_IS_LABEL (widget))
        g_string_append_printf (way, " “%s”", gtk_label_get_text (GTK_LABEL (widget)));
      widget = widest;
    }
  complain (self, "the window needs a width of %d:%s", width, way->str);
}

static void
inspect_width (Inspection *self)
{
  int width;

  gtk_widget_measure (self->window, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  if (width > SMALLEST_WIDTH)
    complain_of_widest (self, self->window, width);
}

static gboolean
is_heading (GtkWidget *widget)
{
  return GTK_IS_LABEL (widget)
         && (DERMAGA_IS_HEADING (gtk_widget_get_parent (widget))
             || gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget))
                    == GTK_ACCESSIBLE_ROLE_HEADING);
}

/* The names of servers are longer than any line. */
static gboolean
is_within_name (const char *text, int index)
{
  const char *begin = text + index;

  while (begin > text && begin[-1] != ' ')
    begin--;
  return memchr (begin, '.', strcspn (begin, " ")) != NULL;
}

static void
inspect_heading (Inspection *self, GtkLabel *label)
{
  PangoLayout *layout = gtk_label_get_layout (label);
  const char *text = pango_layout_get_text (layout);
  const PangoLogAttr *attributes = pango_layout_get_log_attrs_readonly (layout, NULL);

  for (int i = 1; i < pango_layout_get_line_count (layout); i++)
    {
      int index = pango_layout_get_line_readonly (layout, i)->start_index;

      if (!attributes[g_utf8_pointer_to_offset (text, text + index)].is_line_break
          && !is_within_name (text, index))
        complain (self, "a heading breaks within a word: %s", text);
    }
}

static void
inspect_headings (Inspection *self, GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (is_heading (widget))
    inspect_heading (self, GTK_LABEL (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    inspect_headings (self, child);
}

GPtrArray *
inspect_window_width (GtkWindow *window)
{
  Inspection self = { GTK_WIDGET (window), NULL, g_ptr_array_new_with_free_func (g_free) };

  inspect_width (&self);
  inspect_headings (&self, GTK_WIDGET (window));
  return self.faults;
}

GPtrArray *
inspect_window (GtkWindow *window)
{
  g_autoptr (GHashTable) names = collect_names (window);
  Inspection self = { GTK_WIDGET (window), names, g_ptr_array_new_with_free_func (g_free) };

  inspect_width (&self);
  inspect_widget (&self, GTK_WIDGET (window));
  return self.faults;
}

static char *
inspect_label_of (const char *text, const char *tooltip, int width_request, gboolean ends_early)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *label = gtk_label_new (text);
  g_autoptr (GPtrArray) faults = NULL;
  char *lines;

  if (ends_early)
    gtk_label_set_max_width_chars (GTK_LABEL (label), 6);
  if (ends_early)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, tooltip);
  gtk_widget_set_size_request (label, width_request, -1);
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_window_present (GTK_WINDOW (window));
  scene_wait_for_frame (window);
  faults = inspect_window (GTK_WINDOW (window));
  g_ptr_array_add (faults, NULL);
  lines = g_strjoinv ("\n", (char **) faults->pdata);
  gtk_window_destroy (GTK_WINDOW (window));
  return lines;
}

char *
inspect_itself (void)
{
  static const struct {
    const char *text;
    const char *tooltip;
    int width;
    gboolean ends_early;
    const char *fault; /* "" for none */
  } cases[] = {
    { "[Ţýpé]", "[Çöpý]", -1, FALSE, "" },
    { "[Šéŕvéŕ]: imap.example.test", NULL, -1, FALSE, "" },
    { "smtp.example.test", NULL, -1, FALSE, "" },
    { "Type", NULL, -1, FALSE, "a label is not translated: Type" },
    { "[Ţýpé] here", NULL, -1, FALSE, "a label is not translated: [Ţýpé] here" },
    { "[Ţýpé]", "Copy", -1, FALSE, "a tooltip is not translated: Copy" },
    { "[Ţýpé]", NULL, 400, FALSE, "the window needs a width of 400" },
    { "[Ţýpé ñöţhîñg ţhåţ îš ŕîghţ]", NULL, 30, TRUE, "a label ends early" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *faults = inspect_label_of (cases[i].text, cases[i].tooltip, cases[i].width,
                                                  cases[i].ends_early);

      if (*cases[i].fault == '\0' ? *faults != '\0' : strstr (faults, cases[i].fault) == NULL)
        return g_strdup_printf ("“%s” leads to “%s”", cases[i].text, faults);
    }
  return NULL;
}
