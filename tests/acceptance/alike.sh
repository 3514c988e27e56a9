#!/bin/sh
# How alike people of one team answer, how headline numbers and scores go together, who is at the ends of a score: what is worked out, and what is withheld.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_program
command -v sqlite3 >/dev/null || skip_all "no sqlite3 shell here"

book() # further keys of q1
{
    cat <<JSON
{ "name": "alike", "title": "Alike", "missingValues": [""], "fields": [
    {"name": "team", "type": "string", "constraints": {"required": true}},
    {"name": "q1", "title": "Q1", "type": "integer"$1}, {"name": "q2", "title": "Q2", "type": "integer"}, {"name": "q3", "title": "Q3", "type": "integer"},
    {"name": "hours", "title": "Hours", "type": "integer"}, {"name": "rare", "title": "Rare", "type": "integer"}],
  "spwell": {"cluster": "team", "disclosure": {"minimum": 10}, "measures": [
    {"name": "strain", "label": "Strain", "kind": "mean", "of": ["q1", "q2", "q3"], "range": [1, 5], "minimum_answered": 3},
    {"name": "hours_item", "label": "Hours", "kind": "item", "of": ["hours"], "headline": true},
    {"name": "rare_item", "label": "Rare", "kind": "item", "of": ["rare"], "headline": true}]} }
JSON
}
# Teams share where they stand; some 1 in 6 people have 1 everywhere, 2 people have 5 everywhere; rare is 0 but for five people; every 20th person gives no hours.
answers() # teams, people alone in a team of their own
{
    awk -v teams="$1" -v alone="$2" 'BEGIN {
        print "team,q1,q2,q3,hours,rare"
        for (p = 0; p < 200; p++) {
            t = int(p * teams / 200); stand = t % 3 + 1
            for (i = 1; i <= 3; i++) { a[i] = stand + (p * (i + 4) + i) % 3; if (p % 6 == 1) a[i] = 1; else if (p % 67 == 0) a[i] = 5; else if (a[i] > 4) a[i] = 4 }
            print "t" t "," a[1] "," a[2] "," a[3] "," (p % 20 == 3 ? "" : a[2] * 2 + p % 5) "," (p < 5)
        }
        for (p = 0; p < alone; p++) print "alone" p ",2,3,2,7,0"
    }'
}
book "" >"$room/book.json"
answers 20 0 >"$room/twenty.csv"
name="a survey of 20 teams runs"; ok run_survey twenty "$room/book.json" 2026 "$room/twenty.csv"

