#!/bin/sh
# The same answers give the same bytes: run after run, with one thread or two, in any locale and time zone, whatever the order of files.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_program
survey=schemas/sp-workforce.json wave=2026-27-Q2 frame=fixtures/sp-workforce/frame.csv answers=fixtures/sp-workforce/responses/2026-27-Q2.csv
export SOURCE_DATE_EPOCH=1790000000
full() { name_of_run="$1"; shift; run_survey "$name_of_run" $survey $wave $answers --frame $frame "$@"; }
same() { diff -r "$room/$1/out" "$room/$2/out"; }

name="first run"; ok full first
name="second run"; ok full second
name="two runs: identical folders"; ok same first second
name="the private estimates and scores are the same, too"
numbers() { private "$1" 'SELECT * FROM estimate ORDER BY 1, 2, 3, 4, 5, 6; SELECT * FROM comparison ORDER BY 1, 2, 3, 4, 5, 6, 7; SELECT * FROM weight ORDER BY 2; SELECT measure, number, hex(data) FROM score_chunk ORDER BY 1, 2'; }
numbers first >"$room/numbers-first"; numbers second >"$room/numbers-second"
ok cmp "$room/numbers-first" "$room/numbers-second"

name="other locale and time zone"
other() { LC_ALL=de_DE.UTF-8 LANG=tr_TR.UTF-8 LC_NUMERIC=de_DE.UTF-8 TZ=Asia/Tokyo GSL_RNG_SEED=7 full locale; }
ok other
name="another locale and time zone: identical folders"; ok same first locale
name="no environment at all"
bare() { env -i SOURCE_DATE_EPOCH="$SOURCE_DATE_EPOCH" PATH=/usr/bin:/bin "$program" run --quiet --survey $survey --wave $wave --frame $frame --store "$room/bare/store" --out "$room/bare/out" $answers; }
ok bare
name="no environment: identical folders"; ok same first bare

# Threads: enough people for several segments and chunks.
name="70,000 made-up respondents"
ok "$program" synth --quiet --survey $survey --wave $wave --respondents 70000 --seed 5 --out "$room/many.csv"
stages() # threads
{
    "$program" ingest --quiet --survey $survey --wave $wave --store "$room/threads-$1" --threads "$1" "$room/many.csv" &&
        "$program" score --quiet --survey $survey --wave $wave --store "$room/threads-$1" --threads "$1" &&
        "$program" analyse --quiet --survey $survey --wave $wave --store "$room/threads-$1" --threads "$1" &&
        sqlite3 -batch -readonly "$room/threads-$1/work.db" 'SELECT * FROM estimate ORDER BY 1, 2, 3, 4, 5, 6; SELECT * FROM comparison ORDER BY 1, 2, 3, 4, 5, 6, 7;
            SELECT variable, number, rows, encoding, hex(data) FROM chunk WHERE encoding <> '\''hash128'\'' ORDER BY 1, 2; SELECT variable, number, value FROM term ORDER BY 1, 2;
            SELECT measure, number, hex(data) FROM score_chunk ORDER BY 1, 2; SELECT * FROM issue; SELECT * FROM answer_count ORDER BY 1, 2, 3, 4, 5' >"$room/threads-$1.txt"
}
# These answers have no frame: weights are left out of the codebook.
sed 's/"weighting": {.*},/"weighting": {"method": "none"},/' $survey >"$room/unweighted.json"; mkdir "$room/instruments"; cp schemas/instruments/*.json "$room/instruments"
survey="$room/unweighted.json"
for threads in 1 2; do name="$threads thread(s)"; ok stages $threads; done
name="one thread and two: the same answers, scores and estimates, byte by byte"; ok cmp "$room/threads-1.txt" "$room/threads-2.txt"

bye
