#!/bin/sh
# kill -9 at random moments of `spwell run`: the store passes its check, and a rerun ends with the bytes of an undisturbed run.
# FULL=1: a hundred times; otherwise twelve. SEED repeats a series.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_program
times=12; [ "${FULL:-}" != 1 ] || times=100
seed="${SEED:-$(date +%s)}"
export SOURCE_DATE_EPOCH=1790000000
survey=schemas/sp-workforce.json frame=fixtures/sp-workforce/frame.csv first=fixtures/sp-workforce/responses/2026-27-Q1.csv second=fixtures/sp-workforce/responses/2026-27-Q2.csv

# Two waves: the first is there already when the second is disturbed.
quarter() { "$program" run --quiet --survey $survey --wave "$2" --frame $frame --store "$1/store" --out "$1/$2" "$3"; }
name="undisturbed run"
undisturbed() { quarter "$room/calm" 2026-27-Q1 $first && cp -R "$room/calm" "$room/start" && quarter "$room/calm" 2026-27-Q2 $second; }
ok undisturbed; [ "$failed" = 0 ] || bye
milliseconds() { echo $(($(date +%s%N) / 1000000)); }
# How long a run takes here, start of the programs included.
cp -R "$room/start" "$room/timed"; began=$(milliseconds)
quarter "$room/timed" 2026-27-Q2 $second >/dev/null 2>&1
length=$(($(milliseconds) - began)); rm -rf "$room/timed"

landed=0 round=0
while [ $round -lt $times ]; do
    round=$((round + 1))
    rm -rf "$room/run"; cp -R "$room/start" "$room/run"
    delay=$(awk -v seed="$seed" -v round=$round -v duration="$length" 'BEGIN { srand((seed % 100000) * 101 + round); rand(); printf "%.3f", rand() * 1.1 * duration / 1000 }')
    # A session of its own, so that all stages can be killed at one moment.
    setsid "$program" run --quiet --survey $survey --wave 2026-27-Q2 --frame $frame --store "$room/run/store" --out "$room/run/2026-27-Q2" $second >/dev/null 2>&1 &
    leader=$!
    sleep "$delay"
    kill -s KILL -- -$leader 2>/dev/null
    wait $leader 2>/dev/null
    [ $? != 137 ] || landed=$((landed + 1))

    name="killed after $delay s of $length ms: the store is whole"
    checked=$(sqlite3 -batch -cmd '.timeout 5000' "$room/run/store/work.db" 'PRAGMA integrity_check' 2>&1)
    is "$checked" ok
    name="killed after $delay s: no output is half written"
    half=""
    for file in "$room"/run/2026-27-Q2/*; do
        [ -f "$file" ] || continue
        case "${file##*/}" in release.db|*.tmp*|.*) continue ;; esac
        cmp -s "$file" "$room/calm/2026-27-Q2/${file##*/}" || half="$half ${file##*/}"
    done
    is "$half" ""
    name="killed after $delay s: the rerun gives the same bytes"
    rerun() { quarter "$room/run" 2026-27-Q2 $second && diff -r "$room/calm/2026-27-Q2" "$room/run/2026-27-Q2"; }
    ok rerun
done
name="half of the kills at least landed during the run"
[ $((2 * landed)) -ge $times ]; result $?
note "seed $seed: $landed of $times kills landed during the run of $length ms"
bye
