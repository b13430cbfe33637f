#include "config.h"

#include "export/dermaga-escape.h"
#include "export/dermaga-publication.h"
#include "verdict/dermaga-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define TTL 3600u              /* an hour: a mistake can be mended the same day */
#define PRIORITY_STEP 10u      /* leaves room for servers that the owner adds */
#define MAX_NAME 253u          /* octets of a name as text, without the dot at its end (RFC 1035) */
#define MAX_STRING 255u        /* octets of one character string (RFC 1035 §3.3) */
#define DIGEST_LABEL "_ua-auto-config"

/* RFC 6186 §3 and RFC 8314 §5.1; nothing announces a server without encryption. */
static const char *const services[3][3] = {
  [DERMAGA_PROTOCOL_SMTP] = {
    [DERMAGA_SECURITY_STARTTLS] = "_submission._tcp",
    [DERMAGA_SECURITY_TLS] = "_submissions._tcp",
  },
  [DERMAGA_PROTOCOL_IMAP] = {
    [DERMAGA_SECURITY_STARTTLS] = "_imap._tcp",
    [DERMAGA_SECURITY_TLS] = "_imaps._tcp",
  },
  [DERMAGA_PROTOCOL_POP3] = {
    [DERMAGA_SECURITY_STARTTLS] = "_pop3._tcp",
    [DERMAGA_SECURITY_TLS] = "_pop3s._tcp",
  },
};

/* Takes @sentence. */
static void
put_comment (GString *out, char *sentence)
{
  dermaga_append_comment (out, DERMAGA_COMMENT_ZONE, sentence);
  g_free (sentence);
}

static void
put_records (GString *out, const DermagaPublication *publication, GPtrArray *servers)
{
  for (guint i = 0; i < servers->len; i++)
    {
      const DermagaProviderServer *server = servers->pdata[i];

      g_string_append_printf (out, "%s.%s. %u IN SRV %u 1 %u %s.\n",
                              services[server->protocol][server->security],
                              publication->config->id, TTL, MIN (i * PRIORITY_STEP, G_MAXUINT16),
                              server->port, server->host);
    }
}

static gboolean
is_offered (const DermagaPublication *publication, DermagaProtocol protocol,
            DermagaSecurity security)
{
  GPtrArray *servers = protocol == DERMAGA_PROTOCOL_SMTP ? publication->config->outgoing
                                                         : publication->config->incoming;

  for (guint i = 0; i < servers->len; i++)
    {
      const DermagaProviderServer *server = servers->pdata[i];

      if (server->protocol == protocol && server->security == security)
        return TRUE;
    }
  return FALSE;
}

/* The target "." says that a service is not there (RFC 6186 §3.4, RFC 2782). */
static void
put_absent (GString *out, const DermagaPublication *publication)
{
  gboolean any = FALSE;

  for (guint protocol = 0; protocol < G_N_ELEMENTS (services); protocol++)
    for (guint security = 0; security < G_N_ELEMENTS (services[0]); security++)
      {
        if (services[protocol][security] == NULL || !publication->absent[protocol][security]
            || is_offered (publication, protocol, security))
          continue;
        if (!any)
          put_comment (out, g_strdup (_("These were tried, and your servers do not offer them:")));
        any = TRUE;
        g_string_append_printf (out, "%s.%s. %u IN SRV 0 0 0 .\n", services[protocol][security],
                                publication->config->id, TTL);
      }
}

/* A longer text is split; all who read it join the pieces again (RFC 1035 §5.1, RFC 7208 §3.3). */
static void
put_strings (GString *out, const char *text)
{
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i++)
    {
      guchar c = text[i];

      if (i % MAX_STRING == 0)
        g_string_append (out, i == 0 ? " \"" : "\" \"");
      if (c == '"' || c == '\\')
        g_string_append_printf (out, "\\%c", c);
      else if (c < 0x20 || c > 0x7e)
        g_string_append_printf (out, "\\%03u", c);
      else
        g_string_append_c (out, c);
    }
  g_string_append (out, length > 0 ? "\"\n" : " \"\"\n");
}

/* Where the files go. Which web server that is only the owner knows, so no record is made. */
static void
put_places (GString *out, const char *domain, gboolean has_pacc)
{
  g_string_append_c (out, '\n');
  put_comment (out,
               dermaga_fill (_("config-v1.1.xml is looked for at "
                               "https://autoconfig.{domain}/mail/config-v1.1.xml. The name needs "
                               "a record of its own that leads to a web server with a certificate "
                               "for it, such as:"),
                             "domain", domain, NULL));
  g_string_append_printf (out, ";autoconfig.%s. %u IN CNAME www.%s.\n", domain, TTL, domain);
  if (!has_pacc)
    return;
  put_comment (out,
               dermaga_fill (_("user-agent-configuration.json is looked for at "
                               "https://ua-auto-config.{domain}/.well-known/"
                               "user-agent-configuration.json. The name needs such a record too:"),
                             "domain", domain, NULL));
  g_string_append_printf (out, ";ua-auto-config.%s. %u IN CNAME www.%s.\n", domain, TTL, domain);
}

static void
put_digest (GString *out, const char *domain, const char *pacc_digest)
{
  g_string_append_c (out, '\n');
  put_comment (out, g_strdup (_("This confirms user-agent-configuration.json as it is now; each "
                                "change of that file needs a new record.")));
  g_string_append_printf (out, DIGEST_LABEL ".%s. %u IN TXT", domain, TTL);
  put_strings (out, pacc_digest);
}

GBytes *
dermaga_publish_zone (const DermagaPublication *publication, const char *pacc_digest,
                      GError **error)
{
  const DermagaProviderConfig *config = publication->config;
  GString *out;

  if (!dermaga_publication_validate (publication, error))
    return NULL;
  if (strlen ("_submissions._tcp.") + strlen (config->id) > MAX_NAME)
    {
      g_set_error_literal (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT,
                           "the domain is too long for the names of services below it");
      return NULL;
    }
  out = g_string_new (NULL);
  put_comment (out, dermaga_fill (_("Records for the zone of {domain}, made by Dermaga from "
                                    "servers that were tested. They tell mail programs where your "
                                    "servers are; the first number is the order of preference, "
                                    "the lowest first."),
                                  "domain", config->id, NULL));
  put_records (out, publication, config->incoming);
  put_records (out, publication, config->outgoing);
  put_absent (out, publication);
  put_places (out, config->id, pacc_digest != NULL);
  if (pacc_digest != NULL)
    put_digest (out, config->id, pacc_digest);
  return g_string_free_to_bytes (out);
}
