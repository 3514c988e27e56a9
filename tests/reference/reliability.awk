# awk -f reliability.awk ours.tsv reliability.tsv: measure, question, what and number, ours beside those of R; 1e-9 relative.
BEGIN { FS = "\t" }
FNR == NR { ours[$1, $2, $3] = $4; next }
{
    rows++
    if (!(($1, $2, $3) in ours)) { print "no such row: " $0; wrong++; next }
    distance = (ours[$1, $2, $3] - $4) / $4
    if (distance < 0) distance = -distance
    if (distance > largest) largest = distance
    if (!(distance <= 1e-9)) { print $1, $2, $3 ": R " $4 ", here " ours[$1, $2, $3]; wrong++ }
}
END { printf "%d numbers compared, largest relative difference %.2g\n", rows, largest; exit !rows || wrong > 0 }
