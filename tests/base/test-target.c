#include "base/dermaga-target.h"

#include <string.h>

/* A line of the longest input is no TAP any more: meson reads lines of at most 64 KiB. */
static void
tell (const char *what, const char *input)
{
  g_autofree char *begin = g_strndup (input, 300);
  g_autofree char *shown = g_strescape (begin, NULL);

  g_test_message ("%s \"%s\"%s", what, shown, strlen (input) > 300 ? "..." : "");
}

static void
check (const char *input, const char *domain, const char *display, const char *email)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaTarget) target = dermaga_target_parse (input, &error);

  tell ("understands", input);
  g_assert_no_error (error);
  g_assert_nonnull (target);
  g_assert_cmpstr (target->domain, ==, domain);
  g_assert_cmpstr (target->display_domain, ==, display);
  g_assert_cmpstr (target->email, ==, email);
  g_assert_cmpint (target->local_part != NULL, ==, email != NULL);
  g_assert_true (dermaga_host_is_valid (target->domain));
  if (email != NULL)
    g_assert_true (dermaga_email_is_valid (target->email));
}

static void
refuse (const char *input, DermagaTargetError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DermagaTarget) target = dermaga_target_parse (input, &error);

  tell ("refuses", input);
  g_assert_error (error, DERMAGA_TARGET_ERROR, (int) code);
  g_assert_null (target);
}

static void
test_domains (void)
{
  check ("example.com", "example.com", "example.com", NULL);
  check ("  EXAMPLE.Com.\n", "example.com", "example.com", NULL);
  check ("\xc2\xa0" "example.com\xe3\x80\x80", "example.com", "example.com", NULL);
  check ("a.b-c.example", "a.b-c.example", "a.b-c.example", NULL);
  check ("3com.example", "3com.example", "3com.example", NULL);
  check ("@example.com", "example.com", "example.com", NULL);
  check ("www.example.com", "example.com", "example.com", NULL);
  check ("www.example", "www.example", "www.example", NULL);
  check ("<example.com>", "example.com", "example.com", NULL);
}

static void
test_urls (void)
{
  check ("https://www.Example.com/a?b#c", "example.com", "example.com", NULL);
  check ("http://user:secret@mail.example.com:8080/", "mail.example.com", "mail.example.com", NULL);
  check ("imaps://mail.example.com", "mail.example.com", "mail.example.com", NULL);
  check ("example.com/contact", "example.com", "example.com", NULL);
  check ("example.com:993", "example.com", "example.com", NULL);
  check ("https://contoh.рф./", "contoh.xn--p1ai", "contoh.рф", NULL);
  refuse ("https://", DERMAGA_TARGET_ERROR_NO_DOMAIN);
  refuse ("https:///path", DERMAGA_TARGET_ERROR_NO_DOMAIN);
  refuse ("https://localhost/", DERMAGA_TARGET_ERROR_NO_DOMAIN);
  refuse ("https://[2001:db8::1]:993/", DERMAGA_TARGET_ERROR_IP_ADDRESS);
  refuse ("https://192.0.2.1:25/", DERMAGA_TARGET_ERROR_IP_ADDRESS);
  refuse ("https://ex%41mple.com/", DERMAGA_TARGET_ERROR_BAD_DOMAIN);
  refuse ("https://example.com:imap/", DERMAGA_TARGET_ERROR_BAD_DOMAIN);
  refuse ("smtp:example.com", DERMAGA_TARGET_ERROR_BAD_DOMAIN);
}

