#include "config.h"

#include "wire/dermaga-sasl.h"
#include "wire/dermaga-saslprep.h"

#include <string.h>

static DermagaSaslStatus
challenge (DermagaSasl *sasl, const char *text)
{
  DermagaSaslStatus status
    = dermaga_sasl_challenge (sasl, (const guint8 *) text, strlen (text));

  while (status == DERMAGA_SASL_WORK)
    status = dermaga_sasl_work (sasl);
  return status;
}

static void
assert_response (DermagaSasl *sasl, const char *expected, gsize length)
{
  g_autoptr (GBytes) response = dermaga_sasl_take_response (sasl);

  g_assert_nonnull (response);
  g_assert_cmpmem (g_bytes_get_data (response, NULL), g_bytes_get_size (response), expected,
                   length);
}

static DermagaSasl *
make (DermagaSaslMechanism mechanism, const char *user, const char *password, const char *nonce)
{
  g_autoptr (DermagaSecret) secret = dermaga_secret_new (password, -1);

  return dermaga_sasl_new_with_nonce (mechanism, user, secret, nonce);
}

/* RFC 4616 §4 */
static void
test_plain (void)
{
  g_autoptr (DermagaSasl) sasl = make (DERMAGA_SASL_PLAIN, "tim", "tanstaaftanstaaf", NULL);

  g_assert_true (dermaga_sasl_goes_first (sasl));
  g_assert_false (dermaga_sasl_believes_success (sasl));
  assert_response (sasl, "\0tim\0tanstaaftanstaaf", 21);
  g_assert_true (dermaga_sasl_believes_success (sasl));
  g_assert_cmpint (challenge (sasl, ""), ==, DERMAGA_SASL_SENSELESS);
}

static void
test_plain_asked (void)
{
  g_autoptr (DermagaSasl) sasl = make (DERMAGA_SASL_PLAIN, "\xc3\xbc", "p\"\\ ", NULL);

  g_assert_cmpint (challenge (sasl, "whatever"), ==, DERMAGA_SASL_RESPOND);
  assert_response (sasl, "\0\xc3\xbc\0p\"\\ ", 8);
}

static void
test_login (void)
{
  g_autoptr (DermagaSasl) sasl = make (DERMAGA_SASL_LOGIN, "tim", "rahasia", NULL);

  g_assert_false (dermaga_sasl_goes_first (sasl));
  g_assert_cmpint (challenge (sasl, "Username:"), ==, DERMAGA_SASL_RESPOND);
  assert_response (sasl, "tim", 3);
  g_assert_false (dermaga_sasl_gave_password (sasl));
  g_assert_false (dermaga_sasl_believes_success (sasl));
  g_assert_cmpint (challenge (sasl, "Password:"), ==, DERMAGA_SASL_RESPOND);
  assert_response (sasl, "rahasia", 7);
  g_assert_true (dermaga_sasl_gave_password (sasl));
  g_assert_cmpint (challenge (sasl, "Once more:"), ==, DERMAGA_SASL_SENSELESS);
}

/* RFC 2195 §2 */
static void
test_cram_md5 (void)
{
  g_autoptr (DermagaSasl) sasl = make (DERMAGA_SASL_CRAM_MD5, "tim", "tanstaaftanstaaf", NULL);

  g_assert_false (dermaga_sasl_goes_first (sasl));
  g_assert_cmpint (challenge (sasl, "<1896.697170952@postoffice.reston.mci.net>"), ==,
                   DERMAGA_SASL_RESPOND);
  assert_response (sasl, "tim b913a602c7eda7a495b4e6e7334d3890", 36);
  g_assert_cmpint (challenge (sasl, "<again>"), ==, DERMAGA_SASL_SENSELESS);
}

static void
test_cram_md5_empty (void)
{
  g_autoptr (DermagaSasl) sasl = make (DERMAGA_SASL_CRAM_MD5, "tim", "rahasia", NULL);

  g_assert_cmpint (challenge (sasl, ""), ==, DERMAGA_SASL_SENSELESS);
  g_assert_false (dermaga_sasl_gave_password (sasl));
}

