#include "config.h"

#include "export/dermaga-formats-wordpress.h"
#include "export/dermaga-wordpress-cli.h"
#include "export/dermaga-wordpress-constants.h"

#include <glib/gi18n.h>

static void
put_constant (gpointer data, DermagaConstantKind kind, const char *name, const char *value)
{
  GString *out = data;
  g_autofree char *whole = g_strconcat ("WPMS_", name, NULL);

  switch (kind)
    {
    case DERMAGA_CONSTANT_TEXT:
      dermaga_wordpress_cli_set (out, whole, value);
      return;
    case DERMAGA_CONSTANT_WORD:
      dermaga_wordpress_cli_set_word (out, whole, value);
      return;
    case DERMAGA_CONSTANT_SECRET:
      return; /* comes last */
    }
}

static char *
make_script (const DermagaSettings *settings, GError **error)
{
  g_autofree char *test = dermaga_wordpress_cli_test_note ();
  const DermagaFileNote note = {
    .what = _("Sets up the WordPress plugin WP Mail SMTP with WP-CLI. Made by Dermaga."),
    .place = _("Place: run it on the web host, in the folder of the site: the constants go into "
               "wp-config.php."),
    .secret = dermaga_wordpress_cli_secret_note (),
    .test = test,
  };
  GString *out;

  if (!dermaga_wordpress_constants_check (settings, "WP Mail SMTP", error)
      || !dermaga_wordpress_cli_check (settings, error))
    return NULL;
  out = g_string_new (NULL);
  dermaga_wordpress_cli_begin (out, &note, &dermaga_format_wp_mail_smtp_cli, settings);
  dermaga_wordpress_constants_foreach (settings, put_constant, out);
  dermaga_wordpress_cli_set_password (out, "WPMS_SMTP_PASS");
  return g_string_free (out, FALSE);
}

static char *
file_name (const DermagaSettings *settings)
{
  return g_strdup_printf ("wp-mail-smtp-%s.sh", dermaga_email_domain (settings->email));
}

static char *
next_steps (const DermagaSettings *settings)
{
  g_autofree char *name = file_name (settings);

  return dermaga_wordpress_cli_steps ("WP Mail SMTP", name);
}

const DermagaFormat dermaga_format_wp_mail_smtp_cli = {
  .id = "wp-mail-smtp-cli",
  .title = N_("WordPress with WP Mail SMTP, by WP-CLI"),
  .summary = N_("Commands of WP-CLI that set up the plugin WP Mail SMTP"),
  .media_type = "application/x-sh",
  .program = "WP-CLI",
  .audience = DERMAGA_AUDIENCE_WORDPRESS,
  .proof = DERMAGA_PROOF_DOCUMENTED,
  .text = make_script,
  .needs_outgoing = TRUE,
  .file_name = file_name,
  .next_steps = next_steps,
};
