#!/bin/sh
# What cannot be told has a reason in its place, and never a number: small surveys with something wrong in them, run to the end (bad inputs 87 to 104 of
# tests/cases/README.md). Expected values are worked by hand from the rule that makes the answers.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_program
command -v sqlite3 >/dev/null || skip_all "no sqlite3 shell here"
book=tests/acceptance/reasons.json

# 60 people: 30 of each sector, one in the east, six in the south, none anywhere else; "same" is 7 for all.
answers() { awk 'BEGIN { print "id,sector,region,same,load,lonely"; for (i = 1; i <= 60; i++)
    printf "p%d,%s,%s,7,%d,%s\n", i, i % 2 ? "nhs" : "voluntary", i == 1 ? "east" : i < 8 ? "south" : "north", (i * 37) % 50, i % 2 || i % 8 ? "no" : "yes" }'; }
answers >"$room/all.csv"
name="60 people run"; ok run_survey all $book 2026 "$room/all.csv"
reason() { private all "SELECT statistic || ': ' || ifnull(value, 'none') || ', ' || ifnull(se, 'none') || ', ' || why FROM estimate WHERE wave = '2026' AND \"by\" = '$1' AND grp = '$2' AND measure = '$3' AND statistic = '$4'"; }
verdict() { private "$1" "SELECT ifnull(p, 'none') || ', ' || ifnull(effect, 'none') || ', ' || verdict || ': ' || why FROM comparison WHERE role = 'primary' AND measure = '$2'"; }

name="87 no variance: the deviation is 0, the mean says why it has no uncertainty"
is "$(reason all all same_mean mean), sd $(private all "SELECT value FROM estimate WHERE \"by\" = 'all' AND measure = 'same_mean' AND statistic = 'sd'")" "mean: 7.0, 0.0, every answer is the same, sd 0.0"
name="87 no variance: no test and no effect size"
is "$(verdict all same_mean)" "none, none, not estimated: within each group every answer is the same"
name="87 no variance: the change of it is not estimated"
answers | sed 's/^p/r/' >"$room/later.csv"
ok "$program" run --quiet --survey $book --wave 2027 --store "$room/all/store" --out "$room/all/later" "$room/later.csv"
is "$(private all "SELECT verdict || ': ' || why FROM trend WHERE \"by\" = 'all' AND measure = 'same_mean'")" "not estimated: in each wave every answer is the same"
name="89 a group of one: its spread is not estimated"
is "$(reason region east load_mean sd)" "sd: none, none, one answer has no spread"
results="$room/all/out/results.csv"
name="89 a group of one: withheld, and in no number of people shown"
is "$(awk -F, '$2 == "region" && $3 == "east" && ($7 != "" || $10 != "" || $13 !~ /c/)' "$results")" ""
name="90 a group of six: withheld"
is "$(awk -F, '$2 == "region" && $3 == "south" && ($7 != "" || $10 != "" || $13 !~ /c/)' "$results")" ""
name="90 and with it all of its breakdown, whose sum would tell the seven"
is "$(awk -F, '$2 == "region" && $7 != ""' "$results")" ""
name="a group of nobody has no value"
is "$(awk -F, '$2 == "region" && $3 == "nowhere" && $7 != ""' "$results")" ""
name="102 one wave only: no change is told of the first"
is "$(private all "SELECT count(*) FROM trend WHERE wave = '2026'") $(grep -c . "$room/all/out/trends.csv")" "0 1"

name="88 one group alone runs"
sed 's/,voluntary,/,nhs,/' "$room/all.csv" >"$room/one.csv"
ok run_survey one $book 2026 "$room/one.csv"
name="88 one group alone: nothing is tested"
is "$(verdict one load_mean)" "none, none, not estimated: nobody answered"
name="88 one group alone: and nothing is told"
is "$(awk -F, 'NR > 1 && ($8 != "" || $13 != "" || $16 != "")' "$room/one/out/comparisons.csv")" ""

# Of 30 people in each sector nobody in the NHS is lonely and seven of the voluntary sector are: Fisher's exact test, as R has it (fisher.test(matrix(c(7, 23, 0, 30), 2)): p = 0.01054).
name="94, 95 an empty cell of a table: the exact test"
is "$(private all "SELECT method || printf(' %.5f', p) FROM comparison WHERE role = 'primary' AND wave = '2026' AND measure = 'lonely_share'")" "fisher exact 0.01054"
name="96 nobody of 30: an interval from 0 on"
is "$(private all "SELECT low = 0 AND high > 5 AND high < 15 FROM estimate WHERE wave = '2026' AND \"by\" = 'sector' AND grp = 'nhs' AND measure = 'lonely_share'")" 1

name="101 numbers as large as the codebook allows: their mean is exact, their deviation is that of 0 and 1"
awk -F, -v OFS=, 'NR > 1 { $5 = NR % 2 ? "999999999999" : "999999999998" } 1' "$room/all.csv" >"$room/big.csv"
ok run_survey big $book 2026 "$room/big.csv"
is "$(private big "SELECT printf('%.1f', value) FROM estimate WHERE \"by\" = 'all' AND measure = 'load_mean' AND statistic IN ('mean', 'sd') ORDER BY statistic")" "$(printf '999999999998.5\n0.5')"

name="103 an answer that was renamed: refused until the codebook knows the old one"
sed 's/"east"/"west"/' $book >"$room/renamed.json"
sed 's/,east,/,west,/; s/^p/s/' "$room/all.csv" >"$room/renamed.csv"
"$program" run --quiet --survey "$room/renamed.json" --wave 2028 --store "$room/all/store" --out "$room/all/renamed" "$room/renamed.csv" 2>"$room/err"; is "$?" 78
name="103 and it is said which"; has "$room/err" "has statistics of group 'east', which the codebook does not know"
bye
