#pragma once

#include "wire/dermaga-dialogue.h"

G_BEGIN_DECLS

typedef enum {
  DERMAGA_IMAP_INVALID,      /* not the grammar */
  DERMAGA_IMAP_CONTINUATION, /* "+ ..." */
  DERMAGA_IMAP_DATA,         /* "* LIST ...": untagged data */
  DERMAGA_IMAP_UNTAGGED,     /* "* OK ...": untagged status */
  DERMAGA_IMAP_TAGGED,       /* "tag OK ..." */
} DermagaImapKind;

typedef enum {
  DERMAGA_IMAP_OK,
  DERMAGA_IMAP_NO,
  DERMAGA_IMAP_BAD,
  DERMAGA_IMAP_BYE,
  DERMAGA_IMAP_PREAUTH,
} DermagaImapStatus;

/**
 * DermagaImapResponse: one line of a server (RFC 9051 §7), nothing interpreted.
 * @status: for UNTAGGED and TAGGED
 * @tag: (nullable): for TAGGED
 * @code: (nullable): the response code's name, "CAPABILITY" in "[CAPABILITY IMAP4rev1]"
 * @arguments: (nullable): what follows the name in the brackets; for DATA all after the "* "
 * @text: (nullable): the text for people
 * @literal: for DATA: the line announces a literal ("{28}" at its end)
 */
typedef struct {
  DermagaImapKind kind;
  DermagaImapStatus status;
  char *tag;
  char *code;
  char *arguments;
  char *text;
  gboolean literal;
} DermagaImapResponse;

/** dermaga_imap_response_parse: (transfer full): never fails; what cannot be read is INVALID. */
DermagaImapResponse *dermaga_imap_response_parse (const char *line);
void dermaga_imap_response_free (DermagaImapResponse *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaImapResponse, dermaga_imap_response_free)

/** dermaga_imap_response_has_code: compares the response code's name, in any case. */
gboolean dermaga_imap_response_has_code (const DermagaImapResponse *self, const char *code);

/** dermaga_imap_response_is_temporary: the code says that a later attempt may succeed. */
gboolean dermaga_imap_response_is_temporary (const DermagaImapResponse *self);

/**
 * dermaga_imap_response_get_capabilities:
 *
 * Returns: (transfer none) (nullable): the list in "* CAPABILITY ..." or "[CAPABILITY ...]"
 */
const char *dermaga_imap_response_get_capabilities (const DermagaImapResponse *self);

/** dermaga_imap_read_capabilities: reads a list of capabilities, by whole tokens, in any case. */
void dermaga_imap_read_capabilities (const char *list, DermagaCapabilities *capabilities);

G_END_DECLS
