#include "config.h"

#include "app/dermaga-wizard-private.h"

/* Twenty times a second looks live and leaves the processor to the check itself. */
#define UPDATE_INTERVAL_MS 50

enum { SIGNAL_CHANGED, SIGNAL_PRIVACY_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DermagaWizard, dermaga_wizard, G_TYPE_OBJECT)

void
dermaga_wizard_tell (DermagaWizard *self)
{
  g_clear_handle_id (&self->update_id, g_source_remove);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
update_cb (gpointer data)
{
  DermagaWizard *self = data;

  self->update_id = 0;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
result_changed_cb (DermagaWizard *self)
{
  self->last_change = g_get_monotonic_time ();
  if (self->update_id == 0)
    self->update_id = g_timeout_add (UPDATE_INTERVAL_MS, update_cb, self);
}

static void
sweep_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DermagaWizard) self = data;
  g_autoptr (GError) error = NULL;

  /* Cancelling is not an error of a sweep, and it has no other: what went wrong is in the rows. */
  if (!dermaga_sweep_run_finish (DERMAGA_SWEEP (source), result, &error))
    g_debug ("The check ended early: %s", error->message);
  if (DERMAGA_SWEEP (source) != self->sweep)
    return;

  self->running = FALSE;
  dermaga_wizard_tell (self);
}

void
dermaga_wizard_drop_result (DermagaWizard *self)
{
  if (self->sweep != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->sweep, self);
      g_signal_handlers_disconnect_by_data (dermaga_sweep_get_result (self->sweep), self);
    }
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->sweep);
  g_clear_object (&self->saved);
  self->running = FALSE;
}

