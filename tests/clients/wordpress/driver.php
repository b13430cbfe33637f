<?php
/*
 * Loads a WordPress site as wp-load.php does (wp-config.php, which ends by loading
 * wp-settings.php) and calls wp_mail(). What came of it goes into a file, never to standard
 * output, so that whatever appears there was printed by the export under test.
 */
$lab_job = json_decode( file_get_contents( $argv[1] ), true );
$lab_out = array( 'loaded' => false, 'sends' => array(), 'fatal' => null );

register_shutdown_function(
	static function () use ( &$lab_out, $lab_job ) {
		$last = error_get_last();
		if ( $last && in_array( $last['type'], array( E_ERROR, E_PARSE, E_COMPILE_ERROR, E_CORE_ERROR, E_USER_ERROR ), true ) ) {
			$lab_out['fatal'] = $last['message'];
		}
		file_put_contents( $lab_job['result'], json_encode( $lab_out, JSON_PARTIAL_OUTPUT_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE ) );
	}
);

$_SERVER['HTTP_HOST']      = 'site.example';
$_SERVER['SERVER_NAME']    = 'site.example';
$_SERVER['REQUEST_URI']    = '/';
$_SERVER['REQUEST_METHOD'] = 'GET';

require $lab_job['config'];
$lab_out['loaded']  = true;
$lab_out['version'] = $GLOBALS['wp_version'];

if ( ! empty( $lab_job['activate'] ) ) {
	require_once ABSPATH . 'wp-admin/includes/plugin.php';
	$lab_problem = activate_plugin( $lab_job['activate'] );
	if ( is_wp_error( $lab_problem ) ) {
		$lab_out['fatal'] = $lab_problem->get_error_message();
	}
	exit( 0 );
}

/* The page Site Health: as its script asks for one test, then as WordPress does by itself weekly. */
if ( ! empty( $lab_job['ajax'] ) ) {
	wp_set_current_user( 'admin' === $lab_job['ajax'] ? 1 : 0 );
	$_REQUEST['_wpnonce'] = wp_create_nonce( 'health-check-site-status' );
	do_action( 'wp_ajax_health-check-dermaga-smtp' );
	exit( 0 );
}
if ( ! empty( $lab_job['health'] ) ) {
	require_once ABSPATH . 'wp-admin/includes/class-wp-site-health.php';
	add_filter(
		'site_status_tests',
		static function ( $tests ) use ( &$lab_out ) {
			$lab_out['title'] = $tests['async']['dermaga_smtp']['label'];
			return array(
				'direct' => array(),
				'async'  => array( 'dermaga_smtp' => $tests['async']['dermaga_smtp'] ),
			);
		},
		9999
	);
	add_filter(
		'site_status_test_result',
		static function ( $result ) use ( &$lab_out ) {
			$lab_out['health'][] = $result;
			return $result;
		}
	);
	WP_Site_Health::get_instance()->wp_cron_scheduled_check();
	$lab_out['counted'] = json_decode( get_transient( 'health-check-site-status-result' ), true );
	exit( 0 );
}

$lab_error = null;
add_action(
	'wp_mail_failed',
	static function ( $e ) use ( &$lab_error ) {
		$lab_error = $e->get_error_message();
	}
);
for ( $lab_i = 0; $lab_i < $lab_job['mails']; $lab_i++ ) {
	$lab_error = null;
	/* An Error (undefined constant, wrong type) stays uncaught: it would end a visitor's page too. */
	$lab_mail           = $lab_job['mail'] ?? array( 'penerima@tujuan.example', "Lab $lab_i", "Isi pesan $lab_i.\n.\nakhir\n" );
	$lab_sent           = wp_mail( ...$lab_mail );
	$lab_out['sends'][] = array(
		'returned' => $lab_sent,
		'error'    => $lab_error,
		'debug'    => isset( $GLOBALS['phpmailer'] ) ? $GLOBALS['phpmailer']->SMTPDebug : 0,
	);
}
