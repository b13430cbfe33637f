#include "config.h"

#include "port-scenes.h"

/* How one kind of control ends. */
typedef struct {
  DermagaOutcome outcome;
  gboolean open;
  gboolean genuine;
} End;

typedef struct {
  End negative;
  End first;  /* of those on the port itself */
  End second;
  End other;
  End web;
} Network;

#define SILENT { DERMAGA_OUTCOME_TIMEOUT, FALSE, FALSE }
#define REFUSED { DERMAGA_OUTCOME_REFUSED, FALSE, FALSE }
#define PROVED { DERMAGA_OUTCOME_OK_TLS, TRUE, TRUE }
#define STRANGER { DERMAGA_OUTCOME_CERT_TRUST, TRUE, FALSE }
#define PAGE { DERMAGA_OUTCOME_OK_PLAIN, TRUE, FALSE }
#define NOT_ASKED { DERMAGA_OUTCOME_NOT_CHECKED, FALSE, FALSE }

static const Network networks[] = {
  [DERMAGA_PORT_VERDICT_UNKNOWN] = { SILENT, SILENT, NOT_ASKED, NOT_ASKED, NOT_ASKED },
  [DERMAGA_PORT_VERDICT_OPEN] = { SILENT, PROVED, PROVED, PROVED, PAGE },
  [DERMAGA_PORT_VERDICT_BLOCKED] = { SILENT, SILENT, REFUSED, PROVED, PAGE },
  [DERMAGA_PORT_VERDICT_MAIL_BLOCKED] = { SILENT, SILENT, SILENT, SILENT, PAGE },
  [DERMAGA_PORT_VERDICT_INTERCEPTED] = { STRANGER, STRANGER, STRANGER, STRANGER, PAGE },
  [DERMAGA_PORT_VERDICT_PORTAL]
  = { SILENT, SILENT, SILENT, SILENT, { DERMAGA_OUTCOME_PORTAL, TRUE, FALSE } },
  [DERMAGA_PORT_VERDICT_OFFLINE] = { SILENT, SILENT, SILENT, SILENT, SILENT },
};

static void
add (DermagaPortCheck *check, DermagaControlKind kind, const char *company, const char *host,
     const char *address, guint16 port, End end)
{
  DermagaControl *control = dermaga_control_new (kind, company, host, address, FALSE, port);

  control->outcome = end.outcome;
  control->open = end.open;
  control->genuine = end.genuine;
  control->round_trip_us = end.open ? 23000 : -1;
  g_ptr_array_add (check->controls, control);
}

DermagaPortCheck *
port_scene_new (DermagaPortVerdict verdict, guint16 port)
{
  const Network *network = &networks[verdict];
  DermagaPortCheck *check = dermaga_port_check_new (port);

  add (check, DERMAGA_CONTROL_SAME_PORT, "Melati", "smtp.melati.test", "198.51.100.10", port,
       network->first);
  add (check, DERMAGA_CONTROL_SAME_PORT, "Kenanga Surat", "mx1.surat-masuk.kenanga.test",
       "198.51.100.20", port, network->second);
  add (check, DERMAGA_CONTROL_OTHER_PORT, "Melati", "imap.melati.test", "198.51.100.11",
       port == 993 ? 465 : 993, network->other);
  add (check, DERMAGA_CONTROL_WEB, "Cempaka", "cek.cempaka.test", "198.51.100.30", 80,
       network->web);
  add (check, DERMAGA_CONTROL_NEGATIVE, NULL, NULL, "192.0.2.1", port, network->negative);
  check->finished = TRUE;
  check->elapsed_us = 4200000;
  return check;
}
