# For scripts that run whole surveys; after tests/tap.sh. Each run has a folder of its own in $room.
run_survey() # name of the run, codebook, wave, answers, other options...
{
    run="$room/$1" codebook="$2" wave="$3" answers="$4"; shift 4
    "$program" run --quiet --survey "$codebook" --wave "$wave" --store "$run/store" --out "$run/out" "$@" "$answers"
}
private() { sqlite3 -batch -readonly -separator "$(printf '\t')" "$room/$1/store/work.db" "$2"; } # name of the run, SQL
released() { sqlite3 -batch -readonly -separator "$(printf '\t')" "$room/$1/out/release.db" "$2"; }
facts_hold() # name of the run, facts.tsv
{
    sqlite3 -batch -readonly -separator "$(printf '\t')" "$room/$1/store/work.db" <tests/acceptance/facts.sql >"$room/$1/ours.tsv" &&
        awk -f tests/acceptance/facts.awk "$room/$1/ours.tsv" "$2"
}
# No output may hold NaN, an infinity or a negative zero where a number stands.
no_odd_numbers() # folder
{
    odd=$(grep -rEIl '(^|[,;>": ])(-?[Nn][Aa][Nn]|-?[Ii]nf(inity)?|-0(\.0*)?)([,;<": ]|$)' "$1" --include='*.csv' --include='*.json' --include='*.html' --include='*.md' --include='*.svg')
    [ -z "$odd" ] || { echo "odd numbers in: $odd"; grep -rEIno '.{0,40}(^|[,;>": ])(-?[Nn][Aa][Nn]|-?[Ii]nf(inity)?|-0(\.0*)?)([,;<": ]|$)' $odd | head; return 1; }
}
# A row with the flag c has no number, in no file.
no_numbers() # folder of outputs
{
    for file in "$1"/*.csv; do
        # quotes hold commas; of the columns those count that hold numbers, and 'margin', 'per', 'base' and 'items' are no results
        awk -v file="${file##*/}" '
            function cells(line, out,  n, i, c, quoted, cell) {
                n = 0; cell = ""; quoted = 0
                for (i = 1; i <= length(line); i++) { c = substr(line, i, 1)
                    if (c == "\"") quoted = !quoted; else if (c == "," && !quoted) { out[++n] = cell; cell = "" } else cell = cell c }
                out[++n] = cell; return n }
            NR == 1 { n = cells($0, head); for (i = 1; i <= n; i++) if (head[i] == "flag") flag = i; next }
            flag { n = cells($0, row); if (row[flag] == "c") for (i = 1; i <= n; i++)
                if (head[i] ~ /^(value|low|high|n|n_.*|p|p_adjusted|effect|effect_low|effect_high|.*alpha|omega|inter_item.*|floor|ceiling|scored|icc.*|design_effect.*|teams|rho|complete.*|answered|invited|rate|r_squared|left_out|item_.*|alpha_without|own_value|kappa|observed)$/ && row[i] != "" && !(head[i] == "value" && file == "benchmarks.csv"))
                    print file ": " head[i] " " row[i] ": " $0 }' "$file"
    done >"$room/numbers"
    head -5 "$room/numbers"
    [ ! -s "$room/numbers" ]
}
