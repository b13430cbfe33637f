#include "config.h"

#include "base/dermaga-text.h"
#include "practice/dermaga-practice-header.h"
#include "practice/dermaga-practice-reading-private.h"

#define MAX_RAW_VALUE (256u * 1024)
#define MAX_ADDRESS 320u

/* As addresses are compared in practice: no server tells upper from lower case. */
static char *
fold (const char *address)
{
  g_autofree char *safe = dermaga_text_make_safe (address, -1, MAX_ADDRESS);

  return g_utf8_casefold (safe, -1);
}

static void
add_all (GHashTable *known, InternetAddressList *list)
{
  for (int i = 0; i < internet_address_list_length (list); i++)
    {
      InternetAddress *address = internet_address_list_get_address (list, i);

      if (INTERNET_ADDRESS_IS_GROUP (address))
        add_all (known, internet_address_group_get_members (INTERNET_ADDRESS_GROUP (address)));
      else if (internet_address_mailbox_get_addr (INTERNET_ADDRESS_MAILBOX (address)) != NULL)
        g_hash_table_add (known, fold (internet_address_mailbox_get_addr (
                                   INTERNET_ADDRESS_MAILBOX (address))));
    }
}

/* Returns FALSE where the field is longer, or stranger, than is looked at. */
static gboolean
add_field (GHashTable *known, const DermagaPracticeField *field)
{
  g_autofree char *value = dermaga_practice_field_dup_value (field, MAX_RAW_VALUE);
  g_autoptr (InternetAddressList) list = NULL;

  if (field->length > MAX_RAW_VALUE || !dermaga_practice_mime_is_tame (field->field, field->length))
    return FALSE;
  list = internet_address_list_parse (NULL, value);
  if (list != NULL)
    add_all (known, list);
  return TRUE;
}

static gboolean
is_one_of (const DermagaPracticeField *field, const char *const *names)
{
  for (; *names != NULL; names++)
    if (dermaga_practice_field_is (field, *names))
      return TRUE;
  return FALSE;
}

/* (nullable): %NULL where not all could be read, so that nobody can be said to be missing */
static GHashTable *
collect (const char *header, gsize length, const char *const *names)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  DermagaPracticeField field = { 0 };

  while (dermaga_practice_header_next (header, length, &field))
    if (is_one_of (&field, names) && !add_field (known, &field))
      return NULL;
  return g_steal_pointer (&known);
}

static gboolean
has (GHashTable *known, const char *address)
{
  g_autofree char *folded = fold (address);

  return g_hash_table_contains (known, folded);
}

gboolean
dermaga_practice_sender_differs (DermagaPracticeMessage *message, const char *header, gsize length)
{
  static const char *const names[] = { "From", "Sender", NULL };
  const char *sender = dermaga_practice_message_get_sender (message);
  g_autoptr (GHashTable) known = collect (header, length, names);

  return *sender != '\0' && known != NULL && g_hash_table_size (known) > 0 && !has (known, sender);
}

char **
dermaga_practice_dup_unnamed (DermagaPracticeMessage *message, const char *header, gsize length)
{
  static const char *const names[] = { "To", "Cc", "Bcc", NULL };
  const char *const *recipients = dermaga_practice_message_get_recipients (message);
  g_autoptr (GHashTable) known = collect (header, length, names);
  g_autoptr (GStrvBuilder) unnamed = g_strv_builder_new ();

  for (; known != NULL && *recipients != NULL; recipients++)
    if (!has (known, *recipients))
      g_strv_builder_add (unnamed, *recipients);
  return g_strv_builder_end (unnamed);
}
