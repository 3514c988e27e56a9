#!/bin/sh
# schemas/sp-workforce.md says which question and which measure serves each construct of the two studies: all of them are there, and are reported.
# The constructs are those of the participant tables, topic guides and findings of Rhodes and Bell 2020 and Beardmore 2019.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_program
survey=schemas/sp-workforce.json table=schemas/sp-workforce.md fixture=fixtures/sp-workforce wave=2026-27-Q2
name="the survey runs"; ok run_survey survey $survey $wave $fixture/responses/$wave.csv --frame $fixture/frame.csv --themes $fixture/coded.csv --made-up
out="$room/survey/out"

# The names in backquotes of one column of the table's rows, one a line.
named() { awk -F'|' -v column="$1" '/^\| / && $2 !~ /^ construct/ { print $column }' $table | grep -oE '`[a-z0-9_]+`' | tr -d '`' | sort -u; }
named 3 >"$room/fields"
named 4 >"$room/measures"
sed -n 's/^    {"name": "\([a-z0-9_]*\)".*/\1/p' $survey | sort -u >"$room/asked"
awk -F, 'NR > 1 { print $1 }' "$out/codebook.csv" | sort -u >"$room/told"
awk -F, -v wave=$wave '$1 == wave && $2 == "all" { print $4 }' "$out/results.csv" | sort -u >"$room/reported"

name="constructs by part: 14, 21, 17, 7, 18 and 18"
is "$(awk '/^## / { part++ } /^\| / && !/^\| construct/ { rows[part]++ } END { for (i = 1; i <= part; i++) printf "%s ", rows[i] }' $table)" "14 21 17 7 18 18 "
name="every construct is asked for"; is "$(awk -F'|' '/^\| / && $3 !~ /`/ { print $2 }' $table | grep -v '^ construct')" ""
name="and is told: all but numbers of people"
is "$(awk -F'|' '/^\| / && $2 !~ /^ construct/ && $4 !~ /`/ { print $2 }' $table)" " resp_id, wave, org_id, team_id "
name="every field named is asked"; is "$(comm -23 "$room/fields" "$room/asked")" ""
name="every measure named is in the codebook"; is "$(comm -23 "$room/measures" "$room/told")" ""
name="every measure named is in the results"; is "$(comm -23 "$room/measures" "$room/reported")" ""
name="every question is named, but for the region"; is "$(comm -13 "$room/fields" "$room/asked")" "region"
name="a snapshot of the caseload and people a year keep their units apart"
is "$(awk -F, -v wave=$wave '$1 == wave && $2 == "all" && $6 == "mean" && ($4 == "caseload_per_fte" || $4 == "people_a_year") { print $4, $12 }' "$out/results.csv")" "caseload_per_fte people
people_a_year people a year"
name="statutory and community are compared by themselves"
is "$(awk -F, -v wave=$wave '$1 == wave && $2 == "sector_b" && $5 == "isolated" { print $3, $4 }' "$out/comparisons.csv" | sort -u)" "community statutory"
bye
