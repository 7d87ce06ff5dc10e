<?php
/**
 * Saves posts and shows them as WordPress does: php wordpress.php SITE <posts.json
 *
 * SITE is a folder with WordPress, and with empty-database.php as wp-content/db.php. This loads all of WordPress, with its
 * own filters in their order. There is no user, no plugin and no theme, and options that are not set here are empty.
 *
 * Reads a list of posts, each with `html` and `may_write_any_html`, the capability `unfiltered_html` of its writer. Writes
 * the HTML that readers get for each.
 */

error_reporting( E_ALL & ~E_DEPRECATED );
ini_set( 'display_errors', 'stderr' );
define( 'ABSPATH', rtrim( $argv[1], '/' ) . '/' );
define( 'WP_INSTALLING', true );
define( 'WP_DISABLE_FATAL_ERROR_HANDLER', true );
define( 'WP_HOME', 'https://news.example' );
define( 'WP_SITEURL', 'https://news.example' );
$_SERVER     += array( 'HTTP_HOST' => 'news.example', 'REQUEST_URI' => '/' );
$table_prefix = 'wp_';
require ABSPATH . 'wp-settings.php';

// A new installation has these values.
add_filter( 'pre_option_use_smilies', fn() => '1' );
add_filter( 'pre_option_blog_charset', fn() => 'UTF-8' );
smilies_init();

$shown = array();
foreach ( json_decode( stream_get_contents( STDIN ), true, 512, JSON_THROW_ON_ERROR ) as $post ) {
	// As kses_init() does for each user.
	kses_remove_filters();
	if ( ! $post['may_write_any_html'] ) {
		kses_init_filters();
	}
	$saved   = wp_unslash( apply_filters( 'content_save_pre', wp_slash( $post['html'] ) ) );
	$shown[] = apply_filters( 'the_content', $saved );
}
echo json_encode( $shown, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE );
