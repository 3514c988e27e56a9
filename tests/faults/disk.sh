#!/bin/sh
# A full disk at every stage: a clear error, exit 73 or 74, the last good state kept, nothing half written under a final name.
# The small disk is a tmpfs where root may mount one; elsewhere the limit on file size (ulimit -f) stands for it.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_program
survey=schemas/sp-workforce.json wave=2026-27-Q2 frame=fixtures/sp-workforce/frame.csv answers=fixtures/sp-workforce/responses/2026-27-Q2.csv
export SOURCE_DATE_EPOCH=1790000000
quarter() { "$program" run --quiet --survey $survey --wave $wave --frame $frame --store "$1/store" --out "$1/out" $answers; }
name="undisturbed run"; ok quarter "$room/calm"; [ "$failed" = 0 ] || bye

# Whatever stands under a final name is whole: the same as the undisturbed run's.
halves()
{
    find "$1/out" -type f ! -name '.*' ! -name '*.tmp*' 2>/dev/null | while read -r file; do
        [ "${file##*/}" = release.db ] || cmp -s "$file" "$room/calm/out/${file#"$1/out/"}" || echo "${file#"$1/out/"}"
    done
}
judge() # how, exit code, folder
{
    name="$1: ends with 73 or 74, not with a signal, and says what could not be written"
    case "$2" in 73|74) good=0 ;; *) good=1 ;; esac
    grep -Eq 'cannot be (written|made|created|put in place|synced)|disk|full|No space|too large' "$room/err" || good=1
    echo "exit $2" >>"$room/err"; result $good "$room/err"
    name="$1: nothing half written"; is "$(halves "$3")" ""
    if [ -e "$3/store/work.db" ]; then
        name="$1: the store is whole"; is "$(sqlite3 -batch "$3/store/work.db" 'PRAGMA integrity_check' 2>&1)" ok
    fi
}

for blocks in 8 64 256; do # of 512 bytes
    ( ulimit -f $blocks; quarter "$room/limit-$blocks" ) >/dev/null 2>"$room/err"
    judge "files of at most $((blocks / 2)) KiB" $? "$room/limit-$blocks"
done
name="and with room again the run ends as the undisturbed one"
again() { quarter "$room/limit-64" && diff -r "$room/calm/out" "$room/limit-64/out"; }
ok again

disk="$room/disk"
mkdir "$disk"
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=16k,mode=700 tmpfs "$disk" 2>/dev/null; then
    at_end='umount "$disk"'
    for size in 16k 128k 1m 2m; do
        mount -o remount,size=$size "$disk"; rm -rf "$disk"/*
        quarter "$disk" >/dev/null 2>"$room/err"; code=$?
        [ $code != 0 ] || { name="a disk of $size is enough"; result 0; continue; }
        judge "a disk of $size" $code "$disk"
    done
    name="a bigger disk: the rerun ends as the undisturbed one"
    mount -o remount,size=32m "$disk"
    bigger() { quarter "$disk" && diff -r "$room/calm/out" "$disk/out"; }
    ok bigger
else
    name="a small disk"; skip "only root may mount one"
fi

for command in "ingest --help" "version"; do
    name="/dev/full as standard output of: $command"
    case "$command" in version) set -- --version ;; *) set -- ingest --help ;; esac
    "$program" "$@" >/dev/full 2>"$room/err"; is "$?" 74
done
name="synth into /dev/full"
"$program" synth --quiet --survey $survey --wave $wave --respondents 100 >/dev/full 2>"$room/err"; is "$?" 74
name="standard output closed: the run says so"
"$program" synth --quiet --survey $survey --wave $wave --respondents 100 >&- 2>"$room/err"; is "$?" 74
bye
