#include "config.h"

#include "wire/dermaga-smtp-reply.h"

#include "wire/dermaga-capabilities.h"

#include <string.h>

DermagaSmtpReply *
dermaga_smtp_reply_new (void)
{
  DermagaSmtpReply *self = g_new0 (DermagaSmtpReply, 1);

  self->texts = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
dermaga_smtp_reply_free (DermagaSmtpReply *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->texts);
  g_free (self);
}

void
dermaga_smtp_reply_reset (DermagaSmtpReply *self)
{
  self->code = 0;
  self->complete = FALSE;
  g_ptr_array_set_size (self->texts, 0);
}

/* Returns the code at the start of @line, or 0. */
static int
read_code (const char *line)
{
  if (line[0] < '2' || line[0] > '5' || !g_ascii_isdigit (line[1]) || !g_ascii_isdigit (line[2]))
    return 0;
  return 100 * g_ascii_digit_value (line[0]) + 10 * g_ascii_digit_value (line[1])
         + g_ascii_digit_value (line[2]);
}

gboolean
dermaga_smtp_reply_add_line (DermagaSmtpReply *self, const char *line)
{
  int code = read_code (line);

  g_return_val_if_fail (!self->complete, FALSE);

  if (code == 0 || (self->code != 0 && self->code != code))
    return FALSE;
  if (line[3] != '\0' && line[3] != ' ' && line[3] != '-')
    return FALSE;

  self->code = code;
  self->complete = line[3] != '-';
  g_ptr_array_add (self->texts, g_strdup (line[3] == '\0' ? "" : line + 4));
  return TRUE;
}

char *
dermaga_smtp_reply_dup_text (DermagaSmtpReply *self)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%03d", self->code);
  for (guint i = 0; i < self->texts->len; i++)
    {
      g_string_append_c (text, ' ');
      g_string_append (text, g_ptr_array_index (self->texts, i));
    }
  return g_string_free (text, FALSE);
}

gboolean
dermaga_smtp_reply_is_masked_banner (DermagaSmtpReply *self)
{
  for (guint i = 0; i < self->texts->len; i++)
    {
      const char *text = g_ptr_array_index (self->texts, i);

      if (strstr (text, "****") != NULL && text[strspn (text, "*02 ")] == '\0')
        return TRUE;
    }
  return FALSE;
}

/* At least four X in a row, and at most one other character, at the end. */
static gboolean
is_masked_keyword (const char *keyword)
{
  gsize n_masked = strspn (keyword, "X");

  return n_masked >= 4 && strlen (keyword) - n_masked <= 1;
}

static void
read_size (DermagaCapabilities *capabilities, const char *arguments)
{
  guint64 size;

  if (g_ascii_string_to_unsigned (arguments, 10, 0, G_MAXUINT64, &size, NULL))
    capabilities->size = size;
}

static void
read_keyword (DermagaCapabilities *capabilities, const char *keyword, const char *arguments)
{
  if (g_ascii_strncasecmp (keyword, "AUTH=", 5) == 0)
    {
      dermaga_capabilities_add_name (capabilities, "AUTH");
      dermaga_capabilities_add_mechanisms (capabilities, keyword + 5);
      dermaga_capabilities_add_mechanisms (capabilities, arguments);
      return;
    }

  dermaga_capabilities_add_name (capabilities, keyword);
  if (g_ascii_strcasecmp (keyword, "STARTTLS") == 0)
    capabilities->starttls = TRUE;
  else if (g_ascii_strcasecmp (keyword, "AUTH") == 0)
    dermaga_capabilities_add_mechanisms (capabilities, arguments);
  else if (g_ascii_strcasecmp (keyword, "SIZE") == 0)
    read_size (capabilities, arguments);
}

gboolean
dermaga_smtp_reply_read_ehlo (DermagaSmtpReply *self, DermagaCapabilities *capabilities)
{
  gboolean masked = FALSE;

  capabilities->seen = TRUE;
  for (guint i = 1; i < self->texts->len; i++)
    {
      const char *text = g_ptr_array_index (self->texts, i);
      g_autofree char *keyword = g_strndup (text, strcspn (text, " "));
      g_autofree char *arguments = g_strstrip (g_strdup (text + strlen (keyword)));

      masked = masked || is_masked_keyword (keyword);
      read_keyword (capabilities, keyword, arguments);
    }
  return masked;
}
