#!/bin/sh
# The two papers' participant tables give back every published fact, and what cannot be told is said by name.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_program

paper() # fixture, wave, people
{
    answers=$(ls fixtures/"$1"/"$1"_*.csv)
    name="$1 runs from the table to the report"; ok run_survey "$1" fixtures/"$1"/codebook.json "$2" "$answers"
    name="$1: $3 answers are stored"; is "$(private "$1" 'SELECT respondents FROM wave')" "$3"
    name="$1: every published fact holds ($(($(wc -l <fixtures/"$1"/facts.tsv) - 1)))"; ok facts_hold "$1" fixtures/"$1"/facts.tsv
    name="$1: no odd numbers in its outputs"; ok no_odd_numbers "$room/$1/out"
}
paper rhodes2020 2020 9
paper beardmore2019 2019 8
name="beardmore2019: comparisons.csv says that sector and kimberlee_type cannot be told apart"; has "$room/beardmore2019/out/comparisons.csv" 'adjusted.*not estimated.*kimberlee_type'
name="beardmore2019: so does the report, in a sentence"; has "$room/beardmore2019/out/report.html" 'imberlee.*cannot be told apart|cannot be (told apart|separated).*imberlee'
name="a public_sample takes its own file only"
{ head -n 1 fixtures/rhodes2020/rhodes2020_table1.csv; tail -n 3 fixtures/rhodes2020/rhodes2020_table1.csv; } >"$room/other.csv"
run_survey other fixtures/rhodes2020/codebook.json 2020 "$room/other.csv" >/dev/null 2>"$room/err"; code=$?
is "$code $(ls "$room/other/out" 2>/dev/null)" "78 "
bye
