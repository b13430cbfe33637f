#include "config.h"

#include "base/dermaga-text.h"
#include "fuzz.h"

/* The first octet is the number of characters to keep. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *safe = NULL;

  if (size == 0)
    return 0;
  safe = dermaga_text_make_safe ((const char *) data + 1, size - 1, data[0]);
  g_assert_true (g_utf8_validate (safe, -1, NULL));
  g_assert_cmpuint (g_utf8_strlen (safe, -1), <=, data[0]);
  g_assert_true (dermaga_text_is_clean (safe));
  return 0;
}
