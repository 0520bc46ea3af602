#!/bin/sh
# Makes, starts and finally removes a PostgreSQL cluster; see doc.go.
#
#   keeper.sh BIN HOME PORT…
#
# BIN is the folder of the server programs. HOME is an empty folder but for the
# file password. The ports are tried in turn: one that was free a moment ago may
# be taken by now. Says "ready PORT" or "failed" and why, then waits until its
# standard input ends.
set -u
bin=$1 home=$2
shift 2

make_cluster() {
	"$bin/initdb" --pgdata="$home/data" --username=weiran --pwfile="$home/password" \
		--auth=scram-sha-256 --encoding=UTF8 --locale=C --no-sync >"$home/log" 2>&1
}

start() {
	"$bin/pg_ctl" --pgdata="$home/data" --log="$home/log" --timeout=60 --wait --silent start -o "\
		-c listen_addresses=127.0.0.1 -c port=$1 -c unix_socket_directories='' \
		-c fsync=off -c synchronous_commit=off -c full_page_writes=off \
		-c max_connections=60 -c shared_buffers=32MB -c autovacuum=off \
		-c max_wal_size=256MB -c timezone=UTC" >/dev/null 2>&1
}

start_anywhere() {
	for port; do
		start "$port" && echo "ready $port" && return
	done
	return 1
}

{ make_cluster && start_anywhere "$@"; } || { echo failed; tail -n 20 "$home/log"; }
exec >&-
while read -r _; do :; done
"$bin/pg_ctl" --pgdata="$home/data" --mode=immediate --wait --silent stop >/dev/null 2>&1
rm -rf "$home"
