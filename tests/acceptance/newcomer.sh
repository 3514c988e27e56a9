#!/bin/sh
# A new instrument and a new survey are JSON and nothing else, as CONTRIBUTING says: tests/acceptance/newcomer holds one of each, and no program knows them. They are checked, made up for,
# coded, run to the end, printed, sent to REDCap and fetched back. What three people score is worked by hand (three.tsv).
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
need_program
command -v sqlite3 >/dev/null || skip_all "no sqlite3 shell here"
folder=$PWD/tests/acceptance/newcomer survey=$PWD/tests/acceptance/newcomer/survey.json wave=2026-27-Q2
name="no program knows the instrument"; is "$(grep -rl 'lone-working\|lone_safety' pipeline include schemas)" ""
name="the codebook is good"; ok "$program" codebook --check "$survey"
name="what is no codebook is called what it is"
"$program" codebook --check "$folder/instruments/lone-working.json" 2>"$room/said"; has "$room/said" ":1:1: error: this is an instrument, not the codebook of a survey"

# 1 three people
scores()
{
    "$program" ingest --quiet --survey "$survey" --wave $wave --store "$room/three" "$folder/three.csv" && "$program" score --quiet --survey "$survey" --wave $wave --store "$room/three" &&
        "$program" export --survey "$survey" --wave $wave --store "$room/three" --private >"$room/three.csv"
}
value() # ROW MEASURE
{
    awk -F, -v row="$1" -v measure="$2" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == measure) column = i }
        NR == row + 1 { given = $column; print given == "" ? "missing" : given ~ /^-?[0-9.e+-]+$/ ? sprintf("%.12g", given) : given }' "$room/three.csv"
}
name="three people are scored"; ok scores
while IFS="	" read -r row measure wanted why; do
    case "$row" in "#"*) continue ;; esac
    name="$measure of row $row is $wanted: $why"
    is "$(value "$row" "$measure")" "$(echo "$wanted" | awk '{ print $1 ~ /^[0-9.]+$/ ? sprintf("%.12g", $1) : $1 }')"
done <"$folder/three.tsv"

# 2 made-up answers, to the end
cd "$room" || exit 1
name="answers are made up"; ok "$program" synth --quiet --survey "$survey" --wave $wave --respondents 300 --out answers.csv
name="and codes of the comments"; ok "$program" synth --quiet --survey "$survey" --wave $wave --respondents 300 --codes --out coded.csv
name="they are checked"; ok "$program" check --quiet --survey "$survey" --wave $wave --themes coded.csv answers.csv
name="and reported on"
ok "$program" run --quiet --made-up --survey "$survey" --wave $wave --themes coded.csv --benchmarks "$folder/benchmarks.csv" --store store --out out answers.csv
column() { awk -F, -v name="$2" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) c = i; next } { print $c }' "$1" | sort -u; }
name="every measure of the codebook is in the results"; column out/codebook.csv measure >told; column out/results.csv measure >found; is "$(comm -23 told found)" ""
name="and there are some: its own, of three instruments, and of its frame"; is "$(grep -cE '^(lone_safety|lone_ease|carries|who5|hse_demands|ucla_lonely|theme_danger|theme_s2)$' found)" 8
name="a breakdown has the measures it names"; is "$(awk -F, '$2 == "lone_safety_band" { print $4 }' out/results.csv | sort -u | tr '\n' ' ')" "visits_a_week who5 "
name="and shows them on the page, nothing else"; sed 's/<[^>]*>/|/g' out/report.html | grep -A3 'Safe when working alone, in bands, 2026' >page
has page 'Visits a week'; name="of the other section too"; has page 'Wellbeing in the last two weeks'; name="no table of nothing"; hasnt out/report.html '<td[^>]*>\[x\]</td><td[^>]*>\[x\]</td>'
name="five benchmarks are told"; is "$(awk 'END { print NR - 1 }' out/benchmarks.csv)" 5
name="coders are compared on each code of the frame"; is "$(awk -F, 'NR > 1 && $4 == "alpha" { print $2 }' out/agreement.csv | tr '\n' ' ')" "D1 D2 D3 S1 S2  "
name="who was not asked heads no picture of missing answers"; has out/report.html 'Most often left out by those asked: .*HSE question'

# 3 into the field
for form in html markdown; do name="the questionnaire, as $form"; ok "$program" codebook --quiet --survey "$survey" --print $form --out asked.$form; done
name="it asks every item of the instrument"; is "$(grep -cE '\| (6|7|8)\. |^\*\*(9|10)\. ' asked.markdown)" 5
name="to REDCap"; ok "$program" codebook --quiet --survey "$survey" --to redcap --out dictionary.csv
name="and back"; ok "$program" codebook --quiet --from redcap --out back.json dictionary.csv
name="which asks the same questions"
names() { sqlite3 -batch :memory: "SELECT json_extract(value, '\$.name') FROM json_each(readfile('$1'), '\$.fields') ORDER BY 1"; }
names "$survey" >asked; names back.json >asked-back; ok diff asked asked-back
bye
