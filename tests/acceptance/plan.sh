#!/bin/sh
# spwell plan: of the shipped survey it says what R works out from the standard errors that R's survey package gave (tests/reference/power.R); what cannot be said is said.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_program
command -v sqlite3 >/dev/null || skip_all "no sqlite3 shell here"
wave=2026-27-Q2 expected=tests/reference/plan.tsv
store="$room/shipped/store"
for stage in ingest score analyse; do
    answers="" frame=""
    [ $stage != ingest ] || { answers=fixtures/sp-workforce/responses/$wave.csv frame="--frame fixtures/sp-workforce/frame.csv"; }
    # shellcheck disable=SC2086
    "$program" $stage --quiet --survey schemas/sp-workforce.json --wave $wave --store "$store" $frame $answers || exit 1
done
plan() { "$program" plan --quiet --survey schemas/sp-workforce.json --wave $wave --store "$store" "$@"; }

# Columns by name; one row. measure or options, from the expected file; n, n_reference, design_effect, df, smallest, needed, needed_reference
numbers()
{
    awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        { print $(at["n"]), $(at["n_reference"]), $(at["design_effect"]), $(at["df"]), $(at["smallest"]), $(at["difference"]), $(at["needed"]), $(at["needed_reference"]) }'
}
near() # ours, R's
{
    awk -v a="$1" -v b="$2" 'BEGIN { n = split(a, x, " "); m = split(b, y, " "); if (n != 8 || m != 8) { print "8 numbers are wanted: " a " | " b; exit 1 }
        for (i = 1; i <= n; i++) { d = x[i] - y[i]; if (d < 0) d = -d; if (d > 1e-8 * y[i]) { printf "number %d is %s, of R %s\n", i, x[i], y[i]; exit 1 } } }'
}
tab=$(printf '\t')
while IFS="$tab" read -r what n m effect df smallest difference needed needed_reference rest; do
    case "$what" in
        \#*) continue ;;
        --*) name="a study to come, $what, equals R"
            # shellcheck disable=SC2086
            ours=$("$program" plan $what --difference "$difference" --format csv | numbers) ;;
        *) name="$what, NHS and voluntary, equals R"
            ours=$(plan --by sector --group voluntary --reference nhs --measure "$what" --difference "$difference" --format csv | numbers) ;;
    esac
    ok near "$ours" "$n $m $effect $df $smallest $difference $needed $needed_reference"
done <$expected

name="as many rows as R has, so that none is left out unseen"
is "$(grep -vc '^#' $expected)" 16
name="without a measure the headline comparisons are listed, which people_a_year is none of"
plan --format csv >"$room/few.csv" && plan --all --format csv >"$room/all.csv"
is "$(awk -F, 'NR > 1 && $1 == "sector" && $2 == "voluntary" { print $6 }' "$room/few.csv" | sort | paste -sd ' ' -)" \
   "$(sed -n '/^people_a_year/!s/^\([a-z_]*\)	.*/\1/p' $expected | sort | paste -sd ' ' -)"
name="--all lists every comparison of the wave"
is "$(awk 'END { print NR - 1 }' "$room/all.csv")" "$(sqlite3 -readonly "$store/work.db" "SELECT count(DISTINCT \"by\" || '|' || grp || '|' || reference || '|' || measure) FROM comparison")"
name="no number is odd"; ok no_odd_numbers "$room"
name="groups that nobody compared are planned from their estimates"
plan --by sector --group local_authority --reference nhs --measure cbi_work --format csv >"$room/other.csv"
is "$(numbers <"$room/other.csv" | awk '{ print $1, $2, $4 }')" "27 164 39"
name="a measure of several answers cannot be planned by, and the row says so"
plan --by sector --group voluntary --reference nhs --measure cbi_work_band --format csv >"$room/band.csv"
ok grep -q "it has more than two answers" "$room/band.csv"
name="standard error says that the numbers are private"
"$program" plan --survey schemas/sp-workforce.json --wave $wave --store "$store" >/dev/null 2>"$room/err"
ok grep -q "not for circulation" "$room/err"
bye
