#!/usr/bin/env bash
# Runs a command with ONWARD_DATABASE_URL naming a private PostgreSQL that lives only as long as the command.
# The server listens on a socket in a temporary folder, on no port, and trusts whoever reaches that folder.
set -euo pipefail
# Some accounts leave the folders of system programs out of their path.
PATH="$PATH:/usr/sbin:/sbin"

initdb=$(command -v initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1)
bin=$(dirname "$initdb")
place=$(mktemp -d /tmp/onward-postgresql-XXXXXX)
as_user=()
if [ "$(id -u)" -eq 0 ]; then
    # PostgreSQL refuses to run as root.
    user=postgres
    id "$user" >/dev/null 2>&1 || user=nobody
    chown "$user" "$place"
    as_user=(runuser -u "$user" --)
fi

finish() {
    (cd / && "${as_user[@]}" "$bin/pg_ctl" -D "$place/data" -m immediate -w stop >/dev/null 2>&1) || true
    rm -rf "$place"
}
trap finish EXIT
trap 'exit 130' INT TERM

(
    cd /
    "${as_user[@]}" "$bin/initdb" -D "$place/data" -U onward -A trust -E UTF8 --locale=C --no-sync >/dev/null
    "${as_user[@]}" "$bin/pg_ctl" -D "$place/data" -w -l "$place/log" start \
        -o "-c listen_addresses='' -c unix_socket_directories='$place' -c fsync=off -c synchronous_commit=off -c full_page_writes=off" \
        >/dev/null || { cat "$place/log" >&2; exit 1; }
)
export ONWARD_DATABASE_URL="postgresql://onward@/postgres?host=$place"
"$@"
