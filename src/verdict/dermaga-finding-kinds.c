#include "config.h"

#include "verdict/dermaga-finding-kinds.h"

#include <glib/gi18n.h>

#define NOBODY DERMAGA_CULPRIT_NOBODY
#define YOU DERMAGA_CULPRIT_YOU
#define COMPUTER DERMAGA_CULPRIT_COMPUTER
#define NETWORK DERMAGA_CULPRIT_NETWORK
#define BETWEEN DERMAGA_CULPRIT_BETWEEN
#define PROVIDER DERMAGA_CULPRIT_PROVIDER

/*
 * All codes of findings, in the order in which they are told within one severity. A finding's
 * severity says how bad it is in this check; the order below decides among equals:
 *
 *   1. what stops everything: nothing else can be trusted until it is mended, and the remedy is
 *      the same whatever else was found
 *   2. what is dangerous: a password could reach the wrong one
 *   3. what is broken: mail does not go, or would not with what is published
 *   4. what the provider asks for before it lets a mail program in, the hardest first
 *   5. what explains the answer, and what can be left as it is
 *
 * The culprit is whom the evidence points at, likely and never for certain; NOBODY where it is as
 * it should be, or where the evidence points at no one.
 */
static const struct {
  const char *code;
  DermagaCulprit culprit;
} kinds[] = {
  /* 1 */
  { "offline", COMPUTER },
  { "clock-wrong", COMPUTER },
  { "portal", NETWORK },
  { "dns-silent", NETWORK },
  { "no-domain", YOU },
  { "dns-broken", PROVIDER },
  /* 2 */
  { "intercepted", BETWEEN },
  { "tampered", BETWEEN },
  { "starttls-stripped", NOBODY },
  { "offers-differ", NOBODY },
  { "cert-bad", PROVIDER },
  { "cert-name", PROVIDER },
  { "cert-trust", PROVIDER },
  { "cert-time", PROVIDER },
  { "no-encryption", PROVIDER },
  { "consent-needed", NOBODY },
  { "http-lead", PROVIDER },
  { "source-suspicious", PROVIDER },
  /* 3 */
  { "mail-blocked", NETWORK },
  { "sending-blocked", NETWORK },
  { "banned", PROVIDER },
  { "starttls-refused", PROVIDER },
  { "outdated-encryption", PROVIDER },
  { "wrong-security", PROVIDER },
  { "published-stale", PROVIDER },
  { "plain-only-published", PROVIDER },
  { "null-mx", YOU },
  /* 4 */
  { "no-mail-program", NOBODY },
  { "paid-only", NOBODY },
  { "own-domain", NOBODY },
  { "local-bridge", NOBODY },
  { "service-login", NOBODY },
  { "browser-sign-in", NOBODY },
  { "enable-access", NOBODY },
  { "app-password", NOBODY },
  /* 5 */
  { "cancelled", NOBODY },
  { "exchange", NOBODY },
  { "sources-disagree", PROVIDER },
  { "mx-elsewhere", NOBODY },
  { "wildcard-dns", NOBODY },
  { "server-message", NOBODY },
  { "offer-masked", BETWEEN },
  { "plain-sign-in", PROVIDER },
  { "ipv6-broken", PROVIDER },
  { "no-ipv6", NETWORK },
  { "port-25-blocked", NOBODY },
};

const char *const *
dermaga_finding_kinds (void)
{
  static const char *codes[G_N_ELEMENTS (kinds) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    codes[i] = kinds[i].code;
  return codes;
}

guint
dermaga_finding_kind_get_rank (const char *code)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (kinds) && !g_str_equal (kinds[i].code, code); i++)
    ;
  return i;
}

DermagaCulprit
dermaga_finding_kind_get_culprit (const char *code)
{
  guint rank = dermaga_finding_kind_get_rank (code);

  return rank < G_N_ELEMENTS (kinds) ? kinds[rank].culprit : NOBODY;
}

const char *
dermaga_culprit_to_string (DermagaCulprit culprit)
{
  switch (culprit)
    {
    case NOBODY:
      return "nobody";
    case YOU:
      return "you";
    case COMPUTER:
      return "computer";
    case NETWORK:
      return "network";
    case BETWEEN:
      return "between";
    case PROVIDER:
      return "provider";
    }
  g_assert_not_reached ();
}

const char *
dermaga_explain_culprit (DermagaCulprit culprit)
{
  switch (culprit)
    {
    case NOBODY:
      return NULL;
    case YOU:
      return _("Likely cause: a typing mistake.");
    case COMPUTER:
      return _("Likely cause: this computer.");
    case NETWORK:
      return _("Likely cause: the network that this computer is in.");
    case BETWEEN:
      return _("Likely cause: something between this computer and the server.");
    case PROVIDER:
      return _("Likely cause: the provider.");
    }
  g_assert_not_reached ();
}
