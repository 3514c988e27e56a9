#!/bin/sh
# The register of March 2020: 112.3248 full-time posts of link workers; its headcounts serve as the frame of another run.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_data nhs-pcn-workforce/pcn_individual_2020-03.csv
need_program
survey=nhs-pcn-workforce books=tests/acceptance/codebooks
name="$survey runs from CSV to report"; ok run_survey pcn $books/$survey.json 2020 "$data/$survey/pcn_individual_2020-03.csv"
name="534 rows read, 138 link workers stored, 396 others left out"; is "$(private pcn 'SELECT rows_read, stored, not_eligible, quarantined FROM source')" "$(printf '534\t138\t396\t0')"
name="every fact holds (112.3248 full-time posts, and by region)"; ok facts_hold pcn $books/$survey.facts.tsv
name="full-time posts in all, as published"; is "$(private pcn "SELECT printf('%.4f', value) FROM estimate WHERE measure = 'fte' AND statistic = 'total' AND grp = 'all'")" 112.3248

# Its headcounts by region, as released, become the population of a survey of link workers.
{ echo region,headcount; released pcn "SELECT grp || ',' || n FROM result WHERE \"by\" = 'region' AND measure = 'fte' AND statistic = 'total'"; } >"$room/frame.csv"
name="its released headcounts by region add up to 138"; is "$(awk -F, 'NR > 1 { n += $2 } END { print n + 0 }' "$room/frame.csv")" 138
sed 's/"weighting": {.*},/"weighting": {"method": "post-stratify", "margins": ["region"]},/' schemas/sp-workforce.json >"$room/region.json"
mkdir "$room/instruments" && cp schemas/instruments/*.json "$room/instruments"
awk -F, 'NR == 1 { columns = NF } NR == 1 || (NF == columns && !/"/ && answers[$4]++ < 4)' fixtures/sp-workforce/responses/2026-27-Q2.csv >"$room/few.csv" # no more people than the register has
name="a survey of link workers is weighted to them"
ok run_survey weighted "$room/region.json" 2026-27-Q2 "$room/few.csv" --frame "$room/frame.csv"
name="the weights of each region add up to its headcount"
is "$(private weighted 'SELECT grp, printf("%.9f", n * weight) FROM weight ORDER BY grp' | tr '\t' ,)" "$(sed 1d "$room/frame.csv" | sort | sed 's/$/.000000000/')"
bye
