#pragma once

#include "base/dermaga-target.h"
#include "model/dermaga-provider-config.h"
#include "model/dermaga-result.h"
#include "model/dermaga-settings.h"

G_BEGIN_DECLS

/** DermagaWords: what happened, what it means, what to do; translated, ready to show. */
typedef struct {
  char *headline;
  char *meaning;
  char *action;
} DermagaWords;
void dermaga_words_free (DermagaWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaWords, dermaga_words_free)

/* explain: words for single facts */

/** dermaga_explain_outcome: by outcome, protocol, port and security; never %NULL. */
DermagaWords *dermaga_explain_outcome (DermagaOutcome outcome, const DermagaCandidate *candidate);
/** dermaga_explain_probe: as above, with the row's own facts (certificate names, dates). */
DermagaWords *dermaga_explain_probe (DermagaProbe *probe);
/** dermaga_explain_state: (transfer full): short status for a row: "Waiting", "Works", ... */
char *dermaga_explain_state (DermagaProbe *probe);
/** dermaga_explain_outcome_state: the short status of a row whose outcome is all that is known. */
const char *dermaga_explain_outcome_state (DermagaOutcome outcome);
/** dermaga_explain_row: (transfer full): a full sentence for screen readers:
 *  "Sending, port 587, STARTTLS: works". */
char *dermaga_explain_row (DermagaProbe *probe);
/** dermaga_explain_security: "encrypted from the start (SSL/TLS)", "STARTTLS", "no encryption". */
const char *dermaga_explain_security (DermagaSecurity security);
/** dermaga_explain_source: who named a server: "guessed from the usual names", ... */
const char *dermaga_explain_source (DermagaSource source);
/**
 * dermaga_explain_hint:
 * @hint: one bit
 *
 * Returns: (nullable): what the user must do before a provider lets a mail program in: a sentence
 * or two; %NULL for %DERMAGA_HINT_NONE
 */
const char *dermaga_explain_hint (DermagaHint hint);
/**
 * dermaga_explain_source_name:
 * @id: of a #DermagaSourceReport
 *
 * Returns: what the place is, as a title for a list: "Provider’s configuration (autoconfig)",
 * "Mozilla’s public list"; @id itself where it is none of dermaga-source.h
 */
const char *dermaga_explain_source_name (const char *id);
/**
 * dermaga_explain_source_report: (transfer full): what the place said, or why it said nothing:
 * "It names imap.example.com.", "The provider publishes no configuration here.".
 */
char *dermaga_explain_source_report (const DermagaSourceReport *report);
/**
 * dermaga_explain_origins: (transfer container) (element-type DermagaSourceReport): the places
 * that name exactly this server (protocol, host, port, security), in the result's order; the
 * reports stay the result's.
 */
GPtrArray *dermaga_explain_origins (DermagaResult *result, const DermagaCandidate *candidate);
/** dermaga_explain_origin_names: (transfer full) (nullable): their titles in one line; %NULL when
 *  no place names it. */
char *dermaga_explain_origin_names (DermagaResult *result, const DermagaCandidate *candidate);
/**
 * dermaga_explain_port_check: (transfer full): what is likely true of the port in the network that
 * this computer is in, fitted to what the port is for. Never certain; also while the check runs,
 * and when nobody was asked.
 */
DermagaWords *dermaga_explain_port_check (const DermagaPortCheck *check);
/** dermaga_explain_control: (transfer full): what one control showed, a line for a list. */
char *dermaga_explain_control (const DermagaControl *control);
/**
 * dermaga_explain_port_by_hand: (transfer full): how the well-known telnet test does the same, and
 * what its answers mean: a few paragraphs, with an empty line between them
 */
char *dermaga_explain_port_by_hand (guint16 port);
/** dermaga_explain_event: (transfer full) (nullable): what happened in a connection, a sentence;
 *  %NULL for what was said, which is the event's own text. */
char *dermaga_explain_event (const DermagaEvent *event);
/** dermaga_explain_error: (transfer full): the sentence for a GError of base/ and model/ and of
 *  GIO's file errors. */
char *dermaga_explain_error (const GError *error);

/* recommend */

/**
 * DermagaChoice: one half of the recommendation.
 * @reason: why this one, a sentence
 * @user_name: placeholder pattern, usually "%EMAILADDRESS%"
 * @consent_needed: outside the domain by unsigned DNS or http: ask first
 */
typedef struct {
  DermagaProbe *probe;
  char *reason;
  char *user_name;
  gboolean consent_needed;
} DermagaChoice;

/**
 * DermagaRecommendation:
 * @incoming: (nullable), @outgoing: (nullable): %NULL when nothing safe was found
 * @title: the answer in a few words: "Use these settings", "Works, but not private", ...
 * @summary: one or two sentences below it
 * @agreed_title, @agreed_summary: the same two without what is said of consent: for a person who
 *   has given it, and for whoever asks for it in a place of its own
 * @declined: servers that need consent were passed over, since the person will not use them
 */
typedef struct {
  DermagaChoice *incoming;
  DermagaChoice *outgoing;
  char *title;
  char *summary;
  char *agreed_title;
  char *agreed_summary;
  gboolean declined;
} DermagaRecommendation;

DermagaRecommendation *dermaga_recommend (DermagaResult *result);
/**
 * dermaga_recommend_without_consent: for a person who will not use servers that need consent
 * @agreed: (nullable) (element-type utf8): set of the host names that they agreed to all the same
 *
 * Returns: (transfer full): what is best of the rest; never %NULL
 */
