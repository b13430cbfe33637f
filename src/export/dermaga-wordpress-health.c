#include "config.h"

#include "export/dermaga-wordpress.h"

#include <glib/gi18n.h>

#include "export/dermaga-escape.h"
#include "verdict/dermaga-words.h"

/* What may come of the test: PHP's word for it, Site Health's colour, and the sentence that is
 * shown. */
typedef struct {
  const char *word, *status, *text;
} Outcome;

static const Outcome outcomes[] = {
  { "good", "good",
    N_("From this web host, {host} was reached on port {port}. The connection is encrypted, the "
       "certificate is valid, and the server accepted user name and password.") },
  { "open", "recommended",
    N_("From this web host, {host} was reached on port {port}, but the connection is not "
       "encrypted. To keep the password from being read on the way, signing in was not tried.") },
  { "password", "critical",
    N_("From this web host, {host} was reached on port {port}. But DERMAGA_SMTP_PASSWORD is not "
       "set, so no mail is sent. Set it in wp-config.php.") },
  { "closed", "critical",
    N_("This web host did not reach {host} on port {port}. Many web hosts block mail ports: ask "
       "yours to open this one, or set up another port that your mail provider has, such as 465, "
       "587 or 2525.") },
  { "name", "critical",
    N_("This web host does not find the address of {host}. Ask the web host whether its name "
       "server works.") },
  { "silent", "critical",
    N_("Something took the connection to {host} on port {port}, but it did not answer as a mail "
       "server should. A firewall may stand in between: ask the web host.") },
  { "certificate", "critical",
    N_("What answered for {host} on port {port} could not prove that it is this server: its "
       "certificate is for another name, has expired, or is not trusted by this web host. No "
       "password was sent. Some web hosts lead mail ports to a server of their own: ask yours.") },
  { "encryption", "critical",
    N_("With {host} on port {port}, no encrypted connection came about, so no password was sent. "
       "The setting may not fit this port, or something in between prevents encryption: ask the "
       "web host.") },
  { "starttls", "critical",
    N_("The server {host} does not offer encryption (STARTTLS) on port {port} to this web host, "
       "so no password was sent. Something in between may have removed the offer: ask the web "
       "host, or set up port 465.") },
  { "refused", "critical",
    N_("From this web host, {host} was reached safely on port {port}, but it did not accept user "
       "name and password. Check DERMAGA_SMTP_PASSWORD in wp-config.php. Some providers want a "
       "password made for one app.") },
  { "signing-in", "critical",
    N_("From this web host, {host} was reached safely on port {port}, but signing in did not come "
       "to an end. Try again in some minutes; if that does not help, ask the mail provider.") },
};

/* Both see that encryption and names are checked: PHP's own settings do so, which nothing here
 * changes. Only where the connection failed, a second look says why. */
static const char looking[] =
  "$dermaga_smtp_look = static function ( $scheme, $mailer ) {\n"
  "\t$seen = array(\n"
  "\t\t'open' => false,\n"
  "\t\t'said' => '',\n"
  "\t);\n"
  "\tset_error_handler(\n"
  "\t\tstatic function ( $number, $message ) use ( &$seen ) {\n"
  "\t\t\t$seen['said'] .= $message;\n"
  "\t\t\treturn true;\n"
  "\t\t}\n"
  "\t);\n"
  "\t$address = $scheme . $mailer->Host . ':' . $mailer->Port;\n"
  "\t$socket  = stream_socket_client( $address, $number, $text, 10 );\n"
  "\trestore_error_handler();\n"
  "\tif ( is_resource( $socket ) ) {\n"
  "\t\t$seen['open'] = true;\n"
  "\t\tfclose( $socket );\n"
  "\t}\n"
  "\treturn $seen;\n"
  "};\n"
  "\n"
  "$dermaga_smtp_why = static function ( $mailer ) use ( $dermaga_smtp_look ) {\n"
  "\t$seen = $dermaga_smtp_look( 'tcp://', $mailer );\n"
  "\tif ( ! $seen['open'] ) {\n"
  "\t\treturn false !== strpos( $seen['said'], 'getaddrinfo' ) ? 'name' : 'closed';\n"
  "\t}\n"
  "\tif ( 'ssl' !== $mailer->SMTPSecure ) {\n"
  "\t\treturn 'silent';\n"
  "\t}\n"
  "\t$seen = $dermaga_smtp_look( 'ssl://', $mailer );\n"
  "\tif ( $seen['open'] ) {\n"
  "\t\treturn 'silent';\n"
  "\t}\n"
  "\treturn false !== stripos( $seen['said'], 'certificate' ) ? 'certificate' : 'encryption';\n"
  "};\n"
  "\n";

/* The steps of PHPMailer::smtpConnect(), which WordPress sends with, one by one, so that the one
 * that fails is known. */
