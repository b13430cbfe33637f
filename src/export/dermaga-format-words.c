#include "config.h"

#include "export/dermaga-format-private.h"

#include <glib/gi18n.h>

#include "verdict/dermaga-words.h"

const char *
dermaga_audience_get_title (DermagaAudience audience)
{
  switch (audience)
    {
    case DERMAGA_AUDIENCE_THUNDERBIRD:
      return _("Thunderbird on this computer");
    case DERMAGA_AUDIENCE_WORDPRESS:
      return _("My WordPress site");
    case DERMAGA_AUDIENCE_PHONE:
      return _("My phone or tablet");
    case DERMAGA_AUDIENCE_DESKTOP:
      return _("Another mail program on this computer");
    case DERMAGA_AUDIENCE_TERMINAL:
      return _("A mail program in the terminal");
    case DERMAGA_AUDIENCE_WEB:
      return _("Another web application");
    case DERMAGA_AUDIENCE_SERVER:
      return _("A server that sends mail");
    case DERMAGA_AUDIENCE_DOMAIN:
      return _("Many computers, or a whole domain");
    case DERMAGA_AUDIENCE_BY_HAND:
      return _("Any program: settings to type in by hand");
    }
  g_assert_not_reached ();
}

static const char *const audiences[] = {
  "thunderbird", "wordpress", "phone", "desktop", "terminal", "web", "server", "domain", "by-hand",
};
G_STATIC_ASSERT (G_N_ELEMENTS (audiences) == DERMAGA_N_AUDIENCES);

const char *
dermaga_audience_to_string (DermagaAudience audience)
{
  return audiences[audience];
}

gboolean
dermaga_audience_from_string (const char *word, DermagaAudience *audience)
{
  for (guint i = 0; i < DERMAGA_N_AUDIENCES; i++)
    if (g_strcmp0 (word, audiences[i]) == 0)
      {
        *audience = i;
        return TRUE;
      }
  return FALSE;
}

const char *
dermaga_trait_to_string (DermagaFormatTraits trait)
{
  static const char *const words[] = {
    "starttls-not-demanded", "certificate-not-checked", "browser-sign-in", "binary",
    "either-language",
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (words) == DERMAGA_N_TRAITS);
  for (guint i = 0; i < DERMAGA_N_TRAITS; i++)
    if (trait == 1u << i)
      return words[i];
  g_return_val_if_reached (NULL);
}

const char *
dermaga_proof_to_string (DermagaProof proof)
{
  static const char *const words[] = { "tested", "read", "documented" };

  return words[proof];
}

char *
dermaga_format_dup_proof (const DermagaFormat *format)
{
  switch (format->proof)
    {
    case DERMAGA_PROOF_TESTED:
      /* Translators: {program} is a name and version: "msmtp 1.8.23" */
      return dermaga_fill (_("Tested: the real program ({program}) takes it and connects safely."),
                           "program", format->proved_with, NULL);
    case DERMAGA_PROOF_READ:
      return dermaga_fill (_("Partly tested: the real program ({program}) reads it as meant; it "
                             "was not tested that it connects."),
                           "program", format->proved_with, NULL);
    case DERMAGA_PROOF_DOCUMENTED:
      /* Translators: {program} is a name: "Outlook" */
      return dermaga_fill (_("Not tested: written by the documentation of {program}."), "program",
                           format->program, NULL);
    }
  g_assert_not_reached ();
}

char *
dermaga_format_dup_mark (const DermagaFormat *format)
{
  switch (format->proof)
    {
    case DERMAGA_PROOF_TESTED:
      /* Translators: {program} is a name and version: "msmtp 1.8.23" */
      return dermaga_fill (_("Tested with {program}"), "program", format->proved_with, NULL);
    case DERMAGA_PROOF_READ:
      return dermaga_fill (_("Partly tested with {program}"), "program", format->proved_with,
                           NULL);
    case DERMAGA_PROOF_DOCUMENTED:
      return g_strdup (_("Not tested"));
    }
  g_assert_not_reached ();
}

char **
dermaga_format_warnings (const DermagaFormat *format, const DermagaSettings *settings)
{
  g_autoptr (GStrvBuilder) warnings = g_strv_builder_new ();
  guint dangers = dermaga_format_find_dangers (format, settings);
  g_autofree char *not_demanded = NULL;
  g_autofree char *not_checked = NULL;
  g_autofree char *browser = NULL;

  if ((dangers & DERMAGA_DANGER_INSECURE) != 0)
    g_strv_builder_add (warnings, _("Warning: these settings send the password and all mail "
                                    "without encryption."));
  if ((dangers & DERMAGA_DANGER_STARTTLS_NOT_DEMANDED) != 0)
    {
      /* Translators: {program} is a name: "Nextcloud" */
      not_demanded
          = dermaga_fill (_("Warning: {program} cannot be told to insist on encryption with "
                            "STARTTLS. Whoever sits between it and the server could read the "
                            "password."),
                          "program", format->program, NULL);
      g_strv_builder_add (warnings, not_demanded);
    }
  if ((dangers & DERMAGA_DANGER_CERTIFICATE_NOT_CHECKED) != 0)
    {
      /* Translators: {program} is a name */
      not_checked = dermaga_fill (_("Warning: {program} does not check who the server is. Whoever "
                                    "sits between them could take the password."),
                                  "program", format->program, NULL);
      g_strv_builder_add (warnings, not_checked);
    }
  if ((dangers & DERMAGA_DANGER_BROWSER_NEEDED) != 0)
    {
      /* Translators: {program} is a name */
      browser = dermaga_fill (_("Warning: this provider’s server offers only sign-in through the "
                                "browser (OAuth 2.0), which this file for {program} cannot set "
                                "up."),
                              "program", format->program, NULL);
      g_strv_builder_add (warnings, browser);
    }
  return g_strv_builder_end (warnings);
}

void
dermaga_append_note (GString *out, DermagaCommentStyle style, const DermagaFileNote *note,
                     const DermagaFormat *format, const DermagaSettings *settings)
{
  const char *const lines[] = { note->what, note->place, note->secret, note->test };
  g_auto (GStrv) warnings = dermaga_format_warnings (format, settings);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (lines[i] != NULL)
      dermaga_append_comment (out, style, lines[i]);
  for (guint i = 0; warnings[i] != NULL; i++)
    dermaga_append_comment (out, style, warnings[i]);
}

const char *
dermaga_password_placeholder (void)
{
  /* Translators: stands where the password has to be put. */
  return _("PUT THE PASSWORD HERE");
}
