#!/bin/sh
# Every file of the pipeline compiles without a warning, with gcc and with clang (objects only).
. tests/tap.sh
objects() { for file in pipeline/*/*.c; do file="${file#pipeline/}"; echo "$1/obj/${file%.c}.o"; done; }
for compiler in gcc clang; do
    name="$compiler compiles everything without a warning"
    command -v "$compiler" >/dev/null || { skip "no $compiler here"; continue; }
    # shellcheck disable=SC2046
    ok make -j2 --no-print-directory CC="$compiler" B="build-$compiler" WERROR=-Werror CFLAGS=-O2 $(objects "build-$compiler")
done
bye
