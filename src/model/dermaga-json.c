#include "config.h"

#include "model/dermaga-json.h"

static void
set_text (JsonObject *object, const char *member, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, member, text);
  else
    json_object_set_null_member (object, member);
}

static JsonArray *
make_strings (const char *const *strings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; strings != NULL && strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);
  return array;
}

/* JSON-GLib writes a double with 17 digits. Eighths of a millisecond are exact in binary, so they
 * come out with at most three decimals, and are finer than any network. */
static void
set_milliseconds (JsonObject *object, const char *member, gint64 microseconds)
{
  if (microseconds >= 0)
    json_object_set_double_member (object, member,
                                   (double) ((microseconds * 8 + 500) / 1000) / 8.0);
}

static void
set_whole_milliseconds (JsonObject *object, const char *member, gint64 microseconds)
{
  if (microseconds >= 0)
    json_object_set_int_member (object, member, (microseconds + 500) / 1000);
  else
    json_object_set_null_member (object, member);
}

static char *
format_time (gint64 unix_time)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (unix_time);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

static JsonArray *
make_faults (const GArray *faults)
{
  JsonArray *array = json_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  /* The same fault at several depths is one word here. */
  for (guint i = 0; faults != NULL && i < faults->len; i++)
    {
      const DermagaTlsFault *fault = &g_array_index (faults, DermagaTlsFault, i);
      const char *word = dermaga_tls_fault_to_string (fault);

      if (g_hash_table_add (seen, g_strdup (word)))
        json_array_add_string_element (array, word);
    }
  return array;
}

static JsonObject *
make_tls (const DermagaTlsFacts *tls)
{
  JsonObject *object = json_object_new ();
  const DermagaCertificate *certificate
      = tls->chain != NULL && tls->chain->len > 0 ? g_ptr_array_index (tls->chain, 0) : NULL;
  g_autofree char *not_before = certificate != NULL ? format_time (certificate->not_before) : NULL;
  g_autofree char *not_after = certificate != NULL ? format_time (certificate->not_after) : NULL;

  set_text (object, "version", tls->version);
  set_text (object, "cipher", tls->cipher);
  set_text (object, "subject", certificate != NULL ? certificate->subject : NULL);
  set_text (object, "issuer", certificate != NULL ? certificate->issuer : NULL);
  set_text (object, "not_before", not_before);
  set_text (object, "not_after", not_after);
  json_object_set_array_member (
      object, "names",
      make_strings (certificate != NULL ? (const char *const *) certificate->names : NULL));
  json_object_set_array_member (object, "faults", make_faults (tls->faults));
  json_object_set_string_member (object, "staple", dermaga_tls_staple_to_string (tls->staple));
  return object;
}

static JsonObject *
make_address (const DermagaAddressResult *address)
{
  JsonObject *object = json_object_new ();
  JsonObject *timing = json_object_new ();

  json_object_set_string_member (object, "address", address->address);
  json_object_set_string_member (object, "family", address->is_ipv6 ? "ipv6" : "ipv4");
  json_object_set_string_member (object, "outcome", dermaga_outcome_to_string (address->outcome));
  set_milliseconds (timing, "connect", address->timing.connect);
  set_milliseconds (timing, "greeting", address->timing.greeting);
  set_milliseconds (timing, "tls", address->timing.tls);
  set_milliseconds (timing, "total", address->timing.total);
  json_object_set_object_member (object, "timing_ms", timing);
  return object;
}

static JsonArray *
make_addresses (GPtrArray *addresses)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < addresses->len; i++)
    json_array_add_object_element (array, make_address (g_ptr_array_index (addresses, i)));
  return array;
}

/* Facts without a trace of TLS (no version, no certificate) are none. */
static const DermagaTlsFacts *
find_tls (DermagaProbe *probe)
{
  const DermagaTlsFacts *tls = dermaga_probe_get_tls (probe);

  if (tls == NULL || (tls->version == NULL && (tls->chain == NULL || tls->chain->len == 0)))
    return NULL;
  return tls;
}

static void
set_server (JsonObject *object, const DermagaCandidate *candidate)
{
  json_object_set_string_member (object, "protocol",
                                 dermaga_protocol_to_string (candidate->protocol));
  json_object_set_string_member (object, "host", candidate->host);
  json_object_set_int_member (object, "port", candidate->port);
  json_object_set_string_member (object, "security",
                                 dermaga_security_to_string (candidate->security));
}

