#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  DERMAGA_ANSWER_NONE, /* not given yet */
  DERMAGA_ANSWER_YES,
  DERMAGA_ANSWER_NO,
  DERMAGA_ANSWER_UNKNOWN, /* "I don't know" */
} DermagaAnswer;

/**
 * DermagaGuide: the questions of "which port should I use?" and their answers.
 * @elsewhere: the mail is to leave from another place than this computer, such as a web host
 * @offers_465: whether the provider has port 465
 * @closed_587: whether port 587 is closed where the mail is to leave
 */
typedef struct {
  gboolean elsewhere;
  DermagaAnswer offers_465;
  DermagaAnswer closed_587;
} DermagaGuide;

typedef enum {
  DERMAGA_ADVICE_ASK_465,     /* no advice yet: ask whether the provider has 465 */
  DERMAGA_ADVICE_ASK_587,     /* no advice yet: ask whether 587 is closed */
  DERMAGA_ADVICE_465,
  DERMAGA_ADVICE_587,
  DERMAGA_ADVICE_2525,        /* if the provider has it; otherwise another network */
  DERMAGA_ADVICE_CHECK,       /* the check of the provider tells */
  DERMAGA_ADVICE_CHECK_587,   /* 587, once it is known to be open here */
  DERMAGA_ADVICE_CHECK_THERE, /* 587, once it was tried from the place that sends */
} DermagaAdvice;

#define DERMAGA_N_ADVICES (DERMAGA_ADVICE_CHECK_THERE + 1)

/** dermaga_guide_advise: what follows from the answers that were given. */
DermagaAdvice dermaga_guide_advise (const DermagaGuide *guide);

/** dermaga_advice_get_text: what to do, a few sentences; empty for the two that ask. */
const char *dermaga_advice_get_text (DermagaAdvice advice);
/** dermaga_advice_get_title: the same in a few words. */
const char *dermaga_advice_get_title (DermagaAdvice advice);
/** dermaga_advice_get_topic: the topic that says why. */
const char *dermaga_advice_get_topic (DermagaAdvice advice);

G_END_DECLS
