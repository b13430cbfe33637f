#include "config.h"

#include "verdict/dermaga-port-findings.h"

#include <glib/gi18n.h>

#include "verdict/dermaga-source-findings.h"

/* What servers of other companies told of ports in this network, where they were asked. */

static DermagaPortVerdict
verdict_of (DermagaResult *result, guint16 port)
{
  const DermagaPortCheck *check = dermaga_result_find_port_check (result, port);

  return check != NULL && check->finished ? dermaga_port_check_get_verdict (check)
                                          : DERMAGA_PORT_VERDICT_UNKNOWN;
}

/* (nullable) */
static const DermagaPortCheck *
find_check (DermagaResult *result, DermagaPortVerdict verdict)
{
  GPtrArray *checks = dermaga_result_get_port_checks (result);

  for (guint i = 0; i < checks->len; i++)
    {
      const DermagaPortCheck *check = checks->pdata[i];

      if (verdict_of (result, check->port) == verdict)
        return check;
    }
  return NULL;
}

static DermagaFinding *
find_finding (GPtrArray *findings, const char *code)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((DermagaFinding *) findings->pdata[i])->code, code))
      return findings->pdata[i];
  return NULL;
}

static void
set_meaning (DermagaFinding *finding, char *meaning)
{
  g_free (finding->words->meaning);
  finding->words->meaning = meaning;
}

static void
explain_port_25 (DermagaFinding *finding, DermagaResult *result)
{
  const DermagaPortCheck *check = dermaga_result_find_port_check (result, 25);

  if (verdict_of (result, 25) == DERMAGA_PORT_VERDICT_OPEN)
    set_meaning (finding,
                 g_strdup (_("At least one server of another company was reached on port 25, so "
                             "this network likely does not block it: your provider does not "
                             "seem to offer it to you. That is normal, since port 25 is for "
                             "mail between servers.")));
  else if (verdict_of (result, 25) == DERMAGA_PORT_VERDICT_BLOCKED)
    {
      dermaga_words_free (finding->words);
      finding->words = dermaga_explain_port_check (check);
    }
}

static void
explain_sending (DermagaFinding *finding, DermagaResult *result)
{
  static const guint16 ports[] = { 465, 587, 2525 };

  for (guint i = 0; i < G_N_ELEMENTS (ports); i++)
    if (verdict_of (result, ports[i]) == DERMAGA_PORT_VERDICT_BLOCKED)
      {
        g_autofree char *port = g_strdup_printf ("%u", (guint) ports[i]);

        set_meaning (
          finding,
          dermaga_fill (_("Receiving works, but no port for sending answered. On port {port}, "
                          "servers of other companies were not reached either. So the cause is "
                          "likely the network that you are using, not the provider."),
                        "port", port, NULL));
        return;
      }
}

void
dermaga_port_findings_add (GPtrArray *findings, DermagaResult *result)
{
  const DermagaPortCheck *mail = find_check (result, DERMAGA_PORT_VERDICT_MAIL_BLOCKED);
  DermagaFinding *port_25 = find_finding (findings, "port-25-blocked");
  DermagaFinding *sending = find_finding (findings, "sending-blocked");

  if (port_25 != NULL)
    explain_port_25 (port_25, result);
  if (sending != NULL)
    explain_sending (sending, result);
  if (mail != NULL)
    {
      DermagaFinding *finding = dermaga_finding_new ("mail-blocked", DERMAGA_SEVERITY_ERROR,
                                                     dermaga_explain_port_check (mail));

      finding->port = mail->port;
      g_ptr_array_add (findings, finding);
    }
}

gboolean
dermaga_port_findings_sending_is_open (DermagaResult *result)
{
  return verdict_of (result, 465) == DERMAGA_PORT_VERDICT_OPEN
         || verdict_of (result, 587) == DERMAGA_PORT_VERDICT_OPEN;
}
