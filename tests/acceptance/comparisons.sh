#!/bin/sh
# Comparisons by several methods, of several groups, in named families; what of them may be told; when groups are similar, and when there are too few to test.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_program
command -v sqlite3 >/dev/null || skip_all "no sqlite3 shell here"
cat >"$room/book.json" <<'JSON'
{ "name": "several", "title": "Several groups", "fields": [
    {"name": "id", "type": "string", "constraints": {"required": true}},
    {"name": "team", "type": "string", "constraints": {"required": true}},
    {"name": "sector", "type": "string", "constraints": {"required": true}, "categories": ["a", "b", "c", "d", "e"]},
    {"name": "load", "type": "integer"}, {"name": "hours", "type": "integer"},
    {"name": "alone", "type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]},
    {"name": "contract", "type": "string", "categories": ["fixed", "open", "none"]}],
  "spwell": {"identifier": "id", "groups": ["sector"],
    "measures": [{"name": "people", "label": "People", "kind": "item", "of": ["load"], "headline": true, "margin": 50},
      {"name": "alone_share", "label": "Work alone", "kind": "in", "of": ["alone"], "values": ["yes"], "phrase": "work alone", "headline": true, "margin": 0.5},
      {"name": "week", "label": "Hours", "kind": "item", "of": ["hours"]}, {"name": "kind", "label": "Contract", "kind": "item", "of": ["contract"]}],
    "comparisons": [{"by": "sector", "group": "others", "reference": "a"},
      {"by": "sector", "group": ["b", "c"], "reference": "a", "measures": ["week", "kind"], "name": "contracts", "adjustment": "holm"}],
    "disclosure": {"minimum": 10}} }
JSON
# 40 people in each of a, b and c, 6 in d (fewer than may be told), 12 in e; load differs little, hours a lot in c.
awk 'function other(k) { return (i * 7 + k) % 11 }
BEGIN { print "id,team,sector,load,hours,alone,contract"
    for (i = 0; i < 138; i++) { s = i < 40 ? "a" : i < 80 ? "b" : i < 120 ? "c" : i < 126 ? "d" : "e"
        print "p" i ",t" int(i / 14) "," s "," 20 + other(1) "," 30 + other(2) + (s == "c" ? 20 : 0) "," (other(3) < (s == "b" ? 9 : 3) ? "yes" : "no") "," (other(4) < (s == "c" ? 9 : 4) ? "fixed" : other(4) < 10 ? "open" : "none") } }' >"$room/answers.csv"
name="a survey of five groups runs"; ok run_survey several "$room/book.json" 2026 "$room/answers.csv"
name="every main result has a verdict, what stands beside it has none"
is "$(private several "SELECT DISTINCT role, verdict = '' FROM comparison ORDER BY role")" "$(printf 'beside\t1\noverall\t1\nprimary\t0')"
name="each of the others is compared with the reference"
is "$(private several "SELECT group_concat(grp, ' ') FROM (SELECT DISTINCT grp FROM comparison WHERE role = 'primary' AND measure = 'people' ORDER BY grp)")" "b c d e"
name="all of them are tested at once: Kruskal-Wallis of numbers, a whole table of answers"
is "$(private several "SELECT measure, grp, method FROM comparison WHERE grp LIKE '%,%' ORDER BY measure")" \
    "$(printf 'alone_share\tb, c, d, e\tFisher-Freeman-Halton exact\nkind\tb, c\tFisher-Freeman-Halton exact\npeople\tb, c, d, e\tKruskal-Wallis\nweek\tb, c\tKruskal-Wallis')"
name="one entry of the codebook is one family, whose name and adjustment may be given"
is "$(private several "SELECT family, adjustment, count(p_adjusted) FROM comparison WHERE adjustment <> '' GROUP BY family ORDER BY family")" \
    "$(printf 'contracts\tHolm\t4\ncontracts, all groups at once\tHolm\t2\nsector: b, c, d, e against a, headline\tHolm\t8\nsector: b, c, d, e against a, headline, all groups at once\tHolm\t2')"
name="groups whose difference is within the margin are similar, however many were asked"
is "$(private several "SELECT DISTINCT verdict FROM comparison WHERE measure = 'people' AND role = 'primary'")" similar
name="a margin too small for the interval says nothing: what is clear is clear"
is "$(private several "SELECT verdict FROM comparison WHERE measure = 'alone_share' AND role = 'primary' AND grp = 'b'")" higher
name="the report has words for similar groups"; has "$room/several/out/report.html" 'within the agreed margin'

table="$room/several/out/comparisons.csv"
csv() { sqlite3 -batch -readonly -separator '|' "$room/several/out/release.db" "$1"; }
name="what stands beside a withheld comparison is withheld with it"
is "$(csv "SELECT count(*) FROM comparison AS x JOIN comparison AS m USING (period, \"by\", grp, reference, measure) WHERE m.role = 'primary' AND (m.flag = 'c') <> (x.flag = 'c')")" 0
name="of six people nothing is told, by no method"
is "$(csv "SELECT count(*), count(value), count(n), count(p), count(effect) FROM comparison WHERE grp = 'd'")" "$(csv "SELECT count(*) FROM comparison WHERE grp = 'd'")|0|0|0|0"
name="a test of all groups at once is withheld when one of them is"
is "$(csv "SELECT DISTINCT grp, flag FROM comparison WHERE role = 'overall' AND grp LIKE '%,%' ORDER BY 1")" "$(printf 'b, c|\nb, c, d, e|c')"
name="a whole table of answers is told where all its answers are"
is "$(csv "SELECT grp, flag, effect_name FROM comparison WHERE measure = 'kind' AND grp IN ('b', 'c') ORDER BY grp")" "$(printf "b||Cramer's V, bias-corrected\nc||Cramer's V, bias-corrected")"
name="comparisons.csv has all of them"; is "$(($(wc -l <"$table") - 1))" "$(csv 'SELECT count(*) FROM comparison')"
name="no odd numbers in its outputs"; ok no_odd_numbers "$room/several/out"

# Teams: three on the side of c. Its difference and interval are told, no p value, and no word of higher or lower.
sed 's/"identifier": "id",/"identifier": "id", "cluster": "team",/' "$room/book.json" >"$room/teams.json"
name="the same in teams runs"; ok run_survey teams "$room/teams.json" 2026 "$room/answers.csv"
name="fewer than five teams on a side: an interval, but no test"
is "$(private teams "SELECT low IS NOT NULL, p IS NULL, verdict FROM comparison WHERE role = 'primary' AND measure = 'week' AND grp = 'c'")" "$(printf '1\t1\ttoo few')"
name="nor by another method"
is "$(private teams "SELECT count(p), count(effect) > 0 FROM comparison WHERE role = 'beside' AND measure = 'week'")" "$(printf '0\t1')"
name="no odd numbers in its outputs either"; ok no_odd_numbers "$room/teams/out"
bye
