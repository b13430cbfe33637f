#include "config.h"

#include "model/dermaga-probe.h"

struct _DermagaProbe
{
  GObject parent_instance;

  DermagaCandidate *candidate;
  DermagaProbeState state;
  DermagaOutcome outcome;
  GPtrArray *addresses;
  const DermagaAddressResult *decisive;
  char **auth;
  gboolean wants_browser; /* as a file says, where no facts are known */
  DermagaClockVerdict clock;
  DermagaCandidate *alternative;
  DermagaOutcome alternative_outcome;
};

G_DEFINE_FINAL_TYPE (DermagaProbe, dermaga_probe, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  PROP_OUTCOME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

DermagaAddressResult *
dermaga_address_result_new (const char *address, gboolean is_ipv6)
{
  DermagaAddressResult *result;

  g_return_val_if_fail (address != NULL, NULL);

  result = g_new0 (DermagaAddressResult, 1);
  result->address = g_strdup (address);
  result->is_ipv6 = is_ipv6;
  result->timing = (DermagaTiming) { .connect = -1, .greeting = -1, .tls = -1, .total = -1 };
  return result;
}

DermagaAddressResult *
dermaga_address_result_copy (const DermagaAddressResult *result)
{
  DermagaAddressResult *copy = g_new0 (DermagaAddressResult, 1);

  *copy = *result;
  copy->address = g_strdup (result->address);
  copy->facts = result->facts != NULL ? dermaga_facts_copy (result->facts) : NULL;
  copy->tls = result->tls != NULL ? dermaga_tls_facts_copy (result->tls) : NULL;
  if (result->transcript != NULL)
    copy->transcript = dermaga_transcript_ref (result->transcript);
  return copy;
}

void
dermaga_address_result_free (DermagaAddressResult *result)
{
  if (result == NULL)
    return;
  g_free (result->address);
  g_clear_pointer (&result->facts, dermaga_facts_free);
  g_clear_pointer (&result->tls, dermaga_tls_facts_free);
  g_clear_pointer (&result->transcript, dermaga_transcript_unref);
  g_free (result);
}

DermagaProbe *
dermaga_probe_new (const DermagaCandidate *candidate)
{
  DermagaProbe *self;

  g_return_val_if_fail (candidate != NULL, NULL);

  self = g_object_new (DERMAGA_TYPE_PROBE, NULL);
  self->candidate = dermaga_candidate_copy (candidate);
  return self;
}

static void
dermaga_probe_finalize (GObject *object)
{
  DermagaProbe *self = DERMAGA_PROBE (object);

  dermaga_candidate_free (self->candidate);
  g_ptr_array_unref (self->addresses);
  g_strfreev (self->auth);
  g_clear_pointer (&self->alternative, dermaga_candidate_free);
  G_OBJECT_CLASS (dermaga_probe_parent_class)->finalize (object);
}

static void
dermaga_probe_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  DermagaProbe *self = DERMAGA_PROBE (object);

  switch (property_id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_OUTCOME:
      g_value_set_uint (value, self->outcome);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
dermaga_probe_class_init (DermagaProbeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = dermaga_probe_finalize;
  object_class->get_property = dermaga_probe_get_property;

  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, DERMAGA_PROBE_STATE_WAITING,
                                              DERMAGA_PROBE_STATE_DONE,
                                              DERMAGA_PROBE_STATE_WAITING, flags);
  properties[PROP_OUTCOME] = g_param_spec_uint ("outcome", NULL, NULL, 0, DERMAGA_N_OUTCOMES - 1,
                                                DERMAGA_OUTCOME_NOT_CHECKED, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
dermaga_probe_init (DermagaProbe *self)
{
  self->addresses
      = g_ptr_array_new_with_free_func ((GDestroyNotify) dermaga_address_result_free);
  self->auth = g_new0 (char *, 1);
}

const DermagaCandidate *
dermaga_probe_get_candidate (DermagaProbe *self)
{
  g_return_val_if_fail (DERMAGA_IS_PROBE (self), NULL);

  return self->candidate;
}

DermagaDirection
dermaga_probe_get_direction (DermagaProbe *self)
{
  g_return_val_if_fail (DERMAGA_IS_PROBE (self), DERMAGA_DIRECTION_INCOMING);

  return dermaga_protocol_get_direction (self->candidate->protocol);
}

DermagaProbeState
dermaga_probe_get_state (DermagaProbe *self)
{
  g_return_val_if_fail (DERMAGA_IS_PROBE (self), DERMAGA_PROBE_STATE_WAITING);

  return self->state;
}

DermagaOutcome
dermaga_probe_get_outcome (DermagaProbe *self)
{
  g_return_val_if_fail (DERMAGA_IS_PROBE (self), DERMAGA_OUTCOME_NOT_CHECKED);

  return self->outcome;
}

gboolean
dermaga_probe_is_done (DermagaProbe *self)
{
  return dermaga_probe_get_state (self) == DERMAGA_PROBE_STATE_DONE;
}

GPtrArray *
dermaga_probe_get_addresses (DermagaProbe *self)
{
  g_return_val_if_fail (DERMAGA_IS_PROBE (self), NULL);

  return self->addresses;
}

const DermagaAddressResult *
dermaga_probe_get_decisive (DermagaProbe *self)
{
  g_return_val_if_fail (DERMAGA_IS_PROBE (self), NULL);

  return self->decisive;
}

const char *const *
dermaga_probe_get_auth (DermagaProbe *self)
{
  g_return_val_if_fail (DERMAGA_IS_PROBE (self), NULL);

  return (const char *const *) self->auth;
}

const DermagaTlsFacts *
dermaga_probe_get_tls (DermagaProbe *self)
{
  const DermagaAddressResult *decisive = NULL;

  g_return_val_if_fail (DERMAGA_IS_PROBE (self), NULL);

  decisive = self->decisive;
  if (decisive == NULL || self->candidate->security == DERMAGA_SECURITY_NONE
      || (decisive->facts != NULL && decisive->facts->mode != self->candidate->security))
    return NULL;
  return decisive->tls;
}

DermagaClockVerdict
dermaga_probe_get_clock (DermagaProbe *self)
{
  g_return_val_if_fail (DERMAGA_IS_PROBE (self), (DermagaClockVerdict){ 0 });

  return self->clock;
}

void
dermaga_probe_set_clock (DermagaProbe *self, DermagaClockVerdict clock)
{
  g_return_if_fail (DERMAGA_IS_PROBE (self));

  self->clock = clock;
}

const DermagaCandidate *
dermaga_probe_get_alternative (DermagaProbe *self, DermagaOutcome *outcome)
{
  g_return_val_if_fail (DERMAGA_IS_PROBE (self), NULL);

  if (outcome != NULL)
    *outcome = self->alternative_outcome;
  return self->alternative;
}

void
dermaga_probe_set_alternative (DermagaProbe *self, const DermagaCandidate *candidate,
                               DermagaOutcome outcome)
{
  g_return_if_fail (DERMAGA_IS_PROBE (self));
  g_return_if_fail (candidate != NULL);

  if (self->alternative != NULL && !dermaga_candidate_equal (self->alternative, candidate)
      && (dermaga_outcome_is_safe (self->alternative_outcome)
          || !dermaga_outcome_is_safe (outcome)))
    return;
  g_clear_pointer (&self->alternative, dermaga_candidate_free);
  self->alternative = dermaga_candidate_copy (candidate);
  self->alternative_outcome = outcome;
}

/* The phase that counts: what was said inside TLS for the ways with TLS, what was said in clear for
 * the way without. A session of another manner (clear text where TLS was asked for) has none. */
static const DermagaCapabilities *
find_capabilities (DermagaProbe *self)
{
  const DermagaFacts *facts = self->decisive != NULL ? self->decisive->facts : NULL;

  if (facts == NULL)
    return NULL;
  switch (self->candidate->security)
    {
    case DERMAGA_SECURITY_NONE:
      return facts->mode != DERMAGA_SECURITY_TLS ? &facts->clear : NULL;
    case DERMAGA_SECURITY_STARTTLS:
    case DERMAGA_SECURITY_TLS:
      return facts->mode == self->candidate->security ? &facts->secure : NULL;
    }
  return NULL;
}

/* SASL mechanisms, and the protocols' own older sign-in commands: LOGIN, which every IMAP server
 * takes that does not say LOGINDISABLED (RFC 9051 §6.2.3), and USER of POP3 (RFC 1939 §7). */
static char **
collect_auth (DermagaProtocol protocol, const DermagaCapabilities *capabilities)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean has_sasl = capabilities->auth != NULL && capabilities->auth[0] != NULL;

  if (has_sasl)
    g_strv_builder_addv (builder, (const char **) capabilities->auth);
  switch (protocol)
    {
    case DERMAGA_PROTOCOL_SMTP:
      break;
    case DERMAGA_PROTOCOL_IMAP:
      if (!has_sasl && capabilities->seen && !capabilities->login_disabled)
        g_strv_builder_add (builder, "login");
      break;
    case DERMAGA_PROTOCOL_POP3:
      if (capabilities->user_login)
        g_strv_builder_add (builder, "user");
      break;
    }
  return g_strv_builder_end (builder);
}

static void
update_auth (DermagaProbe *self)
{
  const DermagaCapabilities *capabilities = find_capabilities (self);

  g_strfreev (self->auth);
  self->auth = capabilities != NULL ? collect_auth (self->candidate->protocol, capabilities)
                                    : g_new0 (char *, 1);
}

static void
change_outcome (DermagaProbe *self, DermagaOutcome outcome)
{
  if (self->outcome == outcome)
    return;
  self->outcome = outcome;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OUTCOME]);
}

