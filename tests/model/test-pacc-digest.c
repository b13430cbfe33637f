#include "config.h"

#include "model/dermaga-pacc-digest.h"

#include <string.h>

#define DOCUMENT "{\"protocols\":{}}\n"
/* printf '{"protocols":{}}\n' | openssl dgst -sha256 -binary | base64 */
#define DIGEST "fZZOFgCk2wC6wZzwiVzsO7lLu1HOoQ+qsaScRIUFCfw="
#define RECORD "v=UAAC1; a=sha256; d=" DIGEST
#define OTHER "v=UAAC1; a=sha256; d=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="

static DermagaPaccDigest
check (const char *const *texts, const char *document)
{
  g_autoptr (GPtrArray) array = g_ptr_array_new ();
  g_autoptr (GBytes) bytes = document != NULL ? g_bytes_new (document, strlen (document)) : NULL;

  for (guint i = 0; texts[i] != NULL; i++)
    g_ptr_array_add (array, (gpointer) texts[i]);
  return dermaga_pacc_digest_check (array, bytes);
}

static DermagaPaccDigest
check_one (const char *text)
{
  const char *texts[] = { text, NULL };

  return check (texts, DOCUMENT);
}

static void
test_forms (void)
{
  static const char *const same[] = {
    RECORD,
    RECORD ";",
    RECORD " ; ",
    "v=UAAC1;a=sha256;d=" DIGEST,
    " v = UAAC1 ;\ta = sha256\t; d = " DIGEST,
    "a=sha256; d=" DIGEST "; v=UAAC1",
    RECORD "; z9=later",
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_test_message ("record %u", i);
      g_assert_cmpint (check_one (same[i]), ==, DERMAGA_PACC_DIGEST_MATCH);
    }
}

/* What names the version and is of no use is not passed over in silence. */
static void
test_broken (void)
{
  static const char *const broken[] = {
    OTHER,
    "v=UAAC1",
    "v=UAAC1; a=sha256",
    "v=UAAC1; a=sha256; d=",
    "v=UAAC1; d=" DIGEST,
    "v=UAAC1; a=sha256; d=" DIGEST "; d=" DIGEST,
    "v=UAAC1; v=UAAC1; a=sha256; d=" DIGEST,
    "v=UAAC1;; a=sha256; d=" DIGEST,
    RECORD ";;",
    RECORD "; =x",
    RECORD "; x=",
    RECORD "; x",
    RECORD "; a b=c",
    RECORD "; x=a b",
    RECORD "; x=\xC3\xA9",
    RECORD "; x=\x1B[2J",
    RECORD "=",
    RECORD "\n",
    "v=UAAC1; a=sha256; d=\"" DIGEST "\"",
    "v=UAAC1; A=sha256; d=" DIGEST,
  };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_test_message ("record %u", i);
      g_assert_cmpint (check_one (broken[i]), ==, DERMAGA_PACC_DIGEST_MISMATCH);
    }
}

static void
test_absent (void)
{
  static const char *const absent[] = {
    "",
    ";",
    "v=spf1 -all",
    "v=UAAC2; a=sha256; d=" DIGEST,
    "v=uaac1; a=sha256; d=" DIGEST,
    "V=UAAC1; a=sha256; d=" DIGEST,
    "vv=UAAC1; a=sha256; d=" DIGEST,
    "a=sha256; d=" DIGEST,
    "v=UAAC1; a=sha512; d=" DIGEST,
    "v=UAAC1; a=SHA256; d=" DIGEST,
    "\xFF",
  };
  static const char *const none[] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (absent); i++)
    {
      g_test_message ("record %u", i);
      g_assert_cmpint (check_one (absent[i]), ==, DERMAGA_PACC_DIGEST_ABSENT);
    }
  g_assert_cmpint (check (none, DOCUMENT), ==, DERMAGA_PACC_DIGEST_ABSENT);
}

/* While a document is replaced, the digests of both are published. */
static void
test_several (void)
{
  static const char *const texts[]
    = { "v=spf1 -all", OTHER, "v=UAAC1; a=sha3; d=x", RECORD, OTHER, NULL };
  static const char *const others[] = { "v=UAAC1; a=sha3; d=x", OTHER, "x", NULL };

  g_assert_cmpint (check (texts, DOCUMENT), ==, DERMAGA_PACC_DIGEST_MATCH);
  g_assert_cmpint (check (others, DOCUMENT), ==, DERMAGA_PACC_DIGEST_MISMATCH);
}

static void
test_other_document (void)
{
  static const char *const texts[] = { RECORD, NULL };

  g_assert_cmpint (check (texts, "{\"protocols\":{}}"), ==, DERMAGA_PACC_DIGEST_MISMATCH);
  g_assert_cmpint (check (texts, NULL), ==, DERMAGA_PACC_DIGEST_MISMATCH);
}

static void
test_record (void)
{
  g_autoptr (GBytes) document = g_bytes_new_static (DOCUMENT, strlen (DOCUMENT));
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autofree char *record = dermaga_pacc_digest_record (document);
  g_autofree char *of_nothing = dermaga_pacc_digest_record (empty);

  g_assert_cmpstr (record, ==, RECORD);
  g_assert_cmpstr (of_nothing, ==, OTHER);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pacc-digest/forms", test_forms);
  g_test_add_func ("/pacc-digest/broken", test_broken);
  g_test_add_func ("/pacc-digest/absent", test_absent);
  g_test_add_func ("/pacc-digest/several", test_several);
  g_test_add_func ("/pacc-digest/other-document", test_other_document);
  g_test_add_func ("/pacc-digest/record", test_record);
  return g_test_run ();
}
