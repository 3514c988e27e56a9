#!/bin/sh
# Nothing that is printed is nan, inf or a negative zero: every file of every output folder, and every value of the two databases, of runs of the demonstration survey, of the
# odd survey of tests/reference in its five designs, of hostile answers, and of random surveys of few people (FULL=1: 60 of them).
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
need_program
command -v sqlite3 >/dev/null || skip_all "no sqlite3 shell here"
runs=0
run() # codebook, wave, frame or "", answers
{
    runs=$((runs + 1))
    rm -rf "$room/store"
    "$program" run --quiet --survey "$1" --wave "$2" --store "$room/store" --out "$room/out/$runs" ${3:+--frame "$3"} "$4" || return 1
    sqlite3 -batch -readonly "$room/store/work.db" 'SELECT * FROM estimate; SELECT * FROM comparison; SELECT * FROM trend; SELECT * FROM reliability; SELECT * FROM reliability_item; SELECT * FROM weight_summary; SELECT * FROM weight;
        SELECT * FROM response_rate; SELECT * FROM flag; SELECT * FROM agreement; SELECT measure, item, other, n, product, shift, sum FROM item_moment' >"$room/out/$runs/work.txt" &&
        sqlite3 -batch -readonly "$room/out/$runs/release.db" .dump >"$room/out/$runs/release.txt"
}

name="the demonstration survey, a quarter"
ok run schemas/sp-workforce.json 2026-27-Q2 fixtures/sp-workforce/frame.csv fixtures/sp-workforce/responses/2026-27-Q2.csv
here=tests/reference/tiny
for case in none teams raked raked-teams post-teams; do
    case "$case" in *teams) cluster='' ;; *) cluster='/"cluster":/d' ;; esac
    case "$case" in raked*) method=rake ;; post*) method=post-stratify ;; *) method=none ;; esac
    sed -e "$cluster" -e "s/\"weighting\": {.*},/\"weighting\": {\"method\": \"none\"},/" $here/codebook.json >"$room/codebook.json"
    [ "$method" = none ] || sed -e "$cluster" -e "s/\"method\": \"rake\"/\"method\": \"$method\"/" $here/codebook.json >"$room/codebook.json"
    name="an odd survey: $case"
    ok run "$room/codebook.json" 2026-27-Q2 "$([ "$method" = none ] || echo $here/frame.csv)" $here/answers.csv
done
cc="${CC:-cc}"
name="the maker of random surveys compiles"
ok $cc -std=c17 -D_GNU_SOURCE -O1 -o "$room/make_survey" tests/scores/make_*.c -lm
random() # SEED
{
    made="$room/random" people=$((1 + $1 * 7 % 60))
    rm -rf "$made"
    mkdir -p "$made/instruments" && "$room/make_survey" "$1" "$made" &&
        "$program" synth --quiet --survey "$made/codebook.json" --structure "$made/structure.json" --respondents $people --seed "$1" --wave 2026 --out "$made/answers.csv" &&
        run "$made/codebook.json" 2026 "" "$made/answers.csv"
}
several() { for seed in $(seq 1 "$1"); do random "$seed" || { echo "seed $seed"; return 1; }; done; }
name="random surveys of 1 to 60 people"; ok several $([ "${FULL:-}" ] && echo 60 || echo 8)

# A number stands alone: beside letters (infection, banana) it is none.
odd='(^|[^[:alnum:]_./-])[-+]?(nan|inf|infinity|1\.#[a-z]+|9\.0e\+999)([^[:alnum:]_-]|$)|(^|[^[:alnum:]_.-])(-|−)0+(\.0*)?(%|[^[:alnum:].-]|$)'
name="no number is nan, inf or -0"
found() { find "$room/out" -type f ! -name '*.db' ! -name '*.xlsx' ! -name '*.png' -exec grep -niEo "$odd" {} + | head -n 20 >"$room/found"; cat "$room/found"; [ ! -s "$room/found" ]; }
ok found
name="there were files to look at"; is "$([ "$(find "$room/out" -name results.csv | wc -l)" -ge $runs ] && [ $runs -ge 14 ] && echo yes)" yes
for bad in 'x,nan' '-inf' 'a -0.00 b' '<td>−0</td>' '{"v": -0}' 'Inf' 'NULL|9.0e+999'; do
    name="it would be seen: $bad"; printf '%s\n' "$bad" >"$room/bad"; has "$room/bad" "$(printf '%s' "$odd" | sed 's/(nan|inf|/([nN][aA][nN]|[iI]nf|/')"
done
bye
