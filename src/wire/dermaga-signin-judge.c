#include "config.h"

#include "wire/dermaga-signin-judge.h"

#include <string.h>

#define SMTP (1u << DERMAGA_PROTOCOL_SMTP)
#define IMAP (1u << DERMAGA_PROTOCOL_IMAP)
#define POP3 (1u << DERMAGA_PROTOCOL_POP3)
#define ALL (SMTP | IMAP | POP3)

/*
 * Well-known wording, in lower case. The first row that is found in the text decides, so what is
 * said more closely stands before what is said in general. Sources: G Google (support answers
 * 185833, 78754, 7190), M Microsoft (learn.microsoft.com, "Fix issues with SMTP AUTH", "Deprecation
 * of Basic authentication"), Y Yahoo and AOL (IMAP and SMTP servers), Z Zoho (error codes), X
 * Yandex, R mail.ru, Q Tencent and NetEase, D Dovecot (src/login-common, src/auth), P Postfix
 * (src/smtpd), C Cyrus, E Exim.
 */
static const struct {
  guint protocols;
  const char *words;
  DermagaSigninVerdict verdict;
} wording[] = {
  /* X, Q: "or": which of them it is nobody says. */
  { ALL, "invalid credentials or imap is disabled", DERMAGA_SIGNIN_REJECTED },
  { ALL, "account is abnormal, service is not open", DERMAGA_SIGNIN_REJECTED },

  /* D: to USER and PASS, where it offers them and lets one in by other ways only. */
  { ALL, "unsupported authentication mechanism", DERMAGA_SIGNIN_MECHANISM_REFUSED },

  { ALL, "application-specific password", DERMAGA_SIGNIN_APP_PASSWORD },   /* G, Z */
  { ALL, "app-specific password", DERMAGA_SIGNIN_APP_PASSWORD },           /* Apple */
  { ALL, "app specific password", DERMAGA_SIGNIN_APP_PASSWORD },
  { ALL, "application password", DERMAGA_SIGNIN_APP_PASSWORD },            /* R */
  { ALL, "parol prilozheniya", DERMAGA_SIGNIN_APP_PASSWORD },              /* R */
  { ALL, "app password", DERMAGA_SIGNIN_APP_PASSWORD },                    /* Y, Fastmail */
  { ALL, "enter your authorization code", DERMAGA_SIGNIN_APP_PASSWORD },   /* Q */
  { ALL, "using authorization code", DERMAGA_SIGNIN_APP_PASSWORD },        /* Q */

  { SMTP, "smtpclientauthentication is disabled", DERMAGA_SIGNIN_SERVICE_OFF }, /* M */
  { ALL, "basic authentication is disabled", DERMAGA_SIGNIN_BROWSER_NEEDED },   /* M */
  { ALL, "basicauthblocked", DERMAGA_SIGNIN_BROWSER_NEEDED },                   /* M */
  { ALL, "security defaults policy", DERMAGA_SIGNIN_BROWSER_NEEDED },           /* M */
  { ALL, "user credentials were incorrect", DERMAGA_SIGNIN_REJECTED },          /* M: 5.7.139 */
  { ALL, "log in via your web browser", DERMAGA_SIGNIN_BROWSER_NEEDED },        /* G */
  { ALL, "log in with your web browser", DERMAGA_SIGNIN_BROWSER_NEEDED },       /* G */
  { ALL, "web login required", DERMAGA_SIGNIN_BROWSER_NEEDED },                 /* G */
  { ALL, "webalert", DERMAGA_SIGNIN_BROWSER_NEEDED },                           /* G */

  { ALL, "too many", DERMAGA_SIGNIN_TOO_MANY },                  /* P, G, Y, D */
  { ALL, "rate limit", DERMAGA_SIGNIN_TOO_MANY },                /* Y */
  { ALL, "maximum number of connections", DERMAGA_SIGNIN_TOO_MANY }, /* D */
  { ALL, "try again later, too", DERMAGA_SIGNIN_TOO_MANY },
  { ALL, "login frequency limited", DERMAGA_SIGNIN_TOO_MANY },   /* Q */
  { ALL, "temporarily locked", DERMAGA_SIGNIN_TOO_MANY },

  { ALL, "not enabled for imap", DERMAGA_SIGNIN_SERVICE_OFF },   /* G */
  { ALL, "not enabled for pop", DERMAGA_SIGNIN_SERVICE_OFF },    /* G */
  { ALL, "yet to enable imap", DERMAGA_SIGNIN_SERVICE_OFF },     /* Z */
  { ALL, "yet to enable pop", DERMAGA_SIGNIN_SERVICE_OFF },      /* Z */
  { IMAP, "imap access is disabled", DERMAGA_SIGNIN_SERVICE_OFF }, /* Z */
  { IMAP, "imap access disabled", DERMAGA_SIGNIN_SERVICE_OFF },
  { IMAP, "imap is disabled", DERMAGA_SIGNIN_SERVICE_OFF },
  { IMAP, "imap disabled", DERMAGA_SIGNIN_SERVICE_OFF },
  { IMAP, "imap not enabled", DERMAGA_SIGNIN_SERVICE_OFF },
  { IMAP, "imap access not enabled", DERMAGA_SIGNIN_SERVICE_OFF },
  { POP3, "pop access is disabled", DERMAGA_SIGNIN_SERVICE_OFF },
  { POP3, "pop3 access is disabled", DERMAGA_SIGNIN_SERVICE_OFF },
  { POP3, "pop is disabled", DERMAGA_SIGNIN_SERVICE_OFF },
  { POP3, "pop3 is disabled", DERMAGA_SIGNIN_SERVICE_OFF },
  { POP3, "pop3 not enabled", DERMAGA_SIGNIN_SERVICE_OFF },
  { SMTP, "smtp access is disabled", DERMAGA_SIGNIN_SERVICE_OFF },
  { SMTP, "smtp is disabled", DERMAGA_SIGNIN_SERVICE_OFF },
  { ALL, "does not have access rights to this service", DERMAGA_SIGNIN_SERVICE_OFF }, /* X */
  { ALL, "user has no permission", DERMAGA_SIGNIN_SERVICE_OFF },  /* Q */
  { ALL, "authenticated but not connected", DERMAGA_SIGNIN_SERVICE_OFF }, /* M */

  { ALL, "account is disabled", DERMAGA_SIGNIN_DISABLED },       /* D */
  { ALL, "user is disabled", DERMAGA_SIGNIN_DISABLED },          /* D */
  { ALL, "account disabled", DERMAGA_SIGNIN_DISABLED },          /* C */
  { ALL, "user account is locked", DERMAGA_SIGNIN_DISABLED },
  { ALL, "account is locked", DERMAGA_SIGNIN_DISABLED },
  { ALL, "account has been suspended", DERMAGA_SIGNIN_DISABLED },
  { ALL, "account is suspended", DERMAGA_SIGNIN_DISABLED },
  { ALL, "account has been disabled", DERMAGA_SIGNIN_DISABLED },
  { ALL, "password expired", DERMAGA_SIGNIN_DISABLED },          /* D */
  { ALL, "password has expired", DERMAGA_SIGNIN_DISABLED },
};

