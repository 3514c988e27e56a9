#!/bin/sh
# Installs the Debian packages that are missing: sh pipeline/install-packages.sh report|test
# Says what it installs; touches no network when nothing is missing; without root or sudo prints the line to run.
set -eu
report="gcc libc6-dev make libcsv-dev libgsl-dev libsqlite3-dev libjansson-dev libxlsxwriter-dev libsodium-dev libssl-dev libglpk-dev gnuplot-nox"
test="clang libcmocka-dev perl sqlite3 strace valgrind libxml2-utils"
case "${1:-}" in
    report) wanted="$report" ;;
    test) wanted="$report $test" ;;
    *) echo "usage: install-packages.sh report|test" >&2; exit 2 ;;
esac
command -v dpkg-query >/dev/null 2>&1 || { echo "This is not a Debian or Ubuntu system: install the counterparts of $wanted, then run make." >&2; exit 1; }
missing=""
for package in $wanted; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] || missing="$missing $package"
done
# Another build of gnuplot serves as well.
case "$missing" in *gnuplot-nox*) ! command -v gnuplot >/dev/null 2>&1 || missing=$(echo "$missing" | sed 's/ gnuplot-nox//') ;; esac
[ -n "$missing" ] || exit 0
install="apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" = 0 ]; then as=""
elif command -v sudo >/dev/null 2>&1; then as="sudo "
else
    echo "Some packages are missing. As root, run:" >&2
    echo "    apt-get update && $install" >&2
    exit 1
fi
echo "Installing through apt:$missing"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
{ ${as}apt-get update && ${as}$install; } >"$log" 2>&1 || { cat "$log" >&2; echo "apt could not install:$missing" >&2; exit 1; }