# One-way analysis of variance, written again; n0 = team size, as all have 10.
by_formula=$(awk -F, 'NR > 1 { y = ($2 + $3 + $4) / 3; n++; all += y; sum[$1] += y; size[$1]++; square += y * y }
    END { for (t in sum) { J++; between += sum[t] * sum[t] / size[t] } within = square - between; between -= all * all / n
        b = between / (J - 1); w = within / (n - J); printf "%.9f %.9f", (b - w) / (b + 9 * w), (b - w) / b }' "$room/twenty.csv")
name="ICC(1) and ICC(2) are those of the analysis of variance"; is "$(private twenty "SELECT printf('%.9f %.9f', icc1, icc2) FROM intraclass WHERE measure = 'strain'")" "$by_formula"
name="equal teams have the interval by F"; is "$(private twenty "SELECT method || ' ' || (low < icc1 AND icc1 < high) FROM intraclass WHERE measure = 'strain'")" "F, Searle 1"
name="and are told of in intraclass.csv"; is "$(awk -F, '$2 == "strain" { print $3, $4 }' "$room/twenty/out/intraclass.csv")" "20 200"
name="and in the page"; has "$room/twenty/out/report.html" 'Alike within teams'
name="the design effect is 1 + 9 ICC(1)"; is "$(private twenty "SELECT abs(design_effect - 1 - 9 * icc1) < 1e-12 FROM intraclass WHERE measure = 'strain'")" 1
name="of a number that five people have different nothing is told"; is "$(grep '^2026,rare_item' "$room/twenty/out/intraclass.csv")" "2026,rare_item,,,,,,,,,,c,"

# Spearman by its definition: mid-ranks of those who have both, and their correlation.
spearman=$(awk -F, 'NR > 1 && $5 != "" { n++; x[n] = $2 + $3 + $4; y[n] = $5 } END {
    for (i = 1; i <= n; i++) { r[i] = s[i] = 0.5; for (j = 1; j <= n; j++) { r[i] += x[j] < x[i] ? 1 : x[j] == x[i] ? 0.5 : 0; s[i] += y[j] < y[i] ? 1 : y[j] == y[i] ? 0.5 : 0 } }
    for (i = 1; i <= n; i++) { a = r[i] - (n + 1) / 2; b = s[i] - (n + 1) / 2; ab += a * b; aa += a * a; bb += b * b } printf "%d %.9f", n, ab / sqrt(aa * bb) }' "$room/twenty.csv")
name="the correlation is that of mid-ranks"; is "$(private twenty "SELECT n || printf(' %.9f', rho) FROM correlation WHERE measure = 'hours_item' AND other = 'strain'")" "$spearman"
name="it is told"; is "$(awk -F, '$2 == "hours_item" && $3 == "strain" { print $4, $10 }' "$room/twenty/out/correlations.csv")" "190 "
name="one with a number that five people have different is not"; is "$(grep -c '^2026,rare_item,[a-z_]*,,,,,,,c,$' "$room/twenty/out/correlations.csv")" 2
name="p is adjusted for all three pairs (Holm)"; is "$(private twenty "SELECT count(*) FROM correlation WHERE p_adjusted >= p AND p_adjusted <= 3 * p + 1e-15")" 3

# Some have 1 everywhere; the two who have 5 are too few, and covered by those between.
name="who is at the ends of the score"; is "$(private twenty "SELECT scored, at_low > 9, at_high FROM reliability" | tr '\t' ' ')" "200 1 2"
name="is not told of two"; is "$(awk -F, '$2 == "strain" && $3 == "" { print $24 "|" $25 "|" $26 }' "$room/twenty/out/reliability.csv")" "$(private twenty "SELECT printf('%.0f||200', 100.0 * at_low / scored) FROM reliability")"
sed '2,$s/,5,5,5,/,4,5,5,/' "$room/twenty.csv" >"$room/none.csv"
name="the same without the two runs"; ok run_survey none "$room/book.json" 2026 "$room/none.csv"
name="nobody at the highest: both are told, in whole percent"
is "$(awk -F, '$2 == "strain" && $3 == "" { print $24 "|" $25 "|" $26 }' "$room/none/out/reliability.csv")" "$(private none "SELECT printf('%.0f|0|200', 100.0 * at_low / scored) FROM reliability")"

answers 8 0 >"$room/eight.csv"
name="a survey of 8 teams runs"; ok run_survey eight "$room/book.json" 2026 "$room/eight.csv"
name="of fewer than ten teams nothing is told"; is "$(private eight "SELECT teams FROM intraclass WHERE measure = 'strain'") $(grep -c ',c,$' "$room/eight/out/intraclass.csv")" "8 3"
answers 20 3 >"$room/lone.csv"
name="a survey with three people alone in their teams runs"; ok run_survey lone "$room/book.json" 2026 "$room/lone.csv"
name="they are kept out, and how many the others are is not told"; is "$(private lone "SELECT teams || ' ' || n || ' ' || answered FROM intraclass WHERE measure = 'strain'") $(awk -F, '$2 == "strain" { print $3 "|" $4 }' "$room/lone/out/intraclass.csv")" "20 200 203 20|"
book ', "spwell": {"sensitive": true}' >"$room/sensitive.json"
name="the same with a sensitive question"; ok run_survey sensitive "$room/sensitive.json" 2026 "$room/lone.csv"
name="where the three would follow, nothing is told of its teams"; is "$(grep '^2026,strain' "$room/sensitive/out/intraclass.csv")" "2026,strain,,,,,,,,,,c,"

# The same people in another order, and with one thread: the same numbers, drawn intervals too (teams of 9 to 11).
awk -F, 'BEGIN { OFS = "," } NR > 1 { n = substr($1, 2) + 0; if (NR % 40 == 2) $1 = "t" (n + 1) % 20 } { print }' "$room/twenty.csv" >"$room/uneven.csv"
{ head -1 "$room/uneven.csv"; sed 1d "$room/uneven.csv" | sort -t, -k5 -k2; } >"$room/turned.csv"
name="uneven teams run"; ok run_survey uneven "$room/book.json" 2026 "$room/uneven.csv"
name="their interval is drawn"; is "$(private uneven "SELECT method FROM intraclass WHERE measure = 'strain'")" "bootstrap by team, BCa"
name="the same in another order runs"; ok run_survey turned "$room/book.json" 2026 "$room/turned.csv"
numbers="SELECT measure, printf('%.10f %.10f %.10f', icc1, low, high) FROM intraclass UNION ALL SELECT measure, printf('%.10f %.10f', rho, low) FROM correlation"
name="and gives the same numbers"; is "$(private turned "$numbers")" "$(private uneven "$numbers")"

name="one thread analyses"; ok "$program" analyse --quiet --survey "$room/book.json" --wave 2026 --store "$room/turned/store" --threads 1
name="and gives the same numbers again"; is "$(private turned "$numbers")" "$(private uneven "$numbers")"
name="no odd numbers in its outputs"; ok no_odd_numbers "$room/twenty/out"
bye
