#pragma once

#include "practice/dermaga-practice-protocol.h"

G_BEGIN_DECLS

typedef enum {
  DERMAGA_PRACTICE_SASL_ASK,       /* the challenge goes out, a line comes back */
  DERMAGA_PRACTICE_SASL_ACCEPTED,  /* the session has a user now */
  DERMAGA_PRACTICE_SASL_REFUSED,
  DERMAGA_PRACTICE_SASL_MALFORMED,
  DERMAGA_PRACTICE_SASL_CANCELLED, /* the client said "*" */
  DERMAGA_PRACTICE_SASL_UNKNOWN,   /* no such mechanism */
} DermagaPracticeSaslStep;

/**
 * DermagaPracticeSasl: the server's side of PLAIN (RFC 4616) and LOGIN. All zero is ready.
 * @user: (nullable): what LOGIN was told first
 */
typedef struct {
  gboolean is_login;
  char *user;
} DermagaPracticeSasl;

void dermaga_practice_sasl_clear (DermagaPracticeSasl *self);

/**
 * dermaga_practice_sasl_begin:
 * @arguments: a mechanism, and perhaps an initial response behind a blank
 * @challenge: (out): in base64
 */
DermagaPracticeSaslStep dermaga_practice_sasl_begin (DermagaPracticeSasl *self,
                                                     DermagaPracticeSession *session,
                                                     const char *arguments,
                                                     const char **challenge);
/** dermaga_practice_sasl_answer: the next line of the client. */
DermagaPracticeSaslStep dermaga_practice_sasl_answer (DermagaPracticeSasl *self,
                                                      DermagaPracticeSession *session,
                                                      const char *line, const char **challenge);

G_END_DECLS
