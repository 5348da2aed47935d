#!/usr/bin/env bash
# Installs what the tests need beside Python: a browser, PostgreSQL, a calendar program that reads the feed, and a mail
# server. Says nothing when all is there.
set -euo pipefail

missing=()
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || missing+=(chromium)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null || missing+=(postgresql)
command -v khal >/dev/null || missing+=(khal)
[ -x /usr/libexec/dovecot/imap-login ] || [ -x /usr/lib/dovecot/imap-login ] || missing+=(dovecot-imapd)
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! sudo -n true 2>/dev/null; then
        echo "The tests need these packages, please install them: ${missing[*]}." >&2
        exit 1
    fi
    as_root=(sudo -n)
fi
if ! command -v apt-get >/dev/null; then
    echo "The tests need these programs, please install them: ${missing[*]}." >&2
    exit 1
fi
echo "Installing ${missing[*]} …" >&2
# A cluster of the system's own is not wanted: the tests start one in a temporary folder.
"${as_root[@]}" mkdir -p /etc/postgresql-common
if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    echo "create_main_cluster = false" | "${as_root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
fi
"${as_root[@]}" apt-get -qq update >/dev/null
# Nor is a mail server of the system's own: without a runlevel nothing is started.
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get -qq install -y --no-install-recommends "${missing[@]}" >/dev/null
