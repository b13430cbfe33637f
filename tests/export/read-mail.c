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

static gboolean
read_s_nail_line (const char *line, GHashTable *table)
{
  const char *equals = strchr (line, '=');
  char *value;

  if (!g_str_has_prefix (line, "set "))
    return FALSE;
  if (equals == NULL)
    return insert (table, g_strdup (line + 4), g_strdup (""));
  value = read_quoted (equals + 1, "$`");
  return value != NULL && insert (table, g_strndup (line + 4, equals - line - 4), value);
}

GHashTable *
read_s_nail (const char *text)
{
  return read_lines (text, read_s_nail_line);
}

static gboolean
read_ini_line (const char *line, GHashTable *table)
{
  const char *equals = strstr (line, " = ");
  gsize length = strlen (line);

  if (line[0] == '[')
    return line[length - 1] == ']'
           && insert (table, g_strdup ("[]"), g_strndup (line + 1, length - 2));
  if (equals == NULL || strpbrk (equals, "\"`#;\\") != NULL || g_ascii_isspace (equals[3])
      || g_ascii_isspace (line[length - 1]))
    return FALSE;
  return insert (table, g_strndup (line, equals - line), g_strdup (equals + 3));
}

GHashTable *
read_ini (const char *text)
{
  return read_lines (text, read_ini_line);
}

static gboolean
read_toml_line (const char *line, GHashTable *table)
{
  const char *equals = strstr (line, " = ");
  char *value;

  if (line[0] == '[')
    return g_str_has_suffix (line, "]")
           && insert (table, g_strdup ("[]"), g_strndup (line + 1, strlen (line) - 2));
  value = equals != NULL ? read_quoted (equals + 3, "") : NULL;
  return value != NULL && insert (table, g_strndup (line, equals - line), value);
}

GHashTable *
read_toml (const char *text)
{
  return read_lines (text, read_toml_line);
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

/* (transfer full): the name of a header's mailbox that ends with that address: encoded words, a
 * quoted string, or words without anything special */
static char *
read_name (const char *mailbox, const char *email)
{
  g_autofree char *end = g_strdup_printf (" <%s>", email);
  g_autofree char *phrase = NULL;
  g_autoptr (GString) name = g_string_new (NULL);
  g_auto (GStrv) words = NULL;

  if (!g_str_has_suffix (mailbox, end))
    return g_str_equal (mailbox, email) ? g_strdup ("") : NULL;
  phrase = g_strndup (mailbox, strlen (mailbox) - strlen (end));
  if (phrase[0] == '"')
    return read_quoted (phrase, "");
  if (!g_str_has_prefix (phrase, "=?"))
    return strpbrk (phrase, "()<>[]:;@\\,.\"") == NULL ? g_steal_pointer (&phrase) : NULL;
  words = g_strsplit (phrase, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize length = strlen (words[i]), size;
      g_autofree char *base64 = NULL;
      g_autofree guchar *bytes = NULL;

      if (length > 75 || !g_str_has_prefix (words[i], "=?utf-8?b?")
          || !g_str_has_suffix (words[i], "?="))
        return NULL;
      base64 = g_strndup (words[i] + 10, length - 12);
      bytes = g_base64_decode (base64, &size);
      if (!g_utf8_validate ((const char *) bytes, size, NULL))
        return NULL;
      g_string_append_len (name, (const char *) bytes, size);
    }
  return g_string_free (g_steal_pointer (&name), FALSE);
}

static void
assert_mailbox (const char *mailbox, const DermagaSettings *settings)
{
  g_autofree char *name = read_name (mailbox, settings->email);

  g_assert_cmpstr (name, ==, has_name (settings) ? settings->display_name : "");
}

static void
check_s_nail (const char *text, const DermagaSettings *settings)
{
  const DermagaServer *server = settings->outgoing;
  gboolean secure = server->security != DERMAGA_SECURITY_NONE;
  g_autoptr (GHashTable) values = read_s_nail (text);

  assert_value (values, "v15-compat", "yes");
  assert_url (g_hash_table_lookup (values, "mta"), "smtp", "smtps", server, server->user_name);
  assert_value (values, "smtp-use-starttls",
                server->security == DERMAGA_SECURITY_STARTTLS ? "" : NULL);
  assert_value (values, "tls-verify", secure ? "strict" : NULL);
  assert_mailbox (g_hash_table_lookup (values, "from"), settings);
  g_assert_true (
    g_str_has_prefix (g_hash_table_lookup (values, "netrc-pipe"), "secret-tool lookup host "));
}

static void
check_aerc (const char *text, const DermagaSettings *settings)
{
  const DermagaServer *in = settings->incoming, *out = settings->outgoing;
  g_autoptr (GHashTable) values = read_ini (text);

  assert_value (values, "[]", strchr (settings->email, '@') + 1);
  g_assert_cmpint (in->security, !=, DERMAGA_SECURITY_NONE);
  g_assert_cmpint (out->security, !=, DERMAGA_SECURITY_NONE);
  assert_url (g_hash_table_lookup (values, "source"), "imap", "imaps", in, in->user_name);
  assert_url (g_hash_table_lookup (values, "outgoing"), "smtp", "smtps", out, out->user_name);
  assert_value (values, "smtp-starttls",
                out->security == DERMAGA_SECURITY_STARTTLS ? "yes" : NULL);
  assert_mailbox (g_hash_table_lookup (values, "from"), settings);
  g_assert_true (g_str_has_prefix (g_hash_table_lookup (values, "source-cred-cmd"),
                                   "secret-tool lookup host "));
}

static void
check_himalaya_server (GHashTable *values, const char *prefix, const DermagaServer *server)
{
  static const char *const types[] = { "none", "start-tls", "tls" };
  const char *const pairs[][2] = {
    { "type", dermaga_protocol_to_string (server->protocol) },
    { "host", server->host },
    { "encryption.type", types[server->security] },
    { "login", server->user_name },
    { "auth.type", "password" },
    { "auth.raw", NULL },
  };
  g_autofree char *port = g_strconcat (prefix, "port", NULL);

  assert_number (values, port, server->port);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *key = g_strconcat (prefix, pairs[i][0], NULL);

      assert_value (values, key, pairs[i][1]);
    }
}

