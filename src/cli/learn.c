#include "config.h"

#include "cli/commands.h"

#include "base/dermaga-text.h"
#include "cli/options.h"
#include "cli/paper.h"
#include "cli/terminal.h"
#include "learn/dermaga-learn.h"

#include <glib/gi18n.h>
#include <unistd.h>

#define MAX_SHOWN_ARGUMENT 80
#define ID_COLUMNS 26

static DermagaPaper
take_paper (void)
{
  return (DermagaPaper) { g_string_new (NULL), dermaga_terminal_wants_colour (STDOUT_FILENO),
                          dermaga_terminal_get_width (STDOUT_FILENO) };
}

static void
write_group (DermagaPaper *paper, DermagaTopicGroup group)
{
  guint n_topics;
  const DermagaTopic *topics = dermaga_learn_topics (&n_topics);

  dermaga_paper_wrap (paper, DERMAGA_INK_HEADING, dermaga_learn_group_title (group), 0, 0);
  for (guint i = 0; i < n_topics; i++)
    {
      g_autoptr (DermagaLesson) lesson = NULL;

      if (topics[i].group != group)
        continue;
      lesson = dermaga_learn_read (topics[i].id);
      dermaga_paper_pad (paper, 2);
      dermaga_paper_write (paper, DERMAGA_INK_PLAIN, topics[i].id, ID_COLUMNS);
      dermaga_paper_wrap (paper, DERMAGA_INK_PLAIN, lesson->title, ID_COLUMNS + 2,
                          ID_COLUMNS + 2);
    }
  dermaga_paper_end_line (paper);
}

static char *
list_topics (void)
{
  DermagaPaper paper = take_paper ();

  for (guint group = 0; group < DERMAGA_N_TOPIC_GROUPS; group++)
    write_group (&paper, group);
  dermaga_paper_wrap (&paper, DERMAGA_INK_FAINT,
                      _("“dermaga-cli learn port-465” shows a topic, “dermaga-cli learn 465” the "
                        "one about a port."),
                      0, 0);
  return g_string_free (paper.text, FALSE);
}

static void
write_block (DermagaPaper *paper, const DermagaLessonBlock *block, gboolean first_of_list)
{
  g_autofree char *text = dermaga_lesson_block_to_text (block);

  if (!block->is_item || first_of_list)
    dermaga_paper_end_line (paper);
  if (!block->is_item)
    {
      dermaga_paper_wrap (paper, DERMAGA_INK_PLAIN, text, 0, 0);
      return;
    }
  dermaga_paper_write (paper, DERMAGA_INK_PLAIN, "•", 2);
  dermaga_paper_wrap (paper, DERMAGA_INK_PLAIN, text, 2, 2);
}

/* Links cannot be followed in a terminal, but what they lead to can be asked for. */
static void
write_targets (DermagaPaper *paper, const DermagaLesson *lesson)
{
  g_autoptr (GPtrArray) targets = dermaga_lesson_get_targets (lesson);

  if (targets->len > 0)
    dermaga_paper_end_line (paper);
  for (guint i = 0; i < targets->len; i++)
    {
      g_autofree char *line = NULL;

      /* Translators: %s is the name of a topic such as "port-465"; the command stays as it is. */
      line = g_strdup_printf (_("see: dermaga-cli learn %s"), (char *) targets->pdata[i]);
      dermaga_paper_wrap (paper, DERMAGA_INK_FAINT, line, 0, 0);
    }
}

static char *
show_topic (const char *id)
{
  DermagaPaper paper = take_paper ();
  g_autoptr (DermagaLesson) lesson = dermaga_learn_read (id);
  gboolean in_list = FALSE;

  dermaga_paper_wrap (&paper, DERMAGA_INK_HEADING, lesson->title, 0, 0);
  for (guint i = 0; i < lesson->blocks->len; i++)
    {
      const DermagaLessonBlock *block = lesson->blocks->pdata[i];

      write_block (&paper, block, !in_list);
      in_list = block->is_item;
    }
  write_targets (&paper, lesson);
  return g_string_free (paper.text, FALSE);
}

static int
learn (const char *typed)
{
  const char *id = typed != NULL ? dermaga_learn_find_typed (typed) : NULL;
  g_autofree char *text = NULL;

  if (typed != NULL && id == NULL)
    {
      g_autofree char *safe = dermaga_text_make_safe (typed, -1, MAX_SHOWN_ARGUMENT);
      g_autofree char *sentence
          /* Translators: %s is what was typed. "dermaga-cli learn" stays as it is. */
          = g_strdup_printf (_("There is nothing to learn under “%s”; “dermaga-cli learn” lists "
                               "the topics."),
                             safe);

      dermaga_complain (sentence);
      return DERMAGA_EXIT_WRONG_USE;
    }
  text = id != NULL ? show_topic (id) : list_topics ();
  return dermaga_print (text) ? DERMAGA_EXIT_SAFE_PAIR : DERMAGA_EXIT_WRONG_USE;
}

int
dermaga_command_learn (char **arguments)
{
  char *needless = (char *) ""; /* without a topic, all are listed */
  g_autofree char *typed = NULL;
  g_autoptr (GArray) options = g_array_new (FALSE, FALSE, sizeof (DermagaOption));
  DermagaUsage usage = { "learn", N_("[TOPIC]"),
                         N_("Explains ports, encryption and what goes wrong, in short texts. "
                            "Without a topic it lists them all."),
                         options, .instead = &needless };

  switch (dermaga_options_parse (&usage, arguments, &typed))
    {
    case DERMAGA_PARSED:
      return learn (typed);
    case DERMAGA_PARSED_HELP:
      return DERMAGA_EXIT_SAFE_PAIR;
    case DERMAGA_PARSED_WRONG:
      return DERMAGA_EXIT_WRONG_USE;
    }
  g_assert_not_reached ();
}
