#!/bin/sh
# What is asked because of an answer tells by its n how many gave that answer: it must stay withheld where the answer is. Made-up answers by a rule; all counts are by hand.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_program
book=tests/acceptance/asked-of-some.json

# Bullied (sensitive): 38 of the 40 of the NHS, 20 of 40 of the councils, 12 of 300 voluntary ones: 95%, 50%, 4%. The days are asked of these, the depth of those with days.
# The queue: five of the NHS answered, all no; of the councils 12, eleven of them yes. The weeks are asked of those with a queue: 0, 11, 150 of 161.
awk 'BEGIN { print "id,team,sector,bullied,days,depth,queue,weeks"
    for (i = 1; i <= 380; i++) { s = i <= 40 ? "nhs" : i <= 80 ? "council" : "voluntary"; b = i <= 40 ? i > 2 : i <= 80 ? i % 2 : (i - 80) % 25 == 0
        q = s == "nhs" ? (i <= 5 ? "no" : "") : s == "council" ? (i > 52 ? "" : i == 41 ? "no" : "yes") : i % 2 ? "yes" : "no"
        printf "p%d,t%d,%s,%s,%s,%s,%s,%s\n", i, i % 9, s, b ? "yes" : "no", b ? i % 7 : "", b ? i % 5 : "", q, q == "yes" ? i % 9 : "" } }' >"$room/in.csv"
name="a survey with questions asked of some runs"
ok "$program" run --quiet --survey $book --wave 2026 --store "$room/store" --out "$room/out" "$room/in.csv"
shown() { awk -F, -v measure="$1" '$4 == measure && ($6 == "percent" || $6 == "mean") { print $3 "=" ($13 == "" ? $10 : $13) }' "$room/${2:-out}/results.csv" | tr '\n' ' '; }
name="who was bullied is withheld where nearly all or nearly none were"
is "$(shown bullied)" "all=380 council=40 nhs=c voluntary=c "
for measure in days depth; do
    name="$measure, asked of them, are withheld there too"; is "$(shown $measure | tr ' ' '\n' | grep -E '^(nhs|voluntary)=' | tr '\n' ' ')" "nhs=c voluntary=c "
done
name="the queue: five people, and a partner"; is "$(shown queue)" "all=317 council=c nhs=c voluntary=300 "
name="nor do the weeks tell who of the councils has one, and that none of the five has"; is "$(shown weeks | tr ' ' '\n' | grep -E '^(nhs|council)=' | tr '\n' ' ')" "council=c nhs=c "

# Of everybody: only 12 were bullied, of 380; how many were not asked would tell.
awk -F, -v OFS=, 'NR > 1 && $3 != "voluntary" { $4 = "no"; $5 = $6 = "" } { print }' "$room/in.csv" >"$room/few.csv"
name="few of everybody"; ok "$program" run --quiet --survey $book --wave 2026 --store "$room/few" --out "$room/few-out" "$room/few.csv"
name="neither their share is told, nor how many days are of"; is "$(shown bullied few-out)$(shown days few-out)" "all=c council=c nhs=c voluntary=c all=c council=c nhs=c voluntary=c "
name="nor how many were not asked"; is "$(awk -F, '$2 == "missing" && $3 ~ /^d/ { print $3 "|" $5 "|" $6 "|" $7 }' "$room/few-out/quality.csv" | tr '\n' ' ')" "days|any reason||c depth|any reason||c "
name="of a question that is not sensitive it is told"; has "$room/few-out/quality.csv" "missing,weeks,Weeks,not asked,156"
# Everybody answered, asked or not: what is passed over would be how many were not bullied.
awk -F, -v OFS=, 'NR > 1 && $5 == "" { $5 = 1 } NR > 1 && $7 == "no" { $8 = 1 } { print }' "$room/few.csv" >"$room/all.csv"
name="answers of those not asked"; ok "$program" run --quiet --survey $book --wave 2026 --store "$room/all" --out "$room/all-out" "$room/all.csv"
name="they are not counted where the earlier question is sensitive"; is "$(awk -F, '$2 == "issue" { print $3 "|" $5 "|" $6 }' "$room/all-out/quality.csv" | tr '\n' ' ')" "weeks|not_asked|156 "
bye
