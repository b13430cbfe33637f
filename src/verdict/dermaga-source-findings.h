#pragma once

#include "verdict/dermaga-words.h"

G_BEGIN_DECLS

/* Inside verdict/ only: parts of dermaga_findings(). */

/** dermaga_finding_new: takes @words. */
DermagaFinding *dermaga_finding_new (const char *code, DermagaSeverity severity,
                                     DermagaWords *words);

/** dermaga_source_findings_add: what the places say about themselves and about each server:
 *  published-stale, plain-only-published, http-lead, source-suspicious, exchange. */
void dermaga_source_findings_add (GPtrArray *findings, DermagaResult *result,
                                  const DermagaRecommendation *recommendation);

/** dermaga_disagreement_findings_add: where places name different servers: sources-disagree,
 *  mx-elsewhere. */
void dermaga_disagreement_findings_add (GPtrArray *findings, DermagaResult *result,
                                        const DermagaRecommendation *recommendation);

/** dermaga_pairing_findings_add: published with one kind of encryption, working with the other:
 *  wrong-security. */
void dermaga_pairing_findings_add (GPtrArray *findings, DermagaResult *result);

/** dermaga_offer_findings_add: what is offered in clear against what is offered inside TLS:
 *  starttls-stripped, offers-differ, offer-masked. */
void dermaga_offer_findings_add (GPtrArray *findings, DermagaResult *result);

G_END_DECLS
