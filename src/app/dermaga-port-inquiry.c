#include "config.h"

#include "app/dermaga-port-inquiry.h"

#include "probe/dermaga-port-probe.h"

static const guint16 ports[] = { 25, 465, 587, 2525, 993, 143, 995, 110, 0 };

#define N_PORTS (G_N_ELEMENTS (ports) - 1)

struct _DermagaPortInquiry
{
  GObject parent_instance;

  gboolean open;
  guint chosen;                      /* index into ports */
  DermagaPortCheck *checks[N_PORTS]; /* (nullable) */
  gboolean allowed;
  const DermagaControlTable *table; /* (nullable): the built-in one */
  DermagaPortProbe *probe;          /* (nullable): while it runs */
  GCancellable *cancellable;
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DermagaPortInquiry, dermaga_port_inquiry, G_TYPE_OBJECT)

/* What becomes of a probe from here on is its own affair: it says good-bye and goes. */
static void
drop_probe (DermagaPortInquiry *self)
{
  if (self->probe != NULL)
    g_signal_handlers_disconnect_by_data (self->probe, self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->probe);
}

static void
dermaga_port_inquiry_dispose (GObject *object)
{
  DermagaPortInquiry *self = DERMAGA_PORT_INQUIRY (object);

  drop_probe (self);
  for (guint i = 0; i < N_PORTS; i++)
    g_clear_pointer (&self->checks[i], dermaga_port_check_free);
  G_OBJECT_CLASS (dermaga_port_inquiry_parent_class)->dispose (object);
}

static void
dermaga_port_inquiry_class_init (DermagaPortInquiryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dermaga_port_inquiry_dispose;
  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", DERMAGA_TYPE_PORT_INQUIRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 0);
}

static void
dermaga_port_inquiry_init (DermagaPortInquiry *self)
{
}

DermagaPortInquiry *
dermaga_port_inquiry_new (void)
{
  return g_object_new (DERMAGA_TYPE_PORT_INQUIRY, NULL);
}

const guint16 *
dermaga_port_inquiry_get_ports (void)
{
  return ports;
}

gboolean
dermaga_port_inquiry_get_open (DermagaPortInquiry *self)
{
  g_return_val_if_fail (DERMAGA_IS_PORT_INQUIRY (self), FALSE);
  return self->open;
}

void
dermaga_port_inquiry_set_open (DermagaPortInquiry *self, gboolean open)
{
  g_return_if_fail (DERMAGA_IS_PORT_INQUIRY (self));
  self->open = open;
}

guint16
dermaga_port_inquiry_get_port (DermagaPortInquiry *self)
{
  g_return_val_if_fail (DERMAGA_IS_PORT_INQUIRY (self), ports[0]);
  return ports[self->chosen];
}

/* N_PORTS for a port that cannot be asked about. */
static guint
find_port (guint16 port)
{
  guint i = 0;

  while (i < N_PORTS && ports[i] != port)
    i++;
  return i;
}

