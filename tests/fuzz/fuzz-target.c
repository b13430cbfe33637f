#include "config.h"

#include "base/dermaga-target.h"
#include "base/dermaga-text.h"
#include "fuzz.h"

#include <string.h>

static void
check_target (const char *input)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaTarget) target = dermaga_target_parse (input, &error);
  g_autoptr (DermagaTarget) again = NULL;

  g_assert_true ((target == NULL) == (error != NULL));
  if (target == NULL)
    {
      g_assert_true (error->domain == DERMAGA_TARGET_ERROR);
      return;
    }
  g_assert_true (dermaga_host_is_valid (target->domain));
  g_assert_nonnull (strchr (target->domain, '.'));
  g_assert_true (dermaga_text_is_clean (target->display_domain));
  g_assert_true ((target->email == NULL) == (target->local_part == NULL));
  if (target->email != NULL)
    {
      g_assert_true (dermaga_email_is_valid (target->email));
      g_assert_true (g_str_has_suffix (target->email, target->domain));
    }

  /* What was understood is understood in the same way when it comes back. */
  again = dermaga_target_parse (target->email != NULL ? target->email : target->domain, NULL);
  g_assert_nonnull (again);
  if (target->email != NULL || !g_str_has_prefix (target->domain, "www."))
    g_assert_cmpstr (again->domain, ==, target->domain);
  g_assert_cmpstr (again->email, ==, target->email);
}

static void
check_host (const char *input)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *host = dermaga_host_parse (input, &error);
  g_autofree char *again = NULL;

  g_assert_true ((host == NULL) == (error != NULL));
  if (host == NULL)
    return;
  g_assert_true (dermaga_host_is_valid (host));
  again = dermaga_host_parse (host, NULL);
  g_assert_cmpstr (again, ==, host);
}

/* Exports rely on this: a valid address holds nothing that could end a quoted text or a line. */
static void
check_email (const char *input)
{
  if (dermaga_email_is_valid (input))
    {
      g_assert_true (g_utf8_validate (input, -1, NULL));
      g_assert_null (strpbrk (input, " \t\r\n\"\\<>()[],;:"));
      g_assert_true (strchr (input, '@') == strrchr (input, '@'));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *input = g_strndup ((const char *) data, size);

  check_target (input);
  check_host (input);
  check_email (input);
  return 0;
}
