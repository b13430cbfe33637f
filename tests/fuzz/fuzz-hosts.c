#include "config.h"

#include "fuzz.h"
#include "net/dermaga-hosts.h"

/* The name is not at the start of any line, so it is never taken for an address. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean listed = dermaga_hosts_lookup ((const char *) data, size, "mail.test",
                                          G_SOCKET_FAMILY_IPV4, addresses);

  g_assert_true (listed || addresses->len == 0);
  g_assert_cmpuint (addresses->len, <=, size / 16);
  for (guint i = 0; i < addresses->len; i++)
    g_assert_cmpint (g_inet_address_get_family (g_ptr_array_index (addresses, i)), ==,
                     G_SOCKET_FAMILY_IPV4);
  return 0;
}
