#!/bin/sh
# Rows read = stored + quarantined + blank + not eligible, file by file as the store has it, in hundreds of made-up files whose maker (tests/unit/ingest/made_file.h)
# has counted what it wrote. tests/unit/ingest/test_rows.c does the same for ten thousand without a store.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
need_program
command -v sqlite3 >/dev/null || skip_all "no sqlite3 shell here"
maker="$PWD/$B/unit/ingest/test_rows"
survey="$PWD/tests/unit/ingest/rows.json"
make -s --no-print-directory -f tests/unit/unit.mk B="$B" "$B/unit/ingest/test_rows" >"$room/made" 2>&1 || { sed 's/^/# /' "$room/made"; echo "Bail out! the maker of files was not built"; exit 1; }

# One run takes twenty files of one separator and encoding.
ingest_twenty() # SEED SEPARATOR ENCODING
{
    rm -rf "$room/run"; mkdir "$room/run"
    "$maker" "$room/run" 20 "$1" "$2" ${3:+"$3"} >"$room/written" || return 1
    "$program" ingest --survey "$survey" --wave 2026-27-Q2 --store "$room/run/store" --quarantine-limit 100 --separator "$2" ${3:+--encoding "$3"} $(sed "s|^\([^ ]*\) .*|$room/run/\1|" "$room/written") 2>"$room/err" ||
        { tail -5 "$room/err"; return 1; }
    sqlite3 -batch -readonly -separator ' ' "$room/run/store/work.db" "SELECT file, rows_read, stored, quarantined, blank, not_eligible FROM source WHERE kind = 'responses' ORDER BY position" >"$room/stored"
    diff "$room/written" "$room/stored" || return 1
    [ "$(sqlite3 -batch -readonly "$room/run/store/work.db" "SELECT (SELECT sum(stored) FROM source) = (SELECT respondents FROM wave) AND (SELECT sum(rows) FROM chunk WHERE variable = 'sector') = (SELECT respondents FROM wave)")" = 1 ]
}
seed=5000
for separator in , ';' '	'; do
    for encoding in "" windows-1252 utf-16 "" ""; do
        name="20 files of seeds from $seed, separated by '$separator', in ${encoding:-utf-8}: every row is counted once"
        ok ingest_twenty "$seed" "$separator" "$encoding"
        seed=$((seed + 100))
    done
done
bye