/* RFC 5248, RFC 4954 §6, and what large providers say with them. */
static const struct {
  const char *status;
  DermagaSigninVerdict verdict;
} smtp_statuses[] = {
  { "5.7.8", DERMAGA_SIGNIN_REJECTED },
  { "5.7.9", DERMAGA_SIGNIN_MECHANISM_REFUSED },  /* too weak */
  { "5.7.11", DERMAGA_SIGNIN_MECHANISM_REFUSED }, /* encryption needed: there is some */
  { "4.7.12", DERMAGA_SIGNIN_MECHANISM_REFUSED }, /* a transition by PLAIN is needed */
  { "5.7.13", DERMAGA_SIGNIN_DISABLED },
  { "5.2.1", DERMAGA_SIGNIN_DISABLED },           /* the mailbox is disabled */
  { "5.7.14", DERMAGA_SIGNIN_BROWSER_NEEDED },    /* Google: sign in on the web first */
  { "5.7.139", DERMAGA_SIGNIN_BROWSER_NEEDED },   /* Microsoft, without closer words */
};

/* RFC 5530, RFC 9051 §7.1 */
static const struct {
  const char *code;
  DermagaSigninVerdict verdict;
} imap_codes[] = {
  { "AUTHENTICATIONFAILED", DERMAGA_SIGNIN_REJECTED },
  { "AUTHORIZATIONFAILED", DERMAGA_SIGNIN_SERVICE_OFF },
  { "EXPIRED", DERMAGA_SIGNIN_DISABLED },
  { "PRIVACYREQUIRED", DERMAGA_SIGNIN_MECHANISM_REFUSED },
  { "CONTACTADMIN", DERMAGA_SIGNIN_DISABLED },
  { "NOPERM", DERMAGA_SIGNIN_SERVICE_OFF },
  { "UNAVAILABLE", DERMAGA_SIGNIN_TEMPORARY },
  { "SERVERBUG", DERMAGA_SIGNIN_TEMPORARY },
  { "INUSE", DERMAGA_SIGNIN_TEMPORARY },
  { "LIMIT", DERMAGA_SIGNIN_TOO_MANY },
  { "CANNOT", DERMAGA_SIGNIN_MECHANISM_REFUSED },
  { "CLIENTBUG", DERMAGA_SIGNIN_MECHANISM_REFUSED },
};

