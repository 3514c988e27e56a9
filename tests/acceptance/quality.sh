#!/bin/sh
# Data quality: rows, missing answers and signs of careless answering, recounted by awk from the file itself, and what may not be told of a few.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_program

# 240 people, a page of 8 questions with answers 1 to 5: every 12th ticks one box, every 10th the same from the second on; some questions are left out; some are fast.
cat >"$room/book.json" <<'JSON'
{ "name": "pages", "title": "Pages", "missingValues": ["", {"value": "-9", "label": "prefer not to say"}], "fields": [
    {"name": "id", "type": "string", "constraints": {"required": true}},
    {"name": "sector", "type": "string", "constraints": {"required": true}, "categories": ["nhs", "voluntary"]},
    {"name": "seconds", "type": "number"},
    {"name": "q1", "title": "Q1", "type": "integer", "categories": [1, 2, 3, 4, 5]}, {"name": "q2", "title": "Q2", "type": "integer", "categories": [1, 2, 3, 4, 5]},
    {"name": "q3", "title": "Q3", "type": "integer", "categories": [1, 2, 3, 4, 5]}, {"name": "q4", "title": "Q4", "type": "integer", "categories": [1, 2, 3, 4, 5]},
    {"name": "q5", "title": "Q5", "type": "integer", "categories": [1, 2, 3, 4, 5]}, {"name": "q6", "title": "Q6", "type": "integer", "categories": [1, 2, 3, 4, 5]},
    {"name": "q7", "title": "Q7", "type": "integer", "categories": [1, 2, 3, 4, 5]}, {"name": "q8", "title": "Q8", "type": "integer", "categories": [1, 2, 3, 4, 5]}],
  "spwell": {"identifier": "id", "eligible": {"field": "sector", "values": ["nhs", "voluntary"]}, "timing": {"duration": "seconds"},
    "batteries": [{"name": "page", "title": "Page", "fields": ["q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8"]}],
    "measures": [{"name": "first", "label": "First", "kind": "item", "of": ["q1"]}], "disclosure": {"minimum": 10}} }
JSON
awk 'BEGIN {
    print "id,sector,seconds,q1,q2,q3,q4,q5,q6,q7,q8"; seed = 7
    for (p = 1; p <= 240; p++) {
        line = "p" p "," (p % 3 ? "nhs" : "voluntary") "," (p % 9 == 0 ? 12 + p % 5 : p % 17 == 0 ? "" : 120 + (p * 37) % 300)
        for (i = 1; i <= 8; i++) {
            seed = (seed * 1103515245 + 12345) % 2147483648; answer = 1 + int(seed / 65536) % 5
            if (p % 12 == 0) answer = 1 + p % 5; else if (p % 10 == 0 && i > 1) answer = 2 + p % 3
            if ((p * 7 + i * 3) % 11 == 0) answer = i == 2 ? "-9" : ""
            if (i == 5 && p % 8 == 1) answer = "-9"
            if (i == 8 && p % 60 == 1) answer = "-9" # four people: too few to tell apart from those who left it empty
            if (i == 7 && p % 20 == 3) answer = ""
            line = line "," answer
        }
        print line
    }
    for (b = 1; b <= 12; b++) print "bad" b ",nhs,200,9,1,1,1,1,1,1,1"
    print ""
}' >"$room/answers.csv"
name="a small survey runs"; ok run_survey pages "$room/book.json" 2026 "$room/answers.csv"
quality="$room/pages/out/quality.csv"

