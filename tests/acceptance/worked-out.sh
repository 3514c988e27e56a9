#!/bin/sh
# What a reader with the released files, and what is known of a survey outside, might work out of few people. Made-up answers by a rule; what must not come out is worked out here by hand.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_program
command -v sqlite3 >/dev/null || skip_all "no sqlite3 shell here"
released_of() { sqlite3 -batch -readonly -separator '|' "$room/$1/out/release.db" "$2"; }
# 1. Groups that meet in one region alone, where there is one person of one of them: adjusted for regions their difference is that person's answer less the average of the others, which is released.
cat >"$room/meet.json" <<'JSON'
{ "name": "meet", "title": "Meeting", "fields": [
    {"name": "team", "type": "string", "constraints": {"required": true}},
    {"name": "sector", "type": "string", "categories": ["nhs", "voluntary"]}, {"name": "region", "type": "string", "categories": ["north", "south"]},
    {"name": "load", "type": "integer"}],
  "spwell": {"cluster": "team", "disclosure": {"minimum": 10}, "groups": ["sector"], "measures": [{"name": "people", "label": "People", "kind": "item", "of": ["load"], "headline": true, "decimals": 2}],
    "comparisons": [{"by": "sector", "group": "voluntary", "reference": "nhs", "adjust_for": ["region"]}], "models": [{"name": "goes", "outcome": "people", "of": ["sector", "region"]}]} }
JSON
meet() { awk -v few="$1" 'BEGIN { print "team,sector,region,load"
    for (p = 0; p < 40; p++) print "n" int(p / 2) ",nhs,north," 20 + p * 7 % 13
    for (p = 0; p < 40; p++) print "v" int(p / 2) ",voluntary," (p < few ? "north" : "south") "," (p == 0 ? 61 : 25 + p * 5 % 11) }'; }
meet 1 >"$room/one.csv"
name="groups that meet in one person run"; ok run_survey one "$room/meet.json" 2026 "$room/one.csv"
name="the difference is that person's answer less an average"; is "$(private one "SELECT printf('%.6f', value + (SELECT value FROM estimate WHERE grp = 'nhs' AND statistic = 'mean')), printf('%.1f', support) FROM comparison WHERE role = 'adjusted'")" "$(printf '61.000000\t1.0')"
name="it is not told"; is "$(released_of one "SELECT flag, value, n, p FROM comparison WHERE role = 'adjusted'")" "c|||"
name="nor is the model that says the same"; is "$(released_of one 'SELECT flag, n, r_squared FROM model') $(released_of one 'SELECT count(*) FROM model_term')" "c|| 0"
name="the difference as it is stays"; is "$(released_of one "SELECT flag, n FROM comparison WHERE role = 'primary'")" "|40"
meet 15 >"$room/fifteen.csv"
name="groups that meet in fifteen people run"; ok run_survey fifteen "$room/meet.json" 2026 "$room/fifteen.csv"
name="and are told, adjusted and in the model"; is "$(released_of fifteen "SELECT flag, value IS NOT NULL FROM comparison WHERE role = 'adjusted'") $(released_of fifteen 'SELECT flag, n FROM model')" "|1 |80"
name="on as many people as the voluntary ones who are in the north"; is "$(private fifteen "SELECT printf('%.1f', support) FROM comparison WHERE role = 'adjusted'")" 15.0

# 2. Holm's p values are the largest so far, so one may be that of a withheld test beside it; and they tell how many are smaller.
cat >"$room/lists.json" <<'JSON'
{ "name": "lists", "title": "Lists", "fields": [
    {"name": "site", "type": "string", "constraints": {"required": true}, "categories": ["a", "b", "c", "d", "e"]}, {"name": "load", "type": "integer"}],
  "spwell": {"groups": ["site"], "disclosure": {"minimum": 10}, "measures": [{"name": "people", "label": "People", "kind": "item", "of": ["load"], "headline": true}],
    "comparisons": [{"by": "site", "group": "others", "reference": "a"}]} }
JSON
# a, b and c: 30 people each, b clearly more; d: 6 and e: 7 people, without ties, of whom little is clear.
awk 'BEGIN { print "site,load"; split("30 30 30 6 7", n, " "); split("0 3 1 4 5", more, " ")
    for (s = 1; s <= 5; s++) for (p = 0; p < n[s]; p++) print substr("abcde", s, 1) "," 20 + more[s] + (s < 4 ? p * 7 % 15 : p) }' >"$room/lists.csv"
