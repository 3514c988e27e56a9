#!/bin/sh
# What was ingested comes out again as it went in, at full precision, and only to those who say that they may see it.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_program
wave=2026-27-Q2
answers=fixtures/sp-workforce/responses/$wave.csv
name="sp-workforce runs"; ok run_survey exported schemas/sp-workforce.json $wave $answers --frame fixtures/sp-workforce/frame.csv --made-up
export_table() { "$program" export --store "$room/exported/store" --wave $wave "$@"; }
export_to() { file="$1"; shift; export_table "$@" >"$file"; }

name="rows come out"; ok export_to "$room/rows.csv" --survey schemas/sp-workforce.json --private
sqlite3 -batch "$room/both.db" ".import --csv $answers before" ".import --csv $room/rows.csv after" 2>/dev/null
compare() { sqlite3 -batch "$room/both.db" "SELECT count(*) FROM before AS b JOIN after AS a ON a.rowid = b.rowid WHERE $1"; }
rows=$(sqlite3 -batch "$room/both.db" 'SELECT count(*) FROM before')
name="as many as went in"; is "$(sqlite3 -batch "$room/both.db" 'SELECT count(*) FROM after')" "$rows"
name="teams, sectors, burnout answers and comments are the same in every row"
is "$(compare 'a.team_id = b.team_id AND a.sector = b.sector AND a.region = b.region AND a.cbi_work_1 = b.cbi_work_1 AND a.cbi_client_6 = b.cbi_client_6 AND a.comment_hard = b.comment_hard')" "$rows"
name="so are numbers and labelled missing values"
is "$(compare "(a.fte = b.fte OR CAST(a.fte AS REAL) = CAST(b.fte AS REAL)) AND a.active_caseload = b.active_caseload AND a.waiting_weeks = b.waiting_weeks")" "$rows"
name="reference numbers do not come out"; is "$(compare 'a.respondent_id = b.respondent_id OR length(a.respondent_id) <> 32')" 0
name="the caseload for each full-time post is their quotient"
is "$(compare "a.caseload_per_fte <> '' AND abs(a.caseload_per_fte - CAST(b.active_caseload AS REAL) / CAST(b.fte AS REAL)) > 1e-9")" 0

name="estimates come out with 15 digits and more"; ok export_to "$room/estimates.csv" --table estimate --private
has "$room/estimates.csv" '^2026-27-Q2,sector,voluntary,cbi_work,,mean,[0-9]+,,[0-9.]+,[0-9]+\.[0-9]{10,},'
name="without --private nothing comes out, and the reason is told"
export_table --table estimate >"$room/none" 2>"$room/err"; code=$?
is "$code $(wc -c <"$room/none" | tr -d ' ')" "2 0"
name="an unknown table is refused with a suggestion"; export_table --table estimat --private 2>"$room/err"; is "$?" 2; has "$room/err" "did you mean 'estimate'"
bye
