#!/bin/sh
# A codebook printed for people: everything that it asks stands there, in HTML and in Markdown; the page is one file that loads nothing. What is asked is read by SQLite's own JSON.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
need_program
command -v sqlite3 >/dev/null || skip_all "no sqlite3 shell here"
print() { rm -f "$room/$2"; "$program" codebook --quiet --survey "$1" --print "$3" --out "$room/$2"; }
from() { sqlite3 -batch :memory: "SELECT DISTINCT $2 FROM json_each(readfile('$1'), '\$.fields') AS f${3:-}"; }
# Entities and escapes away, so that words can be looked for as the codebook has them.
plain() { sed "s/&lt;/</g; s/&gt;/>/g; s/&quot;/\"/g; s/&#39;/'/g; s/&amp;/\&/g; s/\\\\//g" "$1" >"$1.plain"; }
lacks() { while IFS= read -r words; do grep -qF -e "$words" "$1.plain" || printf 'not there: %s\n' "$words"; done; }
prints() # name, codebook
{
    for form in html markdown; do
        name="$1: is printed, $form"; ok print "$2" page.$form $form
        plain "$room/page.$form"
        name="$1, $form: every variable stands there"; is "$(from "$2" "json_extract(f.value, '\$.name')" | lacks "$room/page.$form")" ""
        name="$1, $form: every answer that can be chosen"
        is "$(from "$2" "CASE a.type WHEN 'object' THEN coalesce(json_extract(a.value, '\$.label'), json_extract(a.value, '\$.value')) ELSE a.value END" ", json_each(iif(json_extract(f.value, '\$.spwell.drop'), '[]', coalesce(json_extract(f.value, '\$.categories'), '[]'))) AS a" | lacks "$room/page.$form")" ""
        name="$1, $form: every section"; is "$(sqlite3 -batch :memory: "SELECT json_extract(value, '\$.title') FROM json_each(readfile('$2'), '\$.spwell.sections') WHERE json_extract(value, '\$.name') IN (SELECT json_extract(value, '\$.spwell.section') FROM json_each(readfile('$2'), '\$.fields') WHERE NOT coalesce(json_extract(value, '\$.spwell.drop'), 0))" | lacks "$room/page.$form")" ""
        cp "$room/page.$form" "$room/first"
        name="$1, $form: the same bytes twice"; print "$2" page.$form $form; ok cmp "$room/first" "$room/page.$form"
    done
    name="$1: no script, nothing to load, no address to go to"; hasnt "$room/page.html" '<(script|iframe|object|embed|link|img)|(src|href)="[^#]|[ "]on[a-z]+=|url\(|@import'
    command -v xmllint >/dev/null || return
    name="$1: the page is well-formed"; ok sh -c "xmllint --html --noout '$room/page.html' 2>&1 | grep -E 'parser error' | grep -vE 'Tag (section|header|footer|main) invalid' | { ! grep .; }"
}
prints "the shipped survey" schemas/sp-workforce.json
name="the shipped survey: its 230 questions are numbered (232 fields, of which a reference number and the team are not asked)"
is "$(from schemas/sp-workforce.json "json_extract(f.value, '\$.name')" | wc -l | tr -d ' ') $(grep -oE 'class="number">[0-9]+\.' "$room/page.html" | grep -oE '[0-9]+' | sort -un | awk '$1 != ++n { print "lacks " n }') $(grep -c '^230 questions for link workers' "$room/page.markdown")" "232  1"
name="the shipped survey: the inventory is named beside its items, and its source at the end"; has "$room/page.markdown" '^- \*\*Copenhagen Burnout Inventory\*\*\. Kristensen'
for book in routing nhs-synth-ons4 qualtrics ssi-rse-uk2016 surveymonkey-starwars; do prints $book tests/acceptance/codebooks/$book.json; done
for fixture in beardmore2019 rhodes2020; do prints $fixture fixtures/$fixture/codebook.json; done
bye
