#pragma once

#include <glib.h>

#include "base/dermaga-protocol.h"
#include "model/dermaga-outcome.h"

G_BEGIN_DECLS

/** The ports that can be asked about: 25, 465, 587, 2525, 143, 993, 110, 995. */
gboolean dermaga_port_check_is_mail_port (guint16 port);
/** dermaga_port_check_get_direction: what such a port is for. */
DermagaDirection dermaga_port_check_get_direction (guint16 port);

/**
 * DermagaPortVerdict: what is likely true of one port in the network that this computer is in.
 * None of it is certain: see the limits in dermaga_port_check_judge().
 */
typedef enum {
  DERMAGA_PORT_VERDICT_UNKNOWN,      /* too little evidence: not asked, unfinished, no clear sign */
  DERMAGA_PORT_VERDICT_OPEN,         /* servers elsewhere were reached on it, by verified name */
  DERMAGA_PORT_VERDICT_BLOCKED,      /* none was reached on it, on other ports they were */
  DERMAGA_PORT_VERDICT_MAIL_BLOCKED, /* no mail port leads anywhere, the web does */
  DERMAGA_PORT_VERDICT_INTERCEPTED,  /* an address where nobody is answers, or strangers do */
  DERMAGA_PORT_VERDICT_PORTAL,       /* the network wants a sign-in with a browser first */
  DERMAGA_PORT_VERDICT_OFFLINE,      /* nothing leads anywhere, or no such network is here */
} DermagaPortVerdict;

#define DERMAGA_N_PORT_VERDICTS (DERMAGA_PORT_VERDICT_OFFLINE + 1)

/** dermaga_port_verdict_to_string: a stable word for the JSON: "blocked", "mail-blocked". */
const char *dermaga_port_verdict_to_string (DermagaPortVerdict verdict);

/** What a control is there for. */
typedef enum {
  DERMAGA_CONTROL_NEGATIVE,   /* 192.0.2.1 or 2001:db8::1 (RFC 5737, RFC 3849): nobody is there */
  DERMAGA_CONTROL_SAME_PORT,  /* a server of somebody else's that listens on the port */
  DERMAGA_CONTROL_OTHER_PORT, /* the same, on another mail port */
  DERMAGA_CONTROL_WEB,        /* a document whose content is known: a portal answers in its place */
} DermagaControlKind;

/** dermaga_control_kind_to_string: "negative", "same-port", "other-port", "web". */
const char *dermaga_control_kind_to_string (DermagaControlKind kind);

/**
 * DermagaControl: one connection made to learn about the way there, not about a provider.
 * @company: (nullable): who runs the server: two controls of one company count as one
 * @host: (nullable): its name; %NULL for the negative control
 * @address: (nullable): textual IP address; %NULL when the name led to none
 * @outcome: as for any mail server; for the web, %DERMAGA_OUTCOME_OK_PLAIN when the document was
 *   the expected one and %DERMAGA_OUTCOME_PORTAL when it was another
 * @open: the connection was accepted
 * @genuine: whoever answered proved to be @host by a verified certificate
 * @round_trip_us: until the connection was accepted or refused; -1 when it was neither
 */
typedef struct {
  DermagaControlKind kind;
  char *company;
  char *host;
  char *address;
  gboolean is_ipv6;
  guint16 port;
  DermagaOutcome outcome;
  gboolean open;
  gboolean genuine;
  gint64 round_trip_us;
} DermagaControl;

/** dermaga_control_new: @company, @host and @address are copied and may be %NULL. */
DermagaControl *dermaga_control_new (DermagaControlKind kind, const char *company,
                                     const char *host, const char *address, gboolean is_ipv6,
                                     guint16 port);
void dermaga_control_free (DermagaControl *control);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaControl, dermaga_control_free)

/**
 * DermagaPortCheck: the answer to "is this port blocked here?".
 * @controls: (element-type DermagaControl): all that was tried, in the order of asking
 * @finished: nothing more will come
 * @elapsed_us: -1 while it runs
 */
typedef struct {
  guint16 port;
  GPtrArray *controls;
  gboolean finished;
  gint64 elapsed_us;
} DermagaPortCheck;

DermagaPortCheck *dermaga_port_check_new (guint16 port);
DermagaPortCheck *dermaga_port_check_copy (const DermagaPortCheck *check);
void dermaga_port_check_free (DermagaPortCheck *check);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaPortCheck, dermaga_port_check_free)

/**
 * dermaga_port_check_judge: what the controls of one address family show. Pure.
 *
 * Limits: a network may exempt its own relay, one family or a VPN, and it says nothing of another
 * network, such as that of a web host. A server that turns this computer away in words was
 * reached all the same: the port is open.
 */
DermagaPortVerdict dermaga_port_check_judge (const DermagaPortCheck *check, gboolean is_ipv6);
/** dermaga_port_check_get_verdict: of both families: the one that a mail program will meet. */
DermagaPortVerdict dermaga_port_check_get_verdict (const DermagaPortCheck *check);

/**
 * dermaga_port_check_is_refused_nearby: whether connections to the port were refused much faster
 * than servers answered on other ports: a sign, no proof, of a device nearby that does it.
 */
gboolean dermaga_port_check_is_refused_nearby (const DermagaPortCheck *check, gboolean is_ipv6);

/**
 * DermagaPortRow: what one address of a server gave on a port.
 * @verified: a certificate proved the server on this connection or its like
 * @time_us: until the end; -1 unknown
 */
typedef struct {
  DermagaOutcome outcome;
  gboolean is_ipv6;
  gboolean verified;
  gint64 time_us;
} DermagaPortRow;

/**
 * dermaga_port_check_apply: Pure.
 *
 * Returns: @row's outcome, or what it comes to in the light of a finished check of its port:
 * NET_BLOCKED for silence (and for a refusal where the network refuses for others as fast), PORTAL,
 * INTERCEPTED for what answered without proof
 */
DermagaOutcome dermaga_port_check_apply (const DermagaPortCheck *check, const DermagaPortRow *row);

G_END_DECLS
