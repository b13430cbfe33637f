#pragma once

#include "base/dermaga-protocol.h"

G_BEGIN_DECLS

/* What stands in the columns and headings of the commands' text. */

/** dermaga_label_protocol: "SMTP", "IMAP", "POP3". */
const char *dermaga_label_protocol (DermagaProtocol protocol);
/** dermaga_label_security: short, for a column; dermaga_explain_security() is for a sentence. */
const char *dermaga_label_security (DermagaSecurity security);
/** dermaga_label_security_width: columns that the longest of them takes. */
guint dermaga_label_security_width (void);
/** dermaga_label_direction: a heading. */
const char *dermaga_label_direction (DermagaDirection direction);

G_END_DECLS
