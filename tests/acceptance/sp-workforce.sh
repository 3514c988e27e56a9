#!/bin/sh
# The demonstration survey: its files can be made again, and its reports find what was built in and resist what was not (fixtures/sp-workforce/README.md).
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
need_program
fixture=fixtures/sp-workforce
name="the answers and the frame are made again, byte for byte"
again() { sh $fixture/make.sh "$PWD/$B/bin/spwell-synth" "$room/again" && diff -r $fixture/responses "$room/again/responses" && cmp $fixture/frame.csv "$room/again/frame.csv"; }
ok again
name="the reports of eight quarters"; ok sh $fixture/run.sh "$program" "$room/out"
last="$room/out/2026-27-Q2"
name="the same as make report leaves: a page, tables and charts"
is "$(ls "$last" | grep -cE '^(report.html|results.csv|comparisons.csv|trends.csv|summary.md|manifest.json|charts)$')" 7
verdict() { awk -F, -v by="$1" -v grp="$2" -v measure="$3" '$1 == "2026-27-Q2" && $3 == by && $4 == grp && $5 == measure && $7 != "sd" { print $15 }' "$last/trends.csv" | sort -u; }
name="the real change is found: burnout in the voluntary sector rose"; is "$(verdict sector voluntary cbi_work)" rose
name="and is not seen where it is not: the NHS"; is "$(verdict sector nhs cbi_work)" "no clear change"
name="the false alarm is resisted: isolation in the North East and Yorkshire"; is "$(verdict region north_east_and_yorkshire isolated)" "no clear change"
for group in region,east_of_england region,south_west; do
    name="withheld in every quarter: $group"
    is "$(awk -F, -v group="$group" '($2 "," $3) == group { cells++; if ($13 != "c" || $7 != "" || $10 != "") shown++ } END { print (cells > 0), shown + 0 }' "$last/results.csv")" "1 0"
done
name="no team is named anywhere"; is "$(grep -rlE 'team-[0-9]' "$last" | head)" ""
name="every page says that it is made up"; is "$(grep -Lci 'made up\|made-up' "$last"/*.html)" ""
name="no id stands twice in a page"; is "$(for page in "$room"/out/*/report.html; do grep -o ' id="[^"]*"' "$page" | sort | uniq -d; done | head -n 3)" ""
name="no released count is under ten"; is "$(awk -F, 'FNR > 1 && $10 != "" && $10 < 10' "$room"/out/*/results.csv | head -n 3)" ""
bye
