#include "config.h"

#include "net/dermaga-dns-message.h"

#include <string.h>

/* The header of a reply: one question, @n answers, rcode @r. */
#define HEADER(r, n) 0x12, 0x34, 0x81, 0x80 | (r), 0, 1, 0, (n), 0, 0, 0, 0
/* mail.test, type @t, class IN; it stands at offset 12. */
#define QUESTION(t) 4, 'm', 'a', 'i', 'l', 4, 't', 'e', 's', 't', 0, 0, (t), 0, 1
/* A record whose owner is the name at offset @o. */
#define RECORD(o, t, length) 0xc0, (o), 0, (t), 0, 1, 0, 0, 0, 60, 0, (length)

static const guint8 address[] = { HEADER (0, 1), QUESTION (1), RECORD (12, 1, 4), 192, 0, 2, 1 };
/* mail.test is x.test, which has two addresses and something of another owner between them. */
static const guint8 alias[] = {
  HEADER (0, 4), QUESTION (1),
  RECORD (12, 5, 4), 1, 'x', 0xc0, 17,
  RECORD (39, 1, 4), 192, 0, 2, 2,
  RECORD (17, 1, 4), 192, 0, 2, 66,
  RECORD (39, 1, 4), 192, 0, 2, 3,
};
static const guint8 mx[] = {
  HEADER (0, 2), QUESTION (15),
  RECORD (12, 15, 6), 0, 20, 1, 'b', 0xc0, 17,
  RECORD (12, 15, 6), 0, 10, 1, 'A', 0xc0, 17,
};
static const guint8 srv[] = {
  HEADER (0, 2), QUESTION (33),
  RECORD (12, 33, 7), 0, 1, 0, 2, 3, 0xe1, 0,
  RECORD (12, 33, 10), 0, 0, 0, 2, 1, 0xd1, 1, 'b', 0xc0, 17,
};

/* "ab" and "c" of one record, nothing, a line break that is left out, and "=". */
static const guint8 txt[] = {
  HEADER (0, 4), QUESTION (16),
  RECORD (12, 16, 5), 2, 'a', 'b', 1, 'c',
  RECORD (12, 16, 1), 0,
  RECORD (12, 16, 4), 3, 'x', '\n', 'y',
  RECORD (12, 16, 3), 0, 1, '=',
};

static DermagaDnsAnswer *
parse (const guint8 *bytes, gsize length, DermagaDnsType type)
{
  /* A copy of the exact size lets the sanitizers see a byte too far. */
  g_autofree guint8 *copy = g_memdup2 (bytes, length);

  return dermaga_dns_message_parse (copy, length, "mail.test", type);
}

static void
assert_status (const guint8 *bytes, gsize length, DermagaDnsType type, DermagaDnsStatus status)
{
  g_autoptr (DermagaDnsAnswer) answer = parse (bytes, length, type);

  g_assert_cmpint (answer->status, ==, status);
  if (status != DERMAGA_DNS_FOUND)
    g_assert_cmpuint (answer->addresses->len + answer->records->len + answer->texts->len, ==, 0);
}

static void
test_found (void)
{
  g_autoptr (DermagaDnsAnswer) aliased = parse (alias, sizeof alias, DERMAGA_DNS_A);
  g_autoptr (DermagaDnsAnswer) exchangers = parse (mx, sizeof mx, DERMAGA_DNS_MX);
  g_autoptr (DermagaDnsAnswer) services = parse (srv, sizeof srv, DERMAGA_DNS_SRV);
  const DermagaDnsRecord *record;

  assert_status (address, sizeof address, DERMAGA_DNS_A, DERMAGA_DNS_FOUND);
  g_assert_cmpuint (aliased->addresses->len, ==, 2);
  g_assert_cmpuint (exchangers->records->len, ==, 2);
  record = g_ptr_array_index (exchangers->records, 0);
  g_assert_cmpstr (record->target, ==, "a.test");
  g_assert_cmpuint (services->records->len, ==, 2);
  record = g_ptr_array_index (services->records, 1);
  g_assert_cmpstr (record->target, ==, "");
  g_assert_cmpuint (record->port, ==, 993);
}

static void
assert_text (const DermagaDnsAnswer *answer, guint index, const char *text)
{
  g_assert_cmpuint (answer->texts->len, >, index);
  g_assert_cmpstr (g_ptr_array_index (answer->texts, index), ==, text);
}

/* A reply with @count TXT records of @length octets each, in strings of at most 255. */
static GByteArray *
make_texts (guint count, guint length, char octet)
{
  static const guint8 head[] = { HEADER (0, 0), QUESTION (16) };
  GByteArray *reply = g_byte_array_new ();
  guint16 size = (guint16) (length + (length + 254) / 255);
  const guint8 record[] = { 0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, (guint8) (size >> 8),
                            (guint8) size };

  g_byte_array_append (reply, head, sizeof head);
  reply->data[7] = (guint8) count;
  for (guint i = 0; i < count; i++)
    {
      g_byte_array_append (reply, record, sizeof record);
      for (guint left = length; left > 0; left -= MIN (left, 255))
        {
          guint8 part = (guint8) MIN (left, 255);
          g_autofree char *text = g_strnfill (part, octet);

          g_byte_array_append (reply, &part, 1);
          g_byte_array_append (reply, (const guint8 *) text, part);
        }
    }
  return reply;
}