typedef struct {
  DermagaSaslMechanism mechanism;
  const char *nonce;
  const char *first;
  const char *server_first;
  const char *proof;
  const char *server_final;
} Vector;

static const Vector vectors[] = {
  /* RFC 5802 §5 */
  { DERMAGA_SASL_SCRAM_SHA_1, "fyko+d2lbbFgONRv9qkxdawL", "n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL",
    "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096",
    "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
    "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=" },
  /* RFC 7677 §3 */
  { DERMAGA_SASL_SCRAM_SHA_256, "rOprNGfwEbeRWgbNEkqO", "n,,n=user,r=rOprNGfwEbeRWgbNEkqO",
    "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
    "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
    "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
    "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=" },
};

static DermagaSasl *
make_scram (const Vector *vector)
{
  DermagaSasl *sasl = make (vector->mechanism, "user", "pencil", vector->nonce);

  assert_response (sasl, vector->first, strlen (vector->first));
  return sasl;
}

static void
test_scram (gconstpointer data)
{
  const Vector *vector = data;
  g_autoptr (DermagaSasl) sasl = make_scram (vector);

  g_assert_false (dermaga_sasl_gave_password (sasl));
  g_assert_cmpint (challenge (sasl, vector->server_first), ==, DERMAGA_SASL_RESPOND);
  assert_response (sasl, vector->proof, strlen (vector->proof));
  g_assert_true (dermaga_sasl_gave_password (sasl));
  g_assert_false (dermaga_sasl_believes_success (sasl));
  g_assert_cmpint (challenge (sasl, vector->server_final), ==, DERMAGA_SASL_RESPOND);
  assert_response (sasl, "", 0);
  g_assert_true (dermaga_sasl_believes_success (sasl));
  g_assert_cmpint (challenge (sasl, vector->server_final), ==, DERMAGA_SASL_SENSELESS);
}

/* The same, the server's first words asked for instead of sent along. */
static void
test_scram_asked (void)
{
  const Vector *vector = &vectors[1];
  g_autoptr (DermagaSasl) sasl = make (vector->mechanism, "user", "pencil", vector->nonce);

  g_assert_cmpint (challenge (sasl, ""), ==, DERMAGA_SASL_RESPOND);
  assert_response (sasl, vector->first, strlen (vector->first));
  g_assert_cmpint (challenge (sasl, vector->server_first), ==, DERMAGA_SASL_RESPOND);
  assert_response (sasl, vector->proof, strlen (vector->proof));
}

static void
test_scram_server_first (void)
{
  static const struct {
    const char *text;
    DermagaSaslStatus status;
  } cases[] = {
    { "", DERMAGA_SASL_SENSELESS },
    { "hello", DERMAGA_SASL_SENSELESS },
    { "m=ext,r=rOprNGfwEbeRWgbNEkqOxx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
      DERMAGA_SASL_SENSELESS },
    { "r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", DERMAGA_SASL_UNPROVED },
    { "r=xOprNGfwEbeRWgbNEkqOxx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", DERMAGA_SASL_UNPROVED },
    { "r=,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", DERMAGA_SASL_UNPROVED },
    { "r=rOprNGfwEbeRWgbNEkqO x,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", DERMAGA_SASL_UNPROVED },
    { "r=rOprNGfwEbeRWgbNEkqOxx,s=,i=4096", DERMAGA_SASL_SENSELESS },
    { "r=rOprNGfwEbeRWgbNEkqOxx,s=!,i=4096", DERMAGA_SASL_SENSELESS },
    { "r=rOprNGfwEbeRWgbNEkqOxx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1", DERMAGA_SASL_UNPROVED },
    { "r=rOprNGfwEbeRWgbNEkqOxx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4095", DERMAGA_SASL_UNPROVED },
    { "r=rOprNGfwEbeRWgbNEkqOxx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1000001", DERMAGA_SASL_UNPROVED },
    { "r=rOprNGfwEbeRWgbNEkqOxx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=99999999999999999999",
      DERMAGA_SASL_UNPROVED },
    { "r=rOprNGfwEbeRWgbNEkqOxx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=-4096", DERMAGA_SASL_UNPROVED },
    { "r=rOprNGfwEbeRWgbNEkqOxx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=", DERMAGA_SASL_UNPROVED },
    { "r=rOprNGfwEbeRWgbNEkqOxx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,x=more", DERMAGA_SASL_RESPOND },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DermagaSasl) sasl = make_scram (&vectors[1]);

      g_assert_cmpint (challenge (sasl, cases[i].text), ==, cases[i].status);
      g_assert_false (dermaga_sasl_gave_password (sasl));
      g_assert_false (dermaga_sasl_believes_success (sasl));
    }
}

