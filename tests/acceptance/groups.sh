#!/bin/sh
# A breakdown may be of some measures only. The others have no rows in it, and are withheld nowhere for its sake. 80 made-up people, 40 of each sector; expected by hand.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
. tests/survey.sh
need_program
cat >"$room/groups.json" <<'E2'
{"name": "groups", "fields": [
  {"name": "id", "type": "string"}, {"name": "team", "type": "string", "constraints": {"required": true}},
  {"name": "sector", "type": "string", "categories": ["nhs", "voluntary"]}, {"name": "load", "type": "integer"}, {"name": "wait", "type": "integer"}],
 "spwell": {"made_up": true, "identifier": "id", "cluster": "team",
  "measures": [{"name": "kind", "kind": "band", "of": ["sector"], "bands": [{"value": "statutory", "values": ["nhs"]}, {"value": "community", "values": ["voluntary"]}]},
    {"name": "load", "kind": "item", "of": ["load"], "headline": true}, {"name": "wait", "kind": "item", "of": ["wait"]}],
  "groups": ["sector", {"by": "kind", "measures": "headline"}, {"by": ["sector", "kind"], "measures": ["wait"]}], "disclosure": {"minimum": 10}}}
E2
awk 'BEGIN { print "id,team,sector,load,wait"; for (i = 1; i <= 80; i++) printf "p%d,t%d,%s,%d,%d\n", i, i % 8, i % 2 ? "nhs" : "voluntary", i, i % 5 }' >"$room/in.csv"
name="it runs"; ok run_survey groups "$room/groups.json" 2026 "$room/in.csv"
rows() { awk -F, -v by="$1" -v measure="$2" '$2 == by && $4 == measure && $6 == "mean" { printf "%s:%s ", $3, $10 }' "$room/groups/out/results.csv"; }
name="what is broken down is shown"; is "$(rows sector load)$(rows sector wait)" "nhs:40 voluntary:40 nhs:40 voluntary:40 "
name="the headline alone by the second breakdown"; is "$(rows kind load)|$(rows kind wait)" "community:40 statutory:40 |"
name="the one that is listed by the crossing"; is "$(rows 'sector*kind' load)|$(rows 'sector*kind' wait | grep -o 'nhs\*statutory:40')" "|nhs*statutory:40"
bye
