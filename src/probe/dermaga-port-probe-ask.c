#include "config.h"

#include "probe/dermaga-port-probe-private.h"

#include "probe/dermaga-control-run.h"

/* One name, looked up in one or both families; the callbacks of both share it. */
typedef struct {
  DermagaPortProbe *self;
  const DermagaControlServer *server; /* (nullable): the page */
  DermagaControl *controls[2];        /* (nullable) by family */
  DermagaDnsStatus status[2];
  guint n_pending;
} Name;

/* One family of it. */
typedef struct {
  Name *name;
  gboolean is_ipv6;
} Lookup;

/* Connections */

static void
run_cb (gpointer owner)
{
  DermagaPortProbe *self = owner;

  if (self->check->finished)
    dermaga_port_probe_closed (self);
  else
    dermaga_port_probe_consider (self);
}

static DermagaControl *
add_control (DermagaPortProbe *self, DermagaControlKind kind, const char *company,
             const char *host, gboolean is_ipv6, guint16 port)
{
  DermagaControl *control = dermaga_control_new (kind, company, host, NULL, is_ipv6, port);

  g_ptr_array_add (self->check->controls, control);
  return control;
}

static void
start_run (DermagaPortProbe *self, const DermagaControlServer *server, DermagaControl *control,
           GInetAddress *address)
{
  DermagaControlRun *run;

  control->address = g_inet_address_to_string (address);
  if (control->kind == DERMAGA_CONTROL_NEGATIVE)
    run = dermaga_control_run_new_nowhere (self->network, control, address, run_cb, self);
  else if (server != NULL)
    run = dermaga_control_run_new_server (self->network, control, address, server, run_cb, self);
  else
    run = dermaga_control_run_new_page (self->network, control, address, &self->table->page,
                                        run_cb, self);
  g_ptr_array_add (self->runs, run);
}

/* Names */

static DermagaOutcome
outcome_of_status (DermagaDnsStatus status)
{
  switch (status)
    {
    case DERMAGA_DNS_NXDOMAIN:
      return DERMAGA_OUTCOME_DNS_NXDOMAIN;
    case DERMAGA_DNS_SERVFAIL:
      return DERMAGA_OUTCOME_DNS_SERVFAIL;
    case DERMAGA_DNS_NO_REPLY:
      return DERMAGA_OUTCOME_DNS_NO_REPLY;
    case DERMAGA_DNS_FOUND:
    case DERMAGA_DNS_NODATA:
    case DERMAGA_DNS_CANCELLED:
      return DERMAGA_OUTCOME_DNS_NODATA;
    }
  g_assert_not_reached ();
}

/* When all is known of a name: without an address of one family it says nothing of that family;
 * without any it is told of once. */
static void
settle_missing (Name *name)
{
  gboolean told = name->status[0] == DERMAGA_DNS_FOUND || name->status[1] == DERMAGA_DNS_FOUND;

  for (guint family = 0; family < 2; family++)
    {
      DermagaControl *control = name->controls[family];

      if (control == NULL || name->status[family] == DERMAGA_DNS_FOUND)
        continue;
      if (told)
        g_ptr_array_remove (name->self->check->controls, control);
      else
        control->outcome = outcome_of_status (name->status[family]);
      told = TRUE;
    }
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Lookup *lookup = data;
  Name *name = lookup->name;
  g_autoptr (DermagaPortProbe) self = g_object_ref (name->self);
  g_autoptr (DermagaDnsAnswer) answer
    = dermaga_resolver_lookup_finish (DERMAGA_RESOLVER (source), result, NULL);

  if (!self->check->finished && answer != NULL)
    {
      name->status[lookup->is_ipv6] = answer->status;
      if (answer->status == DERMAGA_DNS_FOUND)
        start_run (self, name->server, name->controls[lookup->is_ipv6],
                   answer->addresses->pdata[0]);
      if (name->n_pending == 1)
        settle_missing (name);
    }
  if (--name->n_pending == 0)
    {
      g_object_unref (name->self);
      g_free (name);
    }
  if (!self->check->finished)
    dermaga_port_probe_consider (self);
}

void
dermaga_port_probe_ask (DermagaPortProbe *self, DermagaControlKind kind,
                        const DermagaControlServer *server, gboolean with_ipv4, gboolean with_ipv6)
{
  const DermagaControlPage *page = &self->table->page;
  const char *company = server != NULL ? server->company : page->company;
  const char *host = server != NULL ? server->host : page->host;
  Name *name = g_new0 (Name, 1);

  name->self = g_object_ref (self);
  name->server = server;
  for (guint family = 0; family < 2; family++)
    {
      Lookup *lookup;

      name->status[family] = DERMAGA_DNS_NODATA;
      if (family == 0 ? !with_ipv4 : !with_ipv6)
        continue;
      name->controls[family]
        = add_control (self, kind, company, host, family == 1, server != NULL ? server->port : 80);
      name->n_pending++;
      lookup = g_new0 (Lookup, 1);
      lookup->name = name;
      lookup->is_ipv6 = family == 1;
      dermaga_resolver_lookup_async (dermaga_network_get_resolver (self->network), host,
                                     family == 1 ? DERMAGA_DNS_AAAA : DERMAGA_DNS_A, self->lookups,
                                     looked_up_cb, lookup);
    }
}

void
dermaga_port_probe_ask_nowhere (DermagaPortProbe *self, gboolean is_ipv6)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (self->table->nowhere[is_ipv6]);
  DermagaControl *control
    = add_control (self, DERMAGA_CONTROL_NEGATIVE, NULL, NULL, is_ipv6, self->check->port);

  start_run (self, NULL, control, address);
}
