#pragma once

#include "model/dermaga-json.h"

G_BEGIN_DECLS

/* Inside model/ only: what the readers of a report share. */

/** dermaga_json_parse: (transfer full): the root, an object of this schema; %NULL with @error. */
JsonNode *dermaga_json_parse (const char *text, gssize length, GError **error);

/** dermaga_json_fail: sets @error; always %FALSE. */
gboolean dermaga_json_fail (GError **error, DermagaJsonError code, const char *fact);

/** dermaga_json_get_value: (transfer none) (nullable): the member if it is there and of @type. */
JsonNode *dermaga_json_get_value (JsonObject *object, const char *member, GType type);
/** dermaga_json_get_string: (transfer none) (nullable) */
const char *dermaga_json_get_string (JsonObject *object, const char *member);

/**
 * dermaga_json_read_server: (transfer full): "protocol", "host", "port" and "security" as a
 * candidate of @source; %NULL with @error.
 */
DermagaCandidate *dermaga_json_read_server (JsonObject *object, DermagaSource source,
                                            GError **error);

/** dermaga_json_read_port_checks: hands those of @root to @result; %FALSE with @error. */
gboolean dermaga_json_read_port_checks (JsonObject *root, DermagaResult *result, GError **error);

G_END_DECLS
