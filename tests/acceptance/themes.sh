#!/bin/sh
# Coded comments, to the end: how many people's comments have a code, by group; how far the coders agree; and nobody's words behind the wall. Made-up answers and codes by a rule; what must come
# of them is worked by hand from the rule in score/themes.h, kappa from Cohen's formula.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_program
command -v sqlite3 >/dev/null || skip_all "no sqlite3 shell here"
book=tests/acceptance/themes.json

# 80 people, 40 of each sector. Peer support: Ann gives it to 40 people, Ben to all of them but the first 8. Supervision: only the first 30 of the voluntary sector, by both. The rare one: three people.
awk 'BEGIN { print "id,team,sector,hard"; for (i = 1; i <= 80; i++) printf "p%d,t%d,%s,secret words of %d\n", i, i % 8, i % 2 ? "nhs" : "voluntary", i }' >"$room/in.csv"
awk 'BEGIN { print "respondent,question,coder,code,comment"
    for (i = 1; i <= 80; i++) for (c = 1; c <= 2; c++) { coder = c == 1 ? "Ann" : "Ben"; given = 0
        if (i % 4 < 2 && !(c == 2 && i <= 16)) { printf "p%d,hard,%s,S.1,secret words\n", i, coder; given = 1 }
        if (i % 2 == 0 && i <= 60) { printf "p%d,hard,%s,Supervision,\n", i, coder; given = 1 }
        if (i <= 3) { printf "p%d,hard,%s,R.1,\n", i, coder; given = 1 }
        if (!given) printf "p%d,hard,%s,,\n", i, coder } }' >"$room/coded.csv"
name="a survey with coded comments runs"
ok "$program" run --quiet --survey $book --wave 2026 --themes "$room/coded.csv" --store "$room/store" --out "$room/out" "$room/in.csv"
value() { awk -F, -v by="$1" -v grp="$2" -v measure="$3" '$2 == by && $3 == grp && $4 == measure && $5 == "yes" && $6 == "percent" { print $7 "|" $10 "|" $13 }' "$room/out/results.csv"; }
name="peer support: 32 of 80, for 8 of Ann's 40 were not seen by Ben"; is "$(value all all theme_s_1)" "40|80|"
name="supervision: nobody of the NHS is told, nor what gives it back"; is "$(value sector nhs theme_s_2)$(value sector voluntary theme_s_2)" "||c||c"
name="of everybody it is 30 of 80"; is "$(value all all theme_s_2)" "37.5|80|"
name="what three people say is withheld"; is "$(value all all theme_r_1)" "||c"
agreement() { awk -F, -v code="$1" -v statistic="$2" '$2 == code && $4 == statistic { print $6 "|" $7 "|" $8 "|" $11 }' "$room/out/agreement.csv"; }
# po = 72/80 = 0.9; pe = 0.5 x 0.4 + 0.5 x 0.6 = 0.5; kappa = 0.4/0.5
name="kappa of peer support is 0.8, of 80 comments"; is "$(agreement S.1 kappa)" "80|0.9|0.8|"
name="two who agree in everything have kappa 1 and no interval"; is "$(awk -F, '$2 == "S.2" && $4 == "kappa" { print $8 "|" $9 "|" $10 }' "$room/out/agreement.csv")" "1||"
name="agreement on what three people say is withheld"; is "$(agreement R.1 kappa)$(agreement R.1 alpha)" "|||c|||c"
# of all three codes it would be (0.8 + 1 + 1) / 3, and less the two that are shown, what three people say
name="the mean is of the codes shown: (0.8 + 1) / 2"; is "$(awk -F, '$2 == "" && $4 == "kappa" { print $6 "|" $8 }' "$room/out/agreement.csv")" "2|0.9"
name="the page tells agreement"; has "$room/out/report.html" "Krippendorff"
name="the words are nowhere in what leaves"
is "$(grep -rl 'secret words' "$room/out" | wc -l)$(sqlite3 "$room/out/release.db" .dump | grep -c 'secret words')" "00"
name="nor are the coders' names, in what leaves"
is "$(grep -rliE '\bann\b|\bben\b' "$room/out" | wc -l)" "0"
# a small file of codes is found by trying all there are: three of 80 people with four codes are 5,258,240 files, a matter of seconds
hash=$(sha256sum "$room/coded.csv" | cut -d ' ' -f 1)
name="the hash of the codes stays in the private store"
is "$(sqlite3 "$room/store/work.db" "SELECT sha256 FROM source WHERE kind = 'themes'") $(grep -rl "$hash" "$room/out" | wc -l)$(sqlite3 "$room/out/release.db" .dump | grep -c "$hash")" "$hash 00"
name="why people have no score: nobody here was left out"
is "$("$program" export --wave 2026 --store "$room/store" --table score --private | awk -F, '$2 == "theme_s_1" { print $4 "|" $5 "|" $8 }')" "80|0|0"
name="the codes are exported to those who may see them"
is "$("$program" export --wave 2026 --store "$room/store" --table comment_code --private | grep -c ',ann,S.1')" "40"
name="the same codes in another order give the same bytes"
{ head -1 "$room/coded.csv"; tail -n +2 "$room/coded.csv" | sort -t , -k 3,3 -k 1,1; } >"$room/sorted.csv"
ok "$program" run --quiet --survey $book --wave 2026 --themes "$room/sorted.csv" --store "$room/store" --out "$room/again" "$room/in.csv"
name="and the same agreement"; is "$(cmp "$room/out/agreement.csv" "$room/again/agreement.csv" && cmp "$room/out/results.csv" "$room/again/results.csv")" ""
# A third person codes what the first 60 wrote, as Ann did: three pairs, of whom two have 60 comments.
{ cat "$room/coded.csv"; awk -F, '$3 == "Ann" && substr($1, 2) + 0 <= 60 { print $1 "," $2 ",Cy," $4 "," }' "$room/coded.csv"; } >"$room/third.csv"
name="three coders"; ok "$program" run --quiet --survey $book --wave 2026 --themes "$room/third.csv" --store "$room/third" --out "$room/third-out" "$room/in.csv"
name="each pair has its kappa, of the comments that both coded"
is "$(awk -F, '$2 == "S.1" && $4 == "kappa" { print $6 }' "$room/third-out/agreement.csv" | sort -n | tr '\n' " ")" "60 60 80 "
name="alpha is of what two or more coded"; is "$(awk -F, '$2 == "S.1" && $4 == "alpha" { print $6 }' "$room/third-out/agreement.csv")" "80"
name="the page has no column for kappa then"; is "$(grep -c ">Cohen’s kappa<" "$room/out/report.html") $(grep -c ">Cohen’s kappa<" "$room/third-out/report.html")" "1 0"

