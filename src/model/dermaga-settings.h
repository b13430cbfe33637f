#pragma once

#include "base/dermaga-protocol.h"

G_BEGIN_DECLS

#define DERMAGA_SETTINGS_ERROR (dermaga_settings_error_quark ())
GQuark dermaga_settings_error_quark (void);

typedef enum {
  DERMAGA_SETTINGS_ERROR_EMAIL,      /* no or unusable e-mail address */
  DERMAGA_SETTINGS_ERROR_NAME,       /* display name holds control characters or is too long */
  DERMAGA_SETTINGS_ERROR_HOST,
  DERMAGA_SETTINGS_ERROR_PORT,
  DERMAGA_SETTINGS_ERROR_USER_NAME,
  DERMAGA_SETTINGS_ERROR_INSECURE,   /* security none without the user's explicit "I understand" */
  DERMAGA_SETTINGS_ERROR_MISSING,    /* the format needs a server that is not there */
  DERMAGA_SETTINGS_ERROR_FORMAT,     /* the format cannot say these settings */
} DermagaSettingsError;

/**
 * DermagaServer: one server of an account
 * @user_name: final, placeholders replaced
 * @browser_sign_in: it is known to take nothing but sign-in through the browser (OAuth)
 */
typedef struct {
  DermagaProtocol protocol;
  char *host;
  guint16 port;
  DermagaSecurity security;
  char *user_name;
  gboolean browser_sign_in;
} DermagaServer;

DermagaServer *dermaga_server_new (DermagaProtocol protocol, const char *host, guint16 port,
                                   DermagaSecurity security, const char *user_name);
void dermaga_server_free (DermagaServer *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaServer, dermaga_server_free)

/**
 * DermagaSettings: what an export is made from.
 * @display_name: (nullable): the sender's name
 * @incoming: (nullable), @outgoing: (nullable)
 * @incoming_tls, @outgoing_tls: (nullable): a server that is as safe and encrypted from the start,
 *   where the one above uses STARTTLS: for programs that cannot insist on it
 * @accept_insecure: the user said "I understand" to settings without encryption
 */
typedef struct {
  char *email;
  char *display_name;
  DermagaServer *incoming;
  DermagaServer *outgoing;
  DermagaServer *incoming_tls;
  DermagaServer *outgoing_tls;
  gboolean accept_insecure;
} DermagaSettings;

DermagaSettings *dermaga_settings_new (const char *email, const char *display_name);
void dermaga_settings_free (DermagaSettings *settings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaSettings, dermaga_settings_free)

/** dermaga_settings_validate: strict check of every value, before anything is exported. */
gboolean dermaga_settings_validate (const DermagaSettings *settings, GError **error);

/**
 * dermaga_user_name_is_valid:
 * @user_name: (nullable)
 *
 * Returns: whether it is UTF-8 of 1 to 255 octets without control, line-breaking or invisible
 * characters. Quotes, "$", "\" and the like are allowed: every format escapes for itself.
 */
gboolean dermaga_user_name_is_valid (const char *user_name);

/**
 * dermaga_expand_user_name:
 * @pattern: (nullable): %NULL stands for the whole address
 * @email: the user's address
 *
 * "%EMAILADDRESS%", "%EMAILLOCALPART%", "%EMAILDOMAIN%" → the user's.
 */
char *dermaga_expand_user_name (const char *pattern, const char *email);

/**
 * dermaga_generalize_user_name:
 * @email: the address of the one whose name it is
 *
 * The way back: what dermaga_expand_user_name() makes the same name of again, except that small and
 * capital letters count the same, so that the address goes no further. A name that holds
 * neither the address nor its local part beside a mark stays as it is.
 */
char *dermaga_generalize_user_name (const char *user_name, const char *email);

G_END_DECLS
