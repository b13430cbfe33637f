#pragma once

#include <json-glib/json-glib.h>

#include "model/dermaga-result.h"
#include "model/dermaga-settings.h"

G_BEGIN_DECLS

#define DERMAGA_JSON_SCHEMA 1
#define DERMAGA_JSON_ERROR (dermaga_json_error_quark ())
GQuark dermaga_json_error_quark (void);
typedef enum { DERMAGA_JSON_ERROR_SYNTAX, DERMAGA_JSON_ERROR_SCHEMA, DERMAGA_JSON_ERROR_VALUE } DermagaJsonError;

/** dermaga_json_probe: (transfer full): one element of "probes", without the words. */
JsonObject *dermaga_json_probe (DermagaProbe *probe);
/** dermaga_json_result: (transfer full): the contract's object without words, recommendation and findings. */
JsonObject *dermaga_json_result (DermagaResult *result);

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
 * checked; unknown members are ignored; a wrong schema number is an error.
 */
gboolean dermaga_json_read_recommendation (const char *text, gssize length, char **target,
                                           DermagaSavedChoice **incoming, DermagaSavedChoice **outgoing,
                                           GError **error);

G_END_DECLS
