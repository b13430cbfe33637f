#include "discover/dermaga-certificate-names.h"

#include <glib.h>

static void
check (const char *domain, const char *wanted, const char *first, ...)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_auto (GStrv) chosen = NULL;
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, first);
  for (const char *name = first; name != NULL; name = va_arg (arguments, const char *))
    g_ptr_array_add (names, (gpointer) name);
  va_end (arguments);
  g_ptr_array_add (names, NULL);
  chosen = dermaga_certificate_names_choose ((const char *const *) names->pdata, domain);
  text = g_strjoinv (" ", chosen);
  g_assert_cmpstr (text, ==, wanted);
}

static void
test_order (void)
{
  check ("contoh.id", "mail.hoster.com", "mail.hoster.com", NULL);
  check ("contoh.id", "surat.contoh.id imap.hoster.com hoster.com www.hoster.com", "hoster.com",
         "www.hoster.com", "imap.hoster.com", "a.hoster.com", "surat.contoh.id", NULL);
  check ("contoh.id", "a.example.net b.example.net c.example.net d.example.net", "a.example.net",
         "b.example.net", "A.Example.NET", "c.example.net", "d.example.net", "e.example.net", NULL);
  check ("contoh.id", "", NULL, NULL);
}

static void
test_hostile (void)
{
  check ("contoh.id", "", "*.hoster.com", "127.0.0.1", "2001:db8::1", "localhost", "printer", "",
         ".", "a..b", "-a.com", "a_b.com", "mail .com", "mail.com/x", "mail.com:25",
         "mäil.com", "\xff.com", "a.com.", "<b>.com", "$(id).com", "1.2.3.4.5.6", NULL);
  check ("contoh.id", "", "box.local", "mail.lan", "nas.home.arpa", "1.0.0.127.in-addr.arpa",
         "x.onion", "x.test", "x.example", "x.invalid", "a.localhost", "x.internal", "x.alt", NULL);
  /* Whoever has such a domain lives there. */
  check ("contoh.test", "mail.hoster.test", "mail.hoster.test", "mail.hoster.lan", NULL);
}

static void
test_many (void)
{
  const char *names[1001] = { NULL };
  g_autofree char *longest = g_strnfill (5000, 'a');
  g_auto (GStrv) chosen = NULL;

  for (guint i = 0; i < 1000; i++)
    names[i] = i % 2 == 0 ? longest : "mail.hoster.com";
  chosen = dermaga_certificate_names_choose (names, "contoh.id");
  g_assert_cmpuint (g_strv_length (chosen), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/certificate-names/order", test_order);
  g_test_add_func ("/certificate-names/hostile", test_hostile);
  g_test_add_func ("/certificate-names/many", test_many);
  return g_test_run ();
}
