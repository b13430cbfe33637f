#pragma once

#include "model/dermaga-settings.h"

G_BEGIN_DECLS

/*
 * How values get into each language unharmed. All take valid UTF-8 without NUL and return
 * (transfer full) the text to put between the quotes or tags, which they do not add.
 */
char *dermaga_escape_js (const char *text);
char *dermaga_escape_php (const char *text);
char *dermaga_escape_xml (const char *text);

/** DermagaCommentStyle: what must not appear inside a comment of the language. */
typedef enum {
  DERMAGA_COMMENT_LINE, /* "// " at the start of each line (JavaScript) */
  DERMAGA_COMMENT_STAR, /* " * " within a block (PHP) */
  DERMAGA_COMMENT_XML,  /* within an XML comment */
  DERMAGA_COMMENT_ZONE, /* "; " at the start of each line (DNS zone file) */
  DERMAGA_COMMENT_HASH, /* "# " at the start of each line (shell, INI, TOML, Python...) */
} DermagaCommentStyle;

/**
 * dermaga_append_comment:
 * @text: one sentence; may be a translation, so nothing is assumed about it
 *
 * Adds @text to @out as one line of a comment that is already open, in such a way that it can
 * neither end the comment nor begin anything else.
 */
void dermaga_append_comment (GString *out, DermagaCommentStyle style, const char *text);

/** dermaga_email_domain: (transfer none): what follows the last @ of a valid address. */
const char *dermaga_email_domain (const char *email);

/** dermaga_server_is_insecure: whether @server (nullable) is used without encryption. */
gboolean dermaga_server_is_insecure (const DermagaServer *server);

G_END_DECLS