# The rules of score/careless.h, written again: answers skipped over, half of 8 is 4, so 5 must be answered and 6 in a row are long; ten questions have a fixed answer or a number.
cat >"$room/recount.awk" <<'AWK'
function put(kind, variable, category, n, base) { print kind "," variable "," category "," n "," base }
FNR == 1 { next }
{ read++ }
!NF { blank++; next }
$4 > 5 { bad++; next }
{
    stored++; answered = longest = run = sum = squares = 0; last = ""
    for (i = 4; i <= 11; i++) {
        if ($i == "") { empty[i]++; continue }
        if ($i == "-9") { refused[i]++; continue }
        answered++; sum += $i; squares += $i * $i
        run = $i == last ? run + 1 : 1; last = $i; if (run > longest) longest = run
    }
    if (answered >= 5) {
        base++; runs += longest; spread += sqrt((squares - sum * sum / answered) / (answered - 1))
        if (longest == answered) straight++; else if (longest >= 6) long++
    }
    if ($3 != "") times[++timed] = $3
}
END {
    put("rows", "responses", "rows_read", read, ""); put("rows", "responses", "stored", stored, ""); put("rows", "responses", "quarantined", bad, ""); put("rows", "responses", "blank", blank, "")
    put("rows", "responses", "not_eligible", 0, ""); put("rows", "responses", "incomplete", 0, "")
    for (i = 4; i <= 11; i++) {
        few = (empty[i] > 0 && empty[i] < 10) || (refused[i] > 0 && refused[i] < 10)
        if (few) put("missing", "q" i - 3, "any reason", empty[i] + refused[i], stored)
        else { if (empty[i]) put("missing", "q" i - 3, "no answer", empty[i], stored); if (refused[i]) put("missing", "q" i - 3, "prefer not to say", refused[i], stored) }
    }
    if (timed < stored) put("missing", "seconds", "no answer", stored - timed, stored)
    for (i = 1; i <= timed; i++) for (k = i + 1; k <= timed; k++) if (times[k] < times[i]) { t = times[i]; times[i] = times[k]; times[k] = t }
    median = timed % 2 ? times[(timed + 1) / 2] : (times[timed / 2] + times[timed / 2 + 1]) / 2
    for (i = 1; i <= timed; i++) if (times[i] < 2 * 9 || times[i] < median / 2) fast++
    put("flag", "", "speeding", fast, timed); put("flag", "page", "straight_lined", straight, base); put("flag", "page", "long_run", long, base)
    printf "value,page,longest_run,%.1f\nvalue,page,variability,%.2f\nvalue,,duration,%d\n", runs / base, spread / base, int(median / 10 + 0.5) * 10
}
AWK
awk -F, -f "$room/recount.awk" "$room/answers.csv" | sort >"$room/wanted"
awk -F, 'NR > 1 && ($2 == "rows" || $2 == "missing" || ($2 == "flag" && $6 != "")) { print $2 "," $3 "," $5 "," $6 "," $8 } NR > 1 && $2 == "flag" && $9 != "" { print "value," $3 "," $5 "," $9 }' "$quality" | sort >"$room/got"
name="quality.csv counts rows, missing answers and signs of careless answering as awk does"; ok diff "$room/wanted" "$room/got"
name="(the recount found what it was to find)"
is "$(awk -F, '$1 == "flag" && $4 >= 10' "$room/wanted" | wc -l),$(grep -c 'any reason' "$room/wanted")" "3,1"
name="rows read = stored + set aside + blank + not eligible + broken off"
is "$(released pages "SELECT count(*), sum(rows_read = stored + quarantined + blank + not_eligible + incomplete) FROM input WHERE kind = 'responses'")" "$(printf '1\t1')"
name="all of them are kept: everybody stored is counted in the results"
is "$(private pages 'SELECT sum(n) FROM answer_count WHERE variable = "q1"')" 240
name="the page shows the picture with its table"; has "$room/pages/out/report.html" 'id="chart-missing-answers"'
name="and tells the signs in words"; has "$room/pages/out/report.html" '[0-9]+ of [0-9]+ people gave the same answer to every question of “Page” that they answered \(8 questions\)\.'
name="the summary does not grow by them"; hasnt "$room/pages/out/summary.md" 'same answer'

