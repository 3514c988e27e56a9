#!/bin/sh
# make fuzz: every target for SECONDS_EACH seconds (300), two at a time, from its corpus, which grows in build-fuzz/ and not here. TARGETS="csv row" runs those alone.
# Ends with 1 when something is found; the input is then in build-fuzz/found/. What is worth keeping comes back by: sh tests/fuzz/run.sh merge
set -u
cd "$(dirname "$0")/../.." || exit 1
command -v clang >/dev/null || { echo "fuzz: needs clang (apt install clang)" >&2; exit 1; }
unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES
built=build-fuzz
seconds="${SECONDS_EACH:-300}"
make -s -j2 --no-print-directory -f tests/fuzz/fuzz.mk B=$built CC=clang CFLAGS="-O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined" \
    ENGINE=-fsanitize=fuzzer targets || exit 1
all=$(for file in tests/fuzz/fuzz_*.c; do file="${file##*/fuzz_}"; echo "${file%.c}"; done)
mkdir -p $built/found
export ASAN_OPTIONS="allocator_may_return_null=1:detect_stack_use_after_return=1"

# Words that a codebook or a profile is made of: their schemas know them.
grep -oh '"[a-zA-Z_]*"' schemas/*.schema.json | sort -u >$built/words.dict
printf '%s\n' '"id"' '"nhs"' '"other"' '"-99"' '"2026-09-30"' '"yes"' '"\xef\xbb\xbf"' '"\xff\xfe"' '"\"\""' '"\x0d\x0a"' '"\",\""' >>$built/words.dict

# Inputs of our own have names and stay; of those that were found, the shortest that reach something new, up to 40,000 bytes a target.
if [ "${1:-}" = merge ]; then
    for target in ${TARGETS:-$all}; do
        kept="tests/fuzz/corpus/$target"
        rm -rf "$built/merged"; mkdir -p "$built/merged" "$built/corpus/$target"
        "$built/fuzz/$target" -merge=1 -max_len="${MERGE_LEN:-2048}" -close_fd_mask=3 "$built/merged" "$kept" "$built/corpus/$target" >/dev/null 2>&1 || { echo "fuzz: $target could not be merged" >&2; exit 1; }
        find "$kept" -type f -regex '.*/[0-9a-f]*' -exec sh -c 'for file; do [ "$(basename "$file" | wc -c)" = 41 ] && rm "$file"; done' sh {} +
        find "$built/merged" -type f -printf '%s %p\n' | sort -n | awk '{ total += $1 } total <= 40000 { print $2 }' | while read -r file; do cp "$file" "$kept/"; done
        echo "$target: $(find "$kept" -type f | wc -l) inputs, $(find "$kept" -type f -printf '%s\n' | awk '{ n += $1 } END { print n + 0 }') bytes"
    done
    exit 0
fi

# "profile" stands for one run a shipped profile.
one() # target, or profile:NAME
{
    target="${1%%:*}"
    name=$(echo "$1" | tr : -)
    [ "$target" = "$1" ] || { FUZZ_PROFILE="${1#*:}"; export FUZZ_PROFILE; }
    mkdir -p "$built/corpus/$target"
    "$built/fuzz/$target" -max_total_time="$seconds" -max_len=8192 -timeout=20 -rss_limit_mb=2048 -dict=$built/words.dict -close_fd_mask=2 -print_final_stats=1 -artifact_prefix="$built/found/$name-" \
        "$built/corpus/$target" "tests/fuzz/corpus/$target" >"$built/$name.log" 2>&1
    status=$?
    echo "$1: $(sed -n 's/^stat::number_of_executed_units: *//p' "$built/$name.log") executions, $(ls "$built/found" | grep -c "^$name-") found, ended with $status"
    [ $status = 0 ] || { grep -aE 'does not hold|ERROR|runtime error|SUMMARY|Assertion' "$built/$name.log" | head -5; return 1; }
}
failed=0 running=""
profiles=$(for file in schemas/profiles/*.json; do echo "profile:$(basename "$file" .json)"; done)
set -- $(for target in ${TARGETS:-$all}; do [ "$target" = profile ] && echo "$profiles" || echo "$target"; done)
while [ $# -gt 0 ]; do
    one "$1" & first=$!
    shift
    if [ $# -gt 0 ]; then one "$1" & second=$!; shift; wait $second || failed=1; fi
    wait $first || failed=1
done
exit $failed
