#include "config.h"

#include "cli/publish-files.h"

#include "base/dermaga-file.h"
#include "cli/options.h"
#include "model/dermaga-pacc-digest.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define XML_NAME "config-v1.1.xml"
#define PACC_NAME "user-agent-configuration.json"
#define ZONE_NAME "records.zone"

static const char *const names[] = { XML_NAME, PACC_NAME, ZONE_NAME };

static void
file_free (DermagaPublishFile *file)
{
  g_clear_pointer (&file->contents, g_bytes_unref);
  g_free (file->reason);
  g_free (file->path);
  g_free (file);
}

/* Takes @contents and @error. */
static DermagaPublishFile *
add_file (GPtrArray *files, const char *name, GBytes *contents, GError *error)
{
  DermagaPublishFile *file = g_new0 (DermagaPublishFile, 1);

  file->name = name;
  file->contents = contents;
  if (contents == NULL && g_str_equal (name, PACC_NAME)
      && g_error_matches (error, DERMAGA_SETTINGS_ERROR, DERMAGA_SETTINGS_ERROR_FORMAT))
    file->reason = g_strdup (_("This kind of file can name servers only where they are encrypted "
                               "from the start on the usual ports, for receiving and for sending, "
                               "and take the full email address as user name."));
  else if (contents == NULL)
    file->reason = dermaga_explain_error (error);
  g_clear_error (&error);
  g_ptr_array_add (files, file);
  return file;
}

GPtrArray *
dermaga_publish_files_new (const DermagaPublication *publication)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) file_free);
  GError *error = NULL;
  GBytes *contents = dermaga_publish_xml (publication, &error);
  const DermagaPublishFile *pacc;
  g_autofree char *digest = NULL;

  add_file (files, XML_NAME, contents, g_steal_pointer (&error));
  contents = dermaga_publish_pacc (publication, &error);
  pacc = add_file (files, PACC_NAME, contents, g_steal_pointer (&error));
  if (pacc->contents != NULL)
    digest = dermaga_pacc_digest_record (pacc->contents);
  contents = dermaga_publish_zone (publication, digest, &error);
  add_file (files, ZONE_NAME, contents, g_steal_pointer (&error));
  return files;
}

static gboolean
complain_about (const char *path, const char *sentence)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *both = g_strdup_printf ("%s: %s", shown, sentence);

  dermaga_complain (both);
  return FALSE;
}

gboolean
dermaga_publish_files_check (const char *directory, gboolean force)
{
  if (directory == NULL || !g_file_test (directory, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!g_file_test (directory, G_FILE_TEST_IS_DIR))
    return complain_about (directory, _("This is a file; --output needs a folder."));
  for (guint i = 0; i < G_N_ELEMENTS (names) && !force; i++)
    {
      g_autofree char *path = g_build_filename (directory, names[i], NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        return complain_about (path, _("The file exists already; --force replaces it."));
    }
  return TRUE;
}

gboolean
dermaga_publish_files_write (GPtrArray *files, const char *directory, gboolean force)
{
  if (g_mkdir (directory, 0755) != 0 && errno != EEXIST)
    return complain_about (directory, g_strerror (errno));
  for (guint i = 0; i < files->len; i++)
    {
      DermagaPublishFile *file = files->pdata[i];
      g_autoptr (GError) error = NULL;
      g_autofree char *path = g_build_filename (directory, file->name, NULL);
      g_autofree char *sentence = NULL;

      if (file->contents == NULL)
        continue;
      if (!dermaga_file_save_public (path, file->contents, force, &error))
        {
          sentence = dermaga_explain_error (error);
          return complain_about (path, sentence);
        }
      file->path = g_steal_pointer (&path);
    }
  return TRUE;
}

char *
dermaga_publish_file_explain_place (const DermagaPublishFile *file, const char *domain)
{
  g_autofree char *place = NULL;

  if (g_str_equal (file->name, ZONE_NAME))
    /* Translators: %s is a domain, such as example.com. */
    return g_strdup_printf (_("Add these lines to the zone of %s in your DNS; a DNS provider’s web "
                              "form takes the same values."),
                            domain);
  if (g_str_equal (file->name, PACC_NAME))
    {
      /* Translators: %s is a domain, such as example.com. */
      place = g_strdup_printf (_("Put the file on a web server, so that it is found at "
                                 "https://ua-auto-config.%s/.well-known/"
                                 "user-agent-configuration.json."),
                               domain);
      return g_strjoin ("\n", place,
                        _("Do not change it: the last record in records.zone confirms it to the "
                          "byte."),
                        NULL);
    }
  /* Translators: both %s are the domain, such as example.com. */
  place = g_strdup_printf (_("Put the file on the web server of the domain, so that it is "
                             "found at https://autoconfig.%s/mail/config-v1.1.xml or at "
                             "https://%s/.well-known/autoconfig/mail/config-v1.1.xml."),
                           domain, domain);
  return g_strjoin ("\n", place,
                    _("Let the web server send it as text/xml; with Apache, the line “AddType "
                      "text/xml .xml” in .htaccess does it."),
                    NULL);
}
