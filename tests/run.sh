#!/bin/sh
# All tests, as `make test` runs them after the build. One part alone: sh tests/run.sh rooms|compilers|unit|cases|fuzz|reference|acceptance|faults
set -u
cd "$(dirname "$0")/.." || exit 1
export B="${B:-build}" LC_ALL=C
export HOME="${HOME:-/nonexistent}"
unset CDPATH MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES CFLAGS CPPFLAGS LDFLAGS
TAP_FOLDER=$(mktemp -d "${TMPDIR:-/tmp}/spwell-tap-XXXXXX") || exit 1
export TAP_FOLDER
trap 'rm -rf "$TAP_FOLDER"' EXIT
trap 'exit 130' INT TERM HUP
status=0

prove_all() # heading, tests...
{
    printf '\n== %s\n' "$1"
    shift
    prove --norc --nocolor --exec 'sh tests/keep.sh' "$@" || status=1
}

part()
{
    case "$1" in
        rooms) prove_all "Rooms: who may include, link and open what" tests/rooms.sh ;;
        compilers) prove_all "Compilers: no warning with gcc, none with clang" tests/compilers.sh ;;
        unit) printf '\n== Unit tests, then the same under the address and undefined-behaviour sanitizers\n'; sh tests/unit/run.sh || status=1 ;;
        cases) prove_all "Cases: command line and bad inputs; then the same under the sanitizers" tests/cases/run.sh tests/cases/sanitized.sh ;;
        fuzz) prove_all "Fuzz: inputs that once found something, or reach something" tests/fuzz/replay.sh ;;
        reference) prove_all "Reference: the same numbers as R" tests/reference/compare.sh ;;
        acceptance) prove_all "Acceptance: what the tool promises, on real surveys" tests/acceptance/*.sh ;;
        faults) prove_all "Faults: killed, out of disk, out of luck" tests/faults/*.sh ;;
        *) echo "run.sh: no part is called $1" >&2; exit 2 ;;
    esac
}

[ $# -gt 0 ] || set -- rooms compilers unit cases fuzz reference acceptance faults
for each in "$@"; do part "$each"; done

count() { cat "$TAP_FOLDER"/*.tap 2>/dev/null | grep -Ec "$1"; }
failed=$(count '^not ok')
skipped=$(count '^(ok.*|1\.\.0.*)# *(SKIP|skip)')
passed=$(($(count '^ok') - $(count '^ok.*# *(SKIP|skip)')))
[ "$status" = 0 ] || [ "$failed" -gt 0 ] || failed=1 # what never came to a test: a build that failed
[ "$failed" = 0 ] || status=1
printf '\n%d passed, %d failed' "$passed" "$failed"
[ "$skipped" = 0 ] || printf ', %d skipped' "$skipped"
printf '\n'
exit "$status"
