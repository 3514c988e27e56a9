#!/bin/sh
# A synthetic NHS trust staff survey through the whole chain: wellbeing by division, with small divisions withheld.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_data nhs-synth-ons4/synthSurvey.csv
need_program
survey=nhs-synth-ons4 books=tests/acceptance/codebooks
name="$survey runs from CSV to report"; ok run_survey ons $books/$survey.json 2018 "$data/$survey/synthSurvey.csv"
name="1,945 rows read and stored"; is "$(private ons 'SELECT rows_read, stored FROM source')" "$(printf '1945\t1945')"
name="every fact holds ($(($(wc -l <$books/$survey.facts.tsv) - 1)): means, deviations and bands by division)"
ok facts_hold ons $books/$survey.facts.tsv
name="nothing of fewer than ten people is released"; is "$(released ons 'SELECT "by", grp, measure, n FROM result WHERE n < 10')" ""
name="pay bands of fewer than ten people are withheld and marked"
is "$(private ons "SELECT count(DISTINCT grp) FROM estimate WHERE \"by\" LIKE '%pay%' AND \"by\" NOT LIKE '%*%' AND n BETWEEN 1 AND 9 AND statistic = 'mean' AND measure = 'satisfied'") $(released ons "SELECT count(*) FROM result WHERE \"by\" LIKE '%pay%' AND \"by\" NOT LIKE '%*%' AND flag = 'c' AND measure = 'satisfied' AND statistic = 'mean' AND value IS NULL" | awk '{print ($1 >= 4) ? "withheld" : "not withheld: " $1}')" "4 withheld"
name="no division under ten has a value in results.csv"
private ons "SELECT DISTINCT \"by\", grp FROM estimate WHERE n < 10 AND statistic = 'mean'" >"$room/small.tsv"
awk -F, 'FNR == NR { split($0, a, "\t"); small[a[1], a[2]] = 1; next } FNR > 1 && (($2, $3) in small) && $6 == "mean" && $7 != "" && $10 != "" && $10 < 10' "$room/small.tsv" "$room/ons/out/results.csv" >"$room/shown"
is "$(cat "$room/shown")" ""
name="no odd numbers in its outputs"; ok no_odd_numbers "$room/ons/out"
bye
