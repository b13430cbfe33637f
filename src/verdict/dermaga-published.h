#pragma once

#include "verdict/dermaga-verdict.h"

G_BEGIN_DECLS

/* What is published, or about to be, against what works. */

/** DermagaNamed: what a check found of a server that some place names. */
typedef enum {
  DERMAGA_NAMED_WORKS,
  DERMAGA_NAMED_INSECURE, /* works without encryption */
  DERMAGA_NAMED_FAILS,
  DERMAGA_NAMED_UNKNOWN,  /* not tried, or not to the end */
} DermagaNamed;

/** dermaga_named_judge: port 25 without sign-in fails: no mail program can send through it. */
DermagaNamed dermaga_named_judge (DermagaResult *result, const DermagaCandidate *server);

/**
 * dermaga_published_find_first: (transfer none) (nullable): the server that a mail program takes
 * for that direction: the first, whatever it is.
 */
const DermagaCandidate *dermaga_published_find_first (const DermagaSourceReport *report,
                                                      DermagaDirection direction);

/**
 * dermaga_explain_published_way:
 * @report: of a configuration file
 *
 * Returns: (transfer full): whether mail programs that read the file will succeed in that
 * direction: a sentence or two
 */
char *dermaga_explain_published_way (DermagaResult *result, const DermagaSourceReport *report,
                                     DermagaDirection direction);

/** DermagaPublished: what is to be said of a place, the first that applies. */
typedef enum {
  DERMAGA_PUBLISHED_NOTHING,    /* asked, and there is nothing */
  DERMAGA_PUBLISHED_UNREADABLE,
  DERMAGA_PUBLISHED_NOT_ASKED,
  DERMAGA_PUBLISHED_BROKEN,     /* a server that it names does not work */
  DERMAGA_PUBLISHED_INSECURE,   /* a server that it names has no encryption */
  DERMAGA_PUBLISHED_LACKING,    /* no working server for one direction */
  DERMAGA_PUBLISHED_UNTESTED,   /* a server that it names was not tried */
  DERMAGA_PUBLISHED_MATCHES,
} DermagaPublished;

/** dermaga_published_to_string: "nothing", "not-asked"...: part of the JSON contract. */
const char *dermaga_published_to_string (DermagaPublished published);

DermagaPublished dermaga_published_judge (DermagaResult *result,
                                          const DermagaSourceReport *report);

/** dermaga_explain_published: (transfer full): the same in a sentence or two. */
char *dermaga_explain_published (DermagaResult *result, const DermagaSourceReport *report);

/** dermaga_published_is_source: whether a domain's owner answers for this place, or can have it
 *  corrected. @id: of a report */
gboolean dermaga_published_is_source (const char *id);

G_END_DECLS
