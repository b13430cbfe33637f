#include "config.h"

#include "export/dermaga-autoconfig-xml.h"
#include "export/dermaga-escape.h"
#include "export/dermaga-publication.h"

#include <glib/gi18n.h>

static void
put_header (GString *out)
{
  g_string_append (out, DERMAGA_AUTOCONFIG_XML_DECLARATION "<!--\n");
  dermaga_append_comment (out, DERMAGA_COMMENT_XML,
                          _("Email settings of a domain in the autoconfig format, made by "
                            "Dermaga from servers that were tested."));
  dermaga_append_comment (out, DERMAGA_COMMENT_XML,
                          _("The form of the user name was not tested, because that needs a "
                            "password. Change it if your servers expect another."));
  g_string_append (out, "-->\n");
}

static gboolean
put_servers (GString *out, GPtrArray *servers, GError **error)
{
  for (guint i = 0; i < servers->len; i++)
    {
      const DermagaProviderServer *server = servers->pdata[i];

      if (!dermaga_autoconfig_xml_keeps (server->user_name, server->protocol))
        {
          g_set_error (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT,
                       "Thunderbird would change the user name “%s” when reading it",
                       server->user_name);
          return FALSE;
        }
      dermaga_autoconfig_xml_put_server (out, server->protocol, server->host, server->port,
                                         server->security, server->user_name);
    }
  return TRUE;
}

GBytes *
dermaga_publish_xml (const DermagaPublication *publication, GError **error)
{
  const DermagaProviderConfig *config = publication->config;
  g_autoptr (GString) out = NULL;

  if (!dermaga_publication_validate (publication, error))
    return NULL;
  out = g_string_new (NULL);
  put_header (out);
  dermaga_autoconfig_xml_begin (out, config->id, config->display_name);
  if (!put_servers (out, config->incoming, error) || !put_servers (out, config->outgoing, error))
    return NULL;
  dermaga_autoconfig_xml_end (out);
  return g_string_free_to_bytes (g_steal_pointer (&out));
}
