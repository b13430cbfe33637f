/*
 * Writes an export for the tests with real programs, and prints what to do with it:
 *
 *   render-export FORMAT FILE EMAIL NAME IN-PROTOCOL IN-HOST IN-PORT IN-SECURITY IN-USER
 *                 OUT-HOST OUT-PORT OUT-SECURITY OUT-USER
 */
#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "export/dermaga-format.h"

static DermagaServer *
server_from_words (const char *protocol, char **words)
{
  DermagaProtocol protocol_value;
  DermagaSecurity security;
  guint64 port = g_ascii_strtoull (words[1], NULL, 10);

  if (!dermaga_protocol_from_string (protocol, &protocol_value)
      || !dermaga_security_from_string (words[2], &security) || port > G_MAXUINT16)
    {
      g_printerr ("render-export: unknown word in %s %s %s\n", protocol, words[1], words[2]);
      exit (2);
    }
  return dermaga_server_new (protocol_value, words[0], port, security, words[3]);
}

int
main (int argc, char **argv)
{
  g_autoptr (DermagaSettings) settings = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *steps = NULL;
  const DermagaFormat *format = argc > 1 ? dermaga_format_find (argv[1]) : NULL;

  setlocale (LC_ALL, "");
  if (argc != 14 || format == NULL)
    {
      g_printerr ("render-export: wrong use\n");
      return 2;
    }
  settings = dermaga_settings_new (argv[3], argv[4]);
  settings->incoming = server_from_words (argv[5], argv + 6);
  settings->outgoing = server_from_words ("smtp", argv + 10);
  settings->accept_insecure = settings->outgoing->security == DERMAGA_SECURITY_NONE
                              || settings->incoming->security == DERMAGA_SECURITY_NONE;
  bytes = dermaga_format_render (format, settings, &error);
  if (bytes == NULL
      || !g_file_set_contents (argv[2], g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                               &error))
    {
      g_printerr ("render-export: %s\n", error->message);
      return 1;
    }
  steps = dermaga_format_next_steps (format, settings);
  g_print ("%s\n", steps);
  return 0;
}
