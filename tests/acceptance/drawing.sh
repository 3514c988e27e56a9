#!/bin/sh
# How teams were drawn: what cannot be is refused with the stratum that is in the way, and readers are told what was allowed for.
# Numbers stand in tests/reference/strata.tsv.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_program
here=tests/reference/strata wave=2026-27-Q2

book() { sed -e 's/"weighting": {.*},/"weighting": {"method": "none"},/' "$@" $here/codebook.json >"$room/book.json"; } # sed expressions
refused() # name, pattern, options...
{
    what="$1" pattern="$2"; shift 2
    rm -rf "$room/refused"
    "$program" run --quiet --survey "$room/book.json" --wave $wave --store "$room/refused" --out "$room/refused-out" "$@" >"$room/said" 2>&1
    status=$?
    name="$what: is refused with 65"; is $status 65
    name="$what: the message says where"; has "$room/said" "$pattern"
    name="$what: a hint says what to do"; has "$room/said" 'hint:'
}
book -e '/"lone_team":/d'
refused "a stratum of one team" "strata: district 'Isle' has answers from one team, so its uncertainty cannot be told" $here/answers.csv
book -e 's/"moor": 9/"moor": 7/'
refused "more teams than there are" "finite population: 8 teams answered in district 'Moor', and there are only 7" $here/answers.csv
book -e 's/"strata": "district"/"strata": "sector"/' -e '/"finite_population":/d'
refused "a team in two strata" "strata: a team has people in sector 'Nhs' and in sector 'Voluntary'|strata: a team has people in sector 'Voluntary' and in sector 'Nhs'" $here/answers.csv
book -e 's/"finite_population": {.*},/"finite_population": "frame",/'
refused "teams that no frame counts" "finite population: no frame tells how many teams there are by 'district'" $here/answers.csv
printf 'district,headcount\nhill,300\ndale,120\nshore,200\nmoor,71\nwood,90\nisle,15\n' >"$room/people.csv"
refused "a frame of people where teams were drawn" "finite population: no frame tells how many teams there are by 'district'" --frame "$room/people.csv" $here/answers.csv

printf 'district,headcount,teams\nhill,300,30\ndale,120,14\nshore,200,22\nmoor,71,9\nwood,90,12\nisle,15,4\n' >"$room/teams.csv"
name="teams counted by the frame run"; ok run_survey frame "$room/book.json" $wave $here/answers.csv --frame "$room/teams.csv"
book
name="teams counted by the codebook run"; ok run_survey counted "$room/book.json" $wave $here/answers.csv
everything='SELECT "by", grp, measure, category, statistic, value, se, df, low, high FROM estimate ORDER BY 1, 2, 3, 4, 5'
name="both give the same"; is "$(private frame "$everything" | cksum)" "$(private counted "$everything" | cksum)"
# By hand: sqrt(1 - 12 / 30) and sqrt(1 - 8 / 9)
name="corrections of hill and moor"; is "$(private counted "SELECT group_concat(printf('%.6f', correction), ' ') FROM (SELECT correction FROM stratum WHERE stratum IN ('hill', 'moor') ORDER BY stratum)")" "0.774597 0.333333"
# 53 teams of 91: sqrt(1 - 53 / 91) = 0.646
name="the report says so"
has "$room/counted/out/report.html" 'Intervals allow for teams having been drawn by district\. The 53 teams that answered are taken as drawn at random from 91: standard errors are about 65% of what they would be without this \(finite population correction, by district\)\. Where one team is all there is of a stratum, its distance'
name="people who did not answer are spoken of all the same"; has "$room/counted/out/report.html" 'People who did not answer may differ from those who did'

book -e 's/"finite_population": {.*},/"finite_population": 53,/' -e '/"strata":/d' -e '/"lone_team":/d'
name="a census of teams runs"; ok run_survey census "$room/book.json" $wave $here/answers.csv
name="it has no sampling error"; is "$(private census "SELECT DISTINCT se FROM estimate WHERE statistic = 'mean'")" 0.0
name="the report says so"; has "$room/census/out/report.html" 'Answers came from all 53 teams there are: a census of respondents, with no sampling error'
name="and still warns of those who did not answer"; has "$room/census/out/report.html" 'People who did not answer may differ from those who did'
name="no odd numbers"; ok no_odd_numbers "$room/census/out"
bye
