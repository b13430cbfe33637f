#pragma once

#include "discover/dermaga-provider-table.h"

G_BEGIN_DECLS

/* The constant data that provider-rows.py makes from data/providers.ini. Only the table and its
 * test include this. */

/** DermagaServerRow: @user_name: (nullable): as in #DermagaProviderServer. */
typedef struct {
  DermagaProtocol protocol;
  DermagaSecurity security;
  guint16 port;
  const char *host;
  const char *user_name;
} DermagaServerRow;

/**
 * DermagaProviderRow:
 * @domains, @auth: words with one space between them
 * @date: "YYYY-MM"
 * @first_server, @n_servers: its part of #dermaga_server_rows
 */
typedef struct {
  const char *id;
  const char *name;
  const char *domains;
  const char *auth;
  const char *date;
  guint hints;
  DermagaSureness sureness;
  guint16 first_server;
  guint16 n_servers;
} DermagaProviderRow;

/** DermagaProviderName: @provider: index into #dermaga_provider_rows. Sorted by @name. */
typedef struct {
  const char *name;
  guint16 provider;
} DermagaProviderName;

extern const DermagaServerRow dermaga_server_rows[];
extern const DermagaProviderRow dermaga_provider_rows[];
extern const guint dermaga_n_provider_rows;
extern const DermagaProviderName dermaga_provider_domains[];
extern const guint dermaga_provider_n_domains;
extern const DermagaProviderName dermaga_provider_patterns[];
extern const guint dermaga_provider_n_patterns;

G_END_DECLS
