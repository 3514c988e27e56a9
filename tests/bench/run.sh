#!/bin/sh
# `make bench`: seconds (wall, median of RUNS, default 5) and peak memory of each stage for 5,000, 100,000 and 1,000,000 made-up respondents of the
# shipped survey, beside a yardstick: libcsv alone over the same file on one thread. Everything is under build-bench/; the results stay in build-bench/results.tsv.
# SIZES="5000 100000" takes other sizes. STAGES_ONLY=1 leaves out disclose, chart and report. From 100,000 on, peers that are installed (R with data.table and
# survey, Python with pandas and scipy) do a small part of the same job once (tests/bench/peers); PEERS=0 leaves them out.
set -u
cd "$(dirname "$0")/../.." || exit 1
unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES
export LC_ALL=C
B="${B:-build}"
runs="${RUNS:-5}" sizes="${SIZES:-5000 100000 1000000}"
survey=schemas/sp-workforce.json structure=fixtures/sp-workforce/structure.json wave=2026-27-Q2 seed=20
bench=build-bench
results=$bench/results.tsv
mkdir -p $bench || exit 1
for tool in measure yardstick; do ${CC:-cc} -std=c17 -D_GNU_SOURCE -O2 -Wall -Wextra -o $bench/$tool tests/bench/$tool.c $([ $tool = yardstick ] && echo -lcsv) || exit 1; done
: >$results

