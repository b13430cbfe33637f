#pragma once

#include "learn/dermaga-lesson.h"
#include "model/dermaga-outcome.h"
#include "model/dermaga-signin-result.h"

G_BEGIN_DECLS

/** DermagaTopicGroup: the parts of the table of contents, in their order. */
typedef enum {
  DERMAGA_TOPICS_BASICS,
  DERMAGA_TOPICS_PORTS,
  DERMAGA_TOPICS_SAFETY,
  DERMAGA_TOPICS_TROUBLE,
  DERMAGA_TOPICS_PROGRAMS,
} DermagaTopicGroup;

#define DERMAGA_N_TOPIC_GROUPS (DERMAGA_TOPICS_PROGRAMS + 1)

/**
 * DermagaTopic: a place in the table of contents.
 * @id: stable word, the name of its files in data/learn: "port-465"
 * @ports: ended by 0: the mail ports that it is about, so that a person's own results for them can
 *   stand beside it
 */
typedef struct {
  const char *id;
  DermagaTopicGroup group;
  guint16 ports[5];
} DermagaTopic;

/** dermaga_learn_topics: (transfer none): all topics in their order. */
const DermagaTopic *dermaga_learn_topics (guint *n_topics);
/** dermaga_learn_find: (transfer none) (nullable): by its id. */
const DermagaTopic *dermaga_learn_find (const char *id);
/**
 * dermaga_learn_find_typed:
 * @typed: what a person asks for: an id, the number of a port, or a part of just one id
 *
 * Returns: (nullable): the id; %NULL where there is none, or where it could be more than one
 */
const char *dermaga_learn_find_typed (const char *typed);
/** dermaga_learn_group_title: what stands above a part of the table of contents. */
const char *dermaga_learn_group_title (DermagaTopicGroup group);

/**
 * dermaga_learn_read:
 * @id: of a topic
 *
 * Returns: (transfer full): what there is to learn, in the language that is spoken now, in English
 *   where that has no text of its own. It is part of the program, so it is always there.
 */
DermagaLesson *dermaga_learn_read (const char *id);

/* "Why?" */

/** dermaga_learn_for_port: the topic about @port; about ports as such for any other number. */
const char *dermaga_learn_for_port (guint16 port);
/** dermaga_learn_for_outcome: the topic that explains how trying @port came to @outcome: the port's
 *  own where the outcome is what the port is for. */
const char *dermaga_learn_for_outcome (DermagaOutcome outcome, guint16 port);
/** dermaga_learn_for_finding: (nullable): the topic for the code of a finding; %NULL for another
 *  word. */
const char *dermaga_learn_for_finding (const char *code);
/** dermaga_learn_for_signin: (nullable): the topic for what a sign-in came to; %NULL where there is
 *  nothing to explain, as after a yes. */
const char *dermaga_learn_for_signin (const DermagaSigninResult *result);
/** dermaga_learn_for_scene: the topic for a scene of the practice provider, by its id; about
 *  practising as such for another word. */
const char *dermaga_learn_for_scene (const char *id);

G_END_DECLS
