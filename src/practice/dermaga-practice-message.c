#include "config.h"

#include "practice/dermaga-practice-message.h"

#include "base/dermaga-text.h"
#include "practice/dermaga-practice-header.h"
#include "practice/dermaga-practice-mime.h"

#include <string.h>

#define MAX_SHOWN 200u
#define MAX_ADDRESS 320u
#define MAX_RAW_VALUE 4096u

struct _DermagaPracticeMessage {
  GObject parent_instance;
  guint32 id;
  GBytes *contents;
  gsize size;
  gint64 date;
  DermagaProtocol protocol;
  guint16 port;
  DermagaSecurity security;
  char *user;
  char *sender;
  char **recipients;
  char *mailbox;
  char *from;
  char *subject;
  guint flags;
};

G_DEFINE_FINAL_TYPE (DermagaPracticeMessage, dermaga_practice_message, G_TYPE_OBJECT)

static void
dermaga_practice_message_finalize (GObject *object)
{
  DermagaPracticeMessage *self = DERMAGA_PRACTICE_MESSAGE (object);

  g_bytes_unref (self->contents);
  g_free (self->user);
  g_free (self->sender);
  g_strfreev (self->recipients);
  g_free (self->mailbox);
  g_free (self->from);
  g_free (self->subject);
  G_OBJECT_CLASS (dermaga_practice_message_parent_class)->finalize (object);
}

static void
dermaga_practice_message_class_init (DermagaPracticeMessageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dermaga_practice_message_finalize;
}

static void
dermaga_practice_message_init (DermagaPracticeMessage *self)
{
}

static char *
safe_address (const char *address)
{
  return dermaga_text_make_safe (address, -1, MAX_ADDRESS);
}

static char **
safe_addresses (char **addresses)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; addresses != NULL && addresses[i] != NULL; i++)
    {
      g_autofree char *safe = safe_address (addresses[i]);

      g_strv_builder_add (builder, safe);
    }
  return g_strv_builder_end (builder);
}

static char *
safe_header (const char *header, gsize length, const char *name)
{
  g_autofree char *raw = dermaga_practice_header_dup (header, length, name, MAX_RAW_VALUE);
  g_autofree char *decoded = raw != NULL ? dermaga_practice_mime_decode (raw) : g_strdup ("");

  return dermaga_text_make_safe (decoded, -1, MAX_SHOWN);
}

DermagaPracticeMessage *
dermaga_practice_message_new (guint32 id, GBytes *contents, const DermagaPracticeOrigin *origin)
{
  DermagaPracticeMessage *self = g_object_new (DERMAGA_TYPE_PRACTICE_MESSAGE, NULL);
  const char *data = g_bytes_get_data (contents, &self->size);
  gsize header = dermaga_practice_header_length (data, self->size);

  self->id = id;
  self->contents = g_bytes_ref (contents);
  self->date = origin->date != 0 ? origin->date : g_get_real_time () / G_USEC_PER_SEC;
  self->protocol = origin->protocol;
  self->port = origin->port;
  self->security = origin->security;
  self->user = origin->user != NULL ? safe_address (origin->user) : NULL;
  self->sender = safe_address (origin->sender != NULL ? origin->sender : "");
  self->recipients = safe_addresses (origin->recipients);
  self->mailbox = g_strdup (origin->mailbox);
  self->flags = origin->flags;
  self->from = safe_header (data, header, "From");
  self->subject = safe_header (data, header, "Subject");
  return self;
}

guint32
dermaga_practice_message_get_id (DermagaPracticeMessage *self)
{
  return self->id;
}

GBytes *
dermaga_practice_message_get_contents (DermagaPracticeMessage *self)
{
  return self->contents;
}

gsize
dermaga_practice_message_get_size (DermagaPracticeMessage *self)
{
  return self->size;
}

gint64
dermaga_practice_message_get_date (DermagaPracticeMessage *self)
{
  return self->date;
}

DermagaProtocol
dermaga_practice_message_get_protocol (DermagaPracticeMessage *self)
{
  return self->protocol;
}

guint16
dermaga_practice_message_get_port (DermagaPracticeMessage *self)
{
  return self->port;
}

DermagaSecurity
dermaga_practice_message_get_security (DermagaPracticeMessage *self)
{
  return self->security;
}

const char *
dermaga_practice_message_get_mailbox (DermagaPracticeMessage *self)
{
  return self->mailbox;
}

const char *
dermaga_practice_message_get_user (DermagaPracticeMessage *self)
{
  return self->user;
}

const char *
dermaga_practice_message_get_sender (DermagaPracticeMessage *self)
{
  return self->sender;
}

const char *const *
dermaga_practice_message_get_recipients (DermagaPracticeMessage *self)
{
  return (const char *const *) self->recipients;
}

const char *
dermaga_practice_message_get_from (DermagaPracticeMessage *self)
{
  return self->from;
}

const char *
dermaga_practice_message_get_subject (DermagaPracticeMessage *self)
{
  return self->subject;
}

guint
dermaga_practice_message_get_flags (DermagaPracticeMessage *self)
{
  return self->flags;
}

void
dermaga_practice_message_set_flags (DermagaPracticeMessage *self, guint flags)
{
  self->flags = flags;
}

static gboolean
has_text (const char *haystack, const char *folded)
{
  g_autofree char *other = g_utf8_casefold (haystack, -1);

  return strstr (other, folded) != NULL;
}

static gboolean
has_recipient (DermagaPracticeMessage *self, const char *folded)
{
  for (guint i = 0; self->recipients[i] != NULL; i++)
    if (has_text (self->recipients[i], folded))
      return TRUE;
  return FALSE;
}

gboolean
dermaga_practice_message_matches (DermagaPracticeMessage *self, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *folded = g_utf8_casefold (valid, -1);

  return *folded == '\0' || has_text (self->subject, folded) || has_text (self->from, folded)
         || has_text (self->sender, folded) || has_recipient (self, folded)
         || dermaga_practice_mime_contains (self->contents, 0, text);
}

void
dermaga_practice_message_forget (DermagaPracticeMessage *self)
{
  g_bytes_unref (self->contents);
  self->contents = g_bytes_new_static ("", 0);
}
