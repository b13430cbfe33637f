#include "config.h"

#include <string.h>

#include "learn/dermaga-lesson.h"

static DermagaLesson *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  DermagaLesson *lesson = dermaga_lesson_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return lesson;
}

static const DermagaLessonSpan *
get_span (const DermagaLesson *lesson, guint block, guint span)
{
  const DermagaLessonBlock *found = lesson->blocks->pdata[block];

  return found->spans->pdata[span];
}

static void
test_whole (void)
{
  g_autoptr (DermagaLesson) lesson
      = parse ("# What & why?\n\nFirst [587](port-587), then more.\n\n- one\n- [two](b) & three\n\n"
               "[Last](b)\n");
  g_autoptr (GPtrArray) targets = dermaga_lesson_get_targets (lesson);
  g_autofree char *text = dermaga_lesson_block_to_text (lesson->blocks->pdata[2]);

  g_assert_cmpstr (lesson->title, ==, "What & why?");
  g_assert_cmpuint (lesson->blocks->len, ==, 4);
  g_assert_cmpstr (get_span (lesson, 0, 0)->text, ==, "First ");
  g_assert_null (get_span (lesson, 0, 0)->target);
  g_assert_cmpstr (get_span (lesson, 0, 1)->text, ==, "587");
  g_assert_cmpstr (get_span (lesson, 0, 1)->target, ==, "port-587");
  g_assert_cmpstr (get_span (lesson, 0, 2)->text, ==, ", then more.");
  g_assert_false (((const DermagaLessonBlock *) lesson->blocks->pdata[0])->is_item);
  g_assert_true (((const DermagaLessonBlock *) lesson->blocks->pdata[1])->is_item);
  g_assert_cmpstr (text, ==, "two & three");
  g_assert_cmpstr (get_span (lesson, 3, 0)->target, ==, "b");
  g_assert_cmpuint (targets->len, ==, 2);
  g_assert_cmpstr (targets->pdata[0], ==, "port-587");
  g_assert_cmpstr (targets->pdata[1], ==, "b");
}

/* The end of the last line may be missing; a bracket that is none of a link's is text. */
static void
test_lenient (void)
{
  g_autoptr (DermagaLesson) lesson = parse ("# T\n\nA (b) c");

  g_assert_cmpuint (lesson->blocks->len, ==, 1);
  g_assert_cmpstr (get_span (lesson, 0, 0)->text, ==, "A (b) c");
}

typedef struct {
  const char *text;
  DermagaLessonError code;
} Refusal;