static void
check_himalaya (const char *text, const DermagaSettings *settings)
{
  g_autoptr (GHashTable) values = read_toml (text);
  g_autofree char *table
      = g_strdup_printf ("accounts.\"%s\"", strchr (settings->email, '@') + 1);

  assert_value (values, "[]", table);
  assert_value (values, "email", settings->email);
  assert_value (values, "display-name", has_name (settings) ? settings->display_name : NULL);
  check_himalaya_server (values, "backend.", settings->incoming);
  check_himalaya_server (values, "message.send.backend.", settings->outgoing);
}

static void
assert_key (GKeyFile *file, const char *group, const char *key, const char *value)
{
  g_autofree char *seen = g_key_file_get_string (file, group, key, NULL);

  g_assert_cmpstr (seen, ==, value);
}

static void
check_geary_server (GKeyFile *file, const char *group, const DermagaServer *server)
{
  assert_key (file, group, "login", server->user_name);
  assert_key (file, group, "host", server->host);
  g_assert_cmpint (g_key_file_get_integer (file, group, "port", NULL), ==, server->port);
  g_assert_cmpint (server->security, !=, DERMAGA_SECURITY_NONE);
  assert_key (file, group, "transport_security",
              server->security == DERMAGA_SECURITY_TLS ? "transport" : "start-tls");
  assert_key (file, group, "credentials", "custom");
}

static void
check_geary (const char *text, const DermagaSettings *settings)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) senders = NULL;

  g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  senders = g_key_file_get_string_list (file, "Account", "sender_mailboxes", NULL, NULL);
  g_assert_cmpuint (g_strv_length (senders), ==, 1);
  assert_mailbox (senders[0], settings);
  check_geary_server (file, "Incoming", settings->incoming);
  check_geary_server (file, "Outgoing", settings->outgoing);
}

/* (transfer full): the @n-th key file that the script writes */
static GKeyFile *
read_evolution_source (const char *text, guint n)
{
  GKeyFile *file = g_key_file_new ();
  g_auto (GStrv) parts = g_strsplit (text, "<<'END-OF-FILE'\n", -1);
  g_autoptr (GError) error = NULL;
  char *end;

  g_assert_cmpuint (g_strv_length (parts), ==, 4);
  end = strstr (parts[n], "\nEND-OF-FILE\n");
  g_assert_nonnull (end);
  end[1] = '\0';
  g_key_file_load_from_data (file, parts[n], strlen (parts[n]), G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  return file;
}

static void
check_evolution_server (GKeyFile *file, const DermagaServer *server)
{
  assert_key (file, "Authentication", "User", server->user_name);
  assert_key (file, "Authentication", "Host", server->host);
  g_assert_cmpint (g_key_file_get_integer (file, "Authentication", "Port", NULL), ==,
                   server->port);
  g_assert_cmpint (server->security, !=, DERMAGA_SECURITY_NONE);
  assert_key (file, "Security", "Method",
              server->security == DERMAGA_SECURITY_TLS ? "ssl-on-alternate-port"
                                                       : "starttls-on-standard-port");
}

static void
check_evolution (const char *text, const DermagaSettings *settings)
{
  g_autoptr (GKeyFile) account = read_evolution_source (text, 1);
  g_autoptr (GKeyFile) identity = read_evolution_source (text, 2);
  g_autoptr (GKeyFile) transport = read_evolution_source (text, 3);

  assert_key (account, "Mail Account", "BackendName",
              settings->incoming->protocol == DERMAGA_PROTOCOL_IMAP ? "imapx" : "pop");
  check_evolution_server (account, settings->incoming);
  assert_key (identity, "Mail Identity", "Address", settings->email);
  assert_key (identity, "Mail Identity", "Name", settings->display_name);
  check_evolution_server (transport, settings->outgoing);
}

/* (transfer full): what stands behind "put KEY", a word in single quotes */
static char *
read_kmail_value (const char *text, const char *key)
{
  g_autofree char *start = g_strdup_printf ("\nput %s ", key);
  const char *found = strstr (text, start);
  g_autofree char *line = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (found);
  g_assert_null (strstr (found + 1, start));
  line = g_strndup (found + 1, strcspn (found + 1, "\n"));
  g_shell_parse_argv (line, NULL, &words, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (words), ==, 3);
  return g_strdup (words[2]);
}

static void
check_kmail (const char *text, const DermagaSettings *settings)
{
  static const char *const encryptions[] = { "None", "TLS", "SSL" };
  const DermagaServer *server = settings->outgoing;
  g_autofree char *user = read_kmail_value (text, "user");
  g_autofree char *host = read_kmail_value (text, "host");
  g_autofree char *encryption = read_kmail_value (text, "encryption");

  g_assert_cmpstr (user, ==, server->user_name);
  g_assert_cmpstr (host, ==, server->host);
  g_assert_cmpstr (encryption, ==, encryptions[server->security]);
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
    { "s-nail", check_s_nail },
    { "aerc", check_aerc },
    { "himalaya", check_himalaya },
    { "geary", check_geary },
    { "evolution", check_evolution },
    { "kmail", check_kmail },
  };

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (g_str_equal (format, checks[i].format))
      {
        checks[i].check (text, settings);
        return TRUE;
      }
  return FALSE;
}
