#include "config.h"

#include "verdict/dermaga-words.h"

gboolean
dermaga_probe_offers_no_sign_in (DermagaProbe *probe)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);

  return dermaga_probe_get_outcome (probe) == DERMAGA_OUTCOME_OK_PLAIN
         && candidate->protocol == DERMAGA_PROTOCOL_SMTP
         && !dermaga_candidate_is_relay (candidate) && *dermaga_probe_get_auth (probe) == NULL;
}

DermagaWords *
dermaga_explain_probe (DermagaProbe *probe)
{
  DermagaWords *words = dermaga_explain_outcome (dermaga_probe_get_outcome (probe),
                                                 dermaga_probe_get_candidate (probe));
  char *addresses = dermaga_explain_addresses (probe);

  dermaga_words_tell_certificate (words, probe);
  dermaga_words_tell_server (words, probe);
  if (addresses != NULL)
    words->meaning = dermaga_append_sentence (words->meaning, addresses);
  return words;
}
