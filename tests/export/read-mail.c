#include "config.h"

#include "read-mail.h"

#include <string.h>

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* Takes @key and @value; FALSE when the key is there already. */
static gboolean
insert (GHashTable *table, char *key, char *value)
{
  if (g_hash_table_contains (table, key))
    {
      g_free (key);
      g_free (value);
      return FALSE;
    }
  return g_hash_table_insert (table, key, value);
}

typedef gboolean (*ReadLine) (const char *line, GHashTable *table);

/* One entry a line; empty lines and comments apart. */
static GHashTable *
read_lines (const char *text, ReadLine read_line)
{
  g_autoptr (GHashTable) table = new_table ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  if (!g_str_has_suffix (text, "\n") || strchr (text, '\r') != NULL)
    return NULL;
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0' && lines[i][0] != '#' && !read_line (lines[i], table))
      return NULL;
  return g_steal_pointer (&table);
}

/* "command argument"; the argument perhaps in quotes, within which nothing is special. */
static gboolean
read_msmtp_line (const char *line, GHashTable *table)
{
  const char *blank = strchr (line, ' ');
  const char *argument = blank != NULL ? blank + 1 : NULL;
  gsize length;

  if (argument == NULL || strlen (line) > 499)
    return FALSE;
  if (g_str_has_prefix (line, "account default : "))
    return insert (table, g_strdup ("account default"), g_strdup (argument + 10));
  length = strlen (argument);
  if (argument[0] == '"')
    return length >= 2 && argument[length - 1] == '"'
           && insert (table, g_strndup (line, blank - line), g_strndup (argument + 1, length - 2));
  if (g_ascii_isspace (argument[0]) || (length > 0 && g_ascii_isspace (argument[length - 1])))
    return FALSE;
  return insert (table, g_strndup (line, blank - line), g_strdup (argument));
}

GHashTable *
read_msmtp (const char *text)
{
  return read_lines (text, read_msmtp_line);
}

/* To the end of the line: a word without anything special, or double quotes where "\" takes the
 * meaning from the next, and @forbidden may not stand without it. */
static char *
read_quoted (const char *text, const char *forbidden)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *c = text;

  if (*c != '"')
    return strpbrk (text, " \"'\\$`#;") == NULL && *text != '\0' ? g_strdup (text) : NULL;
  for (c++; *c != '"'; c++)
    {
      if (*c == '\0' || strchr (forbidden, *c) != NULL)
        return NULL;
      if (*c == '\\' && (*++c == '\0' || g_ascii_isalnum (*c)))
        return NULL;
      g_string_append_c (out, *c);
    }
  return c[1] == '\0' ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

static gboolean
read_mutt_line (const char *line, GHashTable *table)
{
  const char *equals = strchr (line, '=');
  char *value;

  if (g_str_has_prefix (line, "mailboxes "))
    {
      value = read_quoted (line + 10, "$`");
      return value != NULL && insert (table, g_strdup ("mailboxes"), value);
    }
  if (!g_str_has_prefix (line, "set ") || equals == NULL)
    return FALSE;
  value = read_quoted (equals + 1, "$`");
  return value != NULL && insert (table, g_strndup (line + 4, equals - line - 4), value);
}

GHashTable *
read_mutt (const char *text)
{
  return read_lines (text, read_mutt_line);
}

static gboolean
read_mbsync_line (const char *line, GHashTable *table)
{
  static const char *const sections[]
      = { "IMAPAccount", "IMAPStore", "MaildirStore", "Channel", NULL };
  const char *blank = strchr (line, ' ');
  const char *section = g_hash_table_lookup (table, "");
  g_autofree char *word = NULL;
  char *value;

  if (blank == NULL)
    return FALSE;
  word = g_strndup (line, blank - line);
  value = read_quoted (blank + 1, "");
  if (value == NULL)
    return FALSE;
  if (g_strv_contains (sections, word))
    {
      g_hash_table_insert (table, g_strdup (""), g_strdup (word));
      return insert (table, g_steal_pointer (&word), value);
    }
  return insert (table, g_strdup_printf ("%s.%s", section != NULL ? section : "", word), value);
}

GHashTable *
read_mbsync (const char *text)
{
  return read_lines (text, read_mbsync_line);
}

static void
assert_value (GHashTable *table, const char *key, const char *value)
{
  g_assert_nonnull (table);
  if (g_strcmp0 (g_hash_table_lookup (table, key), value) != 0)
    g_test_message ("%s", key);
  g_assert_cmpstr (g_hash_table_lookup (table, key), ==, value);
}

static void
assert_number (GHashTable *table, const char *key, guint value)
{
  g_autofree char *number = g_strdup_printf ("%u", value);

  assert_value (table, key, number);
}

