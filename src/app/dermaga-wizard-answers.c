#include "config.h"

#include "app/dermaga-wizard-private.h"

/* What a person says of servers that need consent, and of those without encryption. */

static gboolean
is_known (DermagaWizard *self, const DermagaChoice *choice)
{
  return choice == NULL || !choice->consent_needed
         || g_hash_table_contains (self->known_hosts,
                                   dermaga_probe_get_candidate (choice->probe)->host);
}

gboolean
dermaga_wizard_consents (DermagaWizard *self, const DermagaRecommendation *recommendation)
{
  g_return_val_if_fail (DERMAGA_IS_WIZARD (self), FALSE);
  return is_known (self, recommendation->incoming) && is_known (self, recommendation->outgoing);
}

static void
learn_host (DermagaWizard *self, const DermagaChoice *choice)
{
  if (choice != NULL)
    g_hash_table_add (self->known_hosts,
                      g_strdup (dermaga_probe_get_candidate (choice->probe)->host));
}

void
dermaga_wizard_consent_to (DermagaWizard *self, const DermagaRecommendation *recommendation)
{
  g_return_if_fail (DERMAGA_IS_WIZARD (self));
  learn_host (self, recommendation->incoming);
  learn_host (self, recommendation->outgoing);
}

void
dermaga_wizard_set_declined (DermagaWizard *self, gboolean declined)
{
  g_return_if_fail (DERMAGA_IS_WIZARD (self));
  self->declined = declined;
}

gboolean
dermaga_wizard_get_declined (DermagaWizard *self)
{
  g_return_val_if_fail (DERMAGA_IS_WIZARD (self), FALSE);
  return self->declined;
}

void
dermaga_wizard_set_accept_insecure (DermagaWizard *self, gboolean accept_insecure)
{
  g_return_if_fail (DERMAGA_IS_WIZARD (self));
  self->accept_insecure = accept_insecure;
}

gboolean
dermaga_wizard_get_accept_insecure (DermagaWizard *self)
{
  g_return_val_if_fail (DERMAGA_IS_WIZARD (self), FALSE);
  return self->accept_insecure;
}

DermagaRecommendation *
dermaga_wizard_recommend (DermagaWizard *self)
{
  DermagaResult *result = dermaga_wizard_get_result (self);

  g_return_val_if_fail (result != NULL, NULL);
  return self->declined ? dermaga_recommend_without_consent (result, self->known_hosts)
                        : dermaga_recommend (result);
}

void
dermaga_wizard_forget_answers (DermagaWizard *self)
{
  g_hash_table_remove_all (self->known_hosts);
  self->declined = FALSE;
  dermaga_signin_inquiry_forget (self->signin_inquiry);
  self->accept_insecure = FALSE;
}
