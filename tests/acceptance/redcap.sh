#!/bin/sh
# A survey goes to REDCap and comes back: its data dictionary, drafted from again, asks the same questions. Both codebooks are read by SQLite's own JSON
# (redcap.sql), the dictionary by SQLite's own CSV. REDCap itself is not run here: what its import takes in a column is written by hand, from its help on data dictionaries.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
need_program
command -v sqlite3 >/dev/null || skip_all "no sqlite3 shell here"
books=tests/acceptance/codebooks
tab=$(printf '\t')

facts() { sqlite3 -batch -separator "$tab" :memory: ".parameter set :file \"'$1'\"" ".read tests/acceptance/redcap.sql"; }
dictionary() { sqlite3 -batch -separator "$tab" :memory: ".import --csv '$room/dictionary.csv' d" "SELECT $1 FROM d ${2:-}"; }
there() { rm -f "$room/dictionary.csv" && "$program" codebook --quiet --survey "$1" --to redcap --out "$room/dictionary.csv"; }
back() { rm -f "$room/back.json" && "$program" codebook --quiet --from redcap --out "$room/back.json" "$room/dictionary.csv"; }

# What REDCap's import looks at: names, types, codes.
is_taken()
{
    name="$1: names are small letters, digits and underscores, and none stands twice"
    is "$(dictionary '"Variable / Field Name"' | grep -vE '^[a-z][a-z0-9_]{0,99}$'; dictionary '"Variable / Field Name"' | sort | uniq -d)" ""
    name="$1: types and validations are those of REDCap"
    is "$(dictionary '"Field Type" || " " || "Text Validation Type OR Show Slider Number"' | sort -u | grep -vxE '(radio|checkbox|yesno|notes|descriptive) |text (integer|number|number_comma_decimal|date_ymd|datetime_seconds_ymd|time_hh_mm_ss)?')" ""
    name="$1: every choice has a code of its own"
    is "$(dictionary '"Choices, Calculations, OR Slider Labels"' "WHERE \"Field Type\" IN ('radio', 'checkbox')" | tr '|' '\n' | grep -vE '^ ?[A-Za-z0-9_.-]+, .')" ""
    name="$1: the questions of a grid follow each other and have the same choices"
    is "$(dictionary '"Matrix Group Name", "Choices, Calculations, OR Slider Labels"' | uniq | cut -f 1 | grep . | sort | uniq -d)" ""
}
comes_back() # name, codebook
{
    name="$1: goes to REDCap"; ok there "$2"
    is_taken "$1"
    name="$1: comes back"; ok back
    facts "$2" >"$room/asked"
    facts "$room/back.json" >"$room/asked-back"
    grep -q 'identifier=1' "$room/asked" || { grep -v "^record_id$tab" "$room/asked-back" >"$room/without"; mv "$room/without" "$room/asked-back"; }
    name="$1: $(wc -l <"$room/asked" | tr -d ' ') questions, the same in name, kind, answers, range, who is asked"
    diff "$room/asked" "$room/asked-back" >"$room/differ"; result $? "$room/differ"
    name="$1: something is compared"; ok test -s "$room/asked"
}
comes_back "the shipped survey" schemas/sp-workforce.json
name="the shipped survey: the record's number is the first, and marked"; is "$(dictionary '"Variable / Field Name", "Identifier?"' 'LIMIT 1')" "respondent_id${tab}y"
name="the shipped survey: who would rather not say can say so"
is "$(dictionary '"Choices, Calculations, OR Slider Labels"' "WHERE \"Variable / Field Name\" = 'waiting_list'")" "yes, Yes | no, No | -77, not applicable | -88, prefer not to say"
for book in routing nhs-pcn-workforce qualtrics redcap-checkboxes redcap-decimals ssi-rse-uk2016 surveymonkey-cantera surveymonkey-starwars; do comes_back $book $books/$book.json; done
comes_back beardmore2019 fixtures/beardmore2019/codebook.json

# Two have codes in words that REDCap does not take: they are refused, and go there once the codes are mended.
mended() { name="$1: codes with spaces or signs are refused"; "$program" codebook --survey "$2" --to redcap >"$room/none" 2>"$room/err"; is "$?$(cat "$room/none")" 78; has "$room/err" "REDCap takes no code '$3'; there are $4 such codes"; }
name="rhodes2020"; mended rhodes2020 fixtures/rhodes2020/codebook.json '10 months' 7
sed 's/"\(10\|2\) \(months\|years\)"/"a_\1_\2"/g; s/"\([12]\)\.5 years"/"a_\1_5_years"/g; s/"65+"/"from_65"/g; s/"\(VSO\|SP\) team manager"/"\1_manager"/g' fixtures/rhodes2020/codebook.json >"$room/rhodes.json"
comes_back "rhodes2020, mended" "$room/rhodes.json"
mended nhs-synth-ons4 $books/nhs-synth-ons4.json "Don't Know" 4
sed "s/\"Don't Know\"/\"dont_know\"/g" $books/nhs-synth-ons4.json >"$room/ons4.json"
comes_back "nhs-synth-ons4, mended" "$room/ons4.json"

# Who is asked, in REDCap's words; read back as routing, which comes_back compared.
name="routing: conditions on a yes, on answers, on ticks and on numbers"
there $books/routing.json
is "$(dictionary '"Branching Logic (Show field only if...)"' "WHERE \"Branching Logic (Show field only if...)\" <> '' AND \"Variable / Field Name\" IN ('waiting_weeks', 'some_weeks', 'leads', 'safe_when', 'debt_why', 'after')")" \
"[waiting_list] = 'yes'
[waiting_weeks] <> '' and [waiting_weeks] >= 2 and [waiting_weeks] <= 8
[role] = 'senior' or [role] = 'manager'
[training(safe)] = '1'
[training(debt)] = '0'
[signed] = '1'"

# The raw export of such a project is read by the codebook as it stands, and by the one that came back.
cat >"$room/export.csv" <<'EOF'
ref,redcap_survey_identifier,routing_timestamp,email,team,waiting_list,waiting_weeks,why_long,some_weeks,role,leads,training___safe,training___debt,safe_when,debt_why___time,debt_why___money,happy,home,low,calm,rested,heard,fte,pay,started,rises,signed,after,routing_complete
1,,2026-07-02 10:00:00,,north,yes,13,Too few of us,,senior,4,1,0,2020-05-01,1,0,7,-88,,always,always,never,0.5,"12,5",2019-01-02 10:00:00,07:30:00,1,a friend,2
2,,2026-07-02 11:00:00,,north,no,,,,worker,,0,0,,0,0,3,5,Rest,never,-88,sometimes,1,,,,0,,2
EOF
read_by() { rm -rf "$room/store"; "$program" ingest --quiet --profile redcap --survey "$1" --wave 2026-27-Q2 --store "$room/store" "$room/export.csv"; }
stored() { sqlite3 -batch -readonly "$room/store/work.db" "SELECT stored || ' ' || (SELECT count(*) FROM issue WHERE severity = 'error') FROM source"; }
back
name="the export is read by the codebook as it stands"; ok read_by $books/routing.json
name="both answers are there"; is "$(stored)" "2 0"
name="the export is read by the codebook that came back"; ok read_by "$room/back.json"
name="and both are there"; is "$(stored)" "2 0"
bye