static void
test_addresses (void)
{
  check ("budi@example.com", "example.com", "example.com", "budi@example.com");
  check ("Budi.Santoso+x@EXAMPLE.com.", "example.com", "example.com",
         "Budi.Santoso+x@example.com");
  check ("Budi S. <budi@example.com>", "example.com", "example.com", "budi@example.com");
  check ("\"S., Budi\" < budi@example.com > ", "example.com", "example.com", "budi@example.com");
  check ("mailto:budi@example.com?subject=a%20b", "example.com", "example.com",
         "budi@example.com");
  check ("MAILTO:budi%2Bx@example.com", "example.com", "example.com", "budi+x@example.com");
  check ("o'neil%a!#$&*-/=?^_`{|}~@example.com", "example.com", "example.com",
         "o'neil%a!#$&*-/=?^_`{|}~@example.com");
  check ("jõhn@contoh.рф", "contoh.xn--p1ai", "contoh.рф", "jõhn@contoh.xn--p1ai");
  check ("jo\xcc\x83hn@example.com", "example.com", "example.com", "jõhn@example.com");

  refuse ("@", DERMAGA_TARGET_ERROR_NO_DOMAIN);
  refuse ("budi@", DERMAGA_TARGET_ERROR_NO_DOMAIN);
  refuse ("budi@localhost", DERMAGA_TARGET_ERROR_NO_DOMAIN);
  refuse ("a@b@example.com", DERMAGA_TARGET_ERROR_BAD_LOCAL);
  refuse ("mailto:a%40b@example.com", DERMAGA_TARGET_ERROR_BAD_LOCAL);
  refuse ("\"budi\"@example.com", DERMAGA_TARGET_ERROR_BAD_LOCAL);
  refuse (".budi@example.com", DERMAGA_TARGET_ERROR_BAD_LOCAL);
  refuse ("budi.@example.com", DERMAGA_TARGET_ERROR_BAD_LOCAL);
  refuse ("bu..di@example.com", DERMAGA_TARGET_ERROR_BAD_LOCAL);
  refuse ("a\\b@example.com", DERMAGA_TARGET_ERROR_BAD_LOCAL);
  refuse ("a,b@example.com", DERMAGA_TARGET_ERROR_BAD_LOCAL);
  refuse ("☃@example.com", DERMAGA_TARGET_ERROR_BAD_LOCAL);
  refuse ("A <a@example.com>, B <b@example.com>", DERMAGA_TARGET_ERROR_BAD_LOCAL);
  refuse ("A <a@example.com", DERMAGA_TARGET_ERROR_BAD_LOCAL);
  refuse ("A <a@example.com> x", DERMAGA_TARGET_ERROR_BAD_LOCAL);
  refuse ("A <>", DERMAGA_TARGET_ERROR_EMPTY);
  refuse ("mailto:", DERMAGA_TARGET_ERROR_EMPTY);
  refuse ("mailto:a%20b@example.com", DERMAGA_TARGET_ERROR_SPACE);
  refuse ("mailto:a%00b@example.com", DERMAGA_TARGET_ERROR_CONTROL);
  refuse ("mailto:a%1bb@example.com", DERMAGA_TARGET_ERROR_CONTROL);
  refuse ("mailto:a%zzb@example.com", DERMAGA_TARGET_ERROR_CONTROL);
  refuse ("budi@[192.0.2.1]", DERMAGA_TARGET_ERROR_IP_ADDRESS);
}

static void
test_bad_domains (void)
{
  refuse ("", DERMAGA_TARGET_ERROR_EMPTY);
  refuse (" \t\r\n", DERMAGA_TARGET_ERROR_EMPTY);
  refuse ("\xe3\x80\x80", DERMAGA_TARGET_ERROR_EMPTY);
  refuse (".", DERMAGA_TARGET_ERROR_NO_DOMAIN);
  refuse ("localhost", DERMAGA_TARGET_ERROR_NO_DOMAIN);
  refuse ("com.", DERMAGA_TARGET_ERROR_NO_DOMAIN);
  refuse ("..", DERMAGA_TARGET_ERROR_BAD_DOMAIN);
  refuse (".example.com", DERMAGA_TARGET_ERROR_BAD_DOMAIN);
  refuse ("example..com", DERMAGA_TARGET_ERROR_BAD_DOMAIN);
  refuse ("example.com..", DERMAGA_TARGET_ERROR_BAD_DOMAIN);
  refuse ("-example.com", DERMAGA_TARGET_ERROR_BAD_DOMAIN);
  refuse ("example-.com", DERMAGA_TARGET_ERROR_BAD_DOMAIN);
  refuse ("exa_mple.com", DERMAGA_TARGET_ERROR_BAD_DOMAIN);
  refuse ("*.example.com", DERMAGA_TARGET_ERROR_BAD_DOMAIN);
  refuse ("\"example.com\"", DERMAGA_TARGET_ERROR_BAD_DOMAIN);
  refuse ("'example.com'", DERMAGA_TARGET_ERROR_BAD_DOMAIN);
  refuse ("example.com;reboot", DERMAGA_TARGET_ERROR_BAD_DOMAIN);
  refuse ("$(id).com", DERMAGA_TARGET_ERROR_BAD_DOMAIN);
  refuse ("ex℀mple.com", DERMAGA_TARGET_ERROR_BAD_DOMAIN);
  refuse ("example.123", DERMAGA_TARGET_ERROR_BAD_DOMAIN);
  refuse ("127.1", DERMAGA_TARGET_ERROR_BAD_DOMAIN);
  refuse ("127.0x1", DERMAGA_TARGET_ERROR_BAD_DOMAIN);
  refuse ("two words.com", DERMAGA_TARGET_ERROR_SPACE);
  refuse ("example.com\nexample.org", DERMAGA_TARGET_ERROR_SPACE);
  refuse ("example.com mail", DERMAGA_TARGET_ERROR_SPACE);
}