static const Refusal refusals[] = {
  { "", DERMAGA_LESSON_ERROR_TITLE },
  { "No title\n\nText\n", DERMAGA_LESSON_ERROR_TITLE },
  { "# \n\nText\n", DERMAGA_LESSON_ERROR_TITLE },
  { "#  T\n\nText\n", DERMAGA_LESSON_ERROR_TITLE },
  { "# A [link](b)\n\nText\n", DERMAGA_LESSON_ERROR_TITLE },
  { "# T\n", DERMAGA_LESSON_ERROR_FORM },
  { "# T\n\n", DERMAGA_LESSON_ERROR_FORM },
  { "# T\nText\n", DERMAGA_LESSON_ERROR_FORM },
  { "# T\n\nText\nmore\n", DERMAGA_LESSON_ERROR_FORM },
  { "# T\n\nText\n- point\n", DERMAGA_LESSON_ERROR_FORM },
  { "# T\n\n- point\nText\n", DERMAGA_LESSON_ERROR_FORM },
  { "# T\n\n\nText\n", DERMAGA_LESSON_ERROR_FORM },
  { "# T\n\nText\n\n", DERMAGA_LESSON_ERROR_FORM },
  { "# T\n\n Text\n", DERMAGA_LESSON_ERROR_FORM },
  { "# T\n\nText \n", DERMAGA_LESSON_ERROR_FORM },
  { "# T\n\n- \n", DERMAGA_LESSON_ERROR_FORM },
  { "# T\n\n## More\n", DERMAGA_LESSON_ERROR_LINK },
  { "# T\n\nA <b>word</b>\n", DERMAGA_LESSON_ERROR_LINK },
  { "# T\n\nA *word*\n", DERMAGA_LESSON_ERROR_LINK },
  { "# T\n\nA `word`\n", DERMAGA_LESSON_ERROR_LINK },
  { "# T\n\nA [word\n", DERMAGA_LESSON_ERROR_LINK },
  { "# T\n\nA word]\n", DERMAGA_LESSON_ERROR_LINK },
  { "# T\n\nA [word] (b)\n", DERMAGA_LESSON_ERROR_LINK },
  { "# T\n\nA [](b)\n", DERMAGA_LESSON_ERROR_LINK },
  { "# T\n\nA [word]()\n", DERMAGA_LESSON_ERROR_LINK },
  { "# T\n\nA [word](b\n", DERMAGA_LESSON_ERROR_LINK },
  { "# T\n\nA [word](B)\n", DERMAGA_LESSON_ERROR_LINK },
  { "# T\n\nA [word](../b)\n", DERMAGA_LESSON_ERROR_LINK },
  { "# T\n\nA [word](https://example.com)\n", DERMAGA_LESSON_ERROR_LINK },
  { "# T\n\nA [wo[rd](b)](c)\n", DERMAGA_LESSON_ERROR_LINK },
  { "# T\n\n![picture](b)](c)\n", DERMAGA_LESSON_ERROR_LINK },
  { "# T\r\n\r\nText\r\n", DERMAGA_LESSON_ERROR_TEXT },
  { "# T\n\nA\tb\n", DERMAGA_LESSON_ERROR_TEXT },
  { "# T\n\nA \x1b[31m\n", DERMAGA_LESSON_ERROR_TEXT },
  { "# T\n\nA \u202e b\n", DERMAGA_LESSON_ERROR_TEXT },
  { "# T\n\nA \xff b\n", DERMAGA_LESSON_ERROR_TEXT },
};

static void
test_refused (gconstpointer data)
{
  const Refusal *refusal = data;
  g_autoptr (GError) error = NULL;

  g_assert_null (dermaga_lesson_parse (refusal->text, strlen (refusal->text), &error));
  g_assert_error (error, DERMAGA_LESSON_ERROR, (int) refusal->code);
}

static void
test_nul (void)
{
  static const char text[] = "# T\n\nText\0more\n";
  g_autoptr (GError) error = NULL;

  g_assert_null (dermaga_lesson_parse (text, sizeof text - 1, &error));
  g_assert_error (error, DERMAGA_LESSON_ERROR, DERMAGA_LESSON_ERROR_TEXT);
}

static void
test_too_long (void)
{
  g_autoptr (GString) text = g_string_new ("# T\n");
  g_autoptr (GError) error = NULL;

  while (text->len <= 16384)
    g_string_append (text, "\nA line of text.\n");
  g_assert_null (dermaga_lesson_parse (text->str, text->len, &error));
  g_assert_error (error, DERMAGA_LESSON_ERROR, DERMAGA_LESSON_ERROR_TEXT);
}

/* Cut at any byte it is a lesson or is refused; nothing behind the end is read. */
static void
test_cut (void)
{
  static const char text[] = "# Té\n\nA [wörd](b) c\n\n- é [d](e)\n- f\n";

  for (gsize length = 0; length < sizeof text; length++)
    {
      g_autofree char *exact = g_memdup2 (text, MAX (length, 1));
      g_autoptr (GError) error = NULL;
      g_autoptr (DermagaLesson) lesson = dermaga_lesson_parse (exact, length, &error);

      g_assert_true ((lesson == NULL) == (error != NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lesson/whole", test_whole);
  g_test_add_func ("/lesson/lenient", test_lenient);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strdup_printf ("/lesson/refused/%u", i);

      g_test_add_data_func (path, &refusals[i], test_refused);
    }
  g_test_add_func ("/lesson/nul", test_nul);
  g_test_add_func ("/lesson/too-long", test_too_long);
  g_test_add_func ("/lesson/cut", test_cut);
  return g_test_run ();
}
