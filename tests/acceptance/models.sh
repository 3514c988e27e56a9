#!/bin/sh
# Models and adjusted differences, from the codebook to the page: what is told, what is refused by name, what is withheld whole. Expected values by awk, from the definitions.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_program
command -v sqlite3 >/dev/null || skip_all "no sqlite3 shell here"

# 200 people in 25 teams. twin is sector under another name; who says yes to tell always says yes to leave; site d has 6 people; 3 people keep their health to themselves.
awk 'BEGIN {
    print "id,team,sector,twin,site,hours,strain,leave,tell,health"
    for (p = 1; p <= 200; p++) {
        s = int(p / 2) % 2 ? "a" : "b"; hours = p * 7 % 23 + 10; wobble = p * p % 17
        leave = (p * 5 % 11 < (s == "a" ? 4 : 6)) || p % 9 == 0 ? "yes" : "no"
        print "p" p ",t" p % 25 "," s "," s "," (p <= 6 ? "d" : substr("abc", p % 3 + 1, 1)) "," hours "," (s == "a" ? 20 : 32) + hours / 4 + wobble "," leave "," (p % 9 == 0 ? "yes" : "no") "," (p < 4 ? "" : p % 4 ? "good" : "poor")
    }
}' >"$room/answers.csv"
book() # what the health question's block says
{
    cat <<JSON
{ "name": "models", "title": "Models", "missingValues": [""], "fields": [
    {"name": "id", "type": "string", "constraints": {"required": true}}, {"name": "team", "type": "string", "constraints": {"required": true}},
    {"name": "sector", "type": "string", "categories": [{"value": "a", "label": "Alpha"}, {"value": "b", "label": "Beta"}], "spwell": {"phrases": {"a": "people in Alpha", "b": "people in Beta"}}},
    {"name": "twin", "type": "string", "categories": ["a", "b"]}, {"name": "site", "type": "string", "categories": ["a", "b", "c", "d"]},
    {"name": "hours", "title": "Hours", "type": "integer", "constraints": {"minimum": 0, "maximum": 60}}, {"name": "strain", "title": "Strain", "type": "number"},
    {"name": "leave", "title": "Leave", "type": "string", "categories": ["yes", "no"]}, {"name": "tell", "title": "Tell", "type": "string", "categories": ["no", "yes"]},
    {"name": "health", "title": "Health", "type": "string", "categories": ["good", "poor"]$1}],
  "spwell": {"identifier": "id", "cluster": "team",
    "measures": [{"name": "tense", "label": "Strain", "kind": "item", "of": ["strain"], "unit": "points"}, {"name": "leaves", "label": "Leaving", "kind": "in", "of": ["leave"], "values": ["yes"], "phrase": "want to leave"},
                 {"name": "leaves_again", "label": "Leaving", "kind": "in", "of": ["leave"], "values": ["yes"]}, {"name": "tense_again", "label": "Strain", "kind": "sum", "of": ["strain"]}],
    "groups": ["sector"],
    "comparisons": [{"by": "sector", "group": "b", "reference": "a", "measures": ["tense", "leaves"], "adjust_for": ["site", "hours"]},
                    {"by": "sector", "group": "b", "reference": "a", "measures": ["tense_again"], "adjust_for": ["health"]}, {"by": "sector", "group": "b", "reference": "a", "measures": ["leaves_again"], "adjust_for": ["twin"]}],
    "models": [{"name": "plain", "outcome": "tense", "of": ["sector"]},
               {"name": "both", "outcome": "tense", "of": ["sector", "hours"], "per": {"hours": 10}},
               {"name": "leaving", "outcome": "leaves", "of": ["sector", "hours"], "reference": {"sector": "b"}},
               {"name": "collinear", "outcome": "tense", "of": ["sector", "twin"]},
               {"name": "separated", "outcome": "leaves", "of": ["hours", "tell"]},
               {"name": "small", "outcome": "tense", "of": ["site"]},
               {"name": "fragile", "outcome": "tense", "of": ["health"]}],
    "disclosure": {"minimum": 10}} }
JSON
}
book ', "spwell": {"sensitive": true}' >"$room/book.json"
name="a survey with models runs"; ok run_survey run "$room/book.json" 2026 "$room/answers.csv"
models="$room/run/out/models.csv" comparisons="$room/run/out/comparisons.csv" page="$room/run/out/report.html"

