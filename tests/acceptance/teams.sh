#!/bin/sh
# The design counts the teams of the people who were stored, not those of rows that were kept apart; and each comparison is told once.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_program
cat >"$room/book.json" <<'JSON'
{ "name": "teams", "title": "Teams", "fields": [
    {"name": "id", "type": "string", "constraints": {"required": true}},
    {"name": "team", "type": "string", "constraints": {"required": true}},
    {"name": "sector", "type": "string", "constraints": {"required": true}, "categories": ["nhs", "voluntary"]},
    {"name": "alone", "type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}],
  "spwell": {"identifier": "id", "cluster": "team", "groups": ["sector"],
    "measures": [{"name": "works_alone", "label": "Work alone", "kind": "in", "of": ["alone"], "values": ["yes"], "phrase": "work alone", "headline": true}],
    "comparisons": [{"by": "sector", "group": "voluntary", "reference": "nhs"}], "disclosure": {"minimum": 10}} }
JSON
awk 'BEGIN { print "id,team,sector,alone"; for (i = 0; i < 60; i++) print "p" i ",t" int(i / 3) "," (i < 30 ? "nhs" : "voluntary") "," (i % 4 ? "no" : "yes"); print "bad,only-here,nhs,perhaps" }' >"$room/answers.csv"
name="60 people of 20 teams and one unusable row run"; ok run_survey teams "$room/book.json" 2026 "$room/answers.csv"
name="one row is kept apart"; is "$(private teams 'SELECT stored, quarantined FROM source')" "$(printf '60\t1')"
name="the design has 20 teams"; is "$(private teams 'SELECT clusters FROM weight_summary')" 20
name="degrees of freedom are those of 20 teams"; is "$(private teams "SELECT df FROM estimate WHERE grp = 'all'")" 19.0

sed 's/"cluster": "team", //' "$room/book.json" >"$room/simple.json"
awk 'BEGIN { print "id,team,sector,alone"; for (i = 0; i < 42; i++) print "p" i ",t,"(i < 30 ? "nhs" : "voluntary") "," (i < 7 ? "yes" : "no") }' >"$room/answers.csv"
name="0 of 12 beside 7 of 30 without teams runs"; ok run_survey simple "$room/simple.json" 2026 "$room/answers.csv"
# R: fisher.test(matrix(c(0, 12, 7, 23), 2))$p.value = 0.1638
name="it is compared once, by the exact test (R: p = 0.1638)"
is "$(private simple "SELECT method, printf('%.4f', p), verdict FROM comparison WHERE role = 'primary'")" "$(printf 'fisher exact\t0.1638\tno clear difference')"
bye
