#include "config.h"

#include "export/dermaga-report-veil.h"

#include "model/dermaga-settings.h"

#include <glib/gi18n.h>
#include <string.h>

struct _DermagaReportVeil
{
  char *domain;
  char *email;      /* (nullable) */
  char *local_part; /* (nullable): with its "@" */
  GHashTable *addresses; /* of servers, in the spelling of GInetAddress */
  GHashTable *hosts;     /* of servers, in small letters */
};

/* Of a text: a run of characters that names and addresses consist of, or what lies between two. */
typedef struct {
  const char *start;
  gsize length;
  gboolean is_word;
  gboolean veiled;     /* taken out */
  gboolean is_address; /* and was an address as such, not one within a name */
} Piece;

static void
know_address (DermagaReportVeil *self, const char *text)
{
  g_autoptr (GInetAddress) address
    = text != NULL ? g_inet_address_new_from_string (text) : NULL;

  if (address != NULL)
    g_hash_table_add (self->addresses, g_inet_address_to_string (address));
}

static void
know_host (DermagaReportVeil *self, const char *host)
{
  if (host != NULL)
    g_hash_table_add (self->hosts, g_ascii_strdown (host, -1));
}

static void
know_row (DermagaReportVeil *self, DermagaProbe *probe)
{
  GPtrArray *addresses = dermaga_probe_get_addresses (probe);

  know_host (self, dermaga_probe_get_candidate (probe)->host);
  for (guint i = 0; i < addresses->len; i++)
    know_address (self, ((DermagaAddressResult *) addresses->pdata[i])->address);
}

static void
know_port_check (DermagaReportVeil *self, const DermagaPortCheck *check)
{
  for (guint i = 0; i < check->controls->len; i++)
    {
      const DermagaControl *control = check->controls->pdata[i];

      know_address (self, control->address);
      know_host (self, control->host);
    }
}

DermagaReportVeil *
dermaga_report_veil_new (DermagaResult *result)
{
  DermagaReportVeil *self = g_new0 (DermagaReportVeil, 1);
  GListModel *probes = dermaga_result_get_probes (result);
  GPtrArray *checks = dermaga_result_get_port_checks (result);
  const char *email = dermaga_result_get_email (result);
  const char *at = email != NULL ? strrchr (email, '@') : NULL;

  self->domain = g_ascii_strdown (dermaga_result_get_target (result), -1);
  if (at != NULL && at > email)
    {
      self->email = g_strdup (email);
      self->local_part = g_strndup (email, at + 1 - email);
    }
  self->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  /* What Dermaga says of itself in EHLO, on every computer. */
  know_address (self, "127.0.0.1");
  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);

      know_row (self, probe);
    }
  for (guint i = 0; i < checks->len; i++)
    know_port_check (self, checks->pdata[i]);
  return self;
}

void
dermaga_report_veil_free (DermagaReportVeil *self)
{
  if (self == NULL)
    return;
  g_free (self->domain);
  g_free (self->email);
  g_free (self->local_part);
  g_hash_table_unref (self->addresses);
  g_hash_table_unref (self->hosts);
  g_free (self);
}

static gboolean
is_known_host (const DermagaReportVeil *self, const char *word)
{
  g_autofree char *host = g_ascii_strdown (word, -1);
  gsize length = strlen (host);
  gsize domain_length = strlen (self->domain);

  if (g_hash_table_contains (self->hosts, host) || g_str_equal (host, self->domain))
    return TRUE;
  return length > domain_length && g_str_has_suffix (host, self->domain)
         && host[length - domain_length - 1] == '.';
}

/* Addresses */

static gboolean
is_known_address (const DermagaReportVeil *self, const char *text)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (text);
  g_autofree char *usual = address != NULL ? g_inet_address_to_string (address) : NULL;

  return usual != NULL && g_hash_table_contains (self->addresses, usual);
}

/* (transfer full) (nullable): the address that @word is, without "IPv6:" and a port. */
static char *
find_address (const char *word)
{
  g_autofree char *core = NULL;
  char *colon;
  gsize length;

  /* A colon alone, as it stands behind “ć” or a quotation mark, is an address to
   * g_hostname_is_ip_address(). */
  if (strpbrk (word, "0123456789abcdefABCDEF") == NULL)
    return NULL;
  if (g_ascii_strncasecmp (word, "IPv6:", 5) == 0)
    word += 5;
  core = g_strdup (word);
  length = strlen (core);
  while (length > 0 && core[length - 1] == '.')
    core[--length] = '\0';
  if (length > 1 && core[length - 1] == ':' && core[length - 2] != ':')
    core[--length] = '\0';
  if (g_hostname_is_ip_address (core))
    return g_steal_pointer (&core);
  colon = strchr (core, ':');
  if (colon == NULL || strchr (colon + 1, ':') != NULL)
    return NULL;
  *colon = '\0';
  return g_hostname_is_ip_address (core) ? g_steal_pointer (&core) : NULL;
}

/* Reads a number of an IPv4 address at @text; returns what follows it, %NULL if there is none. */
static const char *
read_number (const char *text, guint *number)
{
  const char *end = text;

  *number = 0;
  while (g_ascii_isdigit (*end) && end - text < 4)
    *number = *number * 10 + (guint) (*end++ - '0');
  return end > text && end - text <= 3 && *number <= 255 ? end : NULL;
}

/* Four numbers with one and the same mark between them, at @text; returns what follows them. */
static const char *
read_embedded (const char *text, guint numbers[4])
{
  char mark = '\0';

  for (guint i = 0; i < 4; i++)
    {
      text = read_number (text, &numbers[i]);
      if (text == NULL || i == 3)
        break;
      if ((*text != '.' && *text != '-' && *text != '_') || (mark != '\0' && *text != mark))
        return NULL;
      mark = *text++;
    }
  return text != NULL && !g_ascii_isdigit (*text) ? text : NULL;
}

