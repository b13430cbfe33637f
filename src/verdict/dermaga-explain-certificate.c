#include "config.h"

#include "verdict/dermaga-words.h"

#include <string.h>

#include <glib/gi18n.h>
#include <openssl/x509_vfy.h>

#include "base/dermaga-text.h"

#define MAX_NAME_CHARS 100
#define MAX_ADDRESSES 3

const DermagaTlsFault *
dermaga_find_fault (const DermagaTlsFacts *tls, DermagaFaultKind kind)
{
  for (guint i = 0; tls->faults != NULL && i < tls->faults->len; i++)
    {
      const DermagaTlsFault *fault = &g_array_index (tls->faults, DermagaTlsFault, i);

      if (dermaga_tls_fault_get_kind (fault) == kind)
        return fault;
    }
  return NULL;
}

const DermagaCertificate *
dermaga_find_certificate (const DermagaTlsFacts *tls, int depth)
{
  if (tls->chain == NULL || depth < 0 || (guint) depth >= tls->chain->len)
    return NULL;
  return g_ptr_array_index (tls->chain, depth);
}

static void
tell (DermagaWords *words, const DermagaTexts *texts, const char *host, const char *issuer,
      const char *program)
{
  char **members[] = { &words->headline, &words->meaning, &words->action };
  const char *const templates[] = { texts->headline, texts->meaning, texts->action };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (templates[i] != NULL)
      dermaga_words_replace (members[i],
                             dermaga_fill (_(templates[i]), "host", host, "issuer",
                                           issuer != NULL ? issuer : "", "program",
                                           program != NULL ? program : "", NULL));
}

/* Nobody vouches for it */

/* Programs that look into mail on this computer by showing certificates of their own; the words
 * are those of their authorities' names. */
static const struct
{
  const char *mark;
  const char *program;
} antivirus[] = {
  { "avast! Mail Scanner", "Avast" },      { "Avast Web/Mail Shield", "Avast" },
  { "AVG Web/Mail Shield", "AVG" },        { "Norton Web/Mail Shield", "Norton" },
  { "ESET SSL Filter CA", "ESET" },        { "Kaspersky Anti-Virus Personal", "Kaspersky" },
  { "Kaspersky Endpoint Security", "Kaspersky" },
  { "Bitdefender Personal CA", "Bitdefender" }, { "Bitdefender CA SSL", "Bitdefender" },
};

static const DermagaTexts by_antivirus = {
  N_("An antivirus program seems to stand in between"),
  N_("The certificate for {host} was issued by “{issuer}”. {program} issues such certificates to "
     "look into mail on this computer. But anyone could use this name."),
  N_("Do not accept it as an exception. If you use {program}, repair its installation so that its "
     "own certificate is known here, or switch off its mail scanning; then test again. If you do "
     "not use it, do not sign in on this network."),
};

static const DermagaTexts by_itself = {
  N_("The certificate vouches only for itself"),
  N_("A certificate is a server’s identity card. The one shown for {host} vouches only for itself, "
     "so anyone could have made it."),
  N_("Do not accept it as an exception. Tell your provider that the server needs a certificate of "
     "a known authority."),
};

static const DermagaTexts incomplete = {
  N_("The server seems to leave out a part of its certificate"),
  N_("A certificate is a server’s identity card. Between that of {host} and a known authority a "
     "part seems to be missing (the intermediate certificate). Most likely the server forgets "
     "to send it. Some programs find it elsewhere, others fail."),
  N_("Do not accept it as an exception. Tell your provider that the server must send the whole "
     "chain of certificates."),
};

static const DermagaTexts by_stranger = {
  NULL,
  N_("A certificate is a server’s identity card. That of {host} was issued by “{issuer}”, whom "
     "this computer does not know or cannot check."),
  NULL,
};

static const DermagaTexts by_unknown_root = {
  N_("The certificate comes from an unknown authority"),
  N_("A certificate is a server’s identity card. In the end “{issuer}” vouches for that of {host}, "
     "an authority that this computer does not know. Anyone could have made it."),
  N_("Do not accept it as an exception. Ask your provider; inside a company, ask whoever looks "
     "after its computers."),
};

static const char *
find_antivirus (const DermagaTlsFacts *tls)
{
  for (guint i = 0; i < tls->chain->len; i++)
    {
      const DermagaCertificate *certificate = tls->chain->pdata[i];

      for (guint j = 0; certificate->issuer != NULL && j < G_N_ELEMENTS (antivirus); j++)
        if (strstr (certificate->issuer, antivirus[j].mark) != NULL)
          return antivirus[j].program;
    }
  return NULL;
}

static gboolean
has_code (const DermagaTlsFacts *tls, int code, int depth)
{
  for (guint i = 0; i < tls->faults->len; i++)
    {
      const DermagaTlsFault *fault = &g_array_index (tls->faults, DermagaTlsFault, i);

      if (fault->code == code && fault->depth == depth)
        return TRUE;
    }
  return FALSE;
}

/* Its issuer's certificate did not come, and there is one to be fetched: public authorities sign
 * no server with their roots. Dermaga never fetches it, and mail programs must not have to. */
static gboolean
is_incomplete (const DermagaTlsFacts *tls, const DermagaCertificate *leaf)
{
  return leaf->tells_issuer && has_code (tls, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, 0);
}

