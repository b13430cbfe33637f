#include "config.h"

#include "wire/dermaga-pop3-reply.h"

#include "wire/dermaga-capabilities.h"

#include <string.h>

static const char *const temporary_codes[] = { "SYS/TEMP", "IN-USE", "LOGIN-DELAY" };

DermagaPop3Status
dermaga_pop3_status (const char *line)
{
  gsize length = strcspn (line, " ");

  if (length == 3 && strncmp (line, "+OK", 3) == 0)
    return DERMAGA_POP3_OK;
  if (length == 4 && strncmp (line, "-ERR", 4) == 0)
    return DERMAGA_POP3_ERR;
  return DERMAGA_POP3_OTHER;
}

/* Returns what follows the status word. */
static const char *
skip_status (const char *line)
{
  line += strcspn (line, " ");
  return line + strspn (line, " ");
}

gboolean
dermaga_pop3_has_code (const char *line, const char *code)
{
  const char *text = skip_status (line);
  gsize length = strlen (code);

  return text[0] == '[' && g_ascii_strncasecmp (text + 1, code, length) == 0
         && text[1 + length] == ']';
}

const char *
dermaga_pop3_get_text (const char *line)
{
  const char *text = skip_status (line);
  const char *end = text[0] == '[' ? strchr (text, ']') : NULL;

  if (end == NULL)
    return text;
  return end + 1 + strspn (end + 1, " ");
}

gboolean
dermaga_pop3_is_temporary (const char *line)
{
  for (guint i = 0; i < G_N_ELEMENTS (temporary_codes); i++)
    if (dermaga_pop3_has_code (line, temporary_codes[i]))
      return dermaga_pop3_status (line) == DERMAGA_POP3_ERR;
  return FALSE;
}

void
dermaga_pop3_read_capability (const char *line, DermagaCapabilities *capabilities)
{
  g_autofree char *keyword = g_strndup (line, strcspn (line, " "));

  dermaga_capabilities_add_name (capabilities, keyword);
  if (g_ascii_strcasecmp (keyword, "STLS") == 0)
    capabilities->starttls = TRUE;
  else if (g_ascii_strcasecmp (keyword, "USER") == 0)
    capabilities->user_login = TRUE;
  else if (g_ascii_strcasecmp (keyword, "SASL") == 0)
    dermaga_capabilities_add_mechanisms (capabilities, line + strlen (keyword));
}
