#!/bin/sh
# How often the intervals of few teams hold the truth: coverage.c, on SURVEYS drawn surveys a scenario (default 5,000: ten minutes). Never in `make test` but for a few that see
# that it works; `make bench` takes 500. table.txt is what 5,000 gave.
set -u
cd "$(dirname "$0")/../.." || exit 1
unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES
B="${B:-build}"
make -s B="$B" "$B/libanalyse.a" "$B/libspwell.a" >/dev/null || exit 1
${CC:-cc} -std=c17 -D_GNU_SOURCE -O2 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Iinclude -o "$B/coverage" tests/coverage/*.c "$B/libanalyse.a" "$B/libspwell.a" -lgsl -lgslcblas -lm || exit 1
"$B/coverage" "${SURVEYS:-${1:-5000}}"
