#pragma once

#include "app/dermaga-wizard.h"
#include "probe/dermaga-sweep.h"

G_BEGIN_DECLS

/* Inside the wizard's own files only. */

struct _DermagaWizard
{
  GObject parent_instance;

  char *ca_file;
  DermagaNetwork *network; /* (nullable): in place of the one that the target asks for */
  DermagaStep step;
  char *texts[DERMAGA_N_FIELDS];
  DermagaPrivacy privacy;
  gboolean ask_controls;
  gboolean send_address;
  DermagaPortInquiry *port_inquiry;
  DermagaSigninInquiry *signin_inquiry;
  DermagaReading *reading;
  DermagaPast *past;
  GHashTable *known_hosts; /* set of server names outside the domain that the person knows */
  gboolean declined;       /* they want no others of these */
  gboolean accept_insecure;

  DermagaTarget *target; /* what is checked */
  DermagaTarget *parsed; /* (nullable): what the next check is of */
  char *incoming_host;
  char *outgoing_host;
  const char *scene;         /* (nullable): of the practice provider, if it is that */
  DermagaNetwork *practiced; /* (nullable): where it is then */
  DermagaPracticeRoom *practice_room;
  DermagaSweep *sweep;
  DermagaResult *saved; /* (nullable): what is shown instead of a check */
  GCancellable *cancellable;
  gboolean running;
  gint64 last_change;
  guint update_id;
};

/** dermaga_wizard_tell: emits "changed" now. */
void dermaga_wizard_tell (DermagaWizard *self);
/** dermaga_wizard_drop_result: ends the check, if one runs, and lets go of what was found. */
void dermaga_wizard_drop_result (DermagaWizard *self);
/** dermaga_wizard_forget_answers: what the person said of the result before. */
void dermaga_wizard_forget_answers (DermagaWizard *self);

G_END_DECLS
