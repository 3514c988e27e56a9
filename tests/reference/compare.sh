#!/bin/sh
# The same numbers as R: tiny.tsv, strata.tsv, weights.tsv, beside.tsv, workforce.tsv, routed.tsv, sensitivity.tsv and adjusted.tsv against the private store, to 1e-9 relative; logistic.tsv, which is made by iteration, to 1e-6.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
need_program
command -v sqlite3 >/dev/null || skip_all "no sqlite3 shell here"
here=tests/reference

analyse() # codebook, wave, frame ("" for none), answers, coded comments
{
    rm -rf "$room/store"
    "$program" ingest --quiet --survey "$1" --wave "$2" --store "$room/store" ${3:+--frame "$3"} ${5:+--themes "$5"} "$4" &&
        "$program" score --quiet --survey "$1" --wave "$2" --store "$room/store" &&
        "$program" analyse --quiet --survey "$1" --wave "$2" --store "$room/store" &&
        sqlite3 -batch -readonly -separator "$(printf '\t')" "$room/store/work.db" <$here/private.sql >"$room/ours.tsv"
}
same() # case, file of expected values
{
    awk -v case="$1" -v tolerance="${tolerance:-1e-9}" -f $here/compare.awk "$room/ours.tsv" "$2" >"$room/.why"
    result $? "$room/.why"
    note "$1: $(grep 'compared, largest' "$room/.why")"
}

beside() # case
{
    sqlite3 -batch -readonly -separator "$(printf '\t')" "$room/store/work.db" <$here/beside.sql >"$room/beside.tsv"
    awk -v case="$1" -v tolerance=1e-9 -f $here/beside.awk "$room/beside.tsv" $here/beside.tsv >"$room/.why"
    result $? "$room/.why"
    note "$1: $(grep 'compared, largest' "$room/.why")"
}

# The codebook says raked and clustered; the other cases differ in these two lines.
for case in none teams raked raked-teams post-teams; do
    case "$case" in *teams) cluster='' ;; *) cluster='/"cluster":/d' ;; esac
    case "$case" in raked*) method=rake ;; post*) method=post-stratify ;; *) method=none ;; esac
    [ "$method" = none ] && weighting='s/"weighting": {.*},/"weighting": {"method": "none"},/' || weighting="s/\"method\": \"rake\"/\"method\": \"$method\"/"
    sed -e "$cluster" -e "$weighting" $here/tiny/codebook.json >"$room/codebook.json"
    [ "$method" = none ] && frame="" || frame=$here/tiny/frame.csv
    name="tiny, $case: the survey is read and analysed"
    ok analyse "$room/codebook.json" 2026-27-Q2 "$frame" $here/tiny/answers.csv
    name="tiny, $case: equals R survey to 1e-9"
    same "$case" $here/tiny.tsv
    name="tiny, $case: ranks, odds, whole tables and several groups at once equal R to 1e-9"
    beside "$case"
done

# Teams or people drawn by districts; the codebook says raked, by teams, counted, lone teams adjusted.
for case in adjust remove counted-adjust counted-certainty raked-counted-adjust raked-remove post-counted-adjust own-counted-adjust own-remove people-counted raked-people-counted teams-counted raked-teams-counted; do
    case $case in raked*) weighting='' frame=$here/strata/frame.csv ;; post*) weighting='s/"method": "rake"/"method": "post-stratify"/' frame=$here/strata/frame.csv ;;
        own*) weighting='s/"weighting": {.*},/"weighting": {"method": "column", "weights": "own_weight"},/' frame="" ;; *) weighting='s/"weighting": {.*},/"weighting": {"method": "none"},/' frame="" ;; esac
    case $case in *remove | *certainty) lone='s/"lone_team": "adjust"/"lone_team": "remove"/' ;; *adjust) lone='' ;; *) lone='/"lone_team":/d' ;; esac
    case $case in
        *people-counted) drawn='/"cluster":/d; s/"finite_population": {.*},/"finite_population": {"hill": 300, "dale": 120, "shore": 200, "moor": 71, "wood": 90, "isle": 15},/' ;;
        *teams-counted) drawn='/"strata":/d; s/"finite_population": {.*},/"finite_population": 120,/' ;;
        *counted*) drawn='' ;;
        *) drawn='/"finite_population":/d' ;;
    esac
    sed -e "$weighting" -e "$lone" -e "$drawn" $here/strata/codebook.json >"$room/codebook.json"
    name="strata, $case: the survey is read and analysed"
    ok analyse "$room/codebook.json" 2026-27-Q2 "$frame" $here/strata/answers.csv
    name="strata, $case: equals R survey to 1e-9"
    same "$case" $here/strata.tsv
    case $case in
        counted-adjust | own-counted-adjust | people-counted | raked-counted-adjust)
            name="strata, $case: ranks, odds and whole tables equal R to 1e-9"
            beside "$case" ;;
    esac
done

# Weights in each way that a codebook can say; the frame as one table, and as tables below one another.
for survey in first second; do
    for case in rake trim post column cut tables; do
        frame=$here/weights/frame.csv expected=$case
        [ "$survey" = first ] && cluster='' || cluster='/"cluster":/d'
        case $case in
            rake) weighting='' ;;
            tables) weighting='' frame=$here/weights/tables.csv expected=rake ;;
            trim) weighting='s/\]\]}/]], "trim": {"at_most": 2.5, "at_least": 0.4}}/' ;;
            post) weighting='s/"weighting": {.*},/"weighting": {"method": "post-stratify", "margins": ["sector", "hours"]},/' ;;
            column) weighting='s/"weighting": {.*},/"weighting": {"method": "column", "weights": "weight"},/' frame="" ;;
            cut) weighting='s/"weighting": {.*},/"weighting": {"method": "column", "weights": "weight", "trim": {"at_most": 3, "at_least": 0.25}},/' frame="" ;;
        esac
        sed -e "$cluster" -e "$weighting" $here/weights/codebook.json >"$room/codebook.json"
        name="weights, $survey survey, $case: it is read and analysed"
        ok analyse "$room/codebook.json" 2026-27-Q2 "$frame" $here/weights/$survey.csv
        name="weights, $survey survey, $case: equals R survey to 1e-9"
        same "$survey-$expected" $here/weights.tsv
    done
done

wave=2026-27-Q2
name="sp-workforce $wave is read and analysed"
ok analyse schemas/sp-workforce.json $wave fixtures/sp-workforce/frame.csv fixtures/sp-workforce/responses/$wave.csv fixtures/sp-workforce/coded.csv
name="sp-workforce $wave: equals R survey to 1e-9"
same $wave $here/workforce.tsv
name="sp-workforce $wave: questions put to some, bands, counts and coded comments equal R survey to 1e-9"
same $wave $here/routed.tsv
name="sp-workforce $wave: averages of those who answered every question equal R survey to 1e-9"
same complete $here/sensitivity.tsv
sqlite3 -batch -readonly -separator "$(printf '\t')" "$room/store/work.db" <$here/adjusted.sql >"$room/ours.tsv"
name="sp-workforce $wave: adjusted differences and the model of burnout equal R lm and clubSandwich to 1e-9"
same $wave $here/adjusted.tsv
name="sp-workforce $wave: the model of leaving equals R glm and clubSandwich to 1e-6"
tolerance=1e-6 same $wave $here/logistic.tsv
bye
