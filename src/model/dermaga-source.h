#pragma once

#include "base/dermaga-protocol.h"

G_BEGIN_DECLS

/**
 * DermagaSource: who named a server, most trusted first: what was said by the user, then by the
 * domain over verified https, then by lists made with care, then over unsigned DNS or http, then
 * what was guessed, and last what only the server itself says that answered.
 */
typedef enum {
  DERMAGA_SOURCE_USER,         /* the user typed the host name */
  DERMAGA_SOURCE_FILE,         /* a configuration file that the user gave */
  DERMAGA_SOURCE_PACC,         /* the domain's PACC document, confirmed by its digest in DNS */
  DERMAGA_SOURCE_AUTOCONFIG,   /* the domain's own configuration, over verified https */
  DERMAGA_SOURCE_TABLE,        /* the provider table compiled into the program */
  DERMAGA_SOURCE_ISPDB,        /* Mozilla's public list, over verified https */
  DERMAGA_SOURCE_SRV,          /* DNS SRV (RFC 6186, RFC 8314) */
  DERMAGA_SOURCE_MX_PROVIDER,  /* what is known of, or published by, the exchanger's provider */
  DERMAGA_SOURCE_HTTP,         /* the domain's own configuration, over http: can be forged */
  DERMAGA_SOURCE_GUESS,        /* a usual name below the domain */
  DERMAGA_SOURCE_MX,           /* the domain's mail exchanger itself */
  DERMAGA_SOURCE_CERTIFICATE,  /* a server's certificate, which is for another name */
} DermagaSource;

#define DERMAGA_N_SOURCES (DERMAGA_SOURCE_CERTIFICATE + 1)

/** dermaga_source_to_string: "user", "pacc", "mx-provider"...: part of the JSON contract. */
const char *dermaga_source_to_string (DermagaSource source);

/**
 * dermaga_source_from_report_id:
 * @id: (nullable): of a #DermagaSourceReport
 * @source: (out) (optional): the kind of source that the servers of such a report have; the least
 *   trusted one where there are several or none
 *
 * Returns: whether there is such a report
 */
gboolean dermaga_source_from_report_id (const char *id, DermagaSource *source);

/** DermagaPrivacy: who may be asked. */
typedef enum {
  DERMAGA_PRIVACY_PUBLIC_LIST, /* the provider, and Mozilla's public list too */
  DERMAGA_PRIVACY_PROVIDER,    /* the provider only */
  DERMAGA_PRIVACY_OFFLINE,     /* nobody: only addresses of names are looked up */
} DermagaPrivacy;

typedef enum {
  DERMAGA_SOURCE_STATUS_PENDING,
  DERMAGA_SOURCE_STATUS_FOUND,
  DERMAGA_SOURCE_STATUS_NONE,
  DERMAGA_SOURCE_STATUS_FAILED,
  DERMAGA_SOURCE_STATUS_SKIPPED,
} DermagaSourceStatus;

const char *dermaga_source_status_to_string (DermagaSourceStatus status);
gboolean dermaga_source_status_from_string (const char *text, DermagaSourceStatus *status);

/** DermagaSourceProblem: why a source said nothing, as a fact. The sentences are in verdict/. */
typedef enum {
  DERMAGA_SOURCE_PROBLEM_NONE,
  /* Not asked, or not waited for */
  DERMAGA_SOURCE_PROBLEM_PRIVACY,     /* the user's choice */
  DERMAGA_SOURCE_PROBLEM_NOT_NEEDED,  /* it could not have changed the answer any more */
  DERMAGA_SOURCE_PROBLEM_UNFINISHED,  /* the check was ended before it answered */
  /* On the way there */
  DERMAGA_SOURCE_PROBLEM_NO_NAME,     /* no such name, or a name without address */
  DERMAGA_SOURCE_PROBLEM_DNS_FAILED,  /* SERVFAIL, or no name server answered */
  DERMAGA_SOURCE_PROBLEM_UNREACHABLE, /* refused, no route, reset */
  DERMAGA_SOURCE_PROBLEM_TIMEOUT,     /* silent, or too slow */
  DERMAGA_SOURCE_PROBLEM_CERTIFICATE,
  DERMAGA_SOURCE_PROBLEM_TLS,         /* no encrypted connection came about */
  /* What the web server said */
  DERMAGA_SOURCE_PROBLEM_NOT_FOUND,   /* 404, 410 */
  DERMAGA_SOURCE_PROBLEM_FORBIDDEN,   /* 401, 403 */
  DERMAGA_SOURCE_PROBLEM_STATUS,      /* any other status but 200 */
  DERMAGA_SOURCE_PROBLEM_REDIRECTS,   /* too many */
  DERMAGA_SOURCE_PROBLEM_DOWNGRADE,   /* from https to http, or to something else than the web */
  DERMAGA_SOURCE_PROBLEM_BAD_REPLY,   /* no HTTP, or cut off */
  DERMAGA_SOURCE_PROBLEM_TOO_BIG,
  /* What was in it */
  DERMAGA_SOURCE_PROBLEM_WEB_PAGE,
  DERMAGA_SOURCE_PROBLEM_SYNTAX,      /* not well-formed, empty, bad encoding, too deep, entities */
  DERMAGA_SOURCE_PROBLEM_KIND,        /* well-formed, and something else */
  DERMAGA_SOURCE_PROBLEM_NO_SERVER,   /* not one usable mail server in it */
  DERMAGA_SOURCE_PROBLEM_DIGEST,      /* the digest in DNS is of another document */
} DermagaSourceProblem;

#define DERMAGA_N_SOURCE_PROBLEMS (DERMAGA_SOURCE_PROBLEM_DIGEST + 1)

/** dermaga_source_problem_to_string: "no-name", "web-page"...: part of the JSON contract; "" for
 *  none. */
const char *dermaga_source_problem_to_string (DermagaSourceProblem problem);
gboolean dermaga_source_problem_from_string (const char *text, DermagaSourceProblem *problem);

/* More of a report is of no use to a person, and hostile. */
#define DERMAGA_SOURCE_MAX_DETAIL 1000 /* characters */
#define DERMAGA_SOURCE_MAX_URL 300     /* characters */
#define DERMAGA_SOURCE_MAX_SERVERS 64

/**
 * DermagaSourceReport: how one place where servers may be named fared.
 * @id: "user", "file", "table", "pacc", "autoconfig" (https://autoconfig.DOMAIN), "well-known"
 *   (https://DOMAIN/.well-known), "ispdb", "srv", "mx", "mx-autoconfig" and "mx-ispdb" (the same of
 *   the exchanger's provider), "mta-sts", "autodiscover", "http", "guess"
 * @detail: safe text, untranslated facts such as host names; may be empty
 * @url: (nullable): safe text that begins with "https://" or "http://": where exactly the answer
 *   came from, or failed to come from after redirects to another host
 * @elapsed_us: from the start of the check; -1 while unknown
 * @servers: (element-type DermagaCandidate): what it named, best first, placeholders replaced
 */
typedef struct {
  char *id;
  DermagaSourceStatus status;
  DermagaSourceProblem problem;
  char *detail;
  char *url;
  gint64 elapsed_us;
  GPtrArray *servers;
} DermagaSourceReport;

/** dermaga_source_url_is_valid: whether @url (nullable) may be kept as a report's. */
gboolean dermaga_source_url_is_valid (const char *url);

DermagaSourceReport *dermaga_source_report_new (const char *id);
void dermaga_source_report_free (DermagaSourceReport *report);

G_END_DECLS
