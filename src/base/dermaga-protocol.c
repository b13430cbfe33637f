#include "config.h"

#include "base/dermaga-protocol.h"

static const char *const protocol_names[] = { "smtp", "imap", "pop3" };
static const char *const security_names[] = { "none", "starttls", "tls" };

static gboolean
find_name (const char *const *names, guint n_names, const char *string, guint *index)
{
  for (guint i = 0; string != NULL && i < n_names; i++)
    if (g_str_equal (names[i], string))
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

const char *
dermaga_protocol_to_string (DermagaProtocol protocol)
{
  return protocol_names[protocol];
}

gboolean
dermaga_protocol_from_string (const char *string, DermagaProtocol *protocol)
{
  guint index;

  if (!find_name (protocol_names, G_N_ELEMENTS (protocol_names), string, &index))
    return FALSE;
  *protocol = index;
  return TRUE;
}

const char *
dermaga_security_to_string (DermagaSecurity security)
{
  return security_names[security];
}

gboolean
dermaga_security_from_string (const char *string, DermagaSecurity *security)
{
  guint index;

  if (!find_name (security_names, G_N_ELEMENTS (security_names), string, &index))
    return FALSE;
  *security = index;
  return TRUE;
}

DermagaDirection
dermaga_protocol_get_direction (DermagaProtocol protocol)
{
  return protocol == DERMAGA_PROTOCOL_SMTP ? DERMAGA_DIRECTION_OUTGOING
                                           : DERMAGA_DIRECTION_INCOMING;
}