void
dermaga_port_inquiry_set_port (DermagaPortInquiry *self, guint16 port)
{
  guint chosen = find_port (port);

  g_return_if_fail (DERMAGA_IS_PORT_INQUIRY (self));
  if (self->probe != NULL || chosen == N_PORTS || chosen == self->chosen)
    return;
  self->chosen = chosen;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
plan_servers (DermagaPortCheck *plan, DermagaControlKind kind, GPtrArray *servers)
{
  for (guint i = 0; i < servers->len; i++)
    {
      const DermagaControlServer *server = servers->pdata[i];

      g_ptr_array_add (plan->controls, dermaga_control_new (kind, server->company, server->host,
                                                            NULL, FALSE, server->port));
    }
}

/* Whom the probe would ask, as far as that is known before the first answer. */
static DermagaPortCheck *
make_plan (const DermagaControlTable *table, guint16 port)
{
  g_autoptr (GPtrArray) same = dermaga_control_table_choose (table, port);
  g_autoptr (GPtrArray) others = dermaga_control_table_choose_others (table, port);
  DermagaPortCheck *plan = dermaga_port_check_new (port);

  plan_servers (plan, DERMAGA_CONTROL_SAME_PORT, same);
  g_ptr_array_add (plan->controls, dermaga_control_new (DERMAGA_CONTROL_WEB, table->page.company,
                                                        table->page.host, NULL, FALSE, 80));
  for (guint family = 0; family < G_N_ELEMENTS (table->nowhere); family++)
    if (table->nowhere[family] != NULL)
      g_ptr_array_add (plan->controls,
                       dermaga_control_new (DERMAGA_CONTROL_NEGATIVE, NULL, NULL,
                                            table->nowhere[family], family == 1, port));
  plan_servers (plan, DERMAGA_CONTROL_OTHER_PORT, others);
  return plan;
}

const DermagaControlTable *
dermaga_port_inquiry_get_table (DermagaPortInquiry *self)
{
  g_return_val_if_fail (DERMAGA_IS_PORT_INQUIRY (self), NULL);
  return self->table != NULL ? self->table : &dermaga_control_table;
}

void
dermaga_port_inquiry_set_table (DermagaPortInquiry *self, const DermagaControlTable *table)
{
  g_return_if_fail (DERMAGA_IS_PORT_INQUIRY (self));
  self->table = table;
}

const DermagaPortCheck *
dermaga_port_inquiry_get_check (DermagaPortInquiry *self)
{
  DermagaPortCheck **check;

  g_return_val_if_fail (DERMAGA_IS_PORT_INQUIRY (self), NULL);
  check = &self->checks[self->chosen];
  if (*check == NULL)
    *check = make_plan (dermaga_port_inquiry_get_table (self), ports[self->chosen]);
  return *check;
}

void
dermaga_port_inquiry_take_check (DermagaPortInquiry *self, DermagaPortCheck *check)
{
  guint i = find_port (check->port);

  g_return_if_fail (DERMAGA_IS_PORT_INQUIRY (self) && i < N_PORTS);
  g_clear_pointer (&self->checks[i], dermaga_port_check_free);
  self->checks[i] = check;
  if (i == self->chosen)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

gboolean
dermaga_port_inquiry_get_running (DermagaPortInquiry *self)
{
  g_return_val_if_fail (DERMAGA_IS_PORT_INQUIRY (self), FALSE);
  return self->probe != NULL;
}

gboolean
dermaga_port_inquiry_get_allowed (DermagaPortInquiry *self)
{
  g_return_val_if_fail (DERMAGA_IS_PORT_INQUIRY (self), FALSE);
  return self->allowed;
}

void
dermaga_port_inquiry_set_allowed (DermagaPortInquiry *self, gboolean allowed)
{
  g_return_if_fail (DERMAGA_IS_PORT_INQUIRY (self));
  if (self->allowed == allowed)
    return;
  self->allowed = allowed;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
probe_changed_cb (DermagaPortInquiry *self)
{
  const DermagaPortCheck *check = dermaga_port_probe_get_check (self->probe);
  DermagaPortCheck *copy = dermaga_port_check_copy (check);

  /* The answer is there; the good-byes that still follow change nothing in it. */
  if (copy->finished)
    {
      g_signal_handlers_disconnect_by_data (self->probe, self);
      g_clear_object (&self->probe);
    }
  dermaga_port_inquiry_take_check (self, copy);
}

static void
probe_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  /* It has no errors: what went wrong is in the check. */
  if (!dermaga_port_probe_run_finish (DERMAGA_PORT_PROBE (source), result, &error))
    g_debug ("The question about a port ended early: %s", error->message);
}

void
dermaga_port_inquiry_start (DermagaPortInquiry *self, DermagaNetwork *network)
{
  g_return_if_fail (DERMAGA_IS_PORT_INQUIRY (self));

  drop_probe (self);
  /* Whoever asks again has reasons to; the answer that is kept would tell them nothing. */
  if (dermaga_port_inquiry_get_check (self)->finished)
    dermaga_port_probe_forget_all ();
  self->probe = dermaga_port_probe_new (network, ports[self->chosen]);
  if (self->table != NULL)
    dermaga_port_probe_set_table (self->probe, self->table);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (self->probe, "changed", G_CALLBACK (probe_changed_cb), self,
                           G_CONNECT_SWAPPED);
  dermaga_port_probe_run_async (self->probe, self->cancellable, probe_done_cb, NULL);
  probe_changed_cb (self);
}

void
dermaga_port_inquiry_cancel (DermagaPortInquiry *self)
{
  g_return_if_fail (DERMAGA_IS_PORT_INQUIRY (self));
  g_cancellable_cancel (self->cancellable);
}
