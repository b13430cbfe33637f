#include "config.h"

#include "discover/dermaga-guess.h"

#include "base/dermaga-target.h"

/* The first labels that providers really use, counted over Mozilla's provider list of March 2026:
 * imap 88, pop 62, mail 60 + 31, pop3 21, smtp 101, smtps 6, in 5, email 4 + 3. */
static const DermagaGuess guesses[] = {
  { "imap", DERMAGA_SERVES_IMAP },
  { "smtp", DERMAGA_SERVES_SMTP },
  { "mail", DERMAGA_SERVES_ALL },
  { "pop", DERMAGA_SERVES_POP3 },
  { "pop3", DERMAGA_SERVES_POP3 },
  { "email", DERMAGA_SERVES_ALL },
  { "in", DERMAGA_SERVES_INCOMING },
  { "smtps", DERMAGA_SERVES_SMTP },
  { "", DERMAGA_SERVES_ALL },
};

static const DermagaSrvService services[] = {
  { "_imaps._tcp", DERMAGA_PROTOCOL_IMAP, DERMAGA_SECURITY_TLS },
  { "_imap._tcp", DERMAGA_PROTOCOL_IMAP, DERMAGA_SECURITY_STARTTLS },
  { "_pop3s._tcp", DERMAGA_PROTOCOL_POP3, DERMAGA_SECURITY_TLS },
  { "_pop3._tcp", DERMAGA_PROTOCOL_POP3, DERMAGA_SECURITY_STARTTLS },
  { "_submissions._tcp", DERMAGA_PROTOCOL_SMTP, DERMAGA_SECURITY_TLS },
  { "_submission._tcp", DERMAGA_PROTOCOL_SMTP, DERMAGA_SECURITY_STARTTLS },
};

const DermagaGuess *
dermaga_guesses (guint *n_guesses)
{
  *n_guesses = G_N_ELEMENTS (guesses);
  return guesses;
}

char *
dermaga_guess_name (const DermagaGuess *guess, const char *domain)
{
  g_autofree char *name = NULL;

  if (*guess->prefix == '\0')
    return g_strdup (domain);
  name = g_strdup_printf ("%s.%s", guess->prefix, domain);
  return dermaga_host_is_valid (name) ? g_steal_pointer (&name) : NULL;
}

const DermagaSrvService *
dermaga_srv_services (guint *n_services)
{
  *n_services = G_N_ELEMENTS (services);
  return services;
}
