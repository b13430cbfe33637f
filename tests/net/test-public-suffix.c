#include "config.h"

#include "net/dermaga-public-suffix.h"

static void
test_base (void)
{
  static const struct
  {
    const char *host, *base;
  } cases[] = {
    { "mx1.mail.example.com", "example.com" }, { "example.com", "example.com" },
    { "mx.contoh.co.id", "contoh.co.id" },     { "mx.example.co.uk", "example.co.uk" },
    { "mx.mail.contoh.test", "contoh.test" },  { "co.id", NULL },
    { "com", NULL },                           { "localhost", NULL },
    { "192.0.2.1", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *base = dermaga_domain_get_base (cases[i].host);

      g_assert_cmpstr (base, ==, cases[i].base);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/public-suffix/base", test_base);
  return g_test_run ();
}
