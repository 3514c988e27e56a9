#!/bin/sh
# How well the questions of a score hang together: a question left the wrong way round is named, turned round it is not; what is of few is withheld.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_program
command -v sqlite3 >/dev/null || skip_all "no sqlite3 shell here"

# A strain score of four questions, of which the last asks for the good side. 200 people in 20 teams of strain 0 to 4; every question adds its own wobble.
mkdir "$room/instruments"
instrument() # what stands behind the last item
{
    cat >"$room/instruments/strain.json" <<JSON
{ "name": "strain", "title": "Strain", "source": "made up for this test", "licence": "none", "attribution": "Made up.",
  "response_sets": {"agree": {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5}},
  "scales": [{"name": "strain", "label": "Strain", "rule": "mean", "minimum_answered": 3, "range": [1, 5], "items": [
    {"id": "q1", "label": "tired", "response_set": "agree"}, {"id": "q2", "label": "tense", "response_set": "agree"}, {"id": "q3", "label": "worn out", "response_set": "agree"},
    {"id": "q4", "label": "energy left", "response_set": "agree"$1}]}] }
JSON
}
book() # further measures; further keys of q1
{
    cat <<JSON
{ "name": "strain", "title": "Strain", "missingValues": [""], "fields": [
    {"name": "id", "type": "string", "constraints": {"required": true}},
    {"name": "q1", "title": "Q1", "type": "integer", "categories": [1, 2, 3, 4, 5]$2}, {"name": "q2", "title": "Q2", "type": "integer", "categories": [1, 2, 3, 4, 5]},
    {"name": "q3", "title": "Q3", "type": "integer", "categories": [1, 2, 3, 4, 5]}, {"name": "q4", "title": "Q4", "type": "integer", "categories": [1, 2, 3, 4, 5]},
    {"name": "hours", "title": "Hours", "type": "number"}, {"name": "same", "title": "Same", "type": "number"}, {"name": "rare", "title": "Rare", "type": "number"}],
  "spwell": {"identifier": "id", "instruments": ["strain"], "measures": [$1{"name": "q1_item", "label": "Q1", "kind": "item", "of": ["q1"]}], "disclosure": {"minimum": 10}} }
JSON
}
awk 'BEGIN {
    print "id,q1,q2,q3,q4,hours,same,rare"
    for (p = 1; p <= 200; p++) {
        s = p % 5; line = "p" p
        for (i = 1; i <= 4; i++) {
            a = s + (p * (i + 2)) % 3 - 1; a = a < 0 ? 0 : a > 4 ? 4 : a
            line = line "," (i == 2 && p % 40 == 0 ? "" : i == 4 ? 5 - a : a + 1)
        }
        print line "," s * 3 + p % 4 "," 7 "," (p < 6)
    }
}' >"$room/answers.csv"

instrument ""
book '{"name": "mixed", "label": "Mixed", "kind": "sum", "of": ["hours", "same", "q1"], "scores": {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5}}, {"name": "few", "label": "Few", "kind": "sum", "of": ["hours", "rare"]},
      {"name": "alike", "label": "Alike", "kind": "sum", "of": ["hours", "same"]},
      {"name": "pair", "label": "Pair", "kind": "sum", "of": ["q3", "q4"], "scores": {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5}}, ' "" >"$room/book.json"
name="a survey with a question left the wrong way round runs"; ok run_survey wrong "$room/book.json" 2026 "$room/answers.csv"
table="$room/wrong/out/reliability.csv"

# Cronbach's formula, written again: the variances of the items and of their sum, of those who answered all four.
alpha()
{
    awk -F, -v turned="$1" 'NR > 1 && $2 $3 $4 $5 != "" && $2 != "" && $3 != "" && $4 != "" && $5 != "" {
        n++; total = 0
        for (i = 1; i <= 4; i++) { x = i == 4 && turned ? 6 - $5 : $(i + 1); total += x; s[i] += x; q[i] += x * x }
        t += total; u += total * total
    } END { for (i = 1; i <= 4; i++) v += q[i] - s[i] * s[i] / n; printf "%d %.9f\n", n, 4 / 3 * (1 - v / (u - t * t / n)) }' "$room/answers.csv"
}
name="its alpha is that of the formula, of the 195 who answered all"; is "$(private wrong "SELECT n || printf(' %.9f', alpha) FROM reliability WHERE measure = 'strain'")" "$(alpha 0)"
name="the question is flagged, and no other"; is "$(private wrong "SELECT item FROM reliability_item WHERE flag = 'against' AND measure = 'strain'")" q4
name="it is named in reliability.csv"; is "$(awk -F, '$15 == "against" && $2 == "strain" { print $3, $4 }' "$table")" "q4 energy left"
name="and in the page"; has "$room/wrong/out/report.html" '“energy left” runs against the other questions of Strain: it may have to be turned round\.'
name="of two questions it is said that they run against each other"; has "$room/wrong/out/report.html" '“Q3” and “Q4” of Pair run against each other: one of the two may have to be turned round\.'
name="the manifest lists the table"; has "$room/wrong/out/manifest.json" 'reliability\.csv'
name="no odd numbers in its outputs"; ok no_odd_numbers "$room/wrong/out"

