#include "config.h"

#include "probe/dermaga-control-table.h"

/* Other ports to compare with: those that networks block least come first. */
static const guint16 usual_ports[] = { 993, 465, 587, 995, 143, 110, 25, 2525 };

static gboolean
has_company (GPtrArray *servers, const char *company)
{
  for (guint i = 0; i < servers->len; i++)
    if (g_str_equal (((const DermagaControlServer *) servers->pdata[i])->company, company))
      return TRUE;
  return FALSE;
}

static gboolean
has_port (GPtrArray *servers, guint16 port)
{
  for (guint i = 0; i < servers->len; i++)
    if (((const DermagaControlServer *) servers->pdata[i])->port == port)
      return TRUE;
  return FALSE;
}

static void
add (GPtrArray *servers, const DermagaControlServer *server)
{
  g_ptr_array_add (servers, (gpointer) server);
}

GPtrArray *
dermaga_control_table_choose (const DermagaControlTable *self, guint16 port)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < self->n_servers && chosen->len < DERMAGA_MAX_CONTROLS; i++)
    if (self->servers[i].port == port && !has_company (chosen, self->servers[i].company))
      add (chosen, &self->servers[i]);
  return chosen;
}

/* The next company that has @port: with @same_companies, one of those asked about the port. */
static void
add_other (const DermagaControlTable *self, GPtrArray *chosen, guint16 port,
           GPtrArray *same_companies)
{
  for (guint i = 0; i < self->n_servers; i++)
    {
      const DermagaControlServer *server = &self->servers[i];

      if (server->port != port || has_company (chosen, server->company)
          || (same_companies != NULL && !has_company (same_companies, server->company)))
        continue;
      add (chosen, server);
      return;
    }
}

GPtrArray *
dermaga_control_table_choose_others (const DermagaControlTable *self, guint16 port)
{
  g_autoptr (GPtrArray) same = dermaga_control_table_choose (self, port);
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < G_N_ELEMENTS (usual_ports) && chosen->len < DERMAGA_MAX_CONTROLS; i++)
      if (usual_ports[i] != port && !has_port (chosen, usual_ports[i]))
        add_other (self, chosen, usual_ports[i], pass == 0 ? same : NULL);
  return chosen;
}

DermagaProtocol
dermaga_control_server_get_protocol (const DermagaControlServer *server)
{
  switch (server->port)
    {
    case 143:
    case 993:
      return DERMAGA_PROTOCOL_IMAP;
    case 110:
    case 995:
      return DERMAGA_PROTOCOL_POP3;
    default:
      return DERMAGA_PROTOCOL_SMTP;
    }
}
