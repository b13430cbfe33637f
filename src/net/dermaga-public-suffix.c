#include "config.h"

#include "net/dermaga-public-suffix.h"

#include <string.h>

#include <libsoup/soup.h>

/* The list's own rule for what it does not hold: the last label is the suffix. libsoup leaves it
 * out, though names of new or private top levels are as good as others. */
static const char *
last_two_labels (const char *host)
{
  const char *dot = strrchr (host, '.');

  if (dot == NULL)
    return NULL;
  while (dot > host && dot[-1] != '.')
    dot--;
  return dot;
}

char *
dermaga_domain_get_base (const char *host)
{
  g_autoptr (GError) error = NULL;
  const char *base;

  g_return_val_if_fail (host != NULL, NULL);

  base = soup_tld_get_base_domain (host, &error);
  if (base == NULL && g_error_matches (error, SOUP_TLD_ERROR, SOUP_TLD_ERROR_NO_BASE_DOMAIN))
    base = last_two_labels (host);
  return g_strdup (base);
}
