#pragma once

#include "base/dermaga-secret.h"
#include "wire/dermaga-dialogue.h"

G_BEGIN_DECLS

/** What a conversation waits for, since servers may take longer for some things than for others. */
typedef enum {
  DERMAGA_WAIT_GREETING,
  DERMAGA_WAIT_REPLY,
  DERMAGA_WAIT_SIGNIN,   /* some make whoever failed wait */
  DERMAGA_WAIT_DELIVERY, /* some look closely at a message */
  DERMAGA_WAIT_LEAVE, /* everything is known */
} DermagaWait;

/**
 * DermagaTalk: a conversation without I/O, as the driver sees it. All members take the conversation
 * itself first, and are what #DermagaDialogue says of the functions of those names.
 * @unlock: (nullable): called once, right before @secured, and only when the driver has made sure
 *   that what is said from now on may hold a password; %NULL of a talk that never needs one
 * @get_facts: what is known of greeting, upgrade and capabilities
 * @get_wait: @turn (out) changes whenever another answer is waited for
 */
typedef struct {
  void (*free) (gpointer self);
  void (*feed) (gpointer self, const guint8 *bytes, gsize length);
  void (*end) (gpointer self);
  void (*expire) (gpointer self);
  void (*unlock) (gpointer self, const char *user_name, DermagaSecret *password);
  void (*secured) (gpointer self);
  void (*leave) (gpointer self);
  DermagaAction (*next) (gpointer self, GBytes **send);
  const DermagaFacts *(*get_facts) (gpointer self);
  DermagaWait (*get_wait) (gpointer self, guint *turn);
} DermagaTalk;

/** The talk of a #DermagaDialogue. */
extern const DermagaTalk dermaga_dialogue_talk;

G_END_DECLS