# Cat coded two of the comments; Dan twelve of them, of four people who have three each.
sed 's/"comments": \["hard"\]/"comments": ["hard", "more", "most"]/; s/^    {"name": "hard".*/    {"name": "more", "type": "string", "spwell": {"free_text": true}}, {"name": "most", "type": "string", "spwell": {"free_text": true}},\n&/' $book >"$room/three.json"
awk -F, 'NR == 1 { print $0 ",more,most"; next } { print $0 ",a,b" }' "$room/in.csv" >"$room/three.csv"
{ cut -d , -f 1-4 "$room/coded.csv"; printf 'p1,hard,Cat,S.1\np2,hard,Cat,S.2\n'; awk 'BEGIN { for (p = 1; p <= 4; p++) for (q = 1; q <= 3; q++) for (c = 1; c <= 2; c++) {
    who = c == 1 ? "Dan" : "Eve"; split("hard,more,most", question, ","); printf "p%d,%s,%s,%s\n", p, question[q], who, p % 2 ? "S.1" : "S.2" } }'; } >"$room/three-coded.csv"
name="coders of few comments in common, and of comments of few people"
ok "$program" run --quiet --survey "$room/three.json" --wave 2026 --themes "$room/three-coded.csv" --store "$room/three" --out "$room/three-out" "$room/three.csv"
between() { awk -F, -v who="$1" '$4 == "kappa" && $5 == who { printf "%s|%s|%s|%s ", $2, $6, $8, $11 }' "$room/three-out/agreement.csv"; }
name="of two comments neither kappas nor their mean are told"; is "$(between "1 and 3")" "S.1|||c S.2|||c R.1|||c |||c "
name="nor of twelve comments of four people"; is "$(between "4 and 5")" "S.1|||c S.2|||c R.1|||c |||c "

# The frames of both studies, as fixtures/coding-frames has them, are in the shipped survey: 26 published codes of the one, 24 derived codes of the other.
frame=fixtures/coding-frames/themes.csv
name="published codes of Rhodes and Bell by theme: 6, 6, 7 and 7"
is "$(awk -F, '$1 == "rhodes2020" && /,published,/ { n[$2]++ } END { print n[1], n[2], n[3], n[4] }' $frame)" "6 6 7 7"
grep -oE '"value": "[RB][0-9]\.[0-9]+", "label": "[^"]*"' schemas/sp-workforce.json | sed 's/"value": "//; s/", "label": "/|/; s/"$//' | sort >"$room/shipped"
awk -F, 'NR > 1 && !($1 == "rhodes2020" && /,derived,/)' $frame | grep -oE '[RB][0-9]\.[0-9]+,.*,(published|derived),' | sed -E 's/,(published|derived),$//; s/,/|/; s/"//g' | sort >"$room/frame"
name="the shipped survey has them all, word for word"; is "$(wc -l <"$room/frame" | tr -d ' ') $(diff "$room/shipped" "$room/frame")" "50 "
bye
