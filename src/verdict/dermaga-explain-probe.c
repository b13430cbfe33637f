#include "config.h"

#include "verdict/dermaga-words.h"

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
