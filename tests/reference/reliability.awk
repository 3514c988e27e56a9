# awk -f reliability.awk ours.tsv reliability.tsv: measure, question, what and number, ours beside those of R; 1e-9 relative; omega, which is searched for step by step, 1e-6.
BEGIN { FS = "\t" }
FNR == NR { ours[$1, $2, $3] = $4; next }
{
    rows++
    if (!(($1, $2, $3) in ours)) { print "no such row: " $0; wrong++; next }
    distance = (ours[$1, $2, $3] - $4) / $4
    if (distance < 0) distance = -distance
    if ($3 == "omega") { if (distance > searched) searched = distance }
    else if (distance > largest) largest = distance
    if (!(distance <= ($3 == "omega" ? 1e-6 : 1e-9))) { print $1, $2, $3 ": R " $4 ", here " ours[$1, $2, $3]; wrong++ }
}
END { printf "%d numbers compared, largest relative difference %.2g, of omega %.2g\n", rows, largest, searched; exit !rows || wrong > 0 }