static void
test_addresses_of_machines (void)
{
  refuse ("192.0.2.1", DERMAGA_TARGET_ERROR_IP_ADDRESS);
  refuse ("192.0.2.1:25", DERMAGA_TARGET_ERROR_IP_ADDRESS);
  refuse ("2001:db8::1", DERMAGA_TARGET_ERROR_IP_ADDRESS);
  refuse ("::1", DERMAGA_TARGET_ERROR_IP_ADDRESS);
  refuse ("[::1]", DERMAGA_TARGET_ERROR_IP_ADDRESS);
  refuse ("fe80::1%eth0", DERMAGA_TARGET_ERROR_IP_ADDRESS);
  refuse ("１２７.0.0.1", DERMAGA_TARGET_ERROR_IP_ADDRESS);
}

static void
test_hidden (void)
{
  static const char *const hidden[] = {
    "\x01", "\x1b[31m", "\x7f", "\xc2\x85", "\xc2\xad", "\xe2\x80\x8b", "\xe2\x80\x8d",
    "\xe2\x80\x8e", "\xe2\x80\xae", "\xe2\x81\xa6", "\xef\xbb\xbf", "\xef\xb8\x8f",
    "\xe3\x85\xa4", "\xe1\x85\x9f", "\xcd\x8f", "\xf3\xa0\x81\x81", "\xef\xbf\xbe", "\xee\x80\x80",
    "\xff", "\xc3", "\xed\xa0\x80", "\xc0\xae",
  };

  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    {
      g_autofree char *inside = g_strconcat ("exam", hidden[i], "ple.com", NULL);
      g_autofree char *before = g_strconcat (hidden[i], "example.com", NULL);
      g_autofree char *local = g_strconcat ("bu", hidden[i], "di@example.com", NULL);
      g_autofree char *name = g_strconcat (hidden[i], " <budi@example.com>", NULL);
      g_autofree char *email = g_strconcat ("bu", hidden[i], "di@example.com", NULL);

      refuse (inside, DERMAGA_TARGET_ERROR_CONTROL);
      refuse (before, DERMAGA_TARGET_ERROR_CONTROL);
      refuse (local, DERMAGA_TARGET_ERROR_CONTROL);
      refuse (name, DERMAGA_TARGET_ERROR_CONTROL);
      g_assert_false (dermaga_email_is_valid (email));
    }
}

/* "prefix" + @length times "a" + "suffix" */
static char *
stretched (const char *prefix, gsize length, const char *suffix)
{
  g_autofree char *middle = g_strnfill (length, 'a');

  return g_strconcat (prefix, middle, suffix, NULL);
}

static char *
labels (guint count, gsize length, const char *suffix)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *label = g_strnfill (length, 'a');

      g_string_append_printf (text, "%s.", label);
    }
  g_string_append (text, suffix);
  return g_string_free (text, FALSE);
}

