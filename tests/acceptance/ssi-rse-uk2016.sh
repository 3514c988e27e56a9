#!/bin/sh
# A real workforce survey read by a codebook alone: 273 answers, and the counts its publishers printed.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_data ssi-rse-uk2016/public_data.csv
need_program
survey=ssi-rse-uk2016 books=tests/acceptance/codebooks
name="$survey runs from CSV to report"; ok run_survey ssi $books/$survey.json 2016 "$data/$survey/public_data.csv"
name="273 rows read and stored, none kept apart"; is "$(private ssi 'SELECT rows_read, stored, quarantined FROM source')" "$(printf '273\t273\t0')"
name="every fact holds ($(grep -c '\.csv' $books/$survey.facts.tsv) published counts, $(grep -vc '\.csv' $books/$survey.facts.tsv) others)"
ok facts_hold ssi $books/$survey.facts.tsv

# "Never " beside "Never": the publishers counted one spelling only.
never() { private ssi "SELECT count FROM estimate WHERE measure = '$1' AND category = 'never' AND grp = 'all' AND statistic = 'percent'"; }
spelt() { private ssi "SELECT count(*) FROM issue WHERE code = 'normalised' AND variable = '$1' AND text LIKE '%Never%'"; }
name="turnover2: 43 people said never, 27 of them as published"; is "$(never turnover2)" 43
name="turnover3: 73 people said never, 15 of them as published"; is "$(never turnover3)" 73
name="the other spelling is reported for turnover2 and turnover3"; is "$(spelt turnover2) $(spelt turnover3)" "1 1"
name="14 issues say which answers were accepted after their spaces were normalised"; is "$(private ssi "SELECT count(*) FROM issue WHERE code = 'normalised'")" 14
# psych::alpha of R on the same file: tests/reference/reliability.R.
alphas() { private ssi "$(cat tests/reference/reliability.sql)" >"$room/alphas.tsv" && awk -f tests/reference/reliability.awk "$room/alphas.tsv" tests/reference/reliability.tsv; }
name="the six batteries hang together as psych::alpha and factanal of R have it ($(grep -c . tests/reference/reliability.tsv) numbers)"; ok alphas
name="no question of them runs against the others"; is "$(private ssi "SELECT count(*) FROM reliability_item WHERE flag <> ''") $(grep -c against "$room/ssi/out/reliability.csv")" "0 0"
name="no odd numbers in its outputs"; ok no_odd_numbers "$room/ssi/out"
bye
