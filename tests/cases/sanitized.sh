#!/bin/sh
# The cases once more with programs built by the address and undefined-behaviour sanitizers.
cd "$(dirname "$0")/../.." || exit 1
log=$(mktemp) || exit 1
(
    unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES
    make -s -j2 --no-print-directory B=build-asan WERROR=-Wno-format-truncation CFLAGS="-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined" all
) >"$log" 2>&1 || { sed 's/^/# /' "$log"; rm -f "$log"; echo "Bail out! the sanitized build failed"; exit 1; }
rm -f "$log"
export ASAN_OPTIONS="abort_on_error=0:allocator_may_return_null=1:exitcode=199" UBSAN_OPTIONS="halt_on_error=1:print_stacktrace=1:exitcode=199" SPWELL_CASES_BUILD=build-asan
exec sh tests/cases/run.sh
