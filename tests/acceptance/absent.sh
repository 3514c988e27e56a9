#!/bin/sh
# Missing answers by group: counted for the private store, told in public only where they are nobody or many. Expected numbers are counted here, by awk.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_program
wave=2026
cat >"$room/book.json" <<'JSON'
{ "name": "absent", "title": "Absent", "missingValues": ["", {"value": "-9", "label": "prefer not to say"}], "fields": [
    {"name": "id", "type": "string", "constraints": {"required": true}},
    {"name": "sector", "type": "string", "constraints": {"required": true}, "categories": ["nhs", "voluntary", "council"]},
    {"name": "leads", "type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]},
    {"name": "many", "title": "Left out by many", "type": "integer", "constraints": {"minimum": 0, "maximum": 10}},
    {"name": "few", "title": "Left out by few of one group", "type": "integer", "constraints": {"minimum": 0, "maximum": 10}},
    {"name": "private", "title": "Sensitive", "type": "integer", "constraints": {"minimum": 0, "maximum": 10}, "spwell": {"sensitive": true}},
    {"name": "routed", "title": "Asked of leaders", "type": "number", "spwell": {"asked_if": {"field": "leads", "values": ["yes"]}}},
    {"name": "never", "title": "Answered by all", "type": "integer", "constraints": {"minimum": 0, "maximum": 10}}],
  "spwell": {"identifier": "id", "groups": ["sector", "leader"],
    "measures": [{"name": "leader", "label": "Lead", "kind": "in", "of": ["leads"], "values": ["yes"]}, {"name": "never", "label": "Never", "kind": "item", "of": ["never"]}], "disclosure": {"minimum": 10}} }
JSON
awk 'BEGIN { OFS = ","; print "id,sector,leads,many,few,private,routed,never"
    for (i = 0; i < 150; i++) { s = i < 60 ? "nhs" : i < 120 ? "voluntary" : "council"
        print "p" i, s, i % 3 ? "no" : "yes", i % 4 == 1 ? "" : i % 4 == 2 && i % 8 == 2 ? -9 : 5, (s == "nhs" && i % 5 == 0) || (s == "voluntary" && i % 20 == 0) || (s == "council" && i % 2 == 0) ? "" : 7, i % 3 == 0 ? "" : 1, i % 6 ? "" : 2.5, 1 } }' >"$room/answers.csv"
name="a survey with gaps runs"; ok run_survey gaps "$room/book.json" $wave "$room/answers.csv"
counts() { private gaps "SELECT grp, reason, n, asked FROM missing_count WHERE \"by\" = '$1' AND variable = '$2' ORDER BY grp, reason"; }
expected() # column of the answers, grouping column
{
    awk -F, -v column="$1" -v by="$2" 'NR > 1 { g = by == 3 ? ($3 == "yes" ? "yes" : "no") : $by; all[g]++; r = $column == "" ? "no answer" : $column == -9 ? "prefer not to say" : "answered"; n[g "\t" r]++ }
        END { for (k in n) { split(k, p, "\t"); print k "\t" n[k] "\t" all[p[1]] } }' "$room/answers.csv" | sort
}
name="reasons by sector"; is "$(counts sector many | sort)" "$(expected 4 2)"
name="reasons by a yes/no measure"; is "$(counts leader many | sort)" "$(expected 4 3)"
name="who is asked of some only: of 50 leaders 25 answered"; is "$(counts all routed)" "$(printf 'all\tanswered\t25\t50\nall\tno answer\t25\t50\nall\tnot asked\t100\t50')"
name="nobody left it out: one row"; is "$(counts all never)" "$(printf 'all\tanswered\t150\t150')"
told() { released gaps "SELECT category, ifnull(n, 'c'), ifnull(base, 'c'), ifnull(value, 'c') FROM quality WHERE kind = 'answered' AND variable = '$1' AND category LIKE '$2' ORDER BY category"; }
# Of 60, 60 and 30: i % 4 == 1 or i % 8 == 2 are 23, 22 and 12
name="what many left out is told by group"; is "$(told many 'sector=%')" "$(printf 'sector=council\t18\t30\t60.0\nsector=nhs\t37\t60\t61.7\nsector=voluntary\t38\t60\t63.3')"
name="it is what was counted"; is "$(private gaps "SELECT grp, n FROM missing_count WHERE \"by\" = 'sector' AND variable = 'many' AND reason = 'answered' ORDER BY grp")" "$(printf 'council\t18\nnhs\t37\nvoluntary\t38')"
# 12, 3 and 15 left it out: the 3 are few, and with one partner the two of them are 15.
name="what few left out is withheld, and beside it the smallest that would give it back"; is "$(told few 'sector=%')" "$(printf 'sector=council\t15\t30\t50.0\nsector=nhs\tc\tc\tc\nsector=voluntary\tc\tc\tc')"
name="everybody's share is told"; is "$(told few all)" "$(printf 'all\t120\t150\t80.0')"
name="nothing by group of a sensitive question, one asked of some, or one that nobody left out"; is "$(released gaps "SELECT count(*) FROM quality WHERE kind = 'answered' AND variable IN ('private', 'routed', 'never')")" 0
name="quality.csv has them"; has "$room/gaps/out/quality.csv" '^2026,answered,many,Left out by many,sector=nhs,37,,60,61.7,,$'
name="and those that are withheld, without numbers"; has "$room/gaps/out/quality.csv" '^2026,answered,few,Left out by few of one group,sector=nhs,,c,,,,$'
name="the page has a short table"; has "$room/gaps/out/report.html" 'Who answered: the questions left out most often, by sector'
name="no odd numbers"; ok no_odd_numbers "$room/gaps/out"
bye