/* An independent reader of URLs tells the parts. */
static void
assert_url (const char *text, const char *scheme, const char *secure_scheme,
            const DermagaServer *server, const char *user_name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (g_uri_get_scheme (uri), ==,
                   server->security == DERMAGA_SECURITY_TLS ? secure_scheme : scheme);
  g_assert_cmpstr (g_uri_get_userinfo (uri), ==, user_name);
  g_assert_cmpstr (g_uri_get_host (uri), ==, server->host);
  g_assert_cmpint (g_uri_get_port (uri), ==, server->port);
}

static gboolean
has_name (const DermagaSettings *settings)
{
  return settings->display_name != NULL && settings->display_name[0] != '\0';
}

static void
check_msmtp (const char *text, const DermagaSettings *settings)
{
  static const char *const tls[] = { "off", "on", "on" };
  static const char *const starttls[] = { NULL, "on", "off" };
  const DermagaServer *server = settings->outgoing;
  g_autoptr (GHashTable) values = read_msmtp (text);

  assert_value (values, "host", server->host);
  assert_number (values, "port", server->port);
  assert_value (values, "tls", tls[server->security]);
  assert_value (values, "tls_starttls", starttls[server->security]);
  assert_value (values, "auth", server->security == DERMAGA_SECURITY_NONE ? "plain" : "on");
  assert_value (values, "user", server->user_name);
  assert_value (values, "from", settings->email);
  assert_value (values, "tls_certcheck", NULL);
  assert_value (values, "password", NULL);
  g_assert_true (
    g_str_has_prefix (g_hash_table_lookup (values, "passwordeval"), "secret-tool lookup host "));
  g_assert_null (strpbrk (g_hash_table_lookup (values, "passwordeval"), "\"'`$\\;&|<>()*?"));
}

static void
check_mutt (const char *text, const DermagaSettings *settings)
{
  const DermagaServer *in = settings->incoming, *out = settings->outgoing;
  gboolean insecure
      = in->security == DERMAGA_SECURITY_NONE || out->security == DERMAGA_SECURITY_NONE;
  gboolean imap = in->protocol == DERMAGA_PROTOCOL_IMAP;
  g_autoptr (GHashTable) values = read_mutt (text);

  assert_value (values, "from", settings->email);
  assert_value (values, "realname", has_name (settings) ? settings->display_name : NULL);
  assert_value (values, "ssl_force_tls", insecure ? "no" : "yes");
  assert_value (values, "ssl_starttls", insecure ? "no" : "yes");
  assert_value (values, "ssl_verify_host", "yes");
  assert_value (values, "ssl_verify_dates", "yes");
  assert_value (values, "smtp_pass", NULL);
  assert_value (values, "imap_pass", NULL);
  assert_url (g_hash_table_lookup (values, "smtp_url"), "smtp", "smtps", out, out->user_name);
  assert_value (values, imap ? "imap_user" : "pop_user", in->user_name);
  assert_url (g_hash_table_lookup (values, imap ? "folder" : "spoolfile"), imap ? "imap" : "pop",
              imap ? "imaps" : "pops", in, NULL);
  if (!imap)
    return;
  assert_value (values, "spoolfile", "+INBOX");
  assert_value (values, "mailboxes", "+INBOX");
}

static void
check_mbsync (const char *text, const DermagaSettings *settings)
{
  static const char *const types[] = { "None", "STARTTLS", "IMAPS" };
  const DermagaServer *server = settings->incoming;
  g_autoptr (GHashTable) values = read_mbsync (text);
  g_autofree char *far = g_strdup_printf (":%s-remote:", server->host);

  assert_value (values, "IMAPAccount", server->host);
  assert_value (values, "IMAPAccount.Host", server->host);
  assert_number (values, "IMAPAccount.Port", server->port);
  assert_value (values, "IMAPAccount.User", server->user_name);
  assert_value (values, "IMAPAccount.Pass", NULL);
  assert_value (values, "IMAPAccount.SSLType", types[server->security]);
  assert_value (values, "IMAPAccount.AuthMechs",
                server->security == DERMAGA_SECURITY_NONE ? "LOGIN" : NULL);
  assert_value (values, "IMAPStore.Account", server->host);
  assert_value (values, "Channel.Far", far);
  assert_value (values, "Channel.Expunge", "None");
}

gboolean
check_mail (const char *format, const char *text, const DermagaSettings *settings)
{
  static const struct {
    const char *format;
    void (*check) (const char *text, const DermagaSettings *settings);
  } checks[] = {
    { "msmtp", check_msmtp },
    { "mutt", check_mutt },
    { "mbsync", check_mbsync },
  };

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (g_str_equal (format, checks[i].format))
      {
        checks[i].check (text, settings);
        return TRUE;
      }
  return FALSE;
}
