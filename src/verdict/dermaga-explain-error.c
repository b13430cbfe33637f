#include "config.h"

#include "verdict/dermaga-words.h"

#include <glib/gi18n.h>

#include "base/dermaga-text.h"
#include "model/dermaga-json.h"
#include "model/dermaga-provider-config.h"
#include "tls/dermaga-tls-context.h"

#define MAX_MESSAGE 300

static const char *
explain_target (DermagaTargetError code)
{
  switch (code)
    {
    case DERMAGA_TARGET_ERROR_EMPTY:
      return _("Type your email address or your provider’s domain, such as example.com.");
    case DERMAGA_TARGET_ERROR_TOO_LONG:
      return _("This is too long for an email address or a domain.");
    case DERMAGA_TARGET_ERROR_CONTROL:
      return _("There are invisible or forbidden characters in it. Type it by hand instead of "
               "pasting it.");
    case DERMAGA_TARGET_ERROR_SPACE:
      return _("There is a space in it. Email addresses and domains have no spaces.");
    case DERMAGA_TARGET_ERROR_NO_DOMAIN:
      return _("The domain is missing or incomplete. It looks like example.com.");
    case DERMAGA_TARGET_ERROR_BAD_DOMAIN:
      return _("This is not a valid name. Names such as mail.example.com consist of letters, "
               "digits and hyphens, with dots between the parts.");
    case DERMAGA_TARGET_ERROR_BAD_LOCAL:
      return _("The part before the @ is not valid. An email address looks like name@example.com.");
    case DERMAGA_TARGET_ERROR_IP_ADDRESS:
      return _("This is an IP address. Type a name such as example.com: a server can prove only "
               "its name.");
    }
  return NULL;
}

static const char *
explain_settings (DermagaSettingsError code)
{
  switch (code)
    {
    case DERMAGA_SETTINGS_ERROR_EMAIL:
      return _("The email address is missing or not valid. It looks like name@example.com.");
    case DERMAGA_SETTINGS_ERROR_NAME:
      return _("Your name is too long or holds invisible characters.");
    case DERMAGA_SETTINGS_ERROR_HOST:
      return _("The server name is not valid.");
    case DERMAGA_SETTINGS_ERROR_PORT:
      return _("The port is not valid. Ports are numbers from 1 to 65535.");
    case DERMAGA_SETTINGS_ERROR_USER_NAME:
      return _("The user name is missing, too long or holds invisible characters.");
    case DERMAGA_SETTINGS_ERROR_INSECURE:
      return _("These settings are not encrypted: others could read your password, so they are not "
               "exported. Ask your provider for encrypted settings.");
    case DERMAGA_SETTINGS_ERROR_MISSING:
      return _("A server that this kind of file needs was not found.");
    case DERMAGA_SETTINGS_ERROR_FORMAT:
      return _("This kind of file cannot hold these settings.");
    }
  return NULL;
}

static const char *
explain_report (DermagaJsonError code)
{
  switch (code)
    {
    case DERMAGA_JSON_ERROR_SYNTAX:
      return _("The file is not a report of Dermaga, or it is damaged.");
    case DERMAGA_JSON_ERROR_SCHEMA:
      return _("The report was written by another version of Dermaga and cannot be read.");
    case DERMAGA_JSON_ERROR_VALUE:
      return _("The report holds a value that is not valid, so it is not used.");
    }
  return NULL;
}

