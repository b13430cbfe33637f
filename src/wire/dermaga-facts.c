#include "config.h"

#include "wire/dermaga-capabilities.h"

DermagaFacts *
dermaga_facts_copy (const DermagaFacts *facts)
{
  DermagaFacts *copy;

  g_return_val_if_fail (facts != NULL, NULL);

  copy = g_new (DermagaFacts, 1);
  *copy = *facts;
  copy->greeting = g_strdup (facts->greeting);
  copy->trouble_text = g_strdup (facts->trouble_text);
  copy->alert_text = g_strdup (facts->alert_text);
  dermaga_capabilities_copy (&facts->clear, &copy->clear);
  dermaga_capabilities_copy (&facts->secure, &copy->secure);
  return copy;
}

void
dermaga_facts_free (DermagaFacts *facts)
{
  if (facts == NULL)
    return;
  g_free (facts->greeting);
  g_free (facts->trouble_text);
  g_free (facts->alert_text);
  dermaga_capabilities_clear (&facts->clear);
  dermaga_capabilities_clear (&facts->secure);
  g_free (facts);
}
