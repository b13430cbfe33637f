#include "config.h"

#include "model/dermaga-classify-private.h"

#include <errno.h>
#include <string.h>

#define LONGEST_FIRST_LINE 512u /* the TLS engine keeps no more */

DermagaOutcome
dermaga_classify_errno (int os_error, gboolean is_ipv6)
{
  switch (os_error)
    {
    case ECONNREFUSED:
      return DERMAGA_OUTCOME_REFUSED;
    case ETIMEDOUT:
      return DERMAGA_OUTCOME_TIMEOUT;
    /* EADDRNOTAVAIL: no own address from which to go there; the others: no such family here. */
    case ENETUNREACH:
    case ENETDOWN:
    case ENONET:
    case EADDRNOTAVAIL:
    case EAFNOSUPPORT:
    case EPROTONOSUPPORT:
      return DERMAGA_OUTCOME_NET_UNREACH;
    case EPERM:
      return DERMAGA_OUTCOME_LOCAL_BLOCK;
    /* On IPv6 a router's "administratively prohibited", on IPv4 a policy of this computer. */
    case EACCES:
      return is_ipv6 ? DERMAGA_OUTCOME_HOST_UNREACH : DERMAGA_OUTCOME_LOCAL_BLOCK;
    /* Accepted, and hung up at the same moment. */
    case ECONNRESET:
    case ECONNABORTED:
    case EPIPE:
      return DERMAGA_OUTCOME_DROPPED;
    /* This computer ran out of something: it says nothing about the server. */
    case EMFILE:
    case ENFILE:
    case ENOBUFS:
    case ENOMEM:
      return DERMAGA_OUTCOME_NOT_CHECKED;
    default:
      return DERMAGA_OUTCOME_HOST_UNREACH;
    }
}

static gboolean
starts_with (const char *text, const char *start)
{
  return g_ascii_strncasecmp (text, start, strlen (start)) == 0;
}

/* A good greeting, or the first bytes of one: the rest may still be on its way, and a connection in
 * clear will tell. */
static gboolean
starts_or_is_started (const char *text, const char *start)
{
  return starts_with (text, start) || (text[0] != '\0' && starts_with (start, text));
}

static DermagaOutcome
judge_smtp_text (const char *text)
{
  g_autofree char *lower = NULL;

  if (starts_or_is_started (text, "220"))
    return DERMAGA_OUTCOME_NEED_STARTTLS;
  if (!g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]) || !g_ascii_isdigit (text[2])
      || strchr (" -\r\n", text[3]) == NULL)
    return DERMAGA_OUTCOME_NOT_MAIL;
  /* Exim greets nobody who speaks first; our ClientHello was that. The port is fine in clear. */
  lower = g_ascii_strdown (text, -1);
  if (text[0] == '5' && strstr (lower, "synchronization error") != NULL)
    return DERMAGA_OUTCOME_NEED_STARTTLS;
  if (text[0] == '5')
    return DERMAGA_OUTCOME_GREET_REFUSED;
  return text[0] == '4' ? DERMAGA_OUTCOME_TEMPFAIL : DERMAGA_OUTCOME_NOT_MAIL;
}

static DermagaOutcome
judge_imap_text (const char *text)
{
  if (starts_with (text, "* BYE [UNAVAILABLE]"))
    return DERMAGA_OUTCOME_TEMPFAIL;
  if (starts_with (text, "* BYE"))
    return DERMAGA_OUTCOME_GREET_REFUSED;
  /* Signed in before anybody could: never honest in clear text. */
  if (starts_with (text, "* PREAUTH"))
    return DERMAGA_OUTCOME_TAMPERED;
  return starts_or_is_started (text, "* OK") ? DERMAGA_OUTCOME_NEED_STARTTLS
                                             : DERMAGA_OUTCOME_NOT_MAIL;
}

static DermagaOutcome
judge_pop3_text (const char *text)
{
  if (starts_with (text, "-ERR [SYS/TEMP]") || starts_with (text, "-ERR [IN-USE]")
      || starts_with (text, "-ERR [LOGIN-DELAY]"))
    return DERMAGA_OUTCOME_TEMPFAIL;
  if (starts_with (text, "-ERR"))
    return DERMAGA_OUTCOME_GREET_REFUSED;
  return starts_or_is_started (text, "+OK") ? DERMAGA_OUTCOME_NEED_STARTTLS
                                            : DERMAGA_OUTCOME_NOT_MAIL;
}

DermagaOutcome
dermaga_classify_text (DermagaProtocol protocol, GBytes *bytes)
{
  gsize length = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  g_autofree char *text = g_strndup (data != NULL ? data : "", length);

  switch (protocol)
    {
    case DERMAGA_PROTOCOL_SMTP:
      return judge_smtp_text (text);
    case DERMAGA_PROTOCOL_IMAP:
      return judge_imap_text (text);
    case DERMAGA_PROTOCOL_POP3:
      return judge_pop3_text (text);
    }
  g_return_val_if_reached (DERMAGA_OUTCOME_NOT_MAIL);
}

gboolean
dermaga_classify_text_is_whole (GBytes *bytes)
{
  gsize length = 0;
  const guint8 *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  for (gsize i = 0; i < length; i++)
    if (data[i] < 0x20 && data[i] != '\t' && data[i] != '\r')
      return TRUE;
  return length == 0 || length >= LONGEST_FIRST_LINE;
}

/*
 * Of several faults the one is named whose advice is still right in spite of the others:
 * "stop" (revoked, too weak, wrong purpose) always is; the names and dates of a certificate that
 * nobody vouches for mean nothing, so trust comes before both; and "check your clock" helps only
 * where the certificate is otherwise the right one.
 */
DermagaOutcome
dermaga_classify_certificate (const DermagaTlsFacts *tls)
{
  if (dermaga_tls_facts_has_fault (tls, DERMAGA_FAULT_KIND_BAD))
    return DERMAGA_OUTCOME_CERT_BAD;
  if (dermaga_tls_facts_has_fault (tls, DERMAGA_FAULT_KIND_TRUST))
    return DERMAGA_OUTCOME_CERT_TRUST;
  if (dermaga_tls_facts_has_fault (tls, DERMAGA_FAULT_KIND_NAME))
    return DERMAGA_OUTCOME_CERT_NAME;
  if (dermaga_tls_facts_has_fault (tls, DERMAGA_FAULT_KIND_TIME))
    return DERMAGA_OUTCOME_CERT_TIME;
  /* No fault, and yet not verified: no certificate at all, or a version that does not count. */
  if (tls->chain == NULL || tls->chain->len == 0)
    return DERMAGA_OUTCOME_CERT_TRUST;
  return DERMAGA_OUTCOME_TLS_OLD;
}
