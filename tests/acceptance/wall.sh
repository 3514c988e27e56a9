#!/bin/sh
# The wall as the kernel sees it: chart and report open neither work.db nor anything of the private folder; nothing but gnuplot is started.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_program
command -v strace >/dev/null || skip_all "no strace here"
strace -o "$room/try" true 2>/dev/null || skip_all "strace may not trace here"
wave=2026-27-Q2 answers=fixtures/sp-workforce/responses/2026-27-Q2.csv
name="a whole run under strace"
ok strace -f -o "$room/trace" -e trace=open,openat,openat2,execve,stat,newfstatat,access,rename,renameat,renameat2,unlink,unlinkat,symlink,symlinkat \
    "$program" run --quiet --survey schemas/sp-workforce.json --wave $wave --frame fixtures/sp-workforce/frame.csv --store "$room/run/private" --out "$room/run/out" $answers

# What each program did: the process's calls from its execve on, and those of its children.
awk -v want="$room" '
    { pid = $1 }
    /execve\(/ && !/= -1/ { if (match($0, /"[^"]*"/)) { program = substr($0, RSTART + 1, RLENGTH - 2); sub(/.*\//, "", program); stage[pid] = program; print program > (want "/programs") } }
    { print $0 > (want "/calls-" (pid in stage ? stage[pid] : "other")) }' "$room/trace"
name="the run started the six stages and gnuplot, and nothing else"
is "$(sort -u "$room/programs" | tr '\n' ' ')" "gnuplot spwell spwell-analyse spwell-chart spwell-disclose spwell-ingest spwell-report spwell-score "
touch "$room/calls-gnuplot"
for stage in spwell-chart spwell-report gnuplot; do
    name="$stage names neither work.db nor the private folder"; hasnt "$room/calls-$stage" 'work\.db|/private|pseudonym'
done
name="spwell-disclose opens work.db (so that this test would see it)"; has "$room/calls-spwell-disclose" 'work\.db'
name="chart and report cannot find the store in their arguments"
is "$(grep execve "$room/trace" | grep -E 'spwell-(chart|report)"' | grep -c private)" 0

name="they run when the private folder is gone"
mv "$room/run/private" "$room/run/elsewhere"
again() { "$program" chart --quiet --release "$room/run/out/release.db" --out "$room/again/charts" && "$program" report --quiet --release "$room/run/out/release.db" --charts "$room/again/charts" --out "$room/again"; }
ok again
name="and write the same report"; ok cmp "$room/run/out/report.html" "$room/again/report.html"

# No private identifier and no comment is in anything that may leave.
cut -d, -f1 $answers | grep -E '^r[0-9]+-[0-9]+$' >"$room/identifiers"
name="no respondent's identifier is in any output"; is "$(grep -raFw -f "$room/identifiers" "$room/run/out" | head -n 3)" ""
awk 'NR > 1' $answers | grep -o '"[^",]\{30,\}' | tr -d '"' | head -n 30 >"$room/comments"
name="no comment is in any output"; is "$([ ! -s "$room/comments" ] || grep -raFl -f "$room/comments" "$room/run/out")" ""
bye
