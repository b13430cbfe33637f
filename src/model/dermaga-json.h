#pragma once

#include <json-glib/json-glib.h>

#include "model/dermaga-result.h"
#include "model/dermaga-settings.h"

G_BEGIN_DECLS

#define DERMAGA_JSON_SCHEMA 1
#define DERMAGA_JSON_ERROR (dermaga_json_error_quark ())
GQuark dermaga_json_error_quark (void);

typedef enum {
  DERMAGA_JSON_ERROR_SYNTAX, /* no JSON object, over 4 MiB, nested too deep */
  DERMAGA_JSON_ERROR_SCHEMA, /* not written for this schema */
  DERMAGA_JSON_ERROR_VALUE,  /* a member is missing, of another type, or not allowed */
} DermagaJsonError;

/**
 * dermaga_json_probe: (transfer full): one element of "probes", without the words.
 *
 * Times are in milliseconds, exact to an eighth, and left out where the connection did not come so
 * far. "tls" is null where there was none. "browser_sign_in" is true or not there.
 */
JsonObject *dermaga_json_probe (DermagaProbe *probe);
/**
 * dermaga_json_result: (transfer full): the contract's object without words, recommendation and
 * findings. "started" is when it began, in UTC (ISO 8601), "elapsed_ms" and
 * "first_safe_ms" are whole numbers; null while unknown.
 */
JsonObject *dermaga_json_result (DermagaResult *result);

/**
 * dermaga_json_port_check: (transfer full): one element of "port_checks", without the words.
 * "verdict" is that of both families together, "ipv4" and "ipv6" are those of each.
 */
JsonObject *dermaga_json_port_check (const DermagaPortCheck *check);

/** DermagaSavedChoice: one half of a saved recommendation. */
typedef struct {
  DermagaServer *server;      /* user_name may hold placeholders */
  gboolean consent_needed;
} DermagaSavedChoice;
void dermaga_saved_choice_free (DermagaSavedChoice *choice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaSavedChoice, dermaga_saved_choice_free)

/**
 * dermaga_json_read_recommendation:
 * @incoming: (out) (transfer full) (nullable)
 * @outgoing: (out) (transfer full) (nullable)
 * @target: (out) (transfer full) (nullable)
 *
 * Reads "recommendation" from a file written by `check --json` (at most 4 MiB). Every value is
 * checked; unknown members are ignored; a wrong schema number is an error. A half that is absent
 * or null is %NULL. Nothing is set when it fails.
 */
gboolean dermaga_json_read_recommendation (const char *text, gssize length, char **target,
                                           DermagaSavedChoice **incoming,
                                           DermagaSavedChoice **outgoing, GError **error);

/**
 * dermaga_json_read_sources:
 *
 * Reads "sources" from such a file, by the same rules. What is read is as safe to show as what a
 * check finds; its servers have the least trusted source that such a report stands for. A source
 * with an unknown id is left out.
 *
 * Returns: (transfer full) (element-type DermagaSourceReport): %NULL with a #DermagaJsonError
 */
GPtrArray *dermaga_json_read_sources (const char *text, gssize length, GError **error);

/**
 * dermaga_json_read_result:
 *
 * Reads a whole report, by the same rules: its rows, with outcome, user name and the need for
 * consent but without addresses and certificates, its sources, what is known of ports in the
 * network that it was made in, whether there is a wildcard, and when it was made (0: not known).
 * What is recommended of it is what was recommended then.
 *
 * Returns: (transfer full): a finished result; %NULL with a #DermagaJsonError
 */
DermagaResult *dermaga_json_read_result (const char *text, gssize length, GError **error);

G_END_DECLS
