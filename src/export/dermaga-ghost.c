#include "config.h"

#include "export/dermaga-formats-web.h"
#include "export/dermaga-server-values.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

static JsonObject *
make_options (const DermagaServer *server)
{
  JsonObject *options = json_object_new ();
  JsonObject *login = json_object_new ();

  json_object_set_string_member (options, "host", server->host);
  json_object_set_int_member (options, "port", server->port);
  json_object_set_boolean_member (options, "secure", server->security == DERMAGA_SECURITY_TLS);
  if (server->security == DERMAGA_SECURITY_STARTTLS)
    json_object_set_boolean_member (options, "requireTLS", TRUE);
  json_object_set_string_member (login, "user", server->user_name);
  json_object_set_object_member (options, "auth", login);
  return options;
}

static JsonNode *
make_tree (const DermagaSettings *settings)
{
  g_autofree char *sender = dermaga_dup_mailbox (settings);
  JsonNode *root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *whole = json_object_new ();
  JsonObject *mail = json_object_new ();

  json_object_set_string_member (mail, "from", sender);
  json_object_set_string_member (mail, "transport", "SMTP");
  json_object_set_object_member (mail, "options", make_options (settings->outgoing));
  json_object_set_object_member (whole, "mail", mail);
  json_node_take_object (root, whole);
  return root;
}

/* JSON has no comments, so there is no place for the warning that must not be missing. */
static char *
make_text (const DermagaSettings *settings, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  if (settings->outgoing->security == DERMAGA_SECURITY_NONE)
    {
      dermaga_refuse_settings (error, "this file cannot warn of a connection without encryption");
      return NULL;
    }
  root = make_tree (settings);
  text = json_to_string (root, TRUE);
  return g_strconcat (text, "\n", NULL);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup ("ghost-mail.json");
}

static char *
next_steps (const DermagaSettings *settings)
{
  const char *const steps[] = {
    _("Open config.production.json of Ghost, and put the file’s section “mail” in place of the one "
      "there."),
    _("Password: not in this file. Give it to Ghost as this environment variable, in the settings "
      "of its service or container:"),
    "\tmail__options__auth__pass",
    _("Start Ghost again."),
    _("To test, invite yourself as staff under another address, and see whether the message "
      "arrives."),
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}

const DermagaFormat dermaga_format_ghost = {
  .id = "ghost",
  .program = "Ghost",
  .title = N_("Ghost"),
  .summary = N_("The section “mail” for config.production.json"),
  .media_type = "application/json",
  .audience = DERMAGA_AUDIENCE_WEB,
  .proof = DERMAGA_PROOF_DOCUMENTED,
  .needs_outgoing = TRUE,
  .text = make_text,
  .file_name = file_name,
  .next_steps = next_steps,
};
