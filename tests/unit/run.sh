#!/bin/sh
# Builds the unit tests and runs them by prove: plain, and under the sanitizers in a build folder of their own.
set -u
cd "$(dirname "$0")/../.." || exit 1
B="${B:-build}"
unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES
own="${TAP_FOLDER:-}"
[ -n "$own" ] || { TAP_FOLDER=$(mktemp -d "${TMPDIR:-/tmp}/spwell-tap-XXXXXX") || exit 1; export TAP_FOLDER; trap 'rm -rf "$TAP_FOLDER"' EXIT; }
ls tests/unit/*/test_*.c >/dev/null 2>&1 || { echo "no unit tests"; exit 1; }

build() { make -s -j2 --no-print-directory -f tests/unit/unit.mk "$@" units; }
programs() { for file in tests/unit/*/test_*.c; do file="${file#tests/unit/}"; echo "$1/unit/${file%.c}"; done; }
# shellcheck disable=SC2046
run() { prove --norc --nocolor -j2 --exec 'sh tests/keep.sh' $(programs "$1"); }

status=0
{ build B="$B" && run "$B"; } || status=1
# gcc takes "null format" warnings from the instrumented code itself; tests/compilers.sh judges the plain code.
export ASAN_OPTIONS="abort_on_error=0:detect_stack_use_after_return=1:allocator_may_return_null=1" UBSAN_OPTIONS="halt_on_error=1:print_stacktrace=1"
{ build B=build-asan WERROR=-Wno-format-truncation CFLAGS="-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined" && run build-asan; } || status=1
exit "$status"