static void
test_scram_server_final (void)
{
  static const struct {
    const char *text;
    DermagaSaslStatus status;
  } cases[] = {
    { "e=invalid-proof", DERMAGA_SASL_DENIED },
    { "v=", DERMAGA_SASL_UNPROVED },
    { "", DERMAGA_SASL_UNPROVED },
    { "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95H4=", DERMAGA_SASL_UNPROVED },
    { "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=", DERMAGA_SASL_UNPROVED },
    { "v=not base64", DERMAGA_SASL_UNPROVED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DermagaSasl) sasl = make_scram (&vectors[1]);

      g_assert_cmpint (challenge (sasl, vectors[1].server_first), ==, DERMAGA_SASL_RESPOND);
      assert_response (sasl, vectors[1].proof, strlen (vectors[1].proof));
      g_assert_cmpint (challenge (sasl, cases[i].text), ==, cases[i].status);
      g_assert_false (dermaga_sasl_believes_success (sasl));
    }
}

/* A NUL would hide what is behind it, and hashing stays within the loop's patience. */
static void
test_scram_bytes (void)
{
  g_autoptr (DermagaSasl) sasl = make_scram (&vectors[0]);
  g_autofree guint8 *large = g_malloc0 (DERMAGA_SASL_MAX_CHALLENGE + 1);

  memset (large, 'r', DERMAGA_SASL_MAX_CHALLENGE + 1);
  g_assert_cmpint (dermaga_sasl_challenge (sasl, large, DERMAGA_SASL_MAX_CHALLENGE + 1), ==,
                   DERMAGA_SASL_SENSELESS);
  g_assert_cmpint (dermaga_sasl_challenge (sasl, (const guint8 *) "r=a\0", 4), ==,
                   DERMAGA_SASL_SENSELESS);
}

static void
test_scram_slices (void)
{
  g_autoptr (DermagaSasl) sasl = make_scram (&vectors[1]);
  const char *text = "r=rOprNGfwEbeRWgbNEkqOxx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=100000";
  DermagaSaslStatus status
    = dermaga_sasl_challenge (sasl, (const guint8 *) text, strlen (text));
  guint n_slices = 0;

  while (status == DERMAGA_SASL_WORK)
    {
      status = dermaga_sasl_work (sasl);
      n_slices++;
    }
  g_assert_cmpint (status, ==, DERMAGA_SASL_RESPOND);
  g_assert_cmpuint (n_slices, >=, 10);
}

/* Names hold what has a meaning in SCRAM, and each exchange has a nonce of its own. */
static void
test_scram_names (void)
{
  g_autoptr (DermagaSasl) sasl = make (DERMAGA_SASL_SCRAM_SHA_256, "a=b,c", "x", "n");
  g_autoptr (DermagaSecret) secret = dermaga_secret_new ("x", -1);
  g_autoptr (DermagaSasl) one = dermaga_sasl_new (DERMAGA_SASL_SCRAM_SHA_256, "u", secret);
  g_autoptr (DermagaSasl) other = dermaga_sasl_new (DERMAGA_SASL_SCRAM_SHA_256, "u", secret);
  g_autoptr (GBytes) first = dermaga_sasl_take_response (one);
  g_autoptr (GBytes) second = dermaga_sasl_take_response (other);

  assert_response (sasl, "n,,n=a=3Db=2Cc,r=n", 18);
  g_assert_false (g_bytes_equal (first, second));
  g_assert_cmpuint (g_bytes_get_size (first), ==, strlen ("n,,n=u,r=") + 32);
}

