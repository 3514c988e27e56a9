# awk -f facts.awk ours.tsv facts.tsv: does every fact stand in our numbers? ours.tsv is made by facts.sql.
# A tolerance is relative to the fact; 0 means equal. "adjusted why names" wants a word inside a sentence.
BEGIN { FS = "\t" }
function abs(x) { return x < 0 ? -x : x }
FNR == NR { ours[$1, $2, $3, $4, $5] = $6; next }
FNR == 1 { next }
{
    facts++
    what = $1 " " $2 " " $3 " " $4 " " $5
    if (!(($1, $2, $3, $4, $5) in ours)) { print what ": not there"; wrong++; next }
    got = ours[$1, $2, $3, $4, $5]
    if ($5 ~ /names$/) good = index(got, $6) > 0
    else good = abs(got - $6) <= $7 * ($6 + 0 ? abs($6) : 1)
    if (!good) { print what ": " $6 " expected, " got " found (" $8 ")"; wrong++ }
}
END { print facts + 0 " facts"; exit wrong > 0 || facts == 0 }
