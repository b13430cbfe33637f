#pragma once

#include "discover/dermaga-autoconfig.h"

G_BEGIN_DECLS

/* Shared by the parts of dermaga-autoconfig.h; nobody else includes it. */

/** dermaga_autoconfig_decode: (transfer full): the file as UTF-8 without byte order mark or NUL. */
char *dermaga_autoconfig_decode (GBytes *file, gsize *length, GError **error);

/** What a server's section may say that matters here. */
typedef enum {
  DERMAGA_AUTOCONFIG_HOST,
  DERMAGA_AUTOCONFIG_PORT,
  DERMAGA_AUTOCONFIG_SOCKET_TYPE,
  DERMAGA_AUTOCONFIG_USER_NAME,
  DERMAGA_AUTOCONFIG_AUTHENTICATION,
} DermagaAutoconfigField;

/**
 * DermagaAutoconfigDraft: a server's section while it is read.
 * @is_mail: for IMAP, POP3 or SMTP, or for an unknown purpose
 * @broken: a value that is needed is there and not usable
 * @host, @user_name: (nullable)
 * @port: 0 until it is known
 */
typedef struct {
  gboolean is_mail;
  gboolean broken;
  gboolean has_security;
  gboolean has_user_name;
  DermagaProtocol protocol;
  DermagaSecurity security;
  guint port;
  char *host;
  char *user_name;
  GPtrArray *auth;
} DermagaAutoconfigDraft;

/** dermaga_autoconfig_draft_new: @type: (nullable): the section's attribute of that name. */
DermagaAutoconfigDraft *dermaga_autoconfig_draft_new (DermagaDirection direction,
                                                      const char *type);
void dermaga_autoconfig_draft_free (DermagaAutoconfigDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaAutoconfigDraft, dermaga_autoconfig_draft_free)

/**
 * dermaga_autoconfig_draft_set:
 * @value: (nullable): without outer white space; %NULL for one that is too long or holds elements
 */
void dermaga_autoconfig_draft_set (DermagaAutoconfigDraft *draft, DermagaAutoconfigField field,
                                   const char *value);

/** dermaga_autoconfig_draft_finish: (transfer full) (nullable): %NULL when it is not usable. */
DermagaProviderServer *dermaga_autoconfig_draft_finish (DermagaAutoconfigDraft *draft);

/**
 * dermaga_autoconfig_read_host:
 * @value: what stands in the file
 *
 * Returns: (transfer full) (nullable): the ASCII host name, in lower case and without trailing dot
 * unless it holds placeholders; %NULL when it is none
 */
char *dermaga_autoconfig_read_host (const char *value);

G_END_DECLS
