#include "config.h"

#include "export/dermaga-wordpress.h"

#include <string.h>

const char *
dermaga_wordpress_secure (DermagaSecurity security)
{
  switch (security)
    {
    case DERMAGA_SECURITY_NONE:
      return "";
    case DERMAGA_SECURITY_STARTTLS:
      return "tls";
    case DERMAGA_SECURITY_TLS:
      return "ssl";
    }
  g_assert_not_reached ();
}

gboolean
dermaga_wordpress_check (const DermagaSettings *settings, GError **error)
{
  const char *at = strrchr (settings->email, '@');

  if (g_str_is_ascii (settings->email) && at - settings->email <= 64)
    return TRUE;
  g_set_error_literal (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT,
                       "WordPress sends only from ASCII addresses of usual length");
  return FALSE;
}
