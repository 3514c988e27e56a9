# awk -f beside.awk -v case=C -v tolerance=1e-9 ours.tsv beside.tsv: every expected number is there and equal, and no p value is there that R has none of.
BEGIN { FS = "\t" }
function abs(x) { return x < 0 ? -x : x }
FNR == NR { ours[$1, $2, $3, $4, $5, $6] = $7; next }
FNR == 1 || $1 != case { next }
{
    key = $2 SUBSEP $3 SUBSEP $4 SUBSEP $5 SUBSEP $6 SUBSEP $7
    compared++
    if (!(key in ours)) { wrong++; if (wrong < 12) print "no such number:", $2, $3, $4, $5, $6, $7; next }
    wanted[key] = 1
    distance = abs($8) < 1e-20 ? abs(ours[key]) : abs((ours[key] - $8) / $8)
    if (distance > largest) { largest = distance; where = $2 " " $3 " " $4 " " $6 " " $7 }
    if (distance > tolerance) { wrong++; if (wrong < 12) print $2, $3, $4, $6, $7 ": R " $8 ", here " ours[key] }
}
END {
    for (key in ours) {
        split(key, part, SUBSEP)
        if (part[6] == "p" && !(key in wanted)) { wrong++; if (wrong < 12) print "R has no p value:", part[1], part[2], part[3], part[4], part[5] }
    }
    printf "%d numbers compared, largest relative difference %.2g (%s)\n", compared, largest, where
    exit !compared || wrong > 0
}
