#include "session.h"

#include <openssl/x509_vfy.h>
#include <string.h>

static char *no_auth[] = { NULL };
static char *some_auth[] = { (char *) "plain", (char *) "login", NULL };

static void
add_fault (DermagaTlsFacts *facts, int code)
{
  DermagaTlsFault fault = { .code = code, .depth = 0 };

  g_array_append_val (facts->faults, fault);
}

static void
add_certificate (DermagaTlsFacts *facts)
{
  DermagaCertificate *certificate = dermaga_certificate_new ();

  certificate->subject = g_strdup ("CN = mail.example.com");
  certificate->issuer = g_strdup ("CN = Test CA");
  certificate->names = g_strsplit ("mail.example.com imap.example.com", " ", -1);
  certificate->not_before = 1700000000;
  certificate->not_after = 1800000000;
  certificate->sha256 = g_strnfill (64, 'a');
  g_ptr_array_add (facts->chain, certificate);
}

static void
complete (DermagaTlsFacts *facts, const char *version)
{
  facts->complete = TRUE;
  facts->version = g_strdup (version);
  facts->cipher = g_strdup ("TLS_AES_256_GCM_SHA384");
}

static void
add_faults (DermagaTlsFacts *facts, Tls tls)
{
  if (tls == TLS_EXPIRED || tls == TLS_EXPIRED_OTHER_NAME
      || tls == TLS_SELF_SIGNED_EXPIRED_OTHER_NAME)
    add_fault (facts, X509_V_ERR_CERT_HAS_EXPIRED);
  if (tls == TLS_OTHER_NAME || tls == TLS_EXPIRED_OTHER_NAME
      || tls == TLS_SELF_SIGNED_EXPIRED_OTHER_NAME)
    add_fault (facts, X509_V_ERR_HOSTNAME_MISMATCH);
  if (tls == TLS_SELF_SIGNED || tls == TLS_SELF_SIGNED_EXPIRED_OTHER_NAME
      || tls == TLS_SELF_SIGNED_REVOKED)
    add_fault (facts, X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT);
  if (tls == TLS_REVOKED || tls == TLS_SELF_SIGNED_REVOKED)
    add_fault (facts, X509_V_ERR_CERT_REVOKED);
}

static DermagaTlsFailure
get_failure (Tls tls)
{
  static const struct
  {
    Tls tls;
    DermagaTlsFailure failure;
  } failures[] = {
    { TLS_OLD, DERMAGA_TLS_FAILURE_OLD },     { TLS_WEAK, DERMAGA_TLS_FAILURE_WEAK },
    { TLS_CUT, DERMAGA_TLS_FAILURE_CUT },     { TLS_GOOD_THEN_CUT, DERMAGA_TLS_FAILURE_CUT },
    { TLS_OTHER, DERMAGA_TLS_FAILURE_OTHER }, { TLS_TEXT, DERMAGA_TLS_FAILURE_NOT_TLS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    if (failures[i].tls == tls)
      return failures[i].failure;
  return DERMAGA_TLS_FAILURE_NONE;
}

DermagaTlsFacts *
make_tls_facts (Tls tls, const char *text)
{
  DermagaTlsFacts *facts = NULL;

  if (tls == TLS_NONE)
    return NULL;
  facts = dermaga_tls_facts_new ();
  facts->failure = get_failure (tls);
  add_faults (facts, tls);
  if (tls == TLS_TEXT && text != NULL)
    facts->first_bytes = g_bytes_new (text, strlen (text));
  if (tls == TLS_COMPLETE_OLD)
    complete (facts, "TLSv1");
  else if (tls >= TLS_GOOD && tls <= TLS_NO_CERTIFICATE)
    complete (facts, "TLSv1.3");
  if (tls == TLS_HALF || tls == TLS_COMPLETE_OLD || (facts->complete && tls != TLS_NO_CERTIFICATE))
    add_certificate (facts);
  return facts;
}

static char timestamp[] = "+OK POP3 server ready <1896.697170952@pop.example>";

MadeSession *
made_session_new (const Scenario *scenario)
{
  MadeSession *made = g_new0 (MadeSession, 1);
  guint seen = scenario->seen;

  made->facts.protocol = scenario->protocol;
  made->facts.mode = scenario->mode;
  made->facts.stage = scenario->stage;
  made->facts.trouble = scenario->trouble;
  made->facts.oddities = (seen & HAS_MASK) != 0 ? DERMAGA_ODDITY_MASKED : DERMAGA_ODDITY_NONE;
  made->facts.greeting_ok = (seen & HAS_GREETING) != 0;
  made->facts.greeting = (seen & HAS_TIMESTAMP) != 0 ? timestamp : NULL;
  made->facts.upgrade_accepted = (seen & HAS_UPGRADE) != 0;
  made->facts.clear.seen = scenario->mode != DERMAGA_SECURITY_TLS
                           && scenario->stage > DERMAGA_STAGE_CAPABILITIES;
  made->facts.clear.starttls = (seen & HAS_STARTTLS) != 0;
  made->facts.clear.login_disabled = (seen & HAS_LOGIN_DISABLED) != 0;
  made->facts.clear.user_login = (seen & HAS_CLEAR_USER) != 0;
  made->facts.clear.auth = (seen & HAS_CLEAR_AUTH) != 0 ? some_auth : no_auth;
  made->facts.secure.seen = (seen & HAS_SECURE) != 0;
  made->facts.secure.auth = (seen & HAS_SECURE_AUTH) != 0 ? some_auth : no_auth;
  made->tls = make_tls_facts (scenario->tls, scenario->text);

  made->session.transport = scenario->transport;
  made->session.os_error = scenario->os_error;
  made->session.is_ipv6 = scenario->is_ipv6;
  made->session.facts = &made->facts;
  made->session.tls = made->tls;
  return made;
}

void
made_session_free (MadeSession *made)
{
  dermaga_tls_facts_free (made->tls);
  g_free (made);
}