static const char *
explain_config (DermagaConfigError code)
{
  switch (code)
    {
    case DERMAGA_CONFIG_ERROR_EMPTY:
      return _("The configuration file is empty.");
    case DERMAGA_CONFIG_ERROR_TOO_BIG:
      return _("The configuration file is far too large to be one.");
    case DERMAGA_CONFIG_ERROR_ENCODING:
      return _("The configuration file holds characters that do not fit its encoding. Save it as "
               "UTF-8.");
    case DERMAGA_CONFIG_ERROR_SYNTAX:
      return _("The configuration file is not well-formed XML or JSON, so mail programs ignore "
               "it.");
    case DERMAGA_CONFIG_ERROR_WEB_PAGE:
      return _("This is a web page, not a configuration file.");
    case DERMAGA_CONFIG_ERROR_DOCTYPE:
      return _("The configuration file declares a document type, which is not accepted. Remove the "
               "DOCTYPE at its beginning.");
    case DERMAGA_CONFIG_ERROR_DEPTH:
      return _("The contents of the configuration file are nested too deeply.");
    case DERMAGA_CONFIG_ERROR_KIND:
      return _("This is not a configuration file for mail programs. In XML it needs the element "
               "“clientConfig” with an “emailProvider” in it, in JSON the member “protocols”.");
    case DERMAGA_CONFIG_ERROR_NO_SERVER:
      return _("The configuration file names no mail server that can be used.");
    }
  return NULL;
}

static const char *
explain_tls (DermagaTlsError code)
{
  switch (code)
    {
    case DERMAGA_TLS_ERROR_CA_FILE:
      return _("The file with trusted certificates could not be read.");
    case DERMAGA_TLS_ERROR_CERTIFICATE:
      return _("The certificate or its key cannot be used.");
    case DERMAGA_TLS_ERROR_INTERNAL:
      return _("Encryption could not be set up on this computer.");
    }
  return NULL;
}

/* A few kinds of both domains mean the same to a person; the rest is told in the system's words. */

static gboolean
is_file_error (const GError *error, GFileError file_code, GIOErrorEnum io_code)
{
  return g_error_matches (error, G_FILE_ERROR, file_code)
         || g_error_matches (error, G_IO_ERROR, io_code);
}

static const char *
explain_file (const GError *error)
{
  if (is_file_error (error, G_FILE_ERROR_EXIST, G_IO_ERROR_EXISTS))
    return _("A file of this name is already there. Nothing was changed.");
  if (is_file_error (error, G_FILE_ERROR_NOENT, G_IO_ERROR_NOT_FOUND))
    return _("The file or its folder does not exist.");
  if (is_file_error (error, G_FILE_ERROR_ACCES, G_IO_ERROR_PERMISSION_DENIED)
      || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_PERM))
    return _("This file may not be read or written from your account. Choose another folder.");
  if (is_file_error (error, G_FILE_ERROR_ROFS, G_IO_ERROR_READ_ONLY))
    return _("Nothing can be written to this place. Choose another folder.");
  if (is_file_error (error, G_FILE_ERROR_NOSPC, G_IO_ERROR_NO_SPACE))
    return _("There is no space left for the file.");
  if (is_file_error (error, G_FILE_ERROR_ISDIR, G_IO_ERROR_IS_DIRECTORY))
    return _("This is a folder. Choose a file name.");
  if (is_file_error (error, G_FILE_ERROR_NOTDIR, G_IO_ERROR_NOT_DIRECTORY))
    return _("The folder does not exist. Choose another one.");
  if (is_file_error (error, G_FILE_ERROR_NAMETOOLONG, G_IO_ERROR_FILENAME_TOO_LONG))
    return _("The file name is too long.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return _("It was cancelled.");
  return NULL;
}

char *
dermaga_explain_error (const GError *error)
{
  const char *sentence;
  g_autofree char *message = NULL;

  if (error->domain == DERMAGA_TARGET_ERROR)
    sentence = explain_target (error->code);
  else if (error->domain == DERMAGA_SETTINGS_ERROR)
    sentence = explain_settings (error->code);
  else if (error->domain == DERMAGA_JSON_ERROR)
    sentence = explain_report (error->code);
  else if (error->domain == DERMAGA_CONFIG_ERROR)
    sentence = explain_config (error->code);
  else if (error->domain == DERMAGA_TLS_ERROR)
    sentence = explain_tls (error->code);
  else
    sentence = explain_file (error);
  if (sentence != NULL)
    return g_strdup (sentence);

  message = dermaga_text_make_safe (error->message, -1, MAX_MESSAGE);
  /* Translators: {message} comes from the operating system, in whichever language. */
  return dermaga_fill (_("It did not work. The system says: “{message}”."), "message", message,
                       NULL);
}