void
dermaga_probe_set_state (DermagaProbe *self, DermagaProbeState state)
{
  g_return_if_fail (DERMAGA_IS_PROBE (self));

  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
store_address (DermagaProbe *self, DermagaAddressResult *result)
{
  for (guint i = 0; i < self->addresses->len; i++)
    {
      DermagaAddressResult *known = g_ptr_array_index (self->addresses, i);

      if (g_str_equal (known->address, result->address))
        {
          if (known != result)
            dermaga_address_result_free (known);
          self->addresses->pdata[i] = result;
          return;
        }
    }
  g_ptr_array_add (self->addresses, result);
}

/* The first address wins among equals, so that the evidence shown does not jump about. */
static const DermagaAddressResult *
find_decisive (GPtrArray *addresses)
{
  const DermagaAddressResult *decisive = NULL;

  for (guint i = 0; i < addresses->len; i++)
    {
      const DermagaAddressResult *address = g_ptr_array_index (addresses, i);

      if (decisive == NULL
          || dermaga_outcome_compare_telling (address->outcome, decisive->outcome) < 0)
        decisive = address;
    }
  return decisive;
}

void
dermaga_probe_take_address (DermagaProbe *self, DermagaAddressResult *result)
{
  g_return_if_fail (DERMAGA_IS_PROBE (self));
  g_return_if_fail (result != NULL);

  store_address (self, result);
  self->decisive = find_decisive (self->addresses);
  update_auth (self);
  change_outcome (self, self->decisive->outcome);
}

void
dermaga_probe_judge_address (DermagaProbe *self, const char *address, DermagaOutcome outcome)
{
  g_return_if_fail (DERMAGA_IS_PROBE (self));

  for (guint i = 0; i < self->addresses->len; i++)
    {
      DermagaAddressResult *known = g_ptr_array_index (self->addresses, i);

      if (!g_str_equal (known->address, address))
        continue;
      known->outcome = outcome;
      dermaga_probe_take_address (self, known);
      return;
    }
}

void
dermaga_probe_set_outcome (DermagaProbe *self, DermagaOutcome outcome)
{
  g_return_if_fail (DERMAGA_IS_PROBE (self));

  if (self->decisive != NULL && self->decisive->outcome != outcome)
    {
      self->decisive = NULL;
      update_auth (self);
    }
  change_outcome (self, outcome);
}

void
dermaga_probe_set_auth (DermagaProbe *self, const char *const *auth)
{
  g_return_if_fail (DERMAGA_IS_PROBE (self));
  g_return_if_fail (auth != NULL);

  g_strfreev (self->auth);
  self->auth = g_strdupv ((char **) auth);
}

void
dermaga_probe_set_wants_browser (DermagaProbe *self, gboolean wants_browser)
{
  g_return_if_fail (DERMAGA_IS_PROBE (self));

  self->wants_browser = wants_browser;
}

gboolean
dermaga_probe_was_said_to_want_browser (DermagaProbe *self)
{
  g_return_val_if_fail (DERMAGA_IS_PROBE (self), FALSE);

  return self->wants_browser;
}

/* Consent is not needed once any trusted source, or a name inside the domain, has named the
 * server; therefore @outside only ever falls away. */
void
dermaga_probe_promote (DermagaProbe *self, const DermagaCandidate *named)
{
  DermagaCandidate *candidate = NULL;
  gboolean better;

  g_return_if_fail (DERMAGA_IS_PROBE (self));
  g_return_if_fail (named != NULL);

  candidate = self->candidate;
  better = named->source < candidate->source
           || (named->source == candidate->source && named->order < candidate->order);
  candidate->outside = candidate->outside && named->outside;
  if (named->user_name != NULL && (better || candidate->user_name == NULL))
    {
      char *user_name = g_strdup (named->user_name);

      g_free (candidate->user_name);
      candidate->user_name = user_name;
    }
  if (!better)
    return;
  candidate->source = named->source;
  candidate->order = named->order;
}
