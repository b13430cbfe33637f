<?php
/**
 * Plugin Name: Another plugin that sets up mail
 * Description: For the test: what it asks for must not win over the export.
 */
add_action(
	'phpmailer_init',
	static function ( $mailer ) {
		$mailer->isSMTP();
		$mailer->Host        = 'localhost';
		$mailer->Port        = 2525;
		$mailer->SMTPSecure  = '';
		$mailer->SMTPAutoTLS = false;
		$mailer->SMTPAuth    = false;
		$mailer->Username    = 'other';
		$mailer->Password    = 'other';
		$mailer->Sender      = 'other@site.example';
		$mailer->Timeout     = 1;
		$mailer->SMTPOptions = array( 'socket' => array( 'tcp_nodelay' => true ) );
	}
);
add_filter( 'wp_mail_from', static function () { return 'other@site.example'; } );
add_filter( 'wp_mail_from_name', static function () { return 'Other'; } );