name="a question that all answered alike is left out, with the reason"
is "$(private wrong "SELECT r.items || ' ' || i.why FROM reliability r JOIN reliability_item i USING (measure) WHERE measure = 'mixed' AND item = 'same'")" "2 every answer is the same"
name="without a second question there is no alpha, with the reason"; is "$(grep '^2026,alike,,' "$table" | cut -d, -f1-17)" "2026,alike,,Alike,1,200,,,,,,,,complete cases,,z,fewer than two questions whose answers differ"
name="of a question that five answered differently nothing is told, nor of its score"
is "$(grep '^2026,few,' "$table" | cut -d, -f3-)" "$(printf ',Few,,,,,,,,,,complete cases,,c,,,,,,,,,,\nhours,Hours,,,,,,,,,,,,c,,,,,,,,,,\nrare,Rare,,,,,,,,,,,,c,,,,,,,,,,')"

instrument ', "reverse": true'
name="the same with the question turned round runs"; ok run_survey right "$room/book.json" 2026 "$room/answers.csv"
name="its alpha is that of the formula"; is "$(private right "SELECT n || printf(' %.9f', alpha) FROM reliability WHERE measure = 'strain'")" "$(alpha 1)"
name="nothing runs against its score"; is "$(private right "SELECT count(*) FROM reliability_item WHERE flag = 'against' AND measure = 'strain'") $(grep -c 'runs against the other questions' "$room/right/out/report.html")" "0 0"

# Five people left a question of the score out: of a sensitive score that is not told, and so neither is how its questions hang together.
book "" ', "spwell": {"sensitive": true}' >"$room/sensitive.json"
name="a sensitive score that five did not answer whole runs"; ok run_survey sensitive "$room/sensitive.json" 2026 "$room/answers.csv"
name="and nothing is told of it"; is "$(grep -c '^2026,strain,.*,c,,,,,,,,,,$' "$room/sensitive/out/reliability.csv") $(grep '^2026,strain' "$room/sensitive/out/reliability.csv" | grep -vc ',c,,,,,,,,,,$')" "5 0"

# A sum of 65 numbers is a sum, and has no alpha; of the 64 that are the most there is one.
awk 'BEGIN { for (i = 1; i <= 65; i++) { fields = fields (i > 1 ? ", " : "") "{\"name\": \"n" i "\", \"type\": \"number\"}"; of = of (i > 1 ? ", " : "") "\"n" i "\""; if (i < 65) most = of }
    printf "{ \"name\": \"long\", \"title\": \"Long\", \"fields\": [%s], \"spwell\": { \"measures\": [{\"name\": \"long\", \"kind\": \"sum\", \"of\": [%s]}, {\"name\": \"most\", \"kind\": \"sum\", \"of\": [%s]}] } }\n", fields, of, most }' >"$room/long.json"
awk 'BEGIN { for (p = 0; p <= 60; p++) for (i = 1; i <= 65; i++) printf "%s%s", p ? (p * i) % 7 : "n" i, i < 65 ? "," : "\n" }' >"$room/long.csv"
name="a sum of 65 numbers runs"; ok run_survey long "$room/long.json" 2026 "$room/long.csv"
name="more than 64 questions: no alpha, with the reason"; is "$(grep '^2026,long,' "$room/long/out/reliability.csv" | cut -d, -f1-17)" "2026,long,,Long,,,,,,,,,,complete cases,,z,made of more than 64 questions"
name="64 questions have one, of the 55 that are not 0 for all (the 7th, 14th ... 63rd are)"; is "$(private long "SELECT items || ' ' || n || ' ' || (alpha IS NOT NULL) FROM reliability WHERE measure = 'most'")" "55 60 1"
# Three questions of one thing, the first the other way round: R psych 2.2.9 has negative item-rest correlations for all three, of the second -0.11 with an interval from -0.24 to 0.03 (cor.test): chance may do that.
awk 'BEGIN { print "team,x,y,z"; for (p = 0; p < 200; p++) { t = p % 5; f = int(p / 5); print "t" p % 8 "," 5 - t "," 1 + (p % 2 ? t : f % 5) "," 1 + (f % 2 ? t : int(p / 7) % 5) } }' >"$room/three.csv"
cat >"$room/three.json" <<'JSON'
{ "name": "three", "title": "Three", "fields": [{"name": "team", "type": "string", "constraints": {"required": true}}, {"name": "x", "type": "integer"}, {"name": "y", "type": "integer"}, {"name": "z", "type": "integer"}],
  "spwell": {"cluster": "team", "measures": [{"name": "strain", "label": "Strain", "kind": "mean", "of": ["x", "y", "z"]}], "disclosure": {"minimum": 10}} }
JSON
name="three questions, one the other way round"; ok run_survey three "$room/three.json" 2026 "$room/three.csv"
name="where several are named, it is said that not all need be wrong"
is "$(grep -c "runs against the other questions of Strain" "$room/three/out/report.html") $(grep -c "Of those named of Strain, not all need be wrong" "$room/three/out/report.html")" "2 1"
name="one that chance alone may have put below 0 is told in other words"; has "$room/three/out/report.html" '“y” hardly goes with the other questions of Strain'
bye
