#pragma once

#include "base/dermaga-protocol.h"
#include "model/dermaga-port-check.h"

G_BEGIN_DECLS

/** At most so many companies are asked about one port. */
#define DERMAGA_MAX_CONTROLS 3

/** DermagaControlServer: a server whose certificate carries @host. */
typedef struct {
  const char *company;
  const char *host;
  guint16 port;
  DermagaSecurity mode;
} DermagaControlServer;

/** DermagaControlPage: a document whose content, but for blanks around it, is known. */
typedef struct {
  const char *company;
  const char *host;
  const char *url;
  const char *answer;
} DermagaControlPage;

/**
 * DermagaControlTable: who can be asked about ports.
 * @servers: the better of a port before the others
 * @nowhere: an IPv4 and an IPv6 address that belong to nobody (RFC 5737, RFC 3849); %NULL for none
 */
typedef struct {
  const DermagaControlServer *servers;
  guint n_servers;
  DermagaControlPage page;
  const char *nowhere[2];
} DermagaControlTable;

/** The table made from data/controls.ini. */
extern const DermagaControlTable dermaga_control_table;

/**
 * dermaga_control_table_choose: (transfer container) (element-type DermagaControlServer): of each
 * company one, the first %DERMAGA_MAX_CONTROLS that listen on @port.
 */
GPtrArray *dermaga_control_table_choose (const DermagaControlTable *self, guint16 port);
/**
 * dermaga_control_table_choose_others: (transfer container) (element-type DermagaControlServer):
 * other ports to compare @port with: of the same companies where they have some, and of as many
 * different ports as can be.
 */
GPtrArray *dermaga_control_table_choose_others (const DermagaControlTable *self, guint16 port);

/** dermaga_control_server_get_protocol: what is spoken on its port. */
DermagaProtocol dermaga_control_server_get_protocol (const DermagaControlServer *server);

G_END_DECLS
