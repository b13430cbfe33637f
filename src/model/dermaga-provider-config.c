#include "config.h"

#include "model/dermaga-provider-config.h"

G_DEFINE_QUARK (dermaga-config-error-quark, dermaga_config_error)

const char *
dermaga_hint_to_string (DermagaHint hint)
{
  switch (hint)
    {
    case DERMAGA_HINT_NONE:
      return "none";
    case DERMAGA_HINT_APP_PASSWORD:
      return "app-password";
    case DERMAGA_HINT_BROWSER_SIGN_IN:
      return "browser-sign-in";
    case DERMAGA_HINT_ENABLE_ACCESS:
      return "enable-access";
    case DERMAGA_HINT_PAID_ONLY:
      return "paid-only";
    case DERMAGA_HINT_SERVICE_LOGIN:
      return "service-login";
    case DERMAGA_HINT_OWN_DOMAIN:
      return "own-domain";
    case DERMAGA_HINT_LOCAL_BRIDGE:
      return "local-bridge";
    case DERMAGA_HINT_NO_MAIL_PROGRAM:
      return "no-mail-program";
    }
  g_assert_not_reached ();
}

DermagaProviderServer *
dermaga_provider_server_new (DermagaProtocol protocol, const char *host, guint16 port,
                             DermagaSecurity security, const char *user_name)
{
  DermagaProviderServer *server = g_new0 (DermagaProviderServer, 1);

  server->protocol = protocol;
  server->host = g_strdup (host);
  server->port = port;
  server->security = security;
  server->user_name = g_strdup (user_name);
  server->auth = g_new0 (char *, 1);
  return server;
}

void
dermaga_provider_server_free (DermagaProviderServer *server)
{
  g_free (server->host);
  g_free (server->user_name);
  g_strfreev (server->auth);
  g_free (server);
}

DermagaProviderConfig *
dermaga_provider_config_new (void)
{
  DermagaProviderConfig *config = g_new0 (DermagaProviderConfig, 1);

  config->domains = g_new0 (char *, 1);
  config->incoming
    = g_ptr_array_new_with_free_func ((GDestroyNotify) dermaga_provider_server_free);
  config->outgoing
    = g_ptr_array_new_with_free_func ((GDestroyNotify) dermaga_provider_server_free);
  return config;
}

void
dermaga_provider_config_free (DermagaProviderConfig *config)
{
  g_free (config->id);
  g_free (config->display_name);
  g_strfreev (config->domains);
  g_ptr_array_unref (config->incoming);
  g_ptr_array_unref (config->outgoing);
  g_free (config);
}
