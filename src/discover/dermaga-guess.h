#pragma once

#include "discover/dermaga-host.h"

G_BEGIN_DECLS

/**
 * DermagaGuess: a usual name below a mail domain.
 * @prefix: first label, "" for the domain itself
 */
typedef struct {
  const char *prefix;
  guint serves;
} DermagaGuess;

/** dermaga_guesses: (array length=n_guesses): best first. */
const DermagaGuess *dermaga_guesses (guint *n_guesses);
/** dermaga_guess_name: (transfer full) (nullable): %NULL where the name would be too long. */
char *dermaga_guess_name (const DermagaGuess *guess, const char *domain);

/**
 * DermagaSrvService: an SRV name of RFC 6186 §3 or RFC 8314 §5.1 and what it announces.
 */
typedef struct {
  const char *label;
  DermagaProtocol protocol;
  DermagaSecurity security;
} DermagaSrvService;

/** dermaga_srv_services: (array length=n_services) */
const DermagaSrvService *dermaga_srv_services (guint *n_services);

G_END_DECLS
