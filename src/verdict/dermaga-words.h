#pragma once

#include "verdict/dermaga-verdict.h"

G_BEGIN_DECLS

/* Inside verdict/ only: how its sentences are put together. */

/**
 * DermagaTexts: the untranslated templates (N_) of #DermagaWords. They may hold {host}, {port} and
 * {secure_port} (the port of the same protocol that is encrypted from the start).
 */
typedef struct {
  const char *headline;
  const char *meaning;
  const char *action;
} DermagaTexts;

/** dermaga_words_new: takes the three strings. */
DermagaWords *dermaga_words_new (char *headline, char *meaning, char *action);

/**
 * dermaga_words_from_texts: (transfer full): translated, with the candidate's host and port.
 * @candidate: (nullable): only for texts without placeholders
 */
DermagaWords *dermaga_words_from_texts (const DermagaTexts *texts,
                                        const DermagaCandidate *candidate);

/** dermaga_texts_find: the texts for an outcome, fitted to what the port is for. */
DermagaTexts dermaga_texts_find (DermagaOutcome outcome, const DermagaCandidate *candidate);

/**
 * dermaga_texts_find_role:
 *
 * What is said differently because of the port's role, the protocol, the security or the origin
 * of the name; members are %NULL where the general text holds.
 */
DermagaTexts dermaga_texts_find_role (DermagaOutcome outcome, const DermagaCandidate *candidate);

/**
 * dermaga_fill:
 * @template: translated text with {names} in braces
 * @...: pairs of name and value, ended by %NULL; at most eight pairs
 *
 * Named places let a translator change their order, and a value is never read as a template.
 *
 * Returns: (transfer full): the text
 */
char *dermaga_fill (const char *template, ...) G_GNUC_NULL_TERMINATED;

/** dermaga_fill_candidate: (transfer full): with {host}, {port} and {secure_port}. */
char *dermaga_fill_candidate (const char *template, const DermagaCandidate *candidate);

/**
 * dermaga_explain_addresses: (transfer full) (nullable): what is to be said where a server works at
 * some of its addresses only.
 */
char *dermaga_explain_addresses (DermagaProbe *probe);

/** dermaga_append_sentence: adds a whole sentence to another; takes @text and @sentence. */
char *dermaga_append_sentence (char *text, char *sentence);

/** dermaga_format_date: (transfer full): "3 May 2026", where this computer is; seconds. */
char *dermaga_format_date (gint64 unix_time);

/** dermaga_quote_server: (transfer full): remote text as a quotation that is marked unverified. */
char *dermaga_quote_server (const char *text);

/** dermaga_words_replace: takes @replacement in place of *@text. */
void dermaga_words_replace (char **text, char *replacement);

/** dermaga_words_tell_server: what the server's own words add to @words: which service answers, and
 *  why it refuses. */
void dermaga_words_tell_server (DermagaWords *words, DermagaProbe *probe);
/** dermaga_words_tell_certificate: what the row's own certificate adds to @words, whatever its
 *  outcome is. */
void dermaga_words_tell_certificate (DermagaWords *words, DermagaProbe *probe);
/** dermaga_words_tell_dates: of a certificate that is out of date, and whether the clock of this
 *  computer is to blame. */
void dermaga_words_tell_dates (DermagaWords *words, DermagaProbe *probe,
                               const DermagaTlsFacts *tls);
/** dermaga_words_tell_names: of a certificate that is made for other names. */
void dermaga_words_tell_names (DermagaWords *words, DermagaProbe *probe,
                               const DermagaTlsFacts *tls);
/** dermaga_words_tell_wildcard: of a certificate that is made for the row's name among others. */
void dermaga_words_tell_wildcard (DermagaWords *words, const DermagaCandidate *candidate,
                                  const DermagaTlsFacts *tls);

/** dermaga_certificate_culprit: whom a row's certificate fault points at. */
DermagaCulprit dermaga_certificate_culprit (DermagaProbe *probe);
/** dermaga_is_due_to_clock: whether the certificate of a row would be valid if this computer's
 *  clock were right. */
gboolean dermaga_is_due_to_clock (DermagaProbe *probe);

/** dermaga_find_fault: (nullable): the first of that kind. */
const DermagaTlsFault *dermaga_find_fault (const DermagaTlsFacts *tls, DermagaFaultKind kind);
/** dermaga_find_certificate: (nullable): the one at that depth, 0 being the server's own. */
const DermagaCertificate *dermaga_find_certificate (const DermagaTlsFacts *tls, int depth);

/** dermaga_explain_clock: (transfer full): how wrong a clock that is WRONG seems to be. */
char *dermaga_explain_clock (const DermagaClockVerdict *clock);

/** dermaga_probe_offers_no_sign_in: whether it was found out that mail could be handed in without
 *  encryption at most, and by nobody who has to sign in: SMTP without AUTH, but on port 25. */
gboolean dermaga_probe_offers_no_sign_in (DermagaProbe *probe);

/** dermaga_candidate_is_relay: SMTP on port 25, which is for mail between servers. */
gboolean dermaga_candidate_is_relay (const DermagaCandidate *candidate);

/** dermaga_outcome_is_certificate: one of the four certificate faults. */
gboolean dermaga_outcome_is_certificate (DermagaOutcome outcome);

/** dermaga_outcome_is_dns: the name led to no address. */
gboolean dermaga_outcome_is_dns (DermagaOutcome outcome);

/** dermaga_explain_reason: (transfer full): why the row was recommended, one or two sentences. */
char *dermaga_explain_reason (DermagaProbe *probe);

/** dermaga_situation_describe: sets title and summary of a recommendation whose halves are set. */
void dermaga_situation_describe (DermagaRecommendation *recommendation, DermagaResult *result);

/**
 * dermaga_sending_seems_blocked:
 *
 * The evidence for a blocking network: at least two ports for sending were tried, every one of
 * them timed out, and for receiving a server was reached. It makes it likely, never certain.
 */
gboolean dermaga_sending_seems_blocked (DermagaResult *result);

/**
 * dermaga_domain_of_host: (transfer full): the domain to name when asking for consent: the host
 * name without its first label, as long as that is more than the name of a registry such as "com"
 * or "co.id".
 */
char *dermaga_domain_of_host (const char *host);

G_END_DECLS