static void
test_texts (void)
{
  g_autoptr (DermagaDnsAnswer) answer = parse (txt, sizeof txt, DERMAGA_DNS_TXT);

  g_assert_cmpint (answer->status, ==, DERMAGA_DNS_FOUND);
  g_assert_cmpuint (answer->texts->len, ==, 3);
  assert_text (answer, 0, "abc");
  assert_text (answer, 1, "");
  assert_text (answer, 2, "=");
}

/* What is too long or no text is left out, and of many records the first count. */
static void
test_text_bounds (void)
{
  static const struct {
    guint count;
    guint length;
    char octet;
    guint kept;
  } cases[] = {
    { 1, 4000, 'x', 1 },  { 1, 4080, 'x', 1 }, { 1, 5000, 'x', 0 },    { 1, 60000, 'x', 0 },
    { 100, 300, 'x', 32 }, { 1, 9, '\0', 0 },   { 1, 9, '\xc3', 0 }, { 1, 9, '\x7f', 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) reply = make_texts (cases[i].count, cases[i].length, cases[i].octet);
      g_autoptr (DermagaDnsAnswer) answer = parse (reply->data, reply->len, DERMAGA_DNS_TXT);

      g_assert_cmpuint (answer->texts->len, ==, cases[i].kept);
      g_assert_cmpint (answer->status, ==, cases[i].kept > 0 ? DERMAGA_DNS_FOUND
                                                              : DERMAGA_DNS_NODATA);
      if (cases[i].kept > 0)
        g_assert_cmpuint (strlen (g_ptr_array_index (answer->texts, 0)), ==, cases[i].length);
    }
}

/* Whatever is missing at the end, what is left is no answer. */
static void
test_cut_off (void)
{
  for (gsize length = 0; length < sizeof address; length++)
    assert_status (address, length, DERMAGA_DNS_A, DERMAGA_DNS_SERVFAIL);
  for (gsize length = 0; length < sizeof alias; length++)
    assert_status (alias, length, DERMAGA_DNS_A, DERMAGA_DNS_SERVFAIL);
  for (gsize length = 0; length < sizeof mx; length++)
    assert_status (mx, length, DERMAGA_DNS_MX, DERMAGA_DNS_SERVFAIL);
  for (gsize length = 0; length < sizeof srv; length++)
    assert_status (srv, length, DERMAGA_DNS_SRV, DERMAGA_DNS_SERVFAIL);
  for (gsize length = 0; length < sizeof txt; length++)
    assert_status (txt, length, DERMAGA_DNS_TXT, DERMAGA_DNS_SERVFAIL);
}

static void
test_rcodes (void)
{
  guint8 bytes[sizeof address];

  for (guint8 rcode = 1; rcode < 16; rcode++)
    {
      memcpy (bytes, address, sizeof bytes);
      bytes[3] = 0x80 | rcode;
      assert_status (bytes, sizeof bytes, DERMAGA_DNS_A,
                     rcode == 3 ? DERMAGA_DNS_NXDOMAIN : DERMAGA_DNS_SERVFAIL);
    }
}

static void
test_nonsense (void)
{
  static const guint8 no_question[] = { 0x12, 0x34, 0x81, 0x80, 0, 0, 0, 1, 0, 0, 0, 0,
                                        0, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1 };
  static const guint8 short_address[] = { HEADER (0, 1), QUESTION (1), RECORD (12, 1, 3), 192, 0,
                                          2 };
  static const guint8 pointer_loop[] = { HEADER (0, 1), QUESTION (1), RECORD (27, 1, 4), 192, 0, 2,
                                         1 };
  static const guint8 trailing[] = { HEADER (0, 1), QUESTION (15), RECORD (12, 15, 5), 0, 1, 0, 0,
                                     0 };
  static const guint8 other_owner[] = { HEADER (0, 1), QUESTION (1), RECORD (17, 1, 4), 192, 0, 2,
                                        1 };
  static const guint8 long_text[] = { HEADER (0, 1), QUESTION (16), RECORD (12, 16, 3), 3, 'a',
                                      'b' };
  static const guint8 second_text[] = { HEADER (0, 1), QUESTION (16), RECORD (12, 16, 4), 1, 'a',
                                        2, 'b' };
  static const guint8 none[] = { HEADER (0, 0), QUESTION (1) };

  assert_status (no_question, sizeof no_question, DERMAGA_DNS_A, DERMAGA_DNS_SERVFAIL);
  assert_status (short_address, sizeof short_address, DERMAGA_DNS_A, DERMAGA_DNS_SERVFAIL);
  assert_status (pointer_loop, sizeof pointer_loop, DERMAGA_DNS_A, DERMAGA_DNS_SERVFAIL);
  assert_status (trailing, sizeof trailing, DERMAGA_DNS_MX, DERMAGA_DNS_SERVFAIL);
  assert_status (long_text, sizeof long_text, DERMAGA_DNS_TXT, DERMAGA_DNS_SERVFAIL);
  assert_status (second_text, sizeof second_text, DERMAGA_DNS_TXT, DERMAGA_DNS_SERVFAIL);
  assert_status (other_owner, sizeof other_owner, DERMAGA_DNS_A, DERMAGA_DNS_NODATA);
  assert_status (none, sizeof none, DERMAGA_DNS_A, DERMAGA_DNS_NODATA);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dns-message/found", test_found);
  g_test_add_func ("/dns-message/texts", test_texts);
  g_test_add_func ("/dns-message/text-bounds", test_text_bounds);
  g_test_add_func ("/dns-message/cut-off", test_cut_off);
  g_test_add_func ("/dns-message/rcodes", test_rcodes);
  g_test_add_func ("/dns-message/nonsense", test_nonsense);
  return g_test_run ();
}
