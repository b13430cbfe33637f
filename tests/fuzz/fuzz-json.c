#include <stdint.h>

#include "base/dermaga-target.h"
#include "model/dermaga-json.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Whatever was read may go into a file as it is. */
static void
check_choice (const DermagaSavedChoice *choice, DermagaDirection direction)
{
  const DermagaServer *server = choice != NULL ? choice->server : NULL;

  if (server == NULL)
    return;
  g_assert_true (dermaga_protocol_get_direction (server->protocol) == direction);
  g_assert_true (dermaga_host_is_valid (server->host));
  g_assert_true (dermaga_user_name_is_valid (server->user_name));
  g_assert_true (server->security != DERMAGA_SECURITY_NONE);
  g_assert_cmpuint (server->port, >, 0);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (DermagaSavedChoice) incoming = NULL;
  g_autoptr (DermagaSavedChoice) outgoing = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *target = NULL;
  gboolean read = dermaga_json_read_recommendation ((const char *) data, (gssize) size, &target,
                                                    &incoming, &outgoing, &error);

  g_assert_true (read == (error == NULL));
  g_assert_true (read == (target != NULL));
  g_assert_true (read || (incoming == NULL && outgoing == NULL));
  check_choice (incoming, DERMAGA_DIRECTION_INCOMING);
  check_choice (outgoing, DERMAGA_DIRECTION_OUTGOING);
  return 0;
}
