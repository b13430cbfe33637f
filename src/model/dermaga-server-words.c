#include "config.h"

#include "model/dermaga-server-words.h"

#include "base/dermaga-text.h"

#include <string.h>

/* Servers' words for people are free text. What is read from them here only chooses between
 * explanations and whether to look a second time; it makes no port safe. */

#define MAX_WORDS 200

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

static char *
dup_first_line (GBytes *bytes)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  gsize end = 0;

  while (end < length && data[end] != '\r' && data[end] != '\n' && data[end] != '\0')
    end++;
  return end > 0 ? dermaga_text_make_safe (data, end, MAX_WORDS) : NULL;
}

/* Of an FTP server the refused command says less than its greeting. */
static gboolean
greets_as_other_service (const DermagaFacts *facts)
{
  return dermaga_server_words_get_service (facts->greeting) == DERMAGA_SERVICE_FTP;
}

char *
dermaga_server_words_of (const DermagaFacts *facts, const DermagaTlsFacts *tls)
{
  if (facts != NULL && has_text (facts->trouble_text) && !greets_as_other_service (facts))
    return g_strdup (facts->trouble_text);
  if (tls != NULL && tls->first_bytes != NULL)
    return dup_first_line (tls->first_bytes);
  if (facts != NULL && has_text (facts->greeting))
    return g_strdup (facts->greeting);
  return NULL;
}

static gboolean
starts_with (const char *line, const char *start)
{
  return g_ascii_strncasecmp (line, start, strlen (start)) == 0;
}

static gboolean
is_smtp_line (const char *line)
{
  return line[0] >= '2' && line[0] <= '5' && g_ascii_isdigit (line[1]) && g_ascii_isdigit (line[2])
         && (line[3] == ' ' || line[3] == '-');
}

DermagaService
dermaga_server_words_get_service (const char *line)
{
  static const struct
  {
    const char *start;
    DermagaService service;
  } starts[] = {
    { "HTTP/", DERMAGA_SERVICE_WEB },   { "<html", DERMAGA_SERVICE_WEB },
    { "<!doctype", DERMAGA_SERVICE_WEB }, { "SSH-", DERMAGA_SERVICE_SSH },
    { "* OK", DERMAGA_SERVICE_IMAP },   { "* BYE", DERMAGA_SERVICE_IMAP },
    { "* PREAUTH", DERMAGA_SERVICE_IMAP }, { "+OK", DERMAGA_SERVICE_POP3 },
    { "-ERR", DERMAGA_SERVICE_POP3 },
  };
  g_autofree char *lower = NULL;

  if (line == NULL)
    return DERMAGA_SERVICE_UNKNOWN;
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (starts_with (line, starts[i].start))
      return starts[i].service;
  if (!is_smtp_line (line))
    return DERMAGA_SERVICE_UNKNOWN;
  /* FTP greets as SMTP does, and nearly always says what it is. */
  lower = g_ascii_strdown (line, -1);
  return strstr (lower, "ftp") != NULL && strstr (lower, "smtp") == NULL ? DERMAGA_SERVICE_FTP
                                                                         : DERMAGA_SERVICE_SMTP;
}

/* Whole words only: "rbl" must not be found in "marble". */
static gboolean
has_word (const char *words, const char *word)
{
  gsize length = strlen (word);

  for (const char *found = strstr (words, word); found != NULL; found = strstr (found + 1, word))
    if ((found == words || !g_ascii_isalnum (found[-1])) && !g_ascii_isalnum (found[length]))
      return TRUE;
  return FALSE;
}

static gboolean
has_any (const char *words, const char *const *list)
{
  g_autofree char *lower = NULL;

  if (words == NULL)
    return FALSE;
  lower = g_ascii_strdown (words, -1);
  for (guint i = 0; list[i] != NULL; i++)
    if (has_word (lower, list[i]))
      return TRUE;
  return FALSE;
}

gboolean
dermaga_server_words_tell_limit (const char *words)
{
  static const char *const limits[]
      = { "[inuse]",          "[in-use]",        "too many", "connection limit",
          "connection rate",  "rate limit",      "limit exceeded",
          "concurrent",       "connections from your", NULL };

  return words != NULL && (starts_with (words, "421") || has_any (words, limits));
}

gboolean
dermaga_server_words_blame_address (const char *words)
{
  static const char *const reasons[]
      = { "dynamic",    "residential", "dialup",     "dial-up",   "blocked using", "pbl",
          "rbl",        "dnsbl",       "spamhaus",   "spamcop",   "barracuda",     "blacklist",
          "blacklisted", "blocklist",  "blocklisted", "block list", "black list",  "reputation",
          "policy",     "5.7.1",       "client host", "your ip",  "your host",     "your address",
          "ip address", "reverse dns", "ptr",        "rdns",      NULL };

  return has_any (words, reasons);
}