static gboolean
is_known_number (const DermagaReportVeil *self, const guint n[4])
{
  g_autofree char *forward = g_strdup_printf ("%u.%u.%u.%u", n[0], n[1], n[2], n[3]);
  g_autofree char *backward = g_strdup_printf ("%u.%u.%u.%u", n[3], n[2], n[1], n[0]);

  return is_known_address (self, forward) || is_known_address (self, backward);
}

/* Four numbers may begin within others: "ec2-198-51-100-2" holds one address, not two. */
static gboolean
hides_strange_address (const DermagaReportVeil *self, const char *word)
{
  const char *strange_end = NULL; /* of a strange one that no known one has overlapped so far */
  const char *known_end = word;

  for (const char *at = word; *at != '\0'; at++)
    {
      guint numbers[4];
      const char *end;

      if (strange_end != NULL && at >= strange_end)
        return TRUE;
      if (at > word && g_ascii_isdigit (at[-1]))
        continue;
      end = read_embedded (at, numbers);
      if (end == NULL)
        continue;
      if (is_known_number (self, numbers))
        {
          known_end = end;
          strange_end = NULL;
        }
      else if (at >= known_end && strange_end == NULL)
        strange_end = end;
    }
  return strange_end != NULL;
}

static void
judge_address (const DermagaReportVeil *self, Piece *piece)
{
  g_autofree char *word = g_strndup (piece->start, piece->length);
  g_autofree char *address = find_address (word);

  piece->is_address = address != NULL;
  piece->veiled = address != NULL
                    ? !is_known_address (self, address)
                    : !is_known_host (self, word) && hides_strange_address (self, word);
}

/* Names */

static gboolean
is_strange_name (const DermagaReportVeil *self, const Piece *piece)
{
  g_autofree char *word = g_strndup (piece->start, piece->length);
  gsize length = strlen (word);
  const char *dot;

  while (length > 0 && (word[length - 1] == '.' || word[length - 1] == ':'))
    word[--length] = '\0';
  dot = strrchr (word, '.');
  return dot != NULL && dot > word && g_ascii_isalpha (dot[1]) && dot[2] != '\0'
         && !is_known_host (self, word);
}

static gboolean
consists_of (const Piece *piece, const char *characters)
{
  for (gsize i = 0; i < piece->length; i++)
    if (strchr (characters, piece->start[i]) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_hello (const Piece *piece)
{
  return (piece->length == 5 && g_ascii_strncasecmp (piece->start, "Hello", 5) == 0)
         || (piece->length == 4 && g_ascii_strncasecmp (piece->start, "HELO", 4) == 0);
}

/* "name.example [203.0.113.7]", "Hello name.example": words alternate with what lies between. */
static void
judge_names (const DermagaReportVeil *self, GArray *pieces)
{
  for (guint i = 0; i + 2 < pieces->len; i++)
    {
      Piece *piece = &g_array_index (pieces, Piece, i);
      const Piece *between = &g_array_index (pieces, Piece, i + 1);
      Piece *next = &g_array_index (pieces, Piece, i + 2);

      if (!piece->is_word || !next->is_word)
        continue;
      if (next->veiled && next->is_address && !piece->veiled && consists_of (between, " ([")
          && is_strange_name (self, piece))
        piece->veiled = TRUE;
      else if (is_hello (piece) && !next->veiled && consists_of (between, " ([")
               && is_strange_name (self, next))
        next->veiled = TRUE;
    }
}

/* The whole */

static gboolean
is_word_character (char c)
{
  return g_ascii_isalnum (c) || c == '.' || c == '-' || c == '_' || c == ':';
}

static GArray *
cut (const char *text)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));

  while (*text != '\0')
    {
      Piece piece = { .start = text, .is_word = is_word_character (*text) };

      while (text[piece.length] != '\0'
             && is_word_character (text[piece.length]) == piece.is_word)
        piece.length++;
      text += piece.length;
      g_array_append_val (pieces, piece);
    }
  return pieces;
}

static char *
replace_all (const char *text, const char *part, const char *by)
{
  GString *out = g_string_new (NULL);
  gsize length = strlen (part);

  while (*text != '\0')
    if (g_ascii_strncasecmp (text, part, length) == 0)
      {
        g_string_append (out, by);
        text += length;
      }
    else
      g_string_append_c (out, *text++);
  return g_string_free (out, FALSE);
}

/* (transfer full) */
static char *
veil_email (const DermagaReportVeil *self, const char *text)
{
  g_autofree char *without = NULL;

  if (self->email == NULL)
    return g_strdup (text);
  /* Translators: in place of an address that a report does not give away. */
  without = replace_all (text, self->email, _("[address removed]"));
  return replace_all (without, self->local_part, "…@");
}

char *
dermaga_report_veil (const DermagaReportVeil *self, const char *text)
{
  g_autofree char *without_email = veil_email (self, text);
  g_autoptr (GArray) pieces = cut (without_email);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < pieces->len; i++)
    {
      Piece *piece = &g_array_index (pieces, Piece, i);

      if (piece->is_word)
        judge_address (self, piece);
    }
  judge_names (self, pieces);
  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      if (piece->veiled)
        /* Translators: in place of a host name that a report does not give away. */
        g_string_append (out, piece->is_address ? _("[address removed]") : _("[name removed]"));
      else
        g_string_append_len (out, piece->start, (gssize) piece->length);
    }
  return g_string_free (out, FALSE);
}

char *
dermaga_report_veil_user_name (const DermagaReportVeil *self, const char *user_name)
{
  return self->email != NULL ? dermaga_generalize_user_name (user_name, self->email)
                             : g_strdup (user_name);
}