name="a family with tests of few people runs"; ok run_survey lists "$room/lists.json" 2026 "$room/lists.csv"
name="what is told is adjusted with what is told: two tests, not four"
is "$(released_of lists "SELECT grp, p_adjusted > 1.9 * p AND p_adjusted < 2.1 * p FROM comparison WHERE role = 'primary' AND flag = '' ORDER BY p LIMIT 1")" "b|1"
name="in the private store it is adjusted with all four"; is "$(private lists "SELECT round(p_adjusted / p) FROM comparison WHERE role = 'primary' AND grp = 'b'")" 4.0
name="what is withheld does not say by which method"; is "$(released_of lists "SELECT DISTINCT role, method, effect_name, verdict FROM comparison WHERE flag = 'c' ORDER BY role")" "$(printf 'overall|||too few\nprimary|||too few')"

# 3. A weight is headcount over answers.
cat >"$room/weights.json" <<'JSON'
{ "name": "weights", "title": "Weights", "fields": [
    {"name": "site", "type": "string", "constraints": {"required": true}, "categories": ["a", "b", "c"]}, {"name": "load", "type": "integer"}],
  "spwell": {"groups": ["site"], "disclosure": {"minimum": 10}, "weighting": {"method": "post-stratify", "margins": ["site"]}, "measures": [{"name": "people", "label": "People", "kind": "item", "of": ["load"], "headline": true}]} }
JSON
printf 'site,headcount\na,100\nb,100\nc,28\n' >"$room/frame.csv"
weighed() { awk -v few="$1" 'BEGIN { print "site,load"; for (p = 0; p < 80; p++) print (p < 40 ? "a" : "b") "," 20 + p % 9; for (p = 0; p < few; p++) print "c," 20 + p }'; }
weighed 4 >"$room/four.csv"; weighed 14 >"$room/fourteen.csv"
name="a weight of four people's cell runs"; ok run_survey four "$room/weights.json" 2026 "$room/four.csv" --frame "$room/frame.csv"
name="28 of 4 is 7, the largest weight, and stays at home"; is "$(private four "SELECT printf('%.0f %d', largest, fewest_in_cell) FROM weight_summary") $(released_of four "SELECT count(smallest), count(largest), count(median), count(q1), count(q3) FROM weight_summary")" "7 4 0|0|0|0|0"
name="the report says what is left to say"; has "$room/four/out/report.html" 'design effect is [0-9]'
name="with fourteen it is told"; ok run_survey fourteen "$room/weights.json" 2026 "$room/fourteen.csv" --frame "$room/frame.csv"
name="from 2 to 2.5"; is "$(released_of fourteen "SELECT smallest, largest FROM weight_summary")" "2.0|2.5"

# 4. Who is adjusted for, or in a model with, an answer to a question put to some gave the answer that leads there: 39 of the 40 of the NHS were bullied, which is withheld.
sed -e 's/"groups": \["sector"\],/"groups": ["sector"], "comparisons": [{"by": "sector", "group": "voluntary", "reference": "nhs", "measures": ["load"], "adjust_for": ["days"]}, {"by": "sector", "group": "voluntary", "reference": "nhs", "measures": ["load_too"], "adjust_for": ["depth"]}], "models": [{"name": "m", "outcome": "load", "of": ["depth"]}],/' \
    -e 's/    "measures": \[/    "measures": [ {"name": "load", "label": "Load", "kind": "item", "of": ["load"], "section": "s"}, {"name": "load_too", "label": "Load", "kind": "sum", "of": ["load"], "section": "s"},/' \
    -e 's/    {"name": "queue", "title"/    {"name": "load", "type": "integer"},\n&/' tests/acceptance/asked-of-some.json >"$room/asked.json"
awk 'BEGIN { print "id,team,sector,bullied,days,depth,queue,weeks,load"
    for (i = 1; i <= 200; i++) { s = i <= 40 ? "nhs" : "voluntary"; b = s == "nhs" ? i > 1 : i > 48
        printf "p%d,t%d,%s,%s,%s,%s,,,%d\n", i, i % 23, s, b ? "yes" : "no", b ? i % 7 : "", b ? i % 5 : "", 20 + i * 7 % 15 } }' >"$room/asked.csv"
name="covariates that are asked of some run"; ok run_survey asked "$room/asked.json" 2026 "$room/asked.csv"
name="the private store has 39 of 40"; is "$(private asked "SELECT DISTINCT n_reference FROM comparison WHERE role = 'adjusted'")" 39
name="no adjusted difference is told, at first or at second hand"; is "$(released_of asked "SELECT DISTINCT flag, n_reference FROM comparison WHERE role = 'adjusted'")" "c|"
name="nor a model of those asked"; is "$(released_of asked "SELECT flag, n, left_out FROM model")" "c||"

for run in one fifteen lists four fourteen asked; do
    name="$run: what is withheld has no number in any file"; ok no_numbers "$room/$run/out"
    name="$run: no odd numbers"; ok no_odd_numbers "$room/$run/out"
done
bye
