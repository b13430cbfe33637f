#include "config.h"

#include "learn/dermaga-guide.h"
#include "learn/dermaga-learn.h"

/* Every answer to every question, and what follows from it. */
static const struct {
  gboolean elsewhere;
  DermagaAnswer offers_465;
  DermagaAnswer closed_587;
  DermagaAdvice advice;
} cases[] = {
  { FALSE, DERMAGA_ANSWER_NONE, DERMAGA_ANSWER_NONE, DERMAGA_ADVICE_ASK_465 },
  { FALSE, DERMAGA_ANSWER_NONE, DERMAGA_ANSWER_YES, DERMAGA_ADVICE_ASK_465 },
  { FALSE, DERMAGA_ANSWER_YES, DERMAGA_ANSWER_NONE, DERMAGA_ADVICE_465 },
  { FALSE, DERMAGA_ANSWER_YES, DERMAGA_ANSWER_YES, DERMAGA_ADVICE_465 },
  { FALSE, DERMAGA_ANSWER_YES, DERMAGA_ANSWER_NO, DERMAGA_ADVICE_465 },
  { TRUE, DERMAGA_ANSWER_YES, DERMAGA_ANSWER_NONE, DERMAGA_ADVICE_465 },
  { FALSE, DERMAGA_ANSWER_UNKNOWN, DERMAGA_ANSWER_NONE, DERMAGA_ADVICE_CHECK },
  { TRUE, DERMAGA_ANSWER_UNKNOWN, DERMAGA_ANSWER_YES, DERMAGA_ADVICE_CHECK },
  { FALSE, DERMAGA_ANSWER_NO, DERMAGA_ANSWER_NONE, DERMAGA_ADVICE_ASK_587 },
  { FALSE, DERMAGA_ANSWER_NO, DERMAGA_ANSWER_NO, DERMAGA_ADVICE_587 },
  { TRUE, DERMAGA_ANSWER_NO, DERMAGA_ANSWER_NO, DERMAGA_ADVICE_587 },
  { FALSE, DERMAGA_ANSWER_NO, DERMAGA_ANSWER_YES, DERMAGA_ADVICE_2525 },
  { TRUE, DERMAGA_ANSWER_NO, DERMAGA_ANSWER_YES, DERMAGA_ADVICE_2525 },
  { FALSE, DERMAGA_ANSWER_NO, DERMAGA_ANSWER_UNKNOWN, DERMAGA_ADVICE_CHECK_587 },
  { TRUE, DERMAGA_ANSWER_NO, DERMAGA_ANSWER_UNKNOWN, DERMAGA_ADVICE_CHECK_THERE },
};

static void
test_advice (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const DermagaGuide guide = { cases[i].elsewhere, cases[i].offers_465, cases[i].closed_587 };

      g_assert_cmpint (dermaga_guide_advise (&guide), ==, cases[i].advice);
    }
}

static void
test_words (void)
{
  for (guint advice = 0; advice < DERMAGA_N_ADVICES; advice++)
    {
      gboolean asks = advice == DERMAGA_ADVICE_ASK_465 || advice == DERMAGA_ADVICE_ASK_587;

      g_assert_nonnull (dermaga_learn_find (dermaga_advice_get_topic (advice)));
      g_assert_true ((*dermaga_advice_get_title (advice) == '\0') == asks);
      g_assert_true ((*dermaga_advice_get_text (advice) == '\0') == asks);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guide/advice", test_advice);
  g_test_add_func ("/guide/words", test_words);
  return g_test_run ();
}
