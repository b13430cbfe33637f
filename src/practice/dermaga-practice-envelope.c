#include "config.h"

#include "practice/dermaga-practice-structure.h"

#include "practice/dermaga-practice-header.h"

#include <string.h>

#define MAX_QUOTED 1000u
#define MAX_VALUE 16384u
#define MAX_ADDRESSES 1000

static gboolean
can_be_quoted (const char *text, gsize length)
{
  if (length > MAX_QUOTED)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (text[i] < ' ' || text[i] == 0x7f || text[i] == '"' || text[i] == '\\')
      return FALSE;
  return TRUE;
}

void
dermaga_practice_append_string (GString *out, const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  if (text == NULL)
    g_string_append (out, "NIL");
  else if (can_be_quoted (text, length))
    g_string_append_printf (out, "\"%s\"", text);
  else
    g_string_append_printf (out, "{%" G_GSIZE_FORMAT "}\r\n%s", length, text);
}

/* As it may stand in a header: words of other alphabets encoded (RFC 2047). */
static void
append_encoded (GString *out, const char *text)
{
  g_autofree char *encoded
    = text != NULL && *text != '\0' ? g_mime_utils_header_encode_text (NULL, text, NULL) : NULL;

  dermaga_practice_append_string (out, encoded);
}

static void
append_mailbox (GString *out, InternetAddress *address)
{
  const char *spec = internet_address_mailbox_get_addr (INTERNET_ADDRESS_MAILBOX (address));
  const char *at = spec != NULL ? strrchr (spec, '@') : NULL;
  g_autofree char *local = at != NULL ? g_strndup (spec, (gsize) (at - spec)) : g_strdup (spec);

  g_string_append (out, "(");
  append_encoded (out, internet_address_get_name (address));
  g_string_append (out, " NIL ");
  dermaga_practice_append_string (out, local != NULL ? local : "");
  g_string_append (out, " ");
  dermaga_practice_append_string (out, at != NULL ? at + 1 : "");
  g_string_append (out, ")");
}

/* The members of a group stand between its name and an address of nothing. */
static void
append_group (GString *out, InternetAddress *address)
{
  InternetAddressList *members
    = internet_address_group_get_members (INTERNET_ADDRESS_GROUP (address));
  int count = members != NULL ? MIN (internet_address_list_length (members), MAX_ADDRESSES) : 0;

  g_string_append (out, "(NIL NIL ");
  dermaga_practice_append_string (out, internet_address_get_name (address));
  g_string_append (out, " NIL)");
  for (int i = 0; i < count; i++)
    {
      InternetAddress *member = internet_address_list_get_address (members, i);

      if (INTERNET_ADDRESS_IS_MAILBOX (member))
        append_mailbox (out, member);
    }
  g_string_append (out, "(NIL NIL NIL NIL)");
}

/* Returns whether there was one. */
static gboolean
append_addresses (GString *out, const char *value)
{
  gboolean tame = value != NULL && dermaga_practice_mime_is_tame (value, strlen (value));
  g_autoptr (InternetAddressList) list = tame ? internet_address_list_parse (NULL, value) : NULL;
  int count = list != NULL ? MIN (internet_address_list_length (list), MAX_ADDRESSES) : 0;

  if (count == 0)
    return FALSE;
  g_string_append (out, "(");
  for (int i = 0; i < count; i++)
    {
      InternetAddress *address = internet_address_list_get_address (list, i);

      if (INTERNET_ADDRESS_IS_GROUP (address))
        append_group (out, address);
      else
        append_mailbox (out, address);
    }
  g_string_append (out, ")");
  return TRUE;
}

void
dermaga_practice_append_envelope (GString *out, const char *header, gsize length)
{
  static const char *const addresses[] = { "From", "Sender", "Reply-To", "To", "Cc", "Bcc" };
  static const char *const fields[] = { "Date", "Subject", NULL, "In-Reply-To", "Message-ID" };
  g_autofree char *from = dermaga_practice_header_dup (header, length, "From", MAX_VALUE);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *value = NULL;

      g_string_append (out, i > 0 ? " " : "(");
      if (fields[i] != NULL)
        {
          value = dermaga_practice_header_dup (header, length, fields[i], MAX_VALUE);
          dermaga_practice_append_string (out, value);
          continue;
        }
      for (guint j = 0; j < G_N_ELEMENTS (addresses); j++)
        {
          g_autofree char *list
            = dermaga_practice_header_dup (header, length, addresses[j], MAX_VALUE);

          if (j > 0)
            g_string_append (out, " ");
          /* Sender and Reply-To are the same as From where they are not said. */
          if (!append_addresses (out, list) && !(j < 3 && append_addresses (out, from)))
            g_string_append (out, "NIL");
        }
    }
  g_string_append (out, ")");
}