# Of one category alone a model is the difference of two means.
means=$(awk -F, 'NR > 1 { s[$3] += $7; n[$3]++ } END { printf "%.9f", s["b"] / n["b"] - s["a"] / n["a"] }' "$room/answers.csv")
name="a model of one category is the difference of two means"; is "$(private run "SELECT printf('%.9f', value) FROM model_term WHERE model = 'plain' AND category = 'b'")" "$means"
name="with nothing to adjust for the raw difference is the same"; is "$(private run "SELECT printf('%.9f', value) FROM comparison WHERE measure = 'tense' AND role = 'primary'")" "$means"
# Of two: the normal equations in deviations from the mean, solved by Cramer's rule.
both=$(awk -F, 'NR > 1 { n++; x[n] = $3 == "b"; z[n] = $6; y[n] = $7; mx += x[n]; mz += z[n]; my += y[n] }
    END { for (i = 1; i <= n; i++) { a = x[i] - mx / n; b = z[i] - mz / n; c = y[i] - my / n; xx += a * a; zz += b * b; xz += a * b; xy += a * c; zy += b * c }
          d = xx * zz - xz * xz; printf "%.8f %.8f", (xy * zz - zy * xz) / d, 10 * (zy * xx - xy * xz) / d }' "$room/answers.csv")
name="a model of two things is the solution of the normal equations, per 10 hours"
is "$(private run "SELECT group_concat(printf('%.8f', value), ' ') FROM (SELECT value FROM model_term WHERE model = 'both' AND value IS NOT NULL AND position > 0 ORDER BY position)")" "$both"
name="an odds ratio turns round with the reference"; is "$(private run "SELECT category, reference, odds_ratio < 1, marginal_effect < 0 FROM model_term WHERE model = 'leaving' AND term = 'sector' AND value IS NOT NULL")" "$(printf 'a\tb\t1\t1')"
name="people, teams and columns are counted"; is "$(private run "SELECT n, left_out, teams, parameters FROM model WHERE model = 'both'; SELECT n, left_out FROM model WHERE model = 'fragile'")" "$(printf '200\t0\t25\t3\n197\t3')"

name="columns that make up one another are named in the private store"; is "$(private run "SELECT why FROM model WHERE model = 'collinear'")" "cannot be told apart: Twin: b and Sector: Beta"
name="so is an answer that tells the outcome"; is "$(private run "SELECT why FROM model WHERE model = 'separated'")" "tells the answer without fail for some people: Tell: yes"
name="neither has a value"; is "$(private run "SELECT count(value) FROM model_term WHERE model IN ('collinear', 'separated')")" 0
name="they are refused on the page, and the answer is not named there"; has "$page" 'These answers do not allow it to be estimated'
name="nor in the release"; is "$(released run "SELECT flag, why FROM model WHERE model IN ('collinear', 'separated')" | sort -u)" "$(printf 'z\tit cannot be estimated from these answers')"

name="a model with a group of 6 is withheld whole"; is "$(released run "SELECT flag, n FROM model WHERE model = 'small'; SELECT count(*) FROM model_term WHERE model = 'small'")" "$(printf 'c\t\n0')"
name="so is one of a sensitive question that 3 did not answer"; is "$(released run "SELECT flag, n FROM model WHERE model = 'fragile'")" "$(printf 'c\t')"
name="withheld is said, and is no number"; has "$models" '^2026,small,tense,linear,,,What goes with: Strain,,,,,,,,,,,,,,,,,,,,,.*,c,$'
name="the constant, an average of few, does not leave"; is "$(released run "SELECT count(*) FROM model_term WHERE position = 0 OR term = ''")" 0
name="the page tells what goes with it, in words of association"; has "$page" 'People in Beta have on average higher strain than people in Alpha, by [0-9.]+ \([0-9.]+ to [0-9.]+\), when otherwise alike\.'
name="and nothing of causes"; hasnt "$page" 'because of|leads? to|caused by|effect of'

name="raw and adjusted differences stand side by side"; is "$(released run "SELECT role, adjusted_for, verdict, flag FROM comparison WHERE measure = 'tense' AND role IN ('primary', 'adjusted') ORDER BY role DESC")" "$(printf 'primary\t\thigher\t\nadjusted\tsite, hours\thigher\t')"
name="the page says what it is adjusted for"; has "$page" 'people alike in site and hours'
name="few who kept a sensitive covariate to themselves: the adjusted difference is withheld, the other is not"
is "$(released run "SELECT role, flag, verdict FROM comparison WHERE measure = 'tense_again' AND role IN ('primary', 'adjusted') ORDER BY role DESC")" "$(printf 'primary\t\thigher\nadjusted\tc\ttoo few')"
name="a covariate that is the group over again: no adjusted difference, and why"
is "$(released run "SELECT value IS NULL, verdict, why FROM comparison WHERE measure = 'leaves_again' AND role = 'adjusted'")" "$(printf '1\tnot estimated\tBeta and Alpha differ entirely in twin: the two cannot be told apart')"
name="no odd numbers"; ok no_odd_numbers "$room/run/out"

book "" >"$room/open.json"
name="where it is not sensitive the 3 are no secret"; ok run_survey open "$room/open.json" 2026 "$room/answers.csv"
name="and model and difference are told"; is "$(released open "SELECT flag, n, left_out IS NULL FROM model WHERE model = 'fragile'; SELECT flag FROM comparison WHERE measure = 'tense_again' AND role = 'adjusted'")" "$(printf '\t197\t1\n')"
name="the same answers give the same bytes"; run_survey again "$room/open.json" 2026 "$room/answers.csv" >/dev/null; ok cmp "$room/open/out/models.csv" "$room/again/out/models.csv"
bye
