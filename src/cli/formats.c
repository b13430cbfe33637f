#include "config.h"

#include "cli/commands.h"

#include "cli/options.h"
#include "cli/paper.h"
#include "cli/terminal.h"
#include "export/dermaga-format.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <unistd.h>

static char *
list_as_json (const DermagaFormat *const *formats, guint n_formats)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < n_formats; i++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "id", formats[i]->id);
      json_object_set_string_member (object, "title", _(formats[i]->title));
      json_object_set_string_member (object, "summary", _(formats[i]->summary));
      json_object_set_string_member (object, "media_type", formats[i]->media_type);
      json_object_set_boolean_member (object, "needs_incoming", formats[i]->needs_incoming);
      json_object_set_boolean_member (object, "needs_outgoing", formats[i]->needs_outgoing);
      json_array_add_object_element (array, object);
    }
  json_node_take_array (root, array);
  text = json_to_string (root, TRUE);
  return g_strconcat (text, "\n", NULL);
}

static char *
list_as_text (const DermagaFormat *const *formats, guint n_formats)
{
  DermagaPaper paper = { g_string_new (NULL), dermaga_terminal_wants_colour (STDOUT_FILENO),
                         dermaga_terminal_get_width (STDOUT_FILENO) };
  guint column = 0;

  for (guint i = 0; i < n_formats; i++)
    column = MAX (column, (guint) strlen (formats[i]->id) + 2);
  for (guint i = 0; i < n_formats; i++)
    {
      dermaga_paper_write (&paper, DERMAGA_INK_HEADING, formats[i]->id, column);
      dermaga_paper_wrap (&paper, DERMAGA_INK_PLAIN, _(formats[i]->title), column, column);
      dermaga_paper_wrap (&paper, DERMAGA_INK_FAINT, _(formats[i]->summary), column, 0);
    }
  return g_string_free (paper.text, FALSE);
}

static int
list (gboolean json)
{
  guint n_formats;
  const DermagaFormat *const *formats = dermaga_formats (&n_formats);
  g_autofree char *text = json ? list_as_json (formats, n_formats)
                               : list_as_text (formats, n_formats);

  return dermaga_print (text) ? DERMAGA_EXIT_SAFE_PAIR : DERMAGA_EXIT_WRONG_USE;
}

int
dermaga_command_formats (char **arguments)
{
  gboolean json = FALSE;
  g_autoptr (GArray) options = g_array_new (FALSE, FALSE, sizeof (DermagaOption));
  const DermagaOption own = { "json", NULL, N_("Print the list as JSON"), .flag = &json };
  DermagaUsage usage = { "formats", NULL,
                         N_("Lists the files that “dermaga-cli export” can write."), options };

  g_array_append_val (options, own);
  switch (dermaga_options_parse (&usage, arguments, NULL))
    {
    case DERMAGA_PARSED:
      return list (json);
    case DERMAGA_PARSED_HELP:
      return DERMAGA_EXIT_SAFE_PAIR;
    case DERMAGA_PARSED_WRONG:
      return DERMAGA_EXIT_WRONG_USE;
    }
  g_assert_not_reached ();
}
