#!/bin/sh
# tests/coverage, which tells how often intervals hold the truth, still works: a few drawn surveys a scenario. What many say is in tests/coverage/table.txt.
cd "$(dirname "$0")/../.." || exit 1
. tests/tap.sh
need_program
B="$B" SURVEYS=4 sh tests/coverage/run.sh >"$room/table" 2>"$room/talk" # few: the judgement at the end says nothing
name="every scenario and measure has a line"; is "$(grep -cE '^(unweighted|raked), icc 0\.(05|15) ' "$room/table")" "$(grep -cE '^(unweighted|raked), icc 0\.(05|15) ' tests/coverage/table.txt)"
name="it says nothing else"; is "$(cat "$room/talk")" ""
name="none of ours was found to hold less often than 93.5 in 100 when 5,000 were drawn"; hasnt tests/coverage/table.txt LOW
bye
