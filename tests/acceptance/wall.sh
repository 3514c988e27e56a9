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

# release.db: numbers are rounded, so none is what stands in work.db to its last digit; what is withheld has none; the CSV files say the same.
if command -v sqlite3 >/dev/null; then
    sql() { sqlite3 -batch -readonly -separator '|' "$room/run/out/release.db" "$1"; }
    sql "SELECT printf('SELECT ''%s.%s'' FROM \"%s\" WHERE abs(\"%s\" - round(\"%s\", 4)) > 1e-9 LIMIT 1;', m.name, c.name, m.name, c.name, c.name) FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table' AND c.type = 'REAL'" >"$room/rounded.sql"
    name="every number of release.db is rounded, to four decimals at most"; is "$(sqlite3 -batch -readonly "$room/run/out/release.db" <"$room/rounded.sql")" ""
    name="it has the tables that readers are told of, and no other"
    is "$(sql "SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name)")" "about agreement benchmark category chart chart_measure comparison correlation grouping grp input input_hash instrument intraclass measure model model_term period quality reliability reliability_item response_rate result section sensitivity trend weight_summary"
    for pair in result:results comparison:comparisons trend:trends response_rate:response-rates sensitivity:sensitivity correlation:correlations intraclass:intraclass agreement:agreement benchmark:benchmarks; do
        name="${pair#*:}.csv has the rows of release.db"; is "$(($(wc -l <"$room/run/out/${pair#*:}.csv") - 1))" "$(sql "SELECT count(*) FROM ${pair%:*}")"
    done
    name="a withheld comparison has no method, and nothing stands beside it"; is "$(sql "SELECT count(*) FROM comparison WHERE flag = 'c' AND (method || effect_name <> '' OR role = 'beside')")" 0
fi
name="what is withheld has no number in any file"; ok no_numbers "$room/run/out"
bye