static void
test_choice (void)
{
  char *offered[] = { (char *) "plain", (char *) "scram-sha-256-plus", (char *) "xoauth2", NULL };
  char *browser[] = { (char *) "oauthbearer", NULL };
  char *none[] = { (char *) "ntlm", (char *) "external", (char *) "anonymous", NULL };

  g_assert_true (dermaga_sasl_mechanism_is_offered (DERMAGA_SASL_PLAIN, offered));
  g_assert_false (dermaga_sasl_mechanism_is_offered (DERMAGA_SASL_SCRAM_SHA_256, offered));
  g_assert_true (dermaga_sasl_offers_browser (offered));
  g_assert_true (dermaga_sasl_offers_browser (browser));
  g_assert_false (dermaga_sasl_offers_browser (none));
  for (guint i = 0; i < DERMAGA_N_SASL_MECHANISMS; i++)
    g_assert_false (dermaga_sasl_mechanism_is_offered (i, none));
}

static void
test_decode (void)
{
  static const char *const bad[] = { "a",     "ab", "abc",   "ab=c", "a===",  "====", "abcd=",
                                     "ab cd", " ",  "abc\n", "ab-_", "YWJj=", "*" };
  gsize length;
  g_autofree guint8 *empty = dermaga_sasl_decode ("", &length);
  g_autofree guint8 *text = NULL;
  g_autofree char *large = g_strnfill (DERMAGA_SASL_MAX_CHALLENGE * 2, 'A');

  g_assert_nonnull (empty);
  g_assert_cmpuint (length, ==, 0);
  text = dermaga_sasl_decode ("YWJjZA==", &length);
  g_assert_cmpstr ((const char *) text, ==, "abcd");
  g_assert_cmpuint (length, ==, 4);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (dermaga_sasl_decode (bad[i], &length));
  g_assert_null (dermaga_sasl_decode (large, &length));
}

