#include "config.h"

#include "app/widgets/dermaga-side-layout.h"

#define SPACING_BESIDE 12
#define SPACING_BELOW 3
#define LETTERS 14 /* a line of text of less is hard to read */

struct _DermagaSideLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (DermagaSideLayout, dermaga_side_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef struct {
  GtkWidget *text;
  GtkWidget *word;
  int text_minimum;
  int text_natural;
  int word_minimum;
  int word_natural;
} Pair;

static Pair
measure_pair (GtkWidget *widget)
{
  Pair pair = { .text = gtk_widget_get_first_child (widget),
                .word = gtk_widget_get_last_child (widget) };

  gtk_widget_measure (pair.text, GTK_ORIENTATION_HORIZONTAL, -1, &pair.text_minimum,
                      &pair.text_natural, NULL, NULL);
  gtk_widget_measure (pair.word, GTK_ORIENTATION_HORIZONTAL, -1, &pair.word_minimum,
                      &pair.word_natural, NULL, NULL);
  return pair;
}

/* What the text must have beside the word. */
static int
get_wanted (const Pair *pair)
{
  PangoFontMetrics *metrics
      = pango_context_get_metrics (gtk_widget_get_pango_context (pair->text), NULL, NULL);
  int letters = PANGO_PIXELS (LETTERS * pango_font_metrics_get_approximate_char_width (metrics));

  pango_font_metrics_unref (metrics);
  return MAX (pair->text_minimum, MIN (pair->text_natural, letters));
}

/* The word's width beside the text, or -1 where it stands below it. */
static int
get_word_width (const Pair *pair, int width)
{
  int most = width - SPACING_BESIDE - get_wanted (pair);

  return most < pair->word_minimum ? -1 : MIN (pair->word_natural, most);
}

static int
measure_height (GtkWidget *child, int width)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

static int
measure_pair_height (const Pair *pair, int width)
{
  int word_width;

  if (width < 0)
    return MAX (measure_height (pair->text, -1), measure_height (pair->word, -1));
  word_width = get_word_width (pair, width);
  if (word_width < 0)
    return measure_height (pair->text, width) + SPACING_BELOW + measure_height (pair->word, width);
  return MAX (measure_height (pair->text, width - SPACING_BESIDE - word_width),
              measure_height (pair->word, word_width));
}

static void
dermaga_side_layout_measure (GtkLayoutManager *manager, GtkWidget *widget,
                             GtkOrientation orientation, int for_size, int *minimum, int *natural,
                             int *minimum_baseline, int *natural_baseline)
{
  Pair pair = measure_pair (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (pair.text_minimum, pair.word_minimum);
      *natural = pair.text_natural + SPACING_BESIDE + pair.word_natural;
    }
  else
    *minimum = *natural = measure_pair_height (&pair, for_size);
}

static void
dermaga_side_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
                              int baseline)
{
  Pair pair = measure_pair (widget);
  GtkAllocation text = { 0, 0, width, height };
  GtkAllocation word = { 0, 0, get_word_width (&pair, width), height };

  if (word.width < 0)
    {
      text.height = measure_height (pair.text, width);
      word.y = text.height + SPACING_BELOW;
      word.height = height - word.y;
      word.width = MIN (width, pair.word_natural);
    }
  else
    {
      text.width = width - SPACING_BESIDE - word.width;
      word.x = width - word.width;
    }
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    {
      text.x = width - text.x - text.width;
      word.x = width - word.x - word.width;
    }
  gtk_widget_size_allocate (pair.text, &text, -1);
  gtk_widget_size_allocate (pair.word, &word, -1);
}

static GtkSizeRequestMode
dermaga_side_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
dermaga_side_layout_class_init (DermagaSideLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = dermaga_side_layout_measure;
  layout_class->allocate = dermaga_side_layout_allocate;
  layout_class->get_request_mode = dermaga_side_layout_get_request_mode;
}

static void
dermaga_side_layout_init (DermagaSideLayout *self)
{
}
