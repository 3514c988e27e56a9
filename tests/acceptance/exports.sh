#!/bin/sh
# Exports of survey tools, as they were published, by codebooks alone. Counts are those of Python's csv module on the same files.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_data surveymonkey-538/StarWars.csv
need_program
books=tests/acceptance/codebooks
read_export() # name, codebook, wave, file, options...
{
    run="$1" book="$2" wave="$3" file="$4"; shift 4
    "$program" ingest --quiet --survey "$books/$book.json" --wave "$wave" --store "$room/$run/store" "$@" "$data/$file" && "$program" score --quiet --survey "$books/$book.json" --wave "$wave" --store "$room/$run/store"
}
counted() { private "$1" "SELECT group_concat(n, ' ') FROM (SELECT n FROM answer_count WHERE variable LIKE '$2' AND kind = '${4:-answered}' AND ('$3' = '' OR value = '$3') ORDER BY rowid)"; }
rows() { private "$1" "SELECT rows_read, stored, quarantined, blank FROM source"; }
tabs() { printf '%s\t%s\t%s\t%s' "$@"; }

name="SurveyMonkey, two heading rows, Windows-1252"; ok read_export starwars surveymonkey-starwars 2014 surveymonkey-538/StarWars.csv
name="1,186 rows"; is "$(rows starwars)" "$(tabs 1186 1186 0 0)"
name="films seen: 673, 571, 550, 607, 758, 738"; is "$(counted starwars films_% yes)" "673 571 550 607 758 738"
name="those who ticked none left the question out: 351 in each"; is "$(counted starwars films_% '' missing)" "351 351 351 351 351 351"

name="two heading rows that begin blank, with another answer in words"; ok read_export cantera surveymonkey-cantera 2019 surveymonkey-cantera/responses.csv
name="60 rows"; is "$(rows cantera)" "$(tabs 60 60 0 0)"
name="systems: 13, 1, 3, 40, 21, 10 and 4 others"; is "$(counted cantera system_% yes)" "13 1 3 40 21 10 4"

name="REDCap checkboxes"; ok read_export boxes redcap-checkboxes 2019 redcap-redcapr/checkboxes-1/data.csv
name="ticks, as the file's own last column wants them"; is "$(counted boxes check_one_% yes)|$(counted boxes check_two_% yes)" "2 1 1 1|1 1 1 1 0"

name="REDCap with decimal commas"; ok read_export decimals redcap-decimals 2019 redcap-redcapr/decimal-comma-and-dot/data.csv
"$program" export --survey $books/redcap-decimals.json --wave 2019 --store "$room/decimals/store" --private >"$room/decimals.csv"
name="a comma and a point give the same numbers"; is "$(awk -F, 'NR > 1 && ($2 != $3 || $4 != $5)' "$room/decimals.csv" | wc -l)" 0
name="names are not in the store"; hasnt "$room/decimals/store/work.db" 'Valdez|Furtado'

name="Qualtrics, three heading rows"; ok read_export qualtrics qualtrics 2017 qualtrics-qualtRics/sample.csv
name="one answer"; is "$(rows qualtrics)" "$(tabs 1 1 0 0)"
name="Qualtrics, two heading rows and a column without a heading"; ok read_export legacy qualtrics 2017 qualtrics-qualtRics/sample_legacy.csv --profile qualtrics-legacy
name="one answer there"; is "$(rows legacy)" "$(tabs 1 1 0 0)"
name="no address is in either store"; hasnt "$room/qualtrics/store/work.db" '192\.0\.2\.1'
name="by another day than the wave's the answer is kept apart"
"$program" check --survey $books/qualtrics.json --wave 2018 --quarantine-limit 100 "$data/qualtrics-qualtRics/sample.csv" 2>"$room/late"; has "$room/late" "sent '2017-07-18 08:28:48' is outside the wave"
bye
