#!/bin/sh
# Runs one test for prove and keeps what it printed, so that run.sh can count: sh tests/keep.sh TEST
# A test that ends badly without a "not ok", or without its plan, counts as one that failed.
kept="$TAP_FOLDER/$(printf '%s' "$1" | tr '/' '_').tap"
case "$1" in
    *.sh) sh "$1" >"$kept" ;;
    *) CMOCKA_MESSAGE_OUTPUT=TAP "$1" >"$kept" ;;
esac
status=$?
cat "$kept"
if ! grep -q '^not ok' "$kept"; then
    [ "$status" = 0 ] && grep -q '^1\.\.' "$kept" || echo "not ok - ended with $status" >>"$kept"
fi
exit "$status"