# Few: only three people tick one box, four are not meant, one row is set aside.
awk -F, -v OFS=, '$1 ~ /^bad/ && $1 != "bad1" { next } NR > 1 && $1 ~ /^p/ { p = substr($1, 2) + 0; if ((p % 12 == 0 && p > 36) || p % 10 == 0) { $5 = 1; $6 = 2 } if (p % 60 == 7) $2 = "other" } { print }' "$room/answers.csv" >"$room/few.csv"
sed 's/"categories": \["nhs", "voluntary"\]/"categories": ["nhs", "voluntary", "other"]/' "$room/book.json" >"$room/few.json"
name="three who ticked one box and four who are not meant run"; ok run_survey few "$room/few.json" 2026 "$room/few.csv"
name="(they are there: private counts)"
is "$(private few "SELECT (SELECT n FROM flag WHERE kind = 'straight_lined'), (SELECT not_eligible FROM source)")" "$(printf '3\t4')"
name="the three are withheld, not 0"; has "$room/few/out/quality.csv" '^2026,flag,page,Page,straight_lined,,c,'
name="and with them enough that subtraction does not give them back"
is "$(released few "SELECT count(*) FROM quality WHERE kind = 'flag' AND variable = 'page' AND category IN ('straight_lined', 'long_run') AND n BETWEEN 1 AND 9 OR base - n BETWEEN 1 AND 9 AND kind = 'flag'")" 0
name="those not meant are withheld, the one row set aside, and the sum that would tell them"
is "$(released few "SELECT rows_read IS NULL, not_eligible IS NULL, stored IS NOT NULL, quarantined IS NULL, blank FROM input WHERE kind = 'responses'")" "$(printf '1\t1\t1\t1\t1')"
name="no count of one to nine people passes as a flag, a disposition or a reason"
is "$(released few "SELECT count(*) FROM quality WHERE n BETWEEN 1 AND 9 AND (kind IN ('flag', 'disposition') OR (kind = 'missing' AND category NOT LIKE 'any reason%'))")" 0

# Dispositions cross the wall by the same rule. Rows are put into the private store, as ingest counts them.
outcome() # complete, partial, broken off, screened out
{
    sqlite3 -batch "$room/pages/store/work.db" "DELETE FROM disposition; INSERT INTO disposition VALUES ('2026', '1.1', $1), ('2026', '1.2', $2), ('2026', '2.12', $3), ('2026', '4.10', $4);
        UPDATE source SET not_eligible = $4, incomplete = $3, rows_read = stored + quarantined + blank + $3 + $4 WHERE kind = 'responses'" &&
        "$program" disclose --quiet --survey "$room/kept.json" --wave 2026 --store "$room/pages/store" --out "$room/outcome" &&
        sqlite3 -batch -readonly "$room/outcome/release.db" "SELECT coalesce(n, flag) FROM quality WHERE kind = 'disposition' ORDER BY length(category), category; SELECT coalesce(rows_read, 'c'), coalesce(not_eligible, 'c'), coalesce(incomplete, 'c') FROM input" | tr '\n' ' '
}
sed 's/"timing"/"completeness": {"keep": "partial"}, "timing"/' "$room/book.json" >"$room/kept.json"
name="dispositions of enough people pass"; is "$(outcome 225 15 20 30)" "225 15 20 30 303|30|20 "
name="a few partial answers are withheld, and the complete ones beside them"; is "$(outcome 236 4 20 30)" "c c 20 30 303|30|20 "
name="a few who broke off are withheld, as disposition, as rows, and in the sum"; is "$(outcome 225 15 5 30)" "225 15 c 30 c|30|c "
name="so are a few who were screened out"; is "$(outcome 225 15 20 5)" "225 15 20 c c|c|20 "

# From the file on: people who broke off. 25 stop after the first question and are not kept, 15 after the fifth and are partial; times are two columns.
sed 's/"timing": {"duration": "seconds"}/"timing": {"started": "begun", "submitted": "ended"}, "completeness": {"of": ["q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8"]}/
    s/{"name": "seconds", "type": "number"}/{"name": "helps", "title": "What helps?", "type": "list", "delimiter": ";", "categories": ["time", "pay", "peers"]}, {"name": "begun", "type": "datetime"}, {"name": "ended", "type": "datetime"}/' "$room/book.json" >"$room/stop.json"
