#include "config.h"

#include "wire/dermaga-imap-response.h"

#include "wire/dermaga-capabilities.h"

#include <string.h>

static const char *const status_names[] = { "OK", "NO", "BAD", "BYE", "PREAUTH" };
static const char *const temporary_codes[] = { "UNAVAILABLE", "INUSE", "LIMIT" };

/* Reads a status word that is followed by a space or the end; moves @position behind both. */
static gboolean
read_status (const char **position, DermagaImapStatus *status)
{
  gsize length = strcspn (*position, " ");

  for (guint i = 0; i < G_N_ELEMENTS (status_names); i++)
    if (strlen (status_names[i]) == length
        && g_ascii_strncasecmp (*position, status_names[i], length) == 0)
      {
        *status = i;
        *position += length;
        if (**position == ' ')
          (*position)++;
        return TRUE;
      }
  return FALSE;
}

/* Reads "[NAME arguments] text"; the brackets may be missing. */
static void
read_text (DermagaImapResponse *self, const char *text)
{
  const char *end = text[0] == '[' ? strchr (text, ']') : NULL;

  if (end != NULL)
    {
      gsize length = strcspn (text + 1, " ]");
      const char *arguments = text + 1 + length;

      self->code = g_strndup (text + 1, length);
      self->arguments = g_strstrip (g_strndup (arguments, end - arguments));
      text = end + 1;
    }
  self->text = g_strstrip (g_strdup (text));
}

/* "{28}", "{28+}" or "~{28}" at the end of the line. */
static gboolean
announces_literal (const char *line)
{
  const char *open = strrchr (line, '{');
  gsize digits;

  if (open == NULL)
    return FALSE;
  digits = strspn (open + 1, "0123456789");
  open += 1 + digits;
  if (*open == '+')
    open++;
  return digits > 0 && g_str_equal (open, "}");
}

static void
parse_untagged (DermagaImapResponse *self, const char *rest)
{
  if (read_status (&rest, &self->status))
    {
      self->kind = DERMAGA_IMAP_UNTAGGED;
      read_text (self, rest);
    }
  else if (*rest != '\0')
    {
      self->kind = DERMAGA_IMAP_DATA;
      self->literal = announces_literal (rest);
      self->arguments = g_strdup (rest);
    }
}

/* RFC 9051 §9, tag: printable ASCII without what has a meaning of its own. */
static gboolean
is_tag (const char *tag)
{
  if (*tag == '\0')
    return FALSE;
  for (const char *c = tag; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c) || strchr ("(){%*\"\\+", *c) != NULL)
      return FALSE;
  return TRUE;
}

static void
parse_tagged (DermagaImapResponse *self, const char *line)
{
  gsize length = strcspn (line, " ");
  const char *rest = line + length + (line[length] == ' ');
  g_autofree char *tag = g_strndup (line, length);

  if (!is_tag (tag) || !read_status (&rest, &self->status)
      || self->status == DERMAGA_IMAP_BYE || self->status == DERMAGA_IMAP_PREAUTH)
    return;
  self->kind = DERMAGA_IMAP_TAGGED;
  self->tag = g_steal_pointer (&tag);
  read_text (self, rest);
}

DermagaImapResponse *
dermaga_imap_response_parse (const char *line)
{
  DermagaImapResponse *self = g_new0 (DermagaImapResponse, 1);

  self->kind = DERMAGA_IMAP_INVALID;
  if (g_str_has_prefix (line, "* "))
    parse_untagged (self, line + 2);
  else if (g_str_equal (line, "+") || g_str_has_prefix (line, "+ "))
    self->kind = DERMAGA_IMAP_CONTINUATION;
  else
    parse_tagged (self, line);
  return self;
}

void
dermaga_imap_response_free (DermagaImapResponse *self)
{
  if (self == NULL)
    return;
  g_free (self->tag);
  g_free (self->code);
  g_free (self->arguments);
  g_free (self->text);
  g_free (self);
}

gboolean
dermaga_imap_response_has_code (const DermagaImapResponse *self, const char *code)
{
  return self->code != NULL && g_ascii_strcasecmp (self->code, code) == 0;
}

gboolean
dermaga_imap_response_is_temporary (const DermagaImapResponse *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (temporary_codes); i++)
    if (dermaga_imap_response_has_code (self, temporary_codes[i]))
      return TRUE;
  return FALSE;
}

const char *
dermaga_imap_response_get_capabilities (const DermagaImapResponse *self)
{
  if (dermaga_imap_response_has_code (self, "CAPABILITY"))
    return self->arguments;
  if (self->kind == DERMAGA_IMAP_DATA
      && g_ascii_strncasecmp (self->arguments, "CAPABILITY ", 11) == 0)
    return self->arguments + 11;
  return NULL;
}

void
dermaga_imap_read_capabilities (const char *list, DermagaCapabilities *capabilities)
{
  g_auto (GStrv) words = g_strsplit (list, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      dermaga_capabilities_add_name (capabilities, words[i]);
      if (g_ascii_strcasecmp (words[i], "STARTTLS") == 0)
        capabilities->starttls = TRUE;
      else if (g_ascii_strcasecmp (words[i], "LOGINDISABLED") == 0)
        capabilities->login_disabled = TRUE;
      else if (g_ascii_strncasecmp (words[i], "AUTH=", 5) == 0)
        dermaga_capabilities_add_mechanisms (capabilities, words[i] + 5);
    }
}
