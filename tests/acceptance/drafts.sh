#!/bin/sh
# A codebook drafted from every real survey there is: it is accepted, and its file is ingested by it, every row. Rows are counted by sqlite3's own reading of CSV.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
need_program
command -v sqlite3 >/dev/null || skip_all "no sqlite3 shell here"
[ -d "$data" ] || skip_all "no real surveys in $data (set SPWELL_TEST_DATA)"
wave=2000-01-01_2030-12-31

counted() { sqlite3 -batch :memory: 'CREATE TABLE t (a)' ".import --csv --skip $2 '$data/$1' t" 'SELECT count(*) FROM t' 2>/dev/null; }
stored() { sqlite3 -batch -readonly -separator ' ' "$room/store/work.db" 'SELECT rows_read, stored, quarantined, blank FROM source' 2>/dev/null; }
here() { [ -e "$data/$1" ] || { skip "$1 is not in $data"; return 1; }; }

# drafted FILE, then the arguments of spwell codebook
drafted()
{
    name="$1: a codebook is drafted"
    here "$1" || return 1
    shift
    rm -rf "$room/store" "$room/survey.json"
    ok "$program" codebook --quiet --out "$room/survey.json" "$@"
    name="$file: --check accepts it"; ok "$program" codebook --check "$room/survey.json"
}
# ingested FILE, heading rows: every row is read; the table's line is told
ingested()
{
    "$program" ingest --quiet --survey "$room/survey.json" --wave $wave --store "$room/store" "$data/$1" >"$room/out" 2>&1
    name="$1: it is ingested by its draft"; result $? "$room/out"
    counts=$(stored)
    name="$1: as many rows are read as sqlite3 counts"; is "${counts%% *}" "$(counted "$1" "$2")"
    # shellcheck disable=SC2086
    set -- "$1" ${counts:-- - - -}
    note "$(printf '%-66s %6s read %6s stored %3s kept apart %3s blank' "$@")"
}
csv() # FILE, heading rows, arguments
{
    file="$1" rows="$2"; shift 2
    drafted "$file" --from csv "$@" "$data/$file" && ingested "$file" "$rows"
}
redcap() # project, dictionary
{
    file="redcap-redcapr/$1/data.csv"
    drafted "$file" --from redcap "$data/redcap-redcapr/$1/$2.csv" && ingested "$file" 1
}

csv ssi-rse-uk2016/public_data.csv 1 --profile limesurvey
csv qualtrics-qualtRics/sample.csv 3 --profile qualtrics
csv qualtrics-qualtRics/sample_legacy.csv 2 --profile qualtrics-legacy
csv surveymonkey-538/StarWars.csv 2 --profile surveymonkey --encoding windows-1252
csv surveymonkey-538/steak-risk-survey.csv 2 --profile surveymonkey
csv surveymonkey-538/comma-survey.csv 1
csv surveymonkey-538/flying-etiquette.csv 1
csv surveymonkey-538/thanksgiving-2015-poll-data.csv 1
csv surveymonkey-538/weather-check.csv 1
csv surveymonkey-cantera/responses.csv 2 --profile surveymonkey
csv nhs-synth-ons4/synthSurvey.csv 1
csv nhs-synth-ons4/synthESR.csv 1
csv nhs-pcn-workforce/pcn_individual_2020-03.csv 1 --encoding windows-1252
csv nhs-pcn-workforce/pcn_individual_2021-03.csv 1 --encoding windows-1252
csv nhs-staff-survey/nss_data_trusts.csv 1
csv nhs-staff-survey/nss2021-23_benchmark_group_x_religion.csv 1
csv nhs-staff-survey/nss2018_religion_rates.csv 1
csv redcap-redcapr/russian/data.csv 1 --profile redcap
for project in checkboxes-1 decimal-comma-and-dot survey validation-types-1; do redcap $project dictionary; done
redcap decimal-comma-and-dot metadata

jisc=jisc-online-surveys/results-for-idrc-surveyin
key=$jisc-2020-11-06-1612-key.en.csv file=$jisc-2021-03-05-0807.en.csv
if drafted "$file" --from jisc "$data/$key" "$data/$file"; then
    ingested "$file" 1
    name="Jisc: Q9 is a multi-select of four"; is "$(grep -c '"kind": "in", "of": \["q9_[1-4]"\]' "$room/survey.json")" 4
    name="Jisc: Q1 is one answer of six"; is "$(grep -A1 '"name": "q1", "title": "What is your age' "$room/survey.json" | grep -o '"value"' | wc -l | tr -d ' ')" 6
fi

# The answers of this project went through R: TRUE and FALSE for a question whose codes are 0 and 1. They are not taken for codes; a person is told where.
file=redcap-redcapr/simple/data.csv
for kind in dictionary metadata; do
    drafted "$file" --from redcap "$data/redcap-redcapr/simple/$kind.csv" || continue
    "$program" ingest --survey "$room/survey.json" --wave $wave --store "$room/store" "$data/$file" >"$room/out" 2>&1
    status=$? name="redcap simple by its $kind: answers that are no codes are refused"; is $status 65
    name="and told with line and column"; has "$room/out" "simple/data.csv:2:9: error: sex 'FALSE' is not one of the answers"
    name="and with a way out"; has "$room/out" '^hint: mend the file or the codebook'
done

# Drafts are good enough for a plain report at once.
if here nhs-synth-ons4/synthSurvey.csv; then
    rm -f "$room/survey.json"
    "$program" codebook --quiet --from csv --out "$room/survey.json" "$data/nhs-synth-ons4/synthSurvey.csv"
    name="a draft gives a report as it is"
    ok "$program" run --quiet --survey "$room/survey.json" --wave 2019 --store "$room/private" --out "$room/report" "$data/nhs-synth-ons4/synthSurvey.csv"
fi
bye