awk 'BEGIN {
    print "id,sector,helps,begun,ended,q1,q2,q3,q4,q5,q6,q7,q8"
    for (p = 1; p <= 240; p++) {
        last = p <= 25 ? 1 : p <= 40 ? 5 : 8
        line = "p" p ",nhs," (p % 15 ? "time;peers" : "") ",2026-03-02T09:00:00,2026-03-02T09:" (p % 20 == 0 ? "00:12" : sprintf("%02d:30", 4 + p % 5))
        for (i = 1; i <= 8; i++) line = line "," (i > last || (i == 2 && p > 228) ? "" : 1 + (p + i) % 5)
        print line
    }
}' >"$room/stop.csv"
name="people who broke off run"; ok run_survey stop "$room/stop.json" 2026 "$room/stop.csv"
name="rows read are the sum of what became of them"; is "$(released stop "SELECT rows_read, stored, incomplete FROM input WHERE kind = 'responses'")" "$(printf '240\t215\t25')"
name="dispositions have the codes of AAPOR, and add up to those who began"
is "$(grep '^2026,disposition' "$room/stop/out/quality.csv" | cut -d, -f4-6)" "$(printf 'complete,1.1,200\npartial,1.2,15\nbroken off,2.12,25\nscreened out,4.10,0')"
name="questions after the last one answered were not reached, which is not no answer"
is "$(grep -E '^2026,missing,q[268],' "$room/stop/out/quality.csv" | cut -d, -f3,5,6,8)" "$(printf 'q2,no answer,12,215\nq6,not reached,15,215\nq8,not reached,15,215')"
name="a multi-select that lacks its answers lacks them once"
is "$(grep '^2026,missing,helps' "$room/stop/out/quality.csv" | cut -d, -f3,4,5,6,8)" "helps,What helps?,no answer,15,215"
# Stored: 26 to 240, of whom 40, 60, ... 240 (11) took 12 seconds; 10 questions (sector, the multi-select and 8) take 20. Median of the others is minutes.
name="durations are told from when people began and submitted"; is "$(private stop "SELECT n, base FROM flag WHERE kind = 'speeding'")" "$(printf '11\t215')"
name="the page has a column for those who broke off"; has "$room/stop/out/report.html" '>Broken off<'

# From the file on: routing. Of 120 people 50 are asked b, c and d; 5 of them leave b out, 5 c, which is sensitive, and 12 d. Of e, which 115 are asked, all answer.
cat >"$room/routed.json" <<'JSON'
{ "name": "routed", "title": "Routed", "fields": [
    {"name": "team", "type": "string", "constraints": {"required": true}},
    {"name": "a", "title": "A", "type": "string", "categories": ["yes", "no", "never"]},
    {"name": "b", "title": "B", "type": "integer", "categories": [1, 2], "spwell": {"asked_if": {"field": "a", "values": ["yes"]}}},
    {"name": "c", "title": "C", "type": "integer", "categories": [1, 2], "spwell": {"sensitive": true, "asked_if": {"field": "a", "values": ["yes"]}}},
    {"name": "d", "title": "D", "type": "integer", "categories": [1, 2], "spwell": {"asked_if": {"field": "a", "values": ["yes"]}}},
    {"name": "e", "title": "E", "type": "integer", "categories": [1, 2], "spwell": {"asked_if": {"field": "a", "values": ["yes", "no"]}}}],
  "spwell": {"cluster": "team", "measures": [{"name": "first", "label": "First", "kind": "item", "of": ["a"]}], "disclosure": {"minimum": 10}} }
JSON
awk 'BEGIN { print "team,a,b,c,d,e"; for (p = 1; p <= 120; p++) print "t" p % 9 "," (p <= 50 ? "yes" : p <= 115 ? "no" : "never") "," (p > 50 || p <= 5 ? "" : 1 + p % 2) "," (p > 50 || (p > 5 && p <= 10) ? "" : 1 + p % 2) "," (p > 50 || (p > 10 && p <= 22) ? "" : 1 + p % 2) "," (p > 115 ? "" : 1 + p % 2) }' >"$room/routed.csv"
name="questions put to some people run"; ok run_survey routed "$room/routed.json" 2026 "$room/routed.csv"
name="who was not asked is told apart from who left out a question, where that tells of no few"
is "$(grep "^2026,missing,[bcde]," "$room/routed/out/quality.csv" | cut -d, -f3,5,6,8)" "$(printf 'b,any reason,5,120\nb,not asked,70,120\nc,any reason or not asked,75,120\nd,no answer,12,120\nd,not asked,70,120\ne,any reason or not asked,5,120')"
bye