/* The name that was tried in place of one for which the certificate is not made. */
static void
set_alternative (JsonObject *object, DermagaProbe *probe)
{
  DermagaOutcome outcome;
  const DermagaCandidate *candidate = dermaga_probe_get_alternative (probe, &outcome);
  JsonObject *alternative;

  if (candidate == NULL)
    return;
  alternative = json_object_new ();
  json_object_set_string_member (alternative, "host", candidate->host);
  json_object_set_int_member (alternative, "port", candidate->port);
  json_object_set_string_member (alternative, "outcome", dermaga_outcome_to_string (outcome));
  json_object_set_object_member (object, "alternative", alternative);
}

static JsonObject *
make_clock (DermagaResult *result)
{
  DermagaClockVerdict clock = dermaga_result_get_clock_verdict (result);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "state", dermaga_clock_state_to_string (clock.state));
  if (clock.state == DERMAGA_CLOCK_WRONG)
    json_object_set_int_member (object, "ahead_s", clock.offset);
  return object;
}

JsonObject *
dermaga_json_probe (DermagaProbe *probe)
{
  const DermagaCandidate *candidate = dermaga_probe_get_candidate (probe);
  const DermagaTlsFacts *tls = find_tls (probe);
  JsonObject *object = json_object_new ();

  set_server (object, candidate);
  json_object_set_string_member (object, "source", dermaga_source_to_string (candidate->source));
  set_text (object, "username", candidate->user_name);
  json_object_set_boolean_member (object, "consent_needed", candidate->outside);
  json_object_set_string_member (object, "outcome",
                                 dermaga_outcome_to_string (dermaga_probe_get_outcome (probe)));
  json_object_set_array_member (object, "auth", make_strings (dermaga_probe_get_auth (probe)));
  if (dermaga_probe_wants_browser (probe))
    json_object_set_boolean_member (object, "browser_sign_in", TRUE);
  if (tls != NULL)
    json_object_set_object_member (object, "tls", make_tls (tls));
  else
    json_object_set_null_member (object, "tls");
  json_object_set_array_member (object, "addresses",
                                make_addresses (dermaga_probe_get_addresses (probe)));
  set_alternative (object, probe);
  return object;
}

static JsonArray *
make_probes (GListModel *probes)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);

      json_array_add_object_element (array, dermaga_json_probe (probe));
    }
  return array;
}

static JsonArray *
make_servers (GPtrArray *servers)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < servers->len; i++)
    {
      const DermagaCandidate *server = servers->pdata[i];
      JsonObject *object = json_object_new ();

      set_server (object, server);
      json_array_add_object_element (array, object);
    }
  return array;
}

/* The contract knows four words: a source that was never heard of again was skipped. */
static JsonObject *
make_source (const DermagaSourceReport *report)
{
  DermagaSourceStatus status = report->status == DERMAGA_SOURCE_STATUS_PENDING
                                   ? DERMAGA_SOURCE_STATUS_SKIPPED
                                   : report->status;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", report->id);
  json_object_set_string_member (object, "status", dermaga_source_status_to_string (status));
  set_text (object, "problem",
            report->problem != DERMAGA_SOURCE_PROBLEM_NONE
                ? dermaga_source_problem_to_string (report->problem)
                : NULL);
  json_object_set_string_member (object, "detail", report->detail);
  set_text (object, "url", report->url);
  set_whole_milliseconds (object, "elapsed_ms", report->elapsed_us);
  json_object_set_array_member (object, "servers", make_servers (report->servers));
  return object;
}

static JsonArray *
make_sources (GPtrArray *sources)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < sources->len; i++)
    json_array_add_object_element (array, make_source (g_ptr_array_index (sources, i)));
  return array;
}

/* In UTC, to the second: "2026-05-03T14:05:09Z"; %NULL while unknown. */
static char *
format_started (DermagaResult *result)
{
  gint64 seconds = dermaga_result_get_started (result) / G_USEC_PER_SEC;
  g_autoptr (GDateTime) time = seconds > 0 ? g_date_time_new_from_unix_utc (seconds) : NULL;

  return time != NULL ? g_date_time_format_iso8601 (time) : NULL;
}

JsonObject *
dermaga_json_result (DermagaResult *result)
{
  JsonObject *object = json_object_new ();
  g_autofree char *started = format_started (result);

  json_object_set_int_member (object, "schema", DERMAGA_JSON_SCHEMA);
  json_object_set_string_member (object, "target", dermaga_result_get_target (result));
  set_text (object, "started", started);
  set_whole_milliseconds (object, "elapsed_ms", dermaga_result_get_elapsed (result));
  set_whole_milliseconds (object, "first_safe_ms", dermaga_result_get_first_safe (result));
  json_object_set_array_member (object, "probes", make_probes (dermaga_result_get_probes (result)));
  json_object_set_array_member (object, "sources",
                                make_sources (dermaga_result_get_sources (result)));
  json_object_set_object_member (object, "clock", make_clock (result));
  return object;
}
