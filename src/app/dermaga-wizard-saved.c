#include "config.h"

#include "app/dermaga-wizard-private.h"

/* A result that was read from a file, in place of a check. */

void
dermaga_wizard_show_saved (DermagaWizard *self, DermagaResult *saved)
{
  DermagaTarget *target = dermaga_target_parse (dermaga_result_get_target (saved), NULL);

  g_return_if_fail (DERMAGA_IS_WIZARD (self) && target != NULL);
  dermaga_wizard_drop_result (self);
  dermaga_wizard_forget_answers (self);
  g_clear_pointer (&self->parsed, dermaga_target_free);
  g_clear_pointer (&self->target, dermaga_target_free);
  self->target = target;
  self->saved = g_object_ref (saved);
  self->scene = NULL;
  g_clear_object (&self->practiced);
  dermaga_wizard_tell (self);
}

gboolean
dermaga_wizard_is_saved (DermagaWizard *self)
{
  g_return_val_if_fail (DERMAGA_IS_WIZARD (self), FALSE);
  return self->saved != NULL;
}
