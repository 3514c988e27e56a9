#!/bin/sh
# AAPOR's response rates with the frame: the worked example of methods.md 3.3, by group, and what few partial answers do to what is told.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_program
wave=2026-27-Q2
cat >"$room/book.json" <<'JSON'
{ "name": "response", "title": "Response", "fields": [
    {"name": "id", "type": "string", "constraints": {"required": true}},
    {"name": "sector", "type": "string", "constraints": {"required": true}, "categories": ["nhs", "voluntary", "council"]},
    {"name": "region", "type": "string", "constraints": {"required": true}, "categories": ["north", "south"]},
    {"name": "a", "type": "integer", "constraints": {"minimum": 0, "maximum": 10}},
    {"name": "b", "type": "integer", "constraints": {"minimum": 0, "maximum": 10}},
    {"name": "c", "type": "integer", "constraints": {"minimum": 0, "maximum": 10}},
    {"name": "d", "type": "integer", "constraints": {"minimum": 0, "maximum": 10}}],
  "spwell": {"identifier": "id", "completeness": {"of": ["a", "b", "c", "d"], "complete": 80, "partial": 50}, "eligible_share": 0.8, "groups": ["sector", "region"],
    "measures": [{"name": "a", "label": "A", "kind": "item", "of": ["a"]}], "disclosure": {"minimum": 10}} }
JSON
# people: sector, region, how many complete, partial and broken off
people() { awk 'BEGIN { OFS = ","; print "id,sector,region,a,b,c,d" } { for (i = 0; i < $3 + $4 + $5; i++) print "p" ++n, $1, $2, i % 11, i < $3 + $4 ? 5 : "", i < $3 ? 3 : "", i < $3 ? 4 : "" }'; }
printf 'nhs north 60 4 2\nvoluntary south 60 6 3\n' | people >"$room/answers.csv"
printf 'sector,region,headcount,not_contacted,refused,unknown\nnhs,north,100,30,2,2\nvoluntary,south,100,26,2,3\ncouncil,south,0,0,0,0\n' >"$room/frame.csv"
rates() { private "$1" "SELECT complete, partial, printf('%.2f', rr1), printf('%.2f', rr2), printf('%.2f', rr3), printf('%.2f', rr5) FROM response_rate WHERE \"by\" || '.' || grp = '$2'"; }
name="120 complete, 10 partial and 5 broken off of 200 run"; ok run_survey worked "$room/book.json" $wave "$room/answers.csv" --frame "$room/frame.csv"
name="0.600, 0.650, 0.6030, 0.6154 (methods.md 3.3)"; is "$(rates worked all.all)" "$(printf '120\t10\t60.00\t65.00\t60.30\t61.54')"
# By hand: 60 / 100, 64 / 100, 60 / (98 + 0.8 * 2), 60 / 98
name="by group"; is "$(rates worked sector.nhs)" "$(printf '60\t4\t60.00\t64.00\t60.24\t61.22')"
name="few partial answers are not told, nor what would give them back"
is "$(released worked "SELECT answered, rate, rr2, ifnull(complete, 'c') || ifnull(partial, 'c') || ifnull(rr1, 'c') || ifnull(rr3, 'c') || ifnull(rr5, 'c'), detail_flag FROM response_rate WHERE \"by\" = 'sector' AND grp = 'nhs'")" "$(printf '64\t64.0\t64.0\tccccc\tc')"
name="of everybody both parts are told, but nothing that gives back the 5 who may not have been eligible"
is "$(released worked "SELECT complete, partial, rr1, rr2, ifnull(rr3, 'c') || ifnull(rr5, 'c') FROM response_rate WHERE \"by\" = 'all'")" "$(printf '120\t10\t60.0\t65.0\tcc')"
name="the table names RR1 and RR2"; has "$room/worked/out/report.html" 'Complete answers \(RR1\).*With partial ones \(RR2\)'
name="response-rates.csv has everybody"; has "$room/worked/out/response-rates.csv" '^2026-27-Q2,all,all,200,130,120,10,65,60,65,,,,c$'
name="spwell verify knows the file"; ok "$program" verify "$room/worked/out"

# Twelve partial answers in one group and three in the other: told of neither, as everybody's 15 less the 12 are the 3.
printf 'nhs north 60 12 0\nvoluntary south 60 3 0\n' | people >"$room/answers.csv"
printf 'sector,headcount\nnhs,100\nvoluntary,100\n' >"$room/frame.csv"
name="a named-staff list runs"; ok run_survey named "$room/book.json" $wave "$room/answers.csv" --frame "$room/frame.csv"
name="nobody is unknown: RR3 and RR5 are RR1"; is "$(rates named sector.nhs)" "$(printf '60\t12\t60.00\t72.00\t60.00\t60.00')"
name="partial answers of neither sector are told"; is "$(released named "SELECT count(partial) FROM response_rate WHERE \"by\" = 'sector' AND answered > 0")" 0
name="those of everybody are"; is "$(released named "SELECT partial FROM response_rate WHERE \"by\" = 'all'")" 15
name="groups that the frame does not have say so"; is "$(private named "SELECT count(*) FROM response_rate WHERE \"by\" = 'region' AND rr1 IS NULL AND complete + partial = answered")" 2

printf 'sector,headcount\nnhs,71\nvoluntary,100\n' >"$room/few.csv"
"$program" run --quiet --survey "$room/book.json" --wave $wave --store "$room/few" --out "$room/few-out" --frame "$room/few.csv" "$room/answers.csv" >"$room/said" 2>&1
name="more answers than people are an error"; has "$room/said" '72 answered in sector = nhs, and the frame has only 71 people there'
printf 'sector,headcount,refused\nnhs,100,29\nvoluntary,100,0\n' >"$room/many.csv"
"$program" run --quiet --survey "$room/book.json" --wave $wave --store "$room/many" --out "$room/many-out" --frame "$room/many.csv" "$room/answers.csv" >"$room/said" 2>&1
name="more reasons than people are an error"; has "$room/said" '72 answered in sector = nhs and the frame says of 29 others why they did not, but has only 100 people there'
bye
