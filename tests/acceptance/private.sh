#!/bin/sh
# What is private stays private: modes of files and folders, the key, symbolic links, and what a second run may touch.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_program
survey=schemas/sp-workforce.json wave=2026-27-Q2 frame=fixtures/sp-workforce/frame.csv answers=fixtures/sp-workforce/responses/2026-27-Q2.csv
umask 000 # the programs must not rely on ours
name="a run with a careless umask"; ok run_survey run $survey $wave $answers --frame $frame
umask 077
name="no file can be read by others"; is "$(find "$room/run" -type f ! -perm 0600)" ""
name="no folder can be entered by others"; is "$(find "$room/run" -mindepth 1 -type d ! -perm 0700)" ""
name="nothing temporary is left behind"; is "$(find "$room/run" \( -name '*.tmp*' -o -name '*-journal' -o -name '*-wal' -o -name '.*' \) -print)" ""
name="the key is 32 bytes, outside the database"; is "$(wc -c <"$room/run/store/pseudonym.key" | tr -d ' ')" 32
name="no identifier is in the store"
cut -d, -f1 $answers | grep -E '^r[0-9]+-[0-9]+$' | head -n 50 >"$room/identifiers"
is "$(grep -caFw -f "$room/identifiers" "$room/run/store/work.db")" 0
name="no odd numbers in any output"; ok no_odd_numbers "$room/run/out"
name="verify agrees with what was written"; ok "$program" verify --quiet "$room/run/out"
name="verify sees one changed byte"
cp -R "$room/run/out" "$room/changed"; printf x >>"$room/changed/results.csv"
"$program" verify "$room/changed" >"$room/said" 2>/dev/null; code=$?
is "$code $(cat "$room/said")" "1 changed: results.csv"

name="the same file again: exit 0, the same bytes"
cp -R "$room/run/out" "$room/before"
same_again() { run_survey run $survey $wave $answers --frame $frame && diff -r "$room/before" "$room/run/out"; }
ok same_again
name="a changed file needs --replace"
{ cat $answers; tail -n 1 $answers | sed 's/^[^,]*/new-1/'; } >"$room/changed.csv"
run_survey run $survey $wave "$room/changed.csv" --frame $frame >/dev/null 2>"$room/err"; code=$?
is "$code $(grep -c -e --replace "$room/err")" "65 1"
name="and what was there before is untouched"; ok diff -r "$room/before" "$room/run/out"
name="with --replace it is taken"; ok run_survey run $survey $wave "$room/changed.csv" --frame $frame --replace

# A symbolic link at an output's name is replaced; what it points to is not touched.
name="a link at an output's name is replaced, its target untouched"
echo keep >"$room/victim"; rm -f "$room/run/out/results.csv"; ln -s "$room/victim" "$room/run/out/results.csv"
linked() { run_survey run $survey $wave "$room/changed.csv" --frame $frame && [ "$(cat "$room/victim")" = keep ] && [ ! -L "$room/run/out/results.csv" ]; }
ok linked

if [ "$(id -u)" = 0 ]; then name="an unreadable file"; skip "root reads everything"; else
    name="an unreadable file is refused with 66"
    cp $answers "$room/unreadable.csv"; chmod 000 "$room/unreadable.csv"
    run_survey unreadable $survey $wave "$room/unreadable.csv" >/dev/null 2>"$room/err"; is "$?" 66
fi
bye