/* RFC 4013 §3, and what NFKC does (Unicode NormalizationTest). */
static void
test_saslprep (void)
{
  static const struct {
    const char *text;
    const char *prepared; /* NULL: prohibited */
  } cases[] = {
    { "I\xc2\xadX", "IX" },
    { "user", "user" },
    { "USER", "USER" },
    { "\xc2\xaa", "a" },
    { "\xe2\x85\xa8", "IX" },
    { "\x07", NULL },
    { "a\xc2\xa0z", "a z" },
    { "a\xe3\x80\x80z", "a z" },
    { "e\xcc\x81", "\xc3\xa9" },                 /* e + acute */
    { "\xc3\xa9", "\xc3\xa9" },
    { "a\xcc\xa3\xcc\x82", "\xe1\xba\xad" },     /* a + dot below + circumflex */
    { "a\xcc\x82\xcc\xa3", "\xe1\xba\xad" },     /* in the other order */
    { "q\xcc\x87\xcc\xa3", "q\xcc\xa3\xcc\x87" }, /* ordered, no such letter */
    { "\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8", "\xea\xb0\x81" }, /* Hangul jamo */
    { "\xef\xac\x81", "fi" },
    { "\xe2\x80\x8bx", "x" },
    { "\xe2\x80\xaex", NULL },
    { "\xee\x80\x80", NULL },
    { "\xef\xbf\xbd", NULL },
    { "\xc2\xad", NULL }, /* nothing is left */
    { "\xff", NULL },
    { "a\xcc\x80\xcc\x80", "\xc3\xa0\xcc\x80" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char prepared[64];
      gboolean done
        = dermaga_saslprep (cases[i].text, strlen (cases[i].text), prepared, sizeof prepared);

      g_assert_cmpint (done, ==, cases[i].prepared != NULL);
      if (cases[i].prepared != NULL)
        g_assert_cmpstr (prepared, ==, cases[i].prepared);
    }
}

/* The same as GLib's own NFKC, letter by letter and for pairs with marks. */
static void
test_saslprep_like_glib (void)
{
  static const gunichar marks[] = { 0x300, 0x301, 0x323, 0x327, 0x345, 0x5b0, 0x64b, 0x3099 };

  for (gunichar c = 0xa1; c < 0x30000; c++)
    for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
      {
        char text[16] = { 0 };
        char prepared[256];
        int length;
        g_autofree char *expected = NULL;

        if (!g_unichar_validate (c) || !g_unichar_isdefined (c) || g_unichar_isspace (c))
          continue;
        length = g_unichar_to_utf8 (c, text);
        if (!dermaga_saslprep (text, (gsize) length, prepared, sizeof prepared))
          break;
        length += g_unichar_to_utf8 (marks[i], text + length);
        if (i > 0)
          length += g_unichar_to_utf8 (marks[i - 1], text + length);
        expected = g_utf8_normalize (text, length, G_NORMALIZE_ALL_COMPOSE);
        if (dermaga_saslprep (expected, strlen (expected), prepared, sizeof prepared)
            && strcmp (prepared, expected) == 0)
          {
            g_assert_true (dermaga_saslprep (text, (gsize) length, prepared, sizeof prepared));
            g_assert_cmpstr (prepared, ==, expected);
          }
      }
}

static void
test_saslprep_room (void)
{
  char small[8];
  g_autofree char *long_text = g_strnfill (DERMAGA_SECRET_MAX, 'x');
  char large[6 * DERMAGA_SECRET_MAX + 8];

  g_assert_false (dermaga_saslprep ("abcdefgh", 8, small, sizeof small));
  g_assert_true (dermaga_saslprep (long_text, DERMAGA_SECRET_MAX, large, sizeof large));
  g_assert_cmpstr (large, ==, long_text);
}

/* What SASLprep prohibits cannot be said by SCRAM, and can by the others. */
static void
test_unfit (void)
{
  g_autoptr (DermagaSasl) plain = make (DERMAGA_SASL_PLAIN, "u", "\x07", NULL);

  g_assert_null (make (DERMAGA_SASL_SCRAM_SHA_256, "u", "\x07", NULL));
  g_assert_null (make (DERMAGA_SASL_SCRAM_SHA_1, "u", "\xff", NULL));
  g_assert_nonnull (plain);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sasl/plain", test_plain);
  g_test_add_func ("/sasl/plain-asked", test_plain_asked);
  g_test_add_func ("/sasl/login", test_login);
  g_test_add_func ("/sasl/cram-md5", test_cram_md5);
  g_test_add_func ("/sasl/cram-md5-empty", test_cram_md5_empty);
  g_test_add_data_func ("/sasl/scram-sha-1", &vectors[0], test_scram);
  g_test_add_data_func ("/sasl/scram-sha-256", &vectors[1], test_scram);
  g_test_add_func ("/sasl/scram-asked", test_scram_asked);
  g_test_add_func ("/sasl/scram-server-first", test_scram_server_first);
  g_test_add_func ("/sasl/scram-server-final", test_scram_server_final);
  g_test_add_func ("/sasl/scram-bytes", test_scram_bytes);
  g_test_add_func ("/sasl/scram-slices", test_scram_slices);
  g_test_add_func ("/sasl/scram-names", test_scram_names);
  g_test_add_func ("/sasl/choice", test_choice);
  g_test_add_func ("/sasl/decode", test_decode);
  g_test_add_func ("/sasl/saslprep", test_saslprep);
  g_test_add_func ("/sasl/saslprep-like-glib", test_saslprep_like_glib);
  g_test_add_func ("/sasl/saslprep-room", test_saslprep_room);
  g_test_add_func ("/sasl/unfit", test_unfit);
  return g_test_run ();
}
