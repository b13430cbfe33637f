#pragma once

#include "base/dermaga-protocol.h"

G_BEGIN_DECLS

#define DERMAGA_CONFIG_ERROR (dermaga_config_error_quark ())
GQuark dermaga_config_error_quark (void);

/** Why a published configuration cannot be used. The sentences are in verdict/. */
typedef enum {
  DERMAGA_CONFIG_ERROR_EMPTY,     /* nothing, or white space only */
  DERMAGA_CONFIG_ERROR_TOO_BIG,
  DERMAGA_CONFIG_ERROR_ENCODING,  /* a NUL, or bytes that mean nothing in the declared encoding */
  DERMAGA_CONFIG_ERROR_SYNTAX,    /* not well-formed */
  DERMAGA_CONFIG_ERROR_WEB_PAGE,  /* HTML, as catch-all web servers give */
  DERMAGA_CONFIG_ERROR_DOCTYPE,   /* a document type, which could define entities */
  DERMAGA_CONFIG_ERROR_DEPTH,     /* nested too deeply */
  DERMAGA_CONFIG_ERROR_KIND,      /* well-formed, and something else than a configuration */
  DERMAGA_CONFIG_ERROR_NO_SERVER, /* not one usable mail server in it */
} DermagaConfigError;

/** What a user must do before a provider's servers let a mail program in. Bits. */
typedef enum {
  DERMAGA_HINT_NONE = 0,
  DERMAGA_HINT_APP_PASSWORD = 1 << 0,    /* a password made for this program, not the usual one */
  DERMAGA_HINT_BROWSER_SIGN_IN = 1 << 1, /* OAuth 2.0 only */
  DERMAGA_HINT_ENABLE_ACCESS = 1 << 2,   /* IMAP, POP3 or SMTP must be switched on first */
  DERMAGA_HINT_PAID_ONLY = 1 << 3,       /* not for free accounts */
  DERMAGA_HINT_SERVICE_LOGIN = 1 << 4,   /* name and key are made in the service's panel */
  DERMAGA_HINT_OWN_DOMAIN = 1 << 5,      /* servers bear the customer's domain: mail.DOMAIN */
  DERMAGA_HINT_LOCAL_BRIDGE = 1 << 6,    /* a program of the provider must run on this computer */
  DERMAGA_HINT_NO_MAIL_PROGRAM = 1 << 7, /* no IMAP, POP3 or SMTP at all */
} DermagaHint;

/* How many bits there are. */
#define DERMAGA_N_HINTS 8

/** dermaga_hint_to_string: the word of data/providers.ini for one bit: "app-password"; "none". */
const char *dermaga_hint_to_string (DermagaHint hint);

/**
 * DermagaProviderServer: one server that a provider publishes.
 * @host: ASCII; fresh from the reader it may hold "%EMAILDOMAIN%" or "%EMAILLOCALPART%", which
 *   makes it no valid host name until dermaga_autoconfig_expand() replaced them
 * @user_name: (nullable): "%EMAILADDRESS%", "%EMAILLOCALPART%", "%EMAILDOMAIN%" within text; %NULL
 *   when nothing is said
 * @auth: (array zero-terminated=1): the format's words, lower case: "password-cleartext", "oauth2"
 */
typedef struct {
  DermagaProtocol protocol;
  char *host;
  guint16 port;
  DermagaSecurity security;
  char *user_name;
  char **auth;
} DermagaProviderServer;

/**
 * DermagaProviderConfig: what a provider, or somebody for it, says about its servers.
 * @id: (nullable): safe text, usually a domain
 * @display_name: (nullable): safe text
 * @domains: (array zero-terminated=1): ASCII mail domains; placeholders as in a host
 * @incoming, @outgoing: (element-type DermagaProviderServer): best first, as published
 * @hints: DermagaHint bits
 * @n_dropped: servers for IMAP, POP3 or SMTP that were left out because what is said about them
 *   is not usable, or because there are too many
 */
typedef struct {
  char *id;
  char *display_name;
  char **domains;
  GPtrArray *incoming;
  GPtrArray *outgoing;
  guint hints;
  guint n_dropped;
} DermagaProviderConfig;

DermagaProviderServer *dermaga_provider_server_new (DermagaProtocol protocol, const char *host,
                                                    guint16 port, DermagaSecurity security,
                                                    const char *user_name);
void dermaga_provider_server_free (DermagaProviderServer *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaProviderServer, dermaga_provider_server_free)

DermagaProviderConfig *dermaga_provider_config_new (void);
void dermaga_provider_config_free (DermagaProviderConfig *config);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaProviderConfig, dermaga_provider_config_free)

G_END_DECLS
