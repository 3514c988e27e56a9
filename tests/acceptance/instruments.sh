#!/bin/sh
# Every test vector of the instruments, scored from the files as they are shipped. A folder of surveys: NAME.json asks one instrument, NAME.csv has the answers, NAME.tsv what must come
# of them, with its source ("methods" is the collection of formulas, worked by hand there): row, measure, value; or the mean, or the share of a band (or of yes), of all rows.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
need_program
folder=tests/acceptance/instruments

scores() # NAME: the rows with their scores
{
    "$program" ingest --quiet --survey $folder/"$1".json --wave 2026 --store "$room/$1" $folder/"$1".csv &&
        "$program" score --quiet --survey $folder/"$1".json --wave 2026 --store "$room/$1" &&
        "$program" export --survey $folder/"$1".json --wave 2026 --store "$room/$1" --private >"$room/$1.csv"
}
value() # FILE ROW MEASURE
{
    awk -F, -v row="$2" -v measure="$3" 'function near(x) { return sprintf("%.12g", x) }
        NR == 1 { for (i = 1; i <= NF; i++) if ($i == measure) column = i; next }
        { given = $column; if (NR == row + 1) { print given == "" ? "missing" : given ~ /^-?[0-9.e+-]+$/ ? near(given) : given; exit }
          if (given != "") { n++; sum += given; count[given]++ } }
        END { if (row == "mean") print near(sum / n); else if (row == "share") print near(100 * count["yes"] / n); else if (row ~ /^share:/) print near(100 * count[substr(row, 7)] / n) }' "$1"
}
for file in "$folder"/*.json; do
    survey=$(basename "$file" .json)
    name="$survey: scored"; ok scores "$survey"
    name="$survey: who was scored and who was not are all respondents, for every measure"
    is "$("$program" export --wave 2026 --store "$room/$survey" --table score --private | awk -F, -v people=$(($(wc -l <$folder/"$survey".csv) - 1)) 'NR > 1 { all += $4 + $5 + $6 + $7 + $8 == people } END { print (NR > 1 && all == NR - 1) }')" 1
    while IFS="	" read -r row measure wanted source; do
        case "$row" in "#"*) continue ;; esac
        name="$survey: $measure of row $row ($source)"
        is "$(value "$room/$survey.csv" "$row" "$measure")" "$(echo "$wanted" | awk '{ print $1 ~ /^-?[0-9.]+$/ ? sprintf("%.12g", $1) : $1 }')"
    done <$folder/"$survey".tsv
done
name="every instrument that is shipped has test vectors"
for file in schemas/instruments/*.json; do
    instrument=$(basename "$file" .json)
    grep -qE "\"$instrument\"" $folder/*.json || echo "$instrument"
done >"$room/none"
is "$(cat "$room/none")" ""
bye
