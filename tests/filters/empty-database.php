<?php
/**
 * A database without rows, in place of MySQL. WordPress loads it as the “drop-in” wp-content/db.php.
 */

class Empty_Database extends wpdb {
	public function __construct() {
		$this->ready    = true;
		$this->is_mysql = false;
	}

	public function db_connect( $allow_bail = true ) {
		return true;
	}

	public function check_connection( $allow_bail = true ) {
		return true;
	}

	public function query( $query ) {
		$this->flush();
		return 0;
	}

	public function db_version() {
		return '8.0';
	}

	public function _real_escape( $data ) {
		return addslashes( $data );
	}
}

$wpdb = new Empty_Database();
