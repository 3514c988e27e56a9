#!/bin/sh
# The inputs that fuzzing found worth keeping (tests/fuzz/corpus/), once more through their targets, built with the sanitizers. `make fuzz` looks for new ones.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
make -s -j2 --no-print-directory -f tests/fuzz/fuzz.mk B=build-asan WERROR=-Wno-format-truncation CFLAGS="-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined" targets >"$room/made" 2>&1 ||
    { sed 's/^/# /' "$room/made"; echo "Bail out! the fuzz targets were not built"; exit 1; }
export ASAN_OPTIONS="detect_stack_use_after_return=1:allocator_may_return_null=1" UBSAN_OPTIONS="halt_on_error=1:print_stacktrace=1"
for source in tests/fuzz/fuzz_*.c; do
    target="${source##*/fuzz_}"; target="${target%.c}"
    name="$target: $(find "tests/fuzz/corpus/$target" -type f | wc -l | tr -d ' ') inputs hold what they must"
    build-asan/fuzz/"$target" "tests/fuzz/corpus/$target" >"$room/said" 2>&1
    status=$?
    tail -n 30 "$room/said" >"$room/why"
    result $status "$room/why"
done
bye
