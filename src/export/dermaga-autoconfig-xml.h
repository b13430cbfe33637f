#pragma once

#include "base/dermaga-protocol.h"

G_BEGIN_DECLS

/* The pieces of a config-v1.1.xml: one account's file and a whole domain's are put together of the
 * same. Texts are escaped here. */

#define DERMAGA_AUTOCONFIG_XML_DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

/**
 * dermaga_autoconfig_xml_keeps:
 * @pattern: a user name, placeholders or not
 *
 * Returns: whether Thunderbird uses @pattern as it stands in the file, and does not make a number
 * or other letters of it
 */
gboolean dermaga_autoconfig_xml_keeps (const char *pattern, DermagaProtocol protocol);

/** dermaga_autoconfig_xml_begin: up to the first server. */
void dermaga_autoconfig_xml_begin (GString *out, const char *domain, const char *display_name);
void dermaga_autoconfig_xml_put_server (GString *out, DermagaProtocol protocol, const char *host,
                                        guint16 port, DermagaSecurity security,
                                        const char *pattern);
void dermaga_autoconfig_xml_end (GString *out);

G_END_DECLS
