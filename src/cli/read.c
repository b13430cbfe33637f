#include "config.h"

#include "cli/commands.h"

#include "cli/config-file.h"
#include "cli/options.h"
#include "cli/read-text.h"
#include "cli/terminal.h"
#include "verdict/dermaga-verdict.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <unistd.h>

static JsonArray *
strings_to_array (char **strings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);
  return array;
}

static void
set_string_or_null (JsonObject *object, const char *member, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, member, value);
  else
    json_object_set_null_member (object, member);
}

/* The members are those of a recommendation, so that both are read alike. */
static JsonArray *
servers_to_array (GPtrArray *servers)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < servers->len; i++)
    {
      const DermagaProviderServer *server = g_ptr_array_index (servers, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "protocol",
                                     dermaga_protocol_to_string (server->protocol));
      json_object_set_string_member (object, "host", server->host);
      json_object_set_int_member (object, "port", server->port);
      json_object_set_string_member (object, "security",
                                     dermaga_security_to_string (server->security));
      set_string_or_null (object, "username", server->user_name);
      json_object_set_array_member (object, "auth", strings_to_array (server->auth));
      json_array_add_object_element (array, object);
    }
  return array;
}

static char *
config_as_json (const DermagaProviderConfig *config)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  g_autofree char *text = NULL;

  json_object_set_int_member (object, "schema", 1);
  set_string_or_null (object, "id", config->id);
  set_string_or_null (object, "display_name", config->display_name);
  json_object_set_array_member (object, "domains", strings_to_array (config->domains));
  json_object_set_array_member (object, "incoming", servers_to_array (config->incoming));
  json_object_set_array_member (object, "outgoing", servers_to_array (config->outgoing));
  json_object_set_boolean_member (object, "browser_sign_in",
                                  (config->hints & DERMAGA_HINT_BROWSER_SIGN_IN) != 0);
  json_object_set_int_member (object, "left_out", config->n_dropped);
  json_node_take_object (root, object);
  text = json_to_string (root, TRUE);
  return g_strconcat (text, "\n", NULL);
}

static int
read_file (const char *path, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaProviderConfig) config = dermaga_config_file_load (path, &error);
  g_autofree char *text = NULL;

  if (config == NULL)
    {
      text = dermaga_explain_error (error);
      dermaga_complain (text);
      return DERMAGA_EXIT_WRONG_USE;
    }
  text = json ? config_as_json (config)
              : dermaga_read_text (config, dermaga_terminal_wants_colour (STDOUT_FILENO),
                                   dermaga_terminal_get_width (STDOUT_FILENO));
  return dermaga_print (text) ? DERMAGA_EXIT_SAFE_PAIR : DERMAGA_EXIT_WRONG_USE;
}

int
dermaga_command_read (char **arguments)
{
  gboolean json = FALSE;
  g_autofree char *path = NULL;
  g_autoptr (GArray) options = g_array_new (FALSE, FALSE, sizeof (DermagaOption));
  const DermagaOption own
    = { "json", NULL, N_("Print what the file says as JSON"), .flag = &json };
  DermagaUsage usage = { "read", N_("FILE"),
                         N_("Shows what a provider’s configuration file (config-v1.1.xml or PACC) "
                            "says."),
                         options, N_("“read” needs the name of a file.") };

  g_array_append_val (options, own);
  switch (dermaga_options_parse (&usage, arguments, &path))
    {
    case DERMAGA_PARSED:
      return read_file (path, json);
    case DERMAGA_PARSED_HELP:
      return DERMAGA_EXIT_SAFE_PAIR;
    case DERMAGA_PARSED_WRONG:
      return DERMAGA_EXIT_WRONG_USE;
    }
  g_assert_not_reached ();
}
