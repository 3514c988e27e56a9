#!/bin/sh
# Results beside benchmarks that somebody supplied (made up: fixtures/sp-workforce/benchmarks.csv): told in words, with source and date, from released values alone.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_program
fixture=fixtures/sp-workforce wave=2026-27-Q2
benchmarks=$fixture/benchmarks.csv
export SOURCE_DATE_EPOCH=1790000000
demonstration() { name_of_run="$1"; shift; run_survey "$name_of_run" schemas/sp-workforce.json $wave $fixture/responses/$wave.csv --made-up --frame $fixture/frame.csv "$@"; }
name="a run with benchmarks"; ok demonstration with --benchmarks $benchmarks
name="a run without"; ok demonstration without
out="$room/with/out"

# --- on the page ------------------------------------------------------------------------------------------------------
# All benchmarks of the file on one line each, without markup.
sed -n '/beside the benchmark/,/<\/table>/p' "$out/report.html" | sed 's/<\/tr>/\n/g; s/<[^>]*>/ /g' | tr -s ' ' >"$room/tables"
name="each measure's section has its table"; is "$(grep -c 'beside the benchmark, 2026-27 Q2' "$out/report.html")" 3
name="a band in words, with what it means, beside value, interval, n, edges, source and date"
has "$room/tables" "Role clarity .*All 65\.8 63\.8 to 67\.9; n = 369 20th 55, 50th 61, 80th 70 Made-up benchmark of the demonstration survey, not of any real service, 2026-03 Above the middle: favourable"
name="an interval that crosses an edge is told"; has "$room/tables" "Work burnout .*Voluntary sector 52\.8 50\.1 to 55\.5; n = 164 .*Above the middle: less favourable Could be anything from above the middle to highest fifth: the interval crosses an edge\."
name="a single value: clearly above, when the interval leaves it out"; has "$room/tables" "Isolated at work .*All 35\.1% .*25% Made-up figure of a neighbouring region, 2025-11-30 Clearly above the benchmark"
name="a group too small to show has no value and no band"; has "$room/tables" "Work burnout .*East of England \[c\] 20th 36, 50th 44\.5, 80th 53 .* Too few to show"
name="an answer of several has a band and no better side"; has "$room/tables" "Every month .*44\.0% .*20th 20%, 50th 30%, 80th 45% .*Above the middle "
name="how to read them"; has "$out/report.html" "<dt>Benchmark</dt>"
name="the summary tells them"; has "$out/summary.md" 'Role clarity among link workers: 65\\?\.8 .*Above the middle: favourable.*20th 55, 50th 61, 80th 70 .*2026\\?-03'
name="every source and date of the file is on the page"
tail -n +2 $benchmarks | awk -F '"' '{ n = split($0, part, ","); print (NF > 1 ? $2 : part[n - 1]) ", " part[n] }' | sort -u >"$room/sources"
is "$(while IFS= read -r line; do grep -qF -e "$line" "$room/tables" || echo "not there: $line"; done <"$room/sources"; wc -l <"$room/sources" | tr -d ' ')" 3

# --- numbers ----------------------------------------------------------------------------------------------------------
# The rule worked out again from what left: a value on an edge takes the better band.
name="bands and sides are those of the released values"
cat >"$room/bands.awk" <<'EOF'
function band(v, lower) { if (v == "" || p20 == "") return ""; return lower ? names[1 + (v > p20) + (v > p50) + (v > p80)] : names[1 + (v >= p20) + (v >= p50) + (v >= p80)] }
BEGIN { FS = "\t"; split("lowest fifth,below the middle,above the middle,highest fifth", names, ",") }
{
    p20 = $2; p50 = $3; p80 = $4; lower = $13 == "lower" && $14 != "category"
    side = $1 == "" || $6 == "" ? "" : $6 + 0 > $1 + 0 ? "above" : $7 + 0 < $1 + 0 ? "below" : "not clearly different"
    if ($8 != band($5, lower) || $9 != band($6, lower) || $10 != band($7, lower) || $12 != side) print "wrong: " $0
    rows++
}
END { print rows }
EOF
is "$(released with "SELECT b.value, p20, p50, p80, own_value, b.low, b.high, band, band_low, band_high, favour, against, m.better, m.shape FROM benchmark AS b JOIN measure AS m USING (measure)" | awk -f "$room/bands.awk")" 8
name="what stands beside them is what results.csv has"
is "$(released with "SELECT count(*) FROM benchmark AS b JOIN result AS r ON r.period = '$wave' AND r.\"by\" = b.\"by\" AND r.grp = b.grp AND r.measure = b.measure AND r.category = b.category AND r.statistic IN ('mean', 'percent') AND r.value IS b.own_value AND r.low IS b.low AND r.high IS b.high AND r.n IS b.n AND r.flag = b.flag")" 8
name="withheld in benchmarks.csv: no number but the benchmark's"; has "$out/benchmarks.csv" "^$wave,region,east_of_england,cbi_work,,,36,44.5,53,\"[^\"]*\",2026-03,,,,,out of 100,c,,,,,\$"
name="benchmarks change no result"; ok cmp "$out/results.csv" "$room/without/out/results.csv"
name="no odd numbers"; ok no_odd_numbers "$out"

# --- a file among the inputs ------------------------------------------------------------------------------------------
name="the manifest holds its hash"; has "$out/manifest.json" "$(sha256sum $benchmarks | cut -d ' ' -f 1)"
name="the manifest fits its files, benchmarks.csv among them"; ok "$program" verify --quiet "$out"
has "$out/manifest.json" '"benchmarks.csv": "'
name="the same inputs give the same bytes"; ok demonstration again --benchmarks $benchmarks
ok diff -r "$out" "$room/again/out"
name="without benchmarks nothing is said of them"; hasnt "$room/without/out/report.html" "beside the benchmark|<dt>Benchmark"
is "$(wc -l <"$room/without/out/benchmarks.csv" | tr -d ' ')" 1
name="a bad file ends the run with 65, and the report before it is kept"
sed 's/,61,/,71,/' $benchmarks >"$room/bad.csv"
demonstration with --benchmarks "$room/bad.csv" 2>"$room/err"; is "$?" 65
has "$room/err" 'bad.csv:5:8: error: p80 is below p50'
ok diff -r "$out" "$room/again/out"
bye
