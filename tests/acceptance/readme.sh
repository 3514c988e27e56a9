#!/bin/sh
# README tells the truth: its survey runs as it stands there, its commands exist, the files it names are there.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
need_program
awk '/```json/ { inside = 1; next } /```/ { inside = 0 } inside { sub(/^   /, ""); print }' README.md >"$room/survey.json"
cd "$room" || exit 1
name="the survey of README makes its answers up"; ok "$program" synth --quiet --survey survey.json --wave 2026-27-Q2 --respondents 200 --out answers.csv
name="and is checked"; ok "$program" check --quiet --survey survey.json --wave 2026-27-Q2 answers.csv
name="and reported on, where README says"
is "$("$program" run --quiet --survey survey.json --wave 2026-27-Q2 answers.csv 2>&1)" output/2026-27-Q2/report.html
name="the report is there"; ok test -s output/2026-27-Q2/report.html
name="the mistake of README is told as README tells it"
printf 'id,employer,caseload,alone\na,nhs,10,yes\nb,nhs,10,maybe\n' >answers.csv
"$program" check --survey survey.json --wave 2026-27-Q2 --quarantine-limit 100 answers.csv 2>err; has err "^answers.csv:3:4: error: alone 'maybe' is not one of the answers"
cd "$OLDPWD" || exit 1
for file in README.md CONTRIBUTING.md; do
    name="every link of $file leads somewhere"
    is "$(grep -oE '\]\([^)#]+\)' $file | tr -d '])(' | while read -r link; do [ -e "$link" ] || echo "$link"; done)" ""
    name="every path of the tree that $file names is there"
    is "$(grep -oE '`(pipeline|schemas|fixtures|tests|include)/[A-Za-z0-9_./-]*`' $file | tr -d '`' | grep -vE '/[A-Z]+(\.|$)' | sort -u | while read -r path; do [ -e "$path" ] || echo "$path"; done)" ""
done
bye
