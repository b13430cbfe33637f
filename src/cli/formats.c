#include "config.h"

#include "cli/commands.h"

#include "cli/options.h"
#include "cli/paper.h"
#include "cli/terminal.h"
#include "export/dermaga-format.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <unistd.h>

/* The formats for one audience, or all. */
typedef struct {
  gboolean json;
  char *audience_text;
  gboolean only;
  DermagaAudience audience;
} List;

static void
list_clear (List *list)
{
  g_free (list->audience_text);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (List, list_clear)

static gboolean
is_listed (const List *list, const DermagaFormat *format)
{
  return !list->only || format->audience == list->audience;
}

static JsonArray *
traits_to_array (guint traits)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < DERMAGA_N_TRAITS; i++)
    if ((traits & 1u << i) != 0)
      json_array_add_string_element (array, dermaga_trait_to_string (1u << i));
  return array;
}

static void
set_proof (JsonObject *object, const DermagaFormat *format)
{
  g_autofree char *proof = dermaga_format_dup_proof (format);

  json_object_set_string_member (object, "proof", dermaga_proof_to_string (format->proof));
  if (format->proved_with != NULL)
    json_object_set_string_member (object, "proved_with", format->proved_with);
  else
    json_object_set_null_member (object, "proved_with");
  json_object_set_string_member (object, "proof_text", proof);
}

static JsonObject *
format_to_object (const DermagaFormat *format)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", format->id);
  json_object_set_string_member (object, "title", _(format->title));
  json_object_set_string_member (object, "summary", _(format->summary));
  json_object_set_string_member (object, "media_type", format->media_type);
  json_object_set_boolean_member (object, "needs_incoming", format->needs_incoming);
  json_object_set_boolean_member (object, "needs_outgoing", format->needs_outgoing);
  json_object_set_string_member (object, "audience", dermaga_audience_to_string (format->audience));
  json_object_set_string_member (object, "audience_title",
                                 dermaga_audience_get_title (format->audience));
  json_object_set_string_member (object, "program", format->program);
  set_proof (object, format);
  json_object_set_array_member (object, "traits", traits_to_array (format->traits));
  return object;
}

static char *
list_as_json (const List *list)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();
  guint n_formats;
  const DermagaFormat *const *formats = dermaga_formats (&n_formats);
  g_autofree char *text = NULL;

  for (guint i = 0; i < n_formats; i++)
    if (is_listed (list, formats[i]))
      json_array_add_object_element (array, format_to_object (formats[i]));
  json_node_take_array (root, array);
  text = json_to_string (root, TRUE);
  return g_strconcat (text, "\n", NULL);
}

static void
write_format (DermagaPaper *paper, const DermagaFormat *format, guint column)
{
  g_autofree char *proof = dermaga_format_dup_proof (format);
  DermagaInk ink = format->proof == DERMAGA_PROOF_TESTED ? DERMAGA_INK_GOOD : DERMAGA_INK_WARNING;
  guint used = 0;

  dermaga_paper_pad (paper, 2);
  dermaga_paper_write (paper, DERMAGA_INK_HEADING, format->id, column - 2);
  /* What stands in the heading already is not said again. */
  if (g_str_equal (_(format->title), dermaga_audience_get_title (format->audience)))
    used = column;
  else
    dermaga_paper_wrap (paper, DERMAGA_INK_PLAIN, _(format->title), column, column);
  dermaga_paper_wrap (paper, DERMAGA_INK_FAINT, _(format->summary), column, used);
  dermaga_paper_wrap (paper, ink, proof, column, 0);
}

static char *
list_as_text (const List *list)
{
  DermagaPaper paper = { g_string_new (NULL), dermaga_terminal_wants_colour (STDOUT_FILENO),
                         dermaga_terminal_get_width (STDOUT_FILENO) };
  guint n_formats;
  const DermagaFormat *const *formats = dermaga_formats (&n_formats);
  guint column = 0;

  for (guint i = 0; i < n_formats; i++)
    column = MAX (column, (guint) strlen (formats[i]->id) + 4);
  for (guint i = 0; i < n_formats; i++)
    {
      if (!is_listed (list, formats[i]))
        continue;
      if (i == 0 || formats[i - 1]->audience != formats[i]->audience)
        {
          if (paper.text->len > 0)
            dermaga_paper_end_line (&paper);
          dermaga_paper_wrap (&paper, DERMAGA_INK_HEADING,
                              dermaga_audience_get_title (formats[i]->audience), 0, 0);
        }
      write_format (&paper, formats[i], column);
    }
  return g_string_free (paper.text, FALSE);
}

static int
refuse_audience (void)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *sentence = NULL;

  for (guint i = 0; i < DERMAGA_N_AUDIENCES; i++)
    g_string_append_printf (words, i == 0 ? "%s" : ", %s", dermaga_audience_to_string (i));
  /* Translators: %s are words to choose from: "thunderbird, wordpress, phone" */
  sentence = g_strdup_printf (_("--for takes one of these: %s."), words->str);
  dermaga_complain (sentence);
  return DERMAGA_EXIT_WRONG_USE;
}

static int
run (List *list)
{
  g_autofree char *text = NULL;

  list->only = list->audience_text != NULL;
  if (list->only && !dermaga_audience_from_string (list->audience_text, &list->audience))
    return refuse_audience ();
  text = list->json ? list_as_json (list) : list_as_text (list);
  return dermaga_print (text) ? DERMAGA_EXIT_SAFE_PAIR : DERMAGA_EXIT_WRONG_USE;
}

int
dermaga_command_formats (char **arguments)
{
  g_auto (List) list = { 0 };
  g_autoptr (GArray) options = g_array_new (FALSE, FALSE, sizeof (DermagaOption));
  const DermagaOption own[] = {
    { "for", N_("WHOM"), N_("Only what suits one of: thunderbird, wordpress, phone, desktop, "
                            "terminal, web, server, domain, by-hand"),
      .text = &list.audience_text },
    { "json", NULL, N_("Print the list as JSON"), .flag = &list.json },
  };
  DermagaUsage usage = { "formats", NULL,
                         N_("Lists the files that “dermaga-cli export” can write."), options };

  g_array_append_vals (options, own, G_N_ELEMENTS (own));
  switch (dermaga_options_parse (&usage, arguments, NULL))
    {
    case DERMAGA_PARSED:
      return run (&list);
    case DERMAGA_PARSED_HELP:
      return DERMAGA_EXIT_SAFE_PAIR;
    case DERMAGA_PARSED_WRONG:
      return DERMAGA_EXIT_WRONG_USE;
    }
  g_assert_not_reached ();
}