static void
test_lengths (void)
{
  g_autofree char *three_hundred = stretched ("", 300, "");
  g_autofree char *many = stretched ("", 100000, ".com");
  g_autofree char *label_63 = stretched ("", 63, ".com");
  g_autofree char *label_64 = stretched ("", 64, ".com");
  g_autofree char *long_idn = stretched ("п", 62, ".com");
  g_autofree char *domain_253 = labels (4, 61, "aaaaa");
  g_autofree char *domain_253_dot = labels (4, 61, "aaaaa.");
  g_autofree char *domain_254 = labels (4, 61, "aaaaaa");
  g_autofree char *long_url = stretched ("https://example.com/", 1000, "");

  refuse (three_hundred, DERMAGA_TARGET_ERROR_TOO_LONG);
  refuse (many, DERMAGA_TARGET_ERROR_TOO_LONG);
  check (label_63, label_63, label_63, NULL);
  refuse (label_64, DERMAGA_TARGET_ERROR_BAD_DOMAIN);
  refuse (long_idn, DERMAGA_TARGET_ERROR_BAD_DOMAIN);
  g_assert_cmpuint (strlen (domain_253), ==, 253);
  check (domain_253, domain_253, domain_253, NULL);
  check (domain_253_dot, domain_253, domain_253, NULL);
  refuse (domain_254, DERMAGA_TARGET_ERROR_TOO_LONG);
  check (long_url, "example.com", "example.com", NULL);
}

static void
test_address_lengths (void)
{
  g_autofree char *domain_189 = labels (3, 61, "com");
  g_autofree char *local_64 = stretched ("", 64, "@example.com");
  g_autofree char *local_65 = stretched ("", 65, "@example.com");
  g_autofree char *local = g_strnfill (64, 'a');
  g_autofree char *address_254 = g_strconcat (local, "@", domain_189, NULL);
  g_autofree char *address_255 = g_strconcat (address_254, "m", NULL);

  check (local_64, "example.com", "example.com", local_64);
  refuse (local_65, DERMAGA_TARGET_ERROR_TOO_LONG);
  g_assert_false (dermaga_email_is_valid (local_65));
  g_assert_cmpuint (strlen (address_254), ==, 254);
  check (address_254, domain_189, domain_189, address_254);
  refuse (address_255, DERMAGA_TARGET_ERROR_TOO_LONG);
  g_assert_false (dermaga_email_is_valid (address_255));
}

static void
test_display (void)
{
  /* Honest names are shown as their owners write them. */
  check ("пример.рф", "xn--e1afmkfd.xn--p1ai", "пример.рф", NULL);
  check ("bücher.example", "xn--bcher-kva.example", "bücher.example", NULL);
  check ("xn--bcher-kva.example", "xn--bcher-kva.example", "bücher.example", NULL);
  check ("例え。テスト", "xn--r8jz45g.xn--zckzah", "例え.テスト", NULL);
  check ("हिन्दी.example", "xn--j2bd4cyah0f.example", "हिन्दी.example", NULL);
  /* Mixed scripts, whole-label imitations, symbols and broken Punycode stay ASCII. */
  check ("pаypal.example", "xn--pypal-4ve.example", "xn--pypal-4ve.example", NULL);
  check ("аррӏе.com", "xn--80ak6aa92e.com", "xn--80ak6aa92e.com", NULL);
  check ("a⁄b.com", "xn--ab-c6t.com", "xn--ab-c6t.com", NULL);
  check ("💩.la", "xn--ls8h.la", "xn--ls8h.la", NULL);
  check ("xn--0.com", "xn--0.com", "xn--0.com", NULL);
}

static void
check_host (const char *input, const char *host)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *parsed = dermaga_host_parse (input, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (parsed, ==, host);
}

static void
refuse_host (const char *input, DermagaTargetError code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *parsed = dermaga_host_parse (input, &error);

  g_assert_error (error, DERMAGA_TARGET_ERROR, (int) code);
  g_assert_null (parsed);
}