static void
tell_issuer (DermagaWords *words, const DermagaCandidate *candidate, const DermagaTlsFacts *tls)
{
  const DermagaCertificate *leaf = dermaga_find_certificate (tls, 0);
  const DermagaTlsFault *fault = dermaga_find_fault (tls, DERMAGA_FAULT_KIND_TRUST);
  const DermagaCertificate *last;
  g_autofree char *issuer = NULL;
  const char *program;
  const DermagaTexts *texts;

  if (leaf == NULL || leaf->issuer == NULL || *leaf->issuer == '\0')
    return;
  program = find_antivirus (tls);
  last = g_ptr_array_index (tls->chain, tls->chain->len - 1);
  if (program != NULL)
    texts = &by_antivirus;
  else if (g_strcmp0 (leaf->issuer, leaf->subject) == 0)
    texts = &by_itself;
  else if (is_incomplete (tls, leaf))
    texts = &incomplete;
  else if (fault != NULL && fault->code == X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN)
    texts = &by_unknown_root;
  else
    texts = &by_stranger;
  issuer = dermaga_text_make_safe (
    texts == &by_unknown_root && last->issuer != NULL ? last->issuer : leaf->issuer, -1,
    MAX_NAME_CHARS);
  tell (words, texts, candidate->host, issuer, program);
}

/* It cannot be accepted at all */

static const struct
{
  int code;
  DermagaTexts texts;
} bad_texts[] = {
  { X509_V_ERR_CERT_REVOKED,
    { N_("The certificate was withdrawn"),
      N_("A certificate is a server’s identity card. Whoever issued that of {host} has "
         "withdrawn it, perhaps because it fell into wrong hands. Whoever shows it may be a "
         "stranger."),
      NULL } },
  { X509_V_ERR_EE_KEY_TOO_SMALL,
    { N_("The certificate is too weak"),
      N_("A certificate is a server’s identity card. The key of that of {host}, or of one that "
         "vouches for it, is so short that it could be forged."),
      NULL } },
  { X509_V_ERR_CA_KEY_TOO_SMALL,
    { N_("The certificate is too weak"),
      N_("A certificate is a server’s identity card. The key of that of {host}, or of one that "
         "vouches for it, is so short that it could be forged."),
      NULL } },
  { X509_V_ERR_CA_MD_TOO_WEAK,
    { N_("The certificate is too weak"),
      N_("A certificate is a server’s identity card. That of {host}, or one that vouches for it, "
         "is signed in an outdated way that could be forged."),
      NULL } },
  { X509_V_ERR_INVALID_PURPOSE,
    { N_("The certificate was made for another purpose"),
      N_("A certificate is a server’s identity card. The one that {host} shows was not made to "
         "prove who a server is."),
      NULL } },
};

static void
tell_bad (DermagaWords *words, const DermagaCandidate *candidate, const DermagaTlsFacts *tls)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_texts); i++)
    for (guint j = 0; j < tls->faults->len; j++)
      if (g_array_index (tls->faults, DermagaTlsFault, j).code == bad_texts[i].code)
        {
          tell (words, &bad_texts[i].texts, candidate->host, NULL, NULL);
          return;
        }
}

/* One address of several */

static void
tell_addresses (DermagaWords *words, DermagaProbe *probe)
{
  GPtrArray *addresses = dermaga_probe_get_addresses (probe);
  g_autoptr (GString) list = g_string_new (NULL);
  guint n_bad = 0;
  guint n_good = 0;

  for (guint i = 0; i < addresses->len; i++)
    {
      const DermagaAddressResult *address = addresses->pdata[i];

      n_good += dermaga_outcome_is_safe (address->outcome) ? 1 : 0;
      if (!dermaga_outcome_is_certificate (address->outcome) || n_bad++ >= MAX_ADDRESSES)
        continue;
      if (list->len > 0)
        g_string_append (list, _(", "));
      g_string_append (list, address->address);
    }
  if (n_good > 0 && n_bad > 0)
    words->meaning = dermaga_append_sentence (
      words->meaning,
      /* Translators: {addresses} is one IP address or several with commas. */
      dermaga_fill (_("It is shown at {addresses}; elsewhere {host} shows a good one, so mail "
                      "programs fail only now and then."),
                    "addresses", list->str, "host", dermaga_probe_get_candidate (probe)->host,
                    NULL));
}

DermagaCulprit
dermaga_certificate_culprit (DermagaProbe *probe)
{
  const DermagaTlsFacts *tls = dermaga_probe_get_tls (probe);
  DermagaOutcome outcome = dermaga_probe_get_outcome (probe);

  if ((outcome == DERMAGA_OUTCOME_CERT_TIME && dermaga_is_due_to_clock (probe))
      || (outcome == DERMAGA_OUTCOME_CERT_TRUST && tls != NULL && find_antivirus (tls) != NULL))
    return DERMAGA_CULPRIT_COMPUTER;
  return DERMAGA_CULPRIT_PROVIDER;
}

/* On port 25 the meaning and the advice stay: there a certificate is no matter for a person. */
void
dermaga_words_tell_certificate (DermagaWords *words, DermagaProbe *probe)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);
  const DermagaTlsFacts *tls = dermaga_probe_get_tls (probe);
  DermagaOutcome outcome = dermaga_probe_get_outcome (probe);

  if (tls == NULL)
    return;
  if (dermaga_outcome_is_safe (outcome))
    dermaga_words_tell_wildcard (words, candidate, tls);
  if (outcome == DERMAGA_OUTCOME_CERT_TIME)
    dermaga_words_tell_dates (words, probe, tls);
  if (!dermaga_outcome_is_certificate (outcome) || dermaga_candidate_is_relay (candidate))
    return;
  if (outcome == DERMAGA_OUTCOME_CERT_NAME)
    dermaga_words_tell_names (words, probe, tls);
  if (outcome == DERMAGA_OUTCOME_CERT_TRUST)
    tell_issuer (words, candidate, tls);
  if (outcome == DERMAGA_OUTCOME_CERT_BAD)
    tell_bad (words, candidate, tls);
  tell_addresses (words, probe);
}
