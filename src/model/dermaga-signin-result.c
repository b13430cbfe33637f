#include "config.h"

#include "model/dermaga-signin-result.h"

DermagaSigninResult *
dermaga_signin_result_new (const DermagaServer *server)
{
  DermagaSigninResult *result = g_new0 (DermagaSigninResult, 1);

  result->server = dermaga_server_new (server->protocol, server->host, server->port,
                                       server->security, server->user_name);
  result->verdict = DERMAGA_SIGNIN_NOT_REACHED;
  result->outcome = DERMAGA_OUTCOME_NOT_CHECKED;
  result->offered = g_new0 (char *, 1);
  result->delivery = DERMAGA_DELIVERY_NOT_ASKED;
  return result;
}

void
dermaga_signin_result_free (DermagaSigninResult *result)
{
  if (result == NULL)
    return;
  dermaga_server_free (result->server);
  g_free (result->mechanism);
  g_strfreev (result->offered);
  g_free (result->response_code);
  g_free (result->reply);
  g_free (result->delivery_status);
  g_free (result->delivery_reply);
  g_free (result);
}
