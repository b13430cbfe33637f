#include "config.h"

#include "discover/dermaga-certificate-names.h"

#include <string.h>

#include "base/dermaga-target.h"

/* Names that lead nowhere on the public Internet, or to something of this network alone: RFC 6761,
 * 6762, 7686, 8375, 9476, and what home routers and companies use. */
static const char *const reserved[]
  = { "alt",      "arpa", "corp",      "example", "home",  "internal", "intranet", "invalid",
      "lan",      "local", "localdomain", "localhost", "onion", "private",  "test" };

static const char *const mail_labels[]
  = { "mail", "imap", "smtp", "pop", "pop3", "mx", "email", "server", "secure", "box" };

static gboolean
is_reserved (const char *name, const char *domain)
{
  for (guint i = 0; i < G_N_ELEMENTS (reserved); i++)
    if (dermaga_domain_contains (reserved[i], name))
      return !dermaga_domain_contains (reserved[i], domain);
  return FALSE;
}

static gboolean
is_usable (const char *name, const char *domain)
{
  return dermaga_host_is_valid (name) && strchr (name, '.') != NULL
         && !g_hostname_is_ip_address (name) && !is_reserved (name, domain);
}

static gboolean
sounds_like_mail (const char *name)
{
  gsize length = strcspn (name, ".");

  for (guint i = 0; i < G_N_ELEMENTS (mail_labels); i++)
    if (strlen (mail_labels[i]) == length && strncmp (name, mail_labels[i], length) == 0)
      return TRUE;
  return FALSE;
}

static guint
rank_name (const char *name, const char *domain)
{
  if (dermaga_domain_contains (domain, name))
    return 0;
  return sounds_like_mail (name) ? 1 : 2;
}

char **
dermaga_certificate_names_choose (const char *const *names, const char *domain)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (names != NULL && domain != NULL, NULL);

  for (guint rank = 0; rank <= 2; rank++)
    for (guint i = 0; names[i] != NULL && chosen->len < DERMAGA_MAX_CERTIFICATE_NAMES; i++)
      {
        g_autofree char *name = g_ascii_strdown (names[i], -1);

        if (is_usable (name, domain) && rank_name (name, domain) == rank
            && !g_ptr_array_find_with_equal_func (chosen, name, g_str_equal, NULL))
          g_ptr_array_add (chosen, g_steal_pointer (&name));
      }
  g_ptr_array_add (chosen, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&chosen), FALSE);
}
