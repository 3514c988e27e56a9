#!/bin/sh
# Hostile names in every text column: nothing runs, nothing becomes markup or a formula, everything stays well-formed.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_program
books=tests/acceptance/hostile.json
# One team and one label for each piece; 12 answers each, so that they are shown.
name="hostile team names and labels run to the report"
ok run_survey hostile $books 2026 tests/acceptance/hostile.csv --benchmarks tests/acceptance/hostile-benchmarks.csv
name="no marker file was made"; is "$(ls EXECUTED "$room/hostile/out/EXECUTED" 2>/dev/null)" ""
for page in "$room"/hostile/out/*.html; do
    name="$(basename "$page"): no script, no foreign element, no address to load from"; hasnt "$page" '<(script|iframe|object|embed|link|foreignObject|a [^>]*href="(https?|javascript))|[ "]on[a-z]+='
    if command -v xmllint >/dev/null; then
        name="$(basename "$page") is well-formed"; ok sh -c "xmllint --html --noout '$page' 2>&1 | grep -E 'parser error' | grep -vE 'Tag (svg|g|path|section|header|footer|nav|main|figure|figcaption|defs|use|circle|rect|text|desc|tspan|line|polygon|polyline|details|summary|aside|article|time|mark|title) invalid' | { ! grep .; }"
    fi
done
for picture in "$room"/hostile/out/charts/*.svg; do
    [ -e "$picture" ] || continue
    name="$(basename "$picture") is well-formed and has no script"; ok sh -c "xmllint --noout '$picture' && ! grep -Ei '<script|javascript:|foreignObject| on[a-z]+=' '$picture'"
done
name="no text cell of a CSV begins like a formula"
cat "$room"/hostile/out/*.csv | awk 'BEGIN { RS = "[,\n]" } { sub(/^"/, "") } /^[=@]/ || /^[+-][^0-9.]/' >"$room/formulas"
is "$(cat "$room/formulas")" ""
name="a hostile source of a benchmark is on the page, as text"; has "$room/hostile/out/report.html" '=cmd\(\).*&lt;script&gt;alert\(1\)&lt;/script&gt; &quot;x&quot; \{\{x\}\} \{\{\{x\}\}\}'
name="and in benchmarks.csv, as no formula"; has "$room/hostile/out/benchmarks.csv" ",\"'=cmd"
name="no control character in summary.md"; ok sh -c "! LC_ALL=C grep -q '$(printf '[\001-\010\013-\037]')' '$room/hostile/out/summary.md'"
bye
