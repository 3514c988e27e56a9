#!/bin/sh
# Nothing in a file can make ingest take more than 256 MB: fields without end, in and out of quotes, in rows and headings, and lines of millions of columns, are
# refused as soon as the limit is passed. FULL=1 takes a field of 1 GiB instead of 64 MiB, and says how long each took; seconds are told and not judged.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
need_program
size=67108864
[ -z "${FULL:-}" ] || size=1073741824
free=$(df -Pk "$room" | awk 'NR == 2 { print $4 }')
[ "$free" -gt $((size / 1024 + 100000)) ] || skip_all "no room for $size bytes in $room"
${CC:-cc} -O2 -o "$room/measure" tests/bench/measure.c || { echo "Bail out! measure.c was not built"; exit 1; }
sed 's/"name": "cases",/"name": "cases", "fieldsMatch": "partial",/' tests/cases/survey.json >"$room/survey.json"
cd "$room" || exit 1

repeat() { head -c "$2" /dev/zero | tr '\000' "$1"; } # character, times
long_record() { repeat a 60000 >wide; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do for j in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do cat wide; printf ,; done; done; }
run() # file: exit code in $code, what it said in said
{
    rm -rf store
    ./measure "$program" ingest --survey survey.json --wave 2026 --store store --quarantine-limit 100 "$1" >measured 2>said
    code=$?
    read -r seconds kilobytes <measured
}
refused() # name of the input, what is said of it
{
    run in.csv
    name="$1: refused"; is "$code" 65
    name="$1: it is said why"; has said "$2"
    name="$1: within 256 MB"; ok test "$kilobytes" -lt 262144
    note "$1: $seconds s, $((kilobytes / 1024)) MB"
}

headings="id,team,sector,comment"
{ printf '%s\na1,t1,nhs,fine\na2,t1,nhs,' "$headings"; repeat a $size; printf ',x\n'; } >in.csv
refused "a field of $size bytes" 'in\.csv:3: error: .*longer than'
{ printf '%s\na1,t1,nhs,fine\na2,t1,nhs,"' "$headings"; repeat a $size; printf '"\n'; } >in.csv
refused "a quoted field of $size bytes" 'in\.csv:3: error: .*longer than'
{ printf '%s\na2,t1,nhs,"' "$headings"; repeat '\n' $size; } >in.csv
refused "an open quote and $size line breaks" 'in\.csv:2: error: .*longer than'
{ printf 'id,"'; repeat a $size; } >in.csv
refused "a quoted heading of $size bytes" 'in\.csv:1: error: .*longer than'
repeat a $size >in.csv
refused "nothing but $size letters" 'in\.csv:1: error: .*longer than'
{ printf '%s\n' "$headings"; repeat '"' $size; } >in.csv
refused "nothing but $size quotes" 'in\.csv:2: error: .*longer than'
{ printf '%s\na1,t1,nhs,fine\n' "$headings"; long_record; printf '\n'; } >in.csv
refused "a record of 27 MB with no field too long" 'in\.csv:3: error: a record is longer than'
{ printf '%s\n' "$headings"; repeat '\000' $size; } >in.csv
refused "nothing but $size zero bytes" 'in\.csv:2:1: error: a NUL byte'
{ printf '%s\n' "$headings"; repeat , 5000000; printf '\n'; } >in.csv
refused "a row of 5,000,001 columns" 'in\.csv:2: error: more than 2000 columns'
{ printf '%s,' "$headings"; repeat , 5000000; printf '\n'; } >in.csv
refused "5,000,005 headings" 'in\.csv:1: error: more than 2000 columns'
{ printf '%s' "$headings"; seq -s '' -f ',c%.0f' 5 2001; } >in.csv
printf 'a1,t1,nhs,fine' >>in.csv; { repeat , 1997; printf '\n'; } >>in.csv
refused "2,001 columns" 'in\.csv:1: error: more than 2000 columns'
{ printf '%s' "$headings"; seq -s '' -f ',c%.0f' 5 2000; } >in.csv
printf 'a1,t1,nhs,fine' >>in.csv; { repeat , 1996; printf '\n'; } >>in.csv
name="2,000 columns: taken"; run in.csv; is "$code $(grep -c '1 rows read, 1 stored' said)" "0 1"
{ printf '%s\n' "$headings"; repeat '\n' 67108864; printf 'a1,t1,nhs,fine\n'; } >in.csv
run in.csv
name="67108864 blank lines and one answer: taken, and all counted"; is "$code $(grep -c "67108865 rows read, 1 stored, 0 kept apart, 67108864 blank" said)" "0 1"
name="67108864 blank lines and one answer: within 256 MB"; ok test "$kilobytes" -lt 262144
note "67108864 blank lines and one answer: $seconds s, $((kilobytes / 1024)) MB"
bye
