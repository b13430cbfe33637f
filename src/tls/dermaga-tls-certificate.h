#pragma once

#include <openssl/x509.h>

#include "tls/dermaga-tls-facts.h"

G_BEGIN_DECLS

/** dermaga_certificate_new_from_x509: (transfer full): what a certificate says, safe to show. */
DermagaCertificate *dermaga_certificate_new_from_x509 (X509 *x509);

G_END_DECLS
