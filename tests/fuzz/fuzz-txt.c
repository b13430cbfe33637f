#include "config.h"

#include <string.h>

#include "discover/dermaga-mta-sts.h"
#include "fuzz.h"
#include "model/dermaga-pacc-digest.h"

#define MAX_TEXTS 64

/* (transfer full): the lines, each a TXT record; records hold no NUL, as the resolver sees to. */
static GPtrArray *
split (const guint8 *data, gsize size)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  gsize start = 0;

  for (gsize i = 0; i <= size && texts->len < MAX_TEXTS; i++)
    if (i == size || data[i] == '\n')
      {
        g_ptr_array_add (texts, g_strndup ((const char *) data + start, i - start));
        start = i + 1;
      }
  return texts;
}

static void
check_digest (GPtrArray *texts, GBytes *document)
{
  g_autofree char *record = dermaga_pacc_digest_record (document);
  DermagaPaccDigest with = dermaga_pacc_digest_check (texts, document);
  DermagaPaccDigest without = dermaga_pacc_digest_check (texts, NULL);

  g_assert_true (without != DERMAGA_PACC_DIGEST_MATCH);
  g_assert_true ((with == DERMAGA_PACC_DIGEST_ABSENT) == (without == DERMAGA_PACC_DIGEST_ABSENT));
  g_ptr_array_add (texts, g_steal_pointer (&record));
  g_assert_true (dermaga_pacc_digest_check (texts, document) == DERMAGA_PACC_DIGEST_MATCH);
}

static void
check_policy (GBytes *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaMtaSts) policy = dermaga_mta_sts_read (document, &error);

  g_assert_true ((policy == NULL) == (error != NULL));
  g_assert_true (error == NULL || error->domain == DERMAGA_CONFIG_ERROR);
  if (policy == NULL)
    return;
  g_assert_false (dermaga_mta_sts_confirms (policy, ""));
  g_assert_false (dermaga_mta_sts_confirms (policy, "no_host.a.test"));
  dermaga_mta_sts_confirms (policy, "mx.a.test");
}

/* The same bytes as records of each kind, as a policy and as what a digest is for. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) document = g_bytes_new (data, size);
  g_autoptr (GPtrArray) texts = split (data, size);

  dermaga_mta_sts_is_announced (texts);
  check_digest (texts, document);
  check_policy (document);
  return 0;
}
