#include "config.h"

#include "cli/commands.h"

#include "cli/options.h"
#include "export/dermaga-format.h"
#include "export/dermaga-report.h"
#include "learn/dermaga-learn.h"
#include "practice/dermaga-practice-scene.h"

#include <glib/gi18n.h>
#include <string.h>

/* A line of the list: the word, and after a tabulator what it stands for, if anything. */
static void
add_line (GString *out, const char *word, const char *meaning)
{
  g_string_append (out, word);
  if (meaning != NULL)
    g_string_append_printf (out, "\t%s", meaning);
  g_string_append_c (out, '\n');
}

static void
add_formats (GString *out)
{
  guint n_formats;
  const DermagaFormat *const *formats = dermaga_formats (&n_formats);

  for (guint i = 0; i < n_formats; i++)
    add_line (out, formats[i]->id, _(formats[i]->title));
}

static void
add_audiences (GString *out)
{
  for (guint i = 0; i < DERMAGA_N_AUDIENCES; i++)
    add_line (out, dermaga_audience_to_string (i), dermaga_audience_get_title (i));
}

static void
add_topics (GString *out)
{
  guint n_topics;
  const DermagaTopic *topics = dermaga_learn_topics (&n_topics);

  for (guint i = 0; i < n_topics; i++)
    {
      g_autoptr (DermagaLesson) lesson = dermaga_learn_read (topics[i].id);

      add_line (out, topics[i].id, lesson->title);
    }
}

static void
add_scenes (GString *out)
{
  guint n_scenes;
  const DermagaPracticeScene *scenes = dermaga_practice_scenes (&n_scenes);

  for (guint i = 0; i < n_scenes; i++)
    add_line (out, scenes[i].id, NULL);
}

static void
add_languages (GString *out)
{
  guint n_languages;
  const DermagaReportLanguage *languages = dermaga_report_languages (&n_languages);

  for (guint i = 0; i < n_languages; i++)
    add_line (out, languages[i].code, languages[i].name);
}

int
dermaga_command_words (char **arguments)
{
  static const struct {
    const char *kind;
    void (*add) (GString *out);
  } lists[] = {
    { "commands", dermaga_add_commands }, { "formats", add_formats },
    { "audiences", add_audiences },       { "topics", add_topics },
    { "scenes", add_scenes },             { "languages", add_languages },
  };
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (arguments[0] != NULL && arguments[1] == NULL && g_str_equal (arguments[0], lists[i].kind))
      {
        lists[i].add (out);
        return dermaga_print (out->str) ? DERMAGA_EXIT_SAFE_PAIR : DERMAGA_EXIT_WRONG_USE;
      }
  return DERMAGA_EXIT_WRONG_USE;
}
