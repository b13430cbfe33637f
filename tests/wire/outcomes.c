#include "config.h"

#include "outcomes.h"

/* What a handshake without a fault leaves behind; tests/tls/ and tests/model/ have the others. */
static DermagaTlsFacts *
faultless_tls (void)
{
  DermagaTlsFacts *tls = dermaga_tls_facts_new ();

  tls->complete = TRUE;
  tls->version = g_strdup ("TLSv1.3");
  tls->cipher = g_strdup ("TLS_AES_256_GCM_SHA384");
  g_ptr_array_add (tls->chain, dermaga_certificate_new ());
  g_assert_true (dermaga_tls_facts_verified (tls));
  return tls;
}

DermagaOutcome
outcome_of (const DermagaFacts *facts, gboolean handshake, DermagaSecurity security)
{
  g_autoptr (DermagaTlsFacts) tls = handshake ? faultless_tls () : NULL;
  DermagaSession session = { .transport = DERMAGA_TRANSPORT_OK, .facts = facts, .tls = tls };
  gboolean decided;
  DermagaOutcome outcome = dermaga_classify (&session, security, &decided);

  g_assert_true (decided || outcome == DERMAGA_OUTCOME_NOT_CHECKED);
  return outcome;
}

char *
outcomes_to_text (const DermagaFacts *facts, gboolean handshake)
{
  const char *words[3];

  for (DermagaSecurity security = DERMAGA_SECURITY_NONE; security <= DERMAGA_SECURITY_TLS;
       security++)
    words[security] = dermaga_outcome_to_string (outcome_of (facts, handshake, security));
  return g_strdup_printf ("none=%s starttls=%s tls=%s", words[0], words[1], words[2]);
}
