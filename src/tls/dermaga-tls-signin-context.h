#pragma once

#include "tls/dermaga-tls-context.h"

G_BEGIN_DECLS

/**
 * DermagaTlsSigninContext: (ref-counted) what a connection that is to carry a credential is made
 * with. It is another type than #DermagaTlsContext, so that no compiler takes one for the other: a
 * probe records faults and goes on, here OpenSSL itself ends the handshake at the first one.
 */
typedef struct _DermagaTlsSigninContext DermagaTlsSigninContext;

/**
 * dermaga_tls_signin_context_new:
 * @probe: whose roots are trusted, also those that it learns later; the other rules are the same
 */
DermagaTlsSigninContext *dermaga_tls_signin_context_new (DermagaTlsContext *probe, GError **error);
DermagaTlsSigninContext *dermaga_tls_signin_context_ref (DermagaTlsSigninContext *self);
void dermaga_tls_signin_context_unref (DermagaTlsSigninContext *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaTlsSigninContext, dermaga_tls_signin_context_unref)

G_END_DECLS