static void
dermaga_wizard_dispose (GObject *object)
{
  DermagaWizard *self = DERMAGA_WIZARD (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  dermaga_wizard_drop_result (self);
  g_clear_object (&self->port_inquiry);
  if (self->signin_inquiry != NULL)
    dermaga_signin_inquiry_cancel (self->signin_inquiry);
  g_clear_object (&self->signin_inquiry);
  g_clear_object (&self->reading);
  g_clear_object (&self->past);
  g_clear_object (&self->practiced);
  g_clear_object (&self->practice_room);
  g_clear_object (&self->network);
  G_OBJECT_CLASS (dermaga_wizard_parent_class)->dispose (object);
}

static void
dermaga_wizard_finalize (GObject *object)
{
  DermagaWizard *self = DERMAGA_WIZARD (object);

  for (guint i = 0; i < DERMAGA_N_FIELDS; i++)
    g_free (self->texts[i]);
  g_clear_pointer (&self->target, dermaga_target_free);
  g_clear_pointer (&self->parsed, dermaga_target_free);
  g_hash_table_unref (self->known_hosts);
  g_free (self->incoming_host);
  g_free (self->outgoing_host);
  g_free (self->ca_file);
  G_OBJECT_CLASS (dermaga_wizard_parent_class)->finalize (object);
}

static void
dermaga_wizard_class_init (DermagaWizardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = dermaga_wizard_dispose;
  object_class->finalize = dermaga_wizard_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", DERMAGA_TYPE_WIZARD, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PRIVACY_CHANGED]
      = g_signal_new ("privacy-changed", DERMAGA_TYPE_WIZARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);
}

static void
dermaga_wizard_init (DermagaWizard *self)
{
  for (guint i = 0; i < DERMAGA_N_FIELDS; i++)
    self->texts[i] = g_strdup ("");
  self->ask_controls = TRUE;
  self->practice_room = dermaga_practice_room_new ();
  self->port_inquiry = dermaga_port_inquiry_new ();
  self->signin_inquiry = dermaga_signin_inquiry_new ();
  self->reading = dermaga_reading_new ();
  self->past = dermaga_past_new ();
  self->known_hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

DermagaWizard *
dermaga_wizard_new (const char *ca_file)
{
  DermagaWizard *self = g_object_new (DERMAGA_TYPE_WIZARD, NULL);

  self->ca_file = g_strdup (ca_file);
  return self;
}

void
dermaga_wizard_set_network (DermagaWizard *self, DermagaNetwork *network)
{
  g_return_if_fail (DERMAGA_IS_WIZARD (self));
  g_set_object (&self->network, network);
}

DermagaStep
dermaga_wizard_get_step (DermagaWizard *self)
{
  g_return_val_if_fail (DERMAGA_IS_WIZARD (self), DERMAGA_STEP_DOMAIN);
  return self->step;
}

void
dermaga_wizard_set_step (DermagaWizard *self, DermagaStep step)
{
  g_return_if_fail (DERMAGA_IS_WIZARD (self));
  self->step = step;
}

const char *
dermaga_wizard_get_text (DermagaWizard *self, DermagaField field)
{
  g_return_val_if_fail (DERMAGA_IS_WIZARD (self), "");
  return self->texts[field];
}

void
dermaga_wizard_set_text (DermagaWizard *self, DermagaField field, const char *text)
{
  g_autofree char *old = NULL;

  g_return_if_fail (DERMAGA_IS_WIZARD (self) && text != NULL);
  old = g_steal_pointer (&self->texts[field]);
  self->texts[field] = g_strdup (text);
}

DermagaPrivacy
dermaga_wizard_get_privacy (DermagaWizard *self)
{
  g_return_val_if_fail (DERMAGA_IS_WIZARD (self), DERMAGA_PRIVACY_OFFLINE);
  return self->privacy;
}

void
dermaga_wizard_set_privacy (DermagaWizard *self, DermagaPrivacy privacy)
{
  g_return_if_fail (DERMAGA_IS_WIZARD (self));
  if (self->privacy == privacy)
    return;
  self->privacy = privacy;
  g_signal_emit (self, signals[SIGNAL_PRIVACY_CHANGED], 0);
}

gboolean
dermaga_wizard_get_ask_controls (DermagaWizard *self)
{
  g_return_val_if_fail (DERMAGA_IS_WIZARD (self), FALSE);
  return self->ask_controls;
}

void
dermaga_wizard_set_ask_controls (DermagaWizard *self, gboolean ask_controls)
{
  g_return_if_fail (DERMAGA_IS_WIZARD (self));
  if (self->ask_controls == ask_controls)
    return;
  self->ask_controls = ask_controls;
  g_signal_emit (self, signals[SIGNAL_PRIVACY_CHANGED], 0);
}

gboolean
dermaga_wizard_may_ask_controls (DermagaWizard *self)
{
  g_return_val_if_fail (DERMAGA_IS_WIZARD (self), FALSE);
  return self->ask_controls && self->privacy == DERMAGA_PRIVACY_PUBLIC_LIST;
}

gboolean
dermaga_wizard_get_send_address (DermagaWizard *self)
{
  g_return_val_if_fail (DERMAGA_IS_WIZARD (self), FALSE);
  return self->send_address;
}

void
dermaga_wizard_set_send_address (DermagaWizard *self, gboolean send_address)
{
  g_return_if_fail (DERMAGA_IS_WIZARD (self));
  self->send_address = send_address;
}

static gboolean
parse_host (DermagaWizard *self, DermagaField field, char **host, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (self->texts[field]));

  g_clear_pointer (host, g_free);
  if (text[0] == '\0')
    return TRUE;
  *host = dermaga_host_parse (text, error);
  return *host != NULL;
}

gboolean
dermaga_wizard_parse (DermagaWizard *self, DermagaField *field, GError **error)
{
  DermagaTarget *target;

  g_return_val_if_fail (DERMAGA_IS_WIZARD (self) && field != NULL, FALSE);

  *field = DERMAGA_FIELD_TARGET;
  target = dermaga_target_parse (self->texts[DERMAGA_FIELD_TARGET], error);
  if (target == NULL)
    return FALSE;
  g_clear_pointer (&self->parsed, dermaga_target_free);
  self->parsed = target;

  *field = DERMAGA_FIELD_INCOMING;
  if (!parse_host (self, DERMAGA_FIELD_INCOMING, &self->incoming_host, error))
    return FALSE;
  *field = DERMAGA_FIELD_OUTGOING;
  return parse_host (self, DERMAGA_FIELD_OUTGOING, &self->outgoing_host, error);
}

/* The practice provider in the scene that was picked, where that is what is checked. */
static gboolean
enter_practice (DermagaWizard *self, GError **error)
{
  DermagaPractice *practice;

  self->scene = NULL;
  g_clear_object (&self->practiced);
  if (self->network != NULL || !g_str_equal (self->target->domain, DERMAGA_PRACTICE_DOMAIN))
    return TRUE;

  dermaga_practice_room_set_scene (self->practice_room, self->texts[DERMAGA_FIELD_SCENE]);
  practice = dermaga_practice_room_get_practice (self->practice_room, error);
  if (practice == NULL)
    return FALSE;
  self->scene = dermaga_practice_room_get_scene (self->practice_room);
  self->practiced = g_object_ref (dermaga_practice_get_network (practice));
  return TRUE;
}

/* A network of its own for each check: answers of name servers are kept in it for good. */
static DermagaNetwork *
make_network (DermagaWizard *self, GError **error)
{
  DermagaNetwork *other = self->network != NULL ? self->network : self->practiced;

  return other != NULL ? g_object_ref (other) : dermaga_network_new (self->ca_file, error);
}

gboolean
dermaga_wizard_start (DermagaWizard *self, GError **error)
{
  g_autoptr (DermagaNetwork) network = NULL;
  DermagaSweepOptions options = { 0 };

  g_return_val_if_fail (DERMAGA_IS_WIZARD (self), FALSE);
  g_return_val_if_fail (self->target != NULL || self->parsed != NULL, FALSE);

  dermaga_wizard_drop_result (self);
  if (self->parsed != NULL)
    {
      g_clear_pointer (&self->target, dermaga_target_free);
      self->target = g_steal_pointer (&self->parsed);
    }
  if (!enter_practice (self, error))
    return FALSE;
  network = make_network (self, error);
  if (network == NULL)
    return FALSE;

  dermaga_wizard_forget_answers (self);
  if (self->target->email != NULL)
    dermaga_wizard_set_text (self, DERMAGA_FIELD_EMAIL, self->target->email);

  options.incoming_host = self->incoming_host;
  options.outgoing_host = self->outgoing_host;
  options.privacy = self->privacy;
  options.ask_controls = dermaga_wizard_may_ask_controls (self);
  options.send_address = self->send_address && self->target->email != NULL
                         && self->privacy != DERMAGA_PRIVACY_OFFLINE;
  options.full = TRUE;
  self->sweep = dermaga_sweep_new (self->target, &options, network);
  self->cancellable = g_cancellable_new ();
  self->running = TRUE;
  self->last_change = g_get_monotonic_time ();
  g_signal_connect_object (self->sweep, "settled", G_CALLBACK (dermaga_wizard_tell), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dermaga_sweep_get_result (self->sweep), "changed",
                           G_CALLBACK (result_changed_cb), self, G_CONNECT_SWAPPED);
  dermaga_sweep_run_async (self->sweep, self->cancellable, sweep_done_cb, g_object_ref (self));
  dermaga_wizard_tell (self);
  return TRUE;
}

DermagaPracticeRoom *
dermaga_wizard_get_practice_room (DermagaWizard *self)
{
  g_return_val_if_fail (DERMAGA_IS_WIZARD (self), NULL);
  return self->practice_room;
}

const char *
dermaga_wizard_get_scene (DermagaWizard *self)
{
  g_return_val_if_fail (DERMAGA_IS_WIZARD (self), NULL);
  return self->scene;
}

DermagaPortInquiry *
dermaga_wizard_get_port_inquiry (DermagaWizard *self)
{
  g_return_val_if_fail (DERMAGA_IS_WIZARD (self), NULL);
  return self->port_inquiry;
}

void
dermaga_wizard_choose_port (DermagaWizard *self, guint16 port)
{
  DermagaResult *result = dermaga_wizard_get_result (self);
  const DermagaPortCheck *known
      = result != NULL ? dermaga_result_find_port_check (result, port) : NULL;

  dermaga_port_inquiry_set_port (self->port_inquiry, port);
  if (known != NULL && known->finished
      && dermaga_port_inquiry_get_port (self->port_inquiry) == port
      && !dermaga_port_inquiry_get_running (self->port_inquiry)
      && !dermaga_port_inquiry_get_check (self->port_inquiry)->finished)
    dermaga_port_inquiry_take_check (self->port_inquiry, dermaga_port_check_copy (known));
}

gboolean
dermaga_wizard_ask_port (DermagaWizard *self, GError **error)
{
  g_autoptr (DermagaNetwork) network = NULL;

  g_return_val_if_fail (DERMAGA_IS_WIZARD (self), FALSE);
  /* Never the practice provider's: the question is about the network that this computer is in. */
  network = self->network != NULL ? g_object_ref (self->network)
                                  : dermaga_network_new (self->ca_file, error);
  if (network == NULL)
    return FALSE;
  dermaga_port_inquiry_start (self->port_inquiry, network);
  return TRUE;
}

DermagaPast *
dermaga_wizard_get_past (DermagaWizard *self)
{
  g_return_val_if_fail (DERMAGA_IS_WIZARD (self), NULL);
  return self->past;
}

DermagaReading *
dermaga_wizard_get_reading (DermagaWizard *self)
{
  g_return_val_if_fail (DERMAGA_IS_WIZARD (self), NULL);
  return self->reading;
}

DermagaSigninInquiry *
dermaga_wizard_get_signin_inquiry (DermagaWizard *self)
{
  g_return_val_if_fail (DERMAGA_IS_WIZARD (self), NULL);
  return self->signin_inquiry;
}

gboolean
dermaga_wizard_sign_in (DermagaWizard *self, const DermagaServer *server, DermagaSecret *password,
                        const DermagaTestMessage *message, GError **error)
{
  g_autoptr (DermagaNetwork) network = NULL;

  g_return_val_if_fail (DERMAGA_IS_WIZARD (self) && self->target != NULL, FALSE);
  g_return_val_if_fail (self->saved == NULL, FALSE);

  network = make_network (self, error);
  if (network == NULL)
    return FALSE;
  dermaga_signin_inquiry_try (self->signin_inquiry, network, server, password, message);
  return TRUE;
}

void
dermaga_wizard_cancel (DermagaWizard *self)
{
  g_return_if_fail (DERMAGA_IS_WIZARD (self));
  g_cancellable_cancel (self->cancellable);
}

gboolean
dermaga_wizard_get_running (DermagaWizard *self)
{
  g_return_val_if_fail (DERMAGA_IS_WIZARD (self), FALSE);
  return self->running;
}

gboolean
dermaga_wizard_get_settled (DermagaWizard *self)
{
  g_return_val_if_fail (DERMAGA_IS_WIZARD (self), FALSE);
  return self->sweep != NULL && dermaga_sweep_get_settled (self->sweep);
}

const DermagaTarget *
dermaga_wizard_get_target (DermagaWizard *self)
{
  g_return_val_if_fail (DERMAGA_IS_WIZARD (self), NULL);
  return self->target;
}

DermagaResult *
dermaga_wizard_get_result (DermagaWizard *self)
{
  g_return_val_if_fail (DERMAGA_IS_WIZARD (self), NULL);
  return self->sweep != NULL ? dermaga_sweep_get_result (self->sweep) : self->saved;
}

gint64
dermaga_wizard_get_last_change (DermagaWizard *self)
{
  g_return_val_if_fail (DERMAGA_IS_WIZARD (self), 0);
  return self->last_change;
}
