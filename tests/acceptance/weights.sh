#!/bin/sh
# Weights that cannot be had are refused with the cell that is in the way, and those that can be are told to readers, but for what may be one person's.
# Numbers stand in tests/reference/weights.tsv.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_program
here=tests/reference/weights wave=2026-27-Q2

weighting() { sed "s/\"weighting\": {.*},/\"weighting\": $1,/" $here/codebook.json >"$room/book.json"; } # JSON
refused() # JSON, frame ("" for none), answers, pattern, what it is
{
    weighting "$1"
    rm -rf "$room/refused"
    "$program" run --quiet --survey "$room/book.json" --wave $wave --store "$room/refused" --out "$room/refused-out" ${2:+--frame "$2"} "$3" >"$room/said" 2>&1
    status=$?
    name="$5: is refused with 65"; is $status 65
    name="$5: the message says where"; has "$room/said" "$4"
    name="$5: a hint says what to do"; has "$room/said" 'hint:'
}
rake='{"method": "rake", "margins": ["sector", ["region", "hours"]]}'

grep -v ',north,full' $here/frame.csv >"$room/without.csv"
refused "$rake" "$room/without.csv" $here/first.csv "there are answers with region 'North', hours 'Full time' and the frame has no such people" "answers from a cell without a population"
grep -v ',north,full,' $here/first.csv >"$room/nobody.csv"
refused "$rake" $here/frame.csv "$room/nobody.csv" "the frame has people with region 'North', hours 'Full time' and none of them answered" "a cell in which nobody answered"
sed 's/^nhs,,,1580/nhs,,,1581/' $here/tables.csv >"$room/unequal.csv"
refused "$rake" "$room/unequal.csv" $here/first.csv "the frame's total by region and hours differs from that by sector" "margins that do not add up to the same"
refused '{"method": "post-stratify", "margins": ["sector", "region"]}' $here/tables.csv $here/first.csv "weights by 'sector' and 'region', and no frame tells how many people there are" "a cross that the frame does not have"
refused '{"method": "rake", "margins": ["sector", ["region", "hours"]], "trim": {"at_most": 1.1, "at_least": 0.9}}' $here/frame.csv $here/first.csv "after 200 rounds of trimming some are still below 0.9 or above 1.1 times the median" "limits that cannot be kept"
# Full-time people are the NHS, part-time the others; headcounts that say otherwise cannot be met.
awk -F, 'NR == 1 || ($3 == "nhs") == ($5 == "full")' $here/first.csv >"$room/diagonal.csv"
refused '{"method": "rake", "margins": ["sector", "hours"]}' $here/frame.csv "$room/diagonal.csv" 'raking did not settle in 500 rounds' "margins that cannot be met together"
awk -F, -v OFS=, 'NR % 60 == 5 { $6 = NR % 120 == 5 ? 0 : "" } { print }' $here/first.csv >"$room/gaps.csv"
refused '{"method": "column", "weights": "weight"}' "" "$room/gaps.csv" "6 of 360 respondents have no number above 0 in 'weight'" "people without a weight"

trim='{"method": "rake", "margins": ["sector", ["region", "hours"]], "trim": {"at_most": 2.5, "at_least": 0.4}}'
weighting "$trim"
name="trimmed and raked weights run"; ok run_survey trim "$room/book.json" $wave $here/first.csv --frame $here/frame.csv
name="the margins hold after trimming"
is "$(private trim "SELECT group_concat(printf('%.6f', n), ' ') FROM (SELECT sum(n * weight) AS n FROM weight GROUP BY substr(grp, 1, instr(grp, '*') - 1) ORDER BY substr(grp, 1, instr(grp, '*') - 1))")" "1580.000000 560.000000 1760.000000"
name="so do the limits"; is "$(private trim 'SELECT largest <= 2.5000026 * median AND smallest >= 0.3999996 * median FROM weight_summary')" 1
name="the report says how the weights were made"; has "$room/trim/out/report.html" 'sector and region by hours each have the make-up of all staff \(raking\)\. Weights are kept within 0\.4 and 2\.5 times the median weight\.'
name="and how many people were trimmed"; has "$room/trim/out/report.html" 'after those of 21 people were cut to a limit'
name="quality.csv has the weights"; is "$(grep -c '^2026-27-Q2,weights,' "$room/trim/out/quality.csv")" 9

weighting '{"method": "column", "weights": "weight"}'
name="weights in a column run"; ok run_survey column "$room/book.json" $wave $here/first.csv
name="the ends of the weights, which are one person's, stay at home"; is "$(released column 'SELECT smallest IS NULL, largest IS NULL, median IS NULL FROM weight_summary')" "$(printf '1\t1\t0')"
name="the largest weight is in no file that leaves"; ok sh -c "! grep -rE '19\\.07|19\\.069' '$room/column/out' --include='*.csv' --include='*.html' --include='*.md' --include='*.json'"
name="no odd numbers"; ok no_odd_numbers "$room/column/out"

# Few trimmed people, or few others, are not counted in public.
weighting '{"method": "rake", "margins": ["sector", ["region", "hours"]], "trim": {"at_most": 3.2, "at_least": 0.2}}'
name="a trim of few people runs"; ok run_survey few "$room/book.json" $wave $here/second.csv --frame $here/frame.csv
name="fewer than ten were trimmed, and the release does not say how many"; is "$(private few 'SELECT trimmed BETWEEN 1 AND 9 FROM weight_summary') $(released few 'SELECT trimmed IS NULL FROM weight_summary')" "1 1"
bye
