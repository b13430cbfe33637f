#include "config.h"

#include "net/dermaga-hosts.h"

static const char hosts[] = "# comment mail.test\n"
                            "127.0.0.1\tlocalhost\n"
                            "::1 localhost ip6-localhost\n"
                            "192.0.2.1  Mail.Test alias # other.test\r\n"
                            "192.0.2.2 mail.test\n"
                            "nonsense bad.test\n"
                            "192.0.2.9";

static char *
look_up (const char *name, GSocketFamily family)
{
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GString) found = g_string_new (NULL);

  if (!dermaga_hosts_lookup (hosts, sizeof hosts - 1, name, family, addresses))
    {
      g_assert_cmpuint (addresses->len, ==, 0);
      return g_strdup ("not listed");
    }
  for (guint i = 0; i < addresses->len; i++)
    {
      g_autofree char *text = g_inet_address_to_string (g_ptr_array_index (addresses, i));

      g_string_append_printf (found, "%s%s", i > 0 ? " " : "", text);
    }
  return g_string_free (g_steal_pointer (&found), FALSE);
}

static void
assert_found (const char *name, GSocketFamily family, const char *expected)
{
  g_autofree char *found = look_up (name, family);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_lookup (void)
{
  assert_found ("localhost", G_SOCKET_FAMILY_IPV4, "127.0.0.1");
  assert_found ("LOCALHOST", G_SOCKET_FAMILY_IPV6, "::1");
  assert_found ("mail.test", G_SOCKET_FAMILY_IPV4, "192.0.2.1 192.0.2.2");
  assert_found ("mail.test", G_SOCKET_FAMILY_IPV6, "");
  assert_found ("alias", G_SOCKET_FAMILY_IPV4, "192.0.2.1");
  assert_found ("other.test", G_SOCKET_FAMILY_IPV4, "not listed");
  assert_found ("bad.test", G_SOCKET_FAMILY_IPV4, "not listed");
  assert_found ("il.test", G_SOCKET_FAMILY_IPV4, "not listed");
  assert_found ("192.0.2.9", G_SOCKET_FAMILY_IPV4, "not listed");
  assert_found ("", G_SOCKET_FAMILY_IPV4, "not listed");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hosts/lookup", test_lookup);
  return g_test_run ();
}