static const char trying[] =
  "$dermaga_smtp_try = static function ( $mailer, $smtp, $password ) use ( $dermaga_smtp_why ) {\n"
  "\t$secure = $mailer->SMTPSecure;\n"
  "\t$site   = wp_parse_url( home_url(), PHP_URL_HOST );\n"
  "\t$site   = is_string( $site ) ? $site : 'localhost.localdomain';\n"
  "\t$host   = ( 'ssl' === $secure ? 'ssl://' : '' ) . $mailer->Host;\n"
  "\tif ( ! $smtp->connect( $host, $mailer->Port, 10 ) ) {\n"
  "\t\treturn $dermaga_smtp_why( $mailer );\n"
  "\t}\n"
  "\tif ( ! $smtp->hello( $site ) ) {\n"
  "\t\treturn 'silent';\n"
  "\t}\n"
  "\tif ( 'tls' === $secure ) {\n"
  "\t\tif ( ! $smtp->getServerExt( 'STARTTLS' ) ) {\n"
  "\t\t\treturn 'starttls';\n"
  "\t\t}\n"
  "\t\tif ( ! $smtp->startTLS() ) {\n"
  "\t\t\t$error = $smtp->getError();\n"
  "\t\t\t$shown = false !== stripos( $error['detail'], 'certificate' );\n"
  "\t\t\treturn $shown && (int) $error['smtp_code'] < 200 ? 'certificate' : 'encryption';\n"
  "\t\t}\n"
  "\t\tif ( ! $smtp->hello( $site ) ) {\n"
  "\t\t\treturn 'silent';\n"
  "\t\t}\n"
  "\t}\n"
  "\tif ( '' === $password ) {\n"
  "\t\treturn 'password';\n"
  "\t}\n"
  "\tif ( '' === $secure ) {\n"
  "\t\treturn 'open';\n"
  "\t}\n"
  "\tif ( $smtp->authenticate( $mailer->Username, $password, $mailer->AuthType ) ) {\n"
  "\t\treturn 'good';\n"
  "\t}\n"
  "\t$error = $smtp->getError();\n"
  "\treturn (int) $error['smtp_code'] >= 500 ? 'refused' : 'signing-in';\n"
  "};\n"
  "\n";

static const char showing[] =
  "$dermaga_smtp_health = static function () use ( $dermaga_smtp_password, $dermaga_smtp_set_up, "
  "$dermaga_smtp_try, $dermaga_smtp_words ) {\n"
  "\trequire_once ABSPATH . WPINC . '/PHPMailer/PHPMailer.php';\n"
  "\trequire_once ABSPATH . WPINC . '/PHPMailer/SMTP.php';\n"
  "\trequire_once ABSPATH . WPINC . '/PHPMailer/Exception.php';\n"
  "\t$mailer = new PHPMailer\\PHPMailer\\PHPMailer();\n"
  "\t$dermaga_smtp_set_up( $mailer );\n"
  "\t$smtp            = $mailer->getSMTPInstance();\n"
  "\t$smtp->Timelimit = 10;\n"
  "\t$smtp->setTimeout( 10 );\n"
  "\t$outcome = $dermaga_smtp_try( $mailer, $smtp, $dermaga_smtp_password() );\n"
  "\tif ( $smtp->connected() ) {\n"
  "\t\t$smtp->quit();\n"
  "\t}\n"
  "\t$words = $dermaga_smtp_words[ $outcome ];\n"
  "\treturn array(\n"
  "\t\t'label'       => $dermaga_smtp_words[ 'good' === $outcome ? 'works' : 'fails' ],\n"
  "\t\t'status'      => $words[0],\n"
  "\t\t'badge'       => array(\n"
  "\t\t\t'label' => 'SMTP',\n"
  "\t\t\t'color' => 'blue',\n"
  "\t\t),\n"
  "\t\t'description' => '<p>' . esc_html( $words[1] ) . '</p>',\n"
  "\t\t'actions'     => '',\n"
  "\t\t'test'        => 'dermaga_smtp',\n"
  "\t);\n"
  "};\n"
  "\n";

/* Asked for by the page itself, so that it need not wait; its script makes the action's name of
 * the test's. */
static const char registering[] =
  "add_filter(\n"
  "\t'site_status_tests',\n"
  "\tstatic function ( $tests ) use ( $dermaga_smtp_health, $dermaga_smtp_words ) {\n"
  "\t\t$tests['async']['dermaga_smtp'] = array(\n"
  "\t\t\t'label'             => $dermaga_smtp_words['title'],\n"
  "\t\t\t'test'              => 'dermaga_smtp',\n"
  "\t\t\t'async_direct_test' => $dermaga_smtp_health,\n"
  "\t\t);\n"
  "\t\treturn $tests;\n"
  "\t}\n"
  ");\n"
  "\n"
  "add_action(\n"
  "\t'wp_ajax_health-check-dermaga-smtp',\n"
  "\tstatic function () use ( $dermaga_smtp_health ) {\n"
  "\t\tcheck_ajax_referer( 'health-check-site-status' );\n"
  "\t\tif ( ! current_user_can( 'view_site_health_checks' ) ) {\n"
  "\t\t\twp_send_json_error();\n"
  "\t\t}\n"
  "\t\twp_send_json_success( $dermaga_smtp_health() );\n"
  "\t}\n"
  ");\n";

static char *
say (const char *text, const DermagaServer *server)
{
  g_autofree char *port = g_strdup_printf ("%u", server->port);
  g_autofree char *filled = dermaga_fill (text, "host", server->host, "port", port, NULL);

  return dermaga_escape_php (filled);
}

static void
put_words (GString *out, const DermagaServer *server)
{
  const struct {
    const char *word, *text;
  } labels[] = {
    { "title", _("Sending email through {host}") },
    { "works", _("This site can send email through {host}") },
    { "fails", _("Sending email through {host} needs attention") },
  };

  g_string_append (out, "$dermaga_smtp_words = array(\n");
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *text = say (labels[i].text, server);

      g_string_append_printf (out, "\t'%s' => '%s',\n", labels[i].word, text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_autofree char *text = say (_(outcomes[i].text), server);

      g_string_append_printf (out, "\t'%s' => array(\n\t\t'%s',\n\t\t'%s',\n\t),\n",
                              outcomes[i].word, outcomes[i].status, text);
    }
  g_string_append (out, ");\n\n");
}

void
dermaga_wordpress_put_health (GString *out, const DermagaServer *server)
{
  g_string_append_c (out, '\n');
  put_words (out, server);
  g_string_append (out, looking);
  g_string_append (out, trying);
  g_string_append (out, showing);
  g_string_append (out, registering);
}
