#!/bin/sh
# Averages of those who answered every question beside those shown: worked out here by awk, and withheld where few people are in one and not in the other.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_program
wave=2026
cat >"$room/book.json" <<'JSON'
{ "name": "open", "title": "Open", "fields": [
    {"name": "id", "type": "string", "constraints": {"required": true}},
    {"name": "sector", "type": "string", "constraints": {"required": true}, "categories": ["nhs", "voluntary", "council"]},
    {"name": "a", "type": "integer", "constraints": {"minimum": 0, "maximum": 10}},
    {"name": "b", "type": "integer", "constraints": {"minimum": 0, "maximum": 10}},
    {"name": "c", "type": "integer", "constraints": {"minimum": 0, "maximum": 10}},
    {"name": "d", "type": "integer", "constraints": {"minimum": 0, "maximum": 10}, "spwell": {"sensitive": true}}],
  "spwell": {"identifier": "id", "groups": ["sector"], "sections": [{"name": "s", "title": "S"}],
    "measures": [{"name": "lenient", "label": "Lenient score", "kind": "mean", "of": ["a", "b", "c"], "minimum_answered": 2, "section": "s", "headline": true},
      {"name": "strict", "label": "Strict score", "kind": "mean", "of": ["a", "b", "c"], "section": "s"},
      {"name": "delicate", "label": "Delicate score", "kind": "mean", "of": ["a", "d"], "minimum_answered": 1, "section": "s"}], "disclosure": {"minimum": 10}} }
JSON
# b is left open by every third of the nhs, 3 of the voluntary sector, nobody of the council; c with it by 2 of the nhs, who then have no score.
answers() { awk -v few="$1" 'BEGIN { OFS = ","; print "id,sector,a,b,c,d"
    for (i = 0; i < 180; i++) { s = i < 90 ? "nhs" : i < 150 ? "voluntary" : "council"; open = (s == "nhs" && i % 3 == 0) || (s == "voluntary" && i < 90 + few)
        print "p" i, s, i % 11, open ? "" : (i * 7) % 11, open && i < 6 ? "" : (i * 3) % 11, i % 4 ? i % 5 : "" } }'; }
answers 3 >"$room/answers.csv"
name="a survey with open questions runs"; ok run_survey few "$room/book.json" $wave "$room/answers.csv"
expected() # grp
{
    awk -F, -v grp="$1" 'NR > 1 && (grp == "all" || $2 == grp) { k = ($3 != "") + ($4 != "") + ($5 != ""); s = $3 + $4 + $5; if (k >= 2) { n++; t += s / k } if (k == 3) { m++; u += s / 3 } }
        END { printf "%d\t%.9f\t%d\t%.9f", n, t / n, m, u / m }' "$room/answers.csv"
}
ours() { private few "SELECT n, printf('%.9f', value), n_complete, printf('%.9f', complete_value) FROM sensitivity WHERE measure = 'lenient' AND grp = '$1'"; }
for grp in all nhs voluntary council; do name="both averages of $grp"; is "$(ours $grp)" "$(expected $grp)"; done
name="a score that wants every answer has no such row"; is "$(private few "SELECT count(*) FROM sensitivity WHERE measure = 'strict'")" 0
told() { released "$1" "SELECT grp, ifnull(n, 'c'), ifnull(n_complete, 'c'), ifnull(complete_value, 'c'), flag FROM sensitivity WHERE measure = '$2' ORDER BY \"by\", grp"; }
# 28 of the nhs, 3 of the voluntary sector: the 31 of everybody less the 28 would be the 3.
name="who left a question open are few in one group, so another goes with it"; is "$(told few lenient | cut -f 1,2,3,5)" "$(printf 'all\t178\t147\t\ncouncil\t30\t30\t\nnhs\tc\tc\tc\nvoluntary\tc\tc\tc')"
name="nothing of a sensitive score is told"; is "$(released few "SELECT count(n) FROM sensitivity WHERE measure = 'delicate'")" 0
name="the page has a sentence"; has "$room/few/out/report.html" 'Some scores allow for questions left open\. Averages of people who answered every question differ little from those shown: all 2 lie within the intervals\. The furthest, for its interval, is average lenient score among people'
name="sensitivity.csv has withheld rows without numbers"; has "$room/few/out/sensitivity.csv" '^2026,sector,nhs,lenient,,,,,,,,,c$'
answers 12 >"$room/answers.csv"
name="with twelve there it runs"; ok run_survey many "$room/book.json" $wave "$room/answers.csv"
name="and all groups are told"; is "$(told many lenient | cut -f 1,2,3,5)" "$(printf 'all\t178\t138\t\ncouncil\t30\t30\t\nnhs\t88\t60\t\nvoluntary\t60\t48\t')"
name="no odd numbers"; ok no_odd_numbers "$room/many/out"
bye