DermagaRecommendation *dermaga_recommend_without_consent (DermagaResult *result,
                                                          GHashTable *agreed);
/** dermaga_recommendation_again: (transfer full): the same choices, in the words of the language
 *  that is spoken now. */
DermagaRecommendation *
dermaga_recommendation_again (const DermagaRecommendation *recommendation, DermagaResult *result);
void dermaga_recommendation_free (DermagaRecommendation *recommendation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaRecommendation, dermaga_recommendation_free)
/** dermaga_recommendation_needs_consent: whether either half does. */
gboolean dermaga_recommendation_needs_consent (const DermagaRecommendation *recommendation);
/** dermaga_recommendation_is_safe_pair: both halves are there. */
gboolean dermaga_recommendation_is_safe_pair (const DermagaRecommendation *recommendation);
/**
 * dermaga_explain_against: (transfer full) (nullable): why this row was not recommended, a
 * sentence; %NULL for the recommended rows and while a row is not done.
 */
char *dermaga_explain_against (const DermagaRecommendation *recommendation, DermagaProbe *probe);

/** dermaga_recommendation_to_settings: with the user-name patterns expanded for @email, and with
 *  what else of @result a program may need. */
DermagaSettings *dermaga_recommendation_to_settings (const DermagaRecommendation *recommendation,
                                                     DermagaResult *result, const char *email,
                                                     const char *display_name);

/**
 * dermaga_settings_add_known: what @result knows besides about the servers that are in @settings:
 * whether they want a browser for sign-in, and the same host encrypted from the start.
 */
void dermaga_settings_add_known (DermagaSettings *settings, DermagaResult *result);

/* without encryption */

/**
 * DermagaPlainOffer: what a person may use who understands that others can read their password and
 * mail. It is no recommendation, and nothing in the program chooses it.
 * @incoming: (nullable), @outgoing: (nullable): the best row without encryption of a direction in
 *   which nothing safe exists
 */
typedef struct {
  DermagaProbe *incoming;
  DermagaProbe *outgoing;
} DermagaPlainOffer;

/**
 * dermaga_plain_offer_find:
 *
 * An offer is made only of a finished check in which no row and no port check shows a warning
 * (tampering, a certificate fault, TLS that fails, a portal), no encrypted row of the direction
 * was left silent or unchecked, and nobody published encrypted servers for it. A server that
 * refuses the encrypted ports and offers no STARTTLS then most likely has none; a careful stripper
 * on the way cannot be told from it, so the words say that both are possible.
 *
 * Returns: (transfer full) (nullable): %NULL where nothing may be offered
 */
DermagaPlainOffer *dermaga_plain_offer_find (DermagaResult *result);
void dermaga_plain_offer_free (DermagaPlainOffer *offer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaPlainOffer, dermaga_plain_offer_free)
/** dermaga_plain_offer_explain: (transfer full): what is dangerous about it, for whoever is asked
 *  whether they understand. */
DermagaWords *dermaga_plain_offer_explain (const DermagaPlainOffer *offer);
/**
 * dermaga_plain_offer_complete: the directions that @settings lacks and that are asked for, where
 * they are on offer. Settings so made are refused by every format until accept_insecure is set.
 *
 * Returns: whether anything was put in
 */
gboolean dermaga_plain_offer_complete (const DermagaPlainOffer *offer, gboolean needs_incoming,
                                       gboolean needs_outgoing, DermagaSettings *settings);

/* findings */

typedef enum {
  DERMAGA_SEVERITY_INFO,
  DERMAGA_SEVERITY_WARNING,
  DERMAGA_SEVERITY_ERROR,
} DermagaSeverity;

const char *dermaga_severity_to_string (DermagaSeverity severity);

/** DermagaCulprit: whom the evidence points at; likely, never certain. */
typedef enum {
  DERMAGA_CULPRIT_NOBODY,
  DERMAGA_CULPRIT_YOU,      /* what was typed */
  DERMAGA_CULPRIT_COMPUTER,
  DERMAGA_CULPRIT_NETWORK,  /* the one that this computer is in */
  DERMAGA_CULPRIT_BETWEEN,  /* someone on the way to the server */
  DERMAGA_CULPRIT_PROVIDER,
} DermagaCulprit;

/** dermaga_culprit_to_string: "nobody", "you", "computer", "network", "between", "provider". */
const char *dermaga_culprit_to_string (DermagaCulprit culprit);
/** dermaga_explain_culprit: (nullable): "Likely cause: the provider."; %NULL for nobody. */
const char *dermaga_explain_culprit (DermagaCulprit culprit);

/**
 * DermagaFinding:
 * @code: stable word for the JSON: "port-25-blocked", "wildcard-dns"; all are in
 *   dermaga-finding-kinds.c
 * @port: the mail port whose silence or refusal it is about, so that the question whether it is
 *   blocked here can be asked; 0 for none
 */
typedef struct {
  const char *code;
  DermagaSeverity severity;
  DermagaCulprit culprit;
  guint16 port;
  DermagaWords *words;
} DermagaFinding;
void dermaga_finding_free (DermagaFinding *finding);

/** More findings than this are not read: the others stand behind a heading of their own. */
#define DERMAGA_FINDINGS_IN_FRONT 3

/** dermaga_findings: (transfer full) (element-type DermagaFinding): worst first. */
GPtrArray *dermaga_findings (DermagaResult *result, const DermagaRecommendation *recommendation);

G_END_DECLS