/* RFC 2449 §8, RFC 3206 */
static const struct {
  const char *code;
  DermagaSigninVerdict verdict;
} pop3_codes[] = {
  { "AUTH", DERMAGA_SIGNIN_REJECTED },
  { "SYS/TEMP", DERMAGA_SIGNIN_TEMPORARY },
  { "SYS/PERM", DERMAGA_SIGNIN_SERVICE_OFF },
  { "IN-USE", DERMAGA_SIGNIN_TOO_MANY },
  { "LOGIN-DELAY", DERMAGA_SIGNIN_TOO_MANY },
};

static gboolean
find_wording (const DermagaSigninReply *reply, DermagaSigninVerdict *verdict)
{
  g_autofree char *lower = g_ascii_strdown (reply->text, -1);
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (wording) && !found; i++)
    if ((wording[i].protocols & (1u << reply->protocol)) != 0
        && strstr (lower, wording[i].words) != NULL)
      {
        *verdict = wording[i].verdict;
        found = TRUE;
      }
  dermaga_wipe (lower, strlen (lower));
  return found;
}

static DermagaSigninVerdict
likely (const DermagaSigninReply *reply)
{
  return reply->gave_password ? DERMAGA_SIGNIN_REJECTED : DERMAGA_SIGNIN_MECHANISM_REFUSED;
}

static DermagaSigninVerdict
judge_smtp (const DermagaSigninReply *reply)
{
  for (guint i = 0; reply->status != NULL && i < G_N_ELEMENTS (smtp_statuses); i++)
    if (g_str_equal (reply->status, smtp_statuses[i].status))
      return smtp_statuses[i].verdict;
  switch (reply->code)
    {
    case 535:
      return DERMAGA_SIGNIN_REJECTED;
    case 525:
      return DERMAGA_SIGNIN_DISABLED;
    case 432:
    case 500:
    case 501:
    case 502:
    case 503:
    case 504:
    case 530:
    case 534:
    case 538:
      return DERMAGA_SIGNIN_MECHANISM_REFUSED;
    default:
      break;
    }
  if (reply->code >= 500)
    return likely (reply);
  return reply->code >= 400 ? DERMAGA_SIGNIN_TEMPORARY : DERMAGA_SIGNIN_CUT;
}

static DermagaSigninVerdict
judge_imap (const DermagaSigninReply *reply)
{
  for (guint i = 0; reply->status != NULL && i < G_N_ELEMENTS (imap_codes); i++)
    if (g_ascii_strcasecmp (reply->status, imap_codes[i].code) == 0)
      return imap_codes[i].verdict;
  return reply->failed ? DERMAGA_SIGNIN_MECHANISM_REFUSED : likely (reply);
}

static DermagaSigninVerdict
judge_pop3 (const DermagaSigninReply *reply)
{
  for (guint i = 0; reply->status != NULL && i < G_N_ELEMENTS (pop3_codes); i++)
    if (g_ascii_strcasecmp (reply->status, pop3_codes[i].code) == 0)
      return pop3_codes[i].verdict;
  return likely (reply);
}

/* Words about the account count only where the server had it before it. */
static gboolean
is_about_account (DermagaSigninVerdict verdict)
{
  return verdict == DERMAGA_SIGNIN_REJECTED;
}

DermagaSigninVerdict
dermaga_signin_judge (const DermagaSigninReply *reply)
{
  DermagaSigninVerdict verdict;

  g_return_val_if_fail (reply != NULL && reply->text != NULL, DERMAGA_SIGNIN_CUT);

  if ((reply->code == 0 || reply->code >= 400) && find_wording (reply, &verdict)
      && (reply->gave_password || !is_about_account (verdict)))
    return verdict;
  switch (reply->protocol)
    {
    case DERMAGA_PROTOCOL_SMTP:
      return judge_smtp (reply);
    case DERMAGA_PROTOCOL_IMAP:
      return judge_imap (reply);
    case DERMAGA_PROTOCOL_POP3:
      return judge_pop3 (reply);
    }
  g_return_val_if_reached (DERMAGA_SIGNIN_CUT);
}
