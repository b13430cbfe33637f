#include "config.h"

#include "verdict/dermaga-words.h"

#include <glib/gi18n.h>

static gboolean
quotes_server (DermagaOutcome outcome)
{
  return outcome == DERMAGA_OUTCOME_GREET_REFUSED || outcome == DERMAGA_OUTCOME_TEMPFAIL
         || outcome == DERMAGA_OUTCOME_EHLO_REFUSED || outcome == DERMAGA_OUTCOME_STARTTLS_FAIL;
}

DermagaWords *
dermaga_explain_probe (DermagaProbe *probe)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);
  const DermagaAddressResult *decisive = dermaga_probe_get_decisive (probe);
  DermagaOutcome outcome = dermaga_probe_get_outcome (probe);
  DermagaWords *words = dermaga_explain_outcome (outcome, candidate);
  char *addresses = dermaga_explain_addresses (probe);

  dermaga_words_tell_certificate (words, probe);
  if (decisive != NULL && decisive->facts != NULL && quotes_server (outcome)
      && decisive->facts->trouble_text != NULL && *decisive->facts->trouble_text != '\0')
    words->meaning = dermaga_append_sentence (
      words->meaning, dermaga_quote_server (decisive->facts->trouble_text));
  if (addresses != NULL)
    words->meaning = dermaga_append_sentence (words->meaning, addresses);
  return words;
}
