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
