#include "config.h"

#include "app/widgets/dermaga-look.h"

DermagaLook
dermaga_look_of_probe (DermagaProbe *probe)
{
  DermagaOutcome outcome = dermaga_probe_get_outcome (probe);

  if (dermaga_probe_get_state (probe) == DERMAGA_PROBE_STATE_WAITING)
    return (DermagaLook) { "dermaga-waiting-symbolic", "dim-label" };
  if (!dermaga_probe_is_done (probe))
    return (DermagaLook) { "process-working-symbolic", "dim-label" };
  if (dermaga_outcome_is_safe (outcome))
    return (DermagaLook) { "object-select-symbolic", "dermaga-good" };
  if (outcome == DERMAGA_OUTCOME_OK_PLAIN)
    return (DermagaLook) { "dialog-warning-symbolic", "warning" };
  if (dermaga_outcome_is_warning (outcome))
    return (DermagaLook) { "dialog-error-symbolic", "error" };
  if (outcome == DERMAGA_OUTCOME_NOT_CHECKED)
    return (DermagaLook) { "dermaga-not-checked-symbolic", "dim-label" };
  return (DermagaLook) { "window-close-symbolic", "dim-label" };
}

DermagaLook
dermaga_look_of_answer (const DermagaRecommendation *recommendation, DermagaResult *result)
{
  g_autoptr (DermagaPlainOffer) plain = dermaga_plain_offer_find (result);

  if (dermaga_recommendation_is_safe_pair (recommendation))
    return (DermagaLook) { "object-select-symbolic", "dermaga-good" };
  if (recommendation->incoming != NULL || recommendation->outgoing != NULL || plain != NULL)
    return (DermagaLook) { "dialog-warning-symbolic", "warning" };
  if (dermaga_result_get_conditions (result) & DERMAGA_CONDITION_CANCELLED)
    return (DermagaLook) { "dermaga-not-checked-symbolic", "dim-label" };
  return (DermagaLook) { "dialog-error-symbolic", "error" };
}
