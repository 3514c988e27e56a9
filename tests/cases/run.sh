#!/bin/sh
# Each folder here is a case: what goes in (in.csv, or whatever `cmd` makes), and what must come of it (`expected`):
#     exit N          the exit code
#     out TEXT        standard output has a line with this text      err TEXT    so has standard error      not TEXT    neither has
#     issue TEXT      the issues stored have the row line|column|variable|code|severity
#     stored N        answers stored
# Without a `cmd`, in.csv is ingested with every unusable row kept apart. Commands run in a private copy of the folder; survey.json lies there too.
# rich.json, which lies there too, has every kind of answer: `rich in.csv` ingests with it, `rows` then exports them.
# One case alone: sh tests/cases/run.sh tests/cases/034-utf-16
# SPWELL_CASES_BUILD names another build folder, such as that of the sanitizers.
cd "$(dirname "$0")/../.." || exit 1
B="${SPWELL_CASES_BUILD:-${B:-build}}"
. tests/tap.sh
need_program
command -v sqlite3 >/dev/null || skip_all "no sqlite3 shell here"
here=$PWD
. tests/cases/refusals.sh
all=""
[ $# -gt 0 ] || { all=1; set -- tests/cases/[0-9]*/; }
spwell() { "$program" "$@"; }
ingest() { spwell ingest --survey survey.json --wave 2026-27-Q2 --store store --quarantine-limit 100 "$@"; }
rich() { spwell ingest --survey rich.json --wave 2026-27-Q2 --store store --quarantine-limit 100 "$@"; }
rows() { spwell score --quiet --survey "${survey:-rich.json}" --wave 2026-27-Q2 --store store && spwell export --survey "${survey:-rich.json}" --wave 2026-27-Q2 --store store --private; }
query() { [ -e store/work.db ] && sqlite3 -batch -readonly store/work.db "$1" 2>/dev/null; }
issues() { query "SELECT line || '|' || \"column\" || '|' || variable || '|' || code || '|' || severity FROM issue ORDER BY line, \"column\""; }

# What no run may do, whatever it is given: echo control characters, or leave a wave behind when it refuses.
tidy()
{
    LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]')" out err && echo "a control character reached the terminal"
    grep -Eq 'AddressSanitizer|runtime error:|LeakSanitizer|Assertion' err && { echo "a fault of ours:"; cat err; }
    [ "$1" -lt 2 ] || grep -qs '^may-store$' expected || [ "$(query 'SELECT count(*) FROM wave' || echo 0)" = 0 ] || echo "it was refused, and yet a wave is stored"
    [ "$1" -lt 128 ] && [ "$1" != 70 ] || echo "it ended with $1"
}
check() # reads expected; prints what is wrong
{
    while read -r what text; do
        case "$what" in
            exit) [ "$1" = "$text" ] || echo "exit $1, not $text" ;;
            out) grep -qF -e "$text" out || echo "not on standard output: $text" ;;
            err) grep -qF -e "$text" err || echo "not on standard error: $text" ;;
            not) ! grep -qF -e "$text" out err || echo "should not be shown: $text" ;;
            issue) issues | grep -qxF -e "$text" || echo "no such issue: $text" ;;
            stored) [ "$(query 'SELECT sum(respondents) FROM wave')" = "$text" ] || echo "stored $(query 'SELECT sum(respondents) FROM wave'), not $text" ;;
        esac
    done <expected
    tidy "$1"
}
run_case()
{
    cp tests/cases/survey.json tests/cases/rich.json "$room/case/"
    cp -R "$1"/. "$room/case/"
    cd "$room/case" || exit 1
    if [ -e cmd ]; then ( . ./cmd ) >out 2>err; else ( ingest in.csv ) >out 2>err; fi
    check $? >"$room/wrong"
    cat err >>"$room/all-err"
    query "SELECT code FROM issue" >>"$room/all-codes"
    [ ! -s "$room/wrong" ] || { cat err; issues; } >>"$room/wrong"
    cd "$here" || exit 1
}
for each in "$@"; do
    name=$(basename "$each")
    rm -rf "$room/case"; mkdir "$room/case"
    run_case "$each"
    [ ! -s "$room/wrong" ]; result $? "$room/wrong"
done
if [ -n "$all" ]; then
    name="README.md here tells what holds each of the 115 bad inputs"; is "$(lines_that_lack)" ""
    name="every code of ingest has a case"; is "$(untried_codes)" ""
    name="every refusal of ingest has a case, or a test that tests/cases/elsewhere.txt names"; is "$(untried_refusals)" ""
fi
bye
