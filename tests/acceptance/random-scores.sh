#!/bin/sh
# Scores of random surveys are those of a slow implementation that shares no code with the pipeline (tests/scores), for every respondent and measure: categories, yes and
# no and missing exactly, numbers to 1e-12. 100 surveys of 40 respondents; FULL=1 takes 1,000.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
need_program
cc="${CC:-cc}" warn="-std=c17 -D_GNU_SOURCE -O1 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror"
# shellcheck disable=SC2086
compile() { $cc $warn -o "$room/make_survey" tests/scores/make_*.c -lm && $cc $warn -o "$room/slow_scores" tests/scores/slow_*.c tests/scores/exact.c -lm; }
name="the maker of surveys and the slow scorer compile"; ok compile
name="they include nothing of the pipeline's"
is "$(grep -n '#include "' tests/scores/*.[ch] | grep -vE '"(make|slow|exact)\.h"')" ""

one_survey() # SEED
{
    survey="$room/$1"
    mkdir -p "$survey/instruments" && "$room/make_survey" "$1" "$survey" &&
        "$program" synth --quiet --survey "$survey/codebook.json" --structure "$survey/structure.json" --respondents 40 --seed "$1" --wave 2026 --out "$survey/answers.csv" &&
        "$program" ingest --quiet --survey "$survey/codebook.json" --wave 2026 --store "$survey/store" --threads 1 "$survey/answers.csv" &&
        "$program" score --quiet --survey "$survey/codebook.json" --wave 2026 --store "$survey/store" &&
        "$program" export --survey "$survey/codebook.json" --wave 2026 --store "$survey/store" --private >"$survey/rows.csv" &&
        "$room/slow_scores" "$1" "$survey/plan.txt" "$survey/answers.csv" "$survey/rows.csv" >"$survey/compared" || { echo "seed $1"; cat "$survey/compared"; return 1; }
    cat "$survey/compared" >>"$room/compared"
    rm -rf "$survey"
}
surveys() { wrong=0; for seed in $(seq "$1" "$2"); do one_survey "$seed" || wrong=1; done; return "$wrong"; }
step=10 first=1
[ "${FULL:-}" ] && step=100
while [ "$first" -le $((step * 10)) ]; do
    name="surveys $first to $((first + step - 1)): every score of every respondent is that of the slow implementation"
    ok surveys "$first" $((first + step - 1))
    first=$((first + step))
done
name="nearly all scores are compared, a good part of them is missing, and there are enough of them"
awk '{ scores += $1; missing += $3; left += $7 } END { printf "%d scores, %d of them missing, %d not compared\n", scores, missing, left; exit !(NR && scores > 700 * NR && missing > scores / 10 && missing < scores / 2 && left < scores / 1000) }' "$room/compared" >"$room/sum"
result $? "$room/sum"
note "$(cat "$room/sum")"
bye