measured() # size, what, command...: one line of results.tsv
{
    size="$1" what="$2"; shift 2
    numbers=$($bench/measure "$@" 2>$bench/talk) || { cat $bench/talk >&2; echo "bench: '$what' failed for $size respondents" >&2; exit 1; }
    printf '%s\t%s\t%s\n' "$size" "$what" "$(echo "$numbers" | tr ' ' '\t')" >>$results
}
# Medians of the lines of results.tsv for a size and a stage: seconds, or kilobytes (column 4).
median() { awk -F'\t' -v size="$1" -v what="$2" -v column="$3" '$1 == size && $2 == what { print $column }' $results | sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

prepare() # size
{
    [ -s "$bench/$1.csv" ] || measured "$1" synth "$B/bin/spwell-synth" --quiet --survey $survey --structure $structure --wave $wave --respondents "$1" --seed $seed --out "$bench/$1.csv"
    # Three invited for each who answers.
    "$B/bin/spwell-synth" --quiet --survey $survey --structure $structure --wave $wave --invited $((3 * $1)) --seed $seed --frame --out "$bench/$1-frame.csv" || exit 1
}

once() # size
{
    store=$bench/store out=$bench/out
    rm -rf $store $out
    measured "$1" yardstick $bench/yardstick "$bench/$1.csv"
    measured "$1" ingest "$B/bin/spwell-ingest" --quiet --survey $survey --wave $wave --store $store --frame "$bench/$1-frame.csv" "$bench/$1.csv"
    measured "$1" score "$B/bin/spwell-score" --quiet --survey $survey --wave $wave --store $store
    measured "$1" analyse "$B/bin/spwell-analyse" --quiet --survey $survey --wave $wave --store $store
    [ -z "${STAGES_ONLY:-}" ] || return 0
    measured "$1" disclose "$B/bin/spwell-disclose" --quiet --survey $survey --wave $wave --store $store --out $out
    measured "$1" chart "$B/bin/spwell-chart" --quiet --release $out/release.db --out $out/charts
    measured "$1" report "$B/bin/spwell-report" --quiet --release $out/release.db --charts $out/charts --out $out
}

python=$(for p in python3 /usr/bin/python3; do "$p" -c "import pandas, scipy" 2>/dev/null && echo "$p" && break; done)
Rscript -e 'stopifnot(requireNamespace("data.table"), requireNamespace("survey"))' >/dev/null 2>&1 && r=Rscript || r=""
peers() # size
{
    [ "${PEERS:-1}" = 1 ] && [ "$1" -ge 100000 ] || return 0
    [ -z "$r" ] || measured "$1" "R data.table + survey" $r tests/bench/peers/job.R "$bench/$1.csv" "$bench/$1-frame.csv"
    [ -z "$python" ] || measured "$1" "pandas + scipy" "$python" tests/bench/peers/job.py "$bench/$1.csv" "$bench/$1-frame.csv"
}

stages="ingest score analyse"; [ -n "${STAGES_ONLY:-}" ] || stages="$stages disclose chart report"
for size in $sizes; do
    prepare "$size"
    round=0
    while [ $round -lt "$runs" ]; do round=$((round + 1)); once "$size"; done
    peers "$size"
done

printf '\nMedians of %s runs on %s processors; %s columns\n\n' "$runs" "$(nproc)" "$(head -n 1 "$bench/${sizes%% *}.csv" | tr ',' '\n' | wc -l)"
printf '%-12s %10s %8s' respondents "file, MB" libcsv
for stage in $stages; do printf ' %9s' $stage; done
printf ' %15s\n' "first 3/libcsv"
for size in $sizes; do
    printf '%-12s %10.1f %7.3fs' "$size" "$(($(wc -c <"$bench/$size.csv") / 100000))e-1" "$(median "$size" yardstick 3)"
    for stage in $stages; do printf ' %8.3fs' "$(median "$size" $stage 3)"; done
    ratio=$(echo "$(median "$size" yardstick 3) $(median "$size" ingest 3) $(median "$size" score 3) $(median "$size" analyse 3)" | awk '{ printf "%.2f", ($2 + $3 + $4) / $1 }')
    printf ' %15s\n' "$ratio"
    printf '%-12s %10s %8s' "" "memory, MB" "$(median "$size" yardstick 4 | awk '{ printf "%.0f", $1 / 1024 }')"
    for stage in $stages; do printf ' %9.0f' "$(median "$size" $stage 4 | awk '{ print $1 / 1024 }')"; done
    printf '\n'
done
awk -F'\t' '$2 ~ / [+] / { print $1 "\t" $2 }' $results | while IFS="$(printf '\t')" read -r size peer; do
    echo "$(median "$size" "$peer" 3) $(median "$size" "$peer" 4) $(median "$size" ingest 3) $(median "$size" score 3) $(median "$size" analyse 3)" |
        awk -v size="$size" -v peer="$peer" '{ ours = $3 + $4 + $5; met = ($1 >= 10 * ours) ? "met" : "MISSED"; printf "bar: %s of %s takes at least 10 times as long as ingest + score + analyse: %s (%.1f s and %.0f MB over %.1f s: %.1f)\n", peer, size, met, $1, $2 / 1024, ours, $1 / ours }'
done
peak() { for stage in $stages; do median "$1" $stage 4; done | sort -n | tail -n 1; }
smaller=""
for size in $sizes; do
    [ -z "$smaller" ] || echo "$(peak "$smaller") $(peak "$size") $smaller $size" | awk '{ printf "peak memory grows from %s to %s respondents by %.0f MB\n", $3, $4, ($2 - $1) / 1024 }'
    smaller=$size
done
case " $sizes " in *" 1000000 "*)
    echo "$(median 1000000 yardstick 3) $(median 1000000 ingest 3)" | awk '{ ratio = $2 / $1; printf "bar: ingest of 1,000,000 at most 1.5 times libcsv: %s (%.3f s over %.3f s: %.2f)\n", ratio <= 1.5 ? "met" : "MISSED", $2, $1, ratio }'
    case " $sizes " in *" 100000 "*) echo "$(median 100000 ingest 4) $(median 1000000 ingest 4)" | awk '{ grown = ($2 - $1) / 1024; printf "bar: memory of ingest grows from 100,000 to 1,000,000 by at most 64 MB: %s (%.0f MB)\n", grown <= 64 ? "met" : "MISSED", grown }' ;; esac
    echo "$(median 1000000 yardstick 3) $(median 1000000 score 3) $(median 1000000 analyse 3)" | awk '{ ratio = ($2 + $3) / $1; printf "bar: score + analyse of 1,000,000 at most 1.0 times libcsv: %s (%.3f s over %.3f s: %.2f)\n", ratio <= 1 ? "met" : "MISSED", $2 + $3, $1, ratio }'
    awk -v ratio="$ratio" 'BEGIN { printf "bar: ingest + score + analyse of 1,000,000 at most 3.0 times libcsv: %s (%s)\n", ratio <= 3 ? "met" : "MISSED", ratio }'
    case " $sizes " in *" 100000 "*) echo "$(peak 100000) $(peak 1000000)" | awk '{ grown = ($2 - $1) / 1024; printf "bar: memory grows from 100,000 to 1,000,000 by at most 64 MB: %s (%.0f MB)\n", grown <= 64 ? "met" : "MISSED", grown }' ;; esac ;;
esac
# How often the intervals of few teams hold the truth, on few drawn surveys; not timed.
[ -n "${STAGES_ONLY:-}" ] || SURVEYS="${SURVEYS:-500}" sh tests/coverage/run.sh