static void
test_hosts (void)
{
  check_host ("mail", "mail");
  check_host (" Mail.Example.COM. ", "mail.example.com");
  check_host ("www.example.com", "www.example.com");
  check_host ("surel.contoh.рф", "surel.contoh.xn--p1ai");
  refuse_host ("", DERMAGA_TARGET_ERROR_EMPTY);
  refuse_host (".", DERMAGA_TARGET_ERROR_NO_DOMAIN);
  refuse_host ("a b", DERMAGA_TARGET_ERROR_SPACE);
  refuse_host ("a\x02", DERMAGA_TARGET_ERROR_CONTROL);
  refuse_host ("mail.example.com:993", DERMAGA_TARGET_ERROR_BAD_DOMAIN);
  refuse_host ("imaps://mail.example.com", DERMAGA_TARGET_ERROR_BAD_DOMAIN);
  refuse_host ("budi@example.com", DERMAGA_TARGET_ERROR_BAD_DOMAIN);
  refuse_host ("mail_1.example.com", DERMAGA_TARGET_ERROR_BAD_DOMAIN);
  refuse_host ("2130706433", DERMAGA_TARGET_ERROR_BAD_DOMAIN);
  refuse_host ("192.0.2.1", DERMAGA_TARGET_ERROR_IP_ADDRESS);
  refuse_host ("::1", DERMAGA_TARGET_ERROR_IP_ADDRESS);

  g_assert_true (dermaga_host_is_valid ("a"));
  g_assert_true (dermaga_host_is_valid ("xn--p1ai"));
  g_assert_false (dermaga_host_is_valid (NULL));
  g_assert_false (dermaga_host_is_valid (""));
  g_assert_false (dermaga_host_is_valid ("example.com."));
  g_assert_false (dermaga_host_is_valid ("contoh.рф"));
  g_assert_false (dermaga_host_is_valid ("192.0.2.1"));
  g_assert_false (dermaga_host_is_valid ("a b"));
  g_assert_false (dermaga_host_is_valid ("example.com\n"));
}

static void
test_contains (void)
{
  g_assert_true (dermaga_domain_contains ("example.com", "example.com"));
  g_assert_true (dermaga_domain_contains ("example.com", "mail.example.com"));
  g_assert_false (dermaga_domain_contains ("example.com", "badexample.com"));
  g_assert_false (dermaga_domain_contains ("example.com", "com"));
  g_assert_false (dermaga_domain_contains ("mail.example.com", "example.com"));
  g_assert_false (dermaga_domain_contains ("example.com", "example.com.evil.example"));
  g_assert_false (dermaga_domain_contains ("", "example.com"));
}

static void
test_email (void)
{
  static const char *const good[] = { "a@b.example", "o'neil+tag%x@b.example", "jõhn@b.example",
                                      "用户@b.example", "a.b.c@xn--p1ai.example" };
  static const char *const bad[] = {
    "", "@", "a", "a@", "@b.example", "a@b", "a@b.example.", "a@@b.example", "a@b@c.example",
    "\"a\"@b.example", "a\"b@c.example", "<a@b.example>", "a b@c.example", "a@b .example",
    "a\n@b.example", "a@b.example\n", "a\\b@c.example", "a(b)@c.example", "a,b@c.example",
    "a;b@c.example", "a:b@c.example", "a[b]@c.example", ".a@b.example", "a.@b.example",
    "a..b@c.example", "a@[192.0.2.1]", "a@192.0.2.1", "a@contoh.рф", "a\u00a0b@c.example",
    "a\xff@b.example", "☃@b.example", "a@-b.example",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (dermaga_email_is_valid (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (dermaga_email_is_valid (bad[i]));
  g_assert_false (dermaga_email_is_valid (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/target/domains", test_domains);
  g_test_add_func ("/target/urls", test_urls);
  g_test_add_func ("/target/addresses", test_addresses);
  g_test_add_func ("/target/bad-domains", test_bad_domains);
  g_test_add_func ("/target/ip", test_addresses_of_machines);
  g_test_add_func ("/target/hidden", test_hidden);
  g_test_add_func ("/target/lengths", test_lengths);
  g_test_add_func ("/target/address-lengths", test_address_lengths);
  g_test_add_func ("/target/display", test_display);
  g_test_add_func ("/target/hosts", test_hosts);
  g_test_add_func ("/target/contains", test_contains);
  g_test_add_func ("/target/email", test_email);
  return g_test_run ();
}
